"""When a duty falls, before any shift: what every recurrence and every offset has in common."""

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from officedesk.domain.compliance.fields import OBJECTS, RECORDS, REVIEWS, SCALARS
from officedesk.domain.compliance.profile import Profile
from officedesk.domain.compliance.values import Item


@dataclass(frozen=True, eq=False)
class Occurrence:
    """One time that a duty falls: its period, the last day of what it is about, its date, its reason.

    `at` is the hour of a duty counted in hours; `opens` the first possible day of one that comes before an event.
    """

    period: str
    about: dt.date
    nominal: dt.date
    why: str = ""
    subject: str | None = None
    item: Item | None = None
    item_path: str = ""
    at: dt.time | None = None
    opens: dt.date | None = None


@dataclass(frozen=True)
class Gap:
    """A date that the profile does not say; `stands` when the duty exists all the same, without a date."""

    key: str
    item: Item | None = None
    item_path: str = ""
    stands: bool = False


class Schedule(ABC):
    """A way for a duty to fall on dates.

    `is_single`: it does so at most once, and is owed until it is met. `is_formality`: it goes with a fact of one
    day, such as a hire; what went with a fact older than the follow-up of the client was somebody else's.
    """

    is_single: bool = False
    is_formality: bool = False
    count: str = ""

    @abstractmethod
    def occurrences(self, profile: Profile, first: dt.date, last: dt.date) -> Iterable[Occurrence]:
        """Return the occurrences whose nominal date lies between two days, both included.

        A tuple is one that clients share, and holds no record of any; whoever asks with the same facts is given it.
        """

    def gaps(self, profile: Profile) -> Iterator[Gap]:  # noqa: ARG002 - dates that ask nothing of the profile
        """Yield the dates that the profile should say, and does not."""
        yield from ()


def on_day(day: dt.date, why: str = "") -> Occurrence:
    """Return the occurrence of a duty that is about the very day on which it falls."""
    return Occurrence(day.isoformat(), day, day, why)


def date_in(item: Item, key: str) -> dt.date | None:
    """Return a date of a record, None when it has none."""
    value = item.get(key)
    return value if isinstance(value, dt.date) else None


def items_with_paths(profile: Profile, records: str) -> Iterator[tuple[str, Item]]:
    """Yield each record of a list with its path, as « employees[0] »."""
    for position, item in enumerate(profile.items(records)):
        yield f"{records}[{position}]", item


def check_key(key: str) -> None:
    """Raise ValueError for a date that no profile has; « reviews.cookies » is one that a review holds."""
    outer, _, inner = key.partition(".")
    if not (key in SCALARS or (outer == "reviews" and outer in OBJECTS and inner in REVIEWS)):
        raise ValueError(f"champ de profil inconnu «\u202f{key}\u202f»")


def check_record_keys(records: str, *keys: str) -> None:
    """Raise ValueError for a list that no profile has, or a field that its records have not; « » is no field."""
    if records not in RECORDS:
        raise ValueError(f"liste de profil inconnue «\u202f{records}\u202f»")
    for key in keys:
        if key and key not in RECORDS[records]:
            raise ValueError(f"champ inconnu «\u202f{key}\u202f» dans {records}")
