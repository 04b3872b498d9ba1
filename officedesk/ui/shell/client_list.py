"""The clients of the sidebar: one list, painted, so that fifty cost no more than six."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QListView, QWidget

from officedesk.storage.glance import ClientLine
from officedesk.ui.parts.labels import plain_tooltip
from officedesk.ui.parts.painted_list import PaintedList
from officedesk.ui.shell.entry_painting import HEIGHT, EntryPainter, Look
from officedesk.ui.shell.theme import tall

Index = QModelIndex | QPersistentModelIndex
GAP = 2
FEWEST = 2


class ClientsModel(QAbstractListModel):
    """Holds the clients by name, her own business last."""

    def __init__(self, view: "ClientList") -> None:
        super().__init__(view)
        self._view = view
        self.lines: tuple[ClientLine, ...] = ()

    def show(self, lines: tuple[ClientLine, ...]) -> None:
        """Take other clients, or other counts."""
        if [line.id for line in lines] == [line.id for line in self.lines]:
            self.lines = lines
            self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))
            return
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of clients."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a client's name, and what a screen reader and a tooltip say of it."""
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.name
        if role == Qt.ItemDataRole.SizeHintRole:
            return QSize(120, pitch())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (line.name, self._view.late_words(line.late)) if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._view.hint(index.row())
        return None


class ClientList(PaintedList):
    """A click or Return opens a client; Up and Down go through them."""

    chosen = Signal(int)

    def __init__(self, name: str, painter: EntryPainter, parent: QWidget | None = None) -> None:
        super().__init__(name, "clear", parent)
        self._painter = painter
        self.marked: int | None = None
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.rows = ClientsModel(self)
        self.setModel(self.rows)

    def show_clients(self, clients: Sequence[ClientLine]) -> None:
        """Show these clients, her own business among them if it is to be seen."""
        self.rows.show(tuple(clients))
        self.setMaximumHeight(len(self.rows.lines) * pitch())
        self.setMinimumHeight(min(len(self.rows.lines), FEWEST) * pitch())

    def mark(self, client_id: int | None) -> None:
        """Mark the client that is shown, and bring it into sight; None marks nobody."""
        self.marked = client_id
        for row, line in enumerate(self.rows.lines):
            if line.id == client_id:
                self.setCurrentIndex(self.rows.index(row))
        self._surface.update()

    def look(self, row: int) -> Look:
        """Return how a line looks now."""
        line = self.rows.lines[row]
        return Look(
            line.name,
            line.swatch,
            number=str(line.late or ""),
            late=True,
            marked=line.id == self.marked,
            hovered=row == self._hovered,
            focused=self.hasFocus() and row == self.current_row(),
        )

    def hint(self, row: int) -> str:
        """Return what the tooltip says: a name that is shortened, what is late."""
        line = self.rows.lines[row]
        fits = self._painter.fitted(self.look(row), self.visualRect(self.rows.index(row))) == line.name
        words = ("" if fits else line.name, self.late_words(line.late))
        return plain_tooltip("\n".join(word for word in words if word))

    def late_words(self, number: int) -> str:
        """Return « 2 échéances en retard », nothing when none is."""
        if number == 0:
            return ""
        return self.tr("1 échéance en retard") if number == 1 else self.tr("{n} échéances en retard").format(n=number)

    def sizeHint(self) -> QSize:
        """Ask for every client."""
        return QSize(120, max(1, len(self.rows.lines)) * pitch())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the client under the pointer."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() is Qt.MouseButton.LeftButton:
            self.chosen.emit(self.rows.lines[index.row()].id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the current client on Return or Space."""
        row = self.current_row()
        if row >= 0 and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self.rows.lines[row].id)
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the clients that show."""
        painter = QPainter(self._surface)
        for row, box in self.rows_in(event.rect()):
            self._painter.paint(painter, self.look(row), box.adjusted(0, 0, 0, -GAP))


def pitch() -> int:
    """Return the pixels from one line to the next."""
    return tall(HEIGHT) + GAP
