"""The closed set of questions that a rule may ask of a profile, answered yes, no or « not known »."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from officedesk.domain.compliance.fields import RECORDS, SCALARS
from officedesk.domain.compliance.headcounts import HeadcountAtLeast, YearlyHeadcountAtLeast, YearlyHeadcountBelow
from officedesk.domain.compliance.profile import UNKNOWN
from officedesk.domain.compliance.values import ProfileError
from officedesk.domain.compliance.verdicts import Condition, Facts, Verdict


@dataclass(frozen=True)
class IsTrue:
    """A yes or no of the profile is yes."""

    name: ClassVar[str] = "is_true"
    key: str
    why: str = ""

    def __post_init__(self) -> None:
        _check(self.key, (True,))

    def __call__(self, facts: Facts) -> Verdict:
        """Answer yes for true."""
        value = facts.profile.get(self.key)
        return Verdict(None, (self.key,)) if value is UNKNOWN else Verdict(value is True, why=self.why)


@dataclass(frozen=True)
class IsNone:
    """A value of the profile is known to be none."""

    name: ClassVar[str] = "is_none"
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
class ItemAtLeast:
    """An amount of the record reaches a number; ``{value}`` in the reason is that amount."""

    name: ClassVar[str] = "item_at_least"
    key: str
    value: int
    why: str = ""

    def __post_init__(self) -> None:
        if not any(self.key in fields for fields in RECORDS.values()):
            raise ValueError(f"champ de profil inconnu «\u202f{self.key}\u202f»")

    def __call__(self, facts: Facts) -> Verdict:
        """Answer yes from the number up; not known when the record has no amount."""
        amount = facts.item.get(self.key) if facts.item else None
        if not isinstance(amount, Decimal):
            return Verdict(None, (f"{facts.item_path}.{self.key}",))
        return Verdict(amount >= self.value, why=self.why.replace("{value}", _amount(amount)))


@dataclass(frozen=True)
class AnyOf:
    """At least one of several conditions holds; the reason is that of the first that does."""

    name: ClassVar[str] = "any_of"
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


CONDITIONS = (
    IsTrue,
    IsNone,
    OneOf,
    YearlyHeadcountAtLeast,
    YearlyHeadcountBelow,
    HeadcountAtLeast,
    ItemAtLeast,
    AnyOf,
)


def all_of(conditions: Iterable[Condition], facts: Facts) -> Verdict:
    """Return whether every condition holds, with their reasons one after the other."""
    verdicts = [condition(facts) for condition in conditions]
    if any(verdict.settles(False) for verdict in verdicts):
        return Verdict(False)
    truths = [verdict.truth for verdict in verdicts]
    truth = False if False in truths else None if None in truths else True
    return Verdict(truth, _missing(verdicts), ", ".join(verdict.why for verdict in verdicts if verdict.why))


def _missing(verdicts: Iterable[Verdict]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for verdict in verdicts for key in verdict.missing))


def _amount(amount: Decimal) -> str:
    whole = amount == amount.to_integral_value()
    return f"{amount:,.{0 if whole else 2}f}".replace(",", "\u202f").replace(".", ",")


def _check(key: str, accepted: Iterable[object]) -> None:
    if key not in SCALARS:
        raise ValueError(f"champ de profil inconnu «\u202f{key}\u202f»")
    for value in accepted:
        try:
            SCALARS[key](key, value)
        except ProfileError as error:
            raise ValueError(str(error).rstrip(".")) from None
