"""Larger letters: chosen in Réglages, the window is built again where it was, and nothing typed is lost."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from officedesk.services import tasks
from officedesk.ui.shell.main_window import MainWindow
from officedesk.ui.shell.settings_dialog import SettingsDialog
from tests.ui.conftest import type_text
from tests.ui.pages.gestures import toast_text


@pytest.fixture
def ready(qtbot: QtBot, window: MainWindow) -> MainWindow:
    """Give a window whose desk is open."""
    window.show_page("tasks")
    qtbot.waitUntil(lambda: "tasks" in window.pages)
    return window


def choose(qtbot: QtBot, window: MainWindow, percent: int) -> None:
    """Choose a size of text in the settings, and keep it."""
    window.actions_.settings.trigger()
    qtbot.waitUntil(lambda: bool(window.findChildren(SettingsDialog)))
    [dialog] = window.findChildren(SettingsDialog)
    dialog.form.fields["text_size"].show_value(percent)
    dialog.form.save()


def front() -> MainWindow:
    """Return the one window that shows."""
    [shown] = [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow) and each.isVisible()]
    return shown


def letters(window: MainWindow) -> int:
    """Return the height of a title of the list, and of the name of the sidebar's first field, in pixels of font."""
    table, entry = window.pages["tasks"].list.table, window.sidebar.capture.entry  # type: ignore[attr-defined]
    assert table.font().pixelSize() == entry.font().pixelSize()
    return int(table.font().pixelSize())


def test_letters_chosen_twice_as_large_are_so_at_once_on_the_same_page(qtbot: QtBot, ready: MainWindow) -> None:
    assert letters(ready) == 14
    size, title = ready.size(), ready.windowTitle()

    choose(qtbot, ready, 200)
    qtbot.waitUntil(lambda: not isValid(ready) or not ready.isVisible())

    large = front()
    qtbot.waitUntil(lambda: large.stack.page is large.pages.get("tasks"))
    assert letters(large) == 28
    assert (large.size(), large.windowTitle()) == (size, title)
    line = large.pages["tasks"].list.table.rowHeight(1)  # type: ignore[attr-defined]
    assert line >= large.pages["tasks"].list.table.fontMetrics().height()  # type: ignore[attr-defined]


def test_the_client_in_front_stays_in_front(qtbot: QtBot, ready: MainWindow) -> None:
    client = ready.glance.clients[1].id
    ready.show_client(client)
    qtbot.waitUntil(lambda: ready.shown_client() == client)

    choose(qtbot, ready, 150)
    qtbot.waitUntil(lambda: not isValid(ready) or not ready.isVisible())

    large = front()
    qtbot.waitUntil(lambda: large.shown_client() == client)


def test_what_was_done_before_is_undone_in_the_new_window(qtbot: QtBot, ready: MainWindow) -> None:
    type_text(ready.sidebar.capture.entry, "Commander le papier")
    ready.sidebar.capture.entry.returnPressed.emit()
    qtbot.waitUntil(lambda: "Commander le papier" in titles(ready))

    choose(qtbot, ready, 125)
    qtbot.waitUntil(lambda: not isValid(ready) or not ready.isVisible())
    large = front()
    large.actions_.undo.trigger()

    qtbot.waitUntil(lambda: "Commander le papier" not in titles(large))


def titles(window: MainWindow) -> list[str]:
    """Return the titles of the open tasks, as the file has them."""
    portfolio = window.shared.portfolio
    spaces = [portfolio.own(), *(portfolio.workspace_by_id(client.id) for client in portfolio.clients())]
    return [line.title for space in spaces for line in tasks.task_lines(space, tasks.open_task_ids(space))]


def test_over_a_form_half_typed_the_window_stays_and_says_when_it_changes(qtbot: QtBot, ready: MainWindow) -> None:
    page = ready.pages["tasks"]
    page.add()  # type: ignore[attr-defined]
    form = page.list.form  # type: ignore[attr-defined]
    type_text(form.fields["title"].editor, "À ne pas perdre")

    choose(qtbot, ready, 200)
    qtbot.waitUntil(lambda: "prochaine ouverture" in toast_text(ready.shared))

    assert front() is ready
    assert form.fields["title"].typed() == "À ne pas perdre"
    assert letters(ready) == 14


def test_the_program_opens_again_with_the_letters_kept(qtbot: QtBot, ready: MainWindow) -> None:
    choose(qtbot, ready, 150)
    qtbot.waitUntil(lambda: not isValid(ready) or not ready.isVisible())

    assert front().shared.portfolio.glance(front().glance.day).text_size == 150


def test_what_takes_the_keyboard_is_brought_in_sight(qtbot: QtBot, ready: MainWindow) -> None:
    ready.resize(1024, 700)
    choose(qtbot, ready, 200)
    qtbot.waitUntil(lambda: not isValid(ready) or not ready.isVisible())
    large = front()
    qtbot.waitUntil(lambda: large.stack.page is large.pages.get("tasks"))
    large.activateWindow()

    page = large.pages["tasks"]
    page.add()  # type: ignore[attr-defined]
    field = page.list.form.fields["title"].editor  # type: ignore[attr-defined]

    qtbot.waitUntil(lambda: field.hasFocus() and field.visibleRegion().boundingRect().height() == field.height())
