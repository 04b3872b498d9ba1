"""What a desk has to say: whose dates, at which lead times, and once."""

import datetime as dt
from pathlib import Path

import pytest

from officedesk.domain.entities import Deadline, DeadlineDraft
from officedesk.domain.reminders import Preferences, Watched
from officedesk.services import compliance, reminders
from officedesk.services.clients import add_client, update_client
from officedesk.storage.portfolio import Portfolio
from officedesk.storage.workspace import Workspace
from tests.storage.desks import DAY, Desk

MORNING = dt.datetime.combine(DAY, dt.time(9))
ONE_DAY = dt.timedelta(days=1)


def add(workspace: Workspace, title: str, due: dt.date, remind_on: dt.date | None = None) -> int:
    draft = DeadlineDraft(title=title, due=due, remind_on=remind_on)
    return compliance.add_deadline(workspace, draft).id or 0


def said(portfolio: Portfolio, now: dt.datetime = MORNING) -> list[tuple[str, str]]:
    found = reminders.news(portfolio, now).said
    return [] if found is None else [(each.client, each.title) for each in found.lines]


def test_a_date_of_her_own_is_said_a_week_before_the_eve_and_its_day(
    portfolio: Portfolio, workspace: Workspace
) -> None:
    for days in (8, 7, 6, 2, 1, 0):
        add(workspace, f"dans {days}", DAY + days * ONE_DAY)

    assert said(portfolio) == [("Alpha", "dans 0"), ("Alpha", "dans 1"), ("Alpha", "dans 7")]


def test_a_legal_date_is_said_at_the_lead_times_of_its_rule(portfolio: Portfolio) -> None:
    profile = {"name": "Gamma", "has_employees": True, "effectif_ct": 9, "pay_practice": "same_month",
               "effectif_css": {str(year): 9 for year in range(2021, 2026)}}  # fmt: skip
    add_client(portfolio, profile, today=DAY)
    [declaration] = [
        each for each in portfolio.workspace("gamma").select(Deadline) if each.title == "DSN de novembre 2026"
    ]
    assert declaration.due == dt.date(2026, 12, 15)

    # Its rule says 7, 2 and 0 days: Tuesday 8, then Sunday 13, which waits for Monday, and Tuesday 15 itself.
    told = []
    for day in range(7, 16):
        moment = dt.datetime.combine(dt.date(2026, 12, day), dt.time(9))
        news = reminders.news(portfolio, moment)
        if ("Gamma", declaration.title) in said(portfolio, moment):
            told.append(day)
        reminders.keep_told(portfolio, news.told)

    assert told == [8, 14, 15]


def test_every_client_in_business_and_her_own_are_said(portfolio: Portfolio, workspace: Workspace) -> None:
    add_client(portfolio, {"name": "Beta"}, today=DAY)
    gone = add_client(portfolio, {"name": "Partie"}, today=DAY)
    for each in (*portfolio.workspaces(), portfolio.own()):
        add(each, "Loyer", DAY)
    with portfolio.step("Archiver un client") as step:
        step.change(portfolio.client(gone.slug), archived_on=DAY)

    assert said(portfolio) == [("Alpha", "Loyer"), ("Beta", "Loyer"), ("Mon activité", "Loyer")]


def test_what_is_met_or_set_aside_is_not_said(portfolio: Portfolio, workspace: Workspace) -> None:
    compliance.complete_deadline(workspace, add(workspace, "faite", DAY), DAY)
    compliance.set_not_applicable(workspace, add(workspace, "sans objet", DAY), "vendue")

    assert said(portfolio) == []


def test_a_reminder_put_off_is_said_on_its_day_however_far_the_date(portfolio: Portfolio, workspace: Workspace) -> None:
    add(workspace, "loin", DAY + 900 * ONE_DAY, remind_on=DAY)
    add(workspace, "aujourd’hui, plus tard", DAY, remind_on=DAY + ONE_DAY)

    assert said(portfolio) == [("Alpha", "loin")]


def test_what_was_said_is_not_said_by_the_next_start(empty_template: Desk, tmp_path: Path) -> None:
    desk = empty_template.copy(tmp_path / "desk")
    portfolio = desk.open()
    add(portfolio.own(), "Loyer", DAY)
    first = reminders.news(portfolio, MORNING)
    assert first.said is not None

    # The server refused: nothing is kept, and it comes again.
    assert reminders.news(portfolio, MORNING).said == first.said
    reminders.keep_told(portfolio, first.told)
    portfolio.close()

    again = desk.open()
    assert reminders.news(again, MORNING + dt.timedelta(hours=1)).said is None
    again.close()


def test_a_first_start_does_not_say_what_came_long_before_it(portfolio: Portfolio, workspace: Workspace) -> None:
    add(workspace, "en retard", DAY - 30 * ONE_DAY)
    add(workspace, "demain", DAY + ONE_DAY)

    found = reminders.news(portfolio, MORNING).said

    assert found is not None
    assert [each.title for each in found.lines] == ["demain"]
    assert found.still_late == 1


def test_a_date_whose_row_is_made_again_keeps_its_name(portfolio: Portfolio) -> None:
    profile = {"name": "Gamma", "has_employees": True, "effectif_ct": 9, "pay_practice": "same_month",
               "effectif_css": {str(year): 9 for year in range(2021, 2026)}}  # fmt: skip
    add_client(portfolio, profile, today=DAY)
    workspace = portfolio.workspace("gamma")

    def declaration() -> tuple[int | None, Watched]:
        [row] = [each for each in workspace.select(Deadline) if each.title == "DSN de novembre 2026"]
        [found] = [each for each in reminders.watched(portfolio, DAY) if each.title == row.title]
        return row.id, found

    before = declaration()
    means = {str(year): 10 for year in range(2021, 2026)}
    update_client(portfolio, "gamma", {"effectif_ct": 10, "effectif_css": means}, today=DAY)
    after = declaration()

    assert before[0] != after[0]
    assert before[1].key == after[1].key


# --- her choices -----------------------------------------------------------------------------------------------------


def test_choices_come_back_as_they_went(portfolio: Portfolio) -> None:
    assert reminders.preferences(portfolio) == Preferences()
    chosen = Preferences(False, dt.time(7, 15), dt.time(21), dt.time(6, 30), discreet=True)

    reminders.keep_preferences(portfolio, chosen)

    assert reminders.preferences(portfolio) == chosen


def test_a_digest_in_the_quiet_hours_is_refused_with_what_to_do(portfolio: Portfolio) -> None:
    with pytest.raises(reminders.InQuietHoursError, match="de 19\u202fh à 8\u202fh : choisissez-en une autre"):
        reminders.keep_preferences(portfolio, Preferences(digest=dt.time(7, 59)))

    assert reminders.preferences(portfolio) == Preferences()


def test_who_wants_no_reminder_gets_none_and_no_flood_afterwards(portfolio: Portfolio, workspace: Workspace) -> None:
    reminders.keep_told(portfolio, reminders.news(portfolio, MORNING).told)
    add(workspace, "pendant le silence", DAY + 2 * ONE_DAY)
    reminders.keep_preferences(portfolio, Preferences(on=False))
    assert said(portfolio, MORNING + 2 * ONE_DAY) == []

    # Back on the 30th, a Monday: the date is late since four days, which is counted and not announced.
    reminders.keep_preferences(portfolio, Preferences())
    add(workspace, "le 30", DAY + 7 * ONE_DAY)
    found = reminders.news(portfolio, MORNING + 7 * ONE_DAY).said

    assert found is not None
    assert ([each.title for each in found.lines], found.still_late) == (["le 30"], 1)
