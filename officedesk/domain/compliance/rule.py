"""A legal obligation as data, and what it asks of one client."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from officedesk.domain.compliance.schedules import Schedule
from officedesk.domain.compliance.verdicts import Condition
from officedesk.domain.days import add_months

DOMAINS = ("urssaf", "fiscal", "rgpd", "duerp", "rh", "securite", "contrats", "societe")
COMPULSORY = ("loi", "règlement")
FORCES = ("loi", "règlement", "norme", "contrat", "recommandation", "bonne pratique")
RESPONSIBLES = ("client", "cabinet comptable", "office manager")
CONFIDENCES = ("V-LAW", "V-OFF", "V-CODE", "V-SEC", "V-REP", "UNV-H", "UNV-M", "UNV-L")
"""From read in the law to not verified; what each means is written in CONTRIBUTING.md."""

READ = ("V-LAW", "V-OFF", "V-CODE")
MONTHS_FRESH = 12

Kind = Literal["calendar", "event", "standing"]


@dataclass(frozen=True)
class Case:
    """Dates on which a duty falls, and the conditions, besides those of the rule, under which they are these."""

    schedule: Schedule
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True, eq=False)
class Rule:
    """A legal obligation: whom it concerns, when, by which text, read on which day.

    `lead_times` are days before the due date; `sentence` says the rule in one French sentence; `valid_from` and
    `valid_to` are compared with the period that the duty is about, not with its due date; a standing duty, which has
    no date, has no case.
    """

    slug: str
    title: str
    deadline_title: str
    domain: str
    force: str
    kind: Kind
    sentence: str
    conditions: tuple[Condition, ...]
    cases: tuple[Case, ...]
    shift: str
    due_time: dt.time | None
    basis: str
    source: str
    verified_on: dt.date
    confidence: str
    valid_from: dt.date | None
    valid_to: dt.date | None
    replaced_by: str | None
    responsible: str
    evidence: str
    keep_years: int | None
    lead_times: tuple[int, ...]
    steps: tuple[str, ...]
    penalty: str | None

    @property
    def is_single(self) -> bool:
        """Tell whether it falls at most once, and is owed until it is met."""
        return bool(self.cases) and all(case.schedule.is_single for case in self.cases)

    @property
    def is_formality(self) -> bool:
        """Tell whether it goes with a fact of one day, not owed by who came after it."""
        return bool(self.cases) and all(case.schedule.is_formality for case in self.cases)

    @property
    def is_read_in_the_law(self) -> bool:
        """Tell whether the text was read, in the law or on an official page; else the screen says that it was not."""
        return self.confidence in READ

    def is_old(self, today: dt.date) -> bool:
        """Tell whether more than 12 months have gone by since its text was checked."""
        return add_months(self.verified_on, MONTHS_FRESH) < today

    def is_in_force(self, about: dt.date) -> bool:
        """Return whether the rule governs the period that ends on a day."""
        return (self.valid_from or dt.date.min) <= about <= (self.valid_to or dt.date.max)

    def as_json(self) -> dict[str, object]:
        """Return the rule as `compliance rules --json` prints it."""
        return {
            "rule": self.slug,
            "title": self.title,
            "domain": self.domain,
            "force": self.force,
            "basis": self.basis,
            "source": self.source,
            "verified_on": self.verified_on.isoformat(),
            "confidence": self.confidence,
            "valid_from": self.valid_from.isoformat() if self.valid_from else None,
            "valid_to": self.valid_to.isoformat() if self.valid_to else None,
        }
