"""Tasks: adding, changing, finishing and listing them."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple, TypeVar

from sqlmodel import col

from officedesk.domain.entities import (
    CheckItem,
    CheckItemDraft,
    Decision,
    DecisionState,
    Row,
    Task,
    TaskDocument,
    TaskDraft,
    TaskStatus,
    TimeEntry,
    Wait,
)
from officedesk.domain.errors import InvalidInputError
from officedesk.domain.repeats import Following, following, refusal
from officedesk.storage.step import Step
from officedesk.storage.workspace import CHUNK, Workspace

R = TypeVar("R", bound=Row)

# What the next task takes from the one that is done.
REPEATED = (*("title", "notes", "domain", "due_time", "estimate_minutes", "importance", "repeats_from_done"),)
ORDER = (col(Task.due).is_(None), col(Task.due), col(Task.due_time), col(Task.id))


class TaskRow(NamedTuple):
    """A line of a task list; ``waits`` says that a decision or another task holds it back."""

    id: int
    title: str
    domain: str | None
    due: dt.date | None
    due_time: dt.time | None
    estimate_minutes: int | None
    importance: int | None
    status: TaskStatus
    waits: bool


class Cause(NamedTuple):
    """What a task waits for: the kind is ``task`` or ``decision``."""

    kind: str
    id: int


class Finished(NamedTuple):
    """How many tasks were finished, the days of those that follow them, the first one first, and how many still waited.

    These waited for a decision that is not taken, or for a task that is not done.
    """

    done: int
    next_days: tuple[dt.date, ...] = ()
    waited: int = 0


def add_task(workspace: Workspace, draft: TaskDraft) -> Task:
    """Store a new task; raise InvalidInputError for a repetition that cannot be followed."""
    _refuse_repetition(draft.recurrence)
    with workspace.step("Ajouter une tâche") as step:
        return step.add(Task, draft)


def change_task(workspace: Workspace, task_id: int, **values: Any) -> Task:
    """Change the given fields of a task; raise InvalidInputError for a value that does not fit."""
    _refuse_repetition(values.get("recurrence", ""))
    with workspace.step("Modifier une tâche") as step:
        return step.change(workspace.get(Task, task_id), **values)


def complete_tasks(workspace: Workspace, ids: Sequence[int], today: dt.date) -> int:
    """Mark open tasks as done, in one undoable step; return how many changed."""
    return finish_tasks(workspace, ids, today).done


def finish_tasks(workspace: Workspace, ids: Sequence[int], today: dt.date) -> Finished:
    """Mark open tasks as done and make those that follow the repeated ones, all in one undoable step.

    The rule goes on with the next task: one that is reopened and done again does not give a second one.
    """
    concerned = [task for task in workspace.rows(Task, ids) if task.status is TaskStatus.OPEN]
    if not concerned:
        return Finished(0)
    found = [(task, _following(task, today)) for task in concerned if task.recurrence]
    repeated = [(task, after) for task, after in found if after is not None]
    passed_on = {task.id for task, _ in repeated}
    done = {"status": TaskStatus.DONE, "done_on": today}
    changes = [(task, {**done, "recurrence": ""} if task.id in passed_on else done) for task in concerned]
    with workspace.step(_label("Terminer", len(concerned))) as step:
        step.change_all(changes)
        _repeat(workspace, step, repeated)
    held = causes(workspace, [task.id or 0 for task in concerned])
    return Finished(len(concerned), tuple(sorted(after.due for _, after in repeated)), len(held))


def reopen_tasks(workspace: Workspace, ids: Sequence[int]) -> int:
    """Mark finished tasks as open again; return how many changed."""
    concerned = [task for task in workspace.rows(Task, ids) if task.status is TaskStatus.DONE]
    if not concerned:
        return 0
    with workspace.step(_label("Rouvrir", len(concerned))) as step:
        step.change_all([(task, {"status": TaskStatus.OPEN, "done_on": None}) for task in concerned])
    return len(concerned)


def change_tasks(workspace: Workspace, ids: Sequence[int], **values: Any) -> int:
    """Change the same fields of several tasks, in one undoable step; return how many changed."""
    concerned = [
        task for task in workspace.rows(Task, ids) if any(getattr(task, name) != values[name] for name in values)
    ]
    if not concerned:
        return 0
    verb = "Déplacer" if values.keys() == {"due"} else "Modifier"
    with workspace.step(_label(verb, len(concerned))) as step:
        step.change_all([(task, values) for task in concerned])
    return len(concerned)


def delete_tasks(workspace: Workspace, ids: Sequence[int]) -> int:
    """Move tasks to the bin with their checklists; the time spent stays, and nothing waits for them any more."""
    tasks = workspace.rows(Task, ids)
    if not tasks:
        return 0
    gone = [task.id or 0 for task in tasks]
    parts: list[Row] = [
        *linked(workspace, Wait, Wait.task_id, gone),
        *linked(workspace, CheckItem, CheckItem.task_id, gone),
        *linked(workspace, TaskDocument, TaskDocument.task_id, gone),
    ]
    known = {part.id for part in parts if isinstance(part, Wait)}
    parts += [wait for wait in linked(workspace, Wait, Wait.other_task_id, gone) if wait.id not in known]
    with workspace.step(_label("Supprimer", len(tasks))) as step:
        for part in parts:
            step.delete(part)
        step.change_all([(entry, {"task_id": None}) for entry in linked(workspace, TimeEntry, TimeEntry.task_id, gone)])
        step.delete_all(Task, gone)
    return len(tasks)


def linked(workspace: Workspace, table: type[R], column: Any, ids: Sequence[int]) -> list[R]:
    """Return the rows whose column holds one of many ids."""
    found: list[R] = []
    for start in range(0, len(ids), CHUNK):
        found += workspace.select(table, col(column).in_(ids[start : start + CHUNK]), order_by=(col(table.id),))
    return found


def open_task_ids(workspace: Workspace) -> list[int]:
    """Return the ids of the open tasks by due date, those without a date last."""
    return task_ids(workspace, include_done=False)


def task_ids(workspace: Workspace, *, include_done: bool) -> list[int]:
    """Return the ids of tasks by due date, those without a date last."""
    where = () if include_done else (col(Task.status) == TaskStatus.OPEN,)
    return workspace.ids(Task, *where, order_by=ORDER)


def task_lines(workspace: Workspace, ids: Sequence[int]) -> list[TaskRow]:
    """Return the lines of the given tasks, in their order; unknown ids are skipped."""
    columns = [col(getattr(Task, name)) for name in TaskRow._fields[:-1]]
    held = causes(workspace, ids)
    lines = workspace.tuples(columns, col(Task.id).in_(ids))
    found = {line[0]: TaskRow(*(*line, line[0] in held)) for line in lines}
    return [found[task_id] for task_id in ids if task_id in found]


def causes(workspace: Workspace, ids: Sequence[int]) -> dict[int, list[Cause]]:
    """Return, for the tasks that are held back, the open tasks and the unanswered decisions they wait for."""
    asked = col(Wait.task_id).in_(ids)
    decisions = workspace.tuples(
        [col(Wait.task_id), col(Decision.id)],
        asked,
        col(Wait.decision_id) == col(Decision.id),
        col(Decision.state) != DecisionState.ANSWERED,
    )
    tasks = workspace.tuples(
        [col(Wait.task_id), col(Task.id)],
        asked,
        col(Wait.other_task_id) == col(Task.id),
        col(Task.status) == TaskStatus.OPEN,
    )
    found: dict[int, list[Cause]] = {}
    for kind, pairs in (("decision", decisions), ("task", tasks)):
        for waiting, cause in pairs:
            found.setdefault(waiting, []).append(Cause(kind, cause))
    return found


def _label(verb: str, count: int) -> str:
    """Return « Terminer une tâche », « Terminer 3 tâches »."""
    return f"{verb} une tâche" if count == 1 else f"{verb} {count} tâches"


def _refuse_repetition(recurrence: str) -> None:
    sentence = refusal(recurrence) if recurrence else None
    if sentence:
        raise InvalidInputError(sentence)


def _following(task: Task, today: dt.date) -> Following | None:
    return following(task.recurrence, task.due, today, from_done=task.repeats_from_done)


def _repeat(workspace: Workspace, step: Step, repeated: Sequence[tuple[Task, Following]]) -> None:
    """Add the task that follows each one, with its checklist unchecked."""
    drafts = [
        TaskDraft(**{name: getattr(task, name) for name in REPEATED}, due=after.due, recurrence=after.recurrence)
        for task, after in repeated
    ]
    added = step.add_all(Task, drafts)
    next_ids = {task.id: new.id for (task, _), new in zip(repeated, added, strict=True)}
    items = linked(workspace, CheckItem, CheckItem.task_id, [task.id or 0 for task, _ in repeated])
    step.add_all(
        CheckItem,
        [CheckItemDraft(task_id=next_ids[item.task_id] or 0, text=item.text, position=item.position) for item in items],
    )
