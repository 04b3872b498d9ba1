"""Finishing a task that repeats makes the next one, in the same step."""

import datetime as dt

import pytest

from officedesk.domain.entities import CheckItem, CheckItemDraft, Task, TaskDraft, TaskStatus
from officedesk.domain.errors import InvalidInputError
from officedesk.services import tasks
from officedesk.storage.portfolio import Portfolio
from officedesk.storage.workspace import Workspace
from tests.storage.desks import DAY

WEEKLY = "FREQ=WEEKLY;BYDAY=MO"
WHOLE = {
    "title": "Transmettre les variables de paie",
    "notes": "Silae",
    "domain": "paie",
    "due": DAY,
    "due_time": dt.time(9, 30),
    "estimate_minutes": 90,
    "importance": 1,
    "recurrence": WEEKLY,
}


def repeated(workspace: Workspace, **values: object) -> int:
    return tasks.add_task(workspace, TaskDraft.model_validate({**WHOLE, **values})).id or 0


def open_ones(workspace: Workspace) -> list[Task]:
    return workspace.rows(Task, tasks.open_task_ids(workspace))


def take_back(portfolio: Portfolio) -> str:
    last = portfolio.undoable()
    assert last is not None
    portfolio.undo(last[0])
    return last[1]


def test_the_next_task_is_the_same_a_week_later(workspace: Workspace) -> None:
    done = repeated(workspace)

    finished = tasks.finish_tasks(workspace, [done], DAY)

    assert finished == (1, (dt.date(2026, 11, 30),), 0)
    (after,) = open_ones(workspace)
    assert {name: getattr(after, name) for name in WHOLE} == {**WHOLE, "due": dt.date(2026, 11, 30)}
    assert after.id != done
    assert workspace.get(Task, done).status is TaskStatus.DONE


def test_its_checklist_is_there_and_unchecked(workspace: Workspace) -> None:
    done = repeated(workspace)
    with workspace.step("Préparer") as step:
        step.add(CheckItem, CheckItemDraft(task_id=done, text="absences", done=True, position=2))
        step.add(CheckItem, CheckItemDraft(task_id=done, text="primes", position=1))

    tasks.complete_tasks(workspace, [done], DAY)

    (after,) = open_ones(workspace)
    items = [(item.position, item.text, item.done) for item in workspace.select(CheckItem) if item.task_id == after.id]
    assert sorted(items) == [(1, "primes", False), (2, "absences", False)]


def test_undo_takes_the_new_one_away_and_the_rule_back(portfolio: Portfolio, workspace: Workspace) -> None:
    done = repeated(workspace)
    tasks.complete_tasks(workspace, [done], DAY)

    assert take_back(portfolio) == "Terminer une tâche"

    (before,) = open_ones(workspace)
    assert (before.id, before.recurrence) == (done, WEEKLY)
    assert len(workspace.ids(Task)) == 1


def test_one_that_is_reopened_and_done_again_gives_no_second_one(workspace: Workspace) -> None:
    done = repeated(workspace)
    tasks.complete_tasks(workspace, [done], DAY)
    tasks.reopen_tasks(workspace, [done])
    tasks.complete_tasks(workspace, [done], DAY)

    assert [task.due for task in open_ones(workspace)] == [dt.date(2026, 11, 30)]


def test_a_late_one_is_followed_by_a_date_to_come(workspace: Workspace) -> None:
    done = repeated(workspace, due=dt.date(2026, 10, 5))

    assert tasks.finish_tasks(workspace, [done], DAY).next_days == (dt.date(2026, 11, 30),)


def test_counted_from_the_day_it_was_done(workspace: Workspace) -> None:
    done = repeated(workspace, recurrence="FREQ=DAILY;INTERVAL=3", repeats_from_done=True, due=dt.date(2026, 12, 24))

    assert tasks.finish_tasks(workspace, [done], DAY).next_days == (dt.date(2026, 11, 26),)
    assert [task.repeats_from_done for task in open_ones(workspace)] == [True]


def test_a_series_ends(workspace: Workspace) -> None:
    repeated(workspace, recurrence="FREQ=DAILY;COUNT=3")
    days = []
    for passed in range(3):
        (task,) = open_ones(workspace)
        days.append(task.due)
        tasks.complete_tasks(workspace, [task.id or 0], DAY + dt.timedelta(days=passed))

    assert days == [DAY, dt.date(2026, 11, 24), dt.date(2026, 11, 25)]
    assert open_ones(workspace) == []


def test_several_at_once_are_one_step(portfolio: Portfolio, workspace: Workspace) -> None:
    ids = [repeated(workspace), repeated(workspace, recurrence=""), repeated(workspace, recurrence="FREQ=DAILY")]

    assert tasks.finish_tasks(workspace, ids, DAY) == (3, (dt.date(2026, 11, 24), dt.date(2026, 11, 30)), 0)
    assert take_back(portfolio) == "Terminer 3 tâches"
    assert [task.id for task in open_ones(workspace)] == ids


def test_a_repetition_that_cannot_be_followed_is_refused(workspace: Workspace) -> None:
    task_id = repeated(workspace)

    with pytest.raises(InvalidInputError, match="ne peut pas se répéter"):
        repeated(workspace, recurrence="FREQ=SECONDLY")
    with pytest.raises(InvalidInputError, match="ne peut pas se répéter"):
        tasks.change_task(workspace, task_id, recurrence="chaque matin")

    assert workspace.get(Task, task_id).recurrence == WEEKLY


def test_one_that_came_otherwise_is_done_and_followed_by_nothing(workspace: Workspace) -> None:
    with workspace.step("Importer") as step:
        strange = step.add(Task, TaskDraft(title="venue d’ailleurs", due=DAY, recurrence="FREQ=SECONDLY"))

    assert tasks.finish_tasks(workspace, [strange.id or 0], DAY) == (1, (), 0)
    assert open_ones(workspace) == []
