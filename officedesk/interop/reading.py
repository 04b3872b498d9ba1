"""The bytes of a calendar or of an address book as what can be taken from them, and what cannot."""

from officedesk.interop import ics, vcard
from officedesk.interop.components import Component, cut
from officedesk.interop.found import Found, LeftOutError, Reading
from officedesk.interop.lines import logical_lines
from officedesk.interop.zones import Zones

IGNORED = {
    "VJOURNAL": "les notes de journal (VJOURNAL) ne sont pas reprises",
    "VFREEBUSY": "les plages de disponibilité (VFREEBUSY) ne sont pas reprises",
    "VAVAILABILITY": "les plages de disponibilité (VAVAILABILITY) ne sont pas reprises",
}
PARTS = frozenset({"VTIMEZONE", "STANDARD", "DAYLIGHT", "VALARM"})


def read(data: bytes) -> Reading:
    """Read a file by its content; the format is None when it is neither. Raises TooMuchError."""
    lines = list(logical_lines(data))
    first = next((line.text.upper().replace(" ", "") for line in lines), "")
    components = cut(lines)
    if not first.startswith("BEGIN:") or not (components or "VCALENDAR" in first):
        return Reading(None)
    reading = Reading("vcf" if first == "BEGIN:VCARD" else "ics")
    if any(line.legacy for line in lines):
        number = next(line.number for line in lines if line.legacy)
        reading.remarks.append((number, "des caractères ne sont pas en UTF-8 : ils ont été lus comme du Windows-1252"))
    zones = Zones([component for component in components if component.name == "VTIMEZONE"])
    for component in components:
        if component.name not in PARTS:
            _take(component, zones, reading)
    _keep_newest(reading)
    _tie_exceptions(reading.found)
    reading.remarks += [(each.number, remark) for each in reading.found for remark in each.remarks]
    return reading


def _take(component: Component, zones: Zones, reading: Reading) -> None:
    try:
        reading.found.append(_found(component, zones))
    except LeftOutError as error:
        reading.skipped.append((component.number, str(error)))
    except Exception:  # one odd component never costs the others
        reading.skipped.append((component.number, "l’élément est illisible"))


def _found(component: Component, zones: Zones) -> Found:
    if not component.finished:
        raise LeftOutError(f"l’élément n’est pas terminé : END:{_name(component)} manque")
    if component.name == "VEVENT":
        return ics.event(component, zones)
    if component.name == "VTODO":
        return ics.task(component, zones)
    if component.name == "VCARD":
        return vcard.supplier(component)
    raise LeftOutError(IGNORED.get(component.name, f"le type « {_name(component)} » n’est pas pris en charge"))


def _name(component: Component) -> str:
    """Return the name of a component, without the lines that a damaged file has run into it."""
    return component.name.partition("\\")[0][:40]


def _keep_newest(reading: Reading) -> None:
    """Of several components of the same uid, keep the highest SEQUENCE, the last one when they are equal."""
    newest: dict[tuple[str, str], Found] = {}
    for each in reading.found:
        key = each.kind, each.uid
        kept = newest.get(key)
        older = each if kept and kept.sequence > each.sequence else kept
        if older is not each:
            newest[key] = each
        if older is not None:
            reading.skipped.append(
                (older.number, "doublon : le fichier en contient une autre version, qui est reprise")
            )
    reading.found = sorted(newest.values(), key=lambda each: each.number)
    reading.skipped.sort()


def _tie_exceptions(found: list[Found]) -> None:
    zones = {each.uid: each.values["zone"] for each in found if each.kind == "event" and each.series is None}
    for each in found:
        if each.series in zones:
            ics.told_in_series(each, zones[each.series])
