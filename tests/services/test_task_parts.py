"""The parts of a task: its checklist, its files, what it waits for."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from officedesk.domain.entities import CheckItem, DecisionDraft, Task, TaskDocument, TaskDraft, Wait, WaitDraft
from officedesk.domain.errors import InvalidInputError, NotInWorkspaceError
from officedesk.services import checklists, decisions, proofs, task_files, tasks, waits
from officedesk.services.clients import add_client
from officedesk.storage.portfolio import Portfolio
from officedesk.storage.workspace import Workspace
from tests.storage.desks import DAY


def added(workspace: Workspace, title: str = "un") -> int:
    return tasks.add_task(workspace, TaskDraft(title=title)).id or 0


def texts(workspace: Workspace, task_id: int) -> list[str]:
    return [item.text for item in checklists.check_items(workspace, task_id)]


def take_back(portfolio: Portfolio) -> str:
    last = portfolio.undoable()
    assert last is not None
    portfolio.undo(last[0])
    return last[1]


# --- the checklist ---------------------------------------------------------------------------------------------------


def test_lines_are_added_at_the_end_and_put_in_another_order(portfolio: Portfolio, workspace: Workspace) -> None:
    task_id = added(workspace)
    a, b, c = (checklists.add_check_item(workspace, task_id, text).id or 0 for text in "abc")
    assert texts(workspace, task_id) == ["a", "b", "c"]

    checklists.order_check_items(workspace, task_id, [c, a, b])
    assert texts(workspace, task_id) == ["c", "a", "b"]

    assert take_back(portfolio) == "Déplacer un point d’une liste"
    assert texts(workspace, task_id) == ["a", "b", "c"]
    checklists.order_check_items(workspace, task_id, [b])
    assert texts(workspace, task_id) == ["b", "a", "c"]
    checklists.add_check_item(workspace, task_id, "d")
    assert texts(workspace, task_id) == ["b", "a", "c", "d"]


def test_the_same_order_is_no_step(portfolio: Portfolio, workspace: Workspace) -> None:
    task_id = added(workspace)
    ids = [checklists.add_check_item(workspace, task_id, text).id or 0 for text in "ab"]
    before = portfolio.undoable()

    checklists.order_check_items(workspace, task_id, ids)

    assert portfolio.undoable() == before


def test_a_line_is_checked_reworded_and_deleted(portfolio: Portfolio, workspace: Workspace) -> None:
    task_id = added(workspace)
    item = checklists.add_check_item(workspace, task_id, "badge").id or 0

    assert checklists.check_off(workspace, item, done=True).done
    assert not checklists.check_off(workspace, item, done=False).done
    assert checklists.reword_check_item(workspace, item, "badge et clés").text == "badge et clés"
    checklists.delete_check_item(workspace, item)
    assert texts(workspace, task_id) == []
    assert take_back(portfolio) == "Supprimer un point d’une liste"
    assert texts(workspace, task_id) == ["badge et clés"]


def test_an_empty_line_is_refused(workspace: Workspace) -> None:
    task_id = added(workspace)
    with pytest.raises(InvalidInputError):
        checklists.add_check_item(workspace, task_id, "   ")
    with pytest.raises(InvalidInputError):
        checklists.add_check_item(workspace, task_id, "a" * 401)

    assert workspace.ids(CheckItem) == []


# --- files -----------------------------------------------------------------------------------------------------------


def test_a_file_is_sealed_joined_copied_out_and_taken_away(
    portfolio: Portfolio, workspace: Workspace, tmp_path: Path
) -> None:
    task_id = added(workspace)
    file = tmp_path / "plan.txt"
    file.write_bytes(b"le plan")

    kept = task_files.join_file(workspace, task_id, file)

    (joined,) = task_files.joined_files(workspace, task_id)
    assert (joined.document_id, joined.name, joined.size) == (kept.id, "plan.txt", 7)
    assert proofs.copy_out(workspace, joined.document_id).read_bytes() == b"le plan"
    assert all(b"le plan" not in path.read_bytes() for path in (workspace.home / "documents").iterdir())
    task_files.take_file_away(workspace, joined.link_id)
    assert task_files.joined_files(workspace, task_id) == []
    take_back(portfolio)
    assert task_files.joined_files(workspace, task_id) == [joined]


def test_a_folder_is_refused_and_leaves_nothing(workspace: Workspace, tmp_path: Path) -> None:
    task_id = added(workspace)
    with pytest.raises(InvalidInputError):
        task_files.join_file(workspace, task_id, tmp_path)

    assert workspace.ids(TaskDocument) == []
    assert list((workspace.home / "documents").iterdir()) == []


# --- what waits ------------------------------------------------------------------------------------------------------


def wait(workspace: Workspace, task_id: int, other: int) -> None:
    waits.add_wait(workspace, WaitDraft(task_id=task_id, other_task_id=other))


def test_the_reasons_of_a_task_are_told_and_removed(portfolio: Portfolio, workspace: Workspace) -> None:
    first, second = added(workspace, "un"), added(workspace, "deux")
    asked = decisions.add_decision(workspace, DecisionDraft(question="Quel budget ?")).id or 0
    wait(workspace, second, first)
    waits.add_wait(workspace, WaitDraft(task_id=second, decision_id=asked))
    tasks.complete_tasks(workspace, [first], DAY)

    found = waits.reasons(workspace, second)

    assert [(each.kind, each.id, each.title, each.over) for each in found] == [
        ("task", first, "un", True),
        ("decision", asked, "Quel budget ?", False),
    ]
    waits.remove_wait(workspace, found[1].wait_id)
    assert tasks.causes(workspace, [second]) == {}
    take_back(portfolio)
    assert [cause.kind for cause in tasks.causes(workspace, [second])[second]] == ["decision"]


def test_what_may_be_waited_for_is_offered_once(workspace: Workspace) -> None:
    first, second, third = (added(workspace, title) for title in ("un", "deux", "trois"))
    wait(workspace, first, second)

    assert [(each.kind, each.id) for each in waits.possible_reasons(workspace, first)] == [("task", third)]
    with pytest.raises(InvalidInputError, match="déjà"):
        wait(workspace, first, second)


def test_a_task_never_waits_for_itself_by_any_way_round(workspace: Workspace) -> None:
    first, second, third = (added(workspace, title) for title in ("un", "deux", "trois"))
    wait(workspace, first, second)
    wait(workspace, second, third)

    for task_id, other in ((first, first), (second, first), (third, first)):
        with pytest.raises(InvalidInputError, match="sans fin"):
            wait(workspace, task_id, other)
    assert len(workspace.ids(Wait)) == 2


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(links=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=14))
def test_no_links_whatever_make_a_circle(workspace: Workspace, links: list[tuple[int, int]]) -> None:
    ids = [added(workspace, f"t{number}") for number in range(6)]
    kept: set[tuple[int, int]] = set()
    for task_id, other in links:
        try:
            wait(workspace, ids[task_id], ids[other])
        except InvalidInputError:
            continue
        kept.add((task_id, other))

    # What remains can be done in some order: take away, again and again, what waits for nothing.
    left = set(range(6))
    while free := {each for each in left if not any(task == each and other in left for task, other in kept)}:
        left -= free
    assert left == set()


def test_another_client_cannot_be_reached(portfolio: Portfolio, workspace: Workspace, tmp_path: Path) -> None:
    other = portfolio.workspace(add_client(portfolio, {"name": "Beta"}, today=DAY).slug)
    task_id, theirs = added(workspace), added(other, "à eux")
    item = checklists.add_check_item(workspace, task_id, "badge").id or 0
    file = tmp_path / "plan.txt"
    file.write_bytes(b"le plan")

    for act in (
        lambda: checklists.add_check_item(other, task_id, "x"),
        lambda: checklists.check_off(other, item, done=True),
        lambda: checklists.delete_check_item(other, item),
        lambda: task_files.join_file(other, task_id, file),
    ):
        with pytest.raises(NotInWorkspaceError):
            act()
    assert tasks.change_tasks(other, [task_id], due=DAY) == 0
    assert checklists.check_items(other, task_id) == []
    assert waits.reasons(other, task_id) == []
    assert [each.id for each in waits.possible_reasons(workspace, task_id)] == []
    assert other.ids(Task) == [theirs]


def test_the_same_change_of_several_is_one_step_with_its_label(portfolio: Portfolio, workspace: Workspace) -> None:
    first, second = added(workspace), added(workspace)
    day = dt.date(2026, 11, 27)

    assert tasks.change_tasks(workspace, [first, second], due=day) == 2
    assert tasks.change_tasks(workspace, [first, second], due=day) == 0
    assert tasks.change_tasks(workspace, [first], domain="rh", importance=1) == 1

    assert take_back(portfolio) == "Modifier une tâche"
    assert take_back(portfolio) == "Déplacer 2 tâches"
    assert [(task.due, task.domain) for task in workspace.rows(Task, [first, second])] == [(None, None)] * 2
