"""Hours and durations; a bare « 2h » is the one or the other by what stands before it."""

import datetime as dt
import re

from officedesk.domain import days
from officedesk.domain.capture.chips import Context, Kind, Reading
from officedesk.domain.capture.words import UNCOUNTED, rule

# « toutes les 2h », « dans 2h », « sous 20 min »: neither an hour of the day nor how long it takes.
_NO_DELAY = "(?<!les )(?<!dans )(?<!sous )(?<!depuis )"
_MINUTES = "(?:minutes?|min|mn)"


def _duration(minutes: int) -> Reading | None:
    if not minutes:
        return None
    return Reading(Kind.DURATION, days.hours(minutes), {"estimate_minutes": minutes})


def _minutes(found: re.Match[str], _context: Context) -> Reading | None:
    return _duration(int(found["minutes"]))


def _about(found: re.Match[str], _context: Context) -> Reading | None:
    return _duration(_length(found))


def _hour(found: re.Match[str], context: Context) -> Reading | None:
    """Read « 14h30 », or, after an hour, « 2h » as a duration; « à 16h » and « avant 16h » stay hours."""
    bare = found["lead"] in ("", "pour ")
    if bare and Kind.HOUR in context.taken:
        return _duration(_length(found))
    time = dt.time(int(found["hours"]), int(found["minutes"] or 0))
    return Reading(Kind.HOUR, days.clock(time), {"due_time": time})


def _length(found: re.Match[str]) -> int:
    return int(found["hours"]) * 60 + int(found["minutes"] or 0)


RULES = (
    rule(f"~ ?(?P<hours>[0-9]{{1,3}}) ?h(?: ?(?P<minutes>[0-5][0-9])(?: ?{_MINUTES})?)?", _about),
    rule(f"(?:~ ?)?{_NO_DELAY}(?P<minutes>[0-9]{{1,4}}) ?{_MINUTES}", _minutes),
    rule(f"(?P<hours>[0-9]{{1,2}})h(?P<minutes>[0-5][0-9]){_MINUTES}", _about),
    # « 14h 45min » is an hour, then a duration; « 14h 30 chaises » an hour, then chairs.
    rule(
        f"{_NO_DELAY}(?P<hours>[0-9]{{1,2}}) ?(?:h|heures?)(?: ?(?P<minutes>[0-5][0-9])(?! ?{_MINUTES}){UNCOUNTED})?",
        _hour,
    ),
)
