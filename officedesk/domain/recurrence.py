"""When a repeated event happens: bounded by steps, so that no rule, however hostile, holds the program."""

import datetime as dt
import heapq
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from zoneinfo import ZoneInfo

from officedesk.domain.counted_days import days_between, is_countable
from officedesk.domain.rrule import Rule, RuleError, parse_rule

DESK_ZONE = "Europe/Paris"
LIMIT = 2000
BUDGET = 100_000
NIGHT_ENDS = 4

Span = tuple[dt.datetime, dt.datetime]

FIRST, LAST = dt.datetime.min, dt.datetime.max  # noqa: DTZ901 - wall time

_LINE = re.compile(r"(RRULE|RDATE|EXDATE)((?:;[^:]*)?):(.*)", re.IGNORECASE)
_MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?")
_DAY = dt.timedelta(days=1)
_MARGIN = 2 * _DAY  # more than the distance between any two zones


def expand(
    *,
    start: dt.datetime,
    end: dt.datetime,
    zone: str,
    all_day: bool,
    recurrence: str,
    window_start: dt.datetime,
    window_end: dt.datetime,
    excluded: frozenset[dt.datetime] = frozenset(),
    shown_in: str = DESK_ZONE,
    limit: int = LIMIT,
) -> list[Span]:
    """Return the occurrences that touch a window, in order, at most ``limit`` of them.

    ``start``, ``end`` and ``excluded`` (the starts that exceptions replace) are wall time of the event's ``zone``;
    the window, whose end is exclusive, and the occurrences returned are wall time of ``shown_in``. A whole day is the
    same day everywhere. An event keeps its wall time across changes of hour; a time that does not exist on such a day
    is told an hour later. A rule that cannot be followed is left out, and a rule stops after ``BUDGET`` days looked
    at: what was found until then is returned.
    """
    # By night an hour may not exist, or exist twice: those are asked of the zone one by one.
    by_day = zone == shown_in and min(start.hour, end.hour) >= NIGHT_ENDS
    if not excluded and (all_day or by_day):
        rule = _counted_rule(recurrence, start, zone)
        if rule is not None:
            return _counted(rule, start, end - start, window_start, window_end)[:limit]
    series = _Series(start, end, zone, excluded)
    for line in recurrence.splitlines():
        series.read(line)
    found: list[Span] = []
    shift: Callable[[dt.datetime], dt.datetime] = (lambda moment: moment) if all_day else _shifter(zone, shown_in)
    last = _moved(window_end, _MARGIN)
    for begin in series.starts(_moved(window_start, -_MARGIN - series.longest), last):
        span = shift(begin), shift(series.end_of(begin))
        if span[0] < window_end and (span[1] > window_start or span[0] >= window_start):
            found.append(span)
        if len(found) == limit:
            break
    return found


def why_not(line: str, start: dt.datetime) -> str | None:
    """Return why the value of an RRULE cannot be followed, in French, or None."""
    try:
        parse_rule(line, start, lambda moment: moment)
    except RuleError as error:
        return str(error)
    return None


def told_in(moment: dt.datetime, zone: str, other: str) -> dt.datetime:
    """Return the wall time of another zone at the moment that a zone's wall time names."""
    return _shifter(zone, other)(moment)


@dataclass
class _Series:
    start: dt.datetime
    end: dt.datetime
    zone: str
    excluded: frozenset[dt.datetime]
    rules: list[Rule] = field(default_factory=list)
    more: dict[dt.datetime, dt.datetime] = field(default_factory=dict)
    without: set[dt.datetime] = field(default_factory=set)
    days_without: set[dt.date] = field(default_factory=set)

    @property
    def longest(self) -> dt.timedelta:
        return max([self.end - self.start, *(end - begin for begin, end in self.more.items())])

    def read(self, line: str) -> None:
        found = _LINE.fullmatch(line.strip())
        if found is None:
            return
        name, parameters, value = found[1].upper(), found[2], found[3]
        if name == "RRULE":
            try:
                self.rules.append(parse_rule(value, self.start, _shifter("UTC", self.zone)))
            except RuleError:
                return
            return
        zone = re.search(r';TZID="?([^";:]+)', parameters, re.IGNORECASE)
        for text in value.split(","):
            self._read_date(name, text.strip(), zone[1] if zone else self.zone)

    def _read_date(self, name: str, text: str, zone: str) -> None:
        begin, _, until = text.partition("/")
        moment = _moment(begin, zone, self.zone)
        if moment is None:
            return
        if name == "RDATE":
            end = _moment(until, zone, self.zone) if until else None
            self.more[moment] = max(end, moment) if end else _moved(moment, self.end - self.start)
        elif len(begin) == len("20261123"):
            self.days_without.add(moment.date())
        else:
            self.without.add(moment)

    def starts(self, low: dt.datetime, high: dt.datetime) -> Iterator[dt.datetime]:
        """Yield each start between two wall times, once, in order."""
        given = sorted({self.start, *self.more})
        previous = None
        for moment in heapq.merge(given, *(_occurrences(rule, self.start, low, high) for rule in self.rules)):
            if moment >= high:
                return
            if moment < low or moment == previous or moment in self.without or moment in self.excluded:
                continue
            previous = moment
            if moment.date() not in self.days_without:
                yield moment

    def end_of(self, begin: dt.datetime) -> dt.datetime:
        return self.more.get(begin) or _moved(begin, self.end - self.start)


# --- the common rules ------------------------------------------------------------------------------------------------


@lru_cache(maxsize=8192)
def _counted_rule(recurrence: str, start: dt.datetime, zone: str) -> Rule | None:
    """Return the rule of a series that has no other line, when its days can be counted."""
    found = _LINE.fullmatch(recurrence.strip())
    if found is None or found[1].upper() != "RRULE":
        return None
    try:
        rule = parse_rule(found[3], start, _shifter("UTC", zone))
    except RuleError:
        return None
    return rule if is_countable(rule) else None


def _counted(
    rule: Rule, start: dt.datetime, length: dt.timedelta, window_start: dt.datetime, window_end: dt.datetime
) -> list[Span]:
    """Return the occurrences of a counted rule that touch a window, its first date among them."""
    low = _moved(window_start, -length)
    days = days_between(rule, start.date(), low.date(), window_end.date())
    time, until = start.time(), rule.until or LAST
    begins = [dt.datetime.combine(dt.date.fromordinal(day), time) for day in days]
    if begins[:1] != [start]:
        begins.insert(0, start)
    return [
        (begin, _moved(begin, length))
        for begin in begins
        if begin < window_end
        and (begin >= window_start or begin + length > window_start)
        and (begin <= until or begin == start)
    ]


# --- one rule --------------------------------------------------------------------------------------------------------


def _occurrences(rule: Rule, start: dt.datetime, low: dt.datetime, high: dt.datetime) -> Iterator[dt.datetime]:
    """Yield what a rule gives from its first date on; without COUNT, the periods before the window are jumped over."""
    left = rule.count
    last = min(high, rule.until or LAST)
    for candidates in _periods(rule, start, start if rule.count else max(start, low), last):
        for moment in _at_positions(candidates, rule.positions):
            if moment < start:
                continue
            if moment > last or left == 0:
                return
            if left is not None:
                left -= 1
            yield moment


def _at_positions(candidates: list[dt.datetime], positions: tuple[int, ...]) -> list[dt.datetime]:
    if not positions:
        return candidates
    size = len(candidates)
    places = {position - 1 if position > 0 else size + position for position in positions}
    return [candidates[place] for place in sorted(places) if 0 <= place < size]


def _periods(rule: Rule, start: dt.datetime, first: dt.datetime, last: dt.datetime) -> Iterator[list[dt.datetime]]:
    """Yield the candidates of each period, until the last moment wanted or the end of the budget."""
    if rule.frequency == "HOURLY":
        yield from _hours(rule, start, first, last)
        return
    times = rule.times(start)
    number = _number(rule, start.date())
    number += max(0, _number(rule, first.date()) - number) // rule.interval * rule.interval
    spent = 0
    final = _number(rule, last.date())
    while number <= final and spent < BUDGET:
        days = _days(rule, number)
        spent += len(days) + 1
        chosen = [dt.date.fromordinal(day) for day in days if rule.chooses(dt.date.fromordinal(day))]
        if chosen:
            yield [dt.datetime.combine(day, time) for day in chosen for time in times]
        number += rule.interval


def _number(rule: Rule, day: dt.date) -> int:
    """Return the number of the period that holds a day, counted from the beginning of the calendar."""
    if rule.frequency == "YEARLY":
        return day.year
    if rule.frequency == "MONTHLY":
        return day.year * 12 + day.month - 1
    if rule.frequency == "WEEKLY":
        return (day.toordinal() - 1 - rule.week_start) // 7
    return day.toordinal()


def _days(rule: Rule, number: int) -> range:
    """Return the days of a period, as ordinals."""
    if rule.frequency == "YEARLY":
        if len(rule.months) == 1:
            return _days_of_month(number, rule.months[0])
        return range(dt.date(number, 1, 1).toordinal(), dt.date(number, 12, 31).toordinal() + 1)
    if rule.frequency == "MONTHLY":
        return _days_of_month(number // 12, number % 12 + 1)
    if rule.frequency == "WEEKLY":
        monday = number * 7 + 1 + rule.week_start
        return range(max(1, monday), min(monday + 6, dt.date.max.toordinal()) + 1)
    return range(number, number + 1)


def _days_of_month(year: int, month: int) -> range:
    first = dt.date(year, month, 1).toordinal()
    after = dt.date(year + month // 12, month % 12 + 1, 1).toordinal() if year < dt.MAXYEAR or month < 12 else first
    return range(first, max(after, first + 28))


def _hours(rule: Rule, start: dt.datetime, first: dt.datetime, last: dt.datetime) -> Iterator[list[dt.datetime]]:
    hour = start.replace(minute=0, second=0)
    step = dt.timedelta(hours=rule.interval)
    hour += max(0, (first - hour) // step) * step
    for _ in range(BUDGET):
        if hour > last:
            return
        if rule.chooses(hour.date()) and (not rule.hours or hour.hour in rule.hours):
            minutes, seconds = rule.minutes or (start.minute,), rule.seconds or (start.second,)
            yield sorted(hour.replace(minute=each, second=second) for each in minutes for second in seconds)
        if LAST - hour < step:
            return
        hour += step


# --- wall times ------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=256)
def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):  # ZoneInfoNotFoundError is a KeyError
        return ZoneInfo(DESK_ZONE)


def _shifter(zone: str, other: str) -> Callable[[dt.datetime], dt.datetime]:
    source, target = _zone(zone), _zone(other)

    def shift(moment: dt.datetime) -> dt.datetime:
        try:
            utc = moment.replace(tzinfo=source).astimezone(dt.UTC)
            return utc.astimezone(target).replace(tzinfo=None, fold=0)
        except OverflowError:  # the first and the last day of the calendar
            return moment

    return shift


def _moment(text: str, zone: str, wanted: str) -> dt.datetime | None:
    found = _MOMENT.fullmatch(text)
    if found is None:
        return None
    year, month, day, hour, minute, second, utc = found.groups()
    try:
        moment = dt.datetime(  # noqa: DTZ001 - wall time
            int(year), int(month), int(day), int(hour or 0), int(minute or 0), min(int(second or 0), 59)
        )
    except ValueError:
        return None
    if hour is None or (not utc and zone == wanted):
        return moment
    return told_in(moment, "UTC" if utc else zone, wanted)


def _moved(moment: dt.datetime, by: dt.timedelta) -> dt.datetime:
    try:
        return moment + by
    except OverflowError:
        return LAST if by > dt.timedelta() else FIRST
