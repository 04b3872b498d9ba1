"""Tasks that repeat: the day of the next one, and the simple rules that a task is given."""

import datetime as dt
from typing import NamedTuple

from officedesk.domain.recurrence import BUDGET, DESK_ZONE, expand, why_not

# Beyond a lifetime a rule gives nothing that anyone waits for.
HORIZON = dt.timedelta(days=366 * 100)
LAST_DAY_EVERYWHERE = 28
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Following(NamedTuple):
    """The day of the next task, and the rule it goes on with: a COUNT is what is left of it."""

    due: dt.date
    recurrence: str


def refusal(recurrence: str) -> str | None:
    """Return why a task cannot repeat by the value of an RRULE, as a French sentence, or None."""
    reason = why_not(recurrence, _midnight(dt.date(2000, 1, 1)))
    return None if reason is None else f"Cette tâche ne peut pas se répéter ainsi : {reason}. Choisissez autre chose."


def following(recurrence: str, due: dt.date | None, today: dt.date, *, from_done: bool = False) -> Following | None:
    """Return what follows a task done today, or None when its rule ends or cannot be followed.

    The day is the first of the rule after both the due date and today; with ``from_done``, or without a due date, the
    rule is counted from today. A task counts as the first of its own COUNT.
    """
    if not recurrence or refusal(recurrence):
        return None
    origin = today if from_done or due is None else due
    after = max(origin, today)
    count = _count(recurrence)
    # What comes before matters to a COUNT only; without one those years are jumped over.
    since = origin if count is not None else after + dt.timedelta(days=1) if after < dt.date.max else after
    spans = expand(
        start=_midnight(origin),
        end=_midnight(origin),
        zone=DESK_ZONE,
        all_day=True,
        recurrence=f"RRULE:{recurrence}",
        window_start=_midnight(since),
        window_end=_midnight(min(after, dt.date.max - HORIZON) + HORIZON),
        limit=1 if count is None else min(count, BUDGET),
    )
    for passed, (start, _end) in enumerate(spans):
        if start.date() > after:
            return Following(start.date(), _with_count(recurrence, count and count - passed))
    return None


# --- the rules that a task is given by one word ----------------------------------------------------------------------


def daily() -> str:
    """Return the rule of every day."""
    return "FREQ=DAILY"


def weekly(day: dt.date) -> str:
    """Return the rule of every week, on the weekday of a day."""
    return f"FREQ=WEEKLY;BYDAY={WEEKDAYS[day.weekday()]}"


def monthly(day: dt.date, months: int = 1) -> str:
    """Return the rule of every few months on the day of a month; a month that is too short gives its last day."""
    interval = f";INTERVAL={months}" if months > 1 else ""
    return f"FREQ=MONTHLY{interval};{_month_day(day.day)}"


def yearly(day: dt.date) -> str:
    """Return the rule of every year; 29 February is the last day of the month in the other years."""
    return f"FREQ=YEARLY;BYMONTH={day.month};{_month_day(day.day)}"


def every(count: int) -> str:
    """Return the rule of every few days."""
    return f"FREQ=DAILY;INTERVAL={count}"


def _month_day(day: int) -> str:
    if day <= LAST_DAY_EVERYWHERE:
        return f"BYMONTHDAY={day}"
    # The last of those that the month has (RFC 5545 passes over a month that lacks the day).
    return f"BYMONTHDAY={','.join(str(each) for each in range(LAST_DAY_EVERYWHERE, day + 1))};BYSETPOS=-1"


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time())


def _parts(recurrence: str) -> list[tuple[str, str]]:
    return [(name.upper(), value) for name, _, value in (part.partition("=") for part in recurrence.split(";"))]


def _count(recurrence: str) -> int | None:
    found = dict(_parts(recurrence)).get("COUNT", "").split(",")[0].strip()
    return int(found) if found else None


def _with_count(recurrence: str, count: int | None) -> str:
    """Return a rule with another COUNT; without one it is as it was."""
    if count is None:
        return recurrence
    kept = [f"{name}={value}" for name, value in _parts(recurrence) if name and name != "COUNT"]
    return ";".join([*kept, f"COUNT={count}"])
