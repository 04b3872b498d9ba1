"""A client's legal dates as values, ready to be written in a file that somebody else opens."""

import datetime as dt
from typing import NamedTuple


class CalendarLine(NamedTuple):
    """One obligation; ``uid`` is the same each time that the calendar is written, so that an agenda updates it.

    ``state`` is « à faire », « faite » or « sans objet »; ``lead_days`` are the days before ``due`` on which to be
    reminded, none once it is met.
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

    @property
    def is_open(self) -> bool:
        """Tell whether it is still to be met."""
        return self.state == OPEN

    @property
    def timed_title(self) -> str:
        """Return the title, with the hour of those that fall on one."""
        return f"{self.title} (avant {hour(self.due_time)})" if self.due_time else self.title

    def told(self) -> list[str]:
        """Return what is known of it, a sentence each, for who reads it in an agenda."""
        read = f", lu le {self.verified_on:%d/%m/%Y}" if self.verified_on else ""
        parts = (
            ("Pourquoi", self.why),
            ("Report", self.shift_reason),
            ("Texte", f"{self.basis}{read}" if self.basis else ""),
            ("Source", self.source),
            ("Responsable", self.responsible),
            ("Preuve attendue", self.evidence_expected),
            ("Preuve", self.evidence),
        )
        return [f"{name}\u00a0: {text}" for name, text in parts if text]


OPEN, DONE, SET_ASIDE = "à faire", "faite", "sans objet"


class LegalCalendar(NamedTuple):
    """The obligations of one client between two days, both included; those without a date come last."""

    client: str
    start: dt.date
    end: dt.date
    made_on: dt.date
    lines: tuple[CalendarLine, ...]


def hour(time: dt.time) -> str:
    """Return « 12 h » or « 9 h 30 »."""
    minutes = f"\u202f{time.minute:02d}" if time.minute else ""
    return f"{time.hour}\u202fh{minutes}"
