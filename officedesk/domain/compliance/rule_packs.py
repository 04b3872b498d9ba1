"""A whole set of rules as one text file, known by a code: whoever has the code knows a file that was changed."""

import datetime as dt
import hashlib
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any, NamedTuple

from officedesk.domain.compliance.rule import Rule
from officedesk.domain.compliance.rule_files import RuleFileError, load_rules, read_rules, stamp
from officedesk.domain.compliance.values import quoted

FORMAT = 1
MOST_BYTES = 2_000_000
CODE_DIGITS = 32

_KEYS = ("format", "title", "files")
_FILE_NAME = re.compile(r"[a-z0-9-]{1,40}\.toml")
_CODE = re.compile(rf"[0-9a-f]{{{CODE_DIGITS},64}}")
_QUOTES = "'''"


class RulePackError(ValueError):
    """A pack of rules is refused; its text says why, without a capital letter nor a full stop."""


@dataclass(frozen=True, eq=False)
class RulePack:
    """A whole set of rules: the shipped one, or one read from a file, whose code is the fingerprint of its bytes."""

    title: str
    code: str
    rules: tuple[Rule, ...]

    @property
    def version(self) -> dt.date:
        """The latest day on which one of the rules was verified: what cannot be forgotten when a rule changes."""
        return max(rule.verified_on for rule in self.rules)

    def old_rules(self, today: dt.date) -> tuple[Rule, ...]:
        """Return the rules that were verified more than 12 months ago."""
        return tuple(rule for rule in self.rules if rule.is_old(today))


class PackDifference(NamedTuple):
    """The titles of the rules that a pack adds, of those that it says otherwise, and of those that it brings to an end.

    A rule that was only verified again is none of them.
    """

    added: tuple[str, ...]
    changed: tuple[str, ...]
    closed: tuple[str, ...]


@lru_cache(maxsize=1)
def shipped_pack() -> RulePack:
    """Return the rules that come with the program."""
    return RulePack("Règles fournies avec OfficeDesk", stamp(), load_rules())


def write_pack(title: str, texts: Mapping[str, str]) -> bytes:
    """Return the pack of files of rules given by name; raise RulePackError, or RuleFileError, for what would not read.

    The file shows them word for word, so that it can be read by eye.
    """
    if any(_QUOTES in text for text in texts.values()):
        raise RulePackError(f"une règle contient {_QUOTES}, qui ne peut pas entrer dans un paquet")
    head = [f"format = {FORMAT}", f"title = '{title}'", "", "[files]"]
    parts = [f'"{name}" = {_QUOTES}\n{text}{_QUOTES}' for name, text in sorted(texts.items())]
    content = "\n".join([*head, *parts, ""]).encode()
    read_pack(content)
    return content


def read_pack(content: bytes, code: str | None = None) -> RulePack:
    """Return the pack that a file holds; raise RulePackError when anything in it is off.

    With a ``code``, not a word of the content is read before the two are known to go together.
    """
    if len(content) > MOST_BYTES:
        raise RulePackError(f"il dépasse {MOST_BYTES // 1_000_000}\u202fMo")
    if code is not None:
        _check_code(content, code)
    data = _data(content)
    _check_head(data)
    try:
        rules = read_rules(data["files"])
    except RuleFileError as error:
        raise RulePackError(error.problem) from None
    except RecursionError:
        raise RulePackError("ses règles sont trop imbriquées") from None
    return RulePack(data["title"], code_of(content), rules)


def code_of(content: bytes) -> str:
    """Return the code of a file: the first 32 digits of its SHA-256, by fours."""
    digits = hashlib.sha256(content).hexdigest()[:CODE_DIGITS]
    return "-".join(digits[start : start + 4] for start in range(0, CODE_DIGITS, 4))


def successor_refusal(pack: RulePack, place: RulePack, today: dt.date) -> str:
    """Return why a pack may not take the place of another, or nothing.

    A rule never vanishes: the dates that are stored name it. It is closed by `valid_to` or by `replaced_by`.
    """
    if pack.version > today:
        return f"il dit une règle vérifiée le {pack.version:%d/%m/%Y}, qui n’est pas encore venu"
    if pack.version <= place.version:
        ours, theirs = f"{place.version:%d/%m/%Y}", f"{pack.version:%d/%m/%Y}"
        return f"ses règles, du {theirs}, ne sont pas plus récentes que celles en place, du {ours}"
    known = {rule.slug for rule in pack.rules}
    lost = next((rule for rule in place.rules if rule.slug not in known), None)
    return f"la règle {quoted(lost.slug)} en a disparu sans être remplacée ni close" if lost else ""


def pack_difference(old: Sequence[Rule], new: Sequence[Rule]) -> PackDifference:
    """Return what changes, by title and in order of title, from a set of rules to another."""
    before = {rule.slug: rule for rule in old}
    added = {rule for rule in new if rule.slug not in before}
    closed = {rule for rule in new if rule not in added and _is_closed(rule) and not _is_closed(before[rule.slug])}
    changed = {rule for rule in new if rule not in added | closed and _told(rule) != _told(before[rule.slug])}
    return PackDifference(*(tuple(sorted(rule.title for rule in some)) for some in (added, changed, closed)))


def _check_code(content: bytes, code: str) -> None:
    given = re.sub(r"[\s-]", "", code).lower()
    if not _CODE.fullmatch(given):
        raise RulePackError(f"son code compte {CODE_DIGITS} chiffres ou lettres de a à f, recopiez-le en entier")
    # The whole fingerprint, as other programs print it, is as good as its beginning.
    if not hashlib.sha256(content).hexdigest().startswith(given):
        raise RulePackError(
            "le code ne va pas avec lui, relisez-le chiffre par chiffre\u00a0; s’il est bien recopié, le fichier a été "
            "modifié ou tronqué, ou ce code est celui d’un autre"
        )


def _data(content: bytes) -> dict[str, Any]:
    try:
        return tomllib.loads(content.decode())
    except UnicodeDecodeError:
        raise RulePackError("ce n’est pas du texte en UTF-8") from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise RulePackError(f"il est tronqué ou abîmé ({error})") from None


def _check_head(data: Mapping[str, Any]) -> None:
    version = data.get("format")
    if type(version) is not int or version < 1:
        raise RulePackError("ce n’est pas un paquet de règles d’OfficeDesk")
    if version > FORMAT:
        raise RulePackError("il est fait pour un OfficeDesk plus récent, mettez d’abord le programme à jour")
    for key in data:
        if key not in _KEYS:
            raise RulePackError(f"clé inconnue {quoted(key)}")
    title, texts = data.get("title"), data.get("files")
    if not isinstance(title, str) or not title.strip() or len(title) > 100:
        raise RulePackError("son titre manque ou dépasse 100 caractères")
    if not isinstance(texts, dict) or not texts:
        raise RulePackError("il ne contient aucune règle")
    for name, text in texts.items():
        if not _FILE_NAME.fullmatch(name) or not isinstance(text, str):
            raise RulePackError(f"{quoted(name)} n’est pas le nom et le texte d’un fichier de règles")


def _is_closed(rule: Rule) -> bool:
    return rule.valid_to is not None or rule.replaced_by is not None


def _told(rule: Rule) -> list[object]:
    """Return all that a rule says, but the day on which it was verified."""
    return [getattr(rule, field.name) for field in fields(rule) if field.name != "verified_on"]
