"""What will change for a client: planned hires and departures against the thresholds, and laws to come."""

import datetime as dt
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any, NamedTuple

from officedesk.domain.activity_words import listed
from officedesk.domain.compliance.conditions import all_of
from officedesk.domain.compliance.engine import obligations
from officedesk.domain.compliance.headcounts import employees
from officedesk.domain.compliance.profile import Profile, parse_profile
from officedesk.domain.compliance.recurrences import Once
from officedesk.domain.compliance.rule import COMPULSORY, CONFIDENCES, Rule
from officedesk.domain.compliance.values import Item
from officedesk.domain.compliance.verdicts import Facts
from officedesk.domain.days import add_months

HORIZON_MONTHS = 24
# Apprentices are left out of the headcount by the Code du travail, L1111-3 (in force since 01/01/2016, read on
# 2026-11-23 at https://www.doctrine.fr/l/texts/codes/LEGITEXT000006072050/articles/LEGIARTI000006900784); an intern has
# no contract of employment; a fixed-term contract counts in proportion to the twelve months before (L1111-2), so that
# the day it starts moves nothing.
UNCOUNTED = ("apprentice", "intern", "cdd")
HEADCOUNT_BASIS = "CT L1111-2 et L1111-3 ; CSS L130-1"
HEADCOUNT_SOURCE = "https://www.doctrine.fr/l/texts/codes/LEGITEXT000006072050/articles/LEGIARTI000006900784"
HEADCOUNT_READ = dt.date(2026, 11, 23)


class ChangeAhead(NamedTuple):
    """One change: its day, what it is, why it concerns this client, the obligations that it adds and takes away."""

    day: dt.date
    title: str
    sentence: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    basis: str
    source: str
    verified_on: dt.date
    confidence: str


@dataclass(frozen=True)
class Notice:
    """What a law to come changes for a planned hire under one kind of contract."""

    slug: str
    contract: str
    date: dt.date
    title: str
    sentence: str
    basis: str
    source: str
    verified_on: dt.date
    confidence: str


def read_notices(text: str) -> tuple[Notice, ...]:
    """Return the notices of a TOML text; raise ValueError for a key that is unknown, missing or of another kind."""
    found = []
    for table in tomllib.loads(text)["notice"]:
        notice = Notice(**table)
        for each in fields(Notice):
            if type(getattr(notice, each.name)) is not each.type or not getattr(notice, each.name):
                raise ValueError(f"{notice.slug}: {each.name}")
        if notice.confidence not in CONFIDENCES or not notice.source.startswith("https://"):
            raise ValueError(f"{notice.slug}: source")
        found.append(notice)
    return tuple(found)


def changes_ahead(
    rules: Sequence[Rule], notices: Sequence[Notice], profile: Profile, today: dt.date
) -> list[ChangeAhead]:
    """Return what the 24 months ahead change for a client, in order of day."""
    end = add_months(today, HORIZON_MONTHS)
    found = [
        *_laws(rules, profile, today, end),
        *_headcounts(rules, profile, today, end),
        *_hires(notices, profile, today),
    ]
    return sorted(found, key=lambda change: (change.day, change.title))


def _laws(rules: Sequence[Rule], profile: Profile, today: dt.date, end: dt.date) -> list[ChangeAhead]:
    """Return the rules that start or end for this client, and the compulsory ones that fall once."""
    titles = {rule.slug: rule.title for rule in rules}
    found = []
    for rule in rules:
        if not _concerns(rule, profile, today):
            continue
        if rule.valid_to is not None and today <= rule.valid_to <= end:
            after = (titles[rule.replaced_by],) if rule.replaced_by else ()
            found.append(_law(rule, rule.valid_to + dt.timedelta(days=1), after, (rule.title,)))
        start = _start(rule)
        if start is not None and today < start <= end:
            found.append(_law(rule, start, (rule.title,), ()))
    return found


def _start(rule: Rule) -> dt.date | None:
    once = [case.schedule.date for case in rule.cases if isinstance(case.schedule, Once)]
    return once[0] if once and rule.force in COMPULSORY else rule.valid_from


def _law(rule: Rule, day: dt.date, added: tuple[str, ...], removed: tuple[str, ...]) -> ChangeAhead:
    return ChangeAhead(day, rule.title, rule.sentence, added, removed, *_cited(rule))


def _concerns(rule: Rule, profile: Profile, today: dt.date) -> bool:
    facts = Facts(profile, today.year)
    return any(all_of(rule.conditions + case.conditions, facts).truth for case in rule.cases)


def _headcounts(rules: Sequence[Rule], profile: Profile, today: dt.date, end: dt.date) -> list[ChangeAhead]:
    """Return the days on which a hire or a departure changes what is owed; the count is today's, moved by one each."""
    count, moves = profile.get("effectif_ct"), _moves(profile, today, end)
    if not moves or not isinstance(count, int | float):
        return []
    found, before = [], obligations(rules, profile, today)
    for day, names, move in moves:
        after_count = count + move
        after = obligations(rules, _with_headcount(profile, after_count), today)
        if after != before:
            found.append(_headcount_change(day, names, (count, after_count), after - before, before - after))
        count, before = after_count, after
    return found


def _moves(profile: Profile, today: dt.date, end: dt.date) -> list[tuple[dt.date, tuple[str, ...], int]]:
    """Return the days on which the headcount moves, with who comes or leaves."""
    by_day: dict[dt.date, list[tuple[str, int]]] = {}
    for item in profile.items("employees"):
        if item.get("contract") in UNCOUNTED:
            continue
        hired, left = item.get("hired"), item.get("left")
        if isinstance(hired, dt.date) and today < hired <= end:
            by_day.setdefault(hired, []).append((str(item["ref"]), 1))
        if isinstance(left, dt.date) and today <= left < end:
            by_day.setdefault(left + dt.timedelta(days=1), []).append((str(item["ref"]), -1))
    return [
        (day, tuple(name for name, _ in moves), sum(move for _, move in moves)) for day, moves in sorted(by_day.items())
    ]


def _headcount_change(
    day: dt.date, names: tuple[str, ...], counts: tuple[float, float], added: set[str], removed: set[str]
) -> ChangeAhead:
    before, after = counts
    sentence = (
        f"Avec {listed(list(names))}, l’effectif du Code du travail passe à {employees(after)}, à temps plein. "
        "Certaines obligations attendent douze mois à ce niveau ; les seuils de cotisations, eux, ne sont franchis "
        "qu’après cinq années civiles de suite."
    )
    return ChangeAhead(
        day,
        f"Effectif : {before:g} → {employees(after)}".replace(".", ","),
        sentence,
        tuple(sorted(added)),
        tuple(sorted(removed)),
        HEADCOUNT_BASIS,
        HEADCOUNT_SOURCE,
        HEADCOUNT_READ,
        "V-SEC",
    )


def _with_headcount(profile: Profile, count: float) -> Profile:
    return parse_profile({**profile.as_json(), "effectif_ct": max(count, 0), "has_employees": count > 0})


def _hires(notices: Sequence[Notice], profile: Profile, today: dt.date) -> list[ChangeAhead]:
    return [
        ChangeAhead(notice.date, notice.title, notice.sentence, (), (), *_cited(notice))
        for notice in notices
        if notice.date > today and any(_is_planned(item, notice, today) for item in profile.items("employees"))
    ]


def _cited(read: Rule | Notice) -> tuple[str, str, dt.date, str]:
    return read.basis, read.source, read.verified_on, read.confidence


def _is_planned(item: Item, notice: Notice, today: dt.date) -> bool:
    hired: Any = item.get("hired")
    return item.get("contract") == notice.contract and isinstance(hired, dt.date) and hired > today
