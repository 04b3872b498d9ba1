"""Small marks: a chip of status, which is a word as well as a colour, and a client's square."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from officedesk.ui.parts.labels import SMALL
from officedesk.ui.shell.palette import client_colour
from officedesk.ui.shell.theme import colours, typeface

SQUARE = 9


class Chip(QLabel):
    """A word on a soft ground; ``tone`` is late, soon, done, accent or neutral."""

    def __init__(self, text: str, tone: str = "neutral", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("chip", tone)
        self.setFont(typeface(SMALL - 1, tabular=True))
        self.setText(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


class Swatch(QWidget):
    """The coloured square of a client, by the number of ``Client.swatch``."""

    def __init__(self, colour: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour = colour
        self.setFixedSize(SQUARE, SQUARE)

    def set_colour(self, colour: int) -> None:
        """Show another client's colour."""
        self._colour = colour
        self.update()

    def sizeHint(self) -> QSize:
        """Return the square's side."""
        return QSize(SQUARE, SQUARE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the square."""
        painter = QPainter(self)
        paint_swatch(painter, QRectF(0, 0, SQUARE, SQUARE), self._colour)


def paint_swatch(painter: QPainter, place: QRectF, colour: int) -> None:
    """Paint a client's square, hollow for her own business; delegates of tables use it too."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if colour < 0:
        painter.setPen(QPen(QColor(colours().side_muted), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(place.adjusted(0.75, 0.75, -0.75, -0.75), 2, 2)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(client_colour(colour)))
    painter.drawRoundedRect(place, 2.5, 2.5)
