"""A client's profile, put together from where its facts are kept: the client's own line, and its contracts."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import col

from officedesk.domain.entities import Client, Supplier, SupplierContract
from officedesk.storage.workspace import Workspace

Json = dict[str, Any]
CONTRACTS = "supplier_contracts"
# Kept in columns of their own, because lists and forms read them.
COLUMNS = ("name", "slug", "siren")


def profile_of(client: Client) -> Json:
    """Return what is known of a client, as a profile file says it; its stored contracts are not in it."""
    columns = {"name": client.name, "slug": client.slug}
    if client.siren is not None:
        columns["siren"] = client.siren
    return {**columns, **client.profile}


def kept(profile: Mapping[str, Any]) -> Json:
    """Return the part of a profile that has no column: the contrary of `profile_of`."""
    return {key: value for key, value in profile.items() if key not in COLUMNS or value is None}


def whole_profile(workspace: Workspace) -> Json:
    """Return the profile that the legal rules read: a stored contract replaces the item of the same ref."""
    profile = profile_of(workspace.client())
    stored = {ref_of(contract): _item(contract) for contract in workspace.select(SupplierContract)}
    told = {item["ref"]: item for item in profile.get(CONTRACTS, ())}
    items = list({**told, **stored}.values())
    return {**profile, CONTRACTS: items} if items else profile


def supplier_names(workspace: Workspace) -> dict[str, str]:
    """Return the supplier's name of each contract, by the contract's ref."""
    pairs = workspace.tuples(
        [col(SupplierContract.id), col(SupplierContract.ref), col(Supplier.name)],
        col(SupplierContract.supplier_id) == col(Supplier.id),
    )
    return {ref or named(contract_id): name for contract_id, ref, name in pairs}


def ref_of(contract: SupplierContract) -> str:
    """Return the name under which the rules know a contract; an imported one has no ref of its own."""
    return contract.ref or named(contract.id)


def named(contract_id: int | None) -> str:
    """Return the name of a contract without a ref."""
    return f"n° {contract_id}"


def euros(cents: int) -> str:
    """Return an amount of cents as decimal euros: « 7800.00 »."""
    return f"{cents // 100}.{cents % 100:02d}"


def _item(contract: SupplierContract) -> Json:
    """Return a contract as the profile says it; what is not known is left out."""
    amount = None if contract.annual_cents is None else euros(contract.annual_cents)
    dates = {"signed": contract.signed, "end": contract.end, "last_vigilance": contract.last_vigilance}
    told = {name: day.isoformat() for name, day in dates.items() if day is not None}
    return {"ref": ref_of(contract), **({} if amount is None else {"amount_eur": amount}), **told}
