"""The next date of a task that repeats: after today, on its rule, and never for ever."""

import datetime as dt
import time

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from officedesk.domain.repeats import daily, every, following, monthly, refusal, weekly, yearly

MONDAY = dt.date(2026, 11, 23)
DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2035, 12, 31))


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("rule", "due", "expected"),
    [
        (daily(), "2026-11-23", "2026-11-24"),
        (daily(), "2026-11-02", "2026-11-24"),
        (weekly(MONDAY), "2026-11-23", "2026-11-30"),
        (weekly(day("2026-11-27")), "2026-11-27", "2026-12-04"),
        (weekly(MONDAY), "2026-11-26", "2026-11-30"),
        (monthly(day("2026-11-25")), "2026-10-25", "2026-11-25"),
        (monthly(day("2026-01-31")), "2026-11-30", "2026-12-31"),
        (monthly(day("2026-01-31")), "2027-01-31", "2027-02-28"),
        (monthly(day("2026-01-15"), 3), "2026-10-15", "2027-01-15"),
        (yearly(day("2026-12-01")), "2026-12-01", "2027-12-01"),
        (yearly(day("2024-02-29")), "2026-02-28", "2027-02-28"),
        (yearly(day("2024-02-29")), "2027-02-28", "2028-02-29"),
        ("FREQ=MONTHLY;BYDAY=3TH", "2026-11-19", "2026-12-17"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "2026-11-16", "2026-11-30"),
    ],
)
def test_the_next_date_is_the_first_after_the_due_date_and_today(rule: str, due: str, expected: str) -> None:
    found = following(rule, day(due), MONDAY)

    assert found is not None
    assert (found.due, found.recurrence) == (day(expected), rule)


def test_what_is_counted_from_the_day_it_was_done_forgets_the_due_date() -> None:
    late, early = (following(every(3), day(due), MONDAY, from_done=True) for due in ("2026-11-01", "2026-12-24"))

    assert late is not None
    assert late == early
    assert late.due == day("2026-11-26")


def test_a_rule_without_a_due_date_is_counted_from_today() -> None:
    found = following(every(10), None, MONDAY)

    assert found is not None
    assert found.due == day("2026-12-03")


def test_a_count_is_used_up_by_every_date_that_passes() -> None:
    first = following("FREQ=WEEKLY;COUNT=3", MONDAY, MONDAY)
    assert first == (day("2026-11-30"), "FREQ=WEEKLY;COUNT=2")
    assert following("FREQ=WEEKLY;COUNT=2", day("2026-11-30"), day("2026-11-30")) == (
        day("2026-12-07"),
        "FREQ=WEEKLY;COUNT=1",
    )
    assert following("FREQ=WEEKLY;COUNT=1", day("2026-12-07"), day("2026-12-07")) is None
    # Two Mondays went by.
    assert following("FREQ=WEEKLY;COUNT=9", day("2026-11-09"), MONDAY) == (day("2026-11-30"), "FREQ=WEEKLY;COUNT=6")
    assert following("FREQ=WEEKLY;COUNT=3", day("2026-11-09"), MONDAY) is None


def test_an_until_is_the_last_day() -> None:
    assert following("FREQ=WEEKLY;UNTIL=20261130", MONDAY, MONDAY) == (
        day("2026-11-30"),
        "FREQ=WEEKLY;UNTIL=20261130",
    )
    assert following("FREQ=WEEKLY;UNTIL=20261129", MONDAY, MONDAY) is None


@pytest.mark.parametrize(
    "rule",
    ["FREQ=SECONDLY", "FREQ=MINUTELY", "tous les jours", "FREQ=DAILY;INTERVAL=x", "FREQ=DAILY\nRDATE:20270101", ";"],
)
def test_a_rule_that_cannot_be_followed_is_refused_and_gives_nothing(rule: str) -> None:
    sentence = refusal(rule)

    assert sentence is not None
    assert sentence.startswith("Cette tâche ne peut pas se répéter ainsi")
    assert following(rule, MONDAY, MONDAY) is None


@pytest.mark.parametrize(
    ("rule", "due"),
    [
        ("FREQ=DAILY;COUNT=999999999", dt.date.min),
        ("FREQ=HOURLY;BYMINUTE=0,15,30,45;COUNT=999999999", dt.date.min),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", MONDAY),
        ("FREQ=YEARLY;INTERVAL=10000", MONDAY),
        ("FREQ=DAILY", dt.date.max),
    ],
)
def test_a_rule_made_to_hang_ends(rule: str, due: dt.date) -> None:
    began = time.monotonic()

    assert following(rule, due, MONDAY) is None
    assert time.monotonic() - began < 2


@given(
    frequency=st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
    interval=st.integers(1, 5),
    weekdays=st.sets(st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"])),
    due=DAYS,
    today=DAYS,
)
def test_the_next_date_is_after_today_on_the_rule_and_the_first_such(
    frequency: str, interval: int, weekdays: set[str], due: dt.date, today: dt.date
) -> None:
    rule = f"FREQ={frequency};INTERVAL={interval}"
    if weekdays:
        rule += f";BYDAY={','.join(sorted(weekdays))}"

    found = following(rule, due, today)

    after = dt.datetime.combine(max(due, today), dt.time())
    expected = rrulestr(f"RRULE:{rule}", dtstart=dt.datetime.combine(due, dt.time())).after(after)
    assert found is not None
    assert expected is not None
    assert found.due == expected.date()
    assert found.due > max(due, today)
    assert found.recurrence == rule


@given(count=st.integers(1, 40), interval=st.integers(1, 9), due=DAYS, delays=st.lists(st.integers(0, 30), max_size=40))
def test_a_count_never_gives_more_tasks_than_it_says(
    count: int, interval: int, due: dt.date, delays: list[int]
) -> None:
    rule, tasks = f"FREQ=DAILY;INTERVAL={interval};COUNT={count}", 1
    last = due + dt.timedelta(days=interval * (count - 1))
    for delay in [*delays, *[0] * count]:
        found = following(rule, due, due + dt.timedelta(days=delay))
        if found is None:
            break
        due, rule, tasks = found.due, found.recurrence, tasks + 1
        assert due <= last

    assert tasks <= count
    assert following(rule, due, due) is None or due < last
