"""What the law does with a deadline that falls on a closed day, one named function for each of its ways."""

import datetime as dt
from collections.abc import Callable, Mapping

from officedesk.domain.compliance.profile import Profile
from officedesk.domain.days import full_date, is_working_day, next_working_day, public_holidays, weekday_name

Shift = Callable[[dt.date, Profile], dt.date]


def no_shift(nominal: dt.date, profile: Profile) -> dt.date:  # noqa: ARG001 - the shape of every shift
    """Return the day itself (S0): a maximum duration, or the date of a contract.

    No text moves these dates; the prudent date is the working day before.
    """
    return nominal


def next_day_that_is_worked(nominal: dt.date, profile: Profile) -> dt.date:
    """Return the first day that is neither a Saturday, nor a Sunday, nor a holiday of the zone (S1).

    Source: Code de la sécurité sociale, R133-14, I, third paragraph (LEGIARTI000048863743): « Si le délai imparti
    pour effectuer la DSN expire un jour férié ou non ouvré, il est prorogé jusqu’au jour ouvrable suivant », read
    on 2026-11-22. The article has a newer version (LEGIARTI000054167679), not read. Whit Monday stays a holiday
    where it is the day of solidarity (Code du travail, L3133-1 and L3133-7).
    """
    return next_working_day(nominal, profile.zone, profile.good_friday)


SHIFTS: Mapping[str, Shift] = {"S0": no_shift, "S1": next_day_that_is_worked}


def shift_reason(nominal: dt.date, due: dt.date, profile: Profile) -> str | None:
    """Return why a deadline moved, day by day, in French; None when it did not."""
    if nominal == due:
        return None
    reasons = [_closed_because(nominal, profile)]
    day = nominal + dt.timedelta(days=1)
    while day < due:
        # After the first day, a week-end needs no comment: a holiday in the week does.
        if day.weekday() < 5 and not is_working_day(day, profile.zone, profile.good_friday):
            reasons.append(_closed_because(day, profile))
        day += dt.timedelta(days=1)
    return ", ".join(reasons)


def _closed_because(day: dt.date, profile: Profile) -> str:
    holiday = public_holidays(day.year, profile.zone, profile.good_friday).get(day)
    if holiday:
        return f"le {full_date(day)} est férié ({holiday})"
    return f"le {full_date(day)} est un {weekday_name(day)}"
