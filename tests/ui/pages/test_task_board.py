"""The board: a column a group, tasks carried from one to another by the pointer or by keys."""

import datetime as dt

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from officedesk.domain.entities import DecisionDraft, Task, TaskDraft, TaskStatus, WaitDraft
from officedesk.services import decisions, tasks, waits
from officedesk.storage.portfolio import Portfolio
from officedesk.storage.workspace import Workspace
from officedesk.ui.collaborators import Collaborators
from officedesk.ui.pages import task_board
from officedesk.ui.pages.board_column import MIME, BoardColumn
from officedesk.ui.pages.task_board import TaskBoard
from officedesk.ui.pages.tasks import TasksPage
from tests.ui.conftest import unnamed
from tests.ui.pages.conftest import TODAY
from tests.ui.pages.gestures import press, press_undo, shown, toast_text

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(qtbot: QtBot, window: QWidget, lumen: Workspace, halo: Workspace, shared: Collaborators) -> TasksPage:
    for workspace, title, due, domain in (
        (lumen, "Relancer", TODAY - dt.timedelta(days=3), "rh"),
        (halo, "Publier", TODAY, "paie"),
        (lumen, "Classer", None, None),
    ):
        tasks.add_task(workspace, TaskDraft(title=title, due=due, domain=domain))
    made = TasksPage(shared)
    shown(qtbot, window, made)
    made.views.setCurrentIndex(1)
    return made


def board_of(page: TasksPage) -> TaskBoard:
    assert page.board is not None
    return page.board


def columns(page: TasksPage) -> dict[str, list[str]]:
    return {column.title.text(): [line.title for line in column.lines.table.lines] for column in board_of(page).columns}


def column_of(page: TasksPage, title: str) -> BoardColumn:
    return next(column for column in board_of(page).columns if column.title.text() == title)


def task_named(workspace: Workspace, title: str) -> Task:
    return next(task for task in workspace.select(Task) if task.title == title)


def drop(column: BoardColumn, row_id: int) -> None:
    data = QMimeData()
    data.setData(MIME, str(row_id).encode())
    none = Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(20, 90), Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, none)
    column.dropEvent(event)


def group_by(page: TasksPage, words: str) -> None:
    page.filters.groups.setCurrentIndex(page.filters.groups.findText(words))


def test_every_date_that_can_be_chosen_has_a_column(page: TasksPage) -> None:
    assert columns(page) == {
        "En retard": ["Relancer"],
        "Aujourd’hui": ["Publier"],
        "Cette semaine": [],
        "Plus tard": [],
        "Sans date": ["Classer"],
    }


@pytest.mark.parametrize(
    ("title", "due"),
    [
        ("Aujourd’hui", TODAY),
        ("Cette semaine", dt.date(2026, 11, 27)),
        ("Plus tard", dt.date(2026, 11, 30)),
        ("Sans date", None),
    ],
)
def test_a_task_put_in_a_column_takes_its_date(
    page: TasksPage, lumen: Workspace, shared: Collaborators, title: str, due: dt.date | None
) -> None:
    late = task_named(lumen, "Relancer")

    drop(column_of(page, title), late.id or 0)

    assert task_named(lumen, "Relancer").due == due
    assert "Relancer" in columns(page)[title]
    press_undo(shared)
    assert columns(page)["En retard"] == ["Relancer"]


def test_nothing_is_made_late(page: TasksPage, halo: Workspace, shared: Collaborators) -> None:
    drop(column_of(page, "En retard"), task_named(halo, "Publier").id or 0)

    assert task_named(halo, "Publier").due == TODAY
    assert toast_text(shared).startswith("Une tâche ne se met pas en retard")


def test_alt_and_an_arrow_carry_a_task_and_the_keyboard_goes_with_it(page: TasksPage, halo: Workspace) -> None:
    lines = column_of(page, "Aujourd’hui").lines
    lines.setFocus()
    press(lines, Qt.Key.Key_Right, ALT)
    assert task_named(halo, "Publier").due == dt.date(2026, 11, 27)
    week = column_of(page, "Cette semaine").lines
    assert week.hasFocus()

    press(week, Qt.Key.Key_Right, ALT)
    assert task_named(halo, "Publier").due == dt.date(2026, 11, 30)
    press(column_of(page, "Plus tard").lines, Qt.Key.Key_Left, ALT)
    assert task_named(halo, "Publier").due == dt.date(2026, 11, 27)


def test_arrows_go_from_column_to_column_over_those_that_are_empty(page: TasksPage) -> None:
    first = column_of(page, "Aujourd’hui").lines
    first.setFocus()
    press(first, Qt.Key.Key_Right)

    assert column_of(page, "Sans date").lines.hasFocus()
    press(column_of(page, "Sans date").lines, Qt.Key.Key_Left)
    assert first.hasFocus()


def test_a_column_is_a_domain(page: TasksPage, lumen: Workspace) -> None:
    group_by(page, "Par domaine")
    assert columns(page)["Sans domaine"] == ["Classer"]

    drop(column_of(page, "DUERP"), task_named(lumen, "Classer").id or 0)

    assert task_named(lumen, "Classer").domain == "duerp"


def test_a_column_is_a_state(page: TasksPage, lumen: Workspace, shared: Collaborators) -> None:
    group_by(page, "Par état")
    assert list(columns(page)) == ["À faire", "En attente", "Terminées"]
    wanted = task_named(lumen, "Relancer").id or 0

    drop(column_of(page, "Terminées"), wanted)
    assert task_named(lumen, "Relancer").status is TaskStatus.DONE
    assert columns(page)["Terminées"] == ["Relancer"]

    drop(column_of(page, "À faire"), wanted)
    assert task_named(lumen, "Relancer").status is TaskStatus.OPEN

    drop(column_of(page, "En attente"), wanted)
    assert toast_text(shared).startswith("Ce qu’une tâche attend se dit sur sa carte")


def test_what_waits_stays_where_it_waits(page: TasksPage, lumen: Workspace, shared: Collaborators) -> None:
    wanted = task_named(lumen, "Relancer").id or 0
    asked = decisions.add_decision(lumen, DecisionDraft(question="Quel budget ?"))
    waits.add_wait(lumen, WaitDraft(task_id=wanted, decision_id=asked.id))
    group_by(page, "Par état")
    assert columns(page)["En attente"] == ["Relancer"]

    drop(column_of(page, "À faire"), wanted)

    assert columns(page)["En attente"] == ["Relancer"]
    assert toast_text(shared)


def test_a_task_does_not_change_of_client(page: TasksPage, lumen: Workspace, shared: Collaborators) -> None:
    group_by(page, "Par client")
    drop(column_of(page, "Studio Halo"), task_named(lumen, "Relancer").id or 0)

    assert columns(page)["Atelier Lumen"] == ["Relancer", "Classer"]
    assert toast_text(shared).startswith("Une tâche ne change pas de client")


def test_a_column_shows_no_more_than_it_must(page: TasksPage, halo: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(task_board, "MOST", 2)
    for number in range(5):
        tasks.add_task(halo, TaskDraft(title=f"Plus tard {number}", due=dt.date(2026, 12, 20)))
    column = column_of(page, "Plus tard")
    assert [line.title for line in column.lines.table.lines] == ["Plus tard 0", "Plus tard 1", "et 3 de plus"]
    assert column.count.text() == "5"

    column.lines.setFocus()
    press(column.lines, Qt.Key.Key_End)
    press(column.lines, Qt.Key.Key_Return)

    assert len(columns(page)["Plus tard"]) == 5


def test_space_finishes_and_delete_deletes(page: TasksPage, halo: Workspace, shared: Collaborators) -> None:
    lines = column_of(page, "Aujourd’hui").lines
    lines.setFocus()
    press(lines, Qt.Key.Key_Space)
    assert task_named(halo, "Publier").status is TaskStatus.DONE
    press_undo(shared)

    lines.setFocus()
    press(lines, Qt.Key.Key_Delete)
    assert halo.ids(Task) == []


def test_return_shows_the_card_in_the_list(page: TasksPage) -> None:
    lines = column_of(page, "Aujourd’hui").lines
    lines.setFocus()
    press(lines, Qt.Key.Key_Return)

    assert page.stack.currentWidget() is page.list
    assert page.list.table.hasFocus()
    assert "Publier" in str(page.list.rows.index(page.list.table.currentIndex().row(), 1).data())


def test_a_filter_reaches_the_board(qtbot: QtBot, page: TasksPage, halo: Workspace) -> None:
    page.filters.clients.setCurrentIndex(page.filters.clients.findData(halo.client_id))

    qtbot.waitUntil(lambda: sum(map(len, columns(page).values())) == 1)


def test_every_control_of_the_board_has_a_name(page: TasksPage, portfolio: Portfolio) -> None:
    assert unnamed(page) == []
