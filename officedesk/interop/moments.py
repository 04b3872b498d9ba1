"""The dates of a calendar entry, as wall time in a zone."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from officedesk.domain.recurrence import DESK_ZONE, told_in
from officedesk.interop.found import LeftOutError
from officedesk.interop.zones import DESK, UTC, Place, Zones

DAY = dt.timedelta(days=1)
MIDNIGHT = dt.time()


@dataclass(frozen=True)
class Moment:
    """A wall time in an IANA zone, or a whole day at midnight."""

    wall: dt.datetime
    zone: str
    whole_day: bool = False

    def told_in(self, zone: str) -> dt.datetime:
        """Return the wall time in another zone; a day is the same everywhere."""
        return self.wall if self.whole_day or zone == self.zone else told_in(self.wall, self.zone, zone)


def one(value: Any, remarks: list[str], name: str) -> Any:
    """Return the first of a property's values; more than one is said."""
    if not isinstance(value, list):
        return value
    remarks.append(f"{name} est donné {len(value)} fois : le premier est repris")
    return value[0]


def moment(value: Any, zones: Zones, remarks: list[str]) -> Moment | None:
    """Return the moment of a parsed property, or None when it is absent or unreadable."""
    found = getattr(value, "dt", None) if value is not None and not hasattr(value, "expected_type") else None
    if isinstance(found, dt.datetime):
        place = _place(found, value.params.get("TZID"), zones, remarks)
        return Moment(place.wall(found.replace(tzinfo=None, fold=0)), place.zone)
    if isinstance(found, dt.date):
        return Moment(dt.datetime.combine(found, MIDNIGHT), DESK_ZONE, whole_day=True)
    return None


def _place(found: dt.datetime, name: str | None, zones: Zones, remarks: list[str]) -> Place:
    if getattr(found.tzinfo, "key", None) == "UTC":
        return UTC
    if name is None:
        return DESK
    place = zones.place(name)
    if not place.known:
        said = f"le fuseau « {name[:60]} » est inconnu : l’heure est lue à Paris"
        if said not in remarks:
            remarks.append(said)
    return place


def span(entry: Any, zones: Zones, remarks: list[str]) -> tuple[Moment, dt.datetime]:
    """Return the start of an event, and its exclusive end as wall time of the same zone. Raises LeftOutError."""
    given = entry.get("DTSTART")
    if given is None:
        raise LeftOutError("il n’a pas de date de début (DTSTART)")
    start = moment(one(given, remarks, "DTSTART"), zones, remarks)
    if start is None:
        raise LeftOutError("sa date de début (DTSTART) est illisible")
    shortest = DAY if start.whole_day else dt.timedelta()
    end = _end(entry, start, zones, remarks)
    if end is None:
        return start, _later(start.wall, shortest)
    if end < start.wall:
        remarks.append("il finit avant d’avoir commencé : sa fin est ramenée à son début")
    return start, max(end, _later(start.wall, shortest))


def _end(entry: Any, start: Moment, zones: Zones, remarks: list[str]) -> dt.datetime | None:
    given = entry.get("DTEND")
    if given is not None:
        end = moment(one(given, remarks, "DTEND"), zones, remarks)
        if end is not None:
            # A whole last day of an event that has hours ends at that day's midnight, where the event is.
            return end.told_in(start.zone)
        remarks.append("sa date de fin (DTEND) est illisible et n’a pas été reprise")
    elif "DURATION" in entry:
        lasts = duration(one(entry["DURATION"], remarks, "DURATION"))
        if lasts is not None:
            return _later(start.wall, lasts)
        remarks.append("sa durée (DURATION) est illisible et n’a pas été reprise")
    elif any(name == "DTEND" or "DTEND" in message for name, message in entry.errors):
        remarks.append("sa date de fin (DTEND) est illisible et n’a pas été reprise")
    return None


def duration(value: Any) -> dt.timedelta | None:
    """Return a parsed duration, or None when it is unreadable or negative."""
    found = None if hasattr(value, "expected_type") else getattr(value, "dt", None)
    return found if isinstance(found, dt.timedelta) and found >= dt.timedelta() else None


def _later(wall: dt.datetime, by: dt.timedelta) -> dt.datetime:
    try:
        return wall + by
    except OverflowError as error:
        raise LeftOutError("ses dates sortent du calendrier") from error
