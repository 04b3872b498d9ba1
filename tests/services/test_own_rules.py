"""A client's own rules give dates like those of the law, for this client alone."""

import datetime as dt
from typing import Any

import pytest
from pydantic import ValidationError

from officedesk.domain.entities import OwnRule, OwnRuleDraft, RuleOrigin
from officedesk.services import compliance
from officedesk.services.clients import add_client, update_client
from officedesk.services.own_rules import add_own_rule, change_own_rule, delete_own_rule
from officedesk.storage.portfolio import Portfolio
from officedesk.storage.workspace import Workspace
from tests.storage.desks import DAY


def draft(**values: Any) -> OwnRuleDraft:
    return OwnRuleDraft(**{"title": "Relevé des compteurs", "first": dt.date(2026, 12, 31), "months": 2, **values})


def dates(workspace: Workspace, own: OwnRule) -> list[dt.date | None]:
    return [each.due for each in compliance.deadlines(workspace) if each.rule == own.slug]


def test_a_rule_returns_every_two_months_and_keeps_the_last_day(workspace: Workspace) -> None:
    own = add_own_rule(workspace, draft(), DAY)

    # Thirteen months from 23 November 2026; February has no 31st, and the day comes back after it.
    assert dates(workspace, own) == [
        dt.date(2026, 12, 31),
        dt.date(2027, 2, 28),
        dt.date(2027, 4, 30),
        dt.date(2027, 6, 30),
        dt.date(2027, 8, 31),
        dt.date(2027, 10, 31),
    ]


def test_what_was_due_before_the_rule_was_written_is_not_owed(portfolio: Portfolio) -> None:
    workspace = portfolio.workspace(
        add_client(portfolio, {"name": "B", "followed_since": "2024-01-01"}, today=DAY).slug
    )

    own = add_own_rule(workspace, draft(first=dt.date(2019, 3, 1), months=12), DAY)

    assert dates(workspace, own) == [dt.date(2027, 3, 1)]


def test_a_date_of_the_past_that_never_returns_is_late(workspace: Workspace) -> None:
    own = add_own_rule(workspace, draft(first=dt.date(2026, 11, 2), months=0), DAY)

    assert dates(workspace, own) == [dt.date(2026, 11, 2)]


def test_a_rule_moves_off_a_closed_day_when_she_says_so(workspace: Workspace) -> None:
    # 1 May 2027 is a Saturday and a holiday: the next day that is worked is Monday the 3rd.
    own = add_own_rule(workspace, draft(first=dt.date(2027, 5, 1), months=0, on_worked_day=True), DAY)
    (found,) = [each for each in compliance.deadlines(workspace) if each.rule == own.slug]

    assert (found.nominal, found.due) == (dt.date(2027, 5, 1), dt.date(2027, 5, 3))
    assert "1er mai 2027" in (found.shift_reason or "")


def test_a_rule_counts_from_the_fiscal_year_and_stops_on_its_last_day(portfolio: Portfolio) -> None:
    profile = {"name": "B", "fiscal_year_end": "09-30"}
    workspace = portfolio.workspace(add_client(portfolio, profile, today=DAY).slug)

    own = add_own_rule(workspace, draft(origin=RuleOrigin.FISCAL_YEAR_END, first=None, months=3), DAY)

    assert dates(workspace, own) == [dt.date(2026, 12, 30)]
    change_own_rule(workspace, own.id or 0, draft(origin=RuleOrigin.FISCAL_YEAR_END, first=None, months=2), DAY)
    # The year 2026 closed on 30 September: two months later is 30 November, and again in 2027.
    assert dates(workspace, own) == [dt.date(2026, 11, 30), dt.date(2027, 11, 30)]


def test_each_hire_starts_the_delay_of_a_rule(portfolio: Portfolio, workspace: Workspace) -> None:
    own = add_own_rule(workspace, draft(title="Remise du badge", origin="hire", first=None, months=0, days=10), DAY)
    assert dates(workspace, own) == []

    hired = [{"ref": "E1", "hired": "2026-11-20"}, {"ref": "E2", "hired": "2027-01-04"}]
    update_client(portfolio, "alpha", {"has_employees": True, "employees": hired}, today=DAY)

    found = [each for each in compliance.deadlines(workspace) if each.rule == own.slug]
    assert [(each.title, each.due) for each in found] == [
        ("Remise du badge : E1", dt.date(2026, 11, 30)),
        ("Remise du badge : E2", dt.date(2027, 1, 14)),
    ]


def test_a_rule_ends_on_its_last_day_and_is_nobody_else_s(portfolio: Portfolio, workspace: Workspace) -> None:
    other = portfolio.workspace(add_client(portfolio, {"name": "Bêta"}, today=DAY).slug)

    own = add_own_rule(workspace, draft(valid_to=dt.date(2027, 3, 1)), DAY)
    compliance.refresh_all(portfolio, DAY)

    assert dates(workspace, own) == [dt.date(2026, 12, 31), dt.date(2027, 2, 28)]
    assert dates(other, own) == []


def test_deleting_a_rule_takes_the_dates_that_nobody_touched(workspace: Workspace) -> None:
    own = add_own_rule(workspace, draft(), DAY)
    first = next(each for each in compliance.deadlines(workspace) if each.rule == own.slug)
    compliance.complete_deadline(workspace, first.id or 0, DAY, "relevé du 30 décembre")

    delete_own_rule(workspace, own.id or 0, DAY)

    assert dates(workspace, own) == [dt.date(2026, 12, 31)]


def test_undoing_the_deletion_brings_the_dates_back_at_the_next_refresh(
    portfolio: Portfolio, workspace: Workspace
) -> None:
    own = add_own_rule(workspace, draft(), DAY)
    before = dates(workspace, own)
    delete_own_rule(workspace, own.id or 0, DAY)

    while workspace.ids(OwnRule) == []:
        portfolio.undo((portfolio.undoable() or (0, ""))[0])
    compliance.refresh_all(portfolio, DAY)

    assert dates(workspace, own) == before


@pytest.mark.parametrize(
    "values",
    [{"first": None}, {"valid_to": dt.date(2026, 1, 1)}, {"months": -1}, {"title": " "}, {"lead_days": 5000}],
)
def test_a_rule_without_sense_is_refused(values: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        draft(**values)
