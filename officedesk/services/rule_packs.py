"""Newer rules enter the desk from a file, and those before them come back."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from officedesk.domain.compliance import (
    PackDifference,
    RulePack,
    RulePackError,
    pack_difference,
    read_pack,
    successor_refusal,
)
from officedesk.domain.compliance.rule_packs import MOST_BYTES
from officedesk.domain.errors import InvalidInputError
from officedesk.services.compliance import refresh_all, rehearse
from officedesk.services.rules import PLACES, effective, places, rules_in_place, text_setting
from officedesk.storage.portfolio import Portfolio
from officedesk.storage.store import Change


@dataclass(frozen=True)
class PackImport:
    """What an import brings: the pack, what changes from the rules in place, the stored dates that were written."""

    pack: RulePack
    difference: PackDifference
    written: int = 0


def import_pack(portfolio: Portfolio, path: Path, code: str, today: dt.date, *, dry_run: bool = False) -> PackImport:
    """Put the rules of a file in place, and bring the legal dates of every client in line with them.

    Raises InvalidInputError with the path and the reason for a file that is refused: the rules in place and the dates
    stay as they were. The same when it is only looked at, with ``dry_run``.
    """
    content = _content(path)
    # From what is compared to what is kept, no other import.
    with portfolio.store.turn():
        place = rules_in_place(portfolio.setting)
        pack = _checked(portfolio, path, content, code, place, today)
        difference = pack_difference(place.rules, pack.rules)
        if dry_run:
            return PackImport(pack, difference)
        _keep(portfolio, pack, content, place)
    _announce(portfolio, "Importer des règles")
    return PackImport(pack, difference, refresh_all(portfolio, today))


def previous_pack(portfolio: Portfolio) -> RulePack | None:
    """Return the rules that were in place before, or None when they are those in place."""
    codes = places(portfolio.setting)
    place = effective(codes["place"], portfolio.setting)
    previous = effective(codes["previous"], portfolio.setting)
    return None if previous.code == place.code else previous


def restore_previous(portfolio: Portfolio, today: dt.date) -> RulePack:
    """Put the previous rules back in place, and refresh the dates; those that leave become the previous ones."""
    with portfolio.store.turn():
        previous = previous_pack(portfolio)
        if previous is None:
            raise InvalidInputError("Il n’y a pas de règles précédentes : aucun fichier de règles n’a été importé.")
        codes = places(portfolio.setting)
        portfolio.set_setting(PLACES, {"place": codes["previous"], "previous": codes["place"]})
    _announce(portfolio, "Revenir aux règles précédentes")
    refresh_all(portfolio, today)
    return previous


def _keep(portfolio: Portfolio, pack: RulePack, content: bytes, place: RulePack) -> None:
    """Write a pack and where it stands in one transaction; what is older than the previous one is forgotten."""
    codes = places(portfolio.setting)
    previous = codes["place"] if codes["place"] == place.code else None
    forgotten = {text_setting(code): None for code in codes.values() if code not in (None, previous)}
    head = {"place": pack.code, "previous": previous}
    portfolio.set_settings({**forgotten, text_setting(pack.code): content.decode(), PLACES: head})


def _announce(portfolio: Portfolio, label: str) -> None:
    # What the screens say of a rule may move where no date does; a setting is in no step.
    portfolio.store.announce(Change(None, frozenset({"setting"}), label, step_id=0))


def _checked(portfolio: Portfolio, path: Path, content: bytes, code: str, place: RulePack, today: dt.date) -> RulePack:
    try:
        pack = read_pack(content, code)
    except RulePackError as error:
        raise _refused(path, str(error)) from None
    refusal = successor_refusal(pack, place, today)
    if refusal:
        raise _refused(path, refusal)
    try:
        rehearse(portfolio, pack.rules, today)
    except (ArithmeticError, ValueError) as error:
        raise _refused(path, "ses règles donnent des dates impossibles pour un de vos clients") from error
    return pack


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except (OSError, ValueError):
        raise _refused(path, "il ne peut pas être lu, vérifiez son nom et ses droits") from None


def _refused(path: Path, why: str) -> InvalidInputError:
    return InvalidInputError(
        f"Le fichier de règles «\u202f{path}\u202f» est refusé et les règles en place restent\u00a0: {why}."
    )
