"""Ten years of shifts against a second implementation, written from the law and not from a library of holidays.

No difference is expected: the customary days that libraries add overseas are left out by both.
"""

import datetime as dt

import pytest
from dateutil.easter import easter

from officedesk.domain.compliance.profile import Place
from officedesk.domain.compliance.shifts import SHIFTS
from officedesk.domain.days import ZONES

YEARS = range(2024, 2034)
# Code du travail, L3133-1, then L3134-13 (Moselle, Alsace) and L3422-2 (overseas); Saint-Martin keeps 28 May.
FIXED = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
AFTER_EASTER = (1, 39, 50)
ABOLITION = {
    "971": (5, 27),
    "972": (5, 22),
    "973": (6, 10),
    "974": (12, 20),
    "976": (4, 27),
    "BL": (10, 9),
    "MF": (5, 28),
}


def closed(day: dt.date, zone: str, good_friday: bool) -> bool:
    """Tell whether nobody has to work on a day."""
    since_easter = (day - easter(day.year)).days
    if day.weekday() >= 5 or (day.month, day.day) in FIXED or since_easter in AFTER_EASTER:
        return True
    if zone in ("57", "67", "68"):
        return (day.month, day.day) == (12, 26) or (good_friday and since_easter == -2)
    return (day.month, day.day) == ABOLITION.get(zone)


def first_open(day: dt.date, zone: str, good_friday: bool) -> dt.date:
    while closed(day, zone, good_friday):
        day += dt.timedelta(days=1)
    return day


@pytest.mark.parametrize("good_friday", [True, False])
@pytest.mark.parametrize("zone", ZONES)
def test_every_day_of_ten_years_moves_to_the_same_day(zone: str, good_friday: bool) -> None:
    place = Place(zone, good_friday)
    start, end = dt.date(YEARS[0], 1, 1), dt.date(YEARS[-1], 12, 31)
    every_day = [start + dt.timedelta(days=number) for number in range((end - start).days + 1)]

    local = {day: first_open(day, zone, good_friday) for day in every_day}
    national = {day: first_open(day, "metro", good_friday) for day in every_day}

    for code in ("S1", "S1p", "S1t", "S1v", "S5", "S6"):
        assert {day: SHIFTS[code](day, place) for day in every_day} == local
    assert {day: SHIFTS["S1c"](day, place) for day in every_day} == national
