"""Hours and durations; a bare « 2h » is the one or the other by what stands before it."""

import datetime as dt
import re

from officedesk.domain import days
from officedesk.domain.capture.chips import Context, Kind, Reading
from officedesk.domain.capture.words import UNCOUNTED, rule

# « toutes les 2h », « dans 2h », « sous 20 min »: neither an hour of the day nor how long it takes.
_NO_DELAY = "(?<!les )(?<!dans )(?<!sous )(?<!depuis )"
# « entre 14h et 16h », « 9h ou 10h » leave the choice open.
_SETTLED = f"{_NO_DELAY}(?<!entre )(?<!et )(?<!ou )"
_MINUTES = "(?:minutes?|min|mn)"
_HOUR = "[0-9]{1,2}"
_A_DAY = 24 * 60
_PAST = "[0-5][0-9]"


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


def _noon(found: re.Match[str], _context: Context) -> Reading | None:
    """Read « à midi »; « demain midi » is a part of the day."""
    if not found["lead"].endswith("a "):
        return None
    return Reading(Kind.HOUR, days.clock(dt.time(12)), {"due_time": dt.time(12)})


def _from_to(found: re.Match[str], _context: Context) -> Reading | None:
    """Read « de 9h à 12h »: an hour, and how long it takes, past midnight perhaps."""
    start = dt.time(int(found["hours"]), int(found["minutes"] or 0))
    end = dt.time(int(found["until"]), int(found["until_minutes"] or 0))
    minutes = ((end.hour - start.hour) * 60 + end.minute - start.minute) % _A_DAY
    if not minutes:
        return None
    label = f"{days.clock(start)} – {days.clock(end)}"
    return Reading(Kind.HOUR, label, {"due_time": start, "estimate_minutes": minutes})


def _length(found: re.Match[str]) -> int:
    return int(found["hours"]) * 60 + int(found["minutes"] or 0)


RULES = (
    rule(f"~ ?(?P<hours>[0-9]{{1,3}}) ?h(?: ?(?P<minutes>{_PAST})(?: ?{_MINUTES})?)?", _about),
    rule(f"(?:~ ?)?{_NO_DELAY}(?P<minutes>[0-9]{{1,4}}) ?{_MINUTES}", _minutes),
    rule(f"(?P<hours>{_HOUR})h(?P<minutes>{_PAST}){_MINUTES}", _about),
    rule(
        f"{_SETTLED}(?:de )?(?P<hours>{_HOUR}) ?h(?: ?(?P<minutes>{_PAST}))?(?: a | ?- ?)"
        f"(?P<until>{_HOUR}) ?h(?: ?(?P<until_minutes>{_PAST})(?! ?{_MINUTES}))?",
        _from_to,
    ),
    # « 14:30 », « 14:30-16:00 »; a score or a ratio has no such minutes.
    rule(
        f"{_SETTLED}(?:de )?(?P<hours>{_HOUR}):(?P<minutes>{_PAST})(?: a | ?- ?)"
        f"(?P<until>{_HOUR}):(?P<until_minutes>{_PAST})(?![:0-9])",
        _from_to,
    ),
    rule(f"{_SETTLED}(?P<hours>{_HOUR}):(?P<minutes>{_PAST})(?![:0-9])", _hour),
    rule("midi", _noon),
    # « 14h 45min » is an hour, then a duration; « 14h 30 chaises » an hour, then chairs.
    rule(
        f"{_SETTLED}(?P<hours>{_HOUR}) ?(?:h|heures?)(?: ?(?P<minutes>{_PAST})(?! ?{_MINUTES}){UNCOUNTED})?",
        _hour,
    ),
)
