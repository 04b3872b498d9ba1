"""Suppliers of the network, and the contracts that link them to a client."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlmodel import col

from officedesk.domain.entities import Supplier, SupplierContract, SupplierContractDraft, SupplierDraft
from officedesk.domain.errors import InvalidInputError, NotInWorkspaceError
from officedesk.services.compliance import refresh
from officedesk.services.profiles import CONTRACTS
from officedesk.services.siren import checked_siren
from officedesk.storage.portfolio import Portfolio
from officedesk.storage.workspace import Workspace


class ContractRow(NamedTuple):
    """A contract of a client with the card of its supplier; ``annual_cents`` is HT."""

    id: int
    supplier_id: int
    supplier: str
    trade: str
    phone: str
    email: str
    ref: str
    subject: str
    annual_cents: int | None
    signed: dt.date | None
    end: dt.date | None
    last_vigilance: dt.date | None
    processor_agreement: str


def add_supplier(portfolio: Portfolio, draft: SupplierDraft) -> Supplier:
    """Store a supplier in the network; raise InvalidInputError when its SIREN is wrong."""
    checked = draft.model_copy(update={"siren": checked_siren(draft.siren)})
    with portfolio.step("Ajouter un fournisseur") as step:
        return step.add(Supplier, checked)


def change_supplier(portfolio: Portfolio, supplier_id: int, **values: Any) -> Supplier:
    """Change the given fields of a supplier."""
    if "siren" in values:
        values["siren"] = checked_siren(values["siren"])
    with portfolio.step("Modifier un fournisseur") as step:
        return step.change(_supplier(portfolio, supplier_id), **values)


def delete_supplier(portfolio: Portfolio, supplier_id: int) -> None:
    """Move a supplier to the bin; refused while a client has a contract with it."""
    supplier = _supplier(portfolio, supplier_id)
    bound = [
        client.name
        for client in portfolio.clients(archived=True)
        if _has_contract(portfolio.workspace_by_id(client.id), supplier_id)
    ]
    if bound or _has_contract(portfolio.own(), supplier_id):
        names = ", ".join(bound) or "votre propre activité"
        raise InvalidInputError(f"Ce fournisseur a encore un contrat ({names}) : supprimez d’abord le contrat.")
    with portfolio.step("Supprimer un fournisseur") as step:
        step.delete(supplier)


def add_contract(workspace: Workspace, draft: SupplierContractDraft, *, today: dt.date) -> SupplierContract:
    """Link a supplier to a client, then bring the client's legal dates up to date.

    A contract without a ref is given the next free one (« F1 »); a ref already taken is refused.
    """
    stored = contract_refs(workspace)
    if draft.ref in stored:
        raise _taken(draft.ref)
    ref = draft.ref or _next_ref(stored | told_refs(workspace))
    with workspace.step("Ajouter un contrat") as step:
        contract = step.add(SupplierContract, draft.model_copy(update={"ref": ref}))
    refresh(workspace, today)
    return contract


def change_contract(workspace: Workspace, contract_id: int, *, today: dt.date, **values: Any) -> SupplierContract:
    """Change the given fields of a contract, then bring the client's legal dates up to date; its ref stays unique."""
    contract = workspace.get(SupplierContract, contract_id)
    stored = contract_refs(workspace)
    ref = values.get("ref") or contract.ref or _next_ref(stored | told_refs(workspace))
    if ref != contract.ref and ref in stored:
        raise _taken(ref)
    with workspace.step("Modifier un contrat") as step:
        changed = step.change(contract, **{**values, "ref": ref})
    refresh(workspace, today)
    return changed


def delete_contracts(workspace: Workspace, ids: Sequence[int], *, today: dt.date) -> int:
    """Move contracts to the bin, then bring the client's legal dates up to date; the suppliers stay."""
    gone = workspace.rows(SupplierContract, ids)
    if not gone:
        return 0
    with workspace.step("Supprimer des contrats") as step:
        for contract in gone:
            step.delete(contract)
    refresh(workspace, today)
    return len(gone)


def contracts(workspace: Workspace) -> list[ContractRow]:
    """Return the client's contracts with their suppliers' cards, by name of supplier."""
    contract, supplier = SupplierContract, Supplier
    columns = [
        col(contract.id),
        col(contract.supplier_id),
        *(col(getattr(supplier, name)) for name in ("name", "trade", "phone", "email")),
        *(col(getattr(contract, name)) for name in ContractRow._fields[6:]),
    ]
    rows = workspace.tuples(
        columns, col(contract.supplier_id) == col(supplier.id), order_by=[col(supplier.name), col(contract.id)]
    )
    return [ContractRow(*row) for row in rows]


def contract_refs(workspace: Workspace) -> set[str]:
    """Return the refs of the client's stored contracts."""
    return {ref for (ref,) in workspace.tuples([col(SupplierContract.ref)], col(SupplierContract.ref) != "")}


def told_refs(workspace: Workspace) -> set[str]:
    """Return the refs of the contracts that the client's profile tells by itself."""
    return {item["ref"] for item in workspace.client().profile.get(CONTRACTS, ())}


def _next_ref(taken: set[str]) -> str:
    return next(ref for number in range(1, len(taken) + 2) if (ref := f"F{number}") not in taken)


def _taken(ref: str) -> InvalidInputError:
    return InvalidInputError(f"La référence « {ref} » est déjà celle d’un autre contrat : changez-la.")


def _has_contract(workspace: Workspace, supplier_id: int) -> bool:
    return bool(workspace.ids(SupplierContract, col(SupplierContract.supplier_id) == supplier_id))


def _supplier(portfolio: Portfolio, supplier_id: int) -> Supplier:
    found = portfolio.suppliers([supplier_id])
    if not found:
        raise NotInWorkspaceError
    return found[0]
