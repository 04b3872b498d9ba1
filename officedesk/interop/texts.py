"""The texts of a calendar entry: what has a place of its own, and what is kept in the notes."""

import quopri
import re
from typing import Any

from officedesk.interop.components import Component

KEPT = {
    "URL": "Lien",
    "CATEGORIES": "Catégories",
    "ORGANIZER": "Organisateur",
    "ATTENDEE": "Participants",
    "CONTACT": "Contact",
    "COMMENT": "Commentaire",
    "ATTACH": "Pièce jointe",
    "RELATED-TO": "Lié à",
    "GEO": "Position",
}
MOST_VALUES = 50

_TRIGGER = re.compile(r"-P(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,4})M)?(?:\d{1,4}S)?)?")
_UNITS = ("semaine", "jour", "h", "min")


def text(entry: Any, name: str) -> str:
    """Return a text property; of several ones, the first."""
    values = _values(entry, name)
    return _plain(values[0]) if values else ""


def kept(entry: Any, component: Component) -> list[str]:
    """Return, as lines for the notes, the properties and alarms that have no column."""
    lines = []
    for name, label in KEPT.items():
        values = [shown for shown in map(_shown, _values(entry, name)) if shown]
        if values:
            more = f" et {len(values) - MOST_VALUES} autres" if len(values) > MOST_VALUES else ""
            lines.append(f"{label} : {', '.join(values[:MOST_VALUES])}{more}")
    alarms = [alarm(part) for part in component.parts if part.name == "VALARM"]
    return lines + list(dict.fromkeys(alarms))


def alarm(component: Component) -> str:
    """Return an alarm as a line: « Rappel : 30 min avant »."""
    trigger = (component.first("TRIGGER") or "").upper()
    found = _TRIGGER.fullmatch(trigger)
    amounts = [int(amount or 0) for amount in found.groups()] if found else []
    if not any(amounts):
        return f"Rappel : {trigger}" if trigger and not found else "Rappel : au début"
    return "Rappel : " + " ".join(_amount(n, unit) for n, unit in zip(amounts, _UNITS, strict=True) if n) + " avant"


def _amount(number: int, unit: str) -> str:
    plural = "s" if number > 1 and len(unit) > len("min") else ""
    return f"{number}\u202f{unit}{plural}"


def _values(entry: Any, name: str) -> list[Any]:
    found = entry.get(name)
    if found is None:
        return []
    return found if isinstance(found, list) else [found]


def _shown(value: Any) -> str:
    if getattr(value, "params", {}).get("ENCODING", "").upper() in ("BASE64", "B"):
        return "(fichier joint, non repris)"
    name = str(getattr(value, "params", {}).get("CN", "")).strip()
    plain = re.sub(r"^mailto:", "", _plain(value).strip(), flags=re.IGNORECASE)
    return f"{name} <{plain}>" if name and name != plain else plain


def _plain(value: Any) -> str:
    if hasattr(value, "cats"):
        return ", ".join(str(each) for each in value.cats)
    if hasattr(value, "latitude"):
        return f"{value.latitude}, {value.longitude}"
    if isinstance(value, bytes):
        return value.decode(errors="replace")
    if str(getattr(value, "params", {}).get("ENCODING", "")).upper() == "QUOTED-PRINTABLE":
        return quopri.decodestring(str(value).encode()).decode(errors="replace")
    return str(value)
