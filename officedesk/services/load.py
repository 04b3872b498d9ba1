"""Her load over all clients: weeks against hours, months against what was sold, and where a request finds room."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from officedesk.domain.days import monday_of, month_end
from officedesk.domain.load import Advance, Hours, Week, advances, weeks
from officedesk.services.agenda import occurrences
from officedesk.services.settings import absences, working_minutes
from officedesk.storage.load import Late, MonthHours
from officedesk.storage.portfolio import Portfolio

AHEAD = 12  # weeks


def weekly_load(portfolio: Portfolio, first: dt.date, last: dt.date) -> list[Week]:
    """Return the ISO weeks that the days between two touch: planned by every client and her own work, available."""
    start, end = monday_of(first), monday_of(last) + dt.timedelta(days=6)
    found = portfolio.day_loads(start, end)
    planned = {each.day: each.minutes for each in found}
    own = portfolio.own_events(start, end)
    for event in own.events:
        for entry in occurrences(event, own.replaced, start, end):
            day = entry.start.date()
            if start <= day <= end:
                planned[day] = planned.get(day, 0) + entry.minutes
    return weeks(start, end, hours_of(portfolio), planned, {each.day: each.unestimated for each in found})


class Outlook(NamedTuple):
    """Some weeks, and what can be done earlier so that fewer of them overflow."""

    weeks: list[Week]
    advances: list[Advance]


def outlook(portfolio: Portfolio, day: dt.date, today: dt.date, count: int) -> Outlook:
    """Return so many weeks from that of a day on, as the screens show them; what is past cannot be done earlier."""
    first = min(monday_of(day), monday_of(today))
    last = monday_of(day) + dt.timedelta(weeks=count - 1)
    # Room may be found in the weeks before those that are shown.
    found = weekly_load(portfolio, first, max(first, last))
    shown = [week for week in found if week.monday >= monday_of(day)]
    moved = what_to_advance(portfolio, found, today)
    return Outlook(shown, [each for each in moved if each.task.due >= monday_of(day)])


def late_load(portfolio: Portfolio, today: dt.date) -> Late:
    """Return what is late, which stays counted in its own week."""
    return portfolio.late_load(today)


def what_to_advance(portfolio: Portfolio, found: Sequence[Week], today: dt.date) -> list[Advance]:
    """Return the tasks of overfull weeks that earlier ones, from that of today on, have room for."""
    coming = [week for week in found if week.monday >= monday_of(today)]
    full = [week.monday for week in coming if week.free < 0]
    if not full:
        return []
    tasks = portfolio.task_loads(full[0], full[-1] + dt.timedelta(days=6))
    return advances(coming, tasks)


def months(portfolio: Portfolio, month: dt.date, today: dt.date) -> list[MonthHours]:
    """Return the month that holds a day for each client to whom hours are sold, by name."""
    start, end = month.replace(day=1), month_end(month)
    return portfolio.month_hours(start, end, max(today, start))


def hours_of(portfolio: Portfolio) -> Hours:
    """Return when she works, from her settings."""
    return Hours(tuple(working_minutes(portfolio).values()), [(each.first, each.last) for each in absences(portfolio)])
