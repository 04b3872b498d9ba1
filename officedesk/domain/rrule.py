"""One repetition rule of iCalendar: read, bounded, and asked which days it chooses.

Source: RFC 5545, section 3.3.10 (https://www.rfc-editor.org/rfc/rfc5545#section-3.3.10), read on 2026-11-23.
"""

import datetime as dt
import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FREQUENCIES = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY")
TOO_OFTEN = ("MINUTELY", "SECONDLY")
LONGEST_RULE = 1000
MOST_TIMES_A_DAY = 96
LONGEST_INTERVAL = 10_000

_WEEKDAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_NUMBER = re.compile(r"[+-]?\d{1,10}")
_UNTIL = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?")
_LAST_TIME = dt.time(23, 59, 59)


class RuleError(ValueError):
    """The rule cannot be followed; the text says why, in French."""


@dataclass(frozen=True)
class Rule:
    """A repetition; ``until`` is wall time, an empty tuple means « any », weekdays are (ordinal or 0, weekday)."""

    frequency: str
    interval: int = 1
    count: int | None = None
    until: dt.datetime | None = None
    week_start: int = 0
    months: tuple[int, ...] = ()
    week_numbers: tuple[int, ...] = ()
    year_days: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    weekdays: tuple[tuple[int, int], ...] = ()
    hours: tuple[int, ...] = ()
    minutes: tuple[int, ...] = ()
    seconds: tuple[int, ...] = ()
    positions: tuple[int, ...] = ()

    def chooses(self, day: dt.date) -> bool:
        """Tell whether a day of one of the rule's periods is taken."""
        if self.months and day.month not in self.months:
            return False
        if self.month_days and not _among(self.month_days, day, *_month_span(day.year, day.month)):
            return False
        if self.year_days and not _among(self.year_days, day, *_year_span(day.year)):
            return False
        if self.week_numbers and not self._in_weeks(day):
            return False
        return not self.weekdays or self._on_weekdays(day)

    def times(self, start: dt.datetime) -> list[dt.time]:
        """Return the hours of a chosen day, in order; what the rule does not say is the first date's."""
        hours = self.hours or (start.hour,)
        minutes = self.minutes or (start.minute,)
        seconds = self.seconds or (start.second,)
        return sorted(dt.time(*parts) for parts in itertools.product(hours, minutes, seconds))

    def _in_weeks(self, day: dt.date) -> bool:
        number, total = _week_number(day, self.week_start)
        return number in self.week_numbers or number - total - 1 in self.week_numbers

    def _on_weekdays(self, day: dt.date) -> bool:
        weekday = day.weekday()
        return any(wanted == weekday and self._is_nth(ordinal, day) for ordinal, wanted in self.weekdays)

    def _is_nth(self, ordinal: int, day: dt.date) -> bool:
        if not ordinal or self.frequency not in ("YEARLY", "MONTHLY"):
            return True
        by_month = self.frequency == "MONTHLY" or bool(self.months)
        first, last = _month_span(day.year, day.month) if by_month else _year_span(day.year)
        return ordinal in ((day - first).days // 7 + 1, -((last - day).days // 7) - 1)


def parse_rule(text: str, start: dt.datetime, local: Callable[[dt.datetime], dt.datetime]) -> Rule:
    """Read the value of an RRULE; ``local`` brings an UNTIL told in UTC to the event's wall time.

    What the first date decides by itself (the day of the month, the weekday) is filled in. Raises RuleError.
    """
    if len(text) > LONGEST_RULE:
        raise RuleError("la règle de répétition est trop longue")
    parts = dict(part.upper().partition("=")[::2] for part in text.split(";") if part.strip())
    frequency = parts.get("FREQ", "")
    if frequency in TOO_OFTEN:
        raise RuleError("une répétition à la minute ou à la seconde n’est pas prise en charge")
    if frequency not in FREQUENCIES:
        raise RuleError("la fréquence de répétition est inconnue")
    rule = Rule(
        frequency=frequency,
        interval=_single(parts, "INTERVAL", 1, LONGEST_INTERVAL) or 1,
        count=_single(parts, "COUNT", 1, 10**10),
        until=_until(parts["UNTIL"], local) if parts.get("UNTIL") else None,
        week_start=WEEKDAYS.index(parts["WKST"]) if parts.get("WKST") in WEEKDAYS else 0,
        months=_numbers(parts, "BYMONTH", 1, 12),
        week_numbers=_numbers(parts, "BYWEEKNO", 1, 53, signed=True),
        year_days=_numbers(parts, "BYYEARDAY", 1, 366, signed=True),
        month_days=_numbers(parts, "BYMONTHDAY", 1, 31, signed=True),
        weekdays=_weekdays(parts.get("BYDAY", "")),
        hours=_numbers(parts, "BYHOUR", 0, 23),
        minutes=_numbers(parts, "BYMINUTE", 0, 59),
        seconds=_numbers(parts, "BYSECOND", 0, 59),
        positions=_numbers(parts, "BYSETPOS", 1, 366, signed=True),
    )
    if max(1, len(rule.hours)) * max(1, len(rule.minutes)) * max(1, len(rule.seconds)) > MOST_TIMES_A_DAY:
        raise RuleError("la répétition revient trop de fois par jour")
    return _completed(rule, start)


def _completed(rule: Rule, start: dt.datetime) -> Rule:
    if rule.week_numbers or rule.year_days or rule.month_days or rule.weekdays:
        return rule
    values = dict(vars(rule))
    if rule.frequency == "YEARLY":
        values["months"] = rule.months or (start.month,)
    if rule.frequency in ("YEARLY", "MONTHLY"):
        values["month_days"] = (start.day,)
    if rule.frequency == "WEEKLY":
        values["weekdays"] = ((0, start.weekday()),)
    return Rule(**values)


def _until(text: str, local: Callable[[dt.datetime], dt.datetime]) -> dt.datetime:
    found = _UNTIL.fullmatch(text.strip())
    if found is None:
        raise RuleError("la fin de la répétition (UNTIL) est illisible")
    year, month, day, hour, minute, second, utc = found.groups()
    try:
        if hour is None:
            return dt.datetime.combine(dt.date(int(year), int(month), int(day)), _LAST_TIME)
        moment = dt.datetime(int(year), int(month), int(day), int(hour), int(minute), int(second))  # noqa: DTZ001
        return local(moment) if utc else moment
    except (ValueError, OverflowError) as error:
        raise RuleError("la fin de la répétition (UNTIL) est illisible") from error


def _single(parts: dict[str, str], name: str, lowest: int, highest: int) -> int | None:
    found = _numbers(parts, name, lowest, highest)
    return found[0] if found else None


def _numbers(parts: dict[str, str], name: str, lowest: int, highest: int, *, signed: bool = False) -> tuple[int, ...]:
    found = []
    for text in filter(None, (each.strip() for each in parts.get(name, "").split(","))):
        if not _NUMBER.fullmatch(text):
            raise RuleError(f"la valeur de {name} est illisible")
        number = int(text)
        if not lowest <= (abs(number) if signed else number) <= highest:
            raise RuleError(f"la valeur de {name} est impossible")
        found.append(number)
    return tuple(found)


def _weekdays(text: str) -> tuple[tuple[int, int], ...]:
    found = []
    for part in filter(None, (each.strip() for each in text.split(","))):
        match = _WEEKDAY.fullmatch(part)
        if match is None:
            raise RuleError("la valeur de BYDAY est illisible")
        found.append((int(match[1] or 0), WEEKDAYS.index(match[2])))
    return tuple(found)


def _among(wanted: tuple[int, ...], day: dt.date, first: dt.date, last: dt.date) -> bool:
    return (day - first).days + 1 in wanted or (day - last).days - 1 in wanted


@lru_cache(maxsize=4096)
def _month_span(year: int, month: int) -> tuple[dt.date, dt.date]:
    first = dt.date(year, month, 1)
    if (year, month) == (9999, 12):
        return first, dt.date.max
    return first, dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)


@lru_cache(maxsize=1024)
def _year_span(year: int) -> tuple[dt.date, dt.date]:
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def _week_number(day: dt.date, week_start: int) -> tuple[int, int]:
    """Return the number of a day's week, and how many weeks its year has; a week is its fourth day's."""
    fourth = day.toordinal() - (day.weekday() - week_start) % 7 + 3
    year = dt.date.fromordinal(fourth).year
    new_year = dt.date(year, 1, 1)
    first_fourth = new_year.toordinal() + (week_start + 3 - new_year.weekday()) % 7
    last_day = dt.date(year, 12, 31).toordinal()
    return (fourth - first_fourth) // 7 + 1, (last_day - first_fourth) // 7 + 1
