"""What the portfolio says of its clients, and the few reads that cross them."""

import datetime as dt

import pytest

from officedesk.domain.entities import Client, ClientDraft, Deadline, Decision, DecisionDraft, Task, TaskDraft, Wait
from officedesk.domain.entities import WaitDraft as Waiting
from officedesk.domain.errors import InvalidInputError, NotInWorkspaceError
from officedesk.storage.glance import SHOWN
from officedesk.storage.overview import DeadlineView
from officedesk.storage.portfolio import Portfolio
from officedesk.storage.workspace import Workspace
from tests.storage.desks import DAY


def test_an_unknown_client_suggests_the_nearest(portfolio: Portfolio) -> None:
    with pytest.raises(InvalidInputError, match=r"« alpah ».*Vouliez-vous dire « alpha »"):
        portfolio.client("alpah")


def test_a_slug_near_nothing_says_how_to_list_them(portfolio: Portfolio) -> None:
    with pytest.raises(InvalidInputError, match="officedesk client list"):
        portfolio.client("zzzzzzzzzz")


def test_her_own_business_is_no_client_and_has_no_slug(portfolio: Portfolio) -> None:
    assert [client.slug for client in portfolio.clients(archived=True)] == ["alpha", "beta"]
    with pytest.raises(InvalidInputError):
        portfolio.client("mon-activite")
    assert portfolio.own().client().own


def test_an_archived_client_is_listed_only_when_asked(portfolio: Portfolio) -> None:
    with portfolio.step("Archiver") as step:
        step.change(portfolio.client("beta"), archived_on=DAY)

    glance = portfolio.glance(DAY)

    assert [client.slug for client in portfolio.clients()] == ["alpha"]
    assert [client.slug for client in portfolio.clients(archived=True)] == ["alpha", "beta"]
    assert [workspace.client().slug for workspace in portfolio.workspaces()] == ["alpha"]
    assert [line.slug for line in glance.clients] == ["alpha"]
    seen = [line.client_id for line in glance.today] + [line.client_id for line in glance.deadlines]
    seen += [line.client_id for line in glance.decisions] + [line.client_id for line in glance.events]
    assert len(seen) == 3  # the event recurs: it is expanded later
    assert {glance.client(client_id).slug for client_id in seen} == {"alpha"}
    assert {row.client[:5] for row in portfolio.deadline_rows(portfolio.deadline_ids(DeadlineView()))} == {"alpha"}


@pytest.mark.parametrize("row_id", [10**9, 0, -1, 2**70])
def test_the_workspace_of_an_unknown_row_is_refused(portfolio: Portfolio, row_id: int) -> None:
    with pytest.raises(NotInWorkspaceError):
        portfolio.workspace_of("task", row_id)


def test_a_row_s_number_finds_its_workspace(portfolio: Portfolio, beta: Workspace) -> None:
    assert portfolio.workspace_of("task", beta.ids(Task)[0]).client_id == beta.client_id


def test_a_setting_is_kept_as_it_was_given(portfolio: Portfolio) -> None:
    hours = {"monday": 6, "friday": 3.5}

    portfolio.set_setting("hours", hours)
    portfolio.set_setting("hours", hours)

    assert portfolio.setting("hours") == hours
    assert portfolio.setting("absent", "défaut") == "défaut"
    assert portfolio.glance(dt.date(2026, 11, 27)).available_minutes == 210


def test_settings_are_kept_together_and_forgotten_by_none(portfolio: Portfolio) -> None:
    portfolio.set_settings({"theme": "dark", "hours": 35})

    portfolio.set_settings({"theme": None, "absent": None, "hours": 39})

    assert (portfolio.setting("theme", "défaut"), portfolio.setting("hours")) == ("défaut", 39)
    assert portfolio.own().desk_setting("hours") == 39
    assert portfolio.own().desk_setting("theme", "défaut") == "défaut"


@pytest.mark.parametrize(
    ("day", "minutes"),
    [
        ("2026-11-23", 420),
        ("2026-11-28", 0),
        ("2026-12-04", 0),
        ("2026-12-05", 0),
        ("2026-12-07", 420),
        ("2026-12-11", 0),
    ],
)
def test_her_minutes_follow_the_weekday_and_her_absences(portfolio: Portfolio, day: str, minutes: int) -> None:
    away = {"from": "2026-12-04", "to": "2026-12-06", "reason": "congés"}
    portfolio.set_setting("absences", [away, {"from": "2026-12-11", "reason": "formation"}])

    assert portfolio.glance(dt.date.fromisoformat(day)).available_minutes == minutes


def test_the_first_screen_sorts_tasks_by_date_then_hour(
    portfolio: Portfolio, alpha: Workspace, beta: Workspace
) -> None:
    yesterday, tomorrow = DAY - dt.timedelta(days=1), DAY + dt.timedelta(days=1)
    with alpha.step("Ajouter") as step:
        step.add_all(
            Task,
            [
                TaskDraft(title="à 14 h", due=DAY, due_time=dt.time(14), estimate_minutes=30),
                TaskDraft(title="hier", due=yesterday, estimate_minutes=10),
                TaskDraft(title="demain", due=tomorrow),
                TaskDraft(title="sans date"),
            ],
        )
    with beta.step("Ajouter") as step:
        step.add(Task, TaskDraft(title="à 9 h", due=DAY, due_time=dt.time(9), estimate_minutes=45))

    glance = portfolio.glance(DAY)

    assert [line.title for line in glance.late] == ["hier"]
    assert [line.title for line in glance.today if line.due_time] == ["à 9 h", "à 14 h"]
    assert [line.title for line in glance.following] == ["demain"]
    assert glance.planned_minutes == 75


def test_a_task_waits_until_the_director_has_answered(portfolio: Portfolio, alpha: Workspace) -> None:
    with alpha.step("Ajouter") as step:
        task = step.add(Task, TaskDraft(title="attend", due=DAY))
        decision = step.add(Decision, DecisionDraft(question="Oui ?"))
        step.add(Wait, Waiting(task_id=task.id or 0, decision_id=decision.id))

    def waits() -> bool:
        return next(line.waits for line in portfolio.glance(DAY).today if line.title == "attend")

    before = waits()
    with alpha.step("Répondre") as step:
        step.change(decision, state="answered")

    assert (before, waits()) == (True, False)


def test_the_first_screen_shows_a_bounded_number_of_lines_and_says_that_there_are_more(
    portfolio: Portfolio, alpha: Workspace
) -> None:
    with alpha.step("Importer") as step:
        step.add_all(Task, [TaskDraft(title=f"n° {number}", due=DAY) for number in range(500)])

    assert len(portfolio.glance(DAY).today) == SHOWN + 1


def test_late_legal_dates_are_counted_for_each_client(portfolio: Portfolio, alpha: Workspace) -> None:
    with alpha.step("Reculer") as step:
        step.change(alpha.select(Deadline)[0], due=DAY - dt.timedelta(days=1))

    assert [(line.slug, line.late) for line in portfolio.glance(DAY).clients] == [("alpha", 1), ("beta", 0)]


def test_the_legal_dates_page_filters_by_client_domain_and_state(portfolio: Portfolio, alpha: Workspace) -> None:
    mine = alpha.select(Deadline)[0]

    def clients(view: DeadlineView) -> set[int]:
        return {row.client_id for row in portfolio.deadline_rows(portfolio.deadline_ids(view))}

    assert len(clients(DeadlineView())) == 2
    assert clients(DeadlineView(client_id=alpha.client_id)) == {alpha.client_id}
    assert clients(DeadlineView(domain=mine.domain)) == {alpha.client_id}
    with alpha.step("Faire") as step:
        step.change(mine, status="done")
    assert clients(DeadlineView(client_id=alpha.client_id)) == set()
    assert clients(DeadlineView(client_id=alpha.client_id, open_only=False)) == {alpha.client_id}


def test_the_network_is_found_without_its_accents(portfolio: Portfolio) -> None:
    from officedesk.domain.entities import Supplier, SupplierDraft

    with portfolio.step("Ajouter") as step:
        step.add(Supplier, SupplierDraft(name="Élan Sécurité", trade="télésurveillance"))
        step.add(Supplier, SupplierDraft(name="Le Cœur du fournil"))

    def names(words: str) -> list[str]:
        return [row.name for row in portfolio.supplier_rows(portfolio.supplier_ids(words))]

    assert names("elan") == names("TELESURV") == ["Élan Sécurité"]
    assert names("coeur") == ["Le Cœur du fournil"]
    assert names("introuvable") == []


def test_a_supplier_s_line_names_the_clients_that_have_a_contract(portfolio: Portfolio) -> None:
    rows = portfolio.supplier_rows(portfolio.supplier_ids())

    assert [(row.name[:5], tuple(name[:5] for name in row.clients)) for row in rows] == [
        ("alpha", ("alpha",)),
        ("beta ", ("beta ",)),
    ]


def test_two_clients_of_one_name_are_told_apart_by_their_slug(portfolio: Portfolio) -> None:
    with portfolio.step("Ajouter") as step:
        step.add_all(Client, [ClientDraft(name="Jumeau", slug="jumeau"), ClientDraft(name="Jumeau", slug="jumeau-2")])

    assert portfolio.workspace("jumeau").client_id != portfolio.workspace("jumeau-2").client_id
