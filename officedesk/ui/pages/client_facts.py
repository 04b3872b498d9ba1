"""What the overview of a client reads and says: plain values, from which the cards are painted."""

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

from officedesk.domain import days
from officedesk.domain.compliance.rule import COMPULSORY
from officedesk.ui.pages.deadline_words import near_date, state_chip
from officedesk.ui.parts.domains import domain_name
from officedesk.ui.parts.line_painting import Line
from officedesk.ui.parts.readings import counted

if TYPE_CHECKING:
    from officedesk.domain.activity import ActivitySummary
    from officedesk.domain.entities import Client, Deadline
    from officedesk.services.suppliers import ContractRow
    from officedesk.services.tasks import TaskRow
    from officedesk.services.timesheets import Forfait

SHOWN_TASKS, SHOWN_STEPS, SHOWN_CONTACTS = 5, 4, 4
QUARTER = dt.timedelta(days=90)
JOURNAL = dt.timedelta(days=14)
ALMOST = 80  # per cent of the hours sold

translate = QCoreApplication.translate


class ForfaitWords(NamedTuple):
    """What the card of the hours says."""

    title: str
    note: str
    used: str
    left: str


def subtitle(client: "Client") -> str:
    """Return « Menuiserie, Nantes, 9 salariés, paie sur Silae, décalage de paie »."""
    if client.own:
        return translate("Client", "Vos tâches et vos échéances, hors de vos clients")
    profile = client.profile
    people = profile.get("effectif_ct")
    parts = [client.activity[:1].upper() + client.activity[1:], client.city]
    if people is not None:
        employees = translate("Client", "{count} salarié"), translate("Client", "{count} salariés")
        parts.append(counted(people, *employees))
    if client.payroll:
        parts.append(translate("Client", "paie sur {tool}").format(tool=client.payroll))
    if profile.get("pay_practice") == "next_month":
        parts.append(translate("Client", "décalage de paie"))
    return ", ".join(part for part in parts if part) or translate("Client", "Profil à compléter")


def forfait_words(forfait: "Forfait", month: dt.date, after: str = "") -> ForfaitWords:
    """Return the words of the hours of a month; ``after`` follows the hours that are left."""
    title = translate("Client", "{kind} {of_month}").format(
        kind=kind_word(forfait), of_month=days.of_month(month).rpartition(" ")[0]
    )
    used = translate("Client", "{hours} utilisées").format(hours=days.hours(forfait.used_minutes))
    if not forfait.included_minutes or forfait.left_minutes is None:
        note = translate("Client", "à la carte") if forfait.kind else translate("Client", "mission à renseigner")
        return ForfaitWords(title, note, used, after)
    note = translate("Client", "{hours} par mois").format(hours=days.hours(forfait.included_minutes))
    left = forfait.left_minutes
    said = translate("Client", "{hours} restantes") if left >= 0 else translate("Client", "{hours} de trop")
    rest = said.format(hours=days.hours(abs(left)))
    return ForfaitWords(title, note, used, f"{rest}, {after}" if after else rest)


def forecast_words(forfait: "Forfait") -> tuple[str, str]:
    """Return where the month will end, with the tone of what it asks: a warning from 80 % on, an alarm beyond 100 %.

    Nothing where no hours are sold in advance.
    """
    if not forfait.included_minutes or forfait.percent is None:
        return "", "muted"
    words = translate("Client", "{hours} faites et prévues à la fin du mois, {percent}")
    share = f"{forfait.percent:.0f}\u202f%"
    said = words.format(hours=days.hours(forfait.forecast_minutes), percent=share)
    over = forfait.forecast_minutes - forfait.included_minutes
    if over > 0:
        more = translate("Client", "{said} : {over} de plus que vendu, à convenir avant d’y arriver.")
        return more.format(said=said, over=days.hours(over)), "late"
    if forfait.percent >= ALMOST:
        left = translate("Client", "{said} : il restera {left}.")
        return left.format(said=said, left=days.hours(-over)), "soon"
    return f"{said}.", "muted"


def own_words(forfait: "Forfait", month: dt.date) -> ForfaitWords:
    """Return the words of the hours of her own business, which nobody buys."""
    return forfait_words(forfait, month)._replace(note=translate("Client", "hors mission"))


def kind_word(forfait: "Forfait") -> str:
    """Return how the hours are sold, as the head of a title."""
    kinds = {"forfait": translate("Client", "Forfait"), "plafond": translate("Client", "Plafond")}
    return kinds.get(str(forfait.kind), translate("Client", "Heures"))


def days_left_words(count: int) -> str:
    """Return « 6 jours ouvrés »."""
    return counted(count, translate("Client", "{count} jour ouvré"), translate("Client", "{count} jours ouvrés"))


def working_days_left(day: dt.date, zone: str) -> int:
    """Return the worked days from a day to the end of its month, both included."""
    last = days.month_end(day).day
    return sum(days.is_working_day(day.replace(day=number), zone) for number in range(day.day, last + 1))


def task_lines(client: "Client", rows: "list[TaskRow]", today: dt.date) -> list[Line]:
    """Return the lines of the next tasks."""
    return [
        Line(
            client_id=client.id or 0,
            table="task",
            row_id=row.id,
            title=row.title,
            when=_task_day(row.due, today),
            when_tone="late" if row.due is not None and row.due < today else "",
            amount="" if row.estimate_minutes is None else days.hours(row.estimate_minutes),
            mark=translate("Client", "en attente") if row.waits else "",
            checkable=True,
        )
        for row in rows
    ]


def compliance_lines(deadlines: "list[Deadline]", today: dt.date) -> list[tuple[str, str, tuple[str, str]]]:
    """Return, for each domain, the obligation that comes first, or the last one that was met."""
    found: dict[str, Deadline] = {}
    for deadline in sorted(deadlines, key=_urgency):
        if deadline.status.value != "not_applicable":
            found.setdefault(deadline.domain, deadline)
    return [
        (domain_name(domain) or translate("Client", "Autre"), deadline.title, compliance_chip(deadline, today))
        for domain, deadline in found.items()
    ]


def compliance_chip(deadline: "Deadline", today: dt.date) -> tuple[str, str]:
    """Return where a domain stands: the date of what comes, rather than the days that it leaves."""
    words, tone = state_chip(deadline.due, deadline.status.value, today, evidence=bool(deadline.evidence))
    if deadline.status.value != "open" or deadline.due is None or deadline.due <= today:
        return words, tone
    return near_date(deadline.due, today), tone


def journal(summary: "ActivitySummary") -> list[tuple[dt.date, str]]:
    """Return what was done lately, the last first: tasks, proofs and decisions."""
    done = [(task.done_on, task.title) for task in summary.done]
    kept = translate("Client", "Échéance tenue : {title}")
    decided = translate("Client", "Décision prise : {question}")
    done += [
        (each.done_on, kept.format(title=each.title))
        for each in summary.deadlines
        if each.done_on is not None and summary.start <= each.done_on <= summary.end
    ]
    done += [(each.answered_on, decided.format(question=each.question)) for each in summary.decided]
    return sorted(done, key=lambda step: step[0], reverse=True)[:SHOWN_STEPS]


def contact_lines(client: "Client", contracts: "list[ContractRow]", late: set[str]) -> list[Line]:
    """Return the suppliers of a client, those whose vigilance is late first."""
    known = {contract.supplier_id: contract for contract in sorted(contracts, key=lambda each: each.ref in late)}
    chosen = sorted(known.values(), key=lambda each: (each.ref not in late, each.supplier))[:SHOWN_CONTACTS]
    return [
        Line(
            client_id=client.id or 0,
            table="supplier_contract",
            row_id=contract.id,
            title=contract.supplier,
            colour=client.swatch,
            detail=", ".join(part for part in (contract.trade, contract.phone or contract.email) if part)
            or translate("Client", "coordonnées à compléter"),
            when=translate("Client", "à relancer") if contract.ref in late else "",
            when_tone="late" if contract.ref in late else "",
        )
        for contract in chosen
    ]


def _urgency(deadline: "Deadline") -> tuple[int, float]:
    """Order what is open by its date, owed at once first, then what was met, the last first, then good practice."""
    if deadline.status.value != "open":
        return 1, -(deadline.done_on or dt.date.min).toordinal()
    if deadline.due is None and deadline.force not in ("", *COMPULSORY):
        return 2, 0
    return 0, deadline.due.toordinal() if deadline.due else 0


def _task_day(due: dt.date | None, today: dt.date) -> str:
    if due is None:
        return ""
    return translate("Client", "aujourd’hui") if due == today else days.short_day(due)
