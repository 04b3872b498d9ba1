"""The one model of every table."""

from collections.abc import Sequence
from typing import NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from officedesk.ui.parts.rows import COLOUR_ROLE, KEPT_PAGES, PAGE, TONE_ROLE, Column, RowsModel


class Line(NamedTuple):
    id: int
    title: str
    done: bool = False


class Desk:
    """Rows that count how often they are read."""

    def __init__(self, count: int) -> None:
        self.lines = {number: Line(number, f"Ligne {number}") for number in range(1, count + 1)}
        self.reads: list[int] = []
        self.shown: list[int] = list(self.lines)

    def load(self, ids: Sequence[int]) -> list[Line]:
        self.reads.append(len(ids))
        return [self.lines[id] for id in ids if id in self.lines]

    def model(self) -> RowsModel[Line]:
        columns = [
            Column[Line]("Titre", lambda line: line.title, colour=lambda line: line.id % 6),
            Column[Line]("Fait", lambda _line: "", checked=lambda line: line.done, tone=lambda _line: "late"),
        ]
        return RowsModel(columns, lambda: list(self.shown), self.load)


@pytest.fixture
def desk() -> Desk:
    return Desk(100_000)


def test_a_model_keeps_every_promise_that_qt_checks(qtbot: QtBot) -> None:
    desk = Desk(300)
    model = desk.model()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)

    model.refresh()
    desk.shown = [3, 2]
    model.refresh()

    assert tester.model() is model
    assert model.rowCount() == 2


def test_a_long_list_reads_only_the_page_that_is_painted(qtbot: QtBot, desk: Desk) -> None:
    model = desk.model()

    model.refresh()
    for position in range(5_000, 5_040):
        assert model.index(position, 0).data() == f"Ligne {position + 1}"

    assert model.rowCount() == 100_000
    assert desk.reads == [PAGE]


def test_few_pages_are_kept(qtbot: QtBot, desk: Desk) -> None:
    model = desk.model()
    model.refresh()
    for number in range(KEPT_PAGES + 1):
        model.index(number * PAGE, 0).data()
    read = len(desk.reads)

    model.index(KEPT_PAGES * PAGE, 0).data()
    assert len(desk.reads) == read

    model.index(0, 0).data()
    assert len(desk.reads) == read + 1


def test_a_row_deleted_since_the_ids_were_read_is_blank(qtbot: QtBot, desk: Desk) -> None:
    model = desk.model()
    model.refresh()
    del desk.lines[2]

    assert [model.index(position, 0).data() for position in range(3)] == ["Ligne 1", None, "Ligne 3"]


def test_a_cell_tells_its_painter_the_client_and_the_tone(qtbot: QtBot, desk: Desk) -> None:
    model = desk.model()
    model.refresh()

    assert model.index(0, 0).data(COLOUR_ROLE) == 1
    assert model.index(0, 0).data(TONE_ROLE) is None
    assert model.index(0, 1).data(TONE_ROLE) == "late"


def test_a_box_that_is_checked_says_so_and_changes_nothing_by_itself(qtbot: QtBot, desk: Desk) -> None:
    model = desk.model()
    model.refresh()

    with qtbot.waitSignal(model.toggled) as said:
        model.setData(model.index(4, 1), Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole)

    assert said.args == [5, True]
    assert model.index(4, 1).data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Unchecked


def test_a_tool_tip_never_takes_a_name_for_markup(qtbot: QtBot) -> None:
    desk = Desk(1)
    desk.lines[1] = Line(1, "<b>gras</b>")
    model = desk.model()
    model.refresh()

    assert model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole) == "<span>&lt;b&gt;gras&lt;/b&gt;</span>"


def test_a_refused_read_leaves_the_list_as_it_was(qtbot: QtBot) -> None:
    desk = Desk(3)
    model = RowsModel([Column[Line]("Titre", lambda line: line.title)], lambda: list(desk.shown), desk.load)
    model.refresh()
    # What a disk that fails does to the next read.
    desk.shown = None  # type: ignore[assignment]

    with pytest.raises(TypeError):
        model.refresh()

    assert model.rowCount() == 3
    assert model.position_of(2) == 1
    assert model.position_of(9) is None
