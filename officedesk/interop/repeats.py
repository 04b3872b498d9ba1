"""The repetition of a calendar entry, written back as RRULE, RDATE and EXDATE lines of its own zone."""

import datetime as dt
from typing import Any

from officedesk.domain.recurrence import why_not
from officedesk.interop.moments import Moment, moment
from officedesk.interop.zones import Zones

MOST_DATES = 2000


def recurrence(entry: Any, start: Moment, zones: Zones, remarks: list[str], extra: list[str]) -> str:
    """Return the lines of a repetition; a rule that cannot be followed goes to ``extra``, for the notes."""
    lines = []
    for rule in _listed(entry.get("RRULE")):
        if hasattr(rule, "expected_type"):
            continue  # told with the other unreadable properties
        value = rule.to_ical().decode()
        why = why_not(value, start.wall)
        if why is None:
            lines.append(f"RRULE:{value}")
            continue
        remarks.append(f"{why} : l’événement est gardé sans cette répétition")
        extra.append(f"Répétition non reprise : {value[:300]}")
    if "EXRULE" in entry:
        remarks.append("les exceptions par règle (EXRULE) ne sont pas prises en charge")
        extra.append("Exceptions non reprises (EXRULE)")
    for name in ("RDATE", "EXDATE"):
        lines += _dates(name, entry, start, zones, remarks)
    return "\n".join(lines)


def _dates(name: str, entry: Any, start: Moment, zones: Zones, remarks: list[str]) -> list[str]:
    lines = []
    for group in _listed(entry.get(name)):
        for value in [] if hasattr(group, "expected_type") else group.dts:
            line = _date(name, value, start, zones, remarks)
            if line is None:
                remarks.append(f"une date de {name} est illisible et n’a pas été reprise")
            elif line not in lines:
                lines.append(line)
    if len(lines) > MOST_DATES:
        remarks.append(f"{name} donne plus de {MOST_DATES} dates : les suivantes n’ont pas été reprises")
    return lines[:MOST_DATES]


def _date(name: str, value: Any, start: Moment, zones: Zones, remarks: list[str]) -> str | None:
    if isinstance(value.dt, tuple):
        return _period(value, start, zones, remarks)
    found = moment(value, zones, remarks)
    if found is None:
        return None
    if start.whole_day or (found.whole_day and name == "EXDATE"):
        return f"{name};VALUE=DATE:{found.wall:%Y%m%d}"
    if found.whole_day:
        return f"{name}:{_compact(dt.datetime.combine(found.wall.date(), start.wall.time()))}"
    return f"{name}:{_compact(found.told_in(start.zone))}"


def _period(value: Any, start: Moment, zones: Zones, remarks: list[str]) -> str | None:
    begin, second = value.dt
    end = begin + second if isinstance(second, dt.timedelta) else second
    told = [moment(_Part(each, value.params), zones, remarks) for each in (begin, end)]
    if None in told:
        return None
    return "RDATE;VALUE=PERIOD:" + "/".join(_compact(each.told_in(start.zone)) for each in told if each)


class _Part:
    """One end of a period, in the shape of a property."""

    def __init__(self, found: dt.datetime, params: Any) -> None:
        self.dt = found
        self.params = params


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _compact(wall: dt.datetime) -> str:
    return f"{wall.year:04d}{wall:%m%dT%H%M%S}"
