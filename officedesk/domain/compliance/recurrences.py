"""Duties of the calendar: each month, on days of the year, after the end of the fiscal year, once."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from officedesk.domain.compliance.profile import UNKNOWN, Profile
from officedesk.domain.compliance.schedules import Gap, Occurrence, Schedule, check_key, on_day
from officedesk.domain.days import add_months, is_working_day, month_end

PERIODS = ("month", "quarter", "year")


@dataclass(frozen=True)
class Monthly(Schedule):
    """About every civil month, on a day some months later; a month too short gives its last day.

    `day_key` names the profile's own day instead; nothing falls after the date that `until_key` names.
    """

    name: ClassVar[str] = "monthly"
    months_after: int
    day: int = 0
    day_key: str = ""
    until_key: str = ""

    def __post_init__(self) -> None:
        _check_one_day(self.day, self.day_key)
        if not 0 <= self.months_after <= 12:
            raise ValueError("décalage de 0 à 12 mois attendu")
        if self.until_key:
            check_key(self.until_key)

    def occurrences(self, profile: Profile, first: dt.date, last: dt.date) -> tuple[Occurrence, ...]:
        """Return one date a month."""
        day = _day(profile, self.day, self.day_key)
        if self.until_key:
            last = min(last, profile.date(self.until_key) or dt.date.min)
        return _every_month(self.months_after, day, first, last) if day and first <= last else ()

    def gaps(self, profile: Profile) -> Iterator[Gap]:
        """Yield the day, or the end, that nobody filled."""
        for key in (self.day_key, self.until_key):
            if key and profile.get(key) is UNKNOWN:
                yield Gap(key)


@dataclass(frozen=True)
class Yearly(Schedule):
    """On the same days each year, « MM-DD », or « MM » with the profile's own day; a month too short gives its last.

    The duty is about the month, the quarter or the year that ended `months_before` months before that day; a
    negative number says that it has yet to end.
    """

    name: ClassVar[str] = "yearly"
    days: tuple[str, ...]
    period: str = "year"
    months_before: int = 0
    day_key: str = ""

    def __post_init__(self) -> None:
        if self.day_key:
            check_key(self.day_key)
        if self.period not in PERIODS:
            raise ValueError(f"période inconnue ({', '.join(PERIODS)})")
        for text in self.days:
            dt.date.fromisoformat(f"2000-{text}-01" if self.day_key else f"2000-{text}")

    def occurrences(self, profile: Profile, first: dt.date, last: dt.date) -> tuple[Occurrence, ...]:
        """Return each day of each year."""
        own = _day(profile, 31, self.day_key)
        return _every_year(self, own, first, last) if own else ()

    def gaps(self, profile: Profile) -> Iterator[Gap]:
        """Yield the day that nobody filled."""
        if self.day_key and profile.get(self.day_key) is UNKNOWN:
            yield Gap(self.day_key)


@dataclass(frozen=True)
class FiscalYear(Schedule):
    """Some months after the end of each fiscal year, counted from it, or on a day of that month."""

    name: ClassVar[str] = "fiscal_year"
    months_after: int
    day: int = 0

    def occurrences(self, profile: Profile, first: dt.date, last: dt.date) -> tuple[Occurrence, ...]:
        """Return one date a fiscal year."""
        text = profile.get("fiscal_year_end")
        return _every_fiscal_year(self, text, first, last) if isinstance(text, str) else ()

    def gaps(self, profile: Profile) -> Iterator[Gap]:
        """Yield the end of the fiscal year when nobody said it."""
        if profile.get("fiscal_year_end") is UNKNOWN:
            yield Gap("fiscal_year_end")


@dataclass(frozen=True)
class SecondOpenDayOfMay(Schedule):
    """On the second open day after 1 May, about the civil year before; local holidays do not count.

    Source: Code général des impôts, art. 223, and annexe III, art. 344 I-0 bis, read on 2026-11-22.
    """

    name: ClassVar[str] = "second_open_day_after_1_may"

    def occurrences(
        self,
        profile: Profile,  # noqa: ARG002 - the same date for every client
        first: dt.date,
        last: dt.date,
    ) -> Iterator[Occurrence]:
        """Yield one date a year."""
        for year in range(first.year, last.year + 1):
            found = _second_open_day(year)
            if first <= found.nominal <= last:
                yield found


@dataclass(frozen=True)
class Once(Schedule):
    """On one day, for everyone."""

    name: ClassVar[str] = "once"
    is_single = True
    date: dt.date

    def occurrences(
        self,
        profile: Profile,  # noqa: ARG002 - the same dates for every client
        first: dt.date,
        last: dt.date,
    ) -> Iterator[Occurrence]:
        """Yield the day, when it is within the bounds."""
        if first <= self.date <= last:
            yield on_day(self.date)


@dataclass(frozen=True)
class EveryMonths(Schedule):
    """On a day, then every so many months; a month too short gives its last day, and the next one the day again."""

    name: ClassVar[str] = "every_months"
    first: dt.date
    months: int

    def __post_init__(self) -> None:
        if self.months < 1:
            raise ValueError("un nombre de mois d’au moins 1 est attendu")

    def occurrences(
        self,
        profile: Profile,  # noqa: ARG002 - the same dates whatever the profile says
        first: dt.date,
        last: dt.date,
    ) -> Iterator[Occurrence]:
        """Yield one date for each period, from the first one on."""
        passed = (first.year - self.first.year) * 12 + first.month - self.first.month
        number = max(0, passed // self.months)
        while (nominal := add_months(self.first, number * self.months)) <= last:
            if nominal >= first:
                yield on_day(nominal)
            number += 1


RECURRENCES = (Monthly, Yearly, FiscalYear, SecondOpenDayOfMay, Once, EveryMonths)


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


@lru_cache(maxsize=1024)
def _every_fiscal_year(fiscal: FiscalYear, end_text: str, first: dt.date, last: dt.date) -> tuple[Occurrence, ...]:
    found = []
    month, day = map(int, end_text.split("-"))
    for year in range(first.year - 2, last.year + 1):
        start = dt.date(year, month, 1)
        # The end of February is its last day, 29 in a leap year.
        whole = (month, day) in ((2, 28), (2, 29))
        end = month_end(start) if whole else start.replace(day=day)
        nominal = add_months(end, fiscal.months_after)
        if fiscal.day:
            nominal = nominal.replace(day=min(fiscal.day, month_end(nominal).day))
        if first <= nominal <= last:
            found.append(Occurrence(f"{end:%Y-%m}", end, nominal))
    return tuple(found)


@lru_cache(maxsize=1024)
def _every_year(yearly: Yearly, own_day: int, first: dt.date, last: dt.date) -> tuple[Occurrence, ...]:
    found = []
    for year in range(first.year, last.year + 1):
        for text in yearly.days:
            month, _, day = text.partition("-")
            start = dt.date(year, int(month), 1)
            nominal = start.replace(day=min(int(day or own_day), month_end(start).day))
            if first <= nominal <= last:
                about = _period_end(add_months(start, -yearly.months_before), yearly.period)
                found.append(Occurrence(_period_name(about, yearly.period), about, nominal))
    return tuple(found)


@lru_cache(maxsize=256)
def _second_open_day(year: int) -> Occurrence:
    day, seen = dt.date(year, 5, 1), 0
    while seen < 2:
        day += dt.timedelta(days=1)
        seen += is_working_day(day)
    return Occurrence(f"{year - 1}", dt.date(year - 1, 12, 31), day)


def _day(profile: Profile, day: int, key: str) -> int:
    """Return the day of the month, the profile's own when a key names it; 0 when it has none."""
    if not key:
        return day
    own = profile.get(key)
    return own if isinstance(own, int) else 0


def _period_end(day: dt.date, period: str) -> dt.date:
    month = {"month": day.month, "quarter": (day.month + 2) // 3 * 3, "year": 12}[period]
    return month_end(day.replace(month=month, day=1))


def _period_name(end: dt.date, period: str) -> str:
    return {"month": f"{end:%Y-%m}", "quarter": f"{end.year}-T{end.month // 3}", "year": f"{end.year}"}[period]


def _check_one_day(day: int, key: str) -> None:
    if bool(day) == bool(key) or not 0 <= day <= 31:
        raise ValueError("un jour de 1 à 31, ou le champ qui le donne, est attendu")
    if key:
        check_key(key)
