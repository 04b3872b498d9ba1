"""The calendar of all clients: what some days hold, and what becomes of what she moves in it."""

import datetime as dt
from collections.abc import Mapping

from officedesk.domain.agenda import DAY, Entry, in_order
from officedesk.domain.entities import Event, Task
from officedesk.domain.errors import InvalidInputError
from officedesk.domain.recurrence import DESK_ZONE, expand, told_in
from officedesk.services import series
from officedesk.storage.agenda import DatedRow, EventRow
from officedesk.storage.portfolio import Portfolio

USUAL_TASK = 30  # minutes of a task that nobody estimated


def entries(portfolio: Portfolio, first: dt.date, last: dt.date) -> list[Entry]:
    """Return what the days between two, both included, hold: events, open tasks, open legal dates, in order."""
    rows = portfolio.agenda(first, last)
    events = [
        entry
        for event in rows.events
        if not event.cancelled
        for entry in occurrences(event, rows.replaced, first, last)
    ]
    tasks = [_dated("task", row) for row in rows.tasks]
    return in_order([*events, *tasks, *(_dated("deadline", row) for row in rows.deadlines)])


def planned_minutes(found: list[Entry], first: dt.date, last: dt.date) -> int:
    """Return the minutes that she plans on the days between two: estimates of tasks, and what she gives to events."""
    return sum(each.minutes for each in found if first <= each.start.date() <= last)


def move(portfolio: Portfolio, entry: Entry, start: dt.datetime, end: dt.datetime) -> None:
    """Give an entry another time, wall time of the desk; a task has a day and an hour, its length is its estimate.

    Raises InvalidInputError for a legal date, and for an event that repeats: which of its dates is meant is asked.
    """
    workspace = portfolio.workspace_by_id(entry.client_id)
    if entry.kind == "task":
        minutes = round((end - start).total_seconds() / 60)
        lasts = {} if entry.all_day or minutes == _length(entry) else {"estimate_minutes": minutes}
        with workspace.step("Déplacer une tâche") as step:
            hour = None if entry.all_day else start.time()
            step.change(workspace.get(Task, entry.id), due=start.date(), due_time=hour, **lasts)
        return
    if entry.kind != "event":
        raise InvalidInputError("Une échéance légale ne se déplace pas : changez sa date sur sa fiche, avec la raison.")
    event = workspace.get(Event, entry.id)
    if event.recurrence:
        raise InvalidInputError("Cet événement se répète : ouvrez-le pour choisir quelles dates changent.")
    with workspace.step("Déplacer un événement") as step:
        step.change(event, start=_in_zone(event, start), end=_in_zone(event, end))


def move_dates(portfolio: Portfolio, entry: Entry, start: dt.datetime, end: dt.datetime, *, following: bool) -> None:
    """Move one date of an event that repeats, or it and those after it."""
    workspace = portfolio.workspace_by_id(entry.client_id)
    change = series.change_following if following else series.change_occurrence
    change(workspace, entry.id, entry.start, start, end)


def move_series(portfolio: Portfolio, entry: Entry, start: dt.datetime, end: dt.datetime) -> None:
    """Move every date of an event that repeats as much as one of them is moved."""
    series.change_series(portfolio.workspace_by_id(entry.client_id), entry.id, entry.start, start, end)


def _length(entry: Entry) -> int:
    return round((entry.end - entry.start).total_seconds() / 60)


def _in_zone(event: Event, moment: dt.datetime) -> dt.datetime:
    return moment if event.all_day else told_in(moment, DESK_ZONE, event.zone)


def occurrences(
    event: EventRow, replaced: Mapping[str, set[dt.datetime]], first: dt.date, last: dt.date
) -> list[Entry]:
    """Return each time that an event happens between two days, but those that exceptions replace."""
    spans = expand(
        start=event.start,
        end=event.end,
        zone=event.zone,
        all_day=event.all_day,
        recurrence=event.recurrence,
        window_start=dt.datetime.combine(first, dt.time()),
        window_end=dt.datetime.combine(last, dt.time()) + DAY,
        excluded=frozenset(replaced.get(event.uid, ())) if event.recurrence else frozenset(),
    )
    told = (event.all_day, bool(event.recurrence), event.place, event.own_minutes)
    return [Entry("event", event.id, event.client_id, event.title, start, end, *told) for start, end in spans]


def _dated(kind: str, row: DatedRow) -> Entry:
    """Return a task or a legal date: all day, or at its hour when it has one; that of a legal date is its limit."""
    if row.due_time is None or kind == "deadline":
        start = dt.datetime.combine(row.due, dt.time())
        return Entry(kind, row.id, row.client_id, row.title, start, start + DAY, all_day=True, minutes=row.minutes)
    start = dt.datetime.combine(row.due, row.due_time)
    end = start + dt.timedelta(minutes=row.minutes or USUAL_TASK)
    return Entry(kind, row.id, row.client_id, row.title, start, end, all_day=False, minutes=row.minutes)
