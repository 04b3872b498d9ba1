"""What the screens say of an obligation: its state, its date, and why it is there."""

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from officedesk.domain import days
from officedesk.ui.parts.detail import Fact
from officedesk.ui.parts.dialogs import address_in

if TYPE_CHECKING:
    from officedesk.domain.compliance import Rule
    from officedesk.domain.entities import Deadline

SOON = 30
FAR = 120
SAME_YEAR = 330

translate = QCoreApplication.translate

Period = tuple[dt.date | None, dt.date | None]


def state_chip(
    due: dt.date | None, status: str, today: dt.date, *, evidence: bool, opens: dt.date | None = None
) -> tuple[str, str]:
    """Return the words and the tone that tell where an obligation stands on a day."""
    if status == "done":
        proven = translate("Deadlines", "fait, preuve")
        return (proven if evidence else translate("Deadlines", "fait")), "done"
    if status == "not_applicable":
        return translate("Deadlines", "non applicable"), "neutral"
    if due is None:
        return translate("Deadlines", "à faire"), "accent"
    left = (due - today).days
    if left < 0:
        return translate("Deadlines", "en retard"), "late"
    if left == 0:
        return translate("Deadlines", "aujourd’hui"), "soon"
    if left > FAR or (opens is not None and opens > today):
        return translate("Deadlines", "à venir"), "neutral"
    return translate("Deadlines", "dans {count} j").format(count=left), "soon" if left <= SOON else "neutral"


def limit_words(due: dt.date | None, due_time: dt.time | None) -> str:
    """Return « mardi 15 décembre 2026 à midi »."""
    if due is None:
        return translate("Deadlines", "dès maintenant, sans date")
    if due_time is None:
        return days.long_day(due)
    return translate("Deadlines", "{day} à {hour}").format(day=days.long_day(due), hour=hour_words(due_time))


def near_date(day: dt.date, today: dt.date) -> str:
    """Return « 15 déc. » for a day of the coming months, « 15 déc. 2027 » for one that needs its year."""
    return days.day_and_month(day) if abs((day - today).days) < SAME_YEAR else days.short_date(day)


def hour_words(hour: dt.time) -> str:
    """Return « midi », « 9 h » or « 14 h 30 »."""
    if hour == dt.time(12):
        return translate("Deadlines", "midi")
    return days.clock(hour)


def facts_of(deadline: "Deadline", rule: "Rule | None", today: dt.date) -> list[Fact]:
    """Return the lines of an obligation's card; what is unknown says nothing."""
    facts = [
        Fact(translate("Deadlines", "Date limite"), limit_words(deadline.due, deadline.due_time)),
        Fact(translate("Deadlines", "Date choisie"), _own_date(deadline)),
        Fact(_shift_name(deadline), deadline.shift_reason or ""),
        Fact(translate("Deadlines", "Possible dès"), days.long_day(deadline.opens) if deadline.opens else ""),
        Fact(translate("Deadlines", "Pourquoi ce client"), deadline.why),
        Fact(translate("Deadlines", "Règle"), rule.sentence if rule else ""),
        Fact(translate("Deadlines", "Texte"), deadline.basis),
        Fact(translate("Deadlines", "Source"), source_words(deadline, rule, today), address_in(deadline.source)),
        Fact(translate("Deadlines", "Rappels"), _reminders(deadline, rule)),
        Fact(translate("Deadlines", "Responsable"), deadline.responsible),
        Fact(translate("Deadlines", "Preuve attendue"), deadline.evidence_expected),
        Fact(translate("Deadlines", "Sanction"), (rule.penalty if rule else None) or ""),
    ]
    if deadline.status.value == "done" and deadline.done_on is not None:
        facts.append(Fact(translate("Deadlines", "Fait le"), days.full_date(deadline.done_on)))
        facts.append(Fact(translate("Deadlines", "Preuve"), deadline.evidence or translate("Deadlines", "aucune")))
        facts.append(Fact(translate("Deadlines", "Valable"), _validity(deadline)))
    return facts


def _own_date(deadline: "Deadline") -> str:
    """Return why the date is not that of the rule, and what that one was."""
    if deadline.rule_due is None:
        return ""
    return translate("Deadlines", "{reason} (la règle dit le {day})").format(
        reason=deadline.due_reason, day=days.full_date(deadline.rule_due)
    )


def _reminders(deadline: "Deadline", rule: "Rule | None") -> str:
    """Return when an open obligation is recalled: « 30 et 7 jours avant », or the day that she chose."""
    if deadline.status.value != "open" or deadline.due is None:
        return ""
    if deadline.remind_on is not None:
        return translate("Deadlines", "reportés au {day}").format(day=days.full_date(deadline.remind_on))
    leads = sorted({lead for lead in rule.lead_times if lead}, reverse=True) if rule else []
    if not leads:
        return ""
    # « la veille » only when it is the one reminder: « 7 et 1 jours avant » is read as it is said.
    if leads == [1]:
        return translate("Deadlines", "la veille")
    most, last = ", ".join(map(str, leads[:-1])), str(leads[-1])
    numbers = translate("Deadlines", "{most} et {last}").format(most=most, last=last) if most else last
    return translate("Deadlines", "{numbers} jours avant").format(numbers=numbers)


def _validity(deadline: "Deadline") -> str:
    """Return between which days a proof holds."""
    since, until = deadline.evidence_from, deadline.evidence_until
    if since and until:
        return translate("Deadlines", "du {since} au {until}").format(
            since=days.full_date(since), until=days.full_date(until)
        )
    if since:
        return translate("Deadlines", "à partir du {day}").format(day=days.full_date(since))
    return translate("Deadlines", "jusqu’au {day}").format(day=days.full_date(until)) if until else ""


def _shift_name(deadline: "Deadline") -> str:
    """Name the reason of a date that moved, or why one on a closed day stays where it is."""
    moved = deadline.due != deadline.nominal
    return translate("Deadlines", "Date reportée") if moved else translate("Deadlines", "Jour fermé")


def source_words(deadline: "Deadline", rule: "Rule | None", today: dt.date) -> str:
    """Return where the rule was read and when; what is to be read again, or was not read in the law, says so."""
    if not deadline.source:
        return ""
    words = place_of(deadline.source)
    if deadline.verified_on is not None:
        words = translate("Deadlines", "{source}, vérifiée le {day}").format(
            source=words, day=days.short_date(deadline.verified_on)
        )
    if rule is not None and rule.is_old(today):
        words = translate("Deadlines", "{source}, il y a plus de 12 mois : à vérifier").format(source=words)
    if rule is not None and not rule.is_read_in_the_law:
        return translate("Deadlines", "{source} (non vérifié dans la loi)").format(source=words)
    return words


def place_of(source: str) -> str:
    """Return where a source is: the site of an address alone, else the words around it."""
    address = address_in(source)
    if not address:
        return source
    if address != source.strip():
        return source.replace(f"({address})", "").replace(f"{address}, ", "").replace(address, "").strip(" ,")
    return address.split("/")[2].removeprefix("www.")


def periods(today: dt.date) -> list[tuple[Period, str]]:
    """Return the periods that the list can be kept to, each as its first and last day."""
    day = dt.timedelta(days=1)
    return [
        ((None, None), translate("Deadlines", "Toutes les dates")),
        ((None, today - day), translate("Deadlines", "En retard")),
        ((today, today + 6 * day), translate("Deadlines", "7 jours")),
        ((today, today + 29 * day), translate("Deadlines", "30 jours")),
        ((today.replace(day=1), days.month_end(today)), translate("Deadlines", "Ce mois-ci")),
        *(((dt.date(year, 1, 1), dt.date(year, 12, 31)), str(year)) for year in range(today.year - 2, today.year + 2)),
    ]
