"""The window: where one goes, with which keys, and what is said of what was done."""

from pathlib import Path
from typing import Any, NamedTuple

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from officedesk.domain.entities import Task as TaskRow
from officedesk.ui.pages.client_tasks import TasksView
from officedesk.ui.shell.main_window import MainWindow
from officedesk.ui.shell.session import Session
from tests.ui.conftest import OpenDesk, ShutDesk, made_desk, reopened, type_text, unnamed
from tests.ui.pages.gestures import type_in

PATIENCE = 10_000


class Screen(NamedTuple):
    """A screen as large as one says: only its room is read."""

    width: int
    height: int

    def availableGeometry(self) -> QRect:  # noqa: N802 - Qt's name
        return QRect(0, 0, self.width, self.height)


@pytest.mark.parametrize(
    ("screen", "opened"),
    [
        (Screen(1920, 1080), (1440, 900)),
        (Screen(1024, 700), (1024, 660)),
        (Screen(1440, 860), (1440, 820)),
        # Below its smallest size the window keeps it: pages are not made for less.
        (Screen(800, 500), (900, 600)),
    ],
)
def test_the_window_opens_no_larger_than_the_screen(
    monkeypatch: pytest.MonkeyPatch, open_desk: OpenDesk, desk: ShutDesk, screen: Screen, opened: tuple[int, int]
) -> None:
    monkeypatch.setattr(MainWindow, "screen", lambda _window: screen)

    window = open_desk(desk)

    assert (window.width(), window.height()) == opened


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, key, modifiers)


CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.mark.parametrize(
    ("key", "name"),
    [
        (Qt.Key.Key_2, "tasks"),
        (Qt.Key.Key_3, "agenda"),
        (Qt.Key.Key_4, "deadlines"),
        (Qt.Key.Key_5, "decisions"),
        (Qt.Key.Key_6, "network"),
        (Qt.Key.Key_7, "reports"),
    ],
)
def test_a_page_opens_by_its_rank_and_is_built_then(qtbot: QtBot, window: MainWindow, key: Qt.Key, name: str) -> None:
    assert list(window.pages) == ["today"]

    with qtbot.waitSignal(window.page_shown, timeout=PATIENCE) as shown:
        press(qtbot, window, key, CTRL)

    assert shown.args == [name]
    assert window.stack.page is window.pages[name]
    assert window.sidebar.pages[name].isChecked()
    assert unnamed(window) == []


def test_a_client_opens_from_the_sidebar_and_so_does_her_own_business(qtbot: QtBot, window: MainWindow) -> None:
    clients = window.sidebar.clients
    for name in ("Cabinet Éloïse", "Mon activité"):
        row = [line.name for line in clients.rows.lines].index(name)
        place = clients.visualRect(clients.rows.index(row)).center()
        with qtbot.waitSignal(window.page_shown, timeout=PATIENCE):
            QTest.mouseClick(clients.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert window.client is not None
        assert (window.client[0], clients.marked) == (clients.rows.lines[row].id,) * 2
        assert not any(entry.isChecked() for entry in window.sidebar.pages.values())
        assert unnamed(window) == []


def test_a_client_opens_by_keyboard(qtbot: QtBot, window: MainWindow) -> None:
    clients = window.sidebar.clients
    window.activateWindow()
    clients.setFocus()
    qtbot.waitUntil(clients.hasFocus)

    QTest.keyClick(clients, Qt.Key.Key_Down)
    with qtbot.waitSignal(window.page_shown, timeout=PATIENCE):
        QTest.keyClick(clients, Qt.Key.Key_Return)

    assert window.client is not None
    assert window.client[0] == clients.rows.lines[1].id


def test_late_obligations_are_counted_beside_their_client(window: MainWindow) -> None:
    clients = window.sidebar.clients
    looks = [clients.look(row) for row in range(3)]

    assert [(look.text, look.number) for look in looks] == [
        ("Atelier Lumen", "1"),
        ("Cabinet Éloïse", ""),
        ("Mon activité", ""),
    ]
    spoken = clients.rows.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Atelier Lumen, 1 échéance en retard"
    assert window.sidebar.pages["deadlines"].look.number == "1"
    assert window.sidebar.pages["deadlines"].accessibleDescription() == "1 échéance en retard"
    assert window.sidebar.pages["today"].look.number == "3"


def test_the_capture_line_adds_a_task_for_the_chosen_client(qtbot: QtBot, window: MainWindow, desk: ShutDesk) -> None:
    capture = window.sidebar.capture
    press(qtbot, window, Qt.Key.Key_N, CTRL)
    qtbot.waitUntil(capture.entry.hasFocus)
    type_text(capture.entry, "Écrire à l’expert-comptable")
    capture.clients.setCurrentText("Cabinet Éloïse")

    QTest.keyClick(capture.entry, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: capture.entry.text() == "", timeout=PATIENCE)

    assert window.toasts.current is not None
    assert window.toasts.current.label.text() == "Tâche ajoutée pour aujourd’hui : Cabinet Éloïse."
    assert window.toasts.current.button is not None
    assert window.toasts.current.button.text() == "Annuler"
    added = window.today.today.lines.table
    qtbot.waitUntil(lambda: any(line.title == "Écrire à l’expert-comptable" for line in added.lines))
    assert window.sidebar.saved.text() == "Enregistré · hors ligne"
    window.close()
    portfolio = reopened(desk)
    titles = [task.title for task in portfolio.workspace("cabinet-eloise").select(TaskRow)]
    portfolio.close()
    assert "Écrire à l’expert-comptable" in titles


def test_what_is_captured_on_a_client_stays_without_a_date_among_its_tasks(
    qtbot: QtBot, window: MainWindow, desk: ShutDesk
) -> None:
    capture, lumen = window.sidebar.capture, window._glance.clients[0]
    with qtbot.waitSignal(window.page_shown, timeout=PATIENCE):
        window.show_client(lumen.id)
    press(qtbot, window, Qt.Key.Key_N, CTRL)
    qtbot.waitUntil(capture.entry.hasFocus)
    type_text(capture.entry, "Ranger les factures")
    QTest.keyClick(capture.entry, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: capture.entry.text() == "", timeout=PATIENCE)

    assert window.toasts.current is not None
    assert window.toasts.current.label.text() == "Tâche ajoutée, sans date : Atelier Lumen."
    window.close()
    portfolio = reopened(desk)
    dates = {task.title: task.due for task in portfolio.workspace("atelier-lumen").select(TaskRow)}
    portfolio.close()
    assert dates["Ranger les factures"] is None


def test_the_client_box_follows_the_name_that_is_typed(qtbot: QtBot, window: MainWindow) -> None:
    capture = window.sidebar.capture
    press(qtbot, window, Qt.Key.Key_N, CTRL)
    qtbot.waitUntil(capture.entry.hasFocus)
    type_text(capture.entry, "Relire @")
    assert capture.clients.isVisible()
    assert capture.clients.currentText() == "Mon activité"

    type_text(capture.entry, "élo")
    assert capture.clients.currentText() == "Cabinet Éloïse"

    type_text(capture.entry, "xx")
    assert capture.clients.currentText() == "Mon activité"


def test_a_client_chosen_by_hand_takes_the_place_of_the_name_that_is_typed(qtbot: QtBot, window: MainWindow) -> None:
    capture = window.sidebar.capture
    press(qtbot, window, Qt.Key.Key_N, CTRL)
    qtbot.waitUntil(capture.entry.hasFocus)
    type_text(capture.entry, "Relire @éloïse le bail")
    assert capture.clients.currentText() == "Cabinet Éloïse"

    # Her own business comes first, then the clients by name.
    QTest.keyClick(capture.clients, Qt.Key.Key_Up)

    assert capture.clients.currentText() == "Atelier Lumen"
    assert capture.entry.text() == "Relire le bail"
    QTest.keyClick(capture.entry, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.toasts.current is not None, timeout=PATIENCE)
    assert window.toasts.current is not None
    assert window.toasts.current.label.text() == "Tâche ajoutée pour aujourd’hui : Atelier Lumen."


def test_a_title_too_long_is_refused_and_stays(qtbot: QtBot, window: MainWindow) -> None:
    # Legal dates that are written behind the window say « Enregistré » too: they are let through first.
    with qtbot.waitSignal(window._opener.opened, timeout=PATIENCE):
        window._opener.when_open(lambda: None)
    window._jobs.wait()
    QApplication.processEvents()
    window.sidebar.capture.entry.setText("x" * 201)

    QTest.keyClick(window.sidebar.capture.entry, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.toasts.current is not None, timeout=PATIENCE)

    assert window.sidebar.capture.entry.text() == "x" * 201
    assert window.sidebar.saved.text() == "Non enregistré"


def test_undo_and_redo_say_what_they_take(qtbot: QtBot, window: MainWindow) -> None:
    window.sidebar.capture.entry.setText("Ranger")
    QTest.keyClick(window.sidebar.capture.entry, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.actions_.undo.text() == "Annuler : Ajouter une tâche", timeout=PATIENCE)
    window.today.setFocus()

    press(qtbot, window, Qt.Key.Key_Z, CTRL)
    assert window.toasts.current is not None
    assert window.toasts.current.label.text() == "Annulé : Ajouter une tâche"
    qtbot.waitUntil(lambda: window.actions_.redo.text() == "Rétablir : Ajouter une tâche")

    press(qtbot, window, Qt.Key.Key_Z, CTRL | SHIFT)
    assert window.toasts.current.label.text() == "Rétabli : Ajouter une tâche"


def test_the_toast_can_be_reached_and_closed_by_keyboard(qtbot: QtBot, window: MainWindow) -> None:
    taken: list[str] = []
    window.toasts.say("Fait.", action="Annuler", act=lambda: taken.append("annulé"))
    toast = window.toasts.current
    assert toast is not None
    assert toast.button is not None
    window.activateWindow()
    toast.button.setFocus()
    qtbot.waitUntil(toast.button.hasFocus)

    QTest.keyClick(toast.button, Qt.Key.Key_Space)

    assert taken == ["annulé"]
    assert toast.gone
    window.toasts.say("Encore.")
    assert window.toasts.current is not None
    QTest.keyClick(window.toasts.current, Qt.Key.Key_Escape)
    assert window.toasts.current.gone


def test_tab_goes_from_the_capture_line_through_the_sidebar_to_the_page(qtbot: QtBot, window: MainWindow) -> None:
    window.activateWindow()
    window.sidebar.capture.entry.setFocus()
    qtbot.waitUntil(window.sidebar.capture.entry.hasFocus)
    visited: list[QWidget] = []
    pages = list(window.sidebar.pages.values())
    for _ in range(len(pages) + 4):
        focused = QApplication.focusWidget()
        assert focused is not None
        visited.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)

    assert visited[1:-2] == [window.sidebar.search, *pages]
    assert visited[-2:] == [window.sidebar.clients, window.sidebar.new_client]


def test_the_theme_is_kept_for_the_next_start(qtbot: QtBot, window: MainWindow, desk: ShutDesk) -> None:
    dark = next(action for action in window.actions_.themes.actions() if action.data() == "dark")

    with qtbot.waitSignal(window._opener.opened, timeout=PATIENCE):
        dark.trigger()
    window.close()

    portfolio = reopened(desk)
    assert portfolio.setting("theme") == "dark"
    portfolio.close()


def test_another_window_asks_the_first_one_to_come_forward(
    qtbot: QtBot, window: MainWindow, desk: ShutDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from officedesk.ui.shell.gate import raise_first

    came: list[bool] = []
    monkeypatch.setattr(window, "come_forward", lambda: came.append(True))
    session = window._opener.parent()
    assert isinstance(session, Session)
    qtbot.waitUntil(lambda: session._doorbell is not None)
    assert session._doorbell is not None
    session._doorbell.rung.connect(lambda: came.append(True))

    assert raise_first(desk.home)

    qtbot.waitUntil(lambda: came != [])


@pytest.fixture
def empty(tmp_path: Path, open_desk: OpenDesk) -> MainWindow:
    return open_desk(made_desk(tmp_path / "empty", lambda _portfolio: None))


def test_a_desk_without_clients_offers_to_make_one(qtbot: QtBot, empty: MainWindow) -> None:
    assert empty.sidebar.new_client.isVisible()

    QTest.mouseClick(empty.sidebar.new_client, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None, timeout=PATIENCE)

    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    assert dialog.windowTitle() == "Nouveau client"
    assert unnamed(dialog) == []
    QTest.keyClick(dialog, Qt.Key.Key_Escape)


def half_typed(qtbot: QtBot, window: MainWindow, client_id: int) -> TasksView:
    """Open the first task of a client and type a title without saving it."""
    window.show_client(client_id)
    qtbot.waitUntil(lambda: window.client is not None, timeout=PATIENCE)
    assert window.client is not None
    view = window.client[1].tabs.open("tasks")
    assert isinstance(view, TasksView)

    def opened() -> bool:
        """Ask for the form until it stays: the page may still be reading its rows, and an untouched form gives way."""
        if view.form is None:
            view.edit(view.table.current_id() or 0)
        return view.form is not None

    qtbot.waitUntil(opened, timeout=PATIENCE)
    assert view.form is not None
    type_in(view.form, "title", "Relancer encore")
    return view


def test_what_is_half_typed_waits_while_another_client_is_shown(qtbot: QtBot, window: MainWindow) -> None:
    first, second = (client.id for client in window._glance.clients[:2])
    view = half_typed(qtbot, window, first)

    window.show_client(second)
    window.show_client(first)

    assert view.form is not None
    assert view.form.fields["title"].editor.text() == "Relancer encore"  # type: ignore[attr-defined]
    assert window.client is not None
    assert window.stack.page is window.client[1]


def test_closing_asks_before_it_forgets_what_is_typed(qtbot: QtBot, window: MainWindow) -> None:
    first, second = (client.id for client in window._glance.clients[:2])
    half_typed(qtbot, window, first)
    window.show_client(second)

    def asked() -> QMessageBox:
        window.close()
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        assert "n’est pas enregistrée" in box.text()
        return box

    staying = asked()
    QTest.keyClick(staying, Qt.Key.Key_Escape)
    assert window.isVisible()
    # What would be lost is in front.
    assert window.client is not None
    assert window.client[0] == first

    leaving = asked()
    button = next(each for each in leaving.buttons() if each.text() == "Quitter sans enregistrer")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not window.isVisible()


def test_what_was_asked_while_the_desk_opens_is_kept_by_a_window_closed_at_once(
    qtbot: QtBot, window: MainWindow, desk: ShutDesk
) -> None:
    window.sidebar.capture.start()
    type_text(window.sidebar.capture.entry, "Commander des ramettes")
    QTest.keyClick(window.sidebar.capture.entry, Qt.Key.Key_Return)
    assert window._opener.is_awaited

    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=PATIENCE)

    portfolio = reopened(desk)
    assert "Commander des ramettes" in [task.title for task in portfolio.own().select(TaskRow)]
    portfolio.close()


@pytest.mark.parametrize("name", ["tasks", "deadlines"])
def test_a_form_half_typed_on_a_page_is_not_lost_by_closing(qtbot: QtBot, window: MainWindow, name: str) -> None:
    window.show_page(name)
    qtbot.waitUntil(lambda: name in window.pages, timeout=PATIENCE)
    page: Any = window.pages[name]
    page.add_button.click()
    type_in(page.list.form, "title", "À ne pas perdre")
    window.show_page("today")

    window.close()

    assert window.isVisible()
    question = window.findChild(QMessageBox)
    assert isinstance(question, QMessageBox)
    assert "n’est pas enregistrée" in question.text()
    assert window.stack.page is window.pages[name]
    assert page.list.form.fields["title"].typed() == "À ne pas perdre"
