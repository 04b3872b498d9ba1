"""The calendar across clients, read as tuples: what happens, what has a day, what the law wants, between two days."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, NamedTuple

from officedesk.storage.glance import date_of, moment_of, time_of
from officedesk.storage.overview import NOT_ARCHIVED

# More than the distance between any two zones: the query compares wall times of different ones.
MARGIN = dt.timedelta(days=2)


class EventRow(NamedTuple):
    """An event as it is stored: wall times of its own ``zone``; a series is told once."""

    id: int
    uid: str
    client_id: int
    title: str
    start: dt.datetime
    end: dt.datetime
    zone: str
    all_day: bool
    place: str
    recurrence: str
    cancelled: bool
    own_minutes: int


class DatedRow(NamedTuple):
    """An open task or legal date that has a day."""

    id: int
    client_id: int
    title: str
    due: dt.date
    due_time: dt.time | None
    minutes: int


class AgendaRows(NamedTuple):
    """All that some days may hold; ``replaced`` are the starts that exceptions take the place of, by series."""

    events: tuple[EventRow, ...]
    replaced: dict[str, set[dt.datetime]]
    tasks: tuple[DatedRow, ...]
    deadlines: tuple[DatedRow, ...]


EVENT = 'id, uid, client_id, title, start, "end", zone, all_day, place, recurrence, cancelled, own_minutes'
EVENTS = f"""
SELECT {EVENT} FROM event
WHERE start < ? AND ("end" > ? OR start >= ? OR recurrence != '') AND {NOT_ARCHIVED} ORDER BY start, id
"""  # noqa: S608
REPLACED = "SELECT series_uid, replaces FROM event WHERE series_uid IS NOT NULL AND replaces IS NOT NULL"
TASKS = f"""
SELECT id, client_id, title, due, due_time, coalesce(estimate_minutes, 0) FROM task
WHERE status = 'open' AND due BETWEEN ? AND ? AND {NOT_ARCHIVED} ORDER BY due, due_time, id
"""  # noqa: S608
DEADLINES = f"""
SELECT id, client_id, title, due, due_time, 0 FROM deadline
WHERE status = 'open' AND due BETWEEN ? AND ? AND {NOT_ARCHIVED} ORDER BY due, id
"""  # noqa: S608


def read(connection: Any, first: dt.date, last: dt.date) -> AgendaRows:
    """Return what the days between two, both included, may hold; occurrences are not told apart here."""
    low = dt.datetime.combine(first, dt.time()) - MARGIN
    high = dt.datetime.combine(last, dt.time()) + dt.timedelta(days=1) + MARGIN
    texts = [f"{moment:%Y-%m-%d %H:%M:%S}" for moment in (high, low, low)]
    events = tuple(event_of(row) for row in connection.execute(EVENTS, texts))
    replaced = replaced_by(connection, events)
    between = (first.isoformat(), last.isoformat())
    tasks, deadlines = (
        tuple(_dated(row) for row in connection.execute(query, between)) for query in (TASKS, DEADLINES)
    )
    return AgendaRows(events, replaced, tasks, deadlines)


def replaced_by(connection: Any, events: Iterable[EventRow]) -> dict[str, set[dt.datetime]]:
    """Return the starts that exceptions take the place of, by series; nothing is read when no event repeats."""
    found: dict[str, set[dt.datetime]] = {}
    if any(event.recurrence for event in events):
        for series, moment in connection.execute(REPLACED):
            found.setdefault(series, set()).add(moment_of(moment))
    return found


def event_of(row: tuple[Any, ...]) -> EventRow:
    """Return an event from its columns, in the order of EventRow."""
    id, uid, client_id, title, start, end, zone, all_day, place, recurrence, cancelled, own_minutes = row
    told = (bool(all_day), place, recurrence, bool(cancelled), own_minutes)
    return EventRow(id, uid, client_id, title, moment_of(start), moment_of(end), zone, *told)


def _dated(row: tuple[Any, ...]) -> DatedRow:
    id, client_id, title, due, due_time, minutes = row
    return DatedRow(id, client_id, title, date_of(due) or dt.date.min, time_of(due_time), minutes)
