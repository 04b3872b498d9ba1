"""What a task waits for: another task or a decision, never itself by any way round."""

from typing import NamedTuple

from sqlmodel import col

from officedesk.domain.entities import Decision, DecisionState, Task, TaskStatus, Wait, WaitDraft
from officedesk.domain.errors import InvalidInputError
from officedesk.storage.workspace import Workspace

MOST_OFFERED = 300


class Reason(NamedTuple):
    """Why a task waits: the kind is ``task`` or ``decision``; it holds nothing back once it is over.

    A decision that has ``expired`` without an answer still holds back: silence is never consent.
    """

    wait_id: int
    kind: str
    id: int
    title: str
    over: bool
    expired: bool = False


def reasons(workspace: Workspace, task_id: int) -> list[Reason]:
    """Return what a task waits for, what is over included."""
    waits = workspace.select(Wait, col(Wait.task_id) == task_id, order_by=(col(Wait.id),))
    if not waits:
        return []
    tasks = {row.id: row for row in workspace.rows(Task, [wait.other_task_id or 0 for wait in waits])}
    decisions = {row.id: row for row in workspace.rows(Decision, [wait.decision_id or 0 for wait in waits])}
    found = []
    for wait in waits:
        task, decision = tasks.get(wait.other_task_id), decisions.get(wait.decision_id)
        if task is not None:
            over = task.status is TaskStatus.DONE
            found.append(Reason(wait.id or 0, "task", task.id or 0, task.title, over))
        elif decision is not None:
            over, expired = decision.state is DecisionState.ANSWERED, decision.state is DecisionState.EXPIRED
            found.append(Reason(wait.id or 0, "decision", decision.id or 0, decision.question, over, expired))
    return found


def add_wait(workspace: Workspace, draft: WaitDraft) -> Wait:
    """Hold a task back until a decision is answered or another task is done.

    Raises InvalidInputError when the task already waits for it, or when both would wait for each other for ever.
    """
    with workspace.turn():
        known = workspace.select(Wait, col(Wait.task_id) == draft.task_id)
        same = (draft.other_task_id, draft.decision_id)
        if any((wait.other_task_id, wait.decision_id) == same for wait in known):
            raise InvalidInputError("Cette tâche l’attend déjà : choisissez autre chose.")
        if draft.other_task_id is not None and _leads_to(workspace, draft.other_task_id, draft.task_id):
            raise InvalidInputError("Ces tâches s’attendraient l’une l’autre sans fin : choisissez-en une autre.")
        with workspace.step("Faire attendre une tâche") as step:
            return step.add(Wait, draft)


def remove_wait(workspace: Workspace, wait_id: int) -> None:
    """Let a task start without what it waited for."""
    wait = workspace.get(Wait, wait_id)
    with workspace.step("Ne plus faire attendre une tâche") as step:
        step.delete(wait)


def possible_reasons(workspace: Workspace, task_id: int) -> list[Reason]:
    """Return what a task may still wait for: pending decisions, then open tasks by date, MOST_OFFERED of them."""
    known = {(reason.kind, reason.id) for reason in reasons(workspace, task_id)}
    pending = workspace.select(Decision, col(Decision.state) != DecisionState.ANSWERED, order_by=(col(Decision.id),))
    open_tasks = workspace.select(
        Task,
        col(Task.status) == TaskStatus.OPEN,
        col(Task.id) != task_id,
        order_by=(col(Task.due), col(Task.due_time), col(Task.id)),
        limit=MOST_OFFERED,
    )
    offered = [Reason(0, "decision", each.id or 0, each.question, over=False) for each in pending]
    offered += [Reason(0, "task", each.id or 0, each.title, over=False) for each in open_tasks]
    return [reason for reason in offered if (reason.kind, reason.id) not in known]


def _leads_to(workspace: Workspace, first: int, wanted: int) -> bool:
    """Tell whether a task waits, by others, for a given one; a task waits for itself."""
    seen: set[int] = set()
    front = {first}
    while front:
        if wanted in front:
            return True
        seen |= front
        waits = workspace.tuples([col(Wait.other_task_id)], col(Wait.task_id).in_(front))
        front = {found[0] for found in waits if found[0] is not None} - seen
    return False
