"""A button of the sidebar: a page, or the way to a new client."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from officedesk.ui.shell.entry_painting import HEIGHT, EntryPainter, Look
from officedesk.ui.shell.theme import tall


class Entry(QAbstractButton):
    """A place to go, with what is counted there."""

    def __init__(self, text: str, painter: EntryPainter, *, muted: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = Look(text, muted=muted)
        self._painter = painter
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(not muted)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_count(self, count: str, *, late: bool = False, spoken: str = "") -> None:
        """Write a number at the right, in red when it counts what is late; ``spoken`` says what it counts."""
        if (count, late) == (self.look.number, self.look.late):
            return
        self.look = self.look._replace(number=count, late=late)
        self.setAccessibleDescription(spoken)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of a line; the sidebar gives its width."""
        return QSize(120, tall(HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line."""
        look = self.look._replace(marked=self.isChecked(), hovered=self.underMouse(), focused=self.hasFocus())
        self._painter.paint(QPainter(self), look, self.rect())
