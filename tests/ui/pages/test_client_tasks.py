"""The tasks of one client: added by a line, edited beside the list, finished and deleted without a question."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from officedesk.domain.entities import Task, TaskDraft, TaskStatus
from officedesk.services import tasks
from officedesk.storage.workspace import Workspace
from officedesk.ui.collaborators import Collaborators
from officedesk.ui.pages.client_tasks import TasksView
from officedesk.ui.pages.task_forms import importance_words, importances
from tests.ui.pages.conftest import HOSTILE, TODAY
from tests.ui.pages.gestures import (
    button_of,
    cells,
    click,
    error_of,
    press,
    press_undo,
    shown,
    texts_of,
    toast_text,
    type_in,
    write,
)

TITLE, DUE = 1, 3


@pytest.fixture
def view(qtbot: QtBot, window: QWidget, lumen: Workspace, shared: Collaborators) -> TasksView:
    tasks.add_task(lumen, TaskDraft(title="Relancer le devis", due=dt.date(2026, 11, 20)))
    tasks.add_task(lumen, TaskDraft(title="Préparer la paie", due=dt.date(2026, 11, 27), estimate_minutes=90))
    made = TasksView(lumen, shared)
    shown(qtbot, window, made)
    return made


def stored(workspace: Workspace) -> list[str]:
    return [task.title for task in workspace.select(Task)]


def test_a_typed_line_becomes_a_task(qtbot: QtBot, view: TasksView, lumen: Workspace, shared: Collaborators) -> None:
    write(view.entry, "Appeler le fournisseur")

    with qtbot.waitSignal(view.rows.modelReset):
        press(view.entry, Qt.Key.Key_Return)

    assert cells(view.rows, TITLE) == ["Relancer le devis", "Préparer la paie", "Appeler le fournisseur"]
    assert view.entry.text() == ""
    assert toast_text(shared) == "Tâche ajoutée."


def test_a_blank_line_is_refused_and_writes_nothing(
    qtbot: QtBot, view: TasksView, lumen: Workspace, shared: Collaborators
) -> None:
    write(view.entry, "   ")
    press(view.entry, Qt.Key.Key_Return)

    assert toast_text(shared) == "Il manque un titre : écrivez-le et recommencez."
    assert view.entry.text() == "   "
    assert len(stored(lumen)) == 2


def test_a_late_date_is_marked_and_a_coming_one_is_not(view: TasksView) -> None:
    from officedesk.ui.parts.rows import TONE_ROLE

    assert view.rows.index(0, DUE).data() == "ven. 20 nov."
    assert view.rows.index(0, DUE).data(TONE_ROLE) == "late"
    assert not view.rows.index(1, DUE).data(TONE_ROLE)


def test_space_finishes_the_selected_tasks_and_the_toast_takes_it_back(
    qtbot: QtBot, view: TasksView, lumen: Workspace, shared: Collaborators
) -> None:
    view.table.selectAll()
    press(view.table, Qt.Key.Key_Space)

    assert {task.status for task in lumen.select(Task)} == {TaskStatus.DONE}
    assert {task.done_on for task in lumen.select(Task)} == {TODAY}
    assert view.rows.rowCount() == 0
    assert toast_text(shared) == "2 tâches terminées."

    press_undo(shared)

    assert cells(view.rows, TITLE) == ["Relancer le devis", "Préparer la paie"]


def test_a_click_on_the_box_finishes_one_task(qtbot: QtBot, view: TasksView, lumen: Workspace) -> None:
    place = view.table.visualRect(view.rows.index(1, 0)).center()

    click(view.table.viewport(), place)

    assert cells(view.rows, TITLE) == ["Relancer le devis"]


def test_done_tasks_are_shown_when_asked_and_can_be_reopened(qtbot: QtBot, view: TasksView, lumen: Workspace) -> None:
    press(view.table, Qt.Key.Key_Space)
    assert view.rows.rowCount() == 1

    click(view.done_box)
    assert view.rows.rowCount() == 2

    view.table.selectRow(0)
    press(view.table, Qt.Key.Key_Space)
    assert {task.status for task in lumen.select(Task)} == {TaskStatus.OPEN}


def test_delete_asks_nothing_and_can_be_taken_back(
    qtbot: QtBot, view: TasksView, lumen: Workspace, shared: Collaborators
) -> None:
    press(view.table, Qt.Key.Key_Delete)
    assert stored(lumen) == ["Préparer la paie"]
    assert toast_text(shared) == "Tâche supprimée."

    press_undo(shared)
    assert stored(lumen) == ["Relancer le devis", "Préparer la paie"]


def test_return_opens_the_form_and_ctrl_return_saves_it(qtbot: QtBot, view: TasksView, lumen: Workspace) -> None:
    press(view.table, Qt.Key.Key_Return)
    form = view.form
    assert form is not None
    type_in(form, "title", "Relancer le devis traiteur")
    type_in(form, "due", "1/12/2026")
    type_in(form, "due_time", "14h30")
    type_in(form, "estimate_minutes", "45 min")
    type_in(form, "notes", "Demander deux variantes.")

    press(form.fields["title"].editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    task = next(task for task in lumen.select(Task) if task.title.startswith("Relancer"))
    assert task.title == "Relancer le devis traiteur"
    assert (task.due, task.due_time, task.estimate_minutes) == (dt.date(2026, 12, 1), dt.time(14, 30), 45)
    assert task.notes == "Demander deux variantes."
    assert view.form is None
    assert "mardi 1er décembre 2026 à 14\u202fh\u202f30" in texts_of(view.panel)


def test_return_saves_the_form(qtbot: QtBot, view: TasksView, lumen: Workspace) -> None:
    press(view.table, Qt.Key.Key_Return)
    form = view.form
    assert form is not None
    type_in(form, "estimate_minutes", "45")
    form.fields["estimate_minutes"].editor.setFocus()

    press(form.fields["estimate_minutes"].editor, Qt.Key.Key_Return)

    assert view.form is None
    assert next(task for task in lumen.select(Task) if task.title == "Relancer le devis").estimate_minutes == 45
    assert "45\u202fmin" in texts_of(view.panel)


def test_escape_leaves_the_form_when_nothing_was_typed(view: TasksView) -> None:
    press(view.table, Qt.Key.Key_Return)
    assert view.form is not None

    press(view.form.fields["title"].editor, Qt.Key.Key_Escape)

    assert view.form is None
    assert view.findChild(QMessageBox) is None


def test_escape_asks_before_it_throws_away_what_was_typed(view: TasksView, lumen: Workspace) -> None:
    press(view.table, Qt.Key.Key_Return)
    form = view.form
    assert form is not None
    type_in(form, "title", "Autre chose")
    press(form.fields["title"].editor, Qt.Key.Key_Escape)
    assert view.form is form
    asked = view.findChild(QMessageBox)
    assert asked is not None

    click(button_of(asked, "Abandonner"))

    assert view.form is None
    assert stored(lumen) == ["Relancer le devis", "Préparer la paie"]


def test_the_cancel_button_asks_nothing(view: TasksView, lumen: Workspace) -> None:
    press(view.table, Qt.Key.Key_Return)
    assert view.form is not None
    type_in(view.form, "title", "Autre chose")

    click(view.form.cancel_button)

    assert view.form is None
    assert stored(lumen) == ["Relancer le devis", "Préparer la paie"]


@pytest.mark.parametrize(("importance", "words"), [(None, "Non précisée"), (1, "Haute"), (2, "Normale"), (3, "Basse")])
def test_an_importance_is_a_word(importance: int | None, words: str) -> None:
    assert dict(importances())[importance] == words
    assert importance_words(importance) == ("" if importance is None else words)


def test_what_cannot_be_read_is_said_beside_each_field_and_kept(
    qtbot: QtBot, view: TasksView, lumen: Workspace
) -> None:
    press(view.table, Qt.Key.Key_Return)
    form = view.form
    assert form is not None
    type_in(form, "title", "  ")
    type_in(form, "due", "31/02/2026")
    type_in(form, "estimate_minutes", "longtemps")
    form.save_button.click()

    assert error_of(form, "title") == "Il manque un titre : écrivez-le et recommencez."
    assert error_of(form, "due").startswith("Cette date n’existe pas")
    assert error_of(form, "estimate_minutes").startswith("Cette durée se lit mal")
    assert form.fields["due"].typed() == "31/02/2026"
    assert stored(lumen) == ["Relancer le devis", "Préparer la paie"]


def test_a_form_being_filled_survives_another_line_and_another_change(
    qtbot: QtBot, view: TasksView, lumen: Workspace
) -> None:
    press(view.table, Qt.Key.Key_Return)
    form = view.form
    assert form is not None
    type_in(form, "title", "En train d’écrire")

    view.table.selectRow(1)
    tasks.add_task(lumen, TaskDraft(title="Venue d’ailleurs"))

    assert view.form is form
    assert form.fields["title"].typed() == "En train d’écrire"
    assert view.rows.rowCount() == 3


@pytest.mark.parametrize("title", [HOSTILE, "א" * 200, "\u202eenvers", "W" * 200])
def test_a_hostile_title_is_shown_as_it_is(
    qtbot: QtBot, window: QWidget, lumen: Workspace, shared: Collaborators, title: str
) -> None:
    tasks.add_task(lumen, TaskDraft(title=title, notes=title))
    view = TasksView(lumen, shared)
    shown(qtbot, window, view)
    width = view.panel.width()

    assert texts_of(view.panel).count(title) == 2
    assert view.rows.index(0, TITLE).data() == title
    assert view.panel.width() == width
    view.grab()


def test_another_client_sees_nothing_of_it(
    qtbot: QtBot, window: QWidget, view: TasksView, halo: Workspace, shared: Collaborators
) -> None:
    assert TasksView(halo, shared, window).rows.rowCount() == 0


def test_an_unseen_list_reads_again_when_it_is_shown(
    qtbot: QtBot, view: TasksView, window: QWidget, lumen: Workspace
) -> None:
    window.hide()
    tasks.add_task(lumen, TaskDraft(title="Pendant l’absence"))
    assert view.rows.rowCount() == 2

    window.show()

    assert view.rows.rowCount() == 3


def test_the_line_reads_french_and_another_client_is_a_word_of_the_title(
    qtbot: QtBot, view: TasksView, lumen: Workspace
) -> None:
    write(view.entry, "relire demain 9h @halo @lumen !1")
    shown_chips = [button.accessibleName().split(".")[0] for button in view.chips.buttons if button.isVisible()]
    assert shown_chips == ["Échéance : mar", "Heure : 9\u202fh", "Client : @Atelier Lumen", "Importance : !1"]

    press(view.entry, Qt.Key.Key_Return)

    task = next(task for task in lumen.select(Task) if task.importance == 1)
    assert (task.title, task.due, task.due_time) == ("relire @halo", dt.date(2026, 11, 24), dt.time(9))
