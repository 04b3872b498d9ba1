"""One date of a series, or it and those after: what the calendar then tells, and what undo puts back."""

import datetime as dt

import pytest

from officedesk.domain.entities import Event, EventDraft
from officedesk.domain.errors import InvalidInputError
from officedesk.services import events, series
from officedesk.storage.portfolio import Portfolio
from officedesk.storage.workspace import Workspace

HOUR = dt.timedelta(hours=1)


def at(month: int, day: int, hour: int = 9) -> dt.datetime:
    """Return a wall time of 2026."""
    return dt.datetime(2026, month, day, hour)  # noqa: DTZ001 - wall time


def added(workspace: Workspace, recurrence: str, start: dt.datetime | None = None, **values: object) -> int:
    begin = start or at(11, 2)
    draft = {"title": "Point", "start": begin, "end": begin + HOUR, "recurrence": recurrence, **values}
    return events.add_event(workspace, EventDraft.model_validate(draft)).id or 0


def told(workspace: Workspace, last: tuple[int, int] = (12, 31)) -> list[tuple[str, str]]:
    """Return each date of November and December, with its title."""
    found = events.occurrences(workspace, dt.date(2026, 11, 1), dt.date(2026, *last))
    return [(f"{each.start:%d/%m %H}", each.title) for each in found]


def undo(portfolio: Portfolio) -> None:
    last = portfolio.undoable()
    assert last is not None
    portfolio.undo(last[0])


MONDAYS = ["02/11 09", "09/11 09", "16/11 09", "23/11 09"]


def test_one_date_is_moved_and_the_others_stay(portfolio: Portfolio, workspace: Workspace) -> None:
    event = added(workspace, "RRULE:FREQ=WEEKLY;BYDAY=MO")

    series.change_occurrence(workspace, event, at(11, 16), at(11, 17, 14), at(11, 17, 15), title="Point déplacé")

    assert told(workspace, (11, 29)) == [
        ("02/11 09", "Point"),
        ("09/11 09", "Point"),
        ("17/11 14", "Point déplacé"),
        ("23/11 09", "Point"),
    ]
    undo(portfolio)
    assert told(workspace, (11, 29)) == [(each, "Point") for each in MONDAYS]


def test_a_date_that_was_moved_is_moved_again_without_coming_back(workspace: Workspace) -> None:
    event = added(workspace, "RRULE:FREQ=WEEKLY")
    made = series.change_occurrence(workspace, event, at(11, 9), at(11, 10), at(11, 10, 10))

    series.change_occurrence(workspace, made.id or 0, at(11, 10), at(11, 11), at(11, 11, 10))

    assert [day for day, _ in told(workspace, (11, 17))] == ["02/11 09", "11/11 09", "16/11 09"]


def test_one_date_is_taken_out(portfolio: Portfolio, workspace: Workspace) -> None:
    event = added(workspace, "RRULE:FREQ=WEEKLY")
    series.delete_occurrence(workspace, event, at(11, 9))
    assert [day for day, _ in told(workspace, (11, 29))] == [MONDAYS[0], *MONDAYS[2:]]
    undo(portfolio)
    assert [day for day, _ in told(workspace, (11, 29))] == MONDAYS


def test_those_that_follow_take_another_day_and_an_exception_follows_them(
    portfolio: Portfolio, workspace: Workspace
) -> None:
    event = added(workspace, "RRULE:FREQ=WEEKLY;BYDAY=MO,TH")
    series.delete_occurrence(workspace, event, at(11, 19))

    series.change_following(workspace, event, at(11, 16), at(11, 17, 14), at(11, 17, 15))

    # Mondays and Thursdays until the 12th, then Tuesdays and Fridays; what was taken out stays out, as the 20th.
    days = [day for day, _ in told(workspace, (11, 30))]
    assert days == ["02/11 09", "05/11 09", "09/11 09", "12/11 09", "17/11 14", "24/11 14", "27/11 14"]
    undo(portfolio)
    assert len(workspace.select(Event)) == 2


def test_a_number_of_times_is_shared_between_the_two(workspace: Workspace) -> None:
    event = added(workspace, "RRULE:FREQ=WEEKLY;COUNT=5")

    series.change_following(workspace, event, at(11, 16), at(11, 16, 11), at(11, 16, 12))

    assert [day for day, _ in told(workspace)] == ["02/11 09", "09/11 09", "16/11 11", "23/11 11", "30/11 11"]


def test_an_end_that_was_set_stays(workspace: Workspace) -> None:
    event = added(workspace, "RRULE:FREQ=DAILY;UNTIL=20261106T090000")

    series.change_following(workspace, event, at(11, 4), at(11, 4, 8), at(11, 4, 9))

    assert [day for day, _ in told(workspace)] == ["02/11 09", "03/11 09", "04/11 08", "05/11 08", "06/11 08"]


def test_those_that_follow_are_deleted(workspace: Workspace) -> None:
    event = added(workspace, "RRULE:FREQ=WEEKLY")
    series.change_occurrence(workspace, event, at(11, 23), at(11, 24), at(11, 24, 10))

    series.delete_following(workspace, event, at(11, 16))

    assert [day for day, _ in told(workspace)] == ["02/11 09", "09/11 09"]
    series.delete_following(workspace, event, at(11, 2))
    assert workspace.select(Event) == []


def test_the_whole_series_moves_with_its_exceptions(workspace: Workspace) -> None:
    event = added(workspace, "RRULE:FREQ=MONTHLY;BYDAY=1MO;COUNT=2")
    series.delete_occurrence(workspace, event, at(12, 7))
    series.change_series(workspace, event, at(11, 2), at(11, 10, 10), at(11, 10, 11), title="Comité")

    # The second Tuesday of each month; December's, which would be the 8th, was taken out on the 7th.
    assert told(workspace, (11, 30)) == [("10/11 10", "Comité")]


def test_a_series_of_another_zone_is_cut_at_the_hour_of_here(workspace: Workspace) -> None:
    event = added(workspace, "RRULE:FREQ=WEEKLY", zone="America/New_York")
    assert [day for day, _ in told(workspace, (11, 17))] == ["02/11 15", "09/11 15", "16/11 15"]

    series.change_following(workspace, event, at(11, 9, 15), at(11, 9, 17), at(11, 9, 18))

    assert [day for day, _ in told(workspace, (11, 17))] == ["02/11 15", "09/11 17", "16/11 17"]


@pytest.mark.parametrize(
    "recurrence", ["RRULE:FREQ=WEEKLY\nRRULE:FREQ=YEARLY", "RRULE:FREQ=WEEKLY\nRDATE:20261118T090000"]
)
def test_a_series_that_cannot_be_cut_says_what_can_be_done(workspace: Workspace, recurrence: str) -> None:
    event = added(workspace, recurrence)
    before = told(workspace)

    with pytest.raises(InvalidInputError, match="cette date seulement"):
        series.change_following(workspace, event, at(11, 9), at(11, 10), at(11, 10, 10))
    with pytest.raises(InvalidInputError, match="cette date seulement"):
        series.delete_following(workspace, event, at(11, 9))

    assert told(workspace) == before


# --- rules of another calendar ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("rule", ["FREQ=WEEKLY;COUNT=", "FREQ=WEEKLY;BYDAY=", "FREQ=WEEKLY;BYDAY=,;COUNT=,"])
def test_what_a_rule_leaves_empty_is_as_if_it_were_not_there(workspace: Workspace, rule: str) -> None:
    event = added(workspace, f"RRULE:{rule}")

    series.change_following(workspace, event, at(11, 16), at(11, 17), at(11, 17, 10))

    days = [day for day, _ in told(workspace, (11, 30))]
    assert days == ["02/11 09", "09/11 09", "17/11 09", "24/11 09"]


@pytest.mark.parametrize(
    "rule", ["FREQ=WEEKLY;COUNT=beaucoup", "FREQ=WEEKLY;BYDAY=XX", "FREQ=WEEKLY;COUNT=0", "FREQ=SECONDLY", "n’importe"]
)
def test_a_rule_that_cannot_be_read_is_refused_in_french(workspace: Workspace, rule: str) -> None:
    event = added(workspace, "RRULE:FREQ=WEEKLY")
    # As an older file may hold it.
    with workspace.step("Importer") as step:
        step.change(workspace.get(Event, event), recurrence=f"RRULE:{rule}")

    with pytest.raises(InvalidInputError, match="illisible : choisissez une autre répétition"):
        series.change_following(workspace, event, at(11, 16), at(11, 17), at(11, 17, 10))
    with pytest.raises(InvalidInputError, match="illisible"):
        series.change_series(workspace, event, at(11, 2), at(11, 3), at(11, 3, 10))

    assert workspace.get(Event, event).recurrence == f"RRULE:{rule}"
    assert len(workspace.select(Event)) == 1


def test_a_series_of_more_dates_than_can_be_counted_is_not_cut(workspace: Workspace) -> None:
    # 2,200 years of mornings before the cut: what would be left of the count cannot be known.
    begin = dt.datetime(1, 1, 2, 9)  # noqa: DTZ001 - wall time
    event = added(workspace, "RRULE:FREQ=DAILY;COUNT=900000", begin)

    with pytest.raises(InvalidInputError, match="ne se coupe pas"):
        series.change_following(workspace, event, at(11, 16), at(11, 16, 11), at(11, 16, 12))


# --- hours of elsewhere, hours that do not exist ---------------------------------------------------------------------


def test_a_series_of_another_zone_made_whole_days_keeps_what_was_taken_out(workspace: Workspace) -> None:
    event = added(workspace, "RRULE:FREQ=WEEKLY;COUNT=3", at(11, 2, 21), zone="America/New_York")
    assert [day for day, _ in told(workspace)] == ["03/11 03", "10/11 03", "17/11 03"]
    series.delete_occurrence(workspace, event, at(11, 10, 3))

    series.change_series(workspace, event, at(11, 3, 3), at(11, 3, 0), at(11, 4, 0), all_day=True)

    assert [day for day, _ in told(workspace)] == ["03/11 00", "17/11 00"]
    assert workspace.get(Event, event).zone == "Europe/Paris"


def test_a_counted_series_is_cut_at_an_hour_that_the_clock_leaves_out(workspace: Workspace) -> None:
    # On 29 March 2026 it is never half past two: the night goes from 2 to 3 o'clock.
    begin = dt.datetime(2026, 3, 27, 2, 30)  # noqa: DTZ001 - wall time
    event = added(workspace, "RRULE:FREQ=DAILY;COUNT=5", begin)
    shown = [each.start for each in events.occurrences(workspace, dt.date(2026, 3, 27), dt.date(2026, 4, 2))]
    assert [f"{each:%d %H:%M}" for each in shown] == ["27 02:30", "28 02:30", "29 03:30", "30 02:30", "31 02:30"]

    assert series.rule_from(workspace, event, shown[2]) == "RRULE:FREQ=DAILY;COUNT=3"
    series.delete_following(workspace, event, shown[2])

    left = [each.start.day for each in events.occurrences(workspace, dt.date(2026, 3, 27), dt.date(2026, 4, 2))]
    assert left == [27, 28]
