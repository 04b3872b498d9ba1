"""Time given to a client, and what it makes of the hours sold."""

import datetime as dt
from typing import Any, NamedTuple

from sqlmodel import col

from officedesk.domain.days import month_end
from officedesk.domain.entities import EngagementKind, Task, TaskStatus, TimeEntry, TimeEntryDraft
from officedesk.services.engagements import engagement_in
from officedesk.storage.workspace import Workspace


class Forfait(NamedTuple):
    """A month against the hours sold, in minutes; ``percent`` is 100 × forecast ÷ included, not rounded.

    What cannot be said without an engagement, or without hours in it, is None.
    """

    included_minutes: int | None
    used_minutes: int
    left_minutes: int | None
    forecast_minutes: int
    percent: float | None
    kind: EngagementKind | None


def add_entry(workspace: Workspace, draft: TimeEntryDraft) -> TimeEntry:
    """Store minutes worked on a day."""
    with workspace.step("Noter du temps") as step:
        return step.add(TimeEntry, draft)


def change_entry(workspace: Workspace, entry_id: int, **values: Any) -> TimeEntry:
    """Change the given fields of a time entry."""
    with workspace.step("Modifier un temps") as step:
        return step.change(workspace.get(TimeEntry, entry_id), **values)


def delete_entries(workspace: Workspace, ids: list[int]) -> int:
    """Move time entries to the bin."""
    entries = workspace.rows(TimeEntry, ids)
    if not entries:
        return 0
    with workspace.step("Supprimer des temps") as step:
        for entry in entries:
            step.delete(entry)
    return len(entries)


def minutes_by_domain(workspace: Workspace, start: dt.date, end: dt.date) -> dict[str | None, int]:
    """Return the minutes worked between two days, both included, by domain, the longest first."""
    found: dict[str | None, int] = {}
    for domain, minutes in workspace.tuples([col(TimeEntry.domain), col(TimeEntry.minutes)], *_within(start, end)):
        found[domain] = found.get(domain, 0) + minutes
    return dict(sorted(found.items(), key=lambda each: (-each[1], each[0] or "")))


def minutes_by_task(workspace: Workspace, task_ids: list[int]) -> dict[int, int]:
    """Return the minutes already worked on each of the given tasks."""
    spent: dict[int, int] = {}
    columns = [col(TimeEntry.task_id), col(TimeEntry.minutes)]
    for task_id, minutes in workspace.tuples(columns, col(TimeEntry.task_id).in_(task_ids)):
        spent[task_id] = spent.get(task_id, 0) + minutes
    return spent


def forfait(workspace: Workspace, month: dt.date, today: dt.date) -> Forfait:
    """Return the hours of the month that holds a day: sold, used, left, and what the open tasks will add.

    The engagement is the latest one that runs in the month; the open tasks are those due from today on.
    """
    start, end = month.replace(day=1), month_end(month)
    engagement = engagement_in(workspace, start, end)
    included = engagement.included_minutes if engagement is not None else None
    used = sum(minutes for (minutes,) in workspace.tuples([col(TimeEntry.minutes)], *_within(start, end)))
    forecast = used + _remaining(workspace, max(today, start), end)
    return Forfait(
        included_minutes=included,
        used_minutes=used,
        left_minutes=None if included is None else included - used,
        forecast_minutes=forecast,
        percent=100 * forecast / included if included else None,
        kind=engagement.kind if engagement is not None else None,
    )


def _remaining(workspace: Workspace, start: dt.date, end: dt.date) -> int:
    """Return the minutes that the open tasks due between two days still ask for, time noted on them deducted."""
    asked = workspace.tuples(
        [col(Task.id), col(Task.estimate_minutes)],
        col(Task.status) == TaskStatus.OPEN,
        col(Task.due).between(start, end),
        col(Task.estimate_minutes).is_not(None),
    )
    spent = minutes_by_task(workspace, [task_id for task_id, _ in asked])
    return sum(max(0, minutes - spent.get(task_id, 0)) for task_id, minutes in asked)


def _within(start: dt.date, end: dt.date) -> tuple[Any, ...]:
    return (col(TimeEntry.day).between(start, end),)
