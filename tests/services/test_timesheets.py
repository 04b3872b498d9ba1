"""Time against the hours sold."""

import datetime as dt

import pytest

from officedesk.domain.entities import EngagementDraft, EngagementKind, TaskDraft, TimeEntry, TimeEntryDraft
from officedesk.domain.errors import InvalidInputError
from officedesk.services import engagements, tasks, timesheets
from officedesk.storage.workspace import Workspace
from tests.storage.desks import DAY

FIRST, LAST = dt.date(2026, 11, 1), dt.date(2026, 11, 30)


def worked(workspace: Workspace, minutes: int, day: dt.date = DAY, **values: object) -> None:
    timesheets.add_entry(workspace, TimeEntryDraft.model_validate({"day": day, "minutes": minutes, **values}))


def planned(workspace: Workspace, due: dt.date | None, minutes: int | None) -> int:
    return tasks.add_task(workspace, TaskDraft(title="à faire", due=due, estimate_minutes=minutes)).id or 0


def sold(workspace: Workspace, hours: int, start: dt.date = FIRST, end: dt.date | None = None) -> None:
    engagements.add_engagement(workspace, EngagementDraft(included_minutes=60 * hours, start=start, end=end))


def test_a_month_says_what_is_used_left_and_to_come(workspace: Workspace) -> None:
    sold(workspace, 10)
    worked(workspace, 120)
    worked(workspace, 60, FIRST)
    worked(workspace, 600, FIRST - dt.timedelta(days=1))  # another month
    begun = planned(workspace, LAST, 90)
    worked(workspace, 30, task_id=begun)
    overrun = planned(workspace, DAY, 20)
    worked(workspace, 30, task_id=overrun)
    planned(workspace, DAY - dt.timedelta(days=1), 500)  # late: its week is past
    planned(workspace, LAST + dt.timedelta(days=1), 500)  # next month
    planned(workspace, LAST, None)
    planned(workspace, None, 500)
    done = planned(workspace, LAST, 500)
    tasks.complete_tasks(workspace, [done], DAY)

    found = timesheets.forfait(workspace, DAY, DAY)

    assert found.used_minutes == 120 + 60 + 30 + 30
    assert found.left_minutes == 600 - 240
    assert found.forecast_minutes == 240 + (90 - 30)
    assert found.percent == 50.0
    assert (found.included_minutes, found.kind) == (600, EngagementKind.FORFAIT)


def test_without_an_engagement_nothing_is_left_to_say(workspace: Workspace) -> None:
    worked(workspace, 45)

    found = timesheets.forfait(workspace, DAY, DAY)

    assert (found.used_minutes, found.forecast_minutes) == (45, 45)
    assert (found.included_minutes, found.left_minutes, found.percent, found.kind) == (None, None, None, None)


def test_an_engagement_that_ends_in_the_month_still_counts(workspace: Workspace) -> None:
    sold(workspace, 6, end=DAY)

    assert timesheets.forfait(workspace, DAY, DAY).included_minutes == 360


def test_the_latest_engagement_holds_when_two_overlap(workspace: Workspace) -> None:
    sold(workspace, 6)
    sold(workspace, 8, start=DAY)

    before, after = (engagements.engagement_in(workspace, day, day) for day in (FIRST, LAST))

    assert before is not None
    assert before.included_minutes == 360
    assert after is not None
    assert after.included_minutes == 480
    assert engagements.engagement_in(workspace, FIRST - dt.timedelta(days=9), FIRST - dt.timedelta(days=1)) is None


def test_minutes_by_domain_start_with_the_longest(workspace: Workspace) -> None:
    worked(workspace, 30, domain="paie")
    worked(workspace, 60, domain="rh")
    worked(workspace, 45, domain="paie")
    worked(workspace, 10)

    assert list(timesheets.minutes_by_domain(workspace, DAY, DAY).items()) == [("paie", 75), ("rh", 60), (None, 10)]


def test_no_entry_is_empty_or_longer_than_a_day(workspace: Workspace) -> None:
    worked(workspace, 30)
    (entry_id,) = workspace.ids(TimeEntry)

    for minutes in (0, -5, 24 * 60 + 1):
        with pytest.raises(InvalidInputError):
            timesheets.change_entry(workspace, entry_id, minutes=minutes)
    assert timesheets.delete_entries(workspace, [entry_id]) == 1
    assert timesheets.delete_entries(workspace, [entry_id]) == 0
