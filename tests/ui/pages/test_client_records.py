"""The small tables of a profile: what is written there opens legal dates, and comes back with an undo."""

import datetime as dt

import pytest
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from officedesk.domain.entities import Deadline
from officedesk.services.clients import update_client
from officedesk.storage.portfolio import Portfolio
from officedesk.storage.workspace import Workspace
from officedesk.ui.collaborators import Collaborators
from officedesk.ui.pages.client_profile import ProfileView
from officedesk.ui.pages.client_records import RecordCard
from tests.ui.conftest import unnamed
from tests.ui.pages.conftest import HOSTILE, TODAY
from tests.ui.pages.gestures import choose, click, error_of, press_undo, shown, toast_text, type_in


@pytest.fixture
def view(qtbot: QtBot, window: QWidget, lumen: Workspace, shared: Collaborators) -> ProfileView:
    made = ProfileView(lumen, shared)
    shown(qtbot, window, made)
    return made


def told(card: RecordCard) -> list[list[str]]:
    """Return what the lines of a card say."""
    return [[label.text() for label in line.findChildren(QLabel)] for line in card.lines]


def due(workspace: Workspace, rule: str) -> list[tuple[dt.date | None, dt.time | None]]:
    found = workspace.select(Deadline)
    return [(each.due, each.due_time) for each in found if each.rule == rule and each.status.value == "open"]


def test_an_employee_opens_the_dates_of_the_hire(view: ProfileView, lumen: Workspace, shared: Collaborators) -> None:
    card = view.records.cards["employees"]
    dialog = card.edit(None)
    type_in(dialog.form, "ref", "E. L.")
    choose(dialog.form, "contract", "CDI")
    type_in(dialog.form, "hired", "30/11/2026")
    click(dialog.form.save_button)

    # Three months from 30 November: the last day of February.
    assert due(lumen, "vip-embauche") == [(dt.date(2027, 2, 28), None)]
    assert told(card) == [["E. L.", "CDI, embauche le 30 novembre 2026"]]
    assert card.note.text() == "1"

    press_undo(shared)
    assert lumen.client().profile.get("employees") is None
    assert card.lines == []


def test_an_accident_is_due_in_forty_eight_hours(view: ProfileView, lumen: Workspace) -> None:
    dialog = view.records.cards["occurrences"].edit(None)
    choose(dialog.form, "kind", "accident du travail")
    type_in(dialog.form, "ref", "chute")
    type_in(dialog.form, "day", "20/11/2026")
    type_in(dialog.form, "hour", "10h")
    click(dialog.form.save_button)

    # Friday 20, Saturday 21, not Sunday 22: Monday 23.
    assert due(lumen, "at-declaration") == [(dt.date(2026, 11, 23), dt.time(10))]
    assert lumen.client().profile["occurrences"] == [
        {"kind": "work_accident", "ref": "chute", "at": "2026-11-20T10:00"}
    ]


def test_a_day_to_come_is_asked_again(qtbot: QtBot, view: ProfileView, lumen: Workspace) -> None:
    dialog = view.records.cards["occurrences"].edit(None)
    choose(dialog.form, "kind", "élection du CSE, ou carence")
    type_in(dialog.form, "ref", "premier tour")
    type_in(dialog.form, "day", f"{TODAY + dt.timedelta(days=1):%d/%m/%Y}")
    click(dialog.form.save_button)

    (question,) = dialog.findChildren(QMessageBox)
    assert "pas encore arrivé" in question.text()
    assert lumen.client().profile.get("occurrences") is None
    click(next(button for button in question.buttons() if button.text() == "Enregistrer"))

    qtbot.waitUntil(lambda: len(lumen.client().profile.get("occurrences") or ()) == 1)


def test_what_is_missing_is_said_under_its_field(view: ProfileView, lumen: Workspace) -> None:
    dialog = view.records.cards["occurrences"].edit(None)
    type_in(dialog.form, "ref", "chute")
    type_in(dialog.form, "day", "20/11/2026")
    click(dialog.form.save_button)

    assert "choisissez-le dans la liste" in error_of(dialog.form, "kind")
    assert lumen.client().profile.get("occurrences") is None


def test_a_name_taken_twice_and_dates_upside_down_are_refused(
    view: ProfileView, lumen: Workspace, portfolio: Portfolio
) -> None:
    update_client(portfolio, "atelier-lumen", {"employees": [{"ref": "E1", "hired": "2024-01-08"}]}, today=TODAY)
    dialog = view.records.cards["employees"].edit(None)
    type_in(dialog.form, "ref", "E1")
    click(dialog.form.save_button)
    assert "déjà pris" in error_of(dialog.form, "ref")

    type_in(dialog.form, "ref", "E2")
    type_in(dialog.form, "hired", "08/01/2025")
    type_in(dialog.form, "left", "07/01/2025")
    click(dialog.form.save_button)
    assert "vient avant" in error_of(dialog.form, "left")
    assert len(lumen.client().profile["employees"]) == 1


def test_a_change_keeps_what_the_form_does_not_ask(
    view: ProfileView, lumen: Workspace, portfolio: Portfolio, shared: Collaborators
) -> None:
    before = {"ref": "E1", "hired": "2024-01-08", "executive": True, "night_work": True}
    update_client(portfolio, "atelier-lumen", {"employees": [before]}, today=TODAY)
    dialog = view.records.cards["employees"].edit(0)
    choose(dialog.form, "night_work", "Non")
    type_in(dialog.form, "last_vip", "15/03/2024")
    click(dialog.form.save_button)

    (after,) = lumen.client().profile["employees"]
    assert after == {"ref": "E1", "hired": "2024-01-08", "executive": True, "last_vip": "2024-03-15"}
    assert "échéances mises à jour" in toast_text(shared)


def test_a_record_is_taken_out_and_comes_back(
    view: ProfileView, lumen: Workspace, portfolio: Portfolio, shared: Collaborators
) -> None:
    insurance = {"ref": "RC pro", "anniversary": "2027-02-28", "notice_months": 2}
    update_client(portfolio, "atelier-lumen", {"insurances": [insurance]}, today=TODAY)
    card = view.records.cards["insurances"]
    assert told(card) == [["RC pro", "échéance le 28 février 2027, préavis de 2 mois"]]
    assert due(lumen, "assurance-preavis") == [(dt.date(2026, 12, 28), None)]

    click(card.edit(0).remove_button)
    assert due(lumen, "assurance-preavis") == []

    press_undo(shared)
    assert lumen.client().profile["insurances"] == [insurance]
    assert len(card.lines) == 1


def test_names_are_plain_text_and_controls_are_named(view: ProfileView, portfolio: Portfolio) -> None:
    update_client(portfolio, "atelier-lumen", {"vehicles": [{"ref": HOSTILE[:40], "taxable": True}]}, today=TODAY)

    assert told(view.records.cards["vehicles"]) == [[HOSTILE[:40], "taxable"]]
    assert unnamed(view) == []
    for card in view.records.cards.values():
        dialog = card.edit(None)
        assert unnamed(dialog) == []
        dialog.done(0)
