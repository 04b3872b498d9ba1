"""What a person chooses makes a rule whose dates are those of dateutil, and the rule is read back as that choice."""

import datetime as dt

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from officedesk.domain.recurrence import expand
from officedesk.domain.repetition import (
    DAILY,
    MONTHLY,
    WEEKLY,
    YEARLY,
    On,
    Repetition,
    days_of_month,
    every,
    every_of,
    repetition_of,
    rule_of,
)

firsts = st.datetimes(dt.datetime(2020, 1, 1), dt.datetime(2035, 12, 31)).map(  # noqa: DTZ001 - wall time
    lambda moment: moment.replace(second=0, microsecond=0, hour=moment.hour or 9)
)


@st.composite
def choices(draw: st.DrawFn) -> tuple[Repetition, dt.datetime]:
    """Draw what the editor can say, with its first date."""
    first = draw(firsts)
    frequency = draw(st.sampled_from([DAILY, WEEKLY, MONTHLY, YEARLY]))
    end = draw(st.sampled_from(["", "until", "count"]))
    weekdays = draw(st.sets(st.integers(0, 6), min_size=1)) if frequency == WEEKLY else set()
    return Repetition(
        frequency,
        draw(st.integers(1, 12)),
        tuple(sorted(weekdays)),
        draw(st.sampled_from(days_of_month(first.date()))) if frequency == MONTHLY else On.NUMBER,
        first.date() + dt.timedelta(days=draw(st.integers(0, 3000))) if end == "until" else None,
        draw(st.integers(1, 60)) if end == "count" else None,
    ), first


@given(choices())
def test_a_choice_is_read_back_from_its_rule(drawn: tuple[Repetition, dt.datetime]) -> None:
    chosen, first = drawn
    told = repetition_of(rule_of(chosen, first), first)

    assert told is not None
    # The fourth Friday may be the last one: the words differ, the rule does not.
    assert rule_of(told, first) == rule_of(chosen, first)
    assert (told.frequency, told.interval, told.weekdays) == (chosen.frequency, chosen.interval, chosen.weekdays)
    assert (told.until, told.count) == (chosen.until, chosen.count)


@given(choices())
def test_the_dates_are_those_that_dateutil_gives(drawn: tuple[Repetition, dt.datetime]) -> None:
    chosen, first = drawn
    rule = rule_of(chosen, first)
    until = first + dt.timedelta(days=1500)
    expected = {each for each in rrulestr(rule, dtstart=first).between(first, until, inc=True) if each < until}

    spans = expand(
        start=first, end=first, zone="Europe/Paris", all_day=True, recurrence=f"RRULE:{rule}",
        window_start=first, window_end=until, limit=5000,
    )  # fmt: skip

    # The first date counts even where the rule passes over it (RFC 5545, 3.8.5.3).
    found = [begin for begin, _ in spans]
    assert set(found) - {first} <= expected
    if chosen.count is None:
        assert set(found) == expected | {first}


MORNING = dt.datetime(2026, 11, 27, 9)  # noqa: DTZ001 - a Friday


@pytest.mark.parametrize(
    ("rule", "until"),
    [
        # The series was cut before the date of the 11th: the last one is before that day.
        ("FREQ=WEEKLY;BYDAY=FR;UNTIL=20261211T085959", dt.date(2026, 12, 10)),
        ("FREQ=WEEKLY;BYDAY=FR;UNTIL=20261211T090000", dt.date(2026, 12, 11)),
        ("FREQ=WEEKLY;UNTIL=20261211", dt.date(2026, 12, 11)),
    ],
)
def test_an_end_before_the_hour_leaves_its_day_out(rule: str, until: dt.date) -> None:
    told = repetition_of(rule, MORNING)

    assert told == Repetition(WEEKLY, 1, (4,), until=until)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=MONTHLY;BYDAY=2MO",  # not the first date's
        "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1",
        "FREQ=WEEKLY;BYDAY=FR;BYMONTH=11",
        "FREQ=HOURLY",
        "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1",
        "FREQ=DAILY;BYHOUR=9,17",
        "n’importe quoi",
        "",
    ],
)
def test_a_rule_that_says_more_is_no_choice(rule: str) -> None:
    assert repetition_of(rule, MORNING) is None


def test_what_comes_back_after_it_is_done_has_a_length_only() -> None:
    assert every(DAILY, 1) == "FREQ=DAILY"
    assert every_of("FREQ=DAILY;INTERVAL=1") == (DAILY, 1)
    assert every_of(every(MONTHLY, 2)) == (MONTHLY, 2)
    assert every_of("FREQ=MONTHLY;BYMONTHDAY=3") is None
    assert every_of("FREQ=DAILY;COUNT=3") is None
