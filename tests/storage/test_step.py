"""A step is written, journaled, undone and announced as one, or not at all."""

import json
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from officedesk.domain.entities import (
    Client,
    ClientDraft,
    Decision,
    DecisionDraft,
    Supplier,
    SupplierDraft,
    Task,
    TaskDraft,
    TimeEntry,
    TimeEntryDraft,
    Wait,
    WaitDraft,
)
from officedesk.domain.errors import ConflictError, InvalidInputError, NotInWorkspaceError
from officedesk.storage.journal import Author
from officedesk.storage.portfolio import Portfolio
from officedesk.storage.store import Change
from officedesk.storage.workspace import Workspace
from tests.storage.desks import DAY, rows_of


def add(workspace: Workspace, title: str) -> Task:
    with workspace.step(f"Ajouter {title}") as step:
        return step.add(Task, TaskDraft(title=title, due=DAY))


def rename(workspace: Workspace, task: Task, title: str) -> Task:
    with workspace.step(f"Renommer en {title}") as step:
        return step.change(task, title=title)


def titles(workspace: Workspace) -> list[str]:
    return [task.title for task in workspace.select(Task, order_by=["id"])][1:]


def journal(portfolio: Portfolio) -> list[tuple[Any, ...]]:
    with portfolio.store.reading() as connection:
        found = connection.exec_driver_sql("SELECT id, label, author, state FROM journal_step ORDER BY id")
        return [tuple(line) for line in found]


@pytest.fixture
def heard(portfolio: Portfolio) -> list[Change]:
    """Return what the desk announces from now on."""
    changes: list[Change] = []
    portfolio.store.on_change.append(changes.append)
    return changes


def last_step(portfolio: Portfolio) -> int:
    found = portfolio.undoable()
    assert found is not None
    return found[0]


def test_an_added_row_is_what_was_typed(alpha: Workspace) -> None:
    task = add(alpha, "  Relancer l’assureur  ")

    stored = alpha.get(Task, task.id or 0)
    assert stored == task
    assert (stored.title, stored.due, stored.client_id) == ("Relancer l’assureur", DAY, alpha.client_id)


def test_undo_and_redo_give_the_very_bytes_back(portfolio: Portfolio, alpha: Workspace) -> None:
    task = add(alpha, "Avant")
    before = rows_of(portfolio, alpha.client_id)["task"]
    rename(alpha, task, "Après")
    after = rows_of(portfolio, alpha.client_id)["task"]
    step_id = last_step(portfolio)

    portfolio.undo(step_id)
    undone = rows_of(portfolio, alpha.client_id)["task"]
    portfolio.redo(step_id)

    assert undone == before
    assert rows_of(portfolio, alpha.client_id)["task"] == after
    assert before != after


def test_the_undo_list_goes_back_and_forth_in_order(portfolio: Portfolio, alpha: Workspace) -> None:
    for title in ("un", "deux", "trois"):
        add(alpha, title)

    seen = []
    for _ in range(3):
        portfolio.undo(last_step(portfolio))
        seen.append(titles(alpha))
    while (again := portfolio.redoable()) is not None:
        portfolio.redo(again[0])
        seen.append(titles(alpha))

    assert seen == [["un", "deux"], ["un"], [], ["un"], ["un", "deux"], ["un", "deux", "trois"]]


def test_a_deletion_is_kept_in_the_bin_and_comes_back_with_its_number(portfolio: Portfolio, alpha: Workspace) -> None:
    task = add(alpha, "À la corbeille")
    with alpha.step("Supprimer") as step:
        step.delete(task)
    with portfolio.store.reading() as connection:
        query = "SELECT before FROM journal_change WHERE after IS NULL AND table_name = 'task' AND row_id = ?"
        image = json.loads(connection.exec_driver_sql(query, (task.id,)).scalar_one())
    deleted = titles(alpha)

    portfolio.undo(last_step(portfolio))

    assert deleted == []
    assert image["title"] == "À la corbeille"
    assert alpha.get(Task, task.id or 0) == task


def test_a_number_is_never_used_twice(portfolio: Portfolio, alpha: Workspace) -> None:
    first = add(alpha, "première")
    portfolio.undo(last_step(portfolio))

    second = add(alpha, "seconde")

    assert (second.id or 0) > (first.id or 0)


def test_an_undo_that_would_overwrite_is_refused_and_changes_nothing(portfolio: Portfolio, alpha: Workspace) -> None:
    task = add(alpha, "Avant")
    added = last_step(portfolio)
    rename(alpha, task, "Après")
    before = rows_of(portfolio, alpha.client_id)

    with pytest.raises(ConflictError, match="modifié depuis"):
        portfolio.undo(added)

    assert rows_of(portfolio, alpha.client_id) == before


def test_an_undo_that_would_orphan_a_row_is_refused_and_the_desk_goes_on(
    portfolio: Portfolio, alpha: Workspace
) -> None:
    task = add(alpha, "Parent")
    added = last_step(portfolio)
    with alpha.step("Noter du temps") as step:
        step.add(TimeEntry, TimeEntryDraft(day=DAY, minutes=15, task_id=task.id))
    before = rows_of(portfolio, alpha.client_id)

    with pytest.raises(ConflictError):
        portfolio.undo(added)

    assert rows_of(portfolio, alpha.client_id) == before
    add(alpha, "Ensuite")
    assert titles(alpha) == ["Parent", "Ensuite"]


def test_a_step_is_not_undone_twice(portfolio: Portfolio, alpha: Workspace) -> None:
    add(alpha, "Une fois")
    step_id = last_step(portfolio)
    portfolio.undo(step_id)

    with pytest.raises(ConflictError):
        portfolio.undo(step_id)
    with pytest.raises(ConflictError):
        portfolio.undo(10**6)
    portfolio.redo(step_id)
    with pytest.raises(ConflictError):
        portfolio.redo(step_id)


def test_what_was_undone_cannot_come_back_after_something_else(portfolio: Portfolio, alpha: Workspace) -> None:
    add(alpha, "Annulée")
    undone = last_step(portfolio)
    portfolio.undo(undone)

    add(alpha, "Autre")

    assert portfolio.redoable() is None
    with pytest.raises(ConflictError):
        portfolio.redo(undone)
    assert titles(alpha) == ["Autre"]


def test_parents_and_children_of_one_step_come_back_together(portfolio: Portfolio, alpha: Workspace) -> None:
    with alpha.step("Ajouter une attente") as step:
        task = step.add(Task, TaskDraft(title="Attend"))
        decision = step.add(Decision, DecisionDraft(question="Oui ?"))
        step.add(Wait, WaitDraft(task_id=task.id or 0, decision_id=decision.id))
        step.change(task, title="Attend toujours")
    after = rows_of(portfolio, alpha.client_id)
    step_id = last_step(portfolio)

    portfolio.undo(step_id)
    assert titles(alpha) == []
    portfolio.redo(step_id)

    again = rows_of(portfolio, alpha.client_id)
    assert {name: again[name] for name in ("task", "decision", "wait")} == {
        name: after[name] for name in ("task", "decision", "wait")
    }


def test_many_rows_are_one_step_one_change_and_one_undo(
    portfolio: Portfolio, alpha: Workspace, heard: list[Change]
) -> None:
    with alpha.step("Importer") as step:
        tasks = step.add_all(Task, [TaskDraft(title=f"n° {number}") for number in range(1000)])

    assert alpha.rows(Task, [task.id or 0 for task in tasks]) == tasks
    assert [(change.label, change.tables) for change in heard] == [("Importer", frozenset({"task"}))]
    portfolio.undo(last_step(portfolio))
    assert titles(alpha) == []


def test_rows_that_come_from_elsewhere_keep_their_uids(alpha: Workspace) -> None:
    drafts = [TaskDraft(title="Une"), TaskDraft(title="Deux")]

    with alpha.step("Importer") as step:
        added = step.add_all(Task, drafts, uids=["un@exemple", "deux@exemple"])
    with pytest.raises(ValueError, match="zip"), alpha.step("Importer") as step:
        step.add_all(Task, drafts, uids=["trois@exemple"])

    assert [(task.title, task.uid) for task in added] == [("Une", "un@exemple"), ("Deux", "deux@exemple")]
    assert titles(alpha) == ["Une", "Deux"]


def test_many_changes_are_one_step_and_one_undo(portfolio: Portfolio, alpha: Workspace) -> None:
    with alpha.step("Importer") as step:
        tasks = step.add_all(Task, [TaskDraft(title=f"n° {number}") for number in range(1201)])
    before = rows_of(portfolio, alpha.client_id)["task"]

    with alpha.step("Mettre à jour") as step:
        changed = step.change_all(
            [
                *((task, {"title": f"{task.title} bis"}) for task in tasks[:1200:2]),
                *((task, {"notes": "vu", "due": DAY}) for task in tasks[1:1200:2]),
                (tasks[1200], {"title": "n° 1200"}),
            ]
        )

    assert alpha.rows(Task, [task.id or 0 for task in changed]) == changed
    assert [task.title for task in changed[:2]] == ["n° 0 bis", "n° 2 bis"]
    assert {(task.title == f"n° {number}", task.due, task.notes) for number, task in enumerate(changed[600:1200])} == {
        (False, DAY, "vu")
    }
    with portfolio.store.reading() as connection:
        noted = connection.exec_driver_sql(
            "SELECT count(*) FROM journal_change WHERE step_id = ?", (last_step(portfolio),)
        ).scalar()
    assert noted == 1200  # the last one was given its own title
    portfolio.undo(last_step(portfolio))
    assert rows_of(portfolio, alpha.client_id)["task"] == before


def test_two_changes_of_one_row_are_one(portfolio: Portfolio, alpha: Workspace) -> None:
    task = add(alpha, "Avant")
    with alpha.step("Changer") as step:
        twice = step.change_all([(task, {"title": "Après"}), (task, {"notes": "vu"})])

    assert {(row.title, row.notes) for row in twice} == {("Après", "vu")}
    portfolio.undo(last_step(portfolio))
    assert alpha.get(Task, task.id or 0) == task


def test_one_refused_change_of_many_writes_none(portfolio: Portfolio, alpha: Workspace) -> None:
    first, second = add(alpha, "Une"), add(alpha, "Deux")
    with portfolio.workspace("beta").step("Ajouter ailleurs") as step:
        foreign = step.add(Task, TaskDraft(title="À une autre"))

    with pytest.raises(InvalidInputError), alpha.step("Changer") as step:
        step.change_all([(first, {"title": "Un"}), (second, {"title": ""})])
    with pytest.raises(NotInWorkspaceError), alpha.step("Changer") as step:
        step.change_all([(first, {"title": "Un"}), (foreign, {"title": "Vue"})])
    passing = foreign.model_copy(update={"client_id": alpha.client_id})
    with pytest.raises(NotInWorkspaceError), alpha.step("Changer") as step:
        step.change_all([(first, {"title": "Un"}), (passing, {"title": "Vue"})])

    assert titles(alpha) == ["Une", "Deux"]


def test_adding_nothing_writes_nothing(alpha: Workspace, portfolio: Portfolio, heard: list[Change]) -> None:
    before = journal(portfolio)

    with alpha.step("Rien") as step:
        step.add_all(Task, [])
        step.change_all([])

    assert (journal(portfolio), heard) == (before, [])


def test_changing_to_the_same_values_leaves_no_trace(
    alpha: Workspace, portfolio: Portfolio, heard: list[Change]
) -> None:
    task = add(alpha, "Pareil")
    heard.clear()
    before = journal(portfolio)

    same = rename(alpha, task, "Pareil")

    assert same == task
    assert (journal(portfolio), heard) == (before, [])


def test_the_program_s_own_steps_stay_out_of_the_undo_list(portfolio: Portfolio, alpha: Workspace) -> None:
    add(alpha, "À elle")
    hers = portfolio.undoable()
    with alpha.step("Rafraîchir", Author.PROGRAM) as step:
        step.add(Task, TaskDraft(title="Au programme"))

    assert portfolio.undoable() == hers
    assert journal(portfolio)[-1][1:] == ("Rafraîchir", "program", "done")


def test_the_program_s_own_steps_do_not_drop_what_may_be_redone(portfolio: Portfolio, alpha: Workspace) -> None:
    add(alpha, "À refaire")
    portfolio.undo(last_step(portfolio))
    with alpha.step("Rafraîchir", Author.PROGRAM) as step:
        step.add(Task, TaskDraft(title="Au programme"))

    again = portfolio.redoable()

    assert again is not None
    portfolio.redo(again[0])
    assert sorted(titles(alpha)) == ["Au programme", "À refaire"]


def test_a_step_that_fails_writes_nothing_and_announces_nothing(
    portfolio: Portfolio, alpha: Workspace, heard: list[Change]
) -> None:
    before = rows_of(portfolio, alpha.client_id)

    def fail() -> None:
        with alpha.step("Échouer") as step:
            step.add(Task, TaskDraft(title="Perdue"))
            raise KeyError("un bug")

    with pytest.raises(KeyError):
        fail()

    assert rows_of(portfolio, alpha.client_id) == before
    assert heard == []


def test_a_step_is_announced_once_it_is_committed(portfolio: Portfolio, alpha: Workspace) -> None:
    seen: list[list[str]] = []
    portfolio.store.on_change.append(lambda _: seen.append(titles(alpha)))

    with alpha.step("Ajouter") as step:
        step.add(Task, TaskDraft(title="Validée"))
        during = list(seen)

    assert during == []
    assert seen == [["Validée"]]


def test_a_change_says_whose_rows_and_which_tables(alpha: Workspace, heard: list[Change], portfolio: Portfolio) -> None:
    task = add(alpha, "Annoncée")
    portfolio.undo(last_step(portfolio))

    assert [(change.client_id, change.label) for change in heard] == [(task.client_id, "Ajouter Annoncée")] * 2
    assert heard[0].concerns("decision", "task")
    assert not heard[0].concerns("decision")


@pytest.mark.parametrize("title", ["", "   ", "x" * 201])
def test_a_refused_change_is_a_sentence_and_writes_nothing(alpha: Workspace, title: str) -> None:
    task = add(alpha, "Avant")

    with pytest.raises(InvalidInputError) as refused:
        rename(alpha, task, title)

    assert str(refused.value).endswith(".")
    assert titles(alpha) == ["Avant"]


@pytest.mark.parametrize("name", ["client_id", "id", "uid", "created_at", "nothing"])
def test_only_what_a_draft_may_say_can_be_changed(alpha: Workspace, name: str) -> None:
    task = add(alpha, "Avant")

    with pytest.raises(InvalidInputError), alpha.step("Changer") as step:
        step.change(task, **{name: 1})


def test_a_row_does_not_pass_for_a_draft(alpha: Workspace) -> None:
    task = add(alpha, "Une")

    with pytest.raises(TypeError, match="no draft"), alpha.step("Ajouter") as step:
        step.add(Task, task)
    with pytest.raises(TypeError, match="no draft"), alpha.step("Ajouter") as step:
        step.add(Task, DecisionDraft(question="Oui ?"))


def test_a_deletion_that_would_orphan_a_row_is_refused(alpha: Workspace) -> None:
    task = add(alpha, "Parent")
    with alpha.step("Noter du temps") as step:
        step.add(TimeEntry, TimeEntryDraft(day=DAY, minutes=15, task_id=task.id))

    with pytest.raises(IntegrityError), alpha.step("Supprimer") as step:
        step.delete(task)

    assert titles(alpha) == ["Parent"]


def test_a_row_that_is_gone_is_refused(alpha: Workspace) -> None:
    task = add(alpha, "Partie")
    with alpha.step("Supprimer") as step:
        step.delete(task)

    with pytest.raises(NotInWorkspaceError):
        rename(alpha, task, "Revenue")


def test_clients_and_suppliers_are_undone_too(portfolio: Portfolio) -> None:
    with portfolio.step("Ajouter") as step:
        step.add(Client, ClientDraft(name="Gamma", slug="gamma", profile={"effectif": {"actuel": 3}}))
        supplier = step.add(Supplier, SupplierDraft(name="Fournil"))
    with portfolio.step("Changer") as step:
        step.change(portfolio.client("gamma"), profile={"effectif": {"actuel": 4}})
    profiles = [portfolio.client("gamma").profile]

    portfolio.undo(last_step(portfolio))
    profiles.append(portfolio.client("gamma").profile)
    portfolio.undo(last_step(portfolio))

    assert profiles == [{"effectif": {"actuel": 4}}, {"effectif": {"actuel": 3}}]
    assert "gamma" not in [client.slug for client in portfolio.clients()]
    assert portfolio.suppliers([supplier.id or 0]) == []


def test_a_taken_slug_is_refused_by_the_file_itself(portfolio: Portfolio) -> None:
    with pytest.raises(IntegrityError), portfolio.step("Ajouter") as step:
        step.add(Client, ClientDraft(name="Autre", slug="alpha"))


@pytest.mark.parametrize("slug", ["", "É", "a--b", "-a", "a-", "A", "a b", "a/b", "../a"])
def test_a_slug_can_be_typed_and_named_in_a_path(slug: str) -> None:
    with pytest.raises(ValueError, match="slug"):
        ClientDraft(name="Nom", slug=slug)
