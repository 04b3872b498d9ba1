"""A legal obligation as data, and what it asks of one client."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from officedesk.domain.compliance.schedules import Schedule
from officedesk.domain.compliance.verdicts import Condition

DOMAINS = ("urssaf", "fiscal", "rgpd", "duerp", "rh", "securite", "contrats", "societe")
FORCES = ("loi", "règlement", "norme", "contrat", "recommandation", "bonne pratique")
RESPONSIBLES = ("client", "cabinet comptable", "office manager")
CONFIDENCES = ("V-LAW", "V-OFF", "V-CODE", "V-SEC", "V-REP", "UNV-H", "UNV-M", "UNV-L")
"""From read in the law to not verified; what each means is written in CONTRIBUTING.md."""

Kind = Literal["calendar", "event", "standing"]


@dataclass(frozen=True)
class Rule:
    """A legal obligation: whom it concerns, when, by which text, read on which day.

    `lead_times` are days before the due date; `sentence` says the rule in one French sentence; `valid_from` and
    `valid_to` are compared with the period that the duty is about, not with its due date; `schedule` is None for a
    standing duty, which has no date.
    """

    slug: str
    title: str
    deadline_title: str
    domain: str
    force: str
    kind: Kind
    sentence: str
    conditions: tuple[Condition, ...]
    schedule: Schedule | None
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
