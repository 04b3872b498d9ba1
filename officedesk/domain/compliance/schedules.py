"""When a duty falls, before any shift: the closed set of recurrences and of offsets from a date of the profile."""

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from officedesk.domain.compliance.fields import RECORDS, SCALARS
from officedesk.domain.compliance.profile import UNKNOWN, Profile
from officedesk.domain.compliance.values import Item
from officedesk.domain.days import add_months, full_date, month_end


@dataclass(frozen=True)
class Occurrence:
    """One time that a duty falls: its period, the last day of what it is about, its date, its reason."""

    period: str
    about: dt.date
    nominal: dt.date
    why: str = ""
    subject: str | None = None
    item: Item | None = None
    item_path: str = ""


@dataclass(frozen=True)
class Gap:
    """A date that the profile does not say; `stands` when the duty exists all the same, without a date."""

    key: str
    item: Item | None = None
    item_path: str = ""
    stands: bool = False


class Schedule(ABC):
    """A way for a duty to fall on dates."""

    @abstractmethod
    def occurrences(self, profile: Profile, first: dt.date, last: dt.date) -> Iterator[Occurrence]:
        """Yield the occurrences whose nominal date lies between two days, both included."""

    def gaps(self, profile: Profile) -> Iterator[Gap]:  # noqa: ARG002 - dates that ask nothing of the profile
        """Yield the dates that the profile should say, and does not."""
        yield from ()


@dataclass(frozen=True)
class Monthly(Schedule):
    """About every civil month, on a day some months later; a month too short gives its last day."""

    name: ClassVar[str] = "monthly"
    months_after: int
    day: int

    def __post_init__(self) -> None:
        if not (0 <= self.months_after <= 12 and 1 <= self.day <= 31):
            raise ValueError("jour de 1 à 31 et décalage de 0 à 12 mois attendus")

    def occurrences(
        self,
        profile: Profile,  # noqa: ARG002 - the same dates for every client
        first: dt.date,
        last: dt.date,
    ) -> Iterator[Occurrence]:
        """Yield one date a month."""
        yield from _every_month(self.months_after, self.day, first, last)


@dataclass(frozen=True)
class Once(Schedule):
    """On one day, for everyone."""

    name: ClassVar[str] = "once"
    date: dt.date

    def occurrences(
        self,
        profile: Profile,  # noqa: ARG002 - the same dates for every client
        first: dt.date,
        last: dt.date,
    ) -> Iterator[Occurrence]:
        """Yield the day, when it is within the bounds."""
        if first <= self.date <= last:
            yield _on(self.date)


@dataclass(frozen=True)
class AfterDate(Schedule):
    """Some months after a date of the profile; ``{origin}`` in the reason is that date."""

    name: ClassVar[str] = "after_date"
    key: str
    months: int
    why: str = ""

    def __post_init__(self) -> None:
        if self.key not in SCALARS:
            raise ValueError(f"champ de profil inconnu «\u202f{self.key}\u202f»")

    def occurrences(self, profile: Profile, first: dt.date, last: dt.date) -> Iterator[Occurrence]:
        """Yield the one date counted from that of the profile."""
        origin = profile.date(self.key)
        if origin and first <= (nominal := add_months(origin, self.months)) <= last:
            yield _on(nominal, self.why.replace("{origin}", full_date(origin)))

    def gaps(self, profile: Profile) -> Iterator[Gap]:
        """Yield the key when nobody said whether there is such a date."""
        if profile.get(self.key) is UNKNOWN:
            yield Gap(self.key)


@dataclass(frozen=True)
class AfterFirst(Schedule):
    """Some months after the earliest date of a list; without any such date the duty stands all the same."""

    name: ClassVar[str] = "after_first"
    records: str
    key: str
    months: int
    why: str = ""

    def __post_init__(self) -> None:
        _check_record_keys(self.records, self.key)

    def occurrences(self, profile: Profile, first: dt.date, last: dt.date) -> Iterator[Occurrence]:
        """Yield the one date counted from the earliest of the list."""
        origin = self._origin(profile)
        if origin and first <= (nominal := add_months(origin, self.months)) <= last:
            yield _on(nominal, self.why.replace("{origin}", full_date(origin)))

    def gaps(self, profile: Profile) -> Iterator[Gap]:
        """Yield the list when none of its records has the date."""
        if self._origin(profile) is None:
            yield Gap(self.records, stands=True)

    def _origin(self, profile: Profile) -> dt.date | None:
        dates = (_date(item, self.key) for item in profile.items(self.records))
        return min((found for found in dates if found), default=None)


@dataclass(frozen=True)
class EverySince(Schedule):
    """For each record: on its own date then every so many months until its end, counted from that date.

    Once the thing was renewed, from the renewal, which is not due again itself.
    """

    name: ClassVar[str] = "every_since"
    records: str
    key: str
    renewed_by: str
    until: str
    months: int

    def __post_init__(self) -> None:
        _check_record_keys(self.records, self.key, self.renewed_by, self.until)
        if self.months < 1:
            raise ValueError("un nombre de mois d’au moins 1 est attendu")

    def occurrences(self, profile: Profile, first: dt.date, last: dt.date) -> Iterator[Occurrence]:
        """Yield the dates of each record in turn."""
        for path, item in self._records(profile):
            renewed = _date(item, self.renewed_by)
            origin = renewed or _date(item, self.key)
            if origin is None:
                continue
            stop = min(last, _date(item, self.until) or last)
            for nominal in self._repeated(origin, 1 if renewed else 0, first, stop):
                yield Occurrence(nominal.isoformat(), nominal, nominal, "", str(item["ref"]), item, path)

    def gaps(self, profile: Profile) -> Iterator[Gap]:
        """Yield the start of each record that has none."""
        for path, item in self._records(profile):
            if not (_date(item, self.key) or _date(item, self.renewed_by)):
                yield Gap(f"{path}.{self.key}", item, path)

    def _records(self, profile: Profile) -> Iterator[tuple[str, Item]]:
        for position, item in enumerate(profile.items(self.records)):
            yield f"{self.records}[{position}]", item

    def _repeated(self, origin: dt.date, rank: int, first: dt.date, last: dt.date) -> Iterator[dt.date]:
        elapsed = (first.year - origin.year) * 12 + first.month - origin.month
        rank = max(rank, elapsed // self.months)
        while (nominal := add_months(origin, rank * self.months)) <= last:
            if nominal >= first:
                yield nominal
            rank += 1


RECURRENCES = (Monthly, Once)
OFFSETS = (AfterDate, AfterFirst, EverySince)


@lru_cache(maxsize=256)
def _every_month(months_after: int, day: int, first: dt.date, last: dt.date) -> tuple[Occurrence, ...]:
    # The same for every client: fifty calendars of three years are one.
    found = []
    month = first.replace(day=1)
    while month <= last:
        nominal = month.replace(day=min(day, month_end(month).day))
        if first <= nominal <= last:
            about = add_months(month, -months_after)
            found.append(Occurrence(f"{about:%Y-%m}", month_end(about), nominal))
        month = add_months(month, 1)
    return tuple(found)


def _on(day: dt.date, why: str = "") -> Occurrence:
    return Occurrence(day.isoformat(), day, day, why)


def _date(item: Item, key: str) -> dt.date | None:
    value = item.get(key)
    return value if isinstance(value, dt.date) else None


def _check_record_keys(records: str, *keys: str) -> None:
    if records not in RECORDS:
        raise ValueError(f"liste de profil inconnue «\u202f{records}\u202f»")
    for key in keys:
        if key not in RECORDS[records]:
            raise ValueError(f"champ inconnu «\u202f{key}\u202f» dans {records}")
