"""Answering a request: what is typed is priced, each letter is shown, copied, written or made a decision."""

import datetime as dt
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from officedesk.domain.entities import Decision, TaskDraft
from officedesk.services import tasks
from officedesk.storage.workspace import Workspace
from officedesk.ui.collaborators import Collaborators
from officedesk.ui.pages.decisions import DecisionsPage
from officedesk.ui.pages.request_dialog import RequestDialog
from tests.ui.pages.gestures import click, press_undo, shown, toast_text, type_in

KINDS = ["Oui, à telle date", "Oui, si autre chose glisse", "Non, hors de la mission"]


@pytest.fixture
def page(qtbot: QtBot, window: QWidget, lumen: Workspace, shared: Collaborators) -> DecisionsPage:
    """Give the page of decisions, in a week that a task of the client fills."""
    friday = shared.day + dt.timedelta(days=4 - shared.day.weekday())
    tasks.add_task(lumen, TaskDraft(title="Inventaire", due=friday, estimate_minutes=60 * 34))
    made = DecisionsPage(shared)
    shown(qtbot, window, made)
    return made


@pytest.fixture
def dialog(page: DecisionsPage, lumen: Workspace) -> RequestDialog:
    click(page.request_button)
    made = page.dialog
    made.form.fill({"client_id": lumen.client_id, "wanted": made.form.fields["wanted"].value()})
    return made


def price(dialog: RequestDialog, minutes: str = "6h") -> None:
    type_in(dialog.form, "what", "Refaire le planning")
    type_in(dialog.form, "minutes", minutes)
    click(dialog.form.save_button)


def kinds(dialog: RequestDialog) -> list[str]:
    return [dialog.answers.kinds.itemText(place) for place in range(dialog.answers.kinds.count())]


def test_a_request_shows_where_it_stands_and_three_letters(dialog: RequestDialog) -> None:
    assert dialog.answers.isHidden()
    price(dialog)

    assert "Première semaine possible" in dialog.answers.said.text()
    assert kinds(dialog) == KINDS
    for place, words in enumerate(("Oui, pour le", "si ceci passe plus tard", "Je ne peux pas la prendre")):
        dialog.answers.kinds.setCurrentIndex(place)
        assert words in dialog.answers.text.toPlainText()


def test_what_fits_offers_neither_a_slip_nor_a_decision(dialog: RequestDialog) -> None:
    price(dialog, "10 min")

    assert kinds(dialog) == [KINDS[0], KINDS[2]]
    assert not dialog.answers.decide_button.isEnabled()


def test_a_letter_that_she_changed_is_what_is_copied_and_written(
    dialog: RequestDialog, shared: Collaborators, tmp_path: Path
) -> None:
    price(dialog)
    dialog.answers.text.setPlainText("Bonjour,\n\nNon, pas cette semaine.")
    click(dialog.answers.copy_button)
    assert QApplication.clipboard().text() == "Bonjour,\n\nNon, pas cette semaine."

    asked: list[str] = []

    def target(name: str) -> str:
        asked.append(name)
        return str(tmp_path / name)

    dialog.target = target
    click(dialog.answers.mail_button)
    assert asked == ["Votre demande Refaire le planning oui.eml"]
    message: Any = message_from_bytes((tmp_path / asked[0]).read_bytes(), policy=policy.default)
    assert message.get_content().splitlines()[2] == "Non, pas cette semaine."
    assert "Courriel écrit" in toast_text(shared)


def test_what_slips_is_decided_by_the_director_and_undone(
    page: DecisionsPage, dialog: RequestDialog, lumen: Workspace, shared: Collaborators
) -> None:
    price(dialog)
    click(dialog.answers.decide_button)

    assert [row.question for row in lumen.select(Decision)] == [
        "Repousser « Inventaire » pour faire « Refaire le planning » ?"
    ]
    assert page.list.table.current_id() == lumen.ids(Decision)[0]
    press_undo(shared)
    assert lumen.ids(Decision) == []


def test_a_refusal_is_said_in_the_form_and_no_letter_is_left(dialog: RequestDialog) -> None:
    price(dialog)
    type_in(dialog.form, "wanted", "01/01/2020")
    click(dialog.form.save_button)

    assert dialog.answers.isHidden()
    assert "Cette date est passée" in dialog.form.error.text()
