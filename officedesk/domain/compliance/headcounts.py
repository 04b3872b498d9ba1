"""The headcounts that rules read: the yearly mean of the social security code, and today's of the labour code."""

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from officedesk.domain.compliance.profile import UNKNOWN
from officedesk.domain.compliance.verdicts import Facts, Verdict


@dataclass(frozen=True)
class YearlyHeadcountAtLeast:
    """The mean headcount has crossed a threshold upward: five civil years in a row at or above it.

    Source: Code de la sécurité sociale, L130-1 (LEGIARTI000051287151), read on 2026-11-22. A duty of year N reads
    N−1 and the four years before. The years that follow the last one given are taken equal to it, since the
    profile has no clock; a year missing before it leaves the threshold uncrossed, and is named.
    """

    name: ClassVar[str] = "yearly_headcount_at_least"
    of_client: ClassVar[bool] = False
    value: int

    def __call__(self, facts: Facts) -> Verdict:
        """Answer yes when the threshold is crossed in the year of the duty."""
        return _crossing(facts, self.value)


@dataclass(frozen=True)
class YearlyHeadcountBelow:
    """The mean headcount has not crossed a threshold: the opposite of `YearlyHeadcountAtLeast`."""

    name: ClassVar[str] = "yearly_headcount_below"
    of_client: ClassVar[bool] = False
    value: int

    def __call__(self, facts: Facts) -> Verdict:
        """Answer yes when the threshold is not crossed in the year of the duty."""
        crossing = _crossing(facts, self.value)
        return Verdict(None if crossing.truth is None else not crossing.truth, crossing.missing, crossing.why)


@dataclass(frozen=True)
class HeadcountAtLeast:
    """The headcount of the Code du travail (L1111-2), as it stands today, reaches a number."""

    name: ClassVar[str] = "headcount_at_least"
    of_client: ClassVar[bool] = True
    value: int

    def __call__(self, facts: Facts) -> Verdict:
        """Answer no for a client without employees, whatever the number says."""
        if facts.profile.get("has_employees") is False:
            return Verdict(False)
        count = facts.profile.get("effectif_ct")
        if count is UNKNOWN:
            return Verdict(None, ("effectif_ct",))
        number = count if isinstance(count, int | float) else 0
        return Verdict(number >= self.value, why=f"{employees(number)} ({self.value} et plus)")


@dataclass(frozen=True)
class HeadcountBelow:
    """The headcount of the Code du travail (L1111-2), as it stands today, is below a number."""

    name: ClassVar[str] = "headcount_below"
    of_client: ClassVar[bool] = True
    value: int

    def __call__(self, facts: Facts) -> Verdict:
        """Answer yes for a number that is known, and smaller."""
        count = facts.profile.get("effectif_ct")
        if count is UNKNOWN:
            return Verdict(None, ("effectif_ct",))
        return Verdict(isinstance(count, int | float) and count < self.value)


def employees(number: float) -> str:
    """Return a headcount as « 1 salarié », « 8 salariés » or « 12,5 salariés »."""
    return f"{number:g} salarié{'s' if number >= 2 else ''}".replace(".", ",")


def _crossing(facts: Facts, threshold: int) -> Verdict:
    if facts.profile.get("has_employees") is False:
        return Verdict(False)
    known = facts.profile.yearly_headcounts
    if known is None:
        return Verdict(None, ("effectif_css",))
    last = max(known, default=dt.MAXYEAR)
    read = {year: known.get(min(year, last)) for year in range(facts.year - 5, facts.year)}
    below = any(number is not None and number < threshold for number in read.values())
    missing = () if below else tuple(f"effectif_css.{year}" for year, number in read.items() if number is None)
    crossed = not below and not missing
    return Verdict(crossed, missing, _headcount_reason(read[facts.year - 1], threshold, crossed))


def _headcount_reason(number: float | None, threshold: int, crossed: bool) -> str:
    if number is None:
        return f"seuil de {threshold} salariés non franchi"
    if crossed:
        return f"{employees(number)} ({threshold} et plus depuis cinq ans)"
    if number < threshold:
        return f"{employees(number)} (moins de {threshold})"
    return f"{employees(number)}, seuil de {threshold} non franchi cinq années de suite"
