"""The card of an obligation: a proof with its file, another date, a later reminder, what was done with it."""

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from officedesk.domain import days
from officedesk.domain.entities import Deadline, Document
from officedesk.services import compliance
from officedesk.services.clients import update_client
from officedesk.services.proofs import Proof, prove
from officedesk.storage.workspace import Workspace
from officedesk.ui.collaborators import Collaborators
from officedesk.ui.pages.deadline_card import DeadlineCard
from officedesk.ui.pages.deadline_changes import DeadlineChanges
from officedesk.ui.pages.deadlines import DeadlinesPage
from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.file_field import FileField
from officedesk.ui.parts.forms import Form
from tests.storage.desks import DAY
from tests.ui.pages.gestures import click, press_undo, shown, toast_text, type_in


@pytest.fixture
def page(qtbot: QtBot, window: QWidget, lumen: Workspace, shared: Collaborators) -> DeadlinesPage:
    employer = {"has_employees": True, "effectif_css": {"2025": 8}, "pay_practice": "same_month"}
    update_client(shared.portfolio, lumen.client().slug, employer, today=shared.day)
    made = DeadlinesPage(shared)
    shown(qtbot, window, made)
    return made


def ruled(workspace: Workspace) -> list[Deadline]:
    """Return the dated obligations that a rule gives, still to be met."""
    found = workspace.select(Deadline)
    return [each for each in found if each.rule and each.due and each.status.value == "open"]


def card(page: DeadlinesPage) -> DeadlineCard:
    found = page.list.panel.shown()
    assert isinstance(found, DeadlineCard)
    return found


def form(page: DeadlinesPage) -> Form:
    shown_ = page.list.panel.shown()
    assert shown_ is not None
    return shown_.findChildren(Form)[0]


def said(widget: QWidget | None) -> str:
    assert widget is not None
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def test_a_file_is_kept_as_the_proof_and_opened_from_the_card(
    page: DeadlinesPage, lumen: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "accusé.pdf").write_bytes(b"%PDF accuse")
    first = ruled(lumen)[0].id or 0
    page.list.show_row(first)
    card(page).proof_button.click()
    field = form(page).fields["file"]
    assert isinstance(field, FileField)
    field.choose = lambda _parent: str(tmp_path / "accusé.pdf")
    click(field.button)
    assert field.name.text() == "accusé.pdf"
    type_in(form(page), "since", "20/11/2026")
    type_in(form(page), "until", "31/05/2027")
    click(form(page).save_button)

    done = lumen.get(Deadline, first)
    assert (done.status.value, done.evidence, done.evidence_until) == ("done", "accusé.pdf", dt.date(2027, 5, 31))
    page.list.show_row(first)
    QApplication.processEvents()
    assert "du 20 novembre 2026 au 31 mai 2027" in said(page.list.panel.shown())
    assert "Fichier\naccusé.pdf" in said(page.list.panel.shown())
    opened: list[QUrl] = []

    def launch(_changes: DeadlineChanges, url: QUrl) -> bool:
        opened.append(url)
        return True

    monkeypatch.setattr(DeadlineChanges, "launch", launch)
    card(page).file_button.click()
    assert Path(opened[0].toLocalFile()).read_bytes() == b"%PDF accuse"


def test_a_file_dropped_on_the_card_opens_the_form_with_it(
    page: DeadlinesPage, lumen: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "recu.pdf").write_bytes(b"x")
    page.list.show_row(ruled(lumen)[0].id or 0)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "recu.pdf"))])
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    card(page).dropEvent(event)

    assert form(page).fields["file"].value() == tmp_path / "recu.pdf"
    assert lumen.select(Document) == []


def test_one_proof_for_the_chosen_lines_of_a_client(
    page: DeadlinesPage, lumen: Workspace, shared: Collaborators
) -> None:
    first, second = (each.id or 0 for each in ruled(lumen)[:2])
    page.list.show_row(first)
    chosen = page.list.table.selected_ids
    page.list.table.selected_ids = lambda: [first, second]  # type: ignore[method-assign]
    card(page).proof_button.click()
    page.list.table.selected_ids = chosen  # type: ignore[method-assign]
    assert "les 2 échéances choisies" in said(page.list.panel.shown())
    assert "2 échéances du même client" in said(page.list.panel.shown())
    type_in(form(page), "reference", "attestation 2026-11")
    click(form(page).save_button)

    assert [lumen.get(Deadline, each).evidence for each in (first, second)] == ["attestation 2026-11"] * 2
    assert toast_text(shared) == "Preuve gardée pour 2 échéances."
    press_undo(shared)
    assert [lumen.get(Deadline, each).status.value for each in (first, second)] == ["open"] * 2


def test_an_empty_proof_is_refused_in_the_form(page: DeadlinesPage, lumen: Workspace) -> None:
    first = ruled(lumen)[0].id or 0
    page.list.show_row(first)
    card(page).proof_button.click()
    click(form(page).save_button)

    assert "La preuve est vide" in form(page).error.text()
    assert lumen.get(Deadline, first).status.value == "open"


def test_another_date_says_why_and_the_rule_s_comes_back(page: DeadlinesPage, lumen: Workspace) -> None:
    found = ruled(lumen)[0]
    page.list.show_row(found.id or 0)
    card(page).date_button.click()
    type_in(form(page), "day", "28/12/2027")
    type_in(form(page), "reason", "délai accordé")
    click(form(page).save_button)

    assert lumen.get(Deadline, found.id or 0).due == dt.date(2027, 12, 28)
    assert "délai accordé (la règle dit le " in said(page.list.panel.shown())
    card(page).date_button.click()
    back = next(each for each in form(page).findChildren(Button) if each.text() == "Reprendre la date de la règle")
    back.click()
    assert lumen.get(Deadline, found.id or 0).due == found.due


def test_a_reminder_is_put_off_to_a_day_to_come(page: DeadlinesPage, lumen: Workspace) -> None:
    found = ruled(lumen)[0]
    page.list.show_row(found.id or 0)
    card(page).reminder_button.click()
    type_in(form(page), "day", "01/11/2026")
    click(form(page).save_button)
    assert "Ce jour est passé" in form(page).error.text()
    type_in(form(page), "day", "10/12/2026")
    click(form(page).save_button)

    assert lumen.get(Deadline, found.id or 0).remind_on == dt.date(2026, 12, 10)
    assert "reportés au 10 décembre 2026" in said(page.list.panel.shown())


def test_the_history_is_read_and_left(page: DeadlinesPage, lumen: Workspace) -> None:
    found = ruled(lumen)[0]
    page.list.show_row(found.id or 0)
    card(page).history_button.click()

    assert "Mettre à jour les échéances légales" in said(page.list.panel.shown())
    focused = QApplication.focusWidget()
    assert focused is not None
    click(focused)
    assert isinstance(page.list.panel.shown(), DeadlineCard)


def test_the_history_tells_what_each_gesture_changed(page: DeadlinesPage, lumen: Workspace, tmp_path: Path) -> None:
    found = ruled(lumen)[0]
    row = found.id or 0
    (tmp_path / "recu.pdf").write_bytes(b"x")
    compliance.override_date(lumen, row, dt.date(2027, 12, 28), "délai accordé")
    prove(lumen, [row], Proof("n° 42", None, None, tmp_path / "recu.pdf"), DAY)
    page.list.show_row(row)
    card(page).history_button.click()

    told = said(page.list.panel.shown())
    assert found.due is not None
    assert f"Date limite : {days.short_date(found.due)} → 28 déc. 2027" in told
    assert "Raison : — → délai accordé" in told
    assert "État : à faire → fait" in told
    assert "Preuve : — → n° 42" in told
    assert "Fichier : — → recu.pdf" in told


def test_a_form_names_the_obligation_that_it_changes(page: DeadlinesPage, lumen: Workspace) -> None:
    found = ruled(lumen)[0]
    page.list.show_row(found.id or 0)
    card(page).proof_button.click()

    assert found.title in said(page.list.panel.shown())


def test_a_note_stays_when_the_obligation_is_set_aside(page: DeadlinesPage, lumen: Workspace) -> None:
    found = ruled(lumen)[0]
    page.list.show_row(found.id or 0)
    card(page).note_button.click()
    type_in(form(page), "notes", "Appelé le cabinet le 20 novembre.")
    click(form(page).save_button)
    assert "Appelé le cabinet le 20 novembre." in said(page.list.panel.shown())

    compliance.set_not_applicable(lumen, found.id or 0, "Plus aucun salarié.")

    assert lumen.get(Deadline, found.id or 0).notes == "Appelé le cabinet le 20 novembre.\nPlus aucun salarié."


def test_the_button_closes_every_chosen_line(page: DeadlinesPage, lumen: Workspace, shared: Collaborators) -> None:
    first, second = (each.id or 0 for each in ruled(lumen)[:2])
    page.list.show_row(first)
    chosen = page.list.table.selected_ids
    page.list.table.selected_ids = lambda: [first, second]  # type: ignore[method-assign]
    card(page).done_button.click()
    page.list.table.selected_ids = chosen  # type: ignore[method-assign]

    assert [lumen.get(Deadline, each).status.value for each in (first, second)] == ["done", "done"]
    assert toast_text(shared) == "2 échéances marquées comme faites."
    press_undo(shared)
    assert [lumen.get(Deadline, each).status.value for each in (first, second)] == ["open", "open"]
