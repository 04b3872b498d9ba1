"""The bin and the history are the journal, read."""

import datetime as dt
from pathlib import Path

from officedesk.domain.entities import Supplier, SupplierDraft, Task, TaskDraft
from officedesk.storage.journal import Author
from officedesk.storage.portfolio import Portfolio
from officedesk.storage.workspace import Workspace
from tests.storage.desks import Desk

NOW = dt.datetime(2026, 11, 23, 8, 30, tzinfo=dt.UTC)


def add_and_delete(workspace: Workspace, *titles: str) -> None:
    with workspace.step("Ajouter") as step:
        rows = step.add_all(Task, [TaskDraft(title=title) for title in titles])
    with workspace.step("Supprimer des tâches") as step:
        step.delete_all(Task, [row.id or 0 for row in rows])


def test_what_was_deleted_is_in_the_bin_until_it_is_put_back(portfolio: Portfolio, alpha: Workspace) -> None:
    add_and_delete(alpha, "Cèdre", "Tilleul")
    add_and_delete(portfolio.own(), "Frêne")
    with portfolio.step("Ajouter") as step:
        supplier = step.add(Supplier, SupplierDraft(name="Clarté"))
    with portfolio.step("Supprimer un fournisseur") as step:
        step.delete(supplier)

    found = portfolio.deletions()

    assert [(each.client_id, sorted(each.names)) for each in found] == [
        (None, ["Clarté"]),
        (portfolio.own().client_id, ["Frêne"]),
        (alpha.client_id, ["Cèdre", "Tilleul"]),
    ]
    portfolio.undo(found[2].id)
    assert [each.id for each in portfolio.deletions()] == [found[0].id, found[1].id]
    assert {"Cèdre", "Tilleul"} <= {task.title for task in alpha.select(Task)}


def test_the_bin_leaves_out_what_would_take_back_more_than_a_deletion(portfolio: Portfolio, alpha: Workspace) -> None:
    add_and_delete(alpha, "Cèdre")
    (kept,) = portfolio.deletions()
    with alpha.step("Remplacer") as step:
        task = step.add(Task, TaskDraft(title="Neuve"))
        step.delete(step.add(Task, TaskDraft(title="Vieille")))
    with alpha.step("Ranger", Author.PROGRAM) as step:
        step.delete(task)

    assert portfolio.deletions() == [kept]


def test_after_thirty_days_the_bin_is_empty(desk: Desk) -> None:
    day = [NOW]
    portfolio = Portfolio.open(desk.home, desk.key, lambda: day[0])
    add_and_delete(portfolio.workspace("alpha"), "Cèdre")
    seen = []
    for days in (0, 30, 31):
        day[0] = NOW + dt.timedelta(days=days)
        seen.append(len(portfolio.deletions()))
    portfolio.close()

    assert seen == [1, 1, 0]


def test_the_history_of_a_client_is_its_own(portfolio: Portfolio, alpha: Workspace, beta: Workspace) -> None:
    add_and_delete(alpha, "Cèdre")
    with alpha.step("Mettre à jour", Author.PROGRAM) as step:
        step.add(Task, TaskDraft(title="Calculée"))
    before = beta.steps()
    portfolio.undo((portfolio.undoable() or (0, ""))[0])

    steps = alpha.steps()

    assert [(each.label, each.by_user, each.undone) for each in steps[:3]] == [
        ("Mettre à jour", False, False),
        ("Supprimer des tâches", True, True),
        ("Ajouter", True, False),
    ]
    assert steps[0].at.tzinfo is dt.UTC
    assert beta.steps() == before
    assert not {each.id for each in steps} & {each.id for each in before}


def test_a_desk_without_a_past_has_none(tmp_path: Path) -> None:
    portfolio, _ = Portfolio.create(tmp_path / "desk", "une phrase de passe", lambda: NOW)

    assert (portfolio.deletions(), portfolio.own().steps()) == ([], [])
    portfolio.close()
