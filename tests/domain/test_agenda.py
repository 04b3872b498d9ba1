"""Where entries stand in a day: each within it, side by side with what it overlaps, never over it."""

import datetime as dt
import itertools

from hypothesis import given
from hypothesis import strategies as st

from officedesk.domain.agenda import SHORTEST, WHOLE_DAY, Entry, in_order, placed, whole_days

DAY = dt.date(2026, 11, 23)
MIDNIGHT = dt.datetime(2026, 11, 23)  # noqa: DTZ001 - wall time


def entry(number: int, start: float, end: float, *, all_day: bool = False) -> Entry:
    """Return an event from an hour of 23 November to another, which may lie in days beside it."""
    begin, until = (MIDNIGHT + dt.timedelta(hours=each) for each in (start, end))
    return Entry("event", number, 1, f"Rendez-vous {number}", begin, until, all_day)


def seen(*entries: Entry) -> list[tuple[int, int, int, int, int]]:
    return [(each.entry.id, each.top, each.bottom, each.column, each.columns) for each in placed(entries, DAY)]


def test_two_that_follow_each_other_take_the_whole_width() -> None:
    assert seen(entry(1, 9, 10), entry(2, 10, 11)) == [(1, 540, 600, 0, 1), (2, 600, 660, 0, 1)]


def test_two_at_once_share_it_and_the_longer_is_at_the_left() -> None:
    assert seen(entry(1, 9, 10), entry(2, 9, 12)) == [(2, 540, 720, 0, 2), (1, 540, 600, 1, 2)]


def test_a_column_that_is_free_again_is_taken_again() -> None:
    # The third begins when the first is over, beside the second, which lasts.
    assert seen(entry(1, 9, 10), entry(2, 9.5, 12), entry(3, 10, 11)) == [
        (1, 540, 600, 0, 2),
        (2, 570, 720, 1, 2),
        (3, 600, 660, 0, 2),
    ]


def test_what_comes_after_a_crowd_has_the_width_to_itself() -> None:
    assert seen(entry(1, 9, 10), entry(2, 9, 10), entry(3, 14, 15))[2] == (3, 840, 900, 0, 1)


def test_what_is_short_is_high_enough_to_be_read_even_at_midnight() -> None:
    assert seen(entry(1, 9, 9)) == [(1, 540, 540 + SHORTEST, 0, 1)]
    assert seen(entry(1, 23.9, 24)) == [(1, WHOLE_DAY - SHORTEST, WHOLE_DAY, 0, 1)]


def test_a_night_is_cut_at_midnight() -> None:
    assert seen(entry(1, -2, 3)) == [(1, 0, 180, 0, 1)]
    assert seen(entry(1, 22, 30)) == [(1, 1320, 1440, 0, 1)]
    assert seen(entry(1, -5, 0), entry(2, 24, 25)) == []


def test_whole_days_stand_apart() -> None:
    trip = entry(1, -24, 24, all_day=True)
    assert seen(trip) == []
    assert whole_days([trip, entry(2, 24, 48, all_day=True)], DAY) == [trip]


def test_a_day_is_read_from_whole_days_to_the_last_hour() -> None:
    late, early, whole = entry(1, 15, 16), entry(2, 8, 9), entry(3, 0, 24, all_day=True)
    assert in_order([late, early, whole]) == [whole, early, late]


HOURS = st.integers(-30 * 60, 30 * 60)


@given(st.lists(st.tuples(HOURS, st.integers(0, 2000)), max_size=25))
def test_no_entry_hides_another_and_none_leaves_the_day(spans: list[tuple[int, int]]) -> None:
    entries = [entry(number, start / 60, (start + lasts) / 60) for number, (start, lasts) in enumerate(spans)]

    found = placed(entries, DAY)

    assert {each.entry.id for each in found} == {each.id for each in entries if each.is_on(DAY)}
    for each in found:
        assert 0 <= each.top < each.bottom <= WHOLE_DAY
        assert 0 <= each.column < each.columns
    for one, other in itertools.combinations(found, 2):
        if one.top < other.bottom and other.top < one.bottom:
            assert (one.column, one.columns) != (other.column, other.columns)
            assert one.columns == other.columns
