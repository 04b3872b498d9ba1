"""Tasks: one intention is one step, and what waits is known."""

import datetime as dt

import pytest

from officedesk.domain.entities import (
    CheckItem,
    CheckItemDraft,
    DecisionDraft,
    Document,
    DocumentDraft,
    Task,
    TaskDocument,
    TaskDocumentDraft,
    TaskDraft,
    TaskStatus,
    TimeEntry,
    TimeEntryDraft,
    WaitDraft,
)
from officedesk.domain.errors import InvalidInputError, NotInWorkspaceError
from officedesk.services import decisions, tasks, timesheets, waits
from officedesk.services.clients import add_client
from officedesk.storage.portfolio import Portfolio
from officedesk.storage.workspace import Workspace
from tests.storage.desks import DAY


def added(workspace: Workspace, title: str, **values: object) -> int:
    return tasks.add_task(workspace, TaskDraft.model_validate({"title": title, **values})).id or 0


def test_tasks_come_by_date_and_those_without_one_last(workspace: Workspace) -> None:
    added(workspace, "sans date")
    added(workspace, "demain", due=DAY + dt.timedelta(days=1))
    added(workspace, "à 14 h", due=DAY, due_time=dt.time(14))
    added(workspace, "à 9 h", due=DAY, due_time=dt.time(9))

    lines = tasks.task_lines(workspace, tasks.open_task_ids(workspace))

    assert [line.title for line in lines] == ["à 9 h", "à 14 h", "demain", "sans date"]


def test_finishing_is_one_step_that_can_be_undone(portfolio: Portfolio, workspace: Workspace) -> None:
    ids = [added(workspace, title) for title in ("un", "deux")]

    assert tasks.complete_tasks(workspace, ids, DAY) == 2
    assert tasks.complete_tasks(workspace, ids, DAY) == 0
    assert {task.done_on for task in workspace.rows(Task, ids)} == {DAY}

    step = portfolio.undoable()
    assert step is not None
    assert step[1] == "Terminer 2 tâches"
    portfolio.undo(step[0])
    assert tasks.open_task_ids(workspace) == ids


def test_a_step_over_one_task_says_so_in_the_singular(portfolio: Portfolio, workspace: Workspace) -> None:
    task_id = added(workspace, "un")

    def last_label() -> str:
        step = portfolio.undoable()
        assert step is not None
        return step[1]

    tasks.complete_tasks(workspace, [task_id], DAY)
    assert last_label() == "Terminer une tâche"
    tasks.reopen_tasks(workspace, [task_id])
    assert last_label() == "Rouvrir une tâche"
    tasks.delete_tasks(workspace, [task_id])
    assert last_label() == "Supprimer une tâche"


def test_a_reopened_task_has_no_day_of_completion(workspace: Workspace) -> None:
    task_id = added(workspace, "un")
    tasks.complete_tasks(workspace, [task_id], DAY)

    assert tasks.reopen_tasks(workspace, [task_id]) == 1

    task = workspace.get(Task, task_id)
    assert (task.status, task.done_on) == (TaskStatus.OPEN, None)


def test_deleting_a_task_keeps_the_time_spent_and_frees_what_waited(portfolio: Portfolio, workspace: Workspace) -> None:
    first, second = added(workspace, "un"), added(workspace, "deux")
    waits.add_wait(workspace, WaitDraft(task_id=second, other_task_id=first))
    timesheets.add_entry(workspace, TimeEntryDraft(day=DAY, minutes=30, task_id=first))

    assert tasks.delete_tasks(workspace, [first]) == 1

    assert [line.waits for line in tasks.task_lines(workspace, [second])] == [False]
    assert [(entry.minutes, entry.task_id) for entry in workspace.select(TimeEntry)] == [(30, None)]
    step = portfolio.undoable()
    assert step is not None
    portfolio.undo(step[0])
    assert [line.waits for line in tasks.task_lines(workspace, [second])] == [True]
    assert [entry.task_id for entry in workspace.select(TimeEntry)] == [first]


def test_a_deleted_task_takes_its_checklist_and_its_files_and_comes_back_with_them(
    portfolio: Portfolio, workspace: Workspace
) -> None:
    task_id = added(workspace, "un")
    with workspace.step("Préparer") as step:
        step.add(CheckItem, CheckItemDraft(task_id=task_id, text="badge"))
        joined = step.add(Document, DocumentDraft(name="plan.pdf", size=1, sha256="", key=""))
        step.add(TaskDocument, TaskDocumentDraft(task_id=task_id, document_id=joined.id or 0))

    tasks.delete_tasks(workspace, [task_id])

    assert workspace.ids(CheckItem) == workspace.ids(TaskDocument) == []
    last = portfolio.undoable()
    assert last is not None
    portfolio.undo(last[0])
    assert [item.text for item in workspace.select(CheckItem)] == ["badge"]
    assert [each.document_id for each in workspace.select(TaskDocument)] == [joined.id]


def test_a_task_waits_until_the_other_is_done(workspace: Workspace) -> None:
    first, second = added(workspace, "un"), added(workspace, "deux")
    waits.add_wait(workspace, WaitDraft(task_id=second, other_task_id=first))
    assert tasks.causes(workspace, [first, second]) == {second: [tasks.Cause("task", first)]}

    tasks.complete_tasks(workspace, [first], DAY)

    assert tasks.causes(workspace, [first, second]) == {}


def test_a_task_waits_until_the_decision_is_answered(workspace: Workspace) -> None:
    task_id = added(workspace, "un")
    decision = decisions.add_decision(workspace, DecisionDraft(question="Quel budget ?"))
    waits.add_wait(workspace, WaitDraft(task_id=task_id, decision_id=decision.id))
    assert tasks.causes(workspace, [task_id]) == {task_id: [tasks.Cause("decision", decision.id or 0)]}

    with pytest.raises(InvalidInputError, match="réponse"):
        decisions.answer_decision(workspace, decision.id or 0, "  ", DAY)
    decisions.answer_decision(workspace, decision.id or 0, "3 200 €", DAY, "message du 23 novembre")

    assert tasks.causes(workspace, [task_id]) == {}
    assert decisions.pending(workspace) == []


def test_a_deleted_decision_holds_nothing_back(workspace: Workspace) -> None:
    task_id = added(workspace, "un")
    decision = decisions.add_decision(workspace, DecisionDraft(question="Quel budget ?"))
    waits.add_wait(workspace, WaitDraft(task_id=task_id, decision_id=decision.id))

    assert decisions.delete_decisions(workspace, [decision.id or 0]) == 1

    assert tasks.causes(workspace, [task_id]) == {}


def test_an_empty_title_changes_nothing(workspace: Workspace) -> None:
    task_id = added(workspace, "un")

    with pytest.raises(InvalidInputError, match="titre"):
        tasks.change_task(workspace, task_id, title=" ")

    assert workspace.get(Task, task_id).title == "un"


def test_another_client_cannot_be_reached(portfolio: Portfolio, workspace: Workspace) -> None:
    other = portfolio.workspace(add_client(portfolio, {"name": "Beta"}, today=DAY).slug)
    task_id = added(workspace, "un")

    assert tasks.complete_tasks(other, [task_id], DAY) == 0
    assert tasks.delete_tasks(other, [task_id]) == 0
    with pytest.raises(NotInWorkspaceError):
        tasks.change_task(other, task_id, title="deux")
