"""What is planned and worked across clients, summed by SQLite: her hours are asked for by day, never task by task."""

import datetime as dt
from typing import Any, NamedTuple

from officedesk.domain.load import Planned
from officedesk.storage.agenda import EVENT, MARGIN, EventRow, event_of, replaced_by
from officedesk.storage.overview import NOT_ARCHIVED
from officedesk.storage.task_walks import HELD_BACK

# What was noted is asked task by task, by its index: the tasks of some weeks are far fewer than all that was noted.
SPENT = "(SELECT coalesce(sum(minutes), 0) FROM time_entry WHERE time_entry.task_id = task.id)"
REMAINS = f"max(0, coalesce(estimate_minutes, 0) - {SPENT})"
BY_DAY = f"""
SELECT due, sum({REMAINS}), sum(coalesce(estimate_minutes, 0) = 0) FROM task
WHERE status = 'open' AND due BETWEEN ? AND ? AND {NOT_ARCHIVED} GROUP BY due
"""  # noqa: S608
LATE = f"""
SELECT count(*), coalesce(sum({REMAINS}), 0) FROM task
WHERE status = 'open' AND due < ? AND {NOT_ARCHIVED}
"""  # noqa: S608
TASKS = f"""
SELECT id, client_id, title, due, {REMAINS}, {HELD_BACK} FROM task
WHERE status = 'open' AND due BETWEEN ? AND ? AND {NOT_ARCHIVED} ORDER BY due, id
"""  # noqa: S608
EVENTS = f"""
SELECT {EVENT} FROM event
WHERE own_minutes > 0 AND NOT cancelled AND start < ? AND (start >= ? OR recurrence != '') AND {NOT_ARCHIVED}
ORDER BY start, id
"""  # noqa: S608
USED = "SELECT client_id, sum(minutes) FROM time_entry WHERE day BETWEEN ? AND ? GROUP BY client_id"
REMAINING = f"""
SELECT client_id, sum({REMAINS}) FROM task
WHERE status = 'open' AND due BETWEEN ? AND ? GROUP BY client_id
"""  # noqa: S608
# The latest one that runs in the month; her own business sells nothing to itself.
SOLD = """
SELECT client.id, client.slug, client.name, engagement.kind, engagement.included_minutes
FROM engagement JOIN client ON client.id = engagement.client_id
WHERE NOT client.own AND client.archived_on IS NULL
  AND engagement.start <= ? AND (engagement."end" IS NULL OR engagement."end" >= ?)
ORDER BY client.name, client.id, engagement.start, engagement.id
"""


class DayLoad(NamedTuple):
    """What open tasks ask on a day: minutes that remain, and how many say nothing of their length."""

    day: dt.date
    minutes: int
    unestimated: int


class Late(NamedTuple):
    """The open tasks whose day is past, and the minutes that remain of them."""

    tasks: int
    minutes: int


class OwnEvents(NamedTuple):
    """The events that take her own time, series told once; ``replaced`` are the starts that exceptions replace."""

    events: list[EventRow]
    replaced: dict[str, set[dt.datetime]]


class MonthHours(NamedTuple):
    """A client's month, in minutes: what was sold, what was worked, what its open tasks still ask."""

    client_id: int
    slug: str
    name: str
    kind: str
    included: int
    used: int
    remaining: int

    @property
    def left(self) -> int:
        """What is left of the hours sold, below zero when they are spent."""
        return self.included - self.used

    @property
    def forecast(self) -> int:
        """What the month will have taken at its end."""
        return self.used + self.remaining

    @property
    def percent(self) -> float | None:
        """100 × forecast ÷ included, not rounded; None when no hours were sold in advance."""
        return 100 * self.forecast / self.included if self.included else None


def day_loads(connection: Any, first: dt.date, last: dt.date) -> list[DayLoad]:
    """Return what open tasks ask of each day between two, both included."""
    found = connection.execute(BY_DAY, (first.isoformat(), last.isoformat()))
    return [DayLoad(dt.date.fromisoformat(due), minutes, unknown) for due, minutes, unknown in found]


def late(connection: Any, day: dt.date) -> Late:
    """Return what is late on a day."""
    return Late(*connection.execute(LATE, (day.isoformat(),)).fetchone())


def task_loads(connection: Any, first: dt.date, last: dt.date) -> list[Planned]:
    """Return the open tasks of the days between two, by day."""
    found = connection.execute(TASKS, (first.isoformat(), last.isoformat()))
    return [
        Planned(id, client, title, dt.date.fromisoformat(due), minutes, bool(waits))
        for id, client, title, due, minutes, waits in found
    ]


def own_events(connection: Any, first: dt.date, last: dt.date) -> OwnEvents:
    """Return the events that take her own time between two days."""
    texts = [f"{day:%Y-%m-%d} 00:00:00" for day in (last + dt.timedelta(days=1) + MARGIN, first - MARGIN)]
    events = [event_of(row) for row in connection.execute(EVENTS, texts)]
    return OwnEvents(events, replaced_by(connection, events))


def month_hours(connection: Any, start: dt.date, end: dt.date, since: dt.date) -> list[MonthHours]:
    """Return each client's month, by name; what remains is that of the tasks due from ``since`` to its end."""
    used = dict(connection.execute(USED, (start.isoformat(), end.isoformat())).fetchall())
    remaining = dict(connection.execute(REMAINING, (since.isoformat(), end.isoformat())).fetchall())
    found: dict[int, MonthHours] = {}
    for client_id, slug, name, kind, included in connection.execute(SOLD, (end.isoformat(), start.isoformat())):
        hours = (used.get(client_id, 0), remaining.get(client_id, 0))
        found[client_id] = MonthHours(client_id, slug, name, kind, included, *hours)
    return list(found.values())
