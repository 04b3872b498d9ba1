"""The questions that a rule may ask of one record: an employee, a contract, a premises."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from officedesk.domain.compliance.fields import RECORDS
from officedesk.domain.compliance.verdicts import Facts, Verdict
from officedesk.domain.days import add_months


@dataclass(frozen=True)
class ItemAtLeast:
    """A number of the record reaches another; ``{value}`` in the reason is that number.

    One that was not given has to be asked for, unless it is `optional`: then there is none.
    """

    name: ClassVar[str] = "item_at_least"
    of_client: ClassVar[bool] = False
    key: str
    value: int
    why: str = ""
    optional: bool = False

    def __post_init__(self) -> None:
        _check(self.key)

    def __call__(self, facts: Facts) -> Verdict:
        """Answer yes from the number up; not known when the record has none."""
        number = facts.item.get(self.key) if facts.item else None
        if isinstance(number, bool) or not isinstance(number, int | Decimal):
            return Verdict(False) if self.optional else Verdict(None, (f"{facts.item_path}.{self.key}",))
        return Verdict(number >= self.value, why=self.why.replace("{value}", amount_in_french(Decimal(number))))


@dataclass(frozen=True)
class ItemIsTrue:
    """A yes or no of the record is yes; one that was not given is no."""

    name: ClassVar[str] = "item_is_true"
    of_client: ClassVar[bool] = False
    key: str
    why: str = ""

    def __post_init__(self) -> None:
        _check(self.key)

    def __call__(self, facts: Facts) -> Verdict:
        """Answer yes for true."""
        return Verdict(_value(facts, self.key) is True, why=self.why)


@dataclass(frozen=True)
class ItemIsFalse:
    """A yes or no of the record is no, or was not given."""

    name: ClassVar[str] = "item_is_false"
    of_client: ClassVar[bool] = False
    key: str

    def __post_init__(self) -> None:
        _check(self.key)

    def __call__(self, facts: Facts) -> Verdict:
        """Answer yes for anything but true."""
        return Verdict(_value(facts, self.key) is not True)


@dataclass(frozen=True)
class ItemIsNone:
    """A value of the record was not given."""

    name: ClassVar[str] = "item_is_none"
    of_client: ClassVar[bool] = False
    key: str

    def __post_init__(self) -> None:
        _check(self.key)

    def __call__(self, facts: Facts) -> Verdict:
        """Answer yes for nothing."""
        return Verdict(_value(facts, self.key) is None)


@dataclass(frozen=True)
class ItemOneOf:
    """A word of the record is one of a list."""

    name: ClassVar[str] = "item_one_of"
    of_client: ClassVar[bool] = False
    key: str
    values: tuple[str, ...]
    why: str = ""

    def __post_init__(self) -> None:
        _check(self.key)

    def __call__(self, facts: Facts) -> Verdict:
        """Answer yes for one of the words."""
        return Verdict(_value(facts, self.key) in self.values, why=self.why)


@dataclass(frozen=True)
class ItemIsMinor:
    """The employee is not eighteen yet on the day of the hire; one whose birth is not known counts as of age."""

    name: ClassVar[str] = "item_is_minor"
    of_client: ClassVar[bool] = False
    why: str = ""

    def __call__(self, facts: Facts) -> Verdict:
        """Answer from the two dates."""
        born, hired = _value(facts, "born"), _value(facts, "hired")
        if not isinstance(born, dt.date) or not isinstance(hired, dt.date):
            return Verdict(False)
        return Verdict(add_months(born, 12 * 18) > hired, why=self.why)


@dataclass(frozen=True)
class ItemIsAdult:
    """The employee is eighteen on the day of the hire, or nobody knows; the opposite of `ItemIsMinor`."""

    name: ClassVar[str] = "item_is_adult"
    of_client: ClassVar[bool] = False

    def __call__(self, facts: Facts) -> Verdict:
        """Answer from the two dates."""
        return Verdict(not ItemIsMinor()(facts).truth)


def amount_in_french(amount: Decimal) -> str:
    """Return an amount as « 5 000 » or « 4 999,99 »."""
    whole = amount == amount.to_integral_value()
    return f"{amount:,.{0 if whole else 2}f}".replace(",", "\u202f").replace(".", ",")


def _value(facts: Facts, key: str) -> object:
    return facts.item.get(key) if facts.item else None


def _check(key: str) -> None:
    if not any(key in fields for fields in RECORDS.values()):
        raise ValueError(f"champ de profil inconnu «\u202f{key}\u202f»")
