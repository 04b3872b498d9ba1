"""Legal dates follow the profile; what she has touched stays."""

import datetime as dt
import threading
from typing import Any

import pytest

from officedesk.domain.entities import Deadline, DeadlineDraft, DeadlineStatus
from officedesk.domain.errors import InvalidInputError
from officedesk.services import compliance
from officedesk.services.clients import add_client, update_client
from officedesk.storage.overview import DeadlineView
from officedesk.storage.portfolio import Portfolio
from officedesk.storage.workspace import Workspace
from tests.storage.desks import DAY

EMPLOYER: dict[str, Any] = {
    "name": "Alpha",
    "has_employees": True,
    "effectif_css": {"2025": 8},
    "effectif_ct": 8,
    "pay_practice": "same_month",
}


def client(portfolio: Portfolio, today: dt.date = DAY, **profile: Any) -> Workspace:
    return portfolio.workspace(add_client(portfolio, {**EMPLOYER, **profile}, today=today).slug)


def kept(workspace: Workspace, rule: str) -> list[Deadline]:
    return [deadline for deadline in compliance.deadlines(workspace) if deadline.rule == rule]


def dates(workspace: Workspace, rule: str) -> list[dt.date | None]:
    return [deadline.due for deadline in kept(workspace, rule)]


def test_calendar_dates_start_when_she_does_and_reach_thirteen_months_ahead(portfolio: Portfolio) -> None:
    found = dates(client(portfolio), "dsn-mensuelle-15")

    # From 23 November 2026 to 23 December 2027, each 15th or the first worked day after it.
    assert len(found) == 13
    assert found[0] == dt.date(2026, 12, 15)
    assert found[-1] == dt.date(2027, 12, 15)
    assert dt.date(2027, 8, 16) in found  # the 15th is a Sunday and a holiday


def test_a_client_followed_before_has_its_past_dates(portfolio: Portfolio) -> None:
    found = kept(client(portfolio, followed_since="2026-11-01"), "dsn-mensuelle-15")

    october = found[0]
    assert (october.period, october.due) == ("2026-10", dt.date(2026, 11, 16))
    assert october.nominal == dt.date(2026, 11, 15)
    assert october.due_time == dt.time(12)
    assert october.shift_reason is not None


@pytest.mark.parametrize(
    ("profile", "rule", "due"),
    [
        ({"duerp_last_version": "2021-03-01", "effectif_ct": 13}, "duerp-annuel", dt.date(2022, 3, 1)),
        (
            {"duerp_last_version": None, "employees": [{"ref": "E1", "hired": "2019-05-06"}]},
            "duerp-initial",
            dt.date(2019, 5, 6),
        ),
        ({"vat_regime": "franchise", "einvoicing_platform": None}, "efact-reception", dt.date(2026, 9, 1)),
        (
            {
                "supplier_contracts": [
                    {"ref": "F1", "amount_eur": "5000", "signed": "2025-01-01", "last_vigilance": "2026-05-20"}
                ]
            },
            "vigilance-fournisseur",
            dt.date(2026, 11, 20),
        ),
    ],
)
def test_what_was_owed_before_she_came_is_still_owed(
    portfolio: Portfolio, profile: dict[str, Any], rule: str, due: dt.date
) -> None:
    assert dates(client(portfolio, **profile), rule)[0] == due


def test_a_duty_without_a_date_is_kept_as_something_to_do(portfolio: Portfolio) -> None:
    workspace = client(portfolio, duerp_last_version=None)

    assert [(each.due, each.status) for each in kept(workspace, "duerp-initial")] == [(None, DeadlineStatus.OPEN)]
    assert compliance.refresh(workspace, DAY) == 0


def test_a_second_refresh_writes_nothing(portfolio: Portfolio) -> None:
    workspace = client(portfolio, duerp_last_version="2026-01-10", effectif_ct=13)
    before = compliance.deadlines(workspace)

    assert compliance.refresh(workspace, DAY) == 0
    assert compliance.deadlines(workspace) == before


def test_time_brings_new_dates_and_takes_none_away(portfolio: Portfolio) -> None:
    workspace = client(portfolio)
    before = dates(workspace, "dsn-mensuelle-15")

    assert compliance.refresh(workspace, dt.date(2027, 1, 20)) > 0
    assert compliance.refresh(workspace, dt.date(2027, 1, 20)) == 0

    added = [dt.date(2028, 1, 17), dt.date(2028, 2, 15)]  # 15 January 2028 is a Saturday
    assert dates(workspace, "dsn-mensuelle-15") == [*before, *added]


def test_what_is_no_longer_owed_goes_except_a_month_already_due(portfolio: Portfolio) -> None:
    client(portfolio, followed_since="2026-11-01")

    update_client(portfolio, "alpha", {"has_employees": False}, today=DAY)

    assert dates(portfolio.workspace("alpha"), "dsn-mensuelle-15") == [dt.date(2026, 11, 16)]


def test_a_late_fact_goes_once_it_is_mended(portfolio: Portfolio) -> None:
    workspace = client(portfolio, vat_regime="franchise", einvoicing_platform=None)
    assert dates(workspace, "efact-reception") == [dt.date(2026, 9, 1)]

    update_client(portfolio, "alpha", {"einvoicing_platform": "Plateforme Orvalys"}, today=DAY)

    assert dates(workspace, "efact-reception") == []


def test_what_she_touched_stays_when_the_profile_changes(portfolio: Portfolio) -> None:
    workspace = client(portfolio)
    met, aside, edited, *others = kept(workspace, "dsn-mensuelle-15")
    compliance.complete_deadline(workspace, met.id or 0, DAY, "certificat 12")
    compliance.set_not_applicable(workspace, aside.id or 0, "déposée par le cabinet")
    compliance.change_deadline(workspace, edited.id or 0, responsible="office manager")

    update_client(portfolio, "alpha", {"effectif_css": {"2025": 9}}, today=DAY)

    after = kept(workspace, "dsn-mensuelle-15")
    assert [each.id for each in after[:3]] == [met.id, aside.id, edited.id]
    assert [each.status.value for each in after[:3]] == ["done", "not_applicable", "open"]
    assert (after[0].evidence, after[1].notes, after[2].responsible) == (
        "certificat 12",
        "déposée par le cabinet",
        "office manager",
    )
    assert len(after) == 3 + len(others)
    assert {each.why for each in after[3:]} == {"9 salariés (moins de 50)"}
    assert compliance.refresh(workspace, DAY) == 0


def test_the_program_s_own_work_is_not_in_the_undo_list(portfolio: Portfolio) -> None:
    client(portfolio)

    step = portfolio.undoable()

    assert step is not None
    assert step[1] == "Ajouter un client"


def test_a_met_obligation_is_reopened_without_its_proof(portfolio: Portfolio) -> None:
    workspace = client(portfolio)
    deadline = kept(workspace, "dsn-mensuelle-15")[0]
    compliance.complete_deadline(workspace, deadline.id or 0, DAY, "certificat 12")

    reopened = compliance.reopen_deadline(workspace, deadline.id or 0)

    assert (reopened.status, reopened.done_on, reopened.evidence) == (DeadlineStatus.OPEN, None, None)


def test_an_obligation_is_set_aside_with_a_reason_only(portfolio: Portfolio) -> None:
    workspace = client(portfolio)

    with pytest.raises(InvalidInputError, match="raison"):
        compliance.set_not_applicable(workspace, kept(workspace, "dsn-mensuelle-15")[0].id or 0, "  ")

    assert kept(workspace, "dsn-mensuelle-15")[0].status is DeadlineStatus.OPEN


def test_her_own_deadlines_go_and_those_of_a_rule_do_not(portfolio: Portfolio) -> None:
    workspace = client(portfolio)
    own = compliance.add_deadline(workspace, DeadlineDraft(title="Contrôle des extincteurs", due=DAY))
    by_rule = kept(workspace, "dsn-mensuelle-15")[0]

    with pytest.raises(InvalidInputError, match="non applicable"):
        compliance.delete_deadlines(workspace, [own.id or 0, by_rule.id or 0])
    assert compliance.refresh(workspace, DAY) == 0
    assert compliance.delete_deadlines(workspace, [own.id or 0]) == 1

    with pytest.raises(InvalidInputError, match="règle"):
        compliance.add_deadline(workspace, DeadlineDraft(title="DSN", rule="dsn-mensuelle-15"))


def test_dates_are_read_between_two_days_both_included(portfolio: Portfolio) -> None:
    workspace = client(portfolio)

    found = compliance.deadlines(workspace, dt.date(2026, 12, 15), dt.date(2027, 1, 15))

    declarations = [each.due for each in found if each.rule == "dsn-mensuelle-15"]
    assert declarations == [dt.date(2026, 12, 15), dt.date(2027, 1, 15)]
    assert all(dt.date(2026, 12, 15) <= each.due <= dt.date(2027, 1, 15) for each in found if each.due)


def test_two_refreshes_at_once_agree(portfolio: Portfolio) -> None:
    workspace = client(portfolio)
    slug, failures, stop = workspace.client().slug, list[Exception](), threading.Event()

    def behind_the_window() -> None:
        while not stop.is_set() and not failures:
            try:
                compliance.refresh_all(portfolio, DAY)
            except Exception as error:  # whatever it is, she would see it
                failures.append(error)

    others = [threading.Thread(target=behind_the_window) for _ in range(2)]
    for thread in others:
        thread.start()
    for employees in (True, False) * 6:
        update_client(portfolio, slug, {"has_employees": employees}, today=DAY)
    stop.set()
    for thread in others:
        thread.join()

    assert failures == []
    assert kept(workspace, "dsn-mensuelle-15") == []


def test_what_the_law_wants_now_comes_first_and_good_practice_last(portfolio: Portfolio) -> None:
    workspace = client(
        portfolio,
        duerp_last_version=None,  # nobody knows the first hire: owed now, without a date
        processes_personal_data=True,  # the register was never reviewed: advice, without a date
    )

    ids = portfolio.deadline_ids(DeadlineView(workspace.client_id, None, open_only=True))

    rules = [workspace.get(Deadline, id).rule for id in ids]
    assert (rules[0], rules[-1]) == ("duerp-initial", "rgpd-registre")
    dues = [workspace.get(Deadline, id).due for id in ids[1:-1]]
    assert None not in dues
    assert dues == sorted(due for due in dues if due)


def test_a_follow_up_that_starts_later_takes_what_was_before_it(portfolio: Portfolio) -> None:
    workspace = client(portfolio, followed_since="2026-06-01")
    first = kept(workspace, "dsn-mensuelle-15")[0]
    compliance.complete_deadline(workspace, first.id or 0, DAY, "certificat")

    update_client(portfolio, workspace.client().slug, {"followed_since": "2026-11-01"}, today=DAY)

    # The one that she met stays; October's, due on 16 November, is the first of her time.
    assert dates(workspace, "dsn-mensuelle-15")[:2] == [first.due, dt.date(2026, 11, 16)]


def test_what_an_earlier_start_would_make_late_is_counted_before(portfolio: Portfolio) -> None:
    workspace = client(portfolio)
    before = len([each for each in compliance.deadlines(workspace) if each.due and each.due < DAY])

    told = compliance.late_from(workspace, dt.date(2026, 6, 1), DAY)

    # Among them the declarations of May to October, due from 15 June on.
    assert told >= 6
    assert compliance.late_from(workspace, DAY, DAY) == 0
    update_client(portfolio, workspace.client().slug, {"followed_since": "2026-06-01"}, today=DAY)
    assert len([each for each in compliance.deadlines(workspace) if each.due and each.due < DAY]) == before + told
