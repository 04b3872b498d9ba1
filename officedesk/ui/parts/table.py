"""The table of every list: lines of one height, parted by hairlines, moved in by keys."""

from enum import Enum
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from officedesk.ui.parts.cell_painting import MARGIN, CellPainter, paint_ring, row_width
from officedesk.ui.parts.rows import Column, RowsModel
from officedesk.ui.shell.theme import BASE, px, tall, typeface

LINE = 41
TALL_LINE = 56
HEADER = 38
# Lines that are in sight however small the window.
FEWEST = 3
# What a longer title loses is told by its tooltip.
LONGEST_TITLE = 440
PADDING = MARGIN + 2
# Lines that are measured: more than a window shows.
MEASURED = 48

Index = QModelIndex | QPersistentModelIndex


class Form(Enum):
    """How much of a line is on its first row."""

    FLAT = "every column"
    TALL = "the columns that may go under the title are there"
    STACKED = "all but the boxes to check is under the title"


class Table(QTableView):
    """Shows a RowsModel; gestures on lines are signals that carry ids, and the view that owns it acts.

    Space asks to complete, Return or a double click to edit, Delete to delete. The selected line is kept when the
    list is read again; when it is gone, the line that took its place is chosen. Titles come before the rest: where
    they would be cut, the other columns go on a second line.
    """

    chosen = Signal(object)
    """The id of the current line, or None."""
    toggle_asked = Signal(list)
    edit_asked = Signal(int)
    delete_asked = Signal(list)
    more_asked = Signal(int)
    """The id of the head whose group is to be shown further."""

    def __init__(self, model: RowsModel[Any], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = model
        self.form = Form.FLAT
        self._asked = [0] * len(model.columns)
        self._kept: tuple[int | None, int] = (None, -1)
        self.setAccessibleName(name)
        self.setFont(typeface(BASE, tabular=True))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(CellPainter(self))
        self.setModel(model)
        self._measure()
        self.setMinimumHeight(tall(HEADER) + FEWEST * tall(LINE))
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._span_heads)
        model.modelReset.connect(self._ask_widths)
        model.modelReset.connect(self._restore)
        self._ask_widths()
        self.selectionModel().currentRowChanged.connect(self._announce)
        self.doubleClicked.connect(self._edit)
        self.clicked.connect(self._ask_more)

    def _measure(self) -> None:
        down, across = self.verticalHeader(), self.horizontalHeader()
        down.hide()
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultSectionSize(tall(LINE))
        across.setHighlightSections(False)
        across.setSectionsClickable(False)
        across.setMinimumSectionSize(px(24))
        across.setFixedHeight(tall(HEADER))
        for position, column in enumerate(self.rows.columns):
            stretched = column.width is None
            mode = QHeaderView.ResizeMode.Stretch if stretched else QHeaderView.ResizeMode.Fixed
            across.setSectionResizeMode(position, mode)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the columns give way to the titles."""
        self._arrange(event.size().width())
        super().resizeEvent(event)

    def shown_columns(self) -> list[int]:
        """Return the columns that are not under the title, in their order."""
        return [column for column in range(len(self.rows.columns)) if not self.isColumnHidden(column)]

    def _ask_widths(self) -> None:
        """Read how wide each column would be, from the first lines."""
        rows = [row for row in map(self.rows.row, range(min(self.rows.rowCount(), MEASURED))) if row is not None]
        self._asked = [
            max((row_width(column, row) for row in rows), default=0) + PADDING
            if column.width is None or column.under
            else 0
            for column in self.rows.columns
        ]
        self._arrange(self.viewport().width())

    def _arrange(self, width: int) -> None:
        """Take the first form in which the titles are whole."""
        columns = list(enumerate(self.rows.columns))
        self.form = next((form for form in Form if self._needed(form) <= width), Form.STACKED)
        for position, column in columns:
            self.setColumnHidden(position, not _is_shown(column, self.form))
            if column.width is not None:
                self.horizontalHeader().resizeSection(position, self._wanted(position, column))
        self.rows.under = tuple(column for _, column in columns if not _is_shown(column, self.form))
        folded = self.form is not Form.FLAT and any(column.width for column in self.rows.under)
        pitch = tall(TALL_LINE, 2) if folded else tall(LINE)
        if self.verticalHeader().defaultSectionSize() != pitch:
            self.verticalHeader().setDefaultSectionSize(pitch)
            self.viewport().update()

    def _needed(self, form: Form) -> int:
        shown = [(position, each) for position, each in enumerate(self.rows.columns) if _is_shown(each, form)]
        return sum(self._wanted(position, each) for position, each in shown)

    def _wanted(self, position: int, column: Column[Any]) -> int:
        if column.width is None:
            return min(self._asked[position], px(LONGEST_TITLE))
        return max(px(column.width), self._asked[position])

    def current_id(self) -> int | None:
        """Return the id of the current line, or None."""
        return self.rows.id_at(self.currentIndex().row())

    def selected_ids(self) -> list[int]:
        """Return the ids of the selected lines, in their order."""
        positions = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [id for id in map(self.rows.id_at, positions) if id is not None and id >= 0]

    def choose(self, row_id: int) -> bool:
        """Select the line of an id and bring it in sight; tell whether the list has it."""
        position = self.rows.position_of(row_id)
        if position is None:
            return False
        self.selectRow(position)
        self.scrollTo(self.rows.index(position, 0))
        return True

    def selectRow(self, row: int) -> None:  # noqa: N802 - Qt's name
        """Make a line the current one and the only one selected, whichever keys are held.

        Qt's own toggles the line while Ctrl is down, as it is in Ctrl+Z.
        """
        flag = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self.rows.index(row, 0), flag.ClearAndSelect | flag.Rows)

    def select_first(self) -> None:
        """Make the first line the current one; the title of a group is none."""
        self.selectRow(1 if self.rows.head_at(0) is not None and self.rows.rowCount() > 1 else 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn keys into gestures on the selected lines."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._ask_more(self.currentIndex()):
            return
        ids = self.selected_ids()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or not ids:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Space:
            self.toggle_asked.emit(ids)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit_asked.emit(self.current_id() or ids[0])
        elif key == Qt.Key.Key_Delete:
            self.delete_asked.emit(ids)
        else:
            super().keyPressEvent(event)

    def _ask_more(self, index: QModelIndex) -> bool:
        """Ask for more of a group when a line that says so is current; tell whether it is."""
        head = self.rows.head_at(index.row())
        if head is None or not head.more:
            return False
        self.more_asked.emit(self.rows.id_at(index.row()))
        return True

    def _span_heads(self) -> None:
        """Let what is no row take the whole width."""
        self.clearSpans()
        for position in self.rows.head_rows():
            self.setSpan(position, 0, 1, len(self.rows.columns))

    def _edit(self, index: QModelIndex) -> None:
        row_id = self.rows.id_at(index.row())
        if row_id is not None and row_id > 0 and self.rows.columns[index.column()].checked is None:
            self.edit_asked.emit(row_id)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines, then the frame of the focus round the current one."""
        super().paintEvent(event)
        current = self.currentIndex()
        if self.hasFocus() and current.isValid():
            top = self.rowViewportPosition(current.row())
            width, height = self.viewport().width(), self.rowHeight(current.row())
            paint_ring(QPainter(self.viewport()), QRectF(0, top, width, height))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Have a current line as soon as the keyboard is here, so that the focus is seen."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.rows.rowCount():
            self.select_first()

    def _announce(self, current: QModelIndex, _previous: QModelIndex) -> None:
        # The frame goes round the whole line; the view would paint the former cell only.
        self.viewport().update()
        self.chosen.emit(self.rows.id_at(current.row()))

    def _keep(self) -> None:
        self._kept = (self.current_id(), self.currentIndex().row())

    def _restore(self) -> None:
        """Choose the same line again, or the one that took its place."""
        row_id, position = self._kept
        if row_id is not None and self.choose(row_id):
            return
        count = self.rows.rowCount()
        if position < 0 or not count:
            self.chosen.emit(None)
            return
        wanted = min(position, count - 1)
        if self.rows.head_at(wanted) is not None:
            # The last of its group went: the line above it, unless the group went with it.
            wanted += -1 if wanted and self.rows.head_at(wanted - 1) is None else 1
        self.selectRow(min(wanted, count - 1))
        self.scrollTo(self.currentIndex())


def _is_shown(column: Column[Any], form: Form) -> bool:
    if form is Form.STACKED:
        return column.width is None or column.checked is not None
    return form is Form.FLAT or not column.under
