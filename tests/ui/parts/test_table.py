"""The table of every list: gestures carry ids, the chosen line stays, narrow windows lose columns, not words."""

from collections.abc import Sequence
from typing import NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHeaderView
from pytestqt.qtbot import QtBot

from officedesk.ui.parts.page import TableCard
from officedesk.ui.parts.rows import Column, RowsModel
from officedesk.ui.parts.table import Table


class Line(NamedTuple):
    id: int
    title: str


class Desk:
    def __init__(self) -> None:
        self.ids = [3, 5, 8]

    def load(self, ids: Sequence[int]) -> list[Line]:
        return [Line(id, f"Ligne {id}") for id in ids]


@pytest.fixture
def desk() -> Desk:
    return Desk()


def made_table(desk: Desk) -> Table:
    columns = [
        Column[Line]("Titre", lambda line: line.title),
        Column[Line]("Détail", lambda _line: "détail", width=200, slim=0),
        Column[Line]("État", lambda _line: "en retard", width=160, slim=100, tone=lambda _line: "late"),
    ]
    made = Table(RowsModel(columns, lambda: list(desk.ids), desk.load), "Lignes")
    made.rows.refresh()
    return made


@pytest.fixture
def table(qtbot: QtBot, desk: Desk) -> Table:
    made = made_table(desk)
    qtbot.addWidget(made)
    made.resize(900, 300)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.mark.parametrize(("key", "signal"), [(Qt.Key.Key_Space, "toggle_asked"), (Qt.Key.Key_Delete, "delete_asked")])
def test_a_key_acts_on_every_selected_line(qtbot: QtBot, table: Table, key: Qt.Key, signal: str) -> None:
    table.selectRow(0)
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)

    with qtbot.waitSignal(getattr(table, signal)) as said:
        QTest.keyClick(table, key)

    assert said.args == [[3, 5]]


def test_return_and_a_double_click_edit_the_current_line(qtbot: QtBot, table: Table) -> None:
    table.selectRow(1)
    with qtbot.waitSignal(table.edit_asked) as said:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert said.args == [5]

    place = table.visualRect(table.rows.index(2, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(table.edit_asked) as said:
        QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert said.args == [8]


def test_a_key_without_a_line_does_nothing(qtbot: QtBot, table: Table) -> None:
    table.clearSelection()

    with qtbot.assertNotEmitted(table.delete_asked):
        QTest.keyClick(table, Qt.Key.Key_Delete)


def test_a_key_with_a_modifier_is_left_to_the_window(qtbot: QtBot, table: Table) -> None:
    table.selectRow(0)

    with qtbot.assertNotEmitted(table.delete_asked):
        QTest.keyClick(table, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)


def test_the_chosen_line_is_kept_when_others_come_before_it(table: Table, desk: Desk) -> None:
    table.selectRow(1)
    desk.ids = [1, 2, 3, 5]

    table.rows.refresh()

    assert table.current_id() == 5
    assert table.selected_ids() == [5]


def test_a_line_that_is_gone_is_told_as_none(qtbot: QtBot, table: Table, desk: Desk) -> None:
    table.selectRow(1)
    desk.ids = [3, 8]

    with qtbot.waitSignal(table.chosen, check_params_cb=lambda chosen: chosen is None):
        table.rows.refresh()

    assert table.current_id() is None


def test_a_narrow_table_loses_columns_and_fits(qtbot: QtBot, table: Table) -> None:
    assert not table.isColumnHidden(1)

    table.resize(400, 300)

    assert table.isColumnHidden(1)
    assert table.columnWidth(2) == 100
    assert table.horizontalHeader().sectionResizeMode(0) == QHeaderView.ResizeMode.Stretch
    assert table.columnWidth(0) + 100 <= 400
    assert table.grab().width() == 400


def test_an_empty_list_says_why(qtbot: QtBot, desk: Desk) -> None:
    table = made_table(desk)
    card = TableCard(table, "Rien ici.", "Ajouter")
    qtbot.addWidget(card)
    card.show()
    assert table.isVisible()

    desk.ids = []
    table.rows.refresh()

    assert card.sentence.isVisible()
    assert card.action.isVisible()
    assert not table.isVisible()
