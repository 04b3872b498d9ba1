"""A line becomes a task of one client."""

import datetime as dt

import pytest

from officedesk.domain.entities import Deadline, DeadlineDraft, Task
from officedesk.domain.errors import InvalidInputError
from officedesk.services.capture import add_captured, next_deadline, read_line
from officedesk.services.compliance import add_deadline
from officedesk.storage.portfolio import Portfolio
from officedesk.storage.workspace import Workspace
from tests.storage.desks import DAY

STUDIOS = {"studio-halo": "Studio Halo", "studio-vermandrin": "Studio Vermandrin"}


def capture(workspace: Workspace, text: str, due: dt.date | None = None) -> Task:
    return add_captured(workspace, read_line(workspace, text, DAY, STUDIOS), due)


def test_everything_understood_is_kept(workspace: Workspace) -> None:
    task = capture(workspace, "relancer le devis vendredi 14h 45min !1 #prestataires")

    (kept,) = workspace.rows(Task, [task.id or 0])
    assert (kept.title, kept.due, kept.due_time) == ("relancer le devis", dt.date(2026, 11, 27), dt.time(14))
    assert (kept.estimate_minutes, kept.importance, kept.domain) == (45, 1, "prestataires")
    assert (kept.recurrence, kept.repeats_from_done) == ("", False)


def test_a_recurrence_is_kept_with_its_first_date(workspace: Workspace) -> None:
    monthly = capture(workspace, "payer le loyer tous les 25")
    after = capture(workspace, "arroser 3 jours après l’avoir fait")

    assert (monthly.due, monthly.recurrence) == (dt.date(2026, 11, 25), "FREQ=MONTHLY;BYMONTHDAY=25")
    assert (after.due, after.recurrence, after.repeats_from_done) == (DAY, "FREQ=DAILY;INTERVAL=3", True)


def test_the_day_given_is_that_of_a_line_without_one(workspace: Workspace) -> None:
    assert capture(workspace, "ranger", DAY).due == DAY
    assert capture(workspace, "ranger demain", DAY).due == dt.date(2026, 11, 24)


def test_days_are_counted_from_the_next_open_deadline_of_that_rule(demo: Portfolio) -> None:
    workspace = demo.workspace("menuiserie-calvarec")
    (first, *_) = sorted(
        row.due
        for row in workspace.select(Deadline)
        if row.due and row.due >= DAY and row.status.value == "open" and (row.rule or "").startswith("dsn-mensuelle")
    )

    assert next_deadline(workspace, "DSN", DAY) == first
    assert capture(workspace, "envoyer les variables J-5 avant DSN").due == first - dt.timedelta(days=5)


def test_a_deadline_of_another_client_is_not_counted_from(portfolio: Portfolio, workspace: Workspace) -> None:
    add_deadline(portfolio.own(), DeadlineDraft(title="Déposer la liasse", due=dt.date(2027, 1, 10)))

    assert next_deadline(portfolio.own(), "liasse", DAY) == dt.date(2027, 1, 10)
    assert capture(workspace, "relire J-5 avant liasse").title == "relire J-5 avant liasse"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Il manque un titre"),
        ("vendredi 14h", "Il manque un titre"),
        ("relire @studio", "Studio Halo, Studio Vermandrin"),
        ("x" * 201, "trop long"),
        ("x" * 1_000_000, "trop long"),
        ("x\ud800", "ne convient pas"),
    ],
)
def test_a_line_that_cannot_be_kept_is_refused_with_its_reason(workspace: Workspace, text: str, said: str) -> None:
    with pytest.raises(InvalidInputError, match=said):
        capture(workspace, text)

    assert workspace.ids(Task) == []


def test_what_a_paste_brings_is_one_line(workspace: Workspace) -> None:
    assert capture(workspace, "premier\r\nsecond\0troisième").title == "premier second troisième"
