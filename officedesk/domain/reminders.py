"""What is to be said today of the dates ahead: one digest a morning, a notice before an hour, silence at night."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from officedesk.domain.days import is_working_day, next_working_day

# For a date of her own: a week to prepare it, then the eve. The day itself is always said.
OWN_LEADS = (7, 1)
NOTICE_MINUTES = 120
BEFORE_QUIET_MINUTES = 60

_ONE_DAY = dt.timedelta(days=1)


class Watched(NamedTuple):
    """An open obligation; ``key`` outlives its row, which is made again when its rule says something else.

    ``lead_days`` are days before ``due``. With ``remind_on``, nothing is said before that day, and it is said then.
    """

    key: str
    client: str
    title: str
    due: dt.date | None
    due_time: dt.time | None = None
    lead_days: tuple[int, ...] = OWN_LEADS
    remind_on: dt.date | None = None


class Preferences(NamedTuple):
    """When she wants to be reminded, in wall time; two equal ends are no quiet hours at all.

    ``discreet`` says numbers only, whether or not the screen is locked.
    """

    on: bool = True
    digest: dt.time = dt.time(8, 30)
    quiet_from: dt.time = dt.time(19)
    quiet_to: dt.time = dt.time(8)
    discreet: bool = False

    def is_quiet(self, hour: dt.time) -> bool:
        """Tell whether an hour is one of silence; the first is, the end is not."""
        if self.quiet_from <= self.quiet_to:
            return self.quiet_from <= hour < self.quiet_to
        return hour >= self.quiet_from or hour < self.quiet_to

    @property
    def morning(self) -> dt.time:
        """Return the hour of the digest, or the end of the quiet hours when it falls in them."""
        return self.quiet_to if self.is_quiet(self.digest) else self.digest


class Told(NamedTuple):
    """What was said already: every digest up to a day, and the notices of dates that have an hour."""

    day: dt.date
    notices: frozenset[str] = frozenset()


class Reminder(NamedTuple):
    """One notification: the dates that it names, the soonest first, and how many others are late since before."""

    lines: tuple[Watched, ...]
    still_late: int = 0
    is_notice: bool = False


class Plan(NamedTuple):
    """What to say now, if anything, and what will have been said once it is."""

    said: Reminder | None
    told: Told


def plan(watched: Sequence[Watched], told: Told, now: dt.datetime, chosen: Preferences) -> Plan:
    """Return what to say at a moment of the wall clock.

    A digest says each date once for all that has happened to it since the last one: a lead time, its day, its being
    late. On a closed day it waits for a worked one, unless a date would not.
    """
    today = now.date()
    told = _believable(told, today)
    if chosen.is_quiet(now.time()):
        return Plan(None, told)
    near = [each for each in watched if _is_near(each, now, chosen)]
    noticed = told.notices | {_mark(each) for each in near}
    if now.time() >= chosen.morning and told.day < today:
        digest = _digest(watched, told.day, today)
        if not digest.lines:
            told = told._replace(day=today)
        elif is_working_day(today) or any(_cannot_wait(each, today) for each in digest.lines):
            return Plan(digest, Told(today, noticed))
    soon = tuple(each for each in near if _mark(each) not in told.notices)
    said = Reminder(_in_order(soon), is_notice=True) if soon else None
    return Plan(said, told._replace(notices=noticed))


def next_check(watched: Sequence[Watched], now: dt.datetime, chosen: Preferences) -> dt.datetime:
    """Return the next moment at which there may be something to say: asking for nothing costs little."""
    today = now.date()
    found = []
    for day in (today, today + _ONE_DAY):
        notices = [notice_hour(each.due_time, chosen) for each in watched if each.due == day and each.due_time]
        hours = [chosen.morning, chosen.quiet_to, *(hour for hour in notices if hour is not None)]
        found += [dt.datetime.combine(day, hour) for hour in hours]
    return min(moment for moment in found if moment > now)


def notice_hour(due_time: dt.time, chosen: Preferences) -> dt.time | None:
    """Return when to say, on its day, that an hour comes near; None when the digest alone can.

    Two hours before, never before the digest. When that is quiet: at the end of the quiet hours if it comes early
    enough, else an hour before they begin.
    """
    hour = max(_before(due_time, NOTICE_MINUTES), chosen.morning)
    if chosen.is_quiet(hour):
        waited = hour < chosen.quiet_to < due_time
        hour = chosen.quiet_to if waited else _before(chosen.quiet_from, BEFORE_QUIET_MINUTES)
    return hour if chosen.morning <= hour < due_time else None


def _believable(told: Told, today: dt.date) -> Told:
    """Return what was said, today's marks only; a day further than tomorrow was told by a clock that was wrong."""
    notices = frozenset(mark for mark in told.notices if mark.startswith(today.isoformat()))
    return Told(told.day if told.day <= today + _ONE_DAY else today - _ONE_DAY, notices)


def _digest(watched: Sequence[Watched], before: dt.date, today: dt.date) -> Reminder:
    lines = tuple(each for each in watched if _is_new(each, before, today))
    late = [each for each in watched if each.due is not None and each.due < today and not _is_silent(each, today)]
    return Reminder(_in_order(lines), still_late=len(set(late) - set(lines)))


def _is_new(each: Watched, before: dt.date, today: dt.date) -> bool:
    """Tell whether something happened to a date after the day of the last digest, and until today."""
    if _is_silent(each, today):
        return False
    if each.remind_on is not None and each.remind_on > before:
        return True
    if each.due is None:
        return False
    if each.due < today:
        return each.due >= before
    left, left_before = (each.due - today).days, (each.due - before).days
    if any(left <= lead < left_before for lead in each.lead_days):
        return True
    # Its day, or the last worked one before it.
    return _next_worked(before) <= each.due < _next_worked(today)


def _is_silent(each: Watched, today: dt.date) -> bool:
    return each.remind_on is not None and each.remind_on > today


def _cannot_wait(each: Watched, today: dt.date) -> bool:
    return each.remind_on == today or (each.due is not None and today <= each.due < _next_worked(today))


def _next_worked(day: dt.date) -> dt.date:
    return next_working_day(day + _ONE_DAY)


def _is_near(each: Watched, now: dt.datetime, chosen: Preferences) -> bool:
    if each.due != now.date() or each.due_time is None or _is_silent(each, now.date()):
        return False
    hour = notice_hour(each.due_time, chosen)
    return hour is not None and hour <= now.time() < each.due_time


def _mark(each: Watched) -> str:
    return f"{each.due} {each.due_time} {each.key}"


def _in_order(lines: Sequence[Watched]) -> tuple[Watched, ...]:
    def order(each: Watched) -> tuple[dt.date, dt.time, str, str]:
        return each.due or dt.date.max, each.due_time or dt.time.max, each.client, each.title

    return tuple(sorted(lines, key=order))


def _before(hour: dt.time, minutes: int) -> dt.time:
    """Return an hour some minutes earlier, midnight at the earliest."""
    return dt.time(*divmod(max(hour.hour * 60 + hour.minute - minutes, 0), 60))
