"""One VEVENT or VTODO, read by icalendar, as the values of an event or of a task."""

import datetime as dt
import re
from typing import Any

from officedesk.domain.recurrence import DESK_ZONE
from officedesk.interop.components import Component
from officedesk.interop.found import Found, LeftOutError, fingerprint, notes, one_line, short_uid
from officedesk.interop.moments import Moment, duration, moment, one, span
from officedesk.interop.repeats import recurrence
from officedesk.interop.texts import KEPT, kept, text
from officedesk.interop.zones import Zones

UNTITLED = "(sans titre)"
TOLD_APART = frozenset({"DTSTART", "DTEND", "DURATION"})
# The library spends most of an import's time: it reads what is used only.
READ = frozenset({"DTSTART", "DTEND", "DURATION", "DUE", "COMPLETED", "LAST-MODIFIED", "RECURRENCE-ID", "RRULE",
                  "RDATE", "EXDATE", "EXRULE", "SEQUENCE", "SUMMARY", "DESCRIPTION", "LOCATION", "STATUS",
                  "PRIORITY", "PERCENT-COMPLETE", *KEPT})  # fmt: skip
# A zone does not apply to a moment of UTC (RFC 5545, 3.2.19); the library would believe the zone.
_UTC = re.compile(r"(?m)^([A-Z-]+);TZID=[^:;\r\n]+(:\d{8}T\d{6}Z)(?=\r$)")
VOLATILE = frozenset({"DTSTAMP", "CREATED", "LAST-MODIFIED", "SEQUENCE"})


def event(component: Component, zones: Zones) -> Found:
    """Return an event; raise LeftOutError when it has no usable beginning."""
    entry, remarks = _parsed(component)
    start, end = span(entry, zones, remarks)
    extra: list[str] = []
    repeats = recurrence(entry, start, zones, remarks, extra)
    if start.zone == "UTC" and not repeats:
        # Moments of the world are told at her desk; a series told in UTC keeps UTC, or summer would move it.
        last = moment(one(entry.get("DTEND"), [], ""), zones, [])
        end = Moment(end, "UTC", whole_day=last is not None and last.whole_day).told_in(DESK_ZONE)
        start = Moment(start.told_in(DESK_ZONE), DESK_ZONE)
    values: dict[str, Any] = {
        **_title(entry, 300, extra),
        "start": start.wall.isoformat(),
        "end": end.isoformat(),
        "zone": start.zone,
        "all_day": start.whole_day,
        "place": one_line(text(entry, "LOCATION"), 400),
        "recurrence": repeats,
        "cancelled": text(entry, "STATUS").upper() == "CANCELLED",
    }
    values["notes"] = notes([text(entry, "DESCRIPTION"), *extra, *kept(entry, component)], remarks)
    found = Found("event", _uid(component), component.number, values, remarks, _sequence(entry))
    if "RECURRENCE-ID" in entry:
        _as_exception(found, entry, zones)
    return found


def _as_exception(found: Found, entry: Any, zones: Zones) -> None:
    given = one(entry["RECURRENCE-ID"], found.remarks, "RECURRENCE-ID")
    replaces = moment(given, zones, found.remarks)
    if replaces is None:
        raise LeftOutError("la date qu’il remplace (RECURRENCE-ID) est illisible")
    if "RANGE" in given.params:
        found.remarks.append("il ne remplace que sa propre date, et non les suivantes (RANGE)")
    stamp = replaces.wall if replaces.whole_day else replaces.told_in("UTC")
    found.series, found.replaces_zone = found.uid, replaces.zone
    found.uid = f"{found.uid}/{stamp.isoformat()}"
    found.values |= {"series_uid": found.series, "replaces": replaces.wall.isoformat(), "recurrence": ""}


def task(component: Component, zones: Zones) -> Found:
    """Return a task; raise LeftOutError when it was cancelled."""
    entry, remarks = _parsed(component)
    status = text(entry, "STATUS").upper()
    if status == "CANCELLED":
        raise LeftOutError("cette tâche a été annulée dans son programme d’origine")
    start = moment(one(entry.get("DTSTART"), remarks, "DTSTART"), zones, remarks)
    due = _due(entry, start, zones, remarks)
    extra: list[str] = []
    if start is not None and due is not start:
        extra.append(f"Début : {start.told_in(DESK_ZONE):%d/%m/%Y}")
    if "RRULE" in entry or "RDATE" in entry:
        remarks.append("la répétition d’une tâche n’est pas reprise : sa règle est gardée dans les notes")
        extra += [f"Répétition : {line.text}" for line in component.lines if line.text.upper().startswith("RRULE")]
    completed = moment(one(entry.get("COMPLETED"), remarks, "COMPLETED"), zones, remarks)
    done = status == "COMPLETED" or completed is not None or text(entry, "PERCENT-COMPLETE") == "100"
    finished = completed or moment(one(entry.get("LAST-MODIFIED"), [], ""), zones, remarks)
    wall = due.told_in(DESK_ZONE) if due else None
    values: dict[str, Any] = {
        **_title(entry, 200, extra),
        "due": wall.date().isoformat() if wall else None,
        "due_time": wall.time().isoformat() if wall and due and not due.whole_day else None,
        "importance": _importance(text(entry, "PRIORITY")),
        "status": "done" if done else "open",
        "done_on": finished.told_in(DESK_ZONE).date().isoformat() if done and finished else None,
    }
    if text(entry, "LOCATION"):
        extra.append(f"Lieu : {text(entry, 'LOCATION')}")
    values["notes"] = notes([text(entry, "DESCRIPTION"), *extra, *kept(entry, component)], remarks)
    return Found("task", _uid(component), component.number, values, remarks, _sequence(entry))


def _due(entry: Any, start: Moment | None, zones: Zones, remarks: list[str]) -> Moment | None:
    if "DUE" in entry:
        due = moment(one(entry["DUE"], remarks, "DUE"), zones, remarks)
        if due is None:
            remarks.append("son échéance (DUE) est illisible et n’a pas été reprise")
        return due
    lasts = duration(one(entry.get("DURATION"), remarks, "DURATION"))
    if start is None or lasts is None:
        return None
    try:
        return Moment(start.wall + lasts, start.zone, start.whole_day)
    except OverflowError as error:
        raise LeftOutError("ses dates sortent du calendrier") from error


def _importance(priority: str) -> int | None:
    """Return 1 to 3 for the priorities 1 to 9 of iCalendar, whose 5 is the middle and 0 says nothing."""
    if not priority.isdecimal() or not 1 <= int(priority) <= 9:
        return None
    return 1 if int(priority) < 5 else 2 if int(priority) == 5 else 3


def _title(entry: Any, longest: int, extra: list[str]) -> dict[str, str]:
    whole = text(entry, "SUMMARY")
    title = one_line(whole, longest) or UNTITLED
    if title.endswith("…") and not whole.rstrip().endswith("…"):
        extra.append(f"Titre complet : {whole}")
    return {"title": title}


def _parsed(component: Component) -> tuple[Any, list[str]]:
    import icalendar

    reader = icalendar.Event if component.name == "VEVENT" else icalendar.Todo
    try:
        entry = reader.from_ical(_UTC.sub(r"\1\2", component.text(READ)))
    except Exception as error:  # whatever the library stumbles on, only this component is lost
        raise LeftOutError("il est illisible") from error
    remarks = [f"{line.text} est trop long et n’a pas été repris" for line in component.lines if line.cut]
    for name, message in entry.errors:
        broken = name or next(iter(re.findall(r"'([A-Za-z-]{1,40})", message)), "une ligne")
        if broken.upper() not in TOLD_APART:
            remarks.append(f"{broken} est illisible et n’a pas été repris")
    return entry, remarks


def _uid(component: Component) -> str:
    uid = component.first("UID")
    if uid:
        return short_uid(uid)
    told = [line.text for line in component.lines if not line.text.upper().startswith(tuple(VOLATILE))]
    return fingerprint(component.name, *told)


def _sequence(entry: Any) -> int:
    found = entry.get("SEQUENCE")
    return int(found) if isinstance(found, int) else 0


def told_in_series(found: Found, zone: str) -> None:
    """Bring the date that an exception replaces to the zone of its series."""
    if found.replaces_zone in (None, zone) or found.values.get("all_day"):
        return
    replaced = Moment(dt.datetime.fromisoformat(found.values["replaces"]), str(found.replaces_zone))
    found.values["replaces"] = replaced.told_in(zone).isoformat()
    found.replaces_zone = zone
