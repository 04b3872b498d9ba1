"""The load of the weeks and the hours of a month: those of the demonstration's story, and rules of their own."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from officedesk.domain.days import iso_week
from officedesk.domain.entities import EngagementDraft, EventDraft, TaskDraft, TimeEntryDraft, Wait, WaitDraft
from officedesk.domain.load import Week
from officedesk.services import clients, engagements, events, load, series, tasks, timesheets
from officedesk.services.demo import fill
from officedesk.services.requests import price_request
from officedesk.services.settings import ABSENCES, HOURS
from officedesk.storage.portfolio import Portfolio
from officedesk.storage.workspace import Workspace
from tests.storage.desks import DAY

EXPECTED: Any = json.loads((Path(__file__).parents[1] / "data" / "demo" / "expected.json").read_text(encoding="utf-8"))
LATER: Any = EXPECTED["once_all_arrived"]
LAST = dt.date(2026, 12, 27)
MONDAY = dt.date(2026, 11, 23)


def told(found: list[Week], digits: int | None) -> dict[str, dict[str, float | None]]:
    return {
        week.name: {
            "planned_hours": week.planned / 60,
            "available_hours": week.available / 60,
            "percent": None if week.percent is None else round(week.percent, digits),
        }
        for week in found
    }


def planned(workspace: Workspace, due: dt.date | None, minutes: int | None, **values: Any) -> int:
    draft = TaskDraft.model_validate({"title": "à faire", "due": due, "estimate_minutes": minutes, **values})
    return tasks.add_task(workspace, draft).id or 0


# --- the story -------------------------------------------------------------------------------------------------------


def test_the_load_of_each_week_is_the_story_s(demo: Portfolio) -> None:
    assert told(load.weekly_load(demo, DAY, LAST), 2) == EXPECTED["load"]


def test_once_all_has_arrived_the_load_and_the_hours_are_the_story_s(empty_desk: Portfolio) -> None:
    fill(empty_desk, dt.date(2026, 12, 9))

    assert told(load.weekly_load(empty_desk, DAY, LAST), None) == LATER["load"]
    hours = {each.slug: round(each.percent or 0, 2) for each in load.months(empty_desk, DAY, DAY)}
    assert hours == LATER["forfait_percent"]


def test_a_request_of_six_hours_is_refused_in_its_week_and_finds_the_first_that_has_room(empty_desk: Portfolio) -> None:
    story = LATER["request_of_6_hours"]
    day = dt.date.fromisoformat(story["day"])
    fill(empty_desk, day)

    clinic = empty_desk.workspace("clinique-veterinaire-du-quai-boreal")
    found = price_request(empty_desk, clinic, "Une demande", 6 * 60, day, day)

    assert found.asked.name == "2026-W50"
    assert round(100 * (found.asked.planned + 360) / found.asked.available) == story["percent_if_accepted"]
    assert found.placed is not None
    assert found.placed.name == story["first_week"]


def test_the_hours_of_november_are_the_story_s_whoever_counts_them(demo: Portfolio) -> None:
    found = load.months(demo, DAY, DAY)

    assert {each.slug: round(each.percent or 0, 2) for each in found} == EXPECTED["forfait_percent"]
    for each in found:
        alone = timesheets.forfait(demo.workspace(each.slug), DAY, DAY)
        assert (each.used, each.left, each.forecast) == (alone.used_minutes, alone.left_minutes, alone.forecast_minutes)


def test_what_can_be_done_earlier_relieves_the_weeks_that_overflow(demo: Portfolio) -> None:
    found = load.weekly_load(demo, DAY, LAST)

    moved = load.what_to_advance(demo, found, DAY)

    after = {week.name: week.free for week in found}
    for task, to in moved:
        assert to.monday < task.due
        assert not task.waits
        after[iso_week(task.due)] += task.minutes
        after[to.name] -= task.minutes
    # The week of 30 November holds half an hour too much, that of 7 December seven hours; four and a half are free
    # before them.
    assert after["2026-W48"] >= 0
    assert after["2026-W49"] >= 0
    assert after["2026-W50"] > -7 * 60


# --- rules -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def week(portfolio: Portfolio) -> Any:
    """Give the load of one week of 24 hours, read again at each call."""
    portfolio.set_settings({HOURS: dict.fromkeys(("monday", "tuesday", "wednesday", "thursday"), 6), ABSENCES: []})
    return lambda: load.weekly_load(portfolio, MONDAY, MONDAY)[0]


def test_a_week_holds_what_remains_of_open_tasks_of_every_client_and_her_own(
    portfolio: Portfolio, workspace: Workspace, week: Any
) -> None:
    begun = planned(workspace, MONDAY, 90)
    timesheets.add_entry(workspace, TimeEntryDraft(day=MONDAY, minutes=30, task_id=begun))
    overrun = planned(workspace, MONDAY, 20)
    timesheets.add_entry(workspace, TimeEntryDraft(day=MONDAY, minutes=45, task_id=overrun))
    waiting, cause = planned(workspace, MONDAY, 15), planned(workspace, None, 600)
    with workspace.step("Attendre") as step:
        step.add(Wait, WaitDraft(task_id=waiting, other_task_id=cause))
    planned(portfolio.own(), MONDAY + dt.timedelta(days=6), 40)
    planned(workspace, MONDAY - dt.timedelta(days=1), 500)
    planned(workspace, MONDAY + dt.timedelta(days=7), 500)
    planned(workspace, MONDAY, None)
    done = planned(workspace, MONDAY, 500)
    tasks.complete_tasks(workspace, [done], MONDAY)

    assert week() == Week(MONDAY, 60 + 0 + 15 + 40, 24 * 60, 1)


def test_a_client_that_is_archived_takes_no_hours(portfolio: Portfolio, workspace: Workspace, week: Any) -> None:
    planned(workspace, MONDAY, 300)
    clients.archive_client(portfolio, workspace.client().slug, MONDAY)

    assert week().planned == 0


def test_her_own_time_for_an_event_counts_on_each_of_its_dates(workspace: Workspace, week: Any) -> None:
    start = dt.datetime(2026, 11, 16, 9)  # noqa: DTZ001 - wall time
    draft = EventDraft(
        title="Point", start=start, end=start + dt.timedelta(hours=1), recurrence="RRULE:FREQ=DAILY", own_minutes=20
    )
    event = events.add_event(workspace, draft)
    assert week().planned == 7 * 20

    at = dt.datetime(2026, 11, 25, 9)  # noqa: DTZ001 - wall time
    series.delete_occurrence(workspace, event.id or 0, at)
    assert week().planned == 6 * 20


def test_what_is_late_is_told_apart(portfolio: Portfolio, workspace: Workspace) -> None:
    planned(workspace, MONDAY - dt.timedelta(days=1), 50)
    planned(workspace, MONDAY - dt.timedelta(days=30), None)
    planned(workspace, MONDAY, 500)

    assert load.late_load(portfolio, MONDAY) == (2, 50)


@pytest.mark.parametrize(
    ("start", "end", "kept"),
    [("2026-11-05", "2026-11-20", True), ("2026-10-01", "2026-10-31", False), ("2026-12-01", None, False)],
)
def test_an_engagement_counts_in_the_months_where_it_runs(
    portfolio: Portfolio, workspace: Workspace, start: str, end: str | None, kept: bool
) -> None:
    last = dt.date.fromisoformat(end) if end else None
    engagements.add_engagement(
        workspace, EngagementDraft(included_minutes=600, start=dt.date.fromisoformat(start), end=last)
    )

    assert [each.included for each in load.months(portfolio, DAY, DAY)] == ([600] if kept else [])
    assert timesheets.forfait(workspace, DAY, DAY).included_minutes == (600 if kept else None)


def test_a_month_to_come_is_not_charged_with_what_is_due_before_it(portfolio: Portfolio, workspace: Workspace) -> None:
    engagements.add_engagement(workspace, EngagementDraft(included_minutes=600, start=DAY))
    planned(workspace, DAY, 60)
    planned(workspace, dt.date(2026, 12, 10), 120)

    assert [each.forecast for each in load.months(portfolio, dt.date(2026, 12, 1), DAY)] == [120]
    assert timesheets.forfait(workspace, dt.date(2026, 12, 1), DAY).forecast_minutes == 120
