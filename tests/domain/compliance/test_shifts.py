"""Each way of moving a deadline off a closed day, on days where two of them differ."""

import datetime as dt

import pytest

from officedesk.domain.compliance import counting
from officedesk.domain.compliance.profile import Place
from officedesk.domain.compliance.shifts import SHIFTS

METRO = Place()
METZ = Place("57")
METZ_WITHOUT_TEMPLE = Place("57", good_friday=False)


@pytest.mark.parametrize(
    ("code", "place", "nominal", "expected"),
    [
        # Good Friday 2027 is 26 March, Easter Monday the 29th.
        ("S1", METRO, "2027-03-26", "2027-03-26"),
        ("S1", METZ, "2027-03-26", "2027-03-30"),
        ("S1", METZ_WITHOUT_TEMPLE, "2027-03-26", "2027-03-26"),
        ("S1p", METZ, "2027-03-26", "2027-03-30"),
        ("S1t", METZ, "2027-03-26", "2027-03-30"),
        ("S1v", METZ, "2027-03-26", "2027-03-30"),
        ("S5", METZ, "2027-03-26", "2027-03-30"),
        ("S6", METZ, "2027-03-26", "2027-03-30"),
        # The text of the vehicle taxes names the national holidays only.
        ("S1c", METZ, "2027-03-26", "2027-03-26"),
        ("S1c", METZ, "2027-03-27", "2027-03-30"),
        # A Sunday that nothing moves.
        ("S0", METRO, "2026-11-15", "2026-11-15"),
        ("S1p?", METRO, "2026-11-15", "2026-11-15"),
        ("S2", METRO, "2026-11-14", "2026-11-14"),
        ("S3", METRO, "2026-11-16", "2026-11-16"),
        ("S4", METRO, "2026-11-14", "2026-11-14"),
    ],
)
def test_a_closed_day_moves_as_its_text_says(code: str, place: Place, nominal: str, expected: str) -> None:
    assert SHIFTS[code](dt.date.fromisoformat(nominal), place) == dt.date.fromisoformat(expected)


def test_a_saturday_counts_among_jours_ouvrables_and_not_among_jours_ouvres() -> None:
    friday = dt.date(2026, 11, 13)

    assert counting.open_days_of_six(friday, 1, METRO) == dt.date(2026, 11, 14)
    assert counting.open_days_of_five(friday, 1, METRO) == dt.date(2026, 11, 16)


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        # The clock goes one hour forward in Paris on 28 March 2027, nowhere overseas.
        ("metro", "2027-03-28T04:00"),
        ("57", "2027-03-28T04:00"),
        ("971", "2027-03-28T03:00"),
        ("974", "2027-03-28T03:00"),
        ("976", "2027-03-28T03:00"),
    ],
)
def test_hours_are_elapsed_hours_of_the_zone(zone: str, expected: str) -> None:
    start = dt.datetime.fromisoformat("2027-03-27T03:00")

    assert counting.elapsed_hours(start, 24, Place(zone)) == dt.datetime.fromisoformat(expected)
