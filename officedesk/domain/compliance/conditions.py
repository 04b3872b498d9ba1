"""The closed set of questions that a rule may ask of a profile, answered yes, no or « not known »."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from officedesk.domain.compliance.fields import RECORDS, SCALARS
from officedesk.domain.compliance.headcounts import (
    HeadcountAtLeast,
    HeadcountBelow,
    YearlyHeadcountAtLeast,
    YearlyHeadcountBelow,
)
from officedesk.domain.compliance.item_conditions import (
    ItemAtLeast,
    ItemIsAdult,
    ItemIsFalse,
    ItemIsMinor,
    ItemIsNone,
    ItemIsTrue,
    ItemOneOf,
    amount_in_french,
)
from officedesk.domain.compliance.profile import UNKNOWN
from officedesk.domain.compliance.values import ProfileError
from officedesk.domain.compliance.verdicts import Condition, Facts, Verdict


@dataclass(frozen=True)
class IsTrue:
    """A yes or no of the profile is yes."""

    name: ClassVar[str] = "is_true"
    of_client: ClassVar[bool] = True
    key: str
    why: str = ""

    def __post_init__(self) -> None:
        _check(self.key, (True,))

    def __call__(self, facts: Facts) -> Verdict:
        """Answer yes for true."""
        value = facts.profile.get(self.key)
        return Verdict(None, (self.key,)) if value is UNKNOWN else Verdict(value is True, why=self.why)


@dataclass(frozen=True)
class IsFalse:
    """A yes or no of the profile is known, and is not yes."""

    name: ClassVar[str] = "is_false"
    of_client: ClassVar[bool] = True
    key: str
    why: str = ""

    def __post_init__(self) -> None:
        _check(self.key, (False,))

    def __call__(self, facts: Facts) -> Verdict:
        """Answer yes for false, and for « known: none »."""
        value = facts.profile.get(self.key)
        return Verdict(None, (self.key,)) if value is UNKNOWN else Verdict(value is not True, why=self.why)


@dataclass(frozen=True)
class IsNone:
    """A value of the profile is known to be none."""

    name: ClassVar[str] = "is_none"
    of_client: ClassVar[bool] = True
    key: str
    why: str = ""

    def __post_init__(self) -> None:
        _check(self.key, (None,))

    def __call__(self, facts: Facts) -> Verdict:
        """Answer yes for null, which says that there is none."""
        value = facts.profile.get(self.key)
        return Verdict(None, (self.key,)) if value is UNKNOWN else Verdict(value is None, why=self.why)


@dataclass(frozen=True)
class OneOf:
    """A word of the profile is one of a list."""

    name: ClassVar[str] = "one_of"
    of_client: ClassVar[bool] = True
    key: str
    values: tuple[str, ...]
    why: str = ""

    def __post_init__(self) -> None:
        _check(self.key, self.values)

    def __call__(self, facts: Facts) -> Verdict:
        """Answer yes for one of the words."""
        value = facts.profile.get(self.key)
        return Verdict(None, (self.key,)) if value is UNKNOWN else Verdict(value in self.values, why=self.why)


@dataclass(frozen=True)
class NoneOf:
    """A word of the profile is known, and is none of a list; « known: none » counts as none of them."""

    name: ClassVar[str] = "none_of"
    of_client: ClassVar[bool] = True
    key: str
    values: tuple[str, ...]
    why: str = ""

    def __post_init__(self) -> None:
        _check(self.key, self.values)

    def __call__(self, facts: Facts) -> Verdict:
        """Answer yes for any other word."""
        value = facts.profile.get(self.key)
        return Verdict(None, (self.key,)) if value is UNKNOWN else Verdict(value not in self.values, why=self.why)


@dataclass(frozen=True)
class OutsideZones:
    """The establishment is not in one of some zones; mainland France when nobody said."""

    name: ClassVar[str] = "outside_zones"
    of_client: ClassVar[bool] = True
    values: tuple[str, ...]

    def __post_init__(self) -> None:
        _check("holiday_zone", self.values)

    def __call__(self, facts: Facts) -> Verdict:
        """Answer yes outside them."""
        return Verdict(facts.profile.place.zone not in self.values)


@dataclass(frozen=True)
class NumberAbove:
    """A number of the profile is above a bound, and not above another; ``{value}`` in the reason is that number.

    `from_value` says that the bound itself counts.
    """

    name: ClassVar[str] = "number_above"
    of_client: ClassVar[bool] = True
    key: str
    value: int
    up_to: int = 0
    below: int = 0
    from_value: bool = False
    why: str = ""

    def __post_init__(self) -> None:
        if self.key not in SCALARS:
            raise ValueError(f"champ de profil inconnu «\u202f{self.key}\u202f»")

    def __call__(self, facts: Facts) -> Verdict:
        """Answer no for a number that is known to be none."""
        number = facts.profile.get(self.key)
        if number is UNKNOWN:
            return Verdict(None, (self.key,))
        if isinstance(number, bool) or not isinstance(number, int | float | Decimal):
            return Verdict(False)
        low = number >= self.value if self.from_value else number > self.value
        high = (not self.up_to or number <= self.up_to) and (not self.below or number < self.below)
        return Verdict(low and high, why=self.why.replace("{value}", amount_in_french(Decimal(str(number)))))


@dataclass(frozen=True)
class AnyItem:
    """At least one record of a list meets some conditions; the reason is that of the first that does."""

    name: ClassVar[str] = "any_item"
    of_client: ClassVar[bool] = False
    records: str
    of: tuple[Condition, ...]

    def __post_init__(self) -> None:
        if self.records not in RECORDS:
            raise ValueError(f"liste de profil inconnue «\u202f{self.records}\u202f»")

    def __call__(self, facts: Facts) -> Verdict:
        """Answer no for an empty list."""
        found = [
            all_of(self.of, Facts(facts.profile, facts.year, item, f"{self.records}[{position}]"))
            for position, item in enumerate(facts.profile.items(self.records))
        ]
        if any(verdict.settles(True) for verdict in found):
            return Verdict(True, why=next(verdict.why for verdict in found if verdict.settles(True)))
        truths = [verdict.truth for verdict in found]
        return Verdict(True if True in truths else None if None in truths else False, _missing(found))


@dataclass(frozen=True)
class AnyOf:
    """At least one of several conditions holds; the reason is that of the first that does."""

    name: ClassVar[str] = "any_of"
    of_client: ClassVar[bool] = False
    of: tuple[Condition, ...]

    def __call__(self, facts: Facts) -> Verdict:
        """Answer as soon as one condition settles the question."""
        verdicts = [condition(facts) for condition in self.of]
        for verdict in verdicts:
            if verdict.settles(True):
                return verdict
        truths = [verdict.truth for verdict in verdicts]
        truth = True if True in truths else None if None in truths else False
        reason = next((verdict.why for verdict in verdicts if verdict.truth), "")
        return Verdict(truth, _missing(verdicts), reason)


YES, NO = Verdict(True), Verdict(False)

CONDITIONS = (
    IsTrue,
    IsFalse,
    IsNone,
    OneOf,
    NoneOf,
    OutsideZones,
    NumberAbove,
    YearlyHeadcountAtLeast,
    YearlyHeadcountBelow,
    HeadcountAtLeast,
    HeadcountBelow,
    ItemAtLeast,
    ItemIsTrue,
    ItemIsFalse,
    ItemIsNone,
    ItemOneOf,
    ItemIsMinor,
    ItemIsAdult,
    AnyItem,
    AnyOf,
)


def all_of(conditions: Iterable[Condition], facts: Facts) -> Verdict:
    """Return whether every condition holds, with their reasons one after the other."""
    verdicts = []
    for condition in conditions:
        verdict = condition(facts)
        if verdict.settles(False):
            return NO
        verdicts.append(verdict)
    if not verdicts:
        return YES
    truths = [verdict.truth for verdict in verdicts]
    truth = False if False in truths else None if None in truths else True
    return Verdict(truth, _missing(verdicts), ", ".join(verdict.why for verdict in verdicts if verdict.why))


def _missing(verdicts: Iterable[Verdict]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for verdict in verdicts for key in verdict.missing))


def _check(key: str, accepted: Iterable[object]) -> None:
    if key not in SCALARS:
        raise ValueError(f"champ de profil inconnu «\u202f{key}\u202f»")
    for value in accepted:
        try:
            SCALARS[key](key, value)
        except ProfileError as error:
            raise ValueError(str(error).rstrip(".")) from None
