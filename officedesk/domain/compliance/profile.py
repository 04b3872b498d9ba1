"""What is known of a client, and what is not: the profile that the rules read."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Final, Literal, NamedTuple

from officedesk.domain.compliance import fields
from officedesk.domain.compliance.values import Item, ProfileError, Scalar, Value, as_json


class Absence(Enum):
    """The mark of a key that nobody filled; null, which is « known: none », is None."""

    UNKNOWN = "unknown"


UNKNOWN: Final = Absence.UNKNOWN


class Place(NamedTuple):
    """Where a client is, as far as public holidays and clocks go."""

    zone: str = "metro"
    good_friday: bool = True


@dataclass(frozen=True)
class Profile:
    """A client as the rules see it; made by `parse_profile` only, so that every value was checked."""

    _values: Mapping[str, Value]

    @property
    def name(self) -> str:
        """Return the name of the client."""
        return str(self._values["name"])

    @cached_property
    def place(self) -> Place:
        """Return the zone whose public holidays count, mainland France when not known, and its Good Friday.

        Whether that is a holiday in the commune matters in 57, 67 and 68 only.
        """
        zone = str(self._values.get("holiday_zone", "metro"))
        return Place(zone, self._values.get("good_friday_commune") is not False)

    def knows(self, key: str) -> bool:
        """Return whether a top-level key was given, null included."""
        return key in self._values

    def get(self, key: str) -> Scalar | Literal[Absence.UNKNOWN]:
        """Return a simple value, None for « known: none », or UNKNOWN; « reviews.cookies » is that of a review."""
        outer, _, inner = key.partition(".")
        value = self._values.get(outer, UNKNOWN)
        if inner and isinstance(value, Mapping):
            return value.get(inner, UNKNOWN)
        if isinstance(value, Mapping | tuple):
            raise TypeError(f"{key} is not a simple value")
        return value

    def items(self, key: str) -> tuple[Item, ...]:
        """Return the records of a list, none when it was not given."""
        value = self._values.get(key, ())
        if not isinstance(value, tuple):
            raise TypeError(f"{key} is not a list")
        return value

    def date(self, key: str) -> dt.date | None:
        """Return a date, or None when it is unknown or known to be none."""
        value = self.get(key)
        return value if isinstance(value, dt.date) else None

    @cached_property
    def yearly_headcounts(self) -> Mapping[int, float] | None:
        """Return the mean headcount of the civil years that are known; None when nothing was said of any."""
        value = self._values.get("effectif_css")
        if not isinstance(value, Mapping):
            return None
        return {int(year): number for year, number in value.items() if isinstance(number, int | float)}

    def as_json(self) -> dict[str, object]:
        """Return the keys that are known, as the profile file writes them."""
        return {key: as_json(value) for key, value in self._values.items()}


def parse_profile(data: Mapping[str, object]) -> Profile:
    """Return the profile read from JSON data.

    Raises ProfileError, whose sentence starts with the path of the key (``employees[0].hired``), for an unknown
    key, a value of the wrong kind, a date or an order of dates that is impossible, a SIREN whose key is wrong.
    """
    if not isinstance(data, Mapping):
        raise ProfileError("profil", "un objet JSON est attendu.")
    if "name" not in data:
        raise ProfileError("name", "cette clé est obligatoire.")
    return Profile({key: fields.read(key, value) for key, value in data.items()})
