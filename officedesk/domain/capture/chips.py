"""What a line is understood to say: its chips, and the title that is left."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from officedesk.domain.capture.folding import Span

NextDeadline = Callable[[str], dt.date | None]
"""From the words that name a legal rule, folded, to the client's next deadline of that rule."""


class Kind(StrEnum):
    """What a chip is about; a line has one chip of each kind at most."""

    DAY = "day"
    HOUR = "hour"
    DURATION = "duration"
    RECURRENCE = "recurrence"
    CLIENT = "client"
    DOMAIN = "domain"
    IMPORTANCE = "importance"


@dataclass(frozen=True)
class Reading:
    """What a rule understood; ``values`` are fields of a task, ``clients`` whom a name may stand for, by slug."""

    kind: Kind
    label: str
    values: Mapping[str, Any] = field(default_factory=dict)
    clients: Mapping[str, str] = field(default_factory=dict)
    warning: str = ""


@dataclass(frozen=True)
class Chip(Reading):
    """A reading and the part of the line that it covers, the small words before it included."""

    start: int = 0
    end: int = 0

    @property
    def ambiguous(self) -> bool:
        """Tell whether the name of a client may stand for several: the chip asks which."""
        return len(self.clients) > 1


@dataclass(frozen=True)
class Context:
    """What rules know besides the line: the day, the client's deadlines, and what was understood so far."""

    today: dt.date
    clients: Mapping[str, str]
    domains: Mapping[str, str]
    next_deadline: NextDeadline
    taken: set[Kind] = field(default_factory=set)


@dataclass(frozen=True)
class Captured:
    """A line as it was understood; ``stranger`` is a word after « @ » that names no client and stays in the title."""

    text: str
    title: str
    chips: tuple[Chip, ...]
    refused: tuple[Span, ...]
    today: dt.date
    stranger: str = ""

    @property
    def client(self) -> str | None:
        """Return the slug of the client that the line names, or None: nobody, or several."""
        named = self.named
        return next(iter(named.clients)) if named is not None and not named.ambiguous else None

    @property
    def named(self) -> Chip | None:
        """Return the chip of a client, perhaps ambiguous."""
        return next((chip for chip in self.chips if chip.kind is Kind.CLIENT), None)

    def values(self) -> dict[str, Any]:
        """Return the fields of a task: what the chips say, an hour alone meaning today.

        A recurrence brings its first date; a day written beside it takes its place.
        """
        found: dict[str, Any] = {"title": self.title}
        for chip in sorted(self.chips, key=lambda chip: chip.kind is Kind.DAY):
            found.update(chip.values)
        if "due_time" in found:
            found.setdefault("due", self.today)
        return found
