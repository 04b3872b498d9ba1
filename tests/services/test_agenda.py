"""The calendar of all clients on the real file: what some days hold, and what moves."""

import datetime as dt

import pytest

from officedesk.domain.agenda import Entry
from officedesk.domain.entities import DeadlineDraft, Event, EventDraft, Task, TaskDraft
from officedesk.domain.errors import InvalidInputError
from officedesk.services import agenda, tasks
from officedesk.services.clients import add_client, archive_client
from officedesk.services.compliance import add_deadline
from officedesk.services.events import add_event
from officedesk.storage.portfolio import Portfolio
from tests.storage.desks import DAY

WEEK = (DAY, DAY + dt.timedelta(days=6))


def at(day: int, hour: int = 0, minute: int = 0) -> dt.datetime:
    """Return a wall time of November 2026."""
    return dt.datetime(2026, 11, day, hour, minute)  # noqa: DTZ001 - wall time


@pytest.fixture
def filled(portfolio: Portfolio) -> Portfolio:
    """Give two clients with an event, a series, a task with an hour, one without, and a legal date."""
    for name in ("Alpha", "Beta"):
        add_client(portfolio, {"name": name}, today=DAY)
    alpha, beta = portfolio.workspace("alpha"), portfolio.workspace("beta")
    add_event(alpha, EventDraft(title="Réunion", start=at(24, 10), end=at(24, 12), own_minutes=90))
    series = EventDraft(title="Point", start=at(9, 9), end=at(9, 9, 30), recurrence="RRULE:FREQ=WEEKLY;BYDAY=MO,TH")
    kept = add_event(beta, series)
    add_event(beta, EventDraft(title="Point déplacé", start=at(26, 15), end=at(26, 16), series_uid=kept.uid,
                               replaces=at(26, 9)))  # fmt: skip
    tasks.add_task(alpha, TaskDraft(title="Devis", due=DAY, due_time=dt.time(14), estimate_minutes=45))
    tasks.add_task(beta, TaskDraft(title="Paie", due=DAY, estimate_minutes=120))
    add_deadline(beta, DeadlineDraft(title="DSN", due=dt.date(2026, 11, 27), due_time=dt.time(12)))
    return portfolio


def found(portfolio: Portfolio) -> dict[str, Entry]:
    return {f"{each.title} {each.start.day}": each for each in agenda.entries(portfolio, *WEEK)}


def test_a_week_holds_everything_once_in_the_order_of_the_days(filled: Portfolio) -> None:
    told = [(each.title, each.kind, each.start, each.all_day) for each in agenda.entries(filled, *WEEK)]

    assert told == [
        ("Paie", "task", at(23), True),
        ("Point", "event", at(23, 9), False),
        ("Devis", "task", at(23, 14), False),
        ("Réunion", "event", at(24, 10), False),
        # Of Thursday's, the one that was moved takes the place.
        ("Point déplacé", "event", at(26, 15), False),
        ("DSN", "deadline", at(27), True),
    ]
    assert agenda.planned_minutes(agenda.entries(filled, *WEEK), *WEEK) == 90 + 45 + 120


def test_what_is_done_and_who_is_archived_are_not_there(filled: Portfolio) -> None:
    alpha = filled.workspace("alpha")
    tasks.complete_tasks(alpha, alpha.ids(Task), DAY)
    archive_client(filled, "beta", DAY)

    assert list(found(filled)) == ["Réunion 24"]


def test_an_event_of_another_zone_is_told_here_and_moves_by_the_hours_of_here(filled: Portfolio) -> None:
    alpha = filled.workspace("alpha")
    call = EventDraft(title="Appel", start=at(25, 9), end=at(25, 10), zone="America/New_York")
    kept = add_event(alpha, call)
    entry = found(filled)["Appel 25"]
    assert (entry.start, entry.end) == (at(25, 15), at(25, 16))

    agenda.move(filled, entry, at(25, 17), at(25, 18))

    moved = alpha.get(Event, kept.id or 0)
    assert (moved.start, moved.end, moved.zone) == (at(25, 11), at(25, 12), "America/New_York")


def test_a_task_takes_another_day_and_hour_and_its_length_is_its_estimate(filled: Portfolio) -> None:
    entry = found(filled)["Devis 23"]
    agenda.move(filled, entry, at(24, 9), at(24, 9, 45))
    task = filled.workspace("alpha").get(Task, entry.id)
    assert (task.due, task.due_time, task.estimate_minutes) == (dt.date(2026, 11, 24), dt.time(9), 45)

    agenda.move(filled, found(filled)["Devis 24"], at(24, 9), at(24, 11))
    assert filled.workspace("alpha").get(Task, entry.id).estimate_minutes == 120
    last = filled.undoable()
    assert last == (last[0] if last else 0, "Déplacer une tâche")

    whole = found(filled)["Paie 23"]
    agenda.move(filled, whole, at(25), at(26))
    paid = filled.workspace("beta").get(Task, whole.id)
    assert (paid.due, paid.due_time, paid.estimate_minutes) == (dt.date(2026, 11, 25), None, 120)


def test_a_legal_date_and_a_series_are_not_moved_by_hand(filled: Portfolio) -> None:
    entries = found(filled)
    with pytest.raises(InvalidInputError, match="légale"):
        agenda.move(filled, entries["DSN 27"], at(28), at(29))
    with pytest.raises(InvalidInputError, match="se répète"):
        agenda.move(filled, entries["Point 23"], at(23, 10), at(23, 11))
    assert found(filled) == entries
