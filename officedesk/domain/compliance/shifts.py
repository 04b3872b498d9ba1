"""What the law does with a deadline that falls on a closed day, one named function for each of its ways."""

import datetime as dt
from collections.abc import Callable, Mapping

from officedesk.domain.compliance.profile import Place
from officedesk.domain.days import full_date, is_working_day, next_working_day, public_holidays, weekday_name

Shift = Callable[[dt.date, Place], dt.date]


def no_shift(nominal: dt.date, place: Place) -> dt.date:  # noqa: ARG001 - the shape of every shift
    """Return the day itself (S0): a maximum duration, or the date of a contract.

    No text moves these dates; the prudent date is the working day before.
    """
    return nominal


def counted_already(nominal: dt.date, place: Place) -> dt.date:  # noqa: ARG001 - the shape of every shift
    """Return the day itself: closed days were left out while counting (S2 jours ouvrables, S3 jours ouvrés, S4 hours).

    Sources: in `counting`, at the function of each count.
    """
    return nominal


def no_verified_shift(nominal: dt.date, place: Place) -> dt.date:  # noqa: ARG001 - the shape of every shift
    """Return the day itself where practice moves it and no text read does (S1p?).

    Source: the whole Code de la sécurité sociale has a clause for the DSN and the PASRAU only (R133-14, R133-14-1),
    none for the self-employed (R613-2, R613-3), micro-entrepreneurs (R613-8) or Agirc-Arrco; searched on 2026-11-23.
    """
    return nominal


def next_day_that_is_worked(nominal: dt.date, place: Place) -> dt.date:
    """Return the first day that is neither a Saturday, nor a Sunday, nor a holiday of the zone (S1, and S1p).

    Source: Code de la sécurité sociale, R133-14, I, third paragraph (LEGIARTI000048863743): « Si le délai imparti
    pour effectuer la DSN expire un jour férié ou non ouvré, il est prorogé jusqu’au jour ouvrable suivant », read
    on 2026-11-22. The article has a newer version (LEGIARTI000054167679), not read. Whit Monday stays a holiday
    where it is the day of solidarity (Code du travail, L3133-1 and L3133-7). The payment of contributions (S1p)
    has no clause of its own (R243-6) and follows the return, as the sums due in May 2022 and May 2024 did.
    """
    return next_working_day(nominal, place.zone, place.good_friday)


def tax_payment(nominal: dt.date, place: Place) -> dt.date:
    """Return the first open day, for the payment of direct taxes (S1t).

    Source: Code général des impôts, annexe IV, art. 199-0 (LEGIARTI000034729384), « premier jour ouvrable
    suivant », read on 2026-11-22.
    """
    return next_working_day(nominal, place.zone, place.good_friday)


def vat_return(nominal: dt.date, place: Place) -> dt.date:
    """Return the first open day, for a VAT return (S1v).

    Source: https://fl-ecompliance.com/lexique/declaration-de-tva-ca3/, seen on 2026-11-22, not the law itself.
    """
    return next_working_day(nominal, place.zone, place.good_friday)


def goods_and_services_tax(nominal: dt.date, place: Place) -> dt.date:  # noqa: ARG001 - the shape of every shift
    """Return the first day that is no week-end and no holiday of the national list, whatever the zone (S1c).

    Source: Code des impositions sur les biens et services, D171-5 (décret 2024-610), which names the holidays of
    Code du travail L3133-1 only; read on 2026-11-22.
    """
    return next_working_day(nominal)


def european_period(nominal: dt.date, place: Place) -> dt.date:
    """Return the next open day for a period in days or months that ends on a closed one (S5).

    Source: règlement (CEE, Euratom) 1182/71, art. 3(4); periods in hours are counted in `counting` and never move.
    """
    return next_working_day(nominal, place.zone, place.good_friday)


def end_of_employment_procedure(nominal: dt.date, place: Place) -> dt.date:
    """Return the next open day, for the periods of termination procedures (S6).

    Source: Code du travail, R1231-1, read on 2026-11-22.
    """
    return next_working_day(nominal, place.zone, place.good_friday)


SHIFTS: Mapping[str, Shift] = {
    "S0": no_shift,
    "S1": next_day_that_is_worked,
    "S1p": next_day_that_is_worked,
    "S1p?": no_verified_shift,
    "S1t": tax_payment,
    "S1v": vat_return,
    "S1c": goods_and_services_tax,
    "S2": counted_already,
    "S3": counted_already,
    "S4": counted_already,
    "S5": european_period,
    "S6": end_of_employment_procedure,
}
COUNTS: Mapping[str, str] = {"S2": "ouvrables", "S3": "ouvrés", "S4": "sans dimanches ni fériés"}
"""Shifts that are ways of counting, each with the count that the schedule of the rule must name."""


def shift_reason(nominal: dt.date, due: dt.date, place: Place, shift: str = "S1") -> str | None:
    """Return why a deadline moved, day by day, in French; None when it did not.

    Where no text says whether it moves, a deadline on a closed day says that instead.
    """
    if nominal == due:
        unsure = shift == "S1p?" and not is_working_day(nominal, place.zone, place.good_friday)
        return f"{_closed_because(nominal, place)}, report non vérifié" if unsure else None
    reasons = [_closed_because(nominal, place)]
    day = nominal + dt.timedelta(days=1)
    while day < due:
        # After the first day, a week-end needs no comment: a holiday in the week does.
        if day.weekday() < 5 and not is_working_day(day, place.zone, place.good_friday):
            reasons.append(_closed_because(day, place))
        day += dt.timedelta(days=1)
    return ", ".join(reasons)


def _closed_because(day: dt.date, place: Place) -> str:
    holiday = public_holidays(day.year, place.zone, place.good_friday).get(day)
    if holiday:
        return f"le {full_date(day)} est férié ({holiday})"
    return f"le {full_date(day)} est un {weekday_name(day)}"
