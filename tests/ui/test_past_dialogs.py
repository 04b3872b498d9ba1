"""Corbeille and Historique, by the keyboard: what is listed, put back, taken back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from officedesk.domain.entities import Task
from officedesk.services import tasks
from officedesk.ui.pages.past_dialogs import BinDialog, HistoryDialog, PastDialog
from officedesk.ui.shell import desk_menu
from officedesk.ui.shell.main_window import MainWindow
from tests.ui.conftest import unnamed

PATIENCE_MS = 20_000


@pytest.fixture
def ready(qtbot: QtBot, window: MainWindow) -> MainWindow:
    """Give the window, its desk open."""
    with qtbot.waitSignal(window._opener.opened, timeout=10_000):
        window._opener.when_open(lambda: None)
    # The program writes the dates of the law by itself once the desk is open: not in the middle of a test.
    qtbot.waitUntil(lambda: not window.shared.jobs.busy, timeout=PATIENCE_MS)
    return window


def lines(dialog: PastDialog) -> list[list[str]]:
    columns = range(len(dialog.rows.columns))
    shown = range(dialog.rows.rowCount())
    return [[str(dialog.rows.index(row, column).data()) for column in columns] for row in shown]


def test_what_was_deleted_is_put_back_by_return(qtbot: QtBot, ready: MainWindow) -> None:
    lumen = ready.shared.portfolio.workspace("atelier-lumen")
    before = {task.title for task in lumen.select(Task)}
    tasks.delete_tasks(lumen, [task.id or 0 for task in lumen.select(Task)])
    dialog = desk_menu.show_bin(ready.shared, ready)

    assert isinstance(dialog, BinDialog)
    assert unnamed(dialog) == []
    assert [each[:2] for each in lines(dialog)] == [["Publier la note, et une autre ligne", "Atelier Lumen"]]
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    assert {task.title for task in lumen.select(Task)} == before
    assert lines(dialog) == []
    assert not dialog.act_button.isEnabled()


def test_what_is_put_back_elsewhere_leaves_the_bin(qtbot: QtBot, ready: MainWindow) -> None:
    lumen = ready.shared.portfolio.workspace("atelier-lumen")
    tasks.delete_tasks(lumen, [task.id or 0 for task in lumen.select(Task)])
    dialog = desk_menu.show_bin(ready.shared, ready)
    assert len(lines(dialog)) == 1

    ready.shared.history.undo()

    qtbot.waitUntil(lambda: lines(dialog) == [])


def test_only_the_last_step_is_taken_back_from_the_history(qtbot: QtBot, ready: MainWindow) -> None:
    lumen = ready.shared.portfolio.workspace("atelier-lumen")
    ids = [task.id or 0 for task in lumen.select(Task)]
    tasks.delete_tasks(lumen, ids[:1])
    tasks.delete_tasks(lumen, ids[1:])
    dialog = desk_menu.show_past(ready.shared, ready, lumen.client_id)

    assert isinstance(dialog, HistoryDialog)
    assert [each[:2] for each in lines(dialog)[:2]] == [["Supprimer une tâche", "vous"]] * 2
    assert dialog.act_button.isEnabled()
    dialog.table.selectRow(1)
    assert not dialog.act_button.isEnabled()
    dialog.table.selectRow(0)
    QTest.keyClick(dialog.act_button, Qt.Key.Key_Space)
    assert [task.id for task in lumen.select(Task)] == ids[1:]
    assert lines(dialog)[0][:2] == ["Supprimer une tâche", "vous, annulé"]


def test_the_history_is_that_of_the_client_in_front_or_of_her_own_business(qtbot: QtBot, ready: MainWindow) -> None:
    lumen = ready.shared.portfolio.workspace("atelier-lumen").client_id

    assert desk_menu.show_past(ready.shared, ready, lumen).windowTitle() == "Historique : Atelier Lumen"
    dialog = desk_menu.show_past(ready.shared, ready)
    assert dialog.windowTitle() == "Historique : Mon activité"
    assert isinstance(dialog, HistoryDialog)

    # Whatever was in front, another one is a choice away.
    place = dialog.clients.findText("Atelier Lumen")
    dialog.clients.setCurrentIndex(place)
    dialog.clients.activated.emit(place)
    assert dialog.windowTitle() == "Historique : Atelier Lumen"
    assert [each[0] for each in lines(dialog)] == [
        each.label for each in ready.shared.portfolio.workspace("atelier-lumen").steps()
    ]
