"""The card of a task: its checklist by keys, its files, what it waits for, how it repeats; and playbooks."""

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from officedesk.domain.entities import CheckItem, Task, TaskDraft, Wait, WaitDraft
from officedesk.domain.playbooks import playbook
from officedesk.services import checklists, task_files, tasks, waits
from officedesk.storage.workspace import Workspace
from officedesk.ui.collaborators import Collaborators
from officedesk.ui.pages.client_tasks import TasksView
from officedesk.ui.pages.task_card import TaskCard
from officedesk.ui.parts.choice import Choice
from officedesk.ui.parts.recurrence_field import RecurrenceField
from tests.ui.conftest import type_text, unnamed
from tests.ui.pages.gestures import (
    button_of,
    choose,
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

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def view(qtbot: QtBot, window: QWidget, lumen: Workspace, shared: Collaborators) -> TasksView:
    tasks.add_task(lumen, TaskDraft(title="Relancer le devis", due=dt.date(2026, 11, 27)))
    tasks.add_task(lumen, TaskDraft(title="Préparer la paie", due=dt.date(2026, 12, 4)))
    made = TasksView(lumen, shared)
    shown(qtbot, window, made)
    return made


def card(view: TasksView) -> TaskCard:
    found = view.panel.shown()
    assert isinstance(found, TaskCard)
    return found


def items(workspace: Workspace) -> list[tuple[str, bool]]:
    return [(item.text, item.done) for item in checklists.check_items(workspace, workspace.ids(Task)[0])]


# --- the checklist ---------------------------------------------------------------------------------------------------


def test_lines_are_typed_one_after_the_other(view: TasksView, lumen: Workspace) -> None:
    entry = card(view).checklist.entry
    for text in ("Badge", "Clés"):
        write(entry, text)
        press(entry, Qt.Key.Key_Return)

    assert items(lumen) == [("Badge", False), ("Clés", False)]
    assert card(view).checklist.entry is entry
    assert entry.text() == ""


def test_keys_check_move_and_delete_and_the_keyboard_stays(
    view: TasksView, lumen: Workspace, shared: Collaborators
) -> None:
    first = lumen.ids(Task)[0]
    for text in ("a", "b", "c"):
        checklists.add_check_item(lumen, first, text)
    list_ = card(view).checklist.list
    list_.setFocus()

    press(list_, Qt.Key.Key_Space)
    assert items(lumen) == [("a", True), ("b", False), ("c", False)]
    press(list_, Qt.Key.Key_Down, ALT)
    assert items(lumen) == [("b", False), ("a", True), ("c", False)]
    assert list_.hasFocus()
    assert list_.currentItem().text() == "a"
    press(list_, Qt.Key.Key_Delete)
    assert items(lumen) == [("b", False), ("c", False)]
    press_undo(shared)
    assert items(lumen) == [("b", False), ("a", True), ("c", False)]


def test_a_click_on_the_square_checks_and_one_on_the_words_does_not(view: TasksView, lumen: Workspace) -> None:
    checklists.add_check_item(lumen, lumen.ids(Task)[0], "a")
    list_ = card(view).checklist.list
    place = list_.visualItemRect(list_.item(0))

    click(list_.viewport(), place.center())
    assert items(lumen) == [("a", False)]
    click(list_.viewport(), QPoint(place.left() + 14, place.center().y()))
    assert items(lumen) == [("a", True)]


def test_f2_rewords_a_line_and_an_empty_one_is_refused(
    qtbot: QtBot, view: TasksView, lumen: Workspace, shared: Collaborators
) -> None:
    checklists.add_check_item(lumen, lumen.ids(Task)[0], "a")
    list_ = card(view).checklist.list
    list_.setFocus()

    def reword(text: str) -> None:
        press(list_, Qt.Key.Key_F2)
        editor = list_.findChild(QLineEdit)
        assert isinstance(editor, QLineEdit)
        editor.setText(text)
        press(editor, Qt.Key.Key_Return)

    reword("badge")
    qtbot.waitUntil(lambda: items(lumen) == [("badge", False)])
    reword(" ")
    qtbot.waitUntil(lambda: bool(toast_text(shared)))
    assert items(lumen) == [("badge", False)]
    assert list_.item(0).text() == "badge"


def test_a_checklist_of_another_client_is_not_read_again(view: TasksView, halo: Workspace, lumen: Workspace) -> None:
    other = tasks.add_task(halo, TaskDraft(title="à eux")).id or 0
    checklists.add_check_item(halo, other, "à eux")

    assert card(view).checklist.list.count() == 0
    assert lumen.ids(CheckItem) == []


# --- files and reasons to wait ---------------------------------------------------------------------------------------


def test_a_chosen_file_is_joined_opened_and_taken_away(
    view: TasksView, lumen: Workspace, shared: Collaborators, tmp_path: Path
) -> None:
    file = tmp_path / "devis.pdf"
    file.write_bytes(b"%PDF")
    files = card(view).files
    files.field.choose = lambda _parent: str(file)
    opened: list[QUrl] = []

    def launch(url: QUrl) -> bool:
        opened.append(url)
        return True

    files.launch = launch

    click(files.field.button)
    assert toast_text(shared) == "Fichier joint."
    assert "devis.pdf" in texts_of(files)
    click(button_of(files, "Ouvrir"))
    assert Path(opened[0].toLocalFile()).read_bytes() == b"%PDF"
    click(button_of(files, "Retirer"))

    assert task_files.joined_files(lumen, lumen.ids(Task)[0]) == []
    press_undo(shared)
    assert "devis.pdf" in texts_of(files)


def test_a_task_is_made_to_wait_and_a_circle_is_refused(view: TasksView, lumen: Workspace) -> None:
    first, second = lumen.ids(Task)
    click(card(view).waits.button)
    dialog = card(view).waits.dialog
    choose(dialog.form, "reason", "Tâche : Préparer la paie")
    dialog.form.save()
    assert [reason.id for reason in waits.reasons(lumen, first)] == [second]
    assert "en attente" in texts_of(view.panel)

    view.table.selectRow(1)
    click(card(view).waits.button)
    again = card(view).waits.dialog
    again.form.save()

    assert "sans fin" in again.form.error.text()
    assert waits.reasons(lumen, second) == []
    again.form.cancelled.emit()
    view.table.selectRow(0)
    click(button_of(card(view).waits, "Retirer"))
    assert waits.reasons(lumen, first) == []


def test_a_task_that_is_finished_although_it_waits_says_so(
    view: TasksView, lumen: Workspace, shared: Collaborators
) -> None:
    first, second = lumen.ids(Task)
    with lumen.step("Attendre") as step:
        step.add(Wait, WaitDraft(task_id=first, other_task_id=second))
    view.table.choose(second)
    press(view.table, Qt.Key.Key_Space)
    assert toast_text(shared) == "Tâche terminée."
    press_undo(shared)

    view.table.choose(first)
    press(view.table, Qt.Key.Key_Space)
    assert toast_text(shared) == "Tâche terminée. Elle attendait encore une réponse ou une autre tâche."


def test_every_control_of_the_card_has_a_name(view: TasksView) -> None:
    assert unnamed(view) == []


# --- repetition ------------------------------------------------------------------------------------------------------


def repeat_field(view: TasksView) -> RecurrenceField:
    """Open the form of the first task, due on Friday 27 November 2026, and return the field of its repetition."""
    press(view.table, Qt.Key.Key_Return)
    assert view.form is not None
    field = view.form.fields["repeat"]
    assert isinstance(field, RecurrenceField)
    return field


def choose_in(box: Choice, words: str) -> None:
    box.setCurrentIndex(box.findText(words))
    assert box.currentText() == words
    box.activated.emit(box.currentIndex())


def saved(view: TasksView, lumen: Workspace) -> tuple[str, bool]:
    assert view.form is not None
    view.form.save()
    task = lumen.select(Task)[0]
    return task.recurrence, task.repeats_from_done


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Chaque jour", "FREQ=DAILY"),
        ("Chaque semaine", "FREQ=WEEKLY;BYDAY=FR"),
        ("Chaque mois", "FREQ=MONTHLY;BYMONTHDAY=27"),
        ("Chaque année", "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=27"),
    ],
)
def test_a_usual_repetition_is_chosen_by_a_word(view: TasksView, lumen: Workspace, words: str, rule: str) -> None:
    choose_in(repeat_field(view).box, words)

    assert saved(view, lumen) == (rule, False)


def test_two_days_of_every_other_week_until_a_day(view: TasksView, lumen: Workspace) -> None:
    field = repeat_field(view)
    choose_in(field.box, "Chaque semaine")
    field.every.setText("2")
    click(field.weekdays[0])
    choose_in(field.end, "Jusqu’au")
    type_text(field.until, "30/06/2027")
    assert field.sentence.text() == "Toutes les 2 semaines, le lundi et le vendredi, jusqu’au 30 juin 2027"

    assert saved(view, lumen) == ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;UNTIL=20270630", False)
    assert "Toutes les 2 semaines, le lundi et le vendredi, jusqu’au 30 juin 2027" in texts_of(view.panel)


def test_a_rank_in_the_month_is_offered_and_a_number_of_times(view: TasksView, lumen: Workspace) -> None:
    field = repeat_field(view)
    choose_in(field.box, "Chaque mois")
    offered = [field.day.itemText(place) for place in range(field.day.count())]
    # 27 November 2026 is the fourth Friday of five weeks less one: the last one, too.
    assert offered == ["Le 27", "Le 4e vendredi", "Le dernier vendredi"]
    choose_in(field.day, "Le dernier vendredi")
    choose_in(field.end, "Pendant")
    field.count.setText("6")

    assert saved(view, lumen) == ("FREQ=MONTHLY;BYDAY=-1FR;COUNT=6", False)


def test_the_days_follow_the_date(view: TasksView, lumen: Workspace) -> None:
    field = repeat_field(view)
    choose_in(field.box, "Chaque semaine")
    assert view.form is not None
    type_in(view.form, "due", "30/11/2026")
    assert [button.accessibleName() for button in field.weekdays if button.isChecked()] == ["Lundi"]
    choose_in(field.box, "Chaque mois")
    assert field.day.findText("Le dernier jour") >= 0

    assert saved(view, lumen) == ("FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1", False)


def test_days_after_it_was_done(view: TasksView, lumen: Workspace) -> None:
    field = repeat_field(view)
    assert field.every.isHidden() or not field.every.isVisible()
    choose_in(field.box, "Après l’avoir fait")
    field.every.setText("trois")
    assert view.form is not None
    view.form.save()
    assert error_of(view.form, "repeat") == "Écrivez l’intervalle en chiffres, de 1 à 999."

    field.every.setText("10")
    assert saved(view, lumen) == ("FREQ=DAILY;INTERVAL=10", True)
    assert "10 jours après l’avoir fait" in texts_of(view.panel)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "Écrivez le dernier jour, par exemple 30/06/2027."),
        ("20/11/2026", "La répétition finit avant d’avoir commencé : corrigez sa fin."),
    ],
)
def test_an_end_that_means_nothing_is_refused(view: TasksView, lumen: Workspace, typed: str, why: str) -> None:
    field = repeat_field(view)
    choose_in(field.box, "Chaque jour")
    choose_in(field.end, "Jusqu’au")
    field.until.setText(typed)

    assert saved(view, lumen) == ("", False)
    assert view.form is not None
    assert error_of(view.form, "repeat") == why


def test_a_rule_that_nothing_here_makes_is_told_and_kept(view: TasksView, lumen: Workspace) -> None:
    rule = "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=5"
    tasks.change_task(lumen, lumen.ids(Task)[0], recurrence=rule)
    field = repeat_field(view)
    assert field.box.currentText().startswith("Chaque mois, du lundi au vendredi, selon une règle plus précise")
    assert view.form is not None
    type_in(view.form, "title", "Autre titre")

    assert saved(view, lumen) == (rule, False)
    assert lumen.select(Task)[0].title == "Autre titre"


def test_every_control_of_the_repetition_has_a_name_and_a_place(view: TasksView) -> None:
    field = repeat_field(view)
    for words in ("Chaque semaine", "Chaque mois", "Après l’avoir fait"):
        choose_in(field.box, words)
        assert unnamed(field) == []


# --- playbooks -------------------------------------------------------------------------------------------------------


def test_a_playbook_shows_its_dates_before_it_makes_its_tasks(
    view: TasksView, lumen: Workspace, shared: Collaborators
) -> None:
    click(view.playbook_button)
    dialog = view.dialog
    choose(dialog.form, "playbook", "Mois de paie")
    type_in(dialog.form, "day", "27/11/2026")

    assert dialog.preview.lines[0] == "J−9, mer. 18 nov. Demander les variables de paie"
    assert "J, ven. 27 nov. Remettre les bulletins" in dialog.preview.lines
    assert len(lumen.ids(Task)) == 2
    dialog.form.save()

    assert len(lumen.ids(Task)) == 2 + len(playbook("paie").tasks)
    assert toast_text(shared) == "9 tâches ajoutées."
    assert card(view).title.text() == "Demander les variables de paie"
    press_undo(shared)
    assert len(lumen.ids(Task)) == 2


def test_a_playbook_without_its_day_is_refused(view: TasksView, lumen: Workspace) -> None:
    click(view.playbook_button)
    dialog = view.dialog
    type_in(dialog.form, "day", "")
    dialog.form.save()

    assert error_of(dialog.form, "day").startswith("Il manque le jour")
    assert dialog.preview.lines[0].startswith("J−")
    assert len(lumen.ids(Task)) == 2
