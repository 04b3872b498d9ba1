"""A client's legal dates as values, ready to be written in a file that somebody else opens."""

import datetime as dt
from typing import NamedTuple

from officedesk.domain.days import clock

OPEN, LATE, DONE, SET_ASIDE = "à faire", "en retard", "faite", "non applicable"
# By the status that is stored; what is open and past is late.
STATES = {"open": OPEN, "done": DONE, "not_applicable": SET_ASIDE}
MONTHS = 12

Cell = str | dt.date | dt.time | None
HEAD = (
    *("Échéance", "Domaine", "Date limite", "Heure", "État", "Responsable", "Pourquoi", "Texte", "Force"),
    *("Source", "Vérifié le", "Preuve attendue", "Preuve", "Fait le"),
)


class CalendarLine(NamedTuple):
    """One obligation; ``uid`` is the same each time that the calendar is written, so that an agenda updates it.

    ``state`` is one of the four words above; ``lead_days`` are the days before ``due`` on which to be
    reminded, none once it is met; ``is_read`` tells whether the text was read in the law.
    """

    uid: str
    title: str
    domain: str
    due: dt.date | None
    due_time: dt.time | None
    state: str
    responsible: str
    why: str
    basis: str
    source: str
    verified_on: dt.date | None
    force: str
    evidence_expected: str
    evidence: str
    done_on: dt.date | None
    shift_reason: str
    lead_days: tuple[int, ...]
    is_read: bool = True

    @property
    def is_open(self) -> bool:
        """Tell whether it is still to be met."""
        return self.state in (OPEN, LATE)

    @property
    def timed_title(self) -> str:
        """Return the title, with the hour of those that fall on one."""
        return f"{self.title} (avant {clock(self.due_time)})" if self.due_time else self.title

    def cells(self) -> tuple[Cell, ...]:
        """Return its row in a table, in the order of ``HEAD``."""
        return (
            *(self.title, self.domain, self.due, self.due_time, self.state, self.responsible, self.why, self.basis),
            *(
                self.force,
                self.cited(),
                self.verified_on if self.source else None,
                self.evidence_expected,
                self.evidence,
                self.done_on,
            ),
        )

    def told(self) -> list[str]:
        """Return what is known of it, a sentence each, for who reads it in an agenda."""
        day = f", vérifié le {self.verified_on:%d/%m/%Y}" if self.verified_on and self.source else ""
        parts = (
            ("Pourquoi", self.why),
            ("Report", self.shift_reason),
            ("Texte", f"{self.basis}{day}" if self.basis else ""),
            ("Source", self.cited()),
            ("Responsable", self.responsible),
            ("Preuve attendue", self.evidence_expected),
            ("Preuve", self.evidence),
        )
        return [f"{name}\u00a0: {text}" for name, text in parts if text]

    def cited(self) -> str:
        """Return the source; one that is not the law says that it was not verified there."""
        return self.source if self.is_read or not self.source else f"{self.source} (non vérifié dans la loi)"


class LegalCalendar(NamedTuple):
    """The obligations of one client between two days, both included; those without a date come last."""

    client: str
    start: dt.date
    end: dt.date
    made_on: dt.date
    lines: tuple[CalendarLine, ...]
