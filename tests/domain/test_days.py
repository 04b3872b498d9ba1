"""Days: months from their origin, closed days of each zone, dates as a French text writes them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from officedesk.domain import days


@pytest.mark.parametrize(
    ("origin", "months", "expected"),
    [
        ("2026-08-31", 6, "2027-02-28"),
        ("2026-08-31", 12, "2027-08-31"),  # from the origin: the clip of February is forgotten
        ("2027-08-31", 6, "2028-02-29"),  # 2028 is a leap year
        ("2028-02-29", 12, "2029-02-28"),
        ("2028-02-29", 48, "2032-02-29"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-01-15", -1, "2025-12-15"),
        ("2026-11-30", 0, "2026-11-30"),
    ],
)
def test_months_are_counted_from_the_origin(origin: str, months: int, expected: str) -> None:
    assert days.add_months(dt.date.fromisoformat(origin), months) == dt.date.fromisoformat(expected)


def test_the_national_list_is_the_eleven_days_of_the_labour_code() -> None:
    # Easter 2027 is 28 March: Monday 29, Ascension on 6 May (+39), Whit Monday on 17 May (+50).
    expected = ["01-01", "03-29", "05-01", "05-06", "05-08", "05-17", "07-14", "08-15", "11-01", "11-11", "12-25"]

    assert sorted(f"{day:%m-%d}" for day in days.public_holidays(2027)) == expected


@pytest.mark.parametrize("zone", ["57", "67", "68"])
def test_alsace_moselle_adds_good_friday_and_saint_stephen(zone: str) -> None:
    added = set(days.public_holidays(2027, zone)) - set(days.public_holidays(2027))

    assert added == {dt.date(2027, 3, 26), dt.date(2027, 12, 26)}


def test_good_friday_is_worked_where_there_is_no_protestant_church() -> None:
    added = set(days.public_holidays(2027, "68", good_friday=False)) - set(days.public_holidays(2027))

    assert added == {dt.date(2027, 12, 26)}


def test_saint_stephen_on_a_friday_stays_without_good_friday() -> None:
    # 26 December 2025 is itself a Friday.
    assert not days.is_working_day(dt.date(2025, 12, 26), "57", good_friday=False)


@pytest.mark.parametrize(
    ("zone", "abolition"),
    [
        ("971", "05-27"),
        ("972", "05-22"),
        ("973", "06-10"),
        ("974", "12-20"),
        ("976", "04-27"),
        ("BL", "10-09"),
        ("MF", "05-28"),
    ],
)
def test_overseas_adds_the_abolition_day_only(zone: str, abolition: str) -> None:
    # The library adds customary days in 971, 972 and MF (Mi-Carême, Good Friday, 21 July): the law does not.
    added = set(days.public_holidays(2026, zone)) - set(days.public_holidays(2026))

    assert added == {dt.date.fromisoformat(f"2026-{abolition}")}


def test_an_unknown_zone_is_a_bug_not_a_silent_mainland() -> None:
    with pytest.raises(ValueError, match="988"):
        days.public_holidays(2026, "988")


def test_the_next_working_day_crosses_easter() -> None:
    # Friday 3 April 2026 is Good Friday, Monday 6 is Easter Monday.
    assert days.next_working_day(dt.date(2026, 4, 3)) == dt.date(2026, 4, 3)
    assert days.next_working_day(dt.date(2026, 4, 3), "67") == dt.date(2026, 4, 7)
    assert days.next_working_day(dt.date(2026, 4, 4)) == dt.date(2026, 4, 7)


def test_the_previous_working_day_crosses_the_new_year() -> None:
    # 1 January 2028 is a Saturday.
    assert days.previous_working_day(dt.date(2028, 1, 2)) == dt.date(2027, 12, 31)


def test_the_days_that_move_are_those_computed_by_hand() -> None:
    # Days 5 and 15 of 2026 and 2027 that fall on a closed day, from two printed calendars.
    moved = {
        "2026-02-15": "2026-02-16",
        "2026-03-15": "2026-03-16",
        "2026-04-05": "2026-04-07",
        "2026-07-05": "2026-07-06",
        "2026-08-15": "2026-08-17",
        "2026-09-05": "2026-09-07",
        "2026-11-15": "2026-11-16",
        "2026-12-05": "2026-12-07",
        "2027-05-15": "2027-05-18",
        "2027-06-05": "2027-06-07",
        "2027-08-15": "2027-08-16",
        "2027-09-05": "2027-09-06",
        "2027-12-05": "2027-12-06",
    }
    candidates = [dt.date(year, month, day) for year in (2026, 2027) for month in range(1, 13) for day in (5, 15)]

    found = {day: days.next_working_day(day) for day in candidates}

    assert {f"{day}": f"{next_day}" for day, next_day in found.items() if day != next_day} == moved


@given(st.dates(dt.date(1990, 1, 1), dt.date(2099, 12, 1)), st.sampled_from(days.ZONES), st.booleans())
def test_between_a_day_and_its_next_working_day_nobody_works(day: dt.date, zone: str, good_friday: bool) -> None:
    found = days.next_working_day(day, zone, good_friday)

    assert days.is_working_day(found, zone, good_friday)
    assert (found - day).days <= 5
    between = [day + dt.timedelta(days=offset) for offset in range((found - day).days)]
    assert not any(days.is_working_day(closed, zone, good_friday) for closed in between)


@pytest.mark.parametrize(
    ("day", "week", "monday"),
    [
        ("2026-11-23", "2026-W48", "2026-11-23"),
        ("2027-01-03", "2026-W53", "2026-12-28"),  # the year of the week, not of the day
        ("2027-01-04", "2027-W01", "2027-01-04"),
    ],
)
def test_weeks_are_iso(day: str, week: str, monday: str) -> None:
    assert days.iso_week(dt.date.fromisoformat(day)) == week
    assert days.monday_of(dt.date.fromisoformat(day)) == dt.date.fromisoformat(monday)


def test_days_are_written_as_a_french_text_writes_them() -> None:
    day = dt.date(2026, 12, 15)

    assert days.short_day(dt.date(2026, 11, 20)) == "ven. 20 nov."
    assert days.long_day(day) == "mardi 15 décembre 2026"
    assert days.full_date(day) == "15 décembre 2026"
    assert days.day_and_month(day) == "15 déc."
    assert days.short_date(day) == "15 déc. 2026"
    assert days.short_date(dt.date(2026, 7, 1)) == "1er juil. 2026"


@pytest.mark.parametrize(
    ("month", "expected"),
    [
        (4, "d’avril 2026"),
        (8, "d’août 2026"),
        (10, "d’octobre 2026"),
        (11, "de novembre 2026"),
        (2, "de février 2026"),
    ],
)
def test_the_preposition_elides_before_a_vowel(month: int, expected: str) -> None:
    assert days.of_month(dt.date(2026, month, 1)) == expected


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [(90, "1_h_30"), (65, "1_h_05"), (45, "45_min"), (300, "5_h"), (0, "0_h"), (-90, "−1_h_30"), (1500, "25_h")],
)
def test_durations_keep_their_unit_on_the_line(minutes: int, expected: str) -> None:
    assert days.hours(minutes) == expected.replace("_", "\u202f")
