"""What is said on which day, by examples whose reasons are beside them."""

import datetime as dt

import pytest

from officedesk.domain.reminders import Plan, Preferences, Told, Watched, next_check, notice_hour, plan

USUAL = Preferences()
MONDAY = dt.date(2026, 11, 23)
TUESDAY, FRIDAY, SATURDAY, SUNDAY = (MONDAY + dt.timedelta(days=each) for each in (1, 4, 5, 6))
EVE = MONDAY - dt.timedelta(days=1)
NOON = dt.time(12)


def dated(
    due: dt.date | None,
    *leads: int,
    key: str = "a",
    hour: dt.time | None = None,
    remind_on: dt.date | None = None,
) -> Watched:
    return Watched(key, "Atelier Lumen", f"Obligation {key}", due, hour, leads, remind_on)


def at(day: dt.date, hour: int = 9, minute: int = 0) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour, minute))


def keys(found: Plan) -> list[str]:
    return [] if found.said is None else [each.key for each in found.said.lines]


# --- the digest ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("due", "leads", "said"),
    [
        (MONDAY, (), True),  # its day, whatever its lead times
        (MONDAY + dt.timedelta(days=7), (15, 7), True),  # seven days before, to the day
        (MONDAY + dt.timedelta(days=6), (15, 7), False),  # its seven days were yesterday, a digest said them
        (MONDAY + dt.timedelta(days=8), (15, 7), False),  # tomorrow's
        (MONDAY + dt.timedelta(days=7), (15,), False),  # no lead time of its own
        (EVE, (), True),  # became late this very morning
        (EVE - dt.timedelta(days=1), (), False),  # late since Sunday: said then, or counted
        (None, (7,), False),  # a standing duty has no day
    ],
)
def test_a_monday_says_what_moved_since_sunday(due: dt.date | None, leads: tuple[int, ...], said: bool) -> None:
    found = plan([dated(due, *leads)], Told(EVE), at(MONDAY), USUAL)

    assert keys(found) == (["a"] if said else [])
    assert found.told.day == MONDAY


def test_a_digest_names_the_soonest_first_and_counts_what_was_late_already() -> None:
    long_late = [dated(MONDAY - dt.timedelta(days=each), key=f"old {each}") for each in (9, 30)]
    dates = [dated(MONDAY, key="today"), *long_late, dated(EVE, key="since yesterday"), dated(TUESDAY, 1, key="eve")]

    found = plan(dates, Told(EVE), at(MONDAY), USUAL)

    assert keys(found) == ["since yesterday", "today", "eve"]
    assert found.said is not None
    assert found.said.still_late == 2


def test_what_is_only_late_since_long_is_no_reason_to_speak() -> None:
    assert plan([dated(MONDAY - dt.timedelta(days=9))], Told(EVE), at(MONDAY), USUAL).said is None


def test_a_digest_is_not_repeated_in_its_day_nor_by_another_start() -> None:
    dates = [dated(MONDAY, 7)]
    first = plan(dates, Told(EVE), at(MONDAY), USUAL)

    for later in (at(MONDAY), at(MONDAY, 18, 59)):
        assert plan(dates, first.told, later, USUAL).said is None


def test_a_week_asleep_is_one_digest_and_says_each_date_once() -> None:
    # Last told on Monday 16. Since then: the 15 and the 10 days of one, the 7 of another, the day of a third.
    week_ago = MONDAY - dt.timedelta(days=7)
    dates = [
        dated(MONDAY + dt.timedelta(days=9), 15, 10, key="twice"),
        dated(MONDAY + dt.timedelta(days=3), 7, key="once"),
        dated(MONDAY - dt.timedelta(days=4), key="its day"),
        dated(MONDAY + dt.timedelta(days=30), 7, key="far"),
    ]

    found = plan(dates, Told(week_ago), at(MONDAY), USUAL)

    assert keys(found) == ["its day", "once", "twice"]
    assert plan(dates, found.told, at(TUESDAY), USUAL).said is None


def test_nothing_before_the_hour_of_the_digest() -> None:
    dates = [dated(MONDAY)]

    assert plan(dates, Told(EVE), at(MONDAY, 8, 29), USUAL) == Plan(None, Told(EVE))
    assert keys(plan(dates, Told(EVE), at(MONDAY, 8, 30), USUAL)) == ["a"]


def test_a_lead_time_on_a_saturday_waits_for_monday() -> None:
    # Due on Saturday 5 December: its seven days are Saturday 28 November.
    dates = [dated(SATURDAY + dt.timedelta(days=7), 7)]

    silent = plan(dates, Told(FRIDAY), at(SATURDAY), USUAL)

    assert silent == Plan(None, Told(FRIDAY))
    assert keys(plan(dates, silent.told, at(SATURDAY + dt.timedelta(days=2)), USUAL)) == ["a"]


def test_a_friday_says_what_falls_before_monday_and_the_week_end_is_quiet() -> None:
    dates = [dated(SUNDAY)]

    found = plan(dates, Told(FRIDAY - dt.timedelta(days=1)), at(FRIDAY), USUAL)

    assert keys(found) == ["a"]
    assert plan(dates, found.told, at(SATURDAY), USUAL).said is None
    assert plan(dates, found.told, at(SUNDAY), USUAL).said is None
    # Late, then, like any other.
    assert keys(plan(dates, found.told, at(SUNDAY + dt.timedelta(days=1)), USUAL)) == ["a"]


def test_a_date_of_the_week_end_that_friday_did_not_say_breaks_the_silence() -> None:
    dates = [dated(SUNDAY)]

    assert keys(plan(dates, Told(FRIDAY - dt.timedelta(days=1)), at(SATURDAY), USUAL)) == ["a"]


def test_a_holiday_is_a_closed_day() -> None:
    # Christmas 2026 is a Friday: Thursday says what falls until Sunday, included.
    eve, christmas = dt.date(2026, 12, 24), dt.date(2026, 12, 25)
    falls = [dated(day, key=f"{day.day}") for day in (christmas, dt.date(2026, 12, 27), dt.date(2026, 12, 28))]

    found = plan(falls, Told(dt.date(2026, 12, 23)), at(eve), USUAL)

    assert keys(found) == ["25", "27"]
    assert plan(falls, found.told, at(christmas), USUAL).said is None


# --- a reminder put off ----------------------------------------------------------------------------------------------


def test_a_reminder_put_off_is_silent_until_its_day_then_said() -> None:
    wednesday = TUESDAY + dt.timedelta(days=1)
    dates = [dated(MONDAY, 1, remind_on=wednesday)]

    monday = plan(dates, Told(EVE), at(MONDAY), USUAL)
    tuesday = plan(dates, monday.told, at(TUESDAY), USUAL)

    assert monday.said is tuesday.said is None
    # Late by then: it is said all the same, and not counted with the others.
    found = plan(dates, tuesday.told, at(wednesday), USUAL)
    assert keys(found) == ["a"]
    assert found.said is not None
    assert found.said.still_late == 0


def test_a_reminder_put_off_is_not_counted_as_late_either() -> None:
    put_off = dated(MONDAY - dt.timedelta(days=9), key="put off", remind_on=FRIDAY)

    found = plan([put_off, dated(MONDAY)], Told(EVE), at(MONDAY), USUAL)

    assert found.said is not None
    assert found.said.still_late == 0


def test_a_chosen_day_without_a_date_or_on_a_saturday_is_kept() -> None:
    for due in (None, dt.date(2027, 6, 1)):
        assert keys(plan([dated(due, remind_on=SATURDAY)], Told(FRIDAY), at(SATURDAY), USUAL)) == ["a"]


def test_lead_times_after_the_chosen_day_are_said() -> None:
    # Due in a week, put off to tomorrow: the five days fall on Wednesday.
    dates = [dated(MONDAY + dt.timedelta(days=7), 7, 5, remind_on=TUESDAY)]
    told, said = Told(EVE), list[bool]()

    for day in range(7):
        found = plan(dates, told, at(MONDAY + dt.timedelta(days=day)), USUAL)
        told, said = found.told, [*said, bool(found.said)]

    assert said == [False, True, True, False, False, False, False]


# --- an hour ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("due_time", "hour"),
    [
        (dt.time(12), dt.time(10)),  # two hours before
        (dt.time(9, 30), dt.time(8, 30)),  # two hours before is before the digest
        (dt.time(8, 30), None),  # the digest comes too late to leave any time: the eve said it
        (dt.time(23, 59), dt.time(18)),  # in the evening's silence: an hour before it begins
        (dt.time(20, 30), dt.time(18, 30)),
        (dt.time(0), None),
    ],
)
def test_when_the_notice_of_an_hour_is_given(due_time: dt.time, hour: dt.time | None) -> None:
    assert notice_hour(due_time, USUAL) == hour


def test_a_silence_at_lunch_holds_a_notice_back_or_brings_it_forward() -> None:
    lunch = USUAL._replace(quiet_from=NOON, quiet_to=dt.time(14))

    assert notice_hour(dt.time(15), lunch) == dt.time(14)
    assert notice_hour(dt.time(14), lunch) == dt.time(11)


def test_an_hour_is_said_by_the_digest_then_by_one_notice() -> None:
    dates = [dated(MONDAY, hour=NOON)]
    digest = plan(dates, Told(EVE), at(MONDAY, 8, 30), USUAL)
    early = plan(dates, digest.told, at(MONDAY, 9, 59), USUAL)
    notice = plan(dates, early.told, at(MONDAY, 10), USUAL)
    again = plan(dates, notice.told, at(MONDAY, 11), USUAL)

    assert digest.said is not None
    assert not digest.said.is_notice
    assert early.said is None
    assert notice.said is not None
    assert notice.said.is_notice
    assert again.said is None


def test_a_late_start_says_an_hour_once() -> None:
    # At eleven the digest has not been said, and the notice of noon neither: one notification for both.
    dates = [dated(MONDAY, hour=NOON)]

    found = plan(dates, Told(EVE), at(MONDAY, 11), USUAL)

    assert keys(found) == ["a"]
    assert plan(dates, found.told, at(MONDAY, 11, 30), USUAL).said is None


def test_an_hour_that_has_passed_has_no_notice() -> None:
    assert plan([dated(MONDAY, hour=NOON)], Told(MONDAY), at(MONDAY, 12), USUAL).said is None


def test_an_hour_moved_after_its_notice_has_another() -> None:
    told = plan([dated(MONDAY, hour=NOON)], Told(MONDAY), at(MONDAY, 10), USUAL).told

    assert keys(plan([dated(MONDAY, hour=dt.time(17))], told, at(MONDAY, 15), USUAL)) == ["a"]


def test_a_date_of_saturday_at_noon_has_its_notice() -> None:
    assert keys(plan([dated(SATURDAY, hour=NOON)], Told(FRIDAY), at(SATURDAY, 10), USUAL)) == ["a"]


# --- silence and clocks ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hour", "quiet"),
    [(dt.time(18, 59), False), (dt.time(19), True), (dt.time(0), True), (dt.time(7, 59), True), (dt.time(8), False)],
)
def test_the_night_is_quiet_from_its_first_minute_to_its_last(hour: dt.time, quiet: bool) -> None:
    assert USUAL.is_quiet(hour) == quiet


def test_two_equal_ends_are_no_silence() -> None:
    always = USUAL._replace(quiet_from=dt.time(8), quiet_to=dt.time(8))

    assert not any(always.is_quiet(dt.time(hour)) for hour in range(24))


def test_a_digest_in_the_quiet_hours_waits_for_their_end() -> None:
    early = USUAL._replace(digest=dt.time(6))
    dates = [dated(MONDAY)]

    assert plan(dates, Told(EVE), at(MONDAY, 7, 59), early).said is None
    assert keys(plan(dates, Told(EVE), at(MONDAY, 8), early)) == ["a"]


def test_a_start_in_the_evening_says_it_the_next_morning() -> None:
    dates = [dated(MONDAY)]
    evening = plan(dates, Told(EVE), at(MONDAY, 20), USUAL)

    assert evening.said is None
    assert keys(plan(dates, evening.told, at(TUESDAY, 8, 30), USUAL)) == ["a"]


def test_a_clock_put_back_by_a_day_says_nothing_again() -> None:
    dates = [dated(MONDAY, 7), dated(TUESDAY, 1, key="b")]
    found = plan(dates, Told(EVE), at(TUESDAY), USUAL)

    back = plan(dates, found.told, at(MONDAY), USUAL)

    assert back.said is None
    assert plan(dates, back.told, at(TUESDAY, 18), USUAL).said is None


def test_what_a_clock_of_the_future_told_does_not_silence_the_present() -> None:
    found = plan([dated(MONDAY)], Told(dt.date(2031, 1, 1)), at(MONDAY), USUAL)

    assert keys(found) == ["a"]
    assert found.told.day == MONDAY


def test_the_next_moment_is_the_digest_the_notice_or_the_end_of_the_silence() -> None:
    dates = [dated(MONDAY, hour=NOON)]

    assert next_check(dates, at(MONDAY, 8, 10), USUAL) == at(MONDAY, 8, 30)
    assert next_check(dates, at(MONDAY, 8, 30), USUAL) == at(MONDAY, 10)
    assert next_check(dates, at(MONDAY, 10), USUAL) == at(TUESDAY, 8)
