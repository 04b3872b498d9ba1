"""What a calendar shows of some days, and where each thing stands in a day: beside what it overlaps, never over it."""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

DAY = dt.timedelta(days=1)
WHOLE_DAY = 24 * 60
SHORTEST = 30  # minutes: what is shorter takes this height, so that its title is read


class Entry(NamedTuple):
    """An event, a task or a legal date of one client; ``kind`` is « event », « task » or « deadline ».

    ``start`` and ``end`` (exclusive) are wall time of the desk. ``minutes`` are those that she plans for it. An
    occurrence of what ``repeats`` shares its id with the others.
    """

    kind: str
    id: int
    client_id: int
    title: str
    start: dt.datetime
    end: dt.datetime
    all_day: bool
    repeats: bool = False
    place: str = ""
    minutes: int = 0

    @property
    def key(self) -> tuple[str, int, dt.datetime | None]:
        """What tells it from the others, whatever its hour becomes unless it repeats."""
        return self.kind, self.id, self.start if self.repeats else None

    @property
    def can_move(self) -> bool:
        """Tell whether its day is hers to choose: that of a legal date is not."""
        return self.kind != "deadline"

    def is_on(self, day: dt.date) -> bool:
        """Tell whether it takes part of a day; what has no length is on the day when it starts."""
        begin = dt.datetime.combine(day, dt.time())
        return self.start < begin + DAY and (self.end > begin or self.start >= begin)


class Place(NamedTuple):
    """Where an entry stands in a day: minutes from midnight, and which of the columns that its neighbours share."""

    entry: Entry
    top: int
    bottom: int
    column: int
    columns: int


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Return entries as they are read: by day, whole days first, then by hour."""
    return sorted(entries, key=lambda each: (each.start.date(), not each.all_day, each.start, each.kind, each.id))


def whole_days(entries: Iterable[Entry], day: dt.date) -> list[Entry]:
    """Return what takes the whole of a day."""
    return [each for each in in_order(entries) if each.all_day and each.is_on(day)]


def placed(entries: Iterable[Entry], day: dt.date) -> list[Place]:
    """Return where what has an hour stands in a day; entries that overlap stand side by side."""
    spans = sorted(
        ((*_span(each, day), each) for each in entries if not each.all_day and each.is_on(day)),
        key=lambda span: (span[0], -span[1], span[2].kind, span[2].id),
    )
    found: list[Place] = []
    group: list[Place] = []
    ends: list[int] = []
    for top, bottom, entry in spans:
        if ends and top >= max(ends):
            found += _shared(group, len(ends))
            group, ends = [], []
        column = next((number for number, end in enumerate(ends) if end <= top), len(ends))
        ends[column:] = [bottom, *ends[column + 1 :]]
        group.append(Place(entry, top, bottom, column, 0))
    return [*found, *_shared(group, len(ends))]


def _shared(group: list[Place], columns: int) -> list[Place]:
    return [place._replace(columns=columns) for place in group]


def _span(entry: Entry, day: dt.date) -> tuple[int, int]:
    """Return the minutes of a day that an entry takes, at least SHORTEST, all of them within the day."""
    begin = dt.datetime.combine(day, dt.time())
    top = max(0, int((entry.start - begin).total_seconds()) // 60)
    bottom = min(WHOLE_DAY, -(-int((entry.end - begin).total_seconds()) // 60))
    top = min(top, WHOLE_DAY - SHORTEST)
    return top, max(bottom, top + SHORTEST)
