"""Suppliers are shared; their contracts belong to a client and feed its legal dates."""

import datetime as dt

import pytest

from officedesk.domain.entities import SupplierContract, SupplierContractDraft, SupplierDraft
from officedesk.domain.errors import InvalidInputError
from officedesk.services import suppliers
from officedesk.services.clients import add_client, profile_of, update_client
from officedesk.services.compliance import deadlines
from officedesk.services.profiles import whole_profile
from officedesk.storage.portfolio import Portfolio
from officedesk.storage.workspace import Workspace
from tests.storage.desks import DAY


def supplier(portfolio: Portfolio, name: str = "Propreté Almaris") -> int:
    return suppliers.add_supplier(portfolio, SupplierDraft(name=name, trade="ménage")).id or 0


def contract(supplier_id: int, **values: object) -> SupplierContractDraft:
    cleaning = {"annual_cents": 780_000, "signed": dt.date(2025, 11, 20), "last_vigilance": dt.date(2026, 5, 20)}
    return SupplierContractDraft.model_validate({"supplier_id": supplier_id, **cleaning, **values})


def vigilance(workspace: Workspace) -> list[tuple[str | None, dt.date | None]]:
    return [(each.subject, each.due) for each in deadlines(workspace) if each.rule == "vigilance-fournisseur"]


def test_a_contract_brings_its_vigilance_dates_under_the_supplier_s_name(
    portfolio: Portfolio, workspace: Workspace
) -> None:
    suppliers.add_contract(workspace, contract(supplier(portfolio), ref="S1"), today=DAY)

    # Six months after the last certificate, then every six months, to 23 December 2027.
    assert vigilance(workspace) == [
        ("S1", dt.date(2026, 11, 20)),
        ("S1", dt.date(2027, 5, 20)),
        ("S1", dt.date(2027, 11, 20)),
    ]
    assert "Propreté Almaris" in deadlines(workspace)[0].title


def test_a_new_certificate_moves_the_dates(portfolio: Portfolio, workspace: Workspace) -> None:
    made = suppliers.add_contract(workspace, contract(supplier(portfolio), ref="S1"), today=DAY)

    suppliers.change_contract(workspace, made.id or 0, today=DAY, last_vigilance=dt.date(2026, 11, 24))

    assert vigilance(workspace) == [("S1", dt.date(2027, 5, 24)), ("S1", dt.date(2027, 11, 24))]


def test_a_small_contract_owes_nothing(portfolio: Portfolio, workspace: Workspace) -> None:
    suppliers.add_contract(workspace, contract(supplier(portfolio), annual_cents=499_999), today=DAY)

    assert vigilance(workspace) == []


def test_a_deleted_contract_takes_its_dates_away(portfolio: Portfolio, workspace: Workspace) -> None:
    made = suppliers.add_contract(workspace, contract(supplier(portfolio)), today=DAY)

    assert suppliers.delete_contracts(workspace, [made.id or 0], today=DAY) == 1

    assert vigilance(workspace) == []
    assert [each.name for each in portfolio.suppliers()] == ["Propreté Almaris"]


def test_refs_are_given_and_never_twice_the_same(portfolio: Portfolio, workspace: Workspace) -> None:
    who = supplier(portfolio)
    made = [suppliers.add_contract(workspace, contract(who), today=DAY) for _ in range(2)]

    assert [each.ref for each in made] == ["F1", "F2"]
    with pytest.raises(InvalidInputError, match="F1"):
        suppliers.add_contract(workspace, contract(who, ref="F1"), today=DAY)
    with pytest.raises(InvalidInputError, match="F1"):
        suppliers.change_contract(workspace, made[1].id or 0, today=DAY, ref="F1")


def test_an_imported_contract_without_a_ref_takes_one_when_it_is_edited(
    portfolio: Portfolio, workspace: Workspace
) -> None:
    who = supplier(portfolio)
    with workspace.step("Importer") as step:
        made = step.add(SupplierContract, SupplierContractDraft(supplier_id=who))

    changed = suppliers.change_contract(workspace, made.id or 0, today=DAY, annual_cents=600_000, signed=DAY)

    assert changed.ref == "F1"
    assert vigilance(workspace)[0] == ("F1", DAY)


def test_a_stored_contract_replaces_the_one_that_the_profile_tells(portfolio: Portfolio) -> None:
    told = {"ref": "S1", "amount_eur": "6000.00", "signed": "2026-09-15"}
    other = {"ref": "S2", "amount_eur": "7000.00", "signed": "2026-10-01"}
    add_client(portfolio, {"name": "Alpha", "supplier_contracts": [told, other]}, today=DAY)
    workspace = portfolio.workspace("alpha")

    suppliers.add_contract(workspace, contract(supplier(portfolio), ref="S1"), today=DAY)

    stored = {"ref": "S1", "amount_eur": "7800.00", "signed": "2025-11-20", "last_vigilance": "2026-05-20"}
    assert whole_profile(workspace)["supplier_contracts"] == [stored, other]
    update_client(portfolio, "alpha", whole_profile(workspace), today=DAY)
    assert profile_of(portfolio.client("alpha"))["supplier_contracts"] == [other]


def test_a_supplier_with_a_contract_stays(portfolio: Portfolio, workspace: Workspace) -> None:
    who = supplier(portfolio)
    made = suppliers.add_contract(workspace, contract(who), today=DAY)

    with pytest.raises(InvalidInputError, match="Alpha"):
        suppliers.delete_supplier(portfolio, who)
    suppliers.delete_contracts(workspace, [made.id or 0], today=DAY)
    suppliers.delete_supplier(portfolio, who)

    assert portfolio.suppliers() == []


def test_a_wrong_siren_is_refused(portfolio: Portfolio) -> None:
    with pytest.raises(InvalidInputError, match="SIREN"):
        suppliers.add_supplier(portfolio, SupplierDraft(name="Almaris", siren="000101015"))
    who = suppliers.add_supplier(portfolio, SupplierDraft(name="Almaris", siren="000101014"))

    with pytest.raises(InvalidInputError, match="SIREN"):
        suppliers.change_supplier(portfolio, who.id or 0, siren="12")

    assert [(each.name, each.siren) for each in portfolio.suppliers()] == [("Almaris", "000101014")]


def test_the_contracts_of_a_client_come_with_their_cards(portfolio: Portfolio, workspace: Workspace) -> None:
    suppliers.add_contract(workspace, contract(supplier(portfolio, "Zéphyr")), today=DAY)
    suppliers.add_contract(workspace, contract(supplier(portfolio, "Almaris"), subject="vitres"), today=DAY)

    rows = suppliers.contracts(workspace)

    assert [(row.supplier, row.trade, row.ref, row.annual_cents) for row in rows] == [
        ("Almaris", "ménage", "F2", 780_000),
        ("Zéphyr", "ménage", "F1", 780_000),
    ]
