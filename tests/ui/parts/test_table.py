"""The table of every list: gestures carry ids, the chosen line stays, titles come before columns."""

from collections.abc import Sequence
from typing import NamedTuple

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from officedesk.ui.parts.page import TableCard
from officedesk.ui.parts.rows import Column, RowsModel
from officedesk.ui.parts.table import LINE, TALL_LINE, Table
from officedesk.ui.shell.theme import colours


class Line(NamedTuple):
    id: int
    title: str


class Desk:
    def __init__(self) -> None:
        self.ids = [3, 5, 8]
        self.title = "Ligne {}"

    def load(self, ids: Sequence[int]) -> list[Line]:
        return [Line(id, self.title.format(id)) for id in ids]


@pytest.fixture
def desk() -> Desk:
    return Desk()


def made_table(desk: Desk) -> Table:
    columns = [
        Column[Line]("Titre", lambda line: line.title),
        Column[Line]("Détail", lambda _line: "détail", width=200, under=True),
        Column[Line]("État", lambda _line: "en retard", width=160, tone=lambda _line: "late"),
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


@pytest.mark.parametrize(("left", "chosen"), [([3, 8], 8), ([3], 3)])
def test_the_line_that_takes_the_place_of_one_that_is_gone_is_chosen(
    table: Table, desk: Desk, left: list[int], chosen: int
) -> None:
    table.selectRow(1)
    table.setFocus()
    desk.ids = left

    table.rows.refresh()

    assert table.selected_ids() == [chosen]
    assert table.hasFocus()


def test_a_line_is_chosen_even_while_ctrl_is_held(table: Table) -> None:
    table.selectRow(1)
    # The toolkit remembers the keys of the last event: those of a Ctrl+Z, here.
    QTest.keyPress(table, Qt.Key.Key_F5, Qt.KeyboardModifier.ControlModifier)

    table.selectRow(1)
    QTest.keyRelease(table, Qt.Key.Key_F5)

    assert table.selected_ids() == [5]


def test_an_emptied_list_has_no_line(qtbot: QtBot, table: Table, desk: Desk) -> None:
    table.selectRow(1)
    desk.ids = []

    with qtbot.waitSignal(table.chosen, check_params_cb=lambda chosen: chosen is None):
        table.rows.refresh()

    assert table.current_id() is None


def spoken(table: Table, line: int) -> str:
    return str(table.rows.index(line, 0).data(Qt.ItemDataRole.AccessibleTextRole))


def test_a_short_title_leaves_every_column_on_one_row(table: Table) -> None:
    assert table.shown_columns() == [0, 1, 2]
    assert table.rowHeight(0) == LINE
    assert spoken(table, 0) == "Ligne 3"


def test_columns_go_under_a_title_that_would_be_cut(table: Table, desk: Desk) -> None:
    desk.title = "Une obligation dont le titre est bien assez long pour trois colonnes {}"
    table.resize(760, 300)

    table.rows.refresh()

    assert table.shown_columns() == [0, 2]
    assert table.rowHeight(0) == TALL_LINE
    assert spoken(table, 0) == f"{desk.title.format(3)}, détail"
    assert table.columnWidth(2) == 160


def test_a_narrow_table_puts_everything_under_the_title(table: Table) -> None:
    table.resize(220, 300)

    assert table.shown_columns() == [0]
    assert table.columnWidth(0) == table.viewport().width()
    assert spoken(table, 0) == "Ligne 3, détail, en retard"

    table.resize(900, 300)

    assert table.shown_columns() == [0, 1, 2]
    assert table.rowHeight(0) == LINE


def hint_over(table: Table, line: int) -> str:
    """Return what the tooltip says when the pointer rests on a title."""
    QToolTip.hideText()
    place = table.visualRect(table.rows.index(line, 0)).center()
    viewport = table.viewport()
    QApplication.sendEvent(viewport, QHelpEvent(QEvent.Type.ToolTip, place, viewport.mapToGlobal(place)))
    return QToolTip.text()


@pytest.mark.qt_log_ignore("does not support raise", extend=True)
def test_a_tooltip_tells_the_whole_of_a_cut_title_only(table: Table, desk: Desk) -> None:
    assert hint_over(table, 0) == ""

    desk.title = "Mot " * 30 + "{}"
    table.rows.refresh()

    assert hint_over(table, 0) == desk.title.format(3)


def frame_colours(table: Table, line: int) -> set[str]:
    """Return the colours of the left edge of a line, and of the edge of its second column."""
    picture = table.viewport().grab().toImage()
    middle = table.rowViewportPosition(line) + table.rowHeight(line) // 2
    return {picture.pixelColor(across, middle).name() for across in (2, table.columnWidth(0))}


def test_one_frame_goes_round_the_whole_current_line(qtbot: QtBot, table: Table) -> None:
    accent = colours().accent
    table.selectRow(0)
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    assert frame_colours(table, 0) == {accent, colours().accent_soft}

    table.selectRow(1)

    assert accent not in frame_colours(table, 0)
    assert accent in frame_colours(table, 1)

    table.clearFocus()

    assert accent not in frame_colours(table, 1)


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
