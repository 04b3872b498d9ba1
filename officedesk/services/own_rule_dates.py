"""From the rows of a client's own rules to the rules of the engine."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlmodel import col

from officedesk.domain.compliance import Profile, Rule
from officedesk.domain.compliance.offsets import AfterEach
from officedesk.domain.compliance.recurrences import EveryMonths, FiscalYear, Once
from officedesk.domain.compliance.rule import Case
from officedesk.domain.compliance.schedules import Gap, Occurrence, Schedule
from officedesk.domain.entities import OwnRule, RuleOrigin
from officedesk.storage.workspace import Workspace

OWN_BASIS = "règle propre à ce client"


def own_rules(workspace: Workspace) -> list[OwnRule]:
    """Return the rules of a client's own, by title."""
    return workspace.select(OwnRule, order_by=[col(OwnRule.title), col(OwnRule.id)])


def as_rule(own: OwnRule) -> Rule:
    """Return a client's rule as the engine knows rules: it is verified on the day when it was last written."""
    values: dict[str, Any] = {
        "slug": own.slug,
        "title": own.title,
        "deadline_title": f"{own.title} : {{subject}}" if own.origin is RuleOrigin.HIRE else own.title,
        "domain": own.domain,
        "force": own.force,
        "kind": "event" if own.origin is RuleOrigin.HIRE else "calendar",
        "sentence": own.sentence,
        "shift": "S1" if own.on_worked_day else "S0",
        "basis": own.basis or OWN_BASIS,
        "source": "",
        "verified_on": own.updated_at.date(),
        "confidence": "",
        "responsible": own.responsible,
        "evidence": own.evidence,
        "keep_years": own.keep_years,
        "lead_times": (own.lead_days,),
    }
    return Rule(
        **values,
        conditions=(),
        cases=(Case(_schedule(own)),),
        due_time=None,
        valid_from=None,
        valid_to=own.valid_to,
        replaced_by=None,
        steps=(),
        penalty=None,
    )


@dataclass(frozen=True)
class _Since(Schedule):
    """The dates of a schedule from a day on: a rule asks nothing for the time before it was written."""

    schedule: Schedule
    day: dt.date

    def occurrences(self, profile: Profile, first: dt.date, last: dt.date) -> Iterator[Occurrence]:
        """Yield what falls on the day or later."""
        yield from self.schedule.occurrences(profile, max(first, self.day), last)

    def gaps(self, profile: Profile) -> Iterator[Gap]:
        """Yield what the schedule waits for."""
        yield from self.schedule.gaps(profile)


def _schedule(own: OwnRule) -> Schedule:
    if own.origin is RuleOrigin.DATE and not own.months:
        return Once(own.first or dt.date.max)
    return _Since(_returning(own), own.created_at.date())


def _returning(own: OwnRule) -> Schedule:
    if own.origin is RuleOrigin.HIRE:
        why = "embauche du {origin}"
        return AfterEach("employees", "hired", months=own.months, days=own.days, until="left", why=why)
    if own.origin is RuleOrigin.FISCAL_YEAR_END:
        return FiscalYear(own.months)
    return EveryMonths(own.first or dt.date.max, own.months)
