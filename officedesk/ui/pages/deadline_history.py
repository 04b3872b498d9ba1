"""What was done with an obligation, in words: each gesture, and what it changed."""

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from officedesk.domain import days
from officedesk.ui.parts.detail import Fact

if TYPE_CHECKING:
    from officedesk.storage.workspace import Passage

translate = QCoreApplication.translate

NOTHING = "—"


def history_facts(passages: "list[Passage]", file_name: Callable[[int], str]) -> list[Fact]:
    """Return a line for each gesture, the last one first; ``file_name`` names a file by its number."""
    return [Fact(_moment(each.at), "\n".join((each.label, *changes_of(each, file_name)))) for each in passages]


def changes_of(passage: "Passage", file_name: Callable[[int], str]) -> list[str]:
    """Return « Date limite : 15 déc. 2026 → 20 déc. 2026 » for each value that a gesture changed."""
    before, after = passage.before, passage.after
    if before is None or after is None:
        return []
    return [
        translate("Deadlines", "{name} : {old} → {new}").format(
            name=name, old=_written(key, before.get(key), file_name), new=_written(key, after.get(key), file_name)
        )
        for key, name in _names()
        if before.get(key) != after.get(key)
    ]


def _names() -> list[tuple[str, str]]:
    """Return the values that are told, in the order of the card."""
    return [
        ("title", translate("Deadlines", "Obligation")),
        ("status", translate("Deadlines", "État")),
        ("due", translate("Deadlines", "Date limite")),
        ("due_reason", translate("Deadlines", "Raison")),
        ("remind_on", translate("Deadlines", "Rappel reporté au")),
        ("evidence", translate("Deadlines", "Preuve")),
        ("document_id", translate("Deadlines", "Fichier")),
        ("evidence_from", translate("Deadlines", "Valable du")),
        ("evidence_until", translate("Deadlines", "Valable jusqu’au")),
        ("notes", translate("Deadlines", "Notes")),
    ]


def _written(key: str, value: Any, file_name: Callable[[int], str]) -> str:
    if value in (None, ""):
        return NOTHING
    if key == "document_id":
        return file_name(int(value))
    if key == "status":
        states = {
            "open": translate("Deadlines", "à faire"),
            "done": translate("Deadlines", "fait"),
            "not_applicable": translate("Deadlines", "non applicable"),
        }
        return states[value]
    if key in ("due", "remind_on", "evidence_from", "evidence_until"):
        return days.short_date(dt.date.fromisoformat(value))
    return str(value)


def _moment(at: dt.datetime) -> str:
    local = at.astimezone()
    return f"{days.short_date(local.date())}, {days.clock(local.time())}"
