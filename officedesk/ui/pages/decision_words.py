"""What the screens say of a decision: where it stands, what it says, what became of it."""

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from officedesk.domain import days
from officedesk.storage.decision_lists import TO_SETTLE
from officedesk.ui.pages.deadline_words import limit_words
from officedesk.ui.parts.detail import Fact

if TYPE_CHECKING:
    from officedesk.domain.entities import Decision, Document
    from officedesk.storage.chain import Logged

SOON = 7
DRAFT, SENT, ANSWERED, BLOCKED, EXPIRED = "draft", "sent", "answered", "blocked", "expired"

translate = QCoreApplication.translate


def states() -> list[tuple[str, str | None]]:
    """Return what the list may be kept to, each with its words."""
    return [
        (translate("Decisions", "À prendre"), TO_SETTLE),
        (translate("Decisions", "Demandées"), SENT),
        (translate("Decisions", "À préparer"), DRAFT),
        (translate("Decisions", "Bloquées"), BLOCKED),
        (translate("Decisions", "Expirées"), EXPIRED),
        (translate("Decisions", "Prises"), ANSWERED),
        (translate("Decisions", "Toutes"), None),
    ]


def state_chip(state: str, limit: dt.date | None, today: dt.date) -> tuple[str, str]:
    """Return the words and the tone that tell where a decision stands on a day."""
    if state == SENT:
        return _asked_chip(limit, today)
    return {
        DRAFT: (translate("Decisions", "à préparer"), "neutral"),
        BLOCKED: (translate("Decisions", "bloquée"), "soon"),
        EXPIRED: (translate("Decisions", "expirée"), "late"),
        ANSWERED: (translate("Decisions", "prise"), "done"),
    }[state]


def _asked_chip(limit: dt.date | None, today: dt.date) -> tuple[str, str]:
    if limit is None:
        return translate("Decisions", "demandée"), "accent"
    left = (limit - today).days
    if left < 0:
        return translate("Decisions", "sans réponse"), "late"
    if left == 0:
        return translate("Decisions", "aujourd’hui"), "soon"
    return translate("Decisions", "dans {count} j").format(count=left), "soon" if left <= SOON else "accent"


def facts_of(decision: "Decision", today: dt.date) -> list[Fact]:
    """Return the lines of a decision's card; what is unknown says nothing."""
    return [
        Fact(translate("Decisions", "Réponse"), decision.answer),
        Fact(translate("Decisions", "Prise le"), _day(decision.answered_on)),
        Fact(translate("Decisions", "Il manque"), decision.missing_proof),
        Fact(
            translate("Decisions", "Limite"), limit_words(decision.limit, decision.limit_time) if decision.limit else ""
        ),
        Fact(translate("Decisions", "Demandée le"), _waited(decision, today)),
        Fact(translate("Decisions", "Relancée le"), _reminded(decision)),
        Fact(translate("Decisions", "Décide"), decision.approver),
        Fact(translate("Decisions", "En jeu"), decision.stake),
        Fact(translate("Decisions", "Preuve"), "" if decision.document_id else decision.proof or ""),
    ]


def silence_words(decision: "Decision", today: dt.date) -> str:
    """Return what is to be known of a question whose limit has passed, or nothing."""
    late = decision.limit is not None and decision.limit < today and decision.state.value in (SENT, EXPIRED)
    if not late:
        return ""
    return translate(
        "Decisions",
        "La date limite est passée sans réponse. Le silence n’est pas un accord : ce qui attend attend toujours.",
    )


def reply_facts(decision: "Decision", document: "Document | None") -> list[Fact]:
    """Return what the mail that answered says of itself, and what tells it from any other."""
    if document is None:
        return []
    moment = decision.reply_at
    return [
        Fact(translate("Decisions", "De"), decision.reply_from or ""),
        Fact(translate("Decisions", "Écrite le"), "" if moment is None else _moment(moment)),
        Fact(translate("Decisions", "Message-ID"), decision.reply_message_id or translate("Decisions", "aucun")),
        Fact(translate("Decisions", "SHA-256"), document.sha256),
        Fact(translate("Decisions", "Fichier"), document.name),
    ]


def option_words(option: dict[str, str]) -> str:
    """Return the cost and the consequence of an option, on one line."""
    return " · ".join(each for each in (option.get("cost", ""), option.get("consequence", "")) if each)


def logged_fact(line: "Logged") -> Fact:
    """Return a line of the log: its moment, and what was done."""
    by_itself = "" if line.author == "user" else translate("Decisions", " (par le programme)")
    return Fact(_moment(line.at), line.act + by_itself)


def _moment(moment: dt.datetime) -> str:
    from zoneinfo import ZoneInfo

    from officedesk.domain.recurrence import DESK_ZONE

    here = (moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)).astimezone(ZoneInfo(DESK_ZONE))
    return translate("Decisions", "{day} à {hour}").format(
        day=days.short_date(here.date()), hour=days.clock(here.time())
    )


def _waited(decision: "Decision", today: dt.date) -> str:
    if decision.asked_on is None:
        return ""
    age = (today - decision.asked_on).days
    if age <= 0 or decision.state.value == ANSWERED:
        return days.full_date(decision.asked_on)
    return translate("Decisions", "{day}, il y a {count} j").format(day=days.full_date(decision.asked_on), count=age)


def _reminded(decision: "Decision") -> str:
    if decision.reminded_on is None:
        return ""
    day = days.full_date(decision.reminded_on)
    if decision.reminders < 2:
        return day
    return translate("Decisions", "{day}, {count} fois en tout").format(day=day, count=decision.reminders)


def _day(day: dt.date | None) -> str:
    return "" if day is None else days.full_date(day)
