"""How one rule is read from its TOML table: every key known, every needed key there, every word of a closed list."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields
from typing import Any, get_type_hints

from officedesk.domain.compliance.conditions import CONDITIONS
from officedesk.domain.compliance.offsets import OFFSETS
from officedesk.domain.compliance.recurrences import RECURRENCES
from officedesk.domain.compliance.rule import CONFIDENCES, FORCES, RESPONSIBLES, Case, Kind, Rule
from officedesk.domain.compliance.shifts import COUNTS, SHIFTS
from officedesk.domain.compliance.values import quoted
from officedesk.domain.compliance.verdicts import Condition

Table = Mapping[str, Any]

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_PLACEHOLDER = re.compile(r"\{[^}]*\}?")
_SOURCE = re.compile(r"https://[\w.-]+\.\w+|\bart\. \S+, base LEGI du \d\d/\d\d/\d{4}")


class BadRuleError(ValueError):
    """A rule is refused because of one of its keys."""

    def __init__(self, key: str, problem: str) -> None:
        super().__init__(problem)
        self.key = key


def read_rule(table: Table, domain: str) -> Rule:
    """Return the rule of a table, or raise BadRuleError with the key at fault."""
    for key in table:
        if key not in _KEYS:
            raise BadRuleError(key, f"clé inconnue {quoted(key)}")
    for key in _REQUIRED:
        if key not in table:
            raise BadRuleError("slug", f"clé {quoted(key)} absente")
    for key, value in table.items():
        if not _KEYS[key](value):
            raise BadRuleError(key, f"valeur refusée pour {quoted(key)}\u00a0: {quoted(value)}")
    valid_from, valid_to = table.get("valid_from"), table.get("valid_to")
    if valid_from and valid_to and valid_to < valid_from:
        raise BadRuleError("valid_to", "valid_to vient avant valid_from")
    cases = _cases(table, table["kind"])
    _check_count(table["shift"], cases)
    return Rule(
        slug=table["slug"],
        title=table["title"],
        deadline_title=table.get("deadline_title", table["title"]),
        domain=domain,
        force=table["force"],
        kind=table["kind"],
        sentence=table["sentence"],
        conditions=tuple(_built(inner, CONDITIONS, "test", "conditions") for inner in table["conditions"]),
        cases=cases,
        shift=table["shift"],
        due_time=table.get("due_time"),
        basis=table["basis"],
        source=table["source"],
        verified_on=table["verified_on"],
        confidence=table["confidence"],
        valid_from=valid_from,
        valid_to=valid_to,
        replaced_by=table.get("replaced_by"),
        responsible=table["responsible"],
        evidence=table["evidence"],
        keep_years=table.get("keep_years"),
        lead_times=tuple(table["lead_times"]),
        steps=tuple(table.get("steps", ())),
        penalty=table.get("penalty"),
    )


def _cases(table: Table, kind: Kind) -> tuple[Case, ...]:
    """Return the dates of a rule: one table, or several of which each says under « if » when it holds."""
    expected = {"calendar": "recurrence", "event": "offset", "standing": None}[kind]
    for key in ("recurrence", "offset"):
        if (key in table) != (key == expected):
            raise BadRuleError(
                key if key in table else "kind", f"une règle {quoted(kind)} va avec {expected or 'rien'}"
            )
    if expected is None:
        return ()
    given = table[expected] if isinstance(table[expected], list) else [table[expected]]
    return tuple(_case(inner, expected) for inner in given)


def _case(table: Table, where: str) -> Case:
    if not isinstance(table, Mapping) or not isinstance(table.get("if", []), list):
        raise BadRuleError(where, f"une table est attendue dans {quoted(where)}")
    dates = {key: value for key, value in table.items() if key != "if"}
    conditions = tuple(_built(inner, CONDITIONS, "test", "if") for inner in table.get("if", []))
    return Case(_built(dates, RECURRENCES if where == "recurrence" else OFFSETS, "type", where), conditions)


def _check_count(shift: str, cases: tuple[Case, ...]) -> None:
    """Refuse a shift that is a way of counting when the dates are not counted so, and the other way round."""
    for case in cases:
        if COUNTS.get(shift, "") != case.schedule.count:
            raise BadRuleError(
                "shift", f"le décalage {quoted(shift)} et le compte {quoted(case.schedule.count)} se contredisent"
            )


def _built(table: Table, choices: tuple[Any, ...], tag: str, where: str) -> Any:
    """Build the dataclass that a table names by its tag, from keys that are exactly its fields."""
    if not isinstance(table, Mapping):
        raise BadRuleError(where, f"une table est attendue dans {quoted(where)}")
    named = {choice.name: choice for choice in choices}
    name = table.get(tag)
    if not isinstance(name, str) or name not in named:
        raise BadRuleError(where, f"{tag} inconnu {quoted(name)} ({', '.join(named)})")
    built = named[name]
    hints = get_type_hints(built)
    expected = {field.name: field for field in fields(built)}
    given: dict[str, Any] = {}
    for key, value in table.items():
        if key == tag:
            continue
        if key not in expected:
            raise BadRuleError(key, f"clé inconnue {quoted(key)} dans {quoted(name)}")
        given[key] = _field(key, value, hints[key])
    for key, field in expected.items():
        if key not in given and not _has_default(field):
            raise BadRuleError(where, f"clé {quoted(key)} absente de {quoted(name)}")
    try:
        return built(**given)
    except ValueError as error:
        raise BadRuleError(where, str(error)) from None


def _field(key: str, value: object, hint: object) -> object:
    if hint == tuple[Condition, ...] and isinstance(value, list):
        return tuple(_built(inner, CONDITIONS, "test", key) for inner in value)
    if hint == tuple[str, ...] and _texts(value):
        return tuple(value) if isinstance(value, list) else value
    if not (isinstance(hint, type) and type(value) is hint):
        raise BadRuleError(key, f"valeur refusée pour {quoted(key)}\u00a0: {quoted(value)}")
    return value


def _has_default(field: Field[Any]) -> bool:
    return field.default is not MISSING


def _text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _texts(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_text, value))


def _day(value: object) -> bool:
    return type(value) is dt.date


def _one_of(allowed: tuple[str, ...]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and value in allowed


def _slug(value: object) -> bool:
    return isinstance(value, str) and _SLUG.fullmatch(value) is not None


def _title(value: object) -> bool:
    return _text(value) and set(_PLACEHOLDER.findall(str(value))) <= {"{of_month}", "{of_period}", "{subject}"}


def _source(value: object) -> bool:
    """Accept an address, or the consolidated text that was read, named with the day of its base."""
    return isinstance(value, str) and _SOURCE.search(value) is not None


def _years(value: object) -> bool:
    return type(value) is int and 0 < value <= 100


def _lead_times(value: object) -> bool:
    return (
        isinstance(value, list)
        and all(type(days) is int and 0 <= days <= 730 for days in value)
        and value == sorted(set(value), reverse=True)
    )


_KEYS: Mapping[str, Callable[[object], bool]] = {
    "slug": _slug,
    "title": _text,
    "deadline_title": _title,
    "force": _one_of(FORCES),
    "kind": _one_of(("calendar", "event", "standing")),
    "sentence": _text,
    "conditions": lambda value: isinstance(value, list),
    "recurrence": lambda value: isinstance(value, dict | list) and bool(value),
    "offset": lambda value: isinstance(value, dict | list) and bool(value),
    "shift": _one_of(tuple(SHIFTS)),
    "due_time": lambda value: isinstance(value, dt.time),
    "basis": _text,
    "source": _source,
    "verified_on": _day,
    "confidence": _one_of(CONFIDENCES),
    "valid_from": _day,
    "valid_to": _day,
    "replaced_by": _slug,
    "responsible": _one_of(RESPONSIBLES),
    "evidence": _text,
    "keep_years": _years,
    "lead_times": _lead_times,
    "steps": _texts,
    "penalty": _text,
}
_REQUIRED = (
    "slug",
    "title",
    "force",
    "kind",
    "sentence",
    "conditions",
    "shift",
    "basis",
    "source",
    "verified_on",
    "confidence",
    "responsible",
    "evidence",
    "lead_times",
)
