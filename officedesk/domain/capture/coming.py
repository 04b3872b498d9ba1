"""The next day that answers a description: today perhaps, never a past one."""

import datetime as dt
from collections.abc import Callable

from officedesk.domain import days

# A 29 February comes back after eight years at most, a fifth Monday of a given month after eleven or so.
_MOST_TRIES = 150

_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}


def next_weekday(today: dt.date, weekday: int) -> dt.date:
    """Return the next day of a weekday, never today."""
    return today + dt.timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def next_number(today: dt.date, number: int) -> dt.date:
    """Return the next day of the month of that number, in a month that has one."""
    first = today.replace(day=1)
    return _first_from(today, lambda tried: days.add_months(first, tried).replace(day=number))


def next_anniversary(today: dt.date, month: int, number: int) -> dt.date:
    """Return the next date of that month and number, in a year that has one."""
    return _first_from(today, lambda tried: dt.date(today.year + tried, month, number))


def next_month_end(today: dt.date, month: int) -> dt.date:
    """Return the next last day of that month."""
    return _first_from(today, lambda tried: days.month_end(dt.date(today.year + tried, month, 1)))


def next_nth(today: dt.date, place: int, weekday: int, month: int | None = None) -> dt.date:
    """Return the next nth weekday of a month, the last for -1; of any month, or of the one given."""
    first = today.replace(day=1)

    def nth(tried: int) -> dt.date:
        opening = days.add_months(first, tried)
        if month not in (None, opening.month):
            raise ValueError("another month")
        return _nth_weekday(opening, place, weekday)

    return _first_from(today, nth)


def later(day: dt.date, count: int, unit: str) -> dt.date:
    """Return a day so many days, weeks, months… later; a month that is too short gives its last day."""
    if unit in _DAYS:
        return known(day + dt.timedelta(days=count * _DAYS[unit]))
    return known(days.add_months(day, count * _MONTHS[unit]))


def known(day: dt.date) -> dt.date:
    """Return the day itself; raise ValueError outside the years that the calendar knows."""
    if not days.FIRST_YEAR <= day.year <= days.LAST_YEAR:
        raise ValueError("out of the calendar")
    return day


def told(day: dt.date, today: dt.date) -> str:
    """Return « ven. 27 nov. », with the year when it is another than today's."""
    label = days.short_day(day)
    return label if day.year == today.year else f"{label} {day.year}"


def _nth_weekday(first: dt.date, place: int, weekday: int) -> dt.date:
    if place < 0:
        last = days.month_end(first)
        return last - dt.timedelta(days=(last.weekday() - weekday) % 7)
    return first.replace(day=1 + (weekday - first.weekday()) % 7 + 7 * (place - 1))


def _first_from(today: dt.date, make: Callable[[int], dt.date]) -> dt.date:
    """Return the first that exists and is not past; raise ValueError when there is none."""
    for tried in range(_MOST_TRIES):
        try:
            day = make(tried)
        except ValueError:
            continue
        if day >= today:
            return known(day)
    raise ValueError("no such day")
