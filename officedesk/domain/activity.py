"""The values of one client's activity report over a period, and the summary proposed for it."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from officedesk.domain.activity_words import month_word, opening, span
from officedesk.domain.days import hours, month_end, month_name

DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Issuer:
    """Who writes the report: the letterhead of her settings; empty lines are left out."""

    name: str
    tagline: str = ""
    siren: str = ""


@dataclass(frozen=True)
class DomainTime:
    """The minutes worked in one domain, under the name shown to the client."""

    label: str
    minutes: int


@dataclass(frozen=True)
class DoneTask:
    """A task finished in the period, under the same name of domain as its time.

    ``minutes`` is None when no time was noted on it.
    """

    title: str
    done_on: dt.date
    domain: str = ""
    minutes: int | None = None


class Standing(StrEnum):
    """Where a legal deadline stands on the day of the report."""

    KEPT = "kept"
    LATE = "late"
    AHEAD = "ahead"


@dataclass(frozen=True)
class LegalDeadline:
    """An obligation due in the period, or still owed from before; ``due`` is None when it is owed at once."""

    title: str
    due: dt.date | None
    done_on: dt.date | None = None
    proof: str = ""

    def standing(self, on: dt.date) -> Standing:
        """Tell whether the obligation was met in time, missed (even if met since), or is still ahead on a day."""
        if self.done_on is not None:
            return Standing.KEPT if self.due is None or self.done_on <= self.due else Standing.LATE
        return Standing.AHEAD if self.due is not None and on <= self.due else Standing.LATE


@dataclass(frozen=True)
class PendingDecision:
    """What the director has to settle; ``stake`` is her own words: « + 480 € par mois »."""

    question: str
    asked_on: dt.date | None = None
    limit: dt.date | None = None
    stake: str = ""


@dataclass(frozen=True)
class TakenDecision:
    """What the director settled in the period."""

    question: str
    answered_on: dt.date
    answer: str = ""


@dataclass(frozen=True)
class PastEvent:
    """An event held in the period; ``details`` is free text: « 11 personnes, 420 € »."""

    title: str
    day: dt.date
    details: str = ""


@dataclass(frozen=True)
class ActivitySummary:
    """What one client's report says over ``start`` to ``end``, both included, on the day it is written.

    Rows come in the order in which they are to be read. ``included_minutes`` is None for an engagement
    without a forfait or a cap. ``essential`` and ``next_steps`` are hers to edit: a line of text is a paragraph.
    """

    issuer: Issuer
    client: str
    start: dt.date
    end: dt.date
    written_on: dt.date
    addressee: str = ""
    engagement: str = ""
    included_minutes: int | None = None
    used_minutes: int = 0
    essential: str = ""
    time: tuple[DomainTime, ...] = ()
    done: tuple[DoneTask, ...] = ()
    deadlines: tuple[LegalDeadline, ...] = ()
    to_decide: tuple[PendingDecision, ...] = ()
    decided: tuple[TakenDecision, ...] = ()
    events: tuple[PastEvent, ...] = ()
    next_steps: tuple[str, ...] = ()

    @property
    def is_over(self) -> bool:
        """Tell whether the whole period is told, its last day included."""
        return self.end <= self.written_on

    @property
    def title(self) -> str:
        """Return « Rapport d’activité, novembre 2026 »."""
        return f"Rapport d’activité, {period_name(self.start, self.end)}"

    @property
    def covered(self) -> str:
        """Return the days really told: « du 1er au 23 novembre » when the report is written on the 23rd."""
        if self.written_on < self.start:
            return f"{span(self.start, self.end)}, à venir"
        return span(self.start, min(self.end, self.written_on))

    @property
    def subtitle(self) -> str:
        """Return « Du 1er au 30 novembre, forfait de 24 heures »."""
        return opening(", ".join(part for part in (self.covered, self.engagement) if part))

    @property
    def next_title(self) -> str:
        """Return « En décembre » after a whole month, and what fits any other period."""
        if not self.is_over:
            return "À venir"
        after = self.end + DAY
        return f"En {month_word(after)}" if after.day == 1 else "La suite"

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing at all was recorded over the period."""
        return not (self.used_minutes or self.done or self.deadlines or self.decided or self.events or self.to_decide)

    def deadlines_at(self, standing: Standing) -> tuple[LegalDeadline, ...]:
        """Return the deadlines that stand so on the day of the report, in their order."""
        return tuple(each for each in self.deadlines if each.standing(self.written_on) is standing)


def period_name(start: dt.date, end: dt.date) -> str:
    """Return « novembre 2026 », « 4e trimestre 2026 », « année 2026 », or the two days."""
    whole = start.day == 1 and end == month_end(end) and start.year == end.year
    months = end.month - start.month + 1
    if whole and months == 1:
        return month_name(start)
    if whole and months == 3 and start.month % 3 == 1:
        rank = end.month // 3
        return f"{'1er' if rank == 1 else f'{rank}e'} trimestre {start.year}"
    if whole and months == 12:
        return f"année {start.year}"
    days = span(start, end)
    return days if start.year != end.year else f"{days} {end.year}"


def engagement_label(kind: str, included_minutes: int | None) -> str:
    """Return « forfait de 20 heures », « plafond de 12 heures » or « à la carte » for the kind of an engagement."""
    if kind == "carte" or not included_minutes:
        return "à la carte"
    whole, rest = divmod(included_minutes, 60)
    if rest or not whole:
        return f"{kind} de {hours(included_minutes)}"
    return f"{kind} de {whole} {'heure' if whole == 1 else 'heures'}"
