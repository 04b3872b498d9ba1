"""A refresh of every client passes over those of whom nothing has moved, and over nobody else."""

import datetime as dt
from collections.abc import Callable

import pytest

from officedesk.domain.compliance import load_rules
from officedesk.domain.entities import (
    Client,
    Deadline,
    SupplierContract,
    SupplierContractDraft,
    SupplierDraft,
    TaskDraft,
)
from officedesk.services import compliance, suppliers, tasks
from officedesk.services.clients import add_client, archive_client
from officedesk.storage.portfolio import Portfolio
from officedesk.storage.workspace import Workspace
from tests.storage.desks import DAY


@pytest.fixture
def desk(portfolio: Portfolio) -> Portfolio:
    """Give a desk of one employer more, with a contract, whose dates are up to date."""
    add_client(portfolio, {"name": "Gamma", "has_employees": True, "effectif_ct": 9}, today=DAY)
    supplier = suppliers.add_supplier(portfolio, SupplierDraft(name="Propreté Almaris"))
    draft = SupplierContractDraft(supplier_id=supplier.id or 0, annual_cents=600_000, signed=dt.date(2026, 9, 15))
    suppliers.add_contract(portfolio.workspace("gamma"), draft, today=DAY)
    compliance.refresh_all(portfolio, DAY)
    return portfolio


def titles(workspace: Workspace) -> set[str]:
    return {each.title for each in compliance.deadlines(workspace)}


def fewer_employees(desk: Portfolio) -> None:
    with desk.workspace("gamma").step("Modifier") as step:
        gamma = desk.client("gamma")
        step.change(gamma, profile={**gamma.profile, "has_employees": False})


def smaller_contract(desk: Portfolio) -> None:
    workspace = desk.workspace("gamma")
    with workspace.step("Modifier") as step:
        step.change(workspace.select(SupplierContract)[0], annual_cents=100_000)


def other_name(desk: Portfolio) -> None:
    with desk.step("Renommer") as step:
        step.change(desk.suppliers()[0], name="Almaris")


def lost_date(desk: Portfolio) -> None:
    workspace = desk.workspace("gamma")
    with workspace.step("Perdre") as step:
        step.delete(workspace.select(Deadline)[0])


@pytest.mark.parametrize("move", [fewer_employees, smaller_contract, other_name, lost_date])
def test_whatever_moves_is_followed_and_so_is_its_undo(desk: Portfolio, move: Callable[[Portfolio], None]) -> None:
    workspace = desk.workspace("gamma")
    before = titles(workspace)

    move(desk)
    assert compliance.refresh_all(desk, DAY) > 0
    moved = titles(workspace)
    undoable = desk.undoable()
    assert undoable is not None
    if move is not lost_date:
        desk.undo(undoable[0])
        compliance.refresh_all(desk, DAY)

    assert (moved == before) == (move is lost_date)
    assert titles(workspace) == before


def test_nothing_is_computed_or_written_when_nothing_moved(desk: Portfolio, monkeypatch: pytest.MonkeyPatch) -> None:
    tasks.add_task(desk.workspace("gamma"), TaskDraft(title="Relancer le fournisseur"))
    heard: list[object] = []
    desk.store.on_change.append(heard.append)
    monkeypatch.setattr(compliance, "explain", None)
    monkeypatch.setattr(compliance, "deadlines_of", None)

    assert compliance.refresh_all(desk, DAY) == 0
    assert heard == []


def test_another_day_is_computed_again(desk: Portfolio) -> None:
    assert compliance.refresh_all(desk, DAY + dt.timedelta(days=40)) > 0


def test_other_rules_are_computed_again(desk: Portfolio, monkeypatch: pytest.MonkeyPatch) -> None:
    fewer = tuple(rule for rule in load_rules() if rule.domain != "contrats")
    monkeypatch.setattr(compliance, "stamp_in_place", lambda _read: "other")
    monkeypatch.setattr(compliance, "rules_for", lambda _workspace: fewer)

    assert compliance.refresh_all(desk, DAY) > 0
    coming = compliance.deadlines(desk.workspace("gamma"), DAY)
    assert coming
    assert "contrats" not in {each.domain for each in coming}


def test_an_archived_client_is_left_as_it_is(desk: Portfolio) -> None:
    archive_client(desk, "gamma", DAY)

    compliance.refresh_all(desk, DAY + dt.timedelta(days=40))

    assert isinstance(desk.client("gamma"), Client)
    assert titles(desk.workspace("gamma"))
