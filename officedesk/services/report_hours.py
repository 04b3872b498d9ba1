"""The hours of a client over a period, as the workbook that goes with the report: day by day, by domain, by task."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from sqlmodel import col

from officedesk.domain.activity import period_name
from officedesk.domain.domains import domain_label
from officedesk.domain.entities import Task, TimeEntry
from officedesk.reports import saving, workbook
from officedesk.reports.workbook import Sheet
from officedesk.storage.workspace import Workspace

DAYS = ("Jour", "Tâche", "Domaine", "Heures", "À facturer", "Note")
NO_TASK = "Sans tâche"
TOTAL = "Total"


def hours_sheets(workspace: Workspace, start: dt.date, end: dt.date) -> list[Sheet]:
    """Return the sheets of the time noted between two days, both included; hours are decimal, each sheet adds up."""
    entries = workspace.select(
        TimeEntry, col(TimeEntry.day).between(start, end), order_by=(col(TimeEntry.day), col(TimeEntry.id))
    )
    ids = sorted({each.task_id for each in entries if each.task_id is not None})
    titles = {task.id: task.title for task in workspace.rows(Task, ids)}
    by_domain: dict[str, int] = {}
    by_task: dict[str, int] = {}
    days = []
    for each in entries:
        title, domain = titles.get(each.task_id, ""), domain_label(each.domain)
        billable = "oui" if each.billable else "non"
        days.append((each.day, title, domain, each.minutes / 60, billable, each.note))
        by_domain[domain] = by_domain.get(domain, 0) + each.minutes
        by_task[title or NO_TASK] = by_task.get(title or NO_TASK, 0) + each.minutes
    total = sum(each.minutes for each in entries) / 60
    return [
        Sheet("Jours", DAYS, [*days, (TOTAL, None, None, total, None, None)]),
        _summed("Domaines", "Domaine", by_domain, total),
        _summed("Tâches", "Tâche", by_task, total),
    ]


def write_hours(workspace: Workspace, start: dt.date, end: dt.date, target: Path, now: dt.datetime) -> None:
    """Write the workbook, whole or not at all; NotSavedError leaves nothing behind."""
    title = f"Heures, {workspace.client().name}, {period_name(start, end)}"
    saving.save(workbook.book(title, hours_sheets(workspace, start, end), now), target, "Le classeur")


def _summed(name: str, head: str, minutes: Mapping[str, int], total: float) -> Sheet:
    longest_first = sorted(minutes.items(), key=lambda each: (-each[1], each[0]))
    rows = [(words, number / 60) for words, number in longest_first]
    return Sheet(name, (head, "Heures"), [*rows, (TOTAL, total)])
