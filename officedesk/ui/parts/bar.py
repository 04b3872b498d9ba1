"""A thin bar: how much of a whole is taken."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from officedesk.ui.shell.theme import colours

THICKNESS = 8
LIGHTER = 0.4


class Bar(QWidget):
    """Paints value over maximum; beyond the maximum it is full, in the colour of a warning."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.value = 0.0
        self.maximum = 0.0
        self.ahead = 0.0

    def show_value(self, value: float, maximum: float, spoken: str = "", ahead: float = 0.0) -> None:
        """Show a share, and lighter how far it will go; ``spoken`` says it in words to a screen reader."""
        self.value, self.maximum, self.ahead = value, maximum, ahead
        self.setAccessibleDescription(spoken)
        self.update()

    @property
    def share(self) -> float:
        """Return the part that is filled, from 0 to 1; something over nothing fills it."""
        return self._share_of(self.value)

    def _share_of(self, value: float) -> float:
        if self.maximum <= 0:
            return 1.0 if value > 0 else 0.0
        return min(1.0, max(0.0, value / self.maximum))

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
        for value, opacity in ((self.ahead, LIGHTER), (self.value, 1.0)):
            width = self.width() * self._share_of(value)
            if width > 0:
                painter.setOpacity(opacity)
                painter.setBrush(QColor(palette.soon if value > self.maximum else palette.accent))
                painter.drawRoundedRect(QRectF(0, 0, max(width, THICKNESS), self.height()), 4, 4)
