"""Clients: made from a profile, changed, archived."""

import datetime as dt
import re
import unicodedata
from collections.abc import Collection, Mapping
from typing import Any

from officedesk.domain.compliance import parse_profile
from officedesk.domain.entities import Client, ClientDraft
from officedesk.domain.errors import InvalidInputError
from officedesk.services.compliance import refresh
from officedesk.services.profiles import CONTRACTS, Json, kept
from officedesk.services.profiles import profile_of as profile_of
from officedesk.services.siren import checked_siren
from officedesk.services.suppliers import contract_refs
from officedesk.storage.portfolio import Portfolio
from officedesk.storage.step import validated

# What she notes of a client, and no rule reads.
NOTED = ("activity", "city", "payroll", "addressee", "notes", "followed_since")
# Words under which the command line and her own office are known.
RESERVED = frozenset({"own", "mon-activite"})


def add_client(portfolio: Portfolio, profile: Mapping[str, Any], *, today: dt.date) -> Client:
    """Make a client from a profile, and its legal dates; her own notes (city, activity…) may stand beside its keys.

    Without a slug, one is made from the name. Raises InvalidInputError for a slug already taken, a wrong SIREN, or a
    wrong or unknown key, whose path it tells.
    """
    draft = new_client(portfolio, profile, today)
    with portfolio.step("Ajouter un client") as step:
        client = step.add(Client, draft)
    refresh(portfolio.workspace_by_id(client.id), today)
    return client


def update_client(
    portfolio: Portfolio,
    slug: str,
    fields: Mapping[str, Any],
    *,
    today: dt.date,
    forgotten: Collection[str] = (),
) -> Client:
    """Replace the given fields of a client, then its legal dates; the keys that are not given stay as they were.

    The keys of ``forgotten`` are unknown again, which is not « known: none »: the rules that read them say nothing.
    """
    client = portfolio.client(slug)
    workspace = portfolio.workspace_by_id(client.id)
    known = {key: value for key, value in profile_of(client).items() if key not in forgotten}
    wanted = _split({**known, **fields}, fallback=client.name)
    if wanted["slug"] != slug:
        _refuse_taken(portfolio, wanted["slug"])
    stored = contract_refs(workspace)
    items = [item for item in wanted["profile"].get(CONTRACTS, ()) if item["ref"] not in stored]
    if CONTRACTS in wanted["profile"]:
        wanted["profile"][CONTRACTS] = items
    changed = {name: value for name, value in wanted.items() if getattr(client, name) != value}
    if changed:
        with portfolio.step("Modifier un client") as step:
            client = step.change(client, **changed)
    refresh(workspace, today)
    return client


def archive_client(portfolio: Portfolio, slug: str, today: dt.date) -> bool:
    """Take a client out of the lists, with all that it owns; return False when it already was."""
    client = portfolio.client(slug)
    if client.archived_on is not None:
        return False
    with portfolio.step("Archiver un client") as step:
        step.change(client, archived_on=today)
    return True


def new_client(portfolio: Portfolio, profile: Mapping[str, Any], today: dt.date) -> ClientDraft:
    """Return the checked draft of a client that does not exist yet; nothing is written."""
    values = _split(profile, fallback="")
    _refuse_taken(portfolio, values["slug"])
    values["followed_since"] = values.get("followed_since") or today
    return validated(ClientDraft, {**values, "colour": next_colour(portfolio)})


def next_colour(portfolio: Portfolio) -> int:
    """Return the first number of the palette that no client has."""
    taken = {client.colour for client in portfolio.clients(archived=True)}
    return next(number for number in range(len(taken) + 1) if number not in taken)


def slug_of(name: str) -> str:
    """Return the short name made from a name: « Studio Été & Cie » gives ``studio-ete-cie``."""
    spread = name.casefold().replace("œ", "oe").replace("æ", "ae")
    plain = "".join(each for each in unicodedata.normalize("NFKD", spread) if not unicodedata.combining(each))
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:80].rstrip("-")


def _split(profile: Mapping[str, Any], fallback: str) -> Json:
    """Return the values of a client's draft, each checked by the profile's reader or left to the draft."""
    if not isinstance(profile, Mapping):
        raise InvalidInputError('Un profil de client est un objet JSON : « { "name": … } ».')
    noted = {key: profile[key] for key in NOTED if key in profile}
    told = {key: value for key, value in profile.items() if key not in NOTED}
    if not str(told.get("name", "")).strip():
        raise InvalidInputError("Il manque un nom : écrivez-le et recommencez.")
    siren = checked_siren(told["siren"]) if isinstance(told.get("siren"), str) else told.get("siren")
    if "siren" in told:
        told["siren"] = siren
    facts = parse_profile(told).as_json()
    name = str(facts["name"])
    slug = str(facts.get("slug") or slug_of(name) or slug_of(fallback) or "client")
    return {"name": name, "slug": slug, "siren": facts.get("siren"), "profile": kept(facts), **noted}


def _refuse_taken(portfolio: Portfolio, slug: str) -> None:
    if slug in RESERVED or any(client.slug == slug for client in portfolio.clients(archived=True)):
        raise InvalidInputError(f"Un espace de travail s’appelle déjà « {slug} » : donnez un autre nom court (slug).")
