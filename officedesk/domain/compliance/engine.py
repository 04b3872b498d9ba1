"""From rules and a profile to the deadlines of a client: pure, without clock, file or window."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from officedesk.domain.compliance.conditions import all_of
from officedesk.domain.compliance.duties import Due, Standing
from officedesk.domain.compliance.profile import Place, Profile
from officedesk.domain.compliance.rule import Case, Rule
from officedesk.domain.compliance.schedules import Occurrence
from officedesk.domain.compliance.shifts import SHIFTS, shift_reason
from officedesk.domain.compliance.verdicts import Condition, Facts, Verdict
from officedesk.domain.days import FIRST_YEAR, LAST_YEAR, add_months, of_month
from officedesk.domain.errors import InvalidInputError

# How far legal dates are kept: a year, and the month that follows it.
MONTHS_AHEAD = 13
# No run of closed days is longer: Good Friday to Easter Monday in Alsace-Moselle is four.
LONGEST_SHIFT = dt.timedelta(days=10)


@dataclass(frozen=True)
class Missing:
    """A key of the profile that nobody filled, and the rules that wait for it."""

    key: str
    rules: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        """Return the key and its rules as the command line prints them."""
        return {"key": self.key, "rules": list(self.rules)}


@dataclass(frozen=True)
class Explanation:
    """What a profile owes, what it owes without a date, and what would have to be known to say more."""

    deadlines: tuple[Due, ...]
    missing: tuple[Missing, ...]
    standing: tuple[Standing, ...]

    def as_json(self) -> dict[str, object]:
        """Return the document that `compliance preview --explain --json` prints."""
        return {
            "deadlines": [due.as_json() for due in self.deadlines],
            "missing": [missing.as_json() for missing in self.missing],
            "standing": [standing.as_json() for standing in self.standing],
        }


def deadlines(rules: Sequence[Rule], profile: Profile, start: dt.date, end: dt.date) -> list[Due]:
    """Return what a client must do between two days, both included and compared with `due`, in order of date.

    Raises InvalidInputError when the window is upside down or out of the calendar.
    """
    _check_window(start, end)
    found = [due for rule in rules for due in _dues(rule, profile, start, end)]
    return sorted(found, key=lambda due: (due.due, due.rule, due.subject or "", due.period))


def explain(rules: Sequence[Rule], profile: Profile, start: dt.date, end: dt.date) -> Explanation:
    """Return the deadlines of a window, with the duties that have no date and the keys that rules wait for."""
    found = deadlines(rules, profile, start, end)
    waiting: dict[str, list[str]] = {}
    for rule in rules:
        for key in dict.fromkeys(_missing(rule, profile, start, end)):
            waiting.setdefault(key, []).append(rule.slug)
    return Explanation(
        tuple(found),
        tuple(Missing(key, tuple(slugs)) for key, slugs in sorted(waiting.items())),
        tuple(standing(rules, profile, end)),
    )


def standing(rules: Sequence[Rule], profile: Profile, end: dt.date) -> list[Standing]:
    """Return the duties that a client has without a date, as the rules stand on a day, in order of rule."""
    found = [duty for rule in rules for duty in _standing(rule, profile, end)]
    return sorted(found, key=lambda duty: duty.rule)


def obligations(rules: Sequence[Rule], profile: Profile, today: dt.date) -> set[str]:
    """Return the titles of what is owed in the months ahead, with a date or without."""
    end = add_months(today, MONTHS_AHEAD)
    duties = (*deadlines(rules, profile, today, end), *standing(rules, profile, end))
    owed = {duty.rule for duty in duties}
    return {rule.title for rule in rules if rule.slug in owed}


def _dues(rule: Rule, profile: Profile, start: dt.date, end: dt.date) -> Iterator[Due]:
    place = profile.place
    for case, conditions in _live_cases(rule, profile):
        found = case.schedule.occurrences(profile, start - LONGEST_SHIFT, end)
        if isinstance(found, tuple):
            answers = tuple(_answers(conditions, profile, found))
            if answers:
                yield from _shared_dues(rule, found, answers, place, start, end)
            continue
        for occurrence, verdict in _judged(rule, conditions, profile, found):
            if verdict.truth:
                due = _due(rule, occurrence, verdict.why, place)
                if start <= due.due <= end:
                    yield due


def _answers(
    conditions: tuple[Condition, ...], profile: Profile, found: tuple[Occurrence, ...]
) -> Iterator[tuple[int, str]]:
    """Yield the years in which the conditions hold, each with the reason: no record is looked at."""
    for year in _years(found):
        verdict = all_of(conditions, Facts(profile, year))
        if verdict.truth:
            yield year, verdict.why


@lru_cache(maxsize=2048)
def _years(found: tuple[Occurrence, ...]) -> tuple[int, ...]:
    return tuple(sorted({occurrence.about.year for occurrence in found}))


@lru_cache(maxsize=2048)
def _shared_dues(
    rule: Rule,
    found: tuple[Occurrence, ...],
    answers: tuple[tuple[int, str], ...],
    place: Place,
    start: dt.date,
    end: dt.date,
) -> tuple[Due, ...]:
    """Return the dates of a calendar that holds no record: the same for every client of a place with these reasons."""
    why = dict(answers)
    dues = (
        _due(rule, occurrence, why[occurrence.about.year], place)
        for occurrence in found
        if occurrence.about.year in why and rule.is_in_force(occurrence.about)
    )
    return tuple(due for due in dues if start <= due.due <= end)


def _due(rule: Rule, occurrence: Occurrence, why: str, place: Place) -> Due:
    due = SHIFTS[rule.shift](occurrence.nominal, place)
    return Due(
        rule=rule.slug,
        subject=occurrence.subject,
        title=_title(rule, occurrence),
        domain=rule.domain,
        period=occurrence.period,
        nominal=occurrence.nominal,
        due=due,
        due_time=rule.due_time if occurrence.at is None else occurrence.at,
        force=rule.force,
        why=", ".join(part for part in (why, occurrence.why) if part),
        basis=rule.basis,
        source=rule.source,
        verified_on=rule.verified_on,
        responsible=rule.responsible,
        evidence=rule.evidence,
        keep_years=rule.keep_years,
        shift_reason=shift_reason(occurrence.nominal, due, place, rule.shift),
        opens=occurrence.opens,
    )


def forget() -> None:
    """Forget the dates that were shared; for measures."""
    _shared_dues.cache_clear()


def _live_cases(rule: Rule, profile: Profile) -> Iterator[tuple[Case, tuple[Condition, ...]]]:
    for case in rule.cases:
        conditions = rule.conditions + case.conditions
        if not _never_holds(conditions, profile):
            yield case, conditions


def _judged(
    rule: Rule, conditions: tuple[Condition, ...], profile: Profile, found: Iterable[Occurrence]
) -> Iterator[tuple[Occurrence, Verdict]]:
    """Yield the occurrences of a rule in force with the verdict of its conditions, judged once a year and record."""
    whole = all(condition.of_client for condition in conditions)
    verdicts: dict[tuple[int, str], Verdict] = {}
    for occurrence in found:
        if not rule.is_in_force(occurrence.about):
            continue
        asked = (0, "") if whole else (occurrence.about.year, occurrence.item_path)
        verdict = verdicts.get(asked)
        if verdict is None:
            facts = Facts(profile, occurrence.about.year, occurrence.item, occurrence.item_path)
            verdict = verdicts[asked] = all_of(conditions, facts)
        yield occurrence, verdict


def _never_holds(conditions: Sequence[Condition], profile: Profile) -> bool:
    """Tell whether a condition on the client alone, which no year and no record changes, settles the question."""
    facts = Facts(profile, FIRST_YEAR)
    return any(condition.of_client and condition(facts).settles(False) for condition in conditions)


def _missing(rule: Rule, profile: Profile, start: dt.date, end: dt.date) -> Iterator[str]:
    for case, conditions in _live_cases(rule, profile):
        found = case.schedule.occurrences(profile, start, end)
        for _, verdict in _judged(rule, conditions, profile, found):
            yield from verdict.missing
    if not rule.cases:
        yield from all_of(rule.conditions, Facts(profile, end.year)).missing
    for case in rule.cases:
        for gap in case.schedule.gaps(profile):
            facts = Facts(profile, end.year, gap.item, gap.item_path)
            verdict = all_of(rule.conditions + case.conditions, facts)
            if not verdict.settles(False):
                yield gap.key
                yield from verdict.missing


def _standing(rule: Rule, profile: Profile, end: dt.date) -> Iterator[Standing]:
    stands = [case.conditions for case in rule.cases if any(gap.stands for gap in case.schedule.gaps(profile))]
    verdicts = [all_of(rule.conditions + more, Facts(profile, end.year)) for more in stands or [()] * (not rule.cases)]
    verdict = next((each for each in verdicts if each.truth), None)
    if verdict is None or not rule.is_in_force(end):
        return
    yield Standing(
        rule=rule.slug,
        subject=None,
        title=rule.title,
        domain=rule.domain,
        force=rule.force,
        why=verdict.why,
        basis=rule.basis,
        source=rule.source,
        verified_on=rule.verified_on,
        responsible=rule.responsible,
        evidence=rule.evidence,
        keep_years=rule.keep_years,
    )


def _title(rule: Rule, occurrence: Occurrence) -> str:
    if "{" not in rule.deadline_title:
        return rule.deadline_title
    title = rule.deadline_title.replace("{of_month}", of_month(occurrence.about))
    return title.replace("{of_period}", _of_period(occurrence)).replace("{subject}", occurrence.subject or "")


def _of_period(occurrence: Occurrence) -> str:
    """Return « de novembre 2026 », « du 4e trimestre 2026 » or « de 2026 », from the name of the period."""
    year, _, part = occurrence.period.partition("-")
    if not part:
        return f"de {year}"
    if part.startswith("T"):
        return f"du {'1er' if part == 'T1' else part[1:] + 'e'} trimestre {year}"
    return of_month(occurrence.about)


def _check_window(start: dt.date, end: dt.date) -> None:
    if end < start:
        raise InvalidInputError(f"La fin ({end}) vient avant le début ({start})\u00a0: inversez les deux dates.")
    if start.year < FIRST_YEAR or end.year > LAST_YEAR:
        raise InvalidInputError(
            f"Le calendrier légal va de {FIRST_YEAR} à {LAST_YEAR}\u00a0: choisissez d’autres dates."
        )
