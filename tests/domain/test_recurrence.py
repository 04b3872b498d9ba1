"""When repeated events happen: the cases of the standard, changes of hour, and rules made to hang a program."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from officedesk.domain.recurrence import LIMIT, expand, told_in, why_not

PARIS = "Europe/Paris"


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def starts(recurrence: str, start: str, window: tuple[str, str], **more: Any) -> list[str]:
    begin = at(start)
    values: dict[str, Any] = {"end": begin + dt.timedelta(hours=1), "zone": PARIS, "all_day": False, **more}
    found = expand(start=begin, recurrence=recurrence, window_start=at(window[0]), window_end=at(window[1]), **values)
    return [moment.isoformat(timespec="minutes") for moment, _ in found]


def days(recurrence: str, start: str, window: tuple[str, str], **more: Any) -> list[str]:
    return [moment[:10] for moment in starts(recurrence, start, window, **more)]


NOVEMBER = ("2026-11-01", "2026-12-01")
YEAR = ("2026-01-01", "2027-01-01")


@pytest.mark.parametrize(
    ("rule", "start", "expected"),
    [
        ("FREQ=WEEKLY;BYDAY=MO,FR", "2026-11-02T09:00", [2, 6, 9, 13, 16, 20, 23, 27, 30]),
        ("FREQ=WEEKLY;INTERVAL=2", "2026-10-20T09:00", [3, 17]),
        ("FREQ=DAILY;INTERVAL=10", "2026-11-05T09:00", [5, 15, 25]),
        ("FREQ=DAILY;COUNT=3", "2026-11-29T09:00", [29, 30]),
        ("FREQ=DAILY;UNTIL=20261103", "2026-11-01T09:00", [1, 2, 3]),
        ("FREQ=DAILY;UNTIL=20261103T075959Z", "2026-11-01T09:00", [1, 2]),
        ("FREQ=MONTHLY;BYDAY=-1FR", "2026-01-30T09:00", [27]),
        ("FREQ=MONTHLY;BYDAY=1MO", "2026-01-05T09:00", [2]),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "2026-01-31T09:00", [30]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-01-30T09:00", [30]),
        ("FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", "2020-11-26T09:00", [26]),
        ("FREQ=YEARLY;BYWEEKNO=48", "2020-11-23T09:00", [23, 24, 25, 26, 27, 28, 29]),
        ("FREQ=YEARLY;BYYEARDAY=-31", "2020-12-01T09:00", []),
        ("FREQ=YEARLY;BYYEARDAY=-32", "2020-11-30T09:00", [30]),
        ("FREQ=MONTHLY", "2026-01-31T09:00", []),
    ],
)
def test_a_rule_gives_the_days_that_a_calendar_shows(rule: str, start: str, expected: list[int]) -> None:
    assert days(f"RRULE:{rule}", start, NOVEMBER) == [f"2026-11-{day:02d}" for day in expected]


def test_the_first_day_of_the_week_decides_every_other_week() -> None:
    # RFC 5545, 3.8.5.3: the same rule from Tuesday 5 August 1997, with weeks from Monday, then from Sunday.
    window = ("1997-08-01", "1997-09-01")
    rule = "RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST="

    assert days(rule + "MO", "1997-08-05T09:00", window) == ["1997-08-05", "1997-08-10", "1997-08-19", "1997-08-24"]
    assert days(rule + "SU", "1997-08-05T09:00", window) == ["1997-08-05", "1997-08-17", "1997-08-19", "1997-08-31"]


def test_several_rules_dates_and_exceptions_make_one_series() -> None:
    lines = "\n".join(
        [
            "RRULE:FREQ=WEEKLY;UNTIL=20261120",
            "RRULE:FREQ=MONTHLY;BYMONTHDAY=2",
            "RDATE:20261125T150000",
            "RDATE;VALUE=PERIOD:20261126T100000/20261126T123000",
            "EXDATE:20261109T090000",
        ]
    )

    assert starts(lines, "2026-11-02T09:00", NOVEMBER) == [
        "2026-11-02T09:00",
        "2026-11-16T09:00",
        "2026-11-25T15:00",
        "2026-11-26T10:00",
    ]


def test_a_date_given_as_a_period_keeps_its_own_length() -> None:
    found = expand(
        start=at("2026-11-02T09:00"),
        end=at("2026-11-02T10:00"),
        zone=PARIS,
        all_day=False,
        recurrence="RDATE;VALUE=PERIOD:20261126T100000/20261126T123000",
        window_start=at("2026-11-26"),
        window_end=at("2026-11-27"),
    )

    assert found == [(at("2026-11-26T10:00"), at("2026-11-26T12:30"))]


def test_a_whole_day_can_be_taken_out_of_a_series_that_has_hours() -> None:
    lines = "RRULE:FREQ=DAILY;COUNT=4\nEXDATE;VALUE=DATE:20261103"

    assert days(lines, "2026-11-02T09:00", NOVEMBER) == ["2026-11-02", "2026-11-04", "2026-11-05"]


def test_the_dates_that_exceptions_replace_are_left_to_them() -> None:
    moved = frozenset({at("2026-11-03T09:00")})

    assert days("RRULE:FREQ=DAILY;COUNT=3", "2026-11-02T09:00", NOVEMBER, excluded=moved) == [
        "2026-11-02",
        "2026-11-04",
    ]


def test_a_meeting_at_nine_stays_at_nine_when_the_hour_changes() -> None:
    assert starts("RRULE:FREQ=WEEKLY", "2026-10-18T09:00", ("2026-10-18", "2026-11-02")) == [
        "2026-10-18T09:00",
        "2026-10-25T09:00",
        "2026-11-01T09:00",
    ]


def test_a_time_that_does_not_exist_is_told_an_hour_later() -> None:
    # 29 March 2026: at two o'clock, Paris goes straight to three.
    assert starts("RRULE:FREQ=DAILY", "2026-03-28T02:30", ("2026-03-28", "2026-03-31")) == [
        "2026-03-28T02:30",
        "2026-03-29T03:30",
        "2026-03-30T02:30",
    ]


def test_a_series_of_another_zone_is_told_at_the_desk() -> None:
    # New York leaves summer time on 1 November 2026, Paris on 25 October: for one week they are five hours apart.
    assert starts("RRULE:FREQ=WEEKLY", "2026-10-20T09:00", ("2026-10-20", "2026-11-04"), zone="America/New_York") == [
        "2026-10-20T15:00",
        "2026-10-27T14:00",
        "2026-11-03T15:00",
    ]


def test_a_series_told_in_utc_moves_with_the_desk_clock() -> None:
    assert starts("RRULE:FREQ=WEEKLY", "2026-10-20T08:00", ("2026-10-20", "2026-10-28"), zone="UTC") == [
        "2026-10-20T10:00",
        "2026-10-27T09:00",
    ]


def test_a_whole_day_is_the_same_day_everywhere() -> None:
    found = expand(
        start=at("2026-10-24"),
        end=at("2026-10-25"),
        zone="America/Los_Angeles",
        all_day=True,
        recurrence="RRULE:FREQ=DAILY;COUNT=2",
        window_start=at("2026-10-20"),
        window_end=at("2026-11-01"),
    )

    assert found == [(at("2026-10-24"), at("2026-10-25")), (at("2026-10-25"), at("2026-10-26"))]


def test_an_event_under_way_when_the_window_opens_is_seen_and_one_that_has_ended_is_not() -> None:
    assert starts("", "2026-10-31T23:30", NOVEMBER) == ["2026-10-31T23:30"]
    assert starts("", "2026-10-31T23:00", NOVEMBER) == []
    assert starts("", "2026-12-01T00:00", NOVEMBER) == []


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=MINUTELY;INTERVAL=1",
        "FREQ=MONTHLY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=99999999999",
        "FREQ=DAILY;COUNT=99999999999999",
        "FREQ=FORTNIGHTLY",
        "FREQ=DAILY;BYHOUR=" + ",".join(map(str, range(24))) + ";BYMINUTE=" + ",".join(map(str, range(60))),
        "FREQ=YEARLY;BYDAY=" + ",".join(["MO"] * 5000),
        "FREQ=DAILY;UNTIL=hier",
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "",
    ],
)
def test_a_rule_that_cannot_be_followed_leaves_the_first_date(rule: str) -> None:
    assert why_not(rule, at("2026-11-02T09:00"))
    assert starts(f"RRULE:{rule}", "2026-11-02T09:00", YEAR) == ["2026-11-02T09:00"]


@pytest.mark.parametrize(
    ("rule", "start", "expected"),
    [
        ("FREQ=DAILY;COUNT=1000000000", "2026-01-01T09:00", 365),
        ("FREQ=HOURLY", "2026-01-01T00:00", LIMIT),
        ("FREQ=DAILY", "0001-01-01T09:00", 365),
        ("FREQ=DAILY;COUNT=1000000000", "0001-01-01T09:00", 0),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "2026-02-03T09:00", 1),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;BYHOUR=1,2,3", "2026-02-03T09:00", 1),
        ("FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30", "2026-02-03T09:00", 1),
        ("FREQ=YEARLY;INTERVAL=10000", "2026-02-03T09:00", 1),
    ],
)
def test_a_rule_without_end_stops_by_itself(rule: str, start: str, expected: int) -> None:
    assert why_not(rule, at(start)) is None
    assert len(starts(f"RRULE:{rule}", start, YEAR)) == expected


def test_the_ends_of_the_calendar_are_no_accident() -> None:
    assert days("RRULE:FREQ=WEEKLY", "9999-12-25T09:00", ("9999-12-01", "9999-12-31")) == ["9999-12-25"]
    assert starts(
        "RRULE:FREQ=HOURLY", "9999-12-31T22:00", ("9999-12-31", "9999-12-31T23:59"), zone="UTC", shown_in="UTC"
    ) == [
        "9999-12-31T22:00",
        "9999-12-31T23:00",
    ]


@given(st.text(max_size=200), st.datetimes())
def test_no_text_and_no_date_makes_it_stumble(text: str, start: dt.datetime) -> None:
    for recurrence in (text, f"RRULE:{text}", f"RDATE:{text}", f"EXDATE;TZID={text}:{text}"):
        found = expand(
            start=start,
            end=start,
            zone=text,
            all_day=False,
            recurrence=recurrence,
            window_start=at("2026-01-01"),
            window_end=at("2027-01-01"),
        )
        assert len(found) <= LIMIT


@given(st.datetimes(min_value=at("2000-01-01"), max_value=at("2037-12-31")))
def test_a_moment_told_elsewhere_and_back_is_the_same(moment: dt.datetime) -> None:
    # UTC has every wall time once, so the way there and back can lose nothing.
    assert told_in(told_in(moment, "UTC", "Asia/Tokyo"), "Asia/Tokyo", "UTC") == moment


# --- rules that are counted ------------------------------------------------------------------------------------------

COUNTED = st.builds(
    lambda frequency, interval, until, parts: ";".join(
        filter(None, (f"FREQ={frequency}", f"INTERVAL={interval}", until, *parts))
    ),
    st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
    st.integers(1, 7),
    st.sampled_from(["", "UNTIL=20270314T150000", "UNTIL=20261001"]),
    st.lists(
        st.sampled_from(["BYDAY=MO", "BYDAY=TU,TH,SU", "BYDAY=3TH", "BYDAY=-1FR,1MO", "BYDAY=5WE", "BYMONTHDAY=31",
                         "BYMONTHDAY=-1,15", "BYMONTHDAY=29", "BYMONTH=2,11", "WKST=SU", "BYMONTHDAY=-31"]),
        max_size=2, unique_by=lambda part: part.partition("=")[0],
    ),
)  # fmt: skip


@given(
    COUNTED,
    st.datetimes(at("2019-01-01"), at("2028-12-31")),
    st.integers(0, 3000),
    st.datetimes(at("2025-01-01"), at("2027-12-31")),
    st.integers(1, 500),
)
def test_a_counted_rule_gives_what_the_others_give_day_by_day(
    value: str, start: dt.datetime, minutes: int, window: dt.datetime, days: int
) -> None:
    start = start.replace(second=0, microsecond=0)
    event: dict[str, Any] = {
        "start": start,
        "end": start + dt.timedelta(minutes=minutes),
        "zone": PARIS,
        "all_day": False,
        "window_start": window,
        "window_end": window + dt.timedelta(days=days),
    }

    counted = expand(recurrence=f"RRULE:{value}", **event)

    # A line that takes nothing away, and a rule is no longer counted.
    assert counted == expand(recurrence=f"RRULE:{value}\nEXDATE:19000101T000000", **event)


def test_a_countable_rule_looks_at_no_day_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("officedesk.domain.recurrence._periods", None)
    start = at("2020-01-06T09:00")
    event: dict[str, Any] = {"start": start, "end": start + dt.timedelta(hours=1), "zone": PARIS, "all_day": False}

    found = expand(
        recurrence="RRULE:FREQ=WEEKLY;BYDAY=MO,TH",
        window_start=at("2026-11-23"),
        window_end=at("2026-11-30"),
        **event,
    )

    assert [span[0] for span in found] == [at("2026-11-23T09:00"), at("2026-11-26T09:00")]
