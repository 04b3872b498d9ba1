"""What holds of reminders for any dates, any hours, and however long the program looks away."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from officedesk.domain.days import is_working_day
from officedesk.domain.reminders import Preferences, Told, Watched, next_check, plan
from tests.domain.test_reminders import EVE, MONDAY, at, dated, keys

quarter = st.builds(dt.time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))
preferences = st.builds(Preferences, digest=quarter, quiet_from=quarter, quiet_to=quarter)
near_day = st.integers(-20, 60).map(lambda days: MONDAY + dt.timedelta(days=days))
leads = st.lists(st.sampled_from([0, 1, 2, 7, 15, 30]), unique=True, max_size=3).map(tuple)
dates_drawn = st.lists(
    st.tuples(st.none() | near_day, st.none() | quarter, leads, st.none() | near_day), max_size=4
).map(
    lambda drawn: [
        dated(due, *each, key=str(rank), hour=hour if due else None, remind_on=remind_on)
        for rank, (due, hour, each, remind_on) in enumerate(drawn)
    ]
)
# How long the program looks away, in quarters of an hour: a moment, a night, a fortnight.
moments = st.lists(st.one_of(st.integers(1, 8), st.integers(20, 100), st.integers(500, 1500)), max_size=40).map(
    lambda gaps: [at(MONDAY, 0) + dt.timedelta(minutes=15 * sum(gaps[: rank + 1])) for rank in range(len(gaps))]
)


def told_days(each: Watched) -> set[dt.date]:
    """Return the days on which something happens to a date, written without the code: a day after another."""
    days: set[dt.date] = set()
    if each.due is not None:
        eve = each.due
        while not is_working_day(eve):
            eve -= dt.timedelta(days=1)
        days = {each.due - dt.timedelta(days=lead) for lead in each.lead_days}
        days |= {eve, each.due + dt.timedelta(days=1)}
    if each.remind_on is not None:
        days = {day for day in days if day > each.remind_on} | {each.remind_on}
    return days


@given(dates_drawn, preferences, moments)
def test_nothing_is_said_twice_in_silence_or_never(
    dates: list[Watched], chosen: Preferences, looks: list[dt.datetime]
) -> None:
    told, digests = Told(EVE), []
    waiting = {each.key: {day for day in told_days(each) if day > EVE} for each in dates}
    notices: list[tuple[str, dt.date]] = []

    for now in looks:
        found = plan(dates, told, now, chosen)
        told = found.told
        if found.said is None:
            continue
        assert not chosen.is_quiet(now.time())
        said = [each.key for each in found.said.lines]
        assert len(said) == len(set(said)) > 0
        if found.said.is_notice:
            notices += [(key, now.date()) for key in said]
            assert all(each.due == now.date() for each in found.said.lines)
            continue
        digests.append(now.date())
        # What happened until this day, to each date and once: neither less nor more.
        due_now = {key for key, days in waiting.items() if any(day <= now.date() for day in days)}
        assert set(said) == due_now
        for days in waiting.values():
            days -= {day for day in days if day <= now.date()}

    assert len(digests) == len(set(digests))
    assert len(notices) == len(set(notices))


@given(dates_drawn, preferences, st.integers(0, 40))
def test_a_look_on_a_worked_day_at_its_time_leaves_nothing_unsaid(
    dates: list[Watched], chosen: Preferences, later: int
) -> None:
    day = MONDAY + dt.timedelta(days=later)
    while not is_working_day(day):
        day += dt.timedelta(days=1)
    happened = {each.key for each in dates if any(EVE < when <= day for when in told_days(each))}

    found = plan(dates, Told(EVE), dt.datetime.combine(day, chosen.morning), chosen)

    assert set(keys(found)) == happened
    assert found.told.day == day


@given(dates_drawn, preferences, moments)
def test_who_waits_for_the_next_moment_misses_none(
    dates: list[Watched], chosen: Preferences, looks: list[dt.datetime]
) -> None:
    # Between a look and the next moment, any other look would have had nothing to say.
    for now in looks[:3]:
        quiet = plan(dates, Told(EVE), now, chosen)
        until = next_check(dates, now, chosen)
        between = now + (until - now) / 2
        if quiet.said is None and between > now:
            assert plan(dates, quiet.told, between, chosen).said is None
