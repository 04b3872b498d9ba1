"""Weeks against hours: nothing is lost by summing, holidays take hours and give none, what is advanced finds room."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from officedesk.domain.load import Hours, Planned, Week, advances, first_fit, fits, mondays, weeks

SIX = (360, 360, 360, 360, 360, 0, 0)
MONDAY = dt.date(2026, 11, 23)
LAST = MONDAY + dt.timedelta(days=34)

some_days = st.dates(MONDAY, LAST)
loads = st.dictionaries(some_days, st.integers(0, 3000), max_size=20)


def week(number: int, planned: int, available: int = 1800) -> Week:
    return Week(MONDAY + dt.timedelta(weeks=number), planned, available)


def test_a_week_at_new_year_counts_neither_the_holiday_nor_the_days_off() -> None:
    # Christmas is a Friday in 2026, New Year's Day too; she is away on the 24th and from the 28th to the 31st.
    away = [(dt.date(2026, 12, 24), dt.date(2026, 12, 24)), (dt.date(2026, 12, 28), dt.date(2026, 12, 31))]
    found = weeks(dt.date(2026, 12, 14), dt.date(2027, 1, 10), Hours(SIX, away), {}, {})

    assert [(each.name, each.available // 60) for each in found] == [
        ("2026-W51", 30), ("2026-W52", 18), ("2026-W53", 0), ("2027-W01", 30),
    ]  # fmt: skip
    assert found[2].percent is None


def test_the_share_is_not_rounded() -> None:
    assert week(0, 1470, 1440).percent == pytest.approx(102.083333, abs=1e-6)


def test_a_request_waits_for_the_first_week_that_has_room() -> None:
    found = [week(0, 1800), week(1, 1500), week(2, 0, 0), week(3, 1440)]

    assert fits(found[1], 300)
    assert not fits(found[1], 301)
    assert first_fit(found, 360, MONDAY) == found[3]
    assert first_fit(found, 300, MONDAY) == found[1]
    assert first_fit(found, 60, MONDAY + dt.timedelta(days=16)) == found[3]
    assert first_fit(found, 361, MONDAY) is None


def test_what_cannot_begin_earlier_stays_and_the_rest_goes_to_the_nearest_week() -> None:
    found = [week(0, 1200), week(1, 1740), week(2, 2100)]
    day = MONDAY + dt.timedelta(weeks=2)
    tasks = [
        Planned(1, 7, "attend la direction", day, 120, waits=True),
        Planned(2, 7, "lundi", day, 60),
        Planned(3, 7, "vendredi", day + dt.timedelta(days=4), 240),
        Planned(4, 7, "trop long", day + dt.timedelta(days=4), 700),
        Planned(5, 7, "une autre semaine", MONDAY, 60),
    ]

    moved = advances(found, tasks)

    # Five hours too many: Friday's four go to the first week, Monday's one to the second, which has just that.
    assert [(each.task.id, each.to.monday) for each in moved] == [(3, found[0].monday), (2, found[1].monday)]


@given(loads, st.dictionaries(some_days, st.integers(0, 5), max_size=20))
def test_the_weeks_hold_all_that_the_days_do(planned: dict[dt.date, int], unknown: dict[dt.date, int]) -> None:
    found = weeks(MONDAY, LAST, Hours(SIX), planned, unknown)

    assert sum(each.planned for each in found) == sum(planned.values())
    assert sum(each.unestimated for each in found) == sum(unknown.values())
    assert [each.monday for each in found] == list(mondays(MONDAY, LAST))


@given(st.dates(dt.date(2000, 1, 1), dt.date(2090, 1, 1)), st.lists(some_days, max_size=6), st.integers(0, 1440))
def test_an_absence_never_gives_hours(day: dt.date, days: list[dt.date], minutes: int) -> None:
    every = (*SIX[:5], minutes, minutes)
    full, less = Hours(every), Hours(every, [(min(days), max(days))] if days else [])

    for each in (day, *days):
        assert 0 <= less.on(each) <= full.on(each) <= every[each.weekday()]
    assert all(less.on(each) == 0 for each in days)


@given(
    st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 2400)), min_size=1, max_size=5),
    st.lists(st.tuples(some_days, st.integers(0, 900), st.booleans()), max_size=15),
)
def test_what_is_advanced_makes_no_week_overflow(
    loads: list[tuple[int, int]], tasks: list[tuple[dt.date, int, bool]]
) -> None:
    found = [week(number, planned, available) for number, (planned, available) in enumerate(loads)]
    free = {each.monday: each.free for each in found}
    planned = [Planned(number, 1, "", due, minutes, waits) for number, (due, minutes, waits) in enumerate(tasks)]

    for task, to in advances(found, planned):
        assert not task.waits
        assert to.monday < task.due
        assert found[(task.due - MONDAY).days // 7].free < 0
        free[to.monday] -= task.minutes
    assert all(left >= min(0, each.free) for each, left in zip(found, free.values(), strict=True))
