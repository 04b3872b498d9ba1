"""The zones that a calendar names: IANA's, Windows's, or its own, brought to an IANA name."""

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import ZoneInfo

from officedesk.domain.recurrence import DESK_ZONE, expand, told_in
from officedesk.interop.components import Component

_IANA = re.compile(r"UTC|GMT|[A-Z][A-Za-z0-9_+-]{1,30}(/[A-Za-z0-9_+-]{1,30}){1,2}")
_SHOWN = re.compile(r"\((?:UTC|GMT)[^)]*\)\s*")
_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)")
# Of the zones that keep the same hours, the one that is meant.
LIKELY = (
    DESK_ZONE,
    "Europe/London",
    "Europe/Athens",
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "America/Sao_Paulo",
    "Asia/Shanghai",
    "Asia/Tokyo",
    "Australia/Sydney",
)
_YEAR = 2026
_WEEKS = [dt.datetime(_YEAR, 1, 7, 12) + week * dt.timedelta(days=7) for week in range(52)]  # noqa: DTZ001 - wall time


@dataclass(frozen=True)
class Place:
    """Where a wall time is told: an IANA zone, or the desk's with a fixed ``offset`` still to take away."""

    zone: str
    offset: dt.timedelta | None = None
    known: bool = True

    def wall(self, moment: dt.datetime) -> dt.datetime:
        """Return a wall time of the file as wall time of ``zone``."""
        if self.offset is None:
            return moment
        try:
            return told_in(moment - self.offset, "UTC", self.zone)
        except OverflowError:
            return moment


DESK = Place(DESK_ZONE)
UTC = Place("UTC")


class Zones:
    """The zones of one file; a zone it describes itself is compared with IANA's."""

    def __init__(self, described: list[Component]) -> None:
        self._described = {(each.first("TZID") or "").strip(' "'): each for each in described}
        self._known: dict[str, Place] = {}

    def place(self, name: str) -> Place:
        """Return where a TZID is; an unknown one is taken for the desk's zone, and says so."""
        name = name.strip(' "')
        if name not in self._known:
            self._known[name] = self._resolve(name)
        return self._known[name]

    def _resolve(self, name: str) -> Place:
        known = iana(name) or windows(name)
        if known:
            return Place(known)
        described = self._described.get(name)
        found = _described(described) if described else None
        return found or Place(DESK_ZONE, known=False)


def iana(name: str) -> str | None:
    """Return the IANA name at the end of a TZID, as in « /vendor/Europe/Paris », or None."""
    parts = name.strip("/").split("/")
    for size in (3, 2, 1):
        candidate = "/".join(parts[-size:])
        if len(parts) >= size and _IANA.fullmatch(candidate) and _exists(candidate):
            return candidate
    return None


def windows(name: str) -> str | None:
    """Return the IANA name of a zone as Windows calls it, or shows it: « (UTC-05:00) Eastern Time (US & Canada) »."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    shown = re.sub(r"\s*\([^)]*\)$", "", _SHOWN.sub("", name))
    found = WINDOWS_TO_OLSON.get(name) or WINDOWS_TO_OLSON.get(re.sub(r" Time$", " Standard Time", shown))
    return found if found and _exists(found) else None


@lru_cache(maxsize=512)
def _exists(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return False
    return True


# --- zones that the file describes -----------------------------------------------------------------------------------


def _described(zone: Component) -> Place | None:
    changes = _changes(zone)
    if not changes:
        return None
    offsets = [_offset_on(changes, week) for week in _WEEKS]
    for candidate in _candidates():
        if _offsets(candidate) == offsets:
            return Place(candidate)
    fixed = set(offsets)
    return Place(DESK_ZONE, offset=fixed.pop()) if len(fixed) == 1 else None


def _changes(zone: Component) -> list[tuple[dt.datetime, dt.timedelta]]:
    """Return the changes of hour that hold in one year: the moment, and the offset from then on."""
    latest: dict[str, tuple[dt.datetime, Component]] = {}
    for part in zone.parts:
        start = _start(part)
        if start is not None and (part.name not in latest or start >= latest[part.name][0]):
            latest[part.name] = start, part
    found = []
    for start, part in latest.values():
        offset = _OFFSET.match(part.first("TZOFFSETTO") or "")
        if offset is None:
            continue
        amount = dt.timedelta(hours=int(offset[2]), minutes=int(offset[3])) * (-1 if offset[1] == "-" else 1)
        found += [(moment, amount) for moment in _moments(start, part.first("RRULE"))]
    return sorted(found, key=lambda change: change[0])


def _start(part: Component) -> dt.datetime | None:
    try:
        return dt.datetime.strptime((part.first("DTSTART") or "")[:15], "%Y%m%dT%H%M%S")  # noqa: DTZ007 - wall time
    except ValueError:
        return None


def _moments(start: dt.datetime, rule: str | None) -> list[dt.datetime]:
    spans = expand(
        start=start,
        end=start,
        zone="UTC",
        all_day=True,
        recurrence=f"RRULE:{rule}" if rule else "",
        window_start=dt.datetime(_YEAR - 1, 1, 1),  # noqa: DTZ001 - wall time
        window_end=dt.datetime(_YEAR + 1, 1, 1),  # noqa: DTZ001 - wall time
    )
    return [span[0] for span in spans] or [start]


def _offset_on(changes: list[tuple[dt.datetime, dt.timedelta]], day: dt.datetime) -> dt.timedelta:
    before = [offset for moment, offset in changes if moment <= day]
    return before[-1] if before else changes[0][1]


@lru_cache(maxsize=1)
def _candidates() -> tuple[str, ...]:
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    others = sorted(set(WINDOWS_TO_OLSON.values()) - set(LIKELY))
    return (*LIKELY, *(name for name in others if _exists(name)))


@lru_cache(maxsize=512)
def _offsets(name: str) -> list[dt.timedelta | None]:
    zone = ZoneInfo(name)
    return [week.replace(tzinfo=zone).utcoffset() for week in _WEEKS]
