"""A thin bar: how much of a whole is taken."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from officedesk.ui.shell.theme import colours

THICKNESS = 8


class Bar(QWidget):
    """Paints value over maximum; beyond the maximum it is full, in the colour of a warning."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.value = 0.0
        self.maximum = 0.0

    def show_value(self, value: float, maximum: float, spoken: str = "") -> None:
        """Show a share; ``spoken`` says it in words to a screen reader."""
        self.value, self.maximum = value, maximum
        self.setAccessibleDescription(spoken)
        self.update()

    @property
    def share(self) -> float:
        """Return the part that is filled, from 0 to 1; something over nothing fills it."""
        if self.maximum <= 0:
            return 1.0 if self.value > 0 else 0.0
        return min(1.0, max(0.0, self.value / self.maximum))

    def sizeHint(self) -> QSize:
        """Return a width that a layout may stretch."""
        return QSize(160, THICKNESS)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the whole, then the part."""
        palette, painter = colours(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.line))
        painter.drawRoundedRect(QRectF(self.rect()), 4, 4)
        width = self.width() * self.share
        if width > 0:
            painter.setBrush(QColor(palette.soon if self.value > self.maximum else palette.accent))
            painter.drawRoundedRect(QRectF(0, 0, max(width, THICKNESS), self.height()), 4, 4)
