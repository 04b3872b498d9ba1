"""Events: dates of the calendar, and what a repeated one gives between two days."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from sqlmodel import col

from officedesk.domain.entities import Event, EventDraft
from officedesk.domain.recurrence import expand
from officedesk.storage.workspace import Workspace

DAY = dt.timedelta(days=1)
# More than the distance between any two zones: the query compares wall times of different ones.
MARGIN = 2 * DAY


class Occurrence(NamedTuple):
    """One time that an event happens; moments are wall time of the desk's zone, ``end`` is exclusive."""

    event_id: int
    uid: str
    title: str
    start: dt.datetime
    end: dt.datetime
    all_day: bool
    place: str
    guests: int | None
    budget_cents: int | None


def add_event(workspace: Workspace, draft: EventDraft) -> Event:
    """Store an event."""
    with workspace.step("Ajouter un événement") as step:
        return step.add(Event, draft)


def delete_events(workspace: Workspace, ids: Sequence[int]) -> int:
    """Move events to the bin, with the exceptions to those that repeat."""
    events = workspace.rows(Event, ids)
    if not events:
        return 0
    series = [event.uid for event in events if event.recurrence]
    exceptions = workspace.select(Event, col(Event.series_uid).in_(series), col(Event.id).not_in(ids))
    with workspace.step("Supprimer des événements") as step:
        for event in (*events, *exceptions):
            step.delete(event)
    return len(events)


def occurrences(workspace: Workspace, start: dt.date, end: dt.date) -> list[Occurrence]:
    """Return what happens between two days, both included, in order; a series is expanded within bounds."""
    low = dt.datetime.combine(start, dt.time())
    high = dt.datetime.combine(end, dt.time()) + DAY
    events = workspace.select(
        Event,
        col(Event.start) < high + MARGIN,
        (col(Event.end) > low - MARGIN) | (col(Event.start) >= low - MARGIN) | (col(Event.recurrence) != ""),
    )
    replaced = _replaced(workspace, [event.uid for event in events if event.recurrence])
    found = [
        _occurrence(event, span)
        for event in events
        if not event.cancelled
        for span in expand(
            start=event.start,
            end=event.end,
            zone=event.zone,
            all_day=event.all_day,
            recurrence=event.recurrence,
            window_start=low,
            window_end=high,
            excluded=frozenset(replaced.get(event.uid, ())),
        )
    ]
    return sorted(found, key=lambda each: (each.start, each.event_id))


def _replaced(workspace: Workspace, series: list[str]) -> dict[str, set[dt.datetime]]:
    """Return the starts that exceptions, kept or cancelled, take the place of, for each series."""
    found: dict[str, set[dt.datetime]] = {}
    if not series:
        return found
    columns = [col(Event.series_uid), col(Event.replaces)]
    for uid, moment in workspace.tuples(columns, col(Event.series_uid).in_(series)):
        if moment is not None:
            found.setdefault(uid, set()).add(moment)
    return found


def _occurrence(event: Event, span: tuple[dt.datetime, dt.datetime]) -> Occurrence:
    return Occurrence(
        event_id=event.id or 0,
        uid=event.series_uid or event.uid,
        title=event.title,
        start=span[0],
        end=span[1],
        all_day=event.all_day,
        place=event.place,
        guests=event.guests,
        budget_cents=event.budget_cents,
    )
