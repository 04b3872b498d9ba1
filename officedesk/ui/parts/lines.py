"""The lines of a card: one list for a card, its lines painted, so that fifty cost no more than one widget."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from officedesk.ui.parts.labels import plain_tooltip
from officedesk.ui.parts.line_painting import CHECK_AREA, Line, LinePainter, height_of, is_folded
from officedesk.ui.parts.painted_list import PaintedList
from officedesk.ui.shell.theme import px

Index = QModelIndex | QPersistentModelIndex
Key = tuple[int, str, int]
# Before its first place is given, a card is taken for a wide one.
NOT_KNOWN = 10_000


class LinesModel(QAbstractListModel):
    """Holds the lines of a card, which are few."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: list[Line] = []
        self.width = NOT_KNOWN
        self.hint: Callable[[int], str] = lambda _row: ""

    def show(self, lines: Sequence[Line]) -> None:
        """Take other lines."""
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    def mark(self, position: int) -> None:
        """Show a line as done, before the desk confirms it."""
        self.lines[position] = self.lines[position]._replace(done=True)
        self.dataChanged.emit(self.index(position), self.index(position))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a line's title, and what a screen reader says of it."""
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        if role == Qt.ItemDataRole.SizeHintRole:
            return QSize(80, height_of(line, self.width))
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.hint(index.row())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line.spoken()
        if role == Qt.ItemDataRole.CheckStateRole and line.checkable:
            return Qt.CheckState.Checked if line.done else Qt.CheckState.Unchecked
        return None


class Lines(PaintedList):
    """Shows lines at their full height; Return or a click opens one, Space or a click on its square completes it."""

    opened = Signal(int, str, int)
    completed = Signal(int, int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, "lines", parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table = LinesModel(self)
        self.table.hint = self._hint
        self.setModel(self.table)
        self._painter = LinePainter()
        self._gone: Key | None = None
        self._stand_in: Key | None = None

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines, and take the height they need; the current line stays the current one."""
        place = self.currentIndex().row()
        before = self.table.lines[place][:3] if place >= 0 else None
        self.table.show(lines)
        self._take_height()
        wanted = self._wanted([line[:3] for line in lines], place, before)
        if wanted >= 0:
            self.setCurrentIndex(self.table.index(wanted))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if lines else Qt.FocusPolicy.NoFocus)

    def _wanted(self, keys: Sequence[Key], place: int, before: Key | None) -> int:
        """Return where the current line is now, or the nearest one when it went; -1 for none.

        One that went and comes back, by an undo, is the current line again unless another was chosen since.
        """
        if self._gone is not None and self._gone in keys and before == self._stand_in:
            return keys.index(self._gone)
        if before is None:
            return -1
        if before in keys:
            # At its place first: two occurrences of an event are one row of the desk.
            return keys.index(before, place) if before in keys[place:] else keys.index(before)
        wanted = min(place, len(keys) - 1)
        self._gone, self._stand_in = before, keys[wanted] if keys else None
        return wanted

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the lines of a narrow card on two rows."""
        super().resizeEvent(event)
        before, self.table.width = self.table.width, event.size().width()
        if any(is_folded(line, before) != is_folded(line, self.table.width) for line in self.table.lines):
            self._take_height()
            self.scheduleDelayedItemsLayout()

    def _take_height(self) -> None:
        self.setFixedHeight(max(1, sum(height_of(line, self.table.width) for line in self.table.lines)))

    def sizeHint(self) -> QSize:
        """Return the height of every line."""
        return QSize(super().sizeHint().width(), self.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Complete or open the line under the pointer."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or event.button() is not Qt.MouseButton.LeftButton:
            return
        line = self.table.lines[index.row()]
        if line.checkable and event.position().x() < px(CHECK_AREA):
            self._complete(index.row())
            return
        self.opened.emit(line.client_id, line.table, line.row_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Complete on Space, open on Return, leave every other key to the list."""
        row = self.current_row()
        if row >= 0 and event.key() == Qt.Key.Key_Space and self.table.lines[row].checkable:
            self._complete(row)
            return
        if row >= 0 and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            line = self.table.lines[row]
            self.opened.emit(line.client_id, line.table, line.row_id)
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines that show."""
        painter = QPainter(self._surface)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        current = self.current_row() if self.hasFocus() else -1
        for row, box in self.rows_in(event.rect()):
            self._painter.paint(
                painter,
                self.table.lines[row],
                box,
                first=row == 0,
                hovered=row == self._hovered,
                focused=row == current,
            )

    def _hint(self, row: int) -> str:
        line = self.table.lines[row]
        if not self._painter.shortened(line, self.visualRect(self.table.index(row))):
            return ""
        return plain_tooltip(line.whole())

    def _complete(self, row: int) -> None:
        line = self.table.lines[row]
        if not line.done:
            self.table.mark(row)
            self.completed.emit(line.client_id, line.row_id)
