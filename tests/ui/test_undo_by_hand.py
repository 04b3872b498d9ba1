"""Taking back: the toast one has the time to reach, Ctrl+Z in an empty field, and where the keyboard is afterwards."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from officedesk.ui.pages.client_tasks import TasksView
from officedesk.ui.parts.lines import Lines
from officedesk.ui.parts.toast import Toast
from officedesk.ui.shell.main_window import MainWindow
from tests.ui.conftest import type_text
from tests.ui.pages.gestures import button_of, cells

PATIENCE = 10_000
CTRL = Qt.KeyboardModifier.ControlModifier


def focus(qtbot: QtBot, window: MainWindow, widget: QWidget) -> None:
    window.activateWindow()
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus)


def titles(lines: Lines) -> list[str]:
    return [line.title for line in lines.table.lines]


def toast_of(window: MainWindow) -> Toast:
    assert window.toasts.current is not None
    return window.toasts.current


@pytest.fixture
def today(qtbot: QtBot, window: MainWindow) -> Lines:
    """Give the list of today, with the keyboard on its first line, just finished."""
    lines = window.today.today.lines
    focus(qtbot, window, lines)
    QTest.keyClick(lines, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: titles(lines) == ["Préparer la convocation"], timeout=PATIENCE)
    return lines


def test_the_toast_stays_eight_seconds_and_its_time_stops_under_the_pointer(window: MainWindow) -> None:
    window.toasts.say("Fait.", action="Annuler", act=lambda: None)
    toast = toast_of(window)
    # The toolkit may be 5 % early or late.
    assert 7500 < toast.timer.remainingTime() < 8500

    QApplication.sendEvent(toast, QEnterEvent(QPointF(5, 5), QPointF(5, 5), QPointF(5, 5)))
    assert not toast.timer.isActive()
    assert toast.isVisible()

    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    assert 5000 < toast.timer.remainingTime() <= 8500


def test_tab_goes_to_the_toast_whose_time_stops_and_the_keyboard_comes_back(
    qtbot: QtBot, window: MainWindow, today: Lines
) -> None:
    toast = toast_of(window)
    assert toast.button is not None

    QTest.keyClick(today, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is toast.button
    assert not toast.timer.isActive()

    QTest.keyClick(toast.button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: titles(today) == ["Publier la note", "Préparer la convocation"])
    assert QApplication.focusWidget() is today


def test_one_frame_shows_the_keyboard_on_the_toast(qtbot: QtBot, window: MainWindow) -> None:
    entry = window.sidebar.capture.entry
    focus(qtbot, window, entry)
    window.toasts.say("Fait.", action="Annuler", act=lambda: None)
    button = toast_of(window).button
    assert button is not None
    inside = button.rect().adjusted(4, 4, -4, -4)
    plain = button.grab().toImage()

    # The toolkit's own frame only shows once Tab was pressed.
    QTest.keyClick(entry, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is button
    framed = button.grab().toImage()

    assert framed != plain
    assert framed.copy(inside) == plain.copy(inside)


def test_a_click_on_the_toast_leaves_the_keyboard_on_its_line(qtbot: QtBot, window: MainWindow, today: Lines) -> None:
    button = toast_of(window).button
    assert button is not None

    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: titles(today) == ["Publier la note", "Préparer la convocation"])

    assert QApplication.focusWidget() is today
    assert titles(today)[today.currentIndex().row()] == "Publier la note"


@pytest.mark.parametrize("where", ["sidebar", "today"])
def test_ctrl_z_in_an_empty_field_takes_back_the_last_step(qtbot: QtBot, window: MainWindow, where: str) -> None:
    entry = window.sidebar.capture.entry if where == "sidebar" else window.today.entry
    lines = window.today.today.lines
    focus(qtbot, window, entry)
    type_text(entry, "Ranger")
    QTest.keyClick(entry, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Ranger" in titles(lines), timeout=PATIENCE)

    QTest.keyClick(entry, Qt.Key.Key_Z, CTRL)

    qtbot.waitUntil(lambda: "Ranger" not in titles(lines))
    assert entry.text() == ""
    assert toast_of(window).label.text() == "Annulé : Ajouter une tâche"


def test_ctrl_z_in_a_field_with_a_text_takes_back_the_text(qtbot: QtBot, window: MainWindow) -> None:
    entry = window.sidebar.capture.entry
    focus(qtbot, window, entry)
    type_text(entry, "Ranger")

    QTest.keyClick(entry, Qt.Key.Key_Z, CTRL)

    # The last letter, or the whole word: the toolkit's own undo, and not the desk's.
    assert entry.text() != "Ranger"
    assert window.toasts.current is None


@pytest.fixture
def client_tasks(qtbot: QtBot, window: MainWindow) -> TasksView:
    """Give the tasks of a client, three of them, with the keyboard on the second."""
    lumen = window._glance.clients[0]
    with qtbot.waitSignal(window.page_shown, timeout=PATIENCE):
        window.show_client(lumen.id)
    assert window.client is not None
    view = window.client[1].tabs.open("tasks")
    assert isinstance(view, TasksView)
    focus(qtbot, window, view.entry)
    type_text(view.entry, "Ranger")
    QTest.keyClick(view.entry, Qt.Key.Key_Return)
    assert cells(view.rows, 1) == ["Classer les contrats", "Publier la note", "Ranger"]
    view.table.selectRow(1)
    focus(qtbot, window, view.table)
    return view


def current_title(view: TasksView) -> str:
    return str(view.rows.index(view.table.currentIndex().row(), 1).data() or "")


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Delete])
def test_the_keyboard_stays_near_a_line_that_goes_and_on_it_when_it_comes_back(
    client_tasks: TasksView, key: Qt.Key
) -> None:
    view = client_tasks

    QTest.keyClick(view.table, key)
    assert QApplication.focusWidget() is view.table
    assert current_title(view) == "Ranger"

    QTest.keyClick(view.table, Qt.Key.Key_Z, CTRL)
    assert QApplication.focusWidget() is view.table
    assert current_title(view) == "Publier la note"
    assert view.table.selected_ids() == [view.table.current_id()]


def test_the_keyboard_goes_to_the_list_when_the_button_it_was_on_goes_away(client_tasks: TasksView) -> None:
    view = client_tasks
    button = button_of(view.panel, "Terminer")
    button.setFocus()

    QTest.keyClick(button, Qt.Key.Key_Space)

    assert QApplication.focusWidget() is view.table
    assert current_title(view) == "Ranger"


def test_the_keyboard_waits_in_the_field_while_the_list_is_empty(client_tasks: TasksView) -> None:
    view = client_tasks
    view.table.selectAll()
    QTest.keyClick(view.table, Qt.Key.Key_Space)
    assert view.rows.rowCount() == 0
    assert QApplication.focusWidget() is view.entry

    QTest.keyClick(view.entry, Qt.Key.Key_Z, CTRL)

    assert view.rows.rowCount() == 3
    assert QApplication.focusWidget() is view.table


def test_the_last_line_of_a_card_is_current_again_after_an_undo(qtbot: QtBot, window: MainWindow) -> None:
    lines = window.today.today.lines
    focus(qtbot, window, lines)
    QTest.keyClick(lines, Qt.Key.Key_Down)
    QTest.keyClick(lines, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: titles(lines) == ["Publier la note"], timeout=PATIENCE)
    assert lines.currentIndex().row() == 0

    QTest.keyClick(lines, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: len(titles(lines)) == 2)

    assert QApplication.focusWidget() is lines
    assert titles(lines)[lines.currentIndex().row()] == "Préparer la convocation"


def test_the_keyboard_leaves_an_emptied_card_for_the_next_and_comes_back(qtbot: QtBot, window: MainWindow) -> None:
    late, today = window.today.late.lines, window.today.today.lines
    focus(qtbot, window, late)
    QTest.keyClick(late, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: titles(late) == [], timeout=PATIENCE)
    assert QApplication.focusWidget() is today

    QTest.keyClick(today, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: titles(late) == ["Classer les contrats"])

    assert QApplication.focusWidget() is late
