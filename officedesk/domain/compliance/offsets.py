"""Duties counted from a date: of the profile, of one of its records, or of something that happened."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from officedesk.domain.compliance import counting
from officedesk.domain.compliance.fields import OCCURRENCE_KINDS
from officedesk.domain.compliance.profile import UNKNOWN, Profile
from officedesk.domain.compliance.schedules import (
    Gap,
    Occurrence,
    Schedule,
    check_key,
    check_record_keys,
    date_in,
    items_with_paths,
    on_day,
)
from officedesk.domain.days import add_months, full_date, month_end

_OPEN_DAYS = {"ouvrables": counting.open_days_of_six, "ouvrés": counting.open_days_of_five}
_HOURS = {"": counting.elapsed_hours, "sans dimanches ni fériés": counting.hours_without_sundays_and_holidays}


@dataclass(frozen=True)
class AfterDate(Schedule):
    """Some months or days after a date of the profile; ``{origin}`` in the reason is that date.

    With `stands`, the duty exists without a date as long as there is no such date to count from. `same_day` is for
    a formality of that day: one older than the follow-up of the client was somebody else's.
    """

    name: ClassVar[str] = "after_date"
    key: str
    months: int = 0
    days: int = 0
    why: str = ""
    stands: bool = False
    same_day: bool = False

    def __post_init__(self) -> None:
        check_key(self.key)
        object.__setattr__(self, "is_single", not self.same_day)
        object.__setattr__(self, "is_formality", self.same_day)

    def occurrences(self, profile: Profile, first: dt.date, last: dt.date) -> Iterator[Occurrence]:
        """Yield the one date counted from that of the profile."""
        origin = profile.date(self.key)
        if origin is None:
            return
        nominal = add_months(origin, self.months) + dt.timedelta(days=self.days)
        if first <= nominal <= last:
            yield on_day(nominal, self.why.replace("{origin}", full_date(origin)))

    def gaps(self, profile: Profile) -> Iterator[Gap]:
        """Yield the key when nobody said whether there is such a date, or the duty that stands without it."""
        if profile.date(self.key) is None and (self.stands or profile.get(self.key) is UNKNOWN):
            yield Gap(self.key, stands=self.stands)


@dataclass(frozen=True)
class AfterFirst(Schedule):
    """Some months after the earliest date of a list; without any such date the duty stands all the same."""

    name: ClassVar[str] = "after_first"
    is_single = True
    records: str
    key: str
    months: int
    why: str = ""

    def __post_init__(self) -> None:
        check_record_keys(self.records, self.key)

    def occurrences(self, profile: Profile, first: dt.date, last: dt.date) -> Iterator[Occurrence]:
        """Yield the one date counted from the earliest of the list."""
        origin = self._origin(profile)
        if origin and first <= (nominal := add_months(origin, self.months)) <= last:
            yield on_day(nominal, self.why.replace("{origin}", full_date(origin)))

    def gaps(self, profile: Profile) -> Iterator[Gap]:
        """Yield the list when none of its records has the date."""
        if self._origin(profile) is None:
            yield Gap(self.records, stands=True)

    def _origin(self, profile: Profile) -> dt.date | None:
        dates = (date_in(item, self.key) for item in profile.items(self.records))
        return min((found for found in dates if found), default=None)


@dataclass(frozen=True)
class AfterEach(Schedule):
    """For each record, so long after one of its dates, or before it with negative numbers; once.

    `count` « ouvrables » or « ouvrés » counts days of that kind; `opens_days` counts the first possible day from the
    same date; `until` names the date after which nothing is owed any more, such as the day an employee left.
    `year_end` moves the date to 31 December.
    """

    name: ClassVar[str] = "after_each"
    is_formality = True
    records: str
    key: str
    months: int = 0
    days: int = 0
    count: str = ""
    opens_days: int = 0
    until: str = ""
    year_end: bool = False
    why: str = ""
    about_origin: bool = False

    def __post_init__(self) -> None:
        check_record_keys(self.records, self.key, self.until)
        _check_count(self.count, self.days)

    def occurrences(self, profile: Profile, first: dt.date, last: dt.date) -> Iterator[Occurrence]:
        """Yield the date of each record that has one to count from."""
        for path, item in items_with_paths(profile, self.records):
            origin = date_in(item, self.key)
            if origin is None:
                continue
            nominal = self._nominal(origin, profile)
            if first <= nominal <= min(last, date_in(item, self.until) or last):
                why = self.why.replace("{origin}", full_date(origin))
                opens = origin + dt.timedelta(days=self.opens_days) if self.opens_days else None
                about = origin if self.about_origin else nominal
                yield Occurrence(nominal.isoformat(), about, nominal, why, str(item["ref"]), item, path, opens=opens)

    def _nominal(self, origin: dt.date, profile: Profile) -> dt.date:
        if self.count:
            return _OPEN_DAYS[self.count](origin, self.days, profile.place)
        nominal = add_months(origin, self.months) + dt.timedelta(days=self.days)
        return nominal.replace(month=12, day=31) if self.year_end else nominal


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
        check_record_keys(self.records, self.key, self.renewed_by, self.until)
        if self.months < 1:
            raise ValueError("un nombre de mois d’au moins 1 est attendu")

    def occurrences(self, profile: Profile, first: dt.date, last: dt.date) -> Iterator[Occurrence]:
        """Yield the dates of each record in turn."""
        for path, item in items_with_paths(profile, self.records):
            renewed = date_in(item, self.renewed_by)
            origin = renewed or date_in(item, self.key)
            if origin is None:
                continue
            stop = min(last, date_in(item, self.until) or last)
            for nominal in _repeated(origin, 1 if renewed else 0, self.months, first, stop):
                yield Occurrence(nominal.isoformat(), nominal, nominal, "", str(item["ref"]), item, path)

    def gaps(self, profile: Profile) -> Iterator[Gap]:
        """Yield the start of each record that has none."""
        for path, item in items_with_paths(profile, self.records):
            if not (date_in(item, self.key) or date_in(item, self.renewed_by)):
                yield Gap(f"{path}.{self.key}", item, path)


@dataclass(frozen=True)
class BeforeTerms(Schedule):
    """For each record, a notice before terms that come back every so many months, counted from one of its dates.

    The notice is `notice_months`, or the number that `notice_key` holds, before the term; `days_before` more days
    when the term is the eve of the anniversary. `years_key` says after how many years there is no such term left.
    """

    name: ClassVar[str] = "before_terms"
    records: str
    key: str
    months: int
    first_term: int
    notice_months: int
    notice_key: str = ""
    days_before: int = 0
    years_key: str = ""
    until: str = ""

    def __post_init__(self) -> None:
        check_record_keys(self.records, self.key, self.notice_key, self.years_key, self.until)
        if self.months < 1 or self.first_term < 0:
            raise ValueError("un nombre de mois d’au moins 1 et un premier terme d’au moins 0 sont attendus")

    def occurrences(self, profile: Profile, first: dt.date, last: dt.date) -> Iterator[Occurrence]:
        """Yield the last day to give notice of each term."""
        for path, item in items_with_paths(profile, self.records):
            origin = date_in(item, self.key)
            if origin is None:
                continue
            notice = item.get(self.notice_key) if self.notice_key else None
            back = notice if isinstance(notice, int) else self.notice_months
            stop = min(last, date_in(item, self.until) or last)
            years = item.get(self.years_key)
            rank = max(self.first_term, (first.year - origin.year - 1) * 12 // self.months)
            while not (isinstance(years, int) and rank * self.months > years * 12):
                nominal = add_months(origin, rank * self.months - back) - dt.timedelta(days=self.days_before)
                if nominal > stop:
                    break
                if nominal >= first:
                    term = add_months(origin, rank * self.months) - dt.timedelta(days=self.days_before)
                    why = f"terme le {full_date(term)}"
                    yield Occurrence(term.isoformat(), nominal, nominal, why, str(item["ref"]), item, path)
                rank += 1


@dataclass(frozen=True)
class BeforeQuarterEnds(Schedule):
    """For each record, so many months before the end of each civil quarter."""

    name: ClassVar[str] = "before_quarter_ends"
    records: str
    notice_months: int

    def __post_init__(self) -> None:
        check_record_keys(self.records)

    def occurrences(self, profile: Profile, first: dt.date, last: dt.date) -> Iterator[Occurrence]:
        """Yield the last day to give notice for each quarter."""
        for path, item in items_with_paths(profile, self.records):
            quarter = dt.date(first.year, 3, 31)
            while (nominal := add_months(quarter, -self.notice_months)) <= last:
                if nominal >= first:
                    why = f"pour le {full_date(quarter)}"
                    yield Occurrence(quarter.isoformat(), nominal, nominal, why, str(item["ref"]), item, path)
                quarter = month_end(add_months(quarter, 3))


@dataclass(frozen=True)
class EndOfTrial(Schedule):
    """For each employee on trial, the last day to give the employer's notice before the trial ends.

    Source: Code du travail, L1221-25, base LEGI du 27/03/2026: 24 hours below eight days of presence, 48 hours up
    to one month, two weeks after one month, one month after three months.
    """

    name: ClassVar[str] = "end_of_trial"

    def occurrences(self, profile: Profile, first: dt.date, last: dt.date) -> Iterator[Occurrence]:
        """Yield one date for each trial whose end is known."""
        for path, item in items_with_paths(profile, "employees"):
            end, hired = date_in(item, "trial_end"), date_in(item, "hired")
            if end is None or hired is None:
                continue
            nominal, notice = _with_notice(hired, end)
            if first <= nominal <= min(last, date_in(item, "left") or last):
                why = f"essai jusqu’au {full_date(end)}, préavis de {notice}"
                yield Occurrence(end.isoformat(), end, nominal, why, str(item["ref"]), item, path)


@dataclass(frozen=True)
class AfterOccurrence(Schedule):
    """For each thing of a kind that happened, so long after it: months, days, or hours.

    `count` « ouvrables » or « ouvrés » counts days of that kind, « sans dimanches ni fériés » hours outside them;
    with `quarter_end` the time runs from the end of the civil quarter. What is counted in hours from a mere date
    runs from its first minute.
    """

    name: ClassVar[str] = "after_occurrence"
    kind: str
    months: int = 0
    days: int = 0
    hours: int = 0
    count: str = ""
    quarter_end: bool = False

    def __post_init__(self) -> None:
        if self.kind not in OCCURRENCE_KINDS:
            raise ValueError(f"genre d’événement inconnu ({', '.join(OCCURRENCE_KINDS)})")
        if self.hours and self.count not in _HOURS:
            raise ValueError(f"compte d’heures inconnu ({', '.join(filter(None, _HOURS))})")
        if not self.hours:
            _check_count(self.count, self.days)

    def occurrences(self, profile: Profile, first: dt.date, last: dt.date) -> Iterator[Occurrence]:
        """Yield the limit of each."""
        for path, item in items_with_paths(profile, "occurrences"):
            happened = item["at"]
            if item["kind"] != self.kind or not isinstance(happened, dt.date):
                continue
            found = self._limit(happened, profile)
            if first <= found.nominal <= last:
                yield replace(found, subject=str(item["ref"]), item=item, item_path=path)

    def _limit(self, happened: dt.date, profile: Profile) -> Occurrence:
        moment = happened if isinstance(happened, dt.datetime) else dt.datetime.combine(happened, dt.time())
        day = moment.date()
        if self.hours:
            end = _HOURS[self.count](moment, self.hours, profile.place)
            why = f"connu le {full_date(day)} à {moment.hour}\u00a0h\u00a0{moment.minute:02d}"
            return Occurrence(day.isoformat(), day, end.date(), why, at=end.time())
        why = f"le {full_date(day)}"
        if self.count:
            return Occurrence(day.isoformat(), day, _OPEN_DAYS[self.count](day, self.days, profile.place), why)
        origin = month_end(day.replace(month=(day.month + 2) // 3 * 3, day=1)) if self.quarter_end else day
        return Occurrence(day.isoformat(), day, add_months(origin, self.months) + dt.timedelta(days=self.days), why)


OFFSETS = (
    AfterDate,
    AfterFirst,
    AfterEach,
    EverySince,
    BeforeTerms,
    BeforeQuarterEnds,
    EndOfTrial,
    AfterOccurrence,
)


def _repeated(origin: dt.date, rank: int, months: int, first: dt.date, last: dt.date) -> Iterator[dt.date]:
    elapsed = (first.year - origin.year) * 12 + first.month - origin.month
    rank = max(rank, elapsed // months)
    while (nominal := add_months(origin, rank * months)) <= last:
        if nominal >= first:
            yield nominal
        rank += 1


def _with_notice(hired: dt.date, end: dt.date) -> tuple[dt.date, str]:
    if end >= add_months(hired, 3):
        return add_months(end, -1), "un mois"
    if end >= add_months(hired, 1):
        return end - dt.timedelta(weeks=2), "deux semaines"
    if end >= hired + dt.timedelta(days=8):
        return end - dt.timedelta(days=2), "48\u00a0heures"
    return end - dt.timedelta(days=1), "24\u00a0heures"


def _check_count(count: str, days: int) -> None:
    if count and (count not in _OPEN_DAYS or days < 1):
        raise ValueError(f"un nombre de jours d’au moins 1 et un compte connu ({', '.join(_OPEN_DAYS)}) sont attendus")
