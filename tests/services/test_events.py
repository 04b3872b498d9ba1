"""Events: repetitions are told between two days, exceptions take their place."""

import datetime as dt

import pytest

from officedesk.domain.entities import Event, EventDraft
from officedesk.domain.errors import InvalidInputError
from officedesk.services import events, series
from officedesk.storage.portfolio import Portfolio
from officedesk.storage.workspace import Workspace

MONDAY = dt.datetime(2026, 11, 23, 9)  # noqa: DTZ001 - wall time
HOUR = dt.timedelta(hours=1)
WEEK = dt.timedelta(weeks=1)


def added(workspace: Workspace, title: str, start: dt.datetime = MONDAY, **values: object) -> Event:
    draft = EventDraft.model_validate({"title": title, "start": start, "end": start + HOUR, **values})
    return events.add_event(workspace, draft)


def told(workspace: Workspace, start: dt.date, end: dt.date) -> list[tuple[str, dt.datetime]]:
    return [(each.title, each.start) for each in events.occurrences(workspace, start, end)]


def test_both_days_are_included(workspace: Workspace) -> None:
    added(workspace, "matin")
    added(workspace, "veille", MONDAY - dt.timedelta(days=1))
    added(workspace, "lendemain", MONDAY + dt.timedelta(days=1))

    assert told(workspace, MONDAY.date(), MONDAY.date()) == [("matin", MONDAY)]


def test_what_began_before_and_goes_on_is_told(workspace: Workspace) -> None:
    start = MONDAY - dt.timedelta(days=10)
    added(workspace, "chantier", start, end=MONDAY + HOUR)

    assert told(workspace, MONDAY.date(), MONDAY.date()) == [("chantier", start)]


def test_a_whole_day_ends_before_the_next(workspace: Workspace) -> None:
    midnight = dt.datetime(2026, 11, 23)  # noqa: DTZ001 - wall time
    added(workspace, "fermeture", midnight, end=midnight + dt.timedelta(days=1), all_day=True)

    assert told(workspace, dt.date(2026, 11, 24), dt.date(2026, 11, 24)) == []


def test_a_series_is_told_in_the_window_only(workspace: Workspace) -> None:
    added(workspace, "point", MONDAY - 100 * WEEK, recurrence="RRULE:FREQ=WEEKLY")

    found = told(workspace, MONDAY.date(), (MONDAY + 2 * WEEK).date())

    assert found == [("point", MONDAY), ("point", MONDAY + WEEK), ("point", MONDAY + 2 * WEEK)]


def test_exceptions_take_the_place_of_what_they_replace(workspace: Workspace) -> None:
    series = added(workspace, "point", recurrence="RRULE:FREQ=WEEKLY")
    moved, cancelled = MONDAY + WEEK, MONDAY + 2 * WEEK
    added(workspace, "point déplacé", moved + HOUR, series_uid=series.uid, replaces=moved)
    added(workspace, "point", cancelled, series_uid=series.uid, replaces=cancelled, cancelled=True)

    found = told(workspace, MONDAY.date(), (MONDAY + 3 * WEEK).date())

    assert found == [("point", MONDAY), ("point déplacé", moved + HOUR), ("point", MONDAY + 3 * WEEK)]


def test_a_deleted_series_takes_its_exceptions_along(portfolio: Portfolio, workspace: Workspace) -> None:
    series = added(workspace, "point", recurrence="RRULE:FREQ=WEEKLY")
    added(workspace, "point déplacé", MONDAY + WEEK + HOUR, series_uid=series.uid, replaces=MONDAY + WEEK)

    assert events.delete_events(workspace, [series.id or 0]) == 1

    assert workspace.ids(Event) == []
    step = portfolio.undoable()
    assert step is not None
    portfolio.undo(step[0])
    assert len(workspace.ids(Event)) == 2


def test_an_event_cannot_end_before_it_starts(workspace: Workspace) -> None:
    event = added(workspace, "matin")

    with pytest.raises(InvalidInputError, match="finit avant"):
        series.change_series(workspace, event.id or 0, MONDAY, MONDAY, MONDAY - HOUR)
    with pytest.raises(InvalidInputError, match="titre"):
        series.change_series(workspace, event.id or 0, MONDAY, MONDAY, MONDAY + HOUR, title="")

    assert told(workspace, MONDAY.date(), MONDAY.date()) == [("matin", MONDAY)]
