"""A list whose lines a painter draws: lit under the pointer, framed under the keyboard."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QFocusEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QListView, QWidget


class PaintedList(QListView):
    """Knows which line is under the pointer; what derives from it paints ``_surface`` and sets a model."""

    def __init__(self, name: str, role: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hovered = -1
        self.setAccessibleName(name)
        self.setProperty("role", role)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setTabKeyNavigation(False)
        # Our own: asking Qt for its viewport makes the binding look through every widget class, for 15 ms.
        self._surface = QWidget()
        self.setViewport(self._surface)
        self.setMouseTracking(True)

    def current_row(self) -> int:
        """Return the line that the keys act on, or -1: a screen reader chooses without making it current."""
        chosen = self.selectedIndexes()
        return (chosen[0] if len(chosen) == 1 else self.currentIndex()).row()

    def rows_in(self, area: QRect) -> Iterator[tuple[int, QRect]]:
        """Return the lines that an area touches, each with its place."""
        model = self.model()
        for row in range(max(0, self.indexAt(area.topLeft()).row()), model.rowCount()):
            box = self.visualRect(model.index(row, 0))
            if box.top() > area.bottom():
                return
            yield row, box

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Have a current line as soon as the keyboard is here, so that the focus is seen."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Light the line under the pointer."""
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        """Light no line."""
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            self._hovered = row
            self._surface.update()
