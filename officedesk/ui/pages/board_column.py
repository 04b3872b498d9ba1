"""One column of the board: its tasks as lines, picked up and put down by the pointer or by keys."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QDrag, QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from officedesk.ui.parts.card import PADDING
from officedesk.ui.parts.elided_label import ElidedLabel
from officedesk.ui.parts.labels import BOLD, SMALL, Label
from officedesk.ui.parts.line_painting import CHECK_AREA, Line
from officedesk.ui.parts.lines import Lines
from officedesk.ui.parts.scrolling import scrolled
from officedesk.ui.shell.theme import px

MIME = "application/x-officedesk-task"
MORE = "more"
LEAST_WIDTH, MOST_WIDTH = 250, 420
SIDES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class BoardLines(Lines):
    """Return or a click opens a task, Space completes it, Alt+arrows carry it to the next column."""

    carried = Signal(int, int)
    left = Signal(int)
    deleted = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._pressed: tuple[int, QPoint] | None = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Complete on the square; elsewhere wait: it may be a click, or the beginning of a drag."""
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or event.button() is not Qt.MouseButton.LeftButton:
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.setCurrentIndex(index)
        if self.table.lines[index.row()].checkable and event.position().x() < CHECK_AREA:
            self._complete(index.row())
            return
        self._pressed = (index.row(), event.position().toPoint())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Pick the task up once the pointer has gone far enough."""
        super().mouseMoveEvent(event)
        if self._pressed is None:
            return
        row, start = self._pressed
        far = (event.position().toPoint() - start).manhattanLength() >= QApplication.startDragDistance()
        if far and self.table.lines[row].table == "task":
            self._pressed = None
            self._drag(row)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Open what was pressed and not carried away."""
        if self._pressed is not None:
            line = self.table.lines[self._pressed[0]]
            self._pressed = None
            self.opened.emit(line.client_id, line.table, line.row_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn keys into gestures on the current task."""
        row, key = self.currentIndex().row(), event.key()
        side = SIDES.get(Qt.Key(key), 0)
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        is_task = row >= 0 and self.table.lines[row].table == "task"
        if side and event.modifiers() == Qt.KeyboardModifier.AltModifier and is_task:
            self.carried.emit(self.table.lines[row].row_id, side)
        elif side and plain:
            self.left.emit(side)
        elif key == Qt.Key.Key_Delete and plain and is_task:
            self.deleted.emit(self.table.lines[row].row_id)
        else:
            super().keyPressEvent(event)

    def choose(self, row_id: int) -> bool:
        """Make a task the current one, with the keyboard; tell whether it is here."""
        for row, line in enumerate(self.table.lines):
            if line.table == "task" and line.row_id == row_id:
                self.setFocus()
                self.setCurrentIndex(self.table.index(row))
                return True
        return False

    def _complete(self, row: int) -> None:
        line = self.table.lines[row]
        self.completed.emit(line.client_id, line.row_id)

    def _drag(self, row: int) -> None:
        data = QMimeData()
        data.setData(MIME, str(self.table.lines[row].row_id).encode())
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.setPixmap(self.grab(self.visualRect(self.table.index(row))))
        drag.exec(Qt.DropAction.MoveAction)


class BoardColumn(QFrame):
    """A title with its count over lines that scroll; a task can be put down anywhere on it."""

    dropped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setMinimumWidth(px(LEAST_WIDTH))
        self.setMaximumWidth(px(MOST_WIDTH))
        self.setAcceptDrops(True)
        self.title = ElidedLabel(weight=BOLD, size=SMALL)
        self.count = Label(tone="muted", size=SMALL, tabular=True)
        self.lines = BoardLines("")
        head = QHBoxLayout()
        head.setContentsMargins(PADDING, 12, PADDING, 10)
        head.setSpacing(8)
        head.addWidget(self.title, 1)
        head.addWidget(self.count)
        body = QWidget()
        inside = QVBoxLayout(body)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.lines)
        inside.addStretch()
        self._area = scrolled(body)
        self._area.viewport().setAutoFillBackground(False)
        body.setAutoFillBackground(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 6)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._area, 1)
        self.lines.selectionModel().currentChanged.connect(self._follow)

    def show_lines(self, title: str, count: str, lines: Sequence[Line]) -> None:
        """Show a group."""
        self.title.setText(title)
        self.count.setText(count)
        self.lines.setAccessibleName(", ".join(part for part in (title, count) if part))
        self.lines.show_lines(lines)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a task of the board."""
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802 - Qt's name
        """Go on taking it."""
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Say which task was put down here."""
        event.acceptProposedAction()
        self.dropped.emit(int(bytes(event.mimeData().data(MIME).data())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the lines as wide as the column."""
        super().resizeEvent(event)
        self.lines.setMaximumWidth(event.size().width())

    def _follow(self, current: QModelIndex) -> None:
        place = self.lines.visualRect(current)
        self._area.ensureVisible(place.center().x(), place.center().y(), 0, place.height())
