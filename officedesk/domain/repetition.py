"""The repetitions that a person chooses, as rules of iCalendar, and the rules that are such a choice."""

import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum

from officedesk.domain import repeats
from officedesk.domain.days import month_end
from officedesk.domain.rrule import WEEKDAYS, Rule, RuleError, parse_rule

DAILY, WEEKLY, MONTHLY, YEARLY = "DAILY", "WEEKLY", "MONTHLY", "YEARLY"
LONGEST_INTERVAL = 999
MOST_TIMES = 9999
LAST_TIME = dt.time(23, 59, 59)
WEEK = 7
# The first date of what is counted from the day on which it is done.
NO_DAY = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - wall time


class On(StrEnum):
    """Which day of a month is meant, beside a first date."""

    NUMBER = "number"
    """The same number; the last day of a month that lacks it."""
    RANK = "rank"
    """The same rank of the same weekday: the third Thursday."""
    LAST_WEEKDAY = "last_weekday"
    LAST_DAY = "last_day"


@dataclass(frozen=True)
class Repetition:
    """Every ``interval`` days, weeks on ``weekdays`` (0 is Monday), months or years; at most one of the two ends."""

    frequency: str
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    on: On = On.NUMBER
    until: dt.date | None = None
    count: int | None = None


def days_of_month(first: dt.date) -> list[On]:
    """Return the days of the month that a first date may stand for, the plainest first."""
    last = month_end(first)
    may = {
        On.NUMBER: True,
        On.RANK: rank_of(first) < 5,  # few months have a fifth one
        On.LAST_WEEKDAY: (last - first).days < WEEK,
        On.LAST_DAY: first == last,
    }
    return [on for on, suits in may.items() if suits]


def rank_of(day: dt.date) -> int:
    """Return 3 for the third Thursday of a month."""
    return (day.day - 1) // WEEK + 1


def rule_of(repetition: Repetition, first: dt.datetime) -> str:
    """Return the value of the RRULE of a repetition whose first date is given, in wall time."""
    interval = [f"INTERVAL={repetition.interval}"] if repetition.interval > 1 else []
    end = [f"UNTIL={_written_end(repetition.until, first)}"] if repetition.until else []
    count = [f"COUNT={repetition.count}"] if repetition.count is not None else []
    days = _days(repetition, first.date())
    return ";".join([f"FREQ={repetition.frequency}", *interval, *days, *end, *count])


def repetition_of(rule: str, first: dt.datetime) -> Repetition | None:
    """Return the choice that a rule comes from, None for a rule that no choice gives."""
    read = _read(rule, first)
    if read is None or read.frequency not in (DAILY, WEEKLY, MONTHLY, YEARLY):
        return None
    weekdays = tuple(sorted({weekday for _, weekday in read.weekdays})) if read.frequency == WEEKLY else ()
    plain = Repetition(read.frequency, read.interval, weekdays, until=last_day(read, first), count=read.count)
    wanted = _ended(read, plain.until)
    for on in On if read.frequency == MONTHLY else (On.NUMBER,):
        if on not in days_of_month(first.date()):
            continue
        chosen = replace(plain, on=on)
        made = _read(rule_of(chosen, first), first)
        if made is not None and _ended(made, plain.until) == wanted:
            return chosen
    return None


def every(frequency: str, interval: int) -> str:
    """Return the rule of every few days, weeks, months or years, counted from whichever day."""
    return f"FREQ={frequency}" if interval == 1 else f"FREQ={frequency};INTERVAL={interval}"


def every_of(rule: str) -> tuple[str, int] | None:
    """Return the frequency and the interval of such a rule, None of a rule that says more."""
    read = _read(rule, NO_DAY)
    if read is None or read.frequency not in (DAILY, WEEKLY, MONTHLY, YEARLY):
        return None
    return (read.frequency, read.interval) if read == _read(every(read.frequency, read.interval), NO_DAY) else None


def last_day(rule: Rule, first: dt.datetime) -> dt.date | None:
    """Return the last day on which a rule may fall: an end before the hour of the dates leaves its day out."""
    if rule.until is None:
        return None
    early = rule.until.time() < first.time() and rule.until.date() > dt.date.min
    return rule.until.date() - dt.timedelta(days=1) if early else rule.until.date()


def _days(repetition: Repetition, first: dt.date) -> list[str]:
    if repetition.frequency == WEEKLY:
        chosen = sorted(set(repetition.weekdays)) or [first.weekday()]
        return [f"BYDAY={','.join(WEEKDAYS[each] for each in chosen)}"]
    if repetition.frequency == YEARLY:
        return [repeats.yearly(first).partition(";")[2]]
    if repetition.frequency != MONTHLY:
        return []
    weekday = WEEKDAYS[first.weekday()]
    return [
        {
            On.NUMBER: repeats.monthly(first).partition(";")[2],
            On.RANK: f"BYDAY={rank_of(first)}{weekday}",
            On.LAST_WEEKDAY: f"BYDAY=-1{weekday}",
            On.LAST_DAY: "BYMONTHDAY=-1",
        }[repetition.on]
    ]


def _written_end(day: dt.date, first: dt.datetime) -> str:
    # As its first date is: a day for whole days, a moment for what has an hour (RFC 5545, 3.3.10).
    return f"{day:%Y%m%d}" if first.time() == dt.time() else f"{day:%Y%m%d}T235959"


def _ended(rule: Rule, day: dt.date | None) -> Rule:
    """Return a rule whose end is that of a day."""
    return rule if day is None else replace(rule, until=dt.datetime.combine(day, LAST_TIME))


def _read(rule: str, first: dt.datetime) -> Rule | None:
    try:
        return parse_rule(rule, first, lambda moment: moment)
    except RuleError:
        return None
