"""Playbooks: starting one makes its tasks."""

import datetime as dt

from officedesk.domain.entities import CheckItem, CheckItemDraft, Task, TaskDraft
from officedesk.domain.playbooks import playbook
from officedesk.storage.workspace import Workspace


def start_playbook(workspace: Workspace, name: str, day: dt.date) -> list[Task]:
    """Make the tasks of a playbook, counted from a day, in one undoable step; return them by date.

    Raises InvalidInputError for a playbook that does not exist.
    """
    chosen = playbook(name)
    planned = sorted(chosen.tasks, key=lambda task: task.offset)
    drafts = [
        TaskDraft(
            title=task.title,
            notes=task.notes,
            domain=task.domain,
            due=task.due(day),
            estimate_minutes=task.minutes,
            importance=task.importance,
        )
        for task in planned
    ]
    with workspace.step(f"Démarrer « {chosen.name} »") as step:
        made = step.add_all(Task, drafts)
        step.add_all(
            CheckItem,
            [
                CheckItemDraft(task_id=row.id or 0, text=text, position=position)
                for task, row in zip(planned, made, strict=True)
                for position, text in enumerate(task.checklist)
            ],
        )
    return made
