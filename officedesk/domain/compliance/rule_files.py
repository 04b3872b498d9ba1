"""The rules as files: TOML, one file a domain, each rule with its source and the day on which it was checked."""

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from officedesk.domain.compliance.rule import DOMAINS, Rule
from officedesk.domain.compliance.rule_table import BadRuleError, read_rule
from officedesk.domain.compliance.values import quoted
from officedesk.domain.errors import DeskError

_FILE_KEYS = frozenset({"domain", "rule"})


class RuleFileError(DeskError):
    """A file of rules is refused: its sentence names the file and the line, as `problem` does without a full stop."""

    def __init__(self, name: str, line: int | None, problem: str) -> None:
        where = f"{name}, ligne {line}" if line else name
        self.problem = f"{where}\u00a0: {problem}"
        super().__init__(f"{self.problem}. Corrigez ce fichier de règles, ou réinstallez OfficeDesk.")


def load_rules(folder: Path | None = None) -> tuple[Rule, ...]:
    """Return the rules of a folder, by default the shipped ones, in order of slug; read once.

    Raises RuleFileError for a file that cannot be read, and for what `read_rules` refuses.
    """
    return _load(folder or _shipped())


def read_rules(texts: Mapping[str, str]) -> tuple[Rule, ...]:
    """Return the rules of files given by name, in order of slug.

    Raises RuleFileError for an unknown or missing key, a source that is none, a slug given twice, a `replaced_by`
    that leads nowhere or in a circle.
    """
    found: dict[str, tuple[Rule, _RuleFile]] = {}
    for file in (_RuleFile(name, text) for name, text in sorted(texts.items())):
        for rule in file.rules():
            if rule.slug in found:
                raise file.refusal(rule.slug, "slug", f"règle {quoted(rule.slug)} déjà définie")
            found[rule.slug] = (rule, file)
    rules = {slug: found[slug][0] for slug in sorted(found)}
    for rule, file in found.values():
        _check_successors(rule, file, rules)
    return tuple(rules.values())


def rule_texts(folder: Path | None = None) -> dict[str, str]:
    """Return the files of rules of a folder, by default the shipped ones, by name; raise RuleFileError without any."""
    files = sorted((folder or _shipped()).glob("*.toml"))
    if not files:
        raise RuleFileError((folder or _shipped()).name, None, "aucune règle trouvée")
    return {file.name: _text(file) for file in files}


@lru_cache(maxsize=4)
def stamp(folder: Path | None = None) -> str:
    """Return what tells a set of rules from another: the digest of its files, which are not read further."""
    digest = hashlib.sha256()
    for file in sorted((folder or _shipped()).glob("*.toml")):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def rules_as_json(rules: Iterable[Rule]) -> list[dict[str, object]]:
    """Return the rules as `compliance rules --json` prints them."""
    return [rule.as_json() for rule in rules]


def _shipped() -> Path:
    # Inside the installed package or beside it in a checkout, as `paths` says, which the domain may not import.
    package = Path(__file__).resolve().parents[2]
    installed = package / "resources" / "compliance"
    return installed if installed.is_dir() else package.parent / "resources" / "compliance"


@lru_cache(maxsize=4)
def _load(folder: Path) -> tuple[Rule, ...]:
    return read_rules(rule_texts(folder))


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RuleFileError(file.name, None, f"fichier illisible ({type(error).__name__})") from None


class _RuleFile:
    """One file, and where each of its rules is written."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        try:
            self._data = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise RuleFileError(name, _line_of(error, text), f"ce n’est pas du TOML ({error})") from None
        self._lines = text.splitlines()
        self._starts = [number for number, line in enumerate(self._lines) if line.strip() == "[[rule]]"]

    def rules(self) -> Iterable[Rule]:
        for key in self._data:
            if key not in _FILE_KEYS:
                raise RuleFileError(self.name, self._line(0, len(self._lines), key), f"clé inconnue {quoted(key)}")
        domain = self._data.get("domain")
        if domain not in DOMAINS:
            raise RuleFileError(self.name, 1, f"domaine inconnu {quoted(domain)} ({', '.join(DOMAINS)})")
        tables = self._data.get("rule")
        if not isinstance(tables, list) or len(tables) != len(self._starts):
            raise RuleFileError(self.name, 1, "une ou plusieurs règles [[rule]] sont attendues")
        for position, table in enumerate(tables):
            yield self._rule(position, table, domain)

    def _rule(self, position: int, table: Mapping[str, object], domain: str) -> Rule:
        try:
            return read_rule(table, domain)
        except BadRuleError as error:
            raise RuleFileError(self.name, self._line_in_rule(position, error.key), str(error)) from None

    def refusal(self, slug: str, key: str, problem: str) -> RuleFileError:
        """Return the refusal of a rule already read, at the line of one of its keys."""
        tables = self._data["rule"]
        position = next(number for number, table in reversed(list(enumerate(tables))) if table["slug"] == slug)
        return RuleFileError(self.name, self._line_in_rule(position, key), problem)

    def _line_in_rule(self, position: int, key: str) -> int:
        bounds = [*self._starts, len(self._lines)]
        return self._line(bounds[position], bounds[position + 1], key)

    def _line(self, first: int, last: int, key: str) -> int:
        """Return the number of the line that holds a key, or of the first one when the key is absent."""
        for number in range(first, last):
            words = self._lines[number].replace("{", " ").replace(",", " ").split()
            if any(word == key and "=" in words[place + 1 : place + 2] for place, word in enumerate(words)):
                return number + 1
        return first + 1


def _line_of(error: tomllib.TOMLDecodeError, text: str) -> int:
    """Return the line that tomllib names; at the end of the document it names none."""
    words = str(error).replace(",", "").split()
    return int(words[words.index("line") + 1]) if "line" in words else len(text.splitlines())


def _check_successors(rule: Rule, file: _RuleFile, rules: Mapping[str, Rule]) -> None:
    seen = {rule.slug}
    successor = rule.replaced_by
    while successor is not None:
        if successor not in rules:
            raise file.refusal(rule.slug, "replaced_by", f"règle de remplacement inconnue {quoted(successor)}")
        if successor in seen:
            raise file.refusal(rule.slug, "replaced_by", "les règles se remplacent en boucle")
        seen.add(successor)
        successor = rules[successor].replaced_by
