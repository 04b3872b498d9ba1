"""What fits in a week: hours planned against hours available, and where a request or a task finds room."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from officedesk.domain.days import iso_week, monday_of, public_holidays

WEEK = dt.timedelta(days=7)
DAY = dt.timedelta(days=1)

Away = Sequence[tuple[dt.date, dt.date]]
"""Days off and on the road: first and last of each absence, both included."""


class Week(NamedTuple):
    """An ISO week, in minutes; ``unestimated`` counts the open tasks whose length nobody knows."""

    monday: dt.date
    planned: int
    available: int
    unestimated: int = 0

    @property
    def name(self) -> str:
        """The week as « 2026-W50 »."""
        return iso_week(self.monday)

    @property
    def free(self) -> int:
        """Minutes left, below zero when it overflows."""
        return self.available - self.planned

    @property
    def percent(self) -> float | None:
        """100 × planned ÷ available, not rounded; None when nothing is available."""
        return 100 * self.planned / self.available if self.available else None


class Planned(NamedTuple):
    """An open task of a week that overflows: what remains of it, in minutes, and what is known of its freedom."""

    id: int
    client_id: int
    title: str
    due: dt.date
    minutes: int
    waits: bool = False


class Advance(NamedTuple):
    """A task that can be done in an earlier week that has room for it, its date kept."""

    task: Planned
    to: Week


@dataclass(frozen=True)
class Hours:
    """When she works: minutes of each day of the week, from Monday on, less absences and public holidays."""

    minutes: Sequence[int]
    away: Away = ()

    def on(self, day: dt.date) -> int:
        """Return the minutes available on a day."""
        if any(first <= day <= last for first, last in self.away) or day in public_holidays(day.year):
            return 0
        return self.minutes[day.weekday()]

    def of_week(self, monday: dt.date) -> int:
        """Return the minutes available in the week that a Monday opens."""
        return sum(self.on(monday + number * DAY) for number in range(7))


def mondays(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Yield the Monday of each week that the days between two, both included, touch."""
    monday = monday_of(first)
    while monday <= last:
        yield monday
        monday += WEEK


def weeks(
    first: dt.date, last: dt.date, hours: Hours, planned: Mapping[dt.date, int], unestimated: Mapping[dt.date, int]
) -> list[Week]:
    """Return the whole weeks that some days touch, from the minutes and the unknown tasks of each day."""
    asked, unknown = _by_week(planned), _by_week(unestimated)
    return [
        Week(monday, asked.get(monday, 0), hours.of_week(monday), unknown.get(monday, 0))
        for monday in mondays(first, last)
    ]


def fits(week: Week, minutes: int) -> bool:
    """Tell whether a request finds room in a week."""
    return week.planned + minutes <= week.available


def first_fit(found: Iterable[Week], minutes: int, since: dt.date) -> Week | None:
    """Return the first week, from that of a day on, that has room for a request; None when none has."""
    monday = monday_of(since)
    return next((week for week in found if week.monday >= monday and fits(week, minutes)), None)


def advances(found: Sequence[Week], tasks: Iterable[Planned]) -> list[Advance]:
    """Return what to do earlier so that no week overflows, as far as there is room; no date is missed by it.

    What waits for somebody cannot begin earlier, and is left where it is. The latest dates of an overfull week go
    first, each to the nearest week before it that has room.
    """
    free = {week.monday: week.free for week in found}
    moved: list[Advance] = []
    for task in sorted(tasks, key=lambda each: (monday_of(each.due), -each.due.toordinal(), each.id)):
        home = monday_of(task.due)
        if task.waits or task.minutes <= 0 or free.get(home, 0) >= 0:
            continue
        before = [week for week in found if week.monday < home and free[week.monday] >= task.minutes]
        if before:
            free[home] += task.minutes
            free[before[-1].monday] -= task.minutes
            moved.append(Advance(task, before[-1]))
    return moved


def _by_week(values: Mapping[dt.date, int]) -> dict[dt.date, int]:
    found: dict[dt.date, int] = {}
    for day, value in values.items():
        found[monday_of(day)] = found.get(monday_of(day), 0) + value
    return found
