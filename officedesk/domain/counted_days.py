"""The days of the common repetition rules, counted rather than looked for one by one."""

import datetime as dt
from collections.abc import Iterator

from officedesk.domain.rrule import Rule

# What makes a rule one of the others: each of these is looked at day by day.
RARE = ("count", "week_numbers", "year_days", "positions", "hours", "minutes", "seconds")


def is_countable(rule: Rule) -> bool:
    """Tell whether the days of a rule can be counted."""
    if any(getattr(rule, name) for name in RARE):
        return False
    if rule.frequency == "DAILY":
        return not (rule.months or rule.month_days or rule.weekdays)
    if rule.frequency == "WEEKLY":
        return not (rule.months or rule.month_days)
    if rule.frequency == "MONTHLY":
        return not rule.months and bool(rule.month_days) != bool(rule.weekdays)
    return rule.frequency == "YEARLY" and bool(rule.months and rule.month_days) and not rule.weekdays


def days_between(rule: Rule, start: dt.date, first: dt.date, last: dt.date) -> list[int]:
    """Return the days of a countable rule between two, both included and none before its start, as ordinals."""
    low, high = max(first, start).toordinal(), last.toordinal()
    if rule.until is not None:
        high = min(high, rule.until.toordinal())
    if high < low:
        return []
    if rule.frequency == "DAILY":
        return list(_stepped(start.toordinal(), rule.interval, low, high))
    if rule.frequency == "WEEKLY":
        return _weekly(rule, start.toordinal(), low, high)
    found = {day for day in _by_month(rule, start, low, high) if low <= day <= high}
    return sorted(found)


def _stepped(base: int, step: int, low: int, high: int) -> range:
    """Return base, base + step… between two bounds, both included; none comes before the base."""
    return range(base + max(0, -(-(low - base) // step)) * step, high + 1, step)


def _weekly(rule: Rule, start: int, low: int, high: int) -> list[int]:
    week = (start - 1 - rule.week_start) // 7 * 7 + 1 + rule.week_start
    wanted = {(weekday - rule.week_start) % 7 for _, weekday in rule.weekdays}
    return sorted(day for offset in wanted for day in _stepped(week + offset, 7 * rule.interval, low, high))


def _by_month(rule: Rule, start: dt.date, low: int, high: int) -> Iterator[int]:
    """Yield the days of each month of a monthly or a yearly rule, in no order."""
    first, last = dt.date.fromordinal(low), dt.date.fromordinal(high)
    if rule.frequency == "YEARLY":
        years = _stepped(start.year, rule.interval, first.year, last.year)
        months = ((year, month) for year in years for month in rule.months)
    else:
        numbers = _stepped(*(_number(start), rule.interval, _number(first), _number(last)))
        months = ((number // 12, number % 12 + 1) for number in numbers)
    for year, month in months:
        begin = dt.date(year, month, 1)
        length = 31 if (year, month) == (dt.MAXYEAR, 12) else (_after(begin) - begin).days
        yield from _month_days(rule, begin.toordinal(), length)
        yield from _weekdays(rule, begin, length)


def _number(day: dt.date) -> int:
    return day.year * 12 + day.month - 1


def _after(first: dt.date) -> dt.date:
    return dt.date(first.year + first.month // 12, first.month % 12 + 1, 1)


def _month_days(rule: Rule, begin: int, length: int) -> Iterator[int]:
    for number in rule.month_days:
        day = number if number > 0 else length + number + 1
        if 1 <= day <= length:
            yield begin + day - 1


def _weekdays(rule: Rule, begin: dt.date, length: int) -> Iterator[int]:
    for ordinal, weekday in rule.weekdays:
        first = (weekday - begin.weekday()) % 7
        days = range(first, length, 7)
        chosen = days if not ordinal else days[ordinal - 1 :][:1] if ordinal > 0 else days[ordinal:][:1]
        if ordinal < 0 and -ordinal > len(days):
            continue
        yield from (begin.toordinal() + day for day in chosen)
