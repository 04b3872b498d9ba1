"""The square that completes a task."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QCheckBox, QWidget

from officedesk.ui.parts.labels import plain_tooltip
from officedesk.ui.shell.theme import colours, px

SIDE = 16
AREA = 24


class Check(QCheckBox):
    """A check box without text, named for who cannot see it; Space and a click toggle it."""

    def __init__(self, name: str, *, checked: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setToolTip(plain_tooltip(name))
        self.setChecked(checked)
        self.setFixedSize(px(AREA), px(AREA))

    def sizeHint(self) -> QSize:
        """Return the area that a pointer can hit, larger than the square."""
        return QSize(px(AREA), px(AREA))

    def hitButton(self, _position: object) -> bool:
        """Take a click anywhere in the area."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the square, its mark, and the ring of the focus."""
        side = px(SIDE)
        margin = (px(AREA) - side) / 2
        place = QRectF(margin, margin, side, side)
        paint_check(QPainter(self), place, checked=self.isChecked(), focused=self.hasFocus())


def paint_check(painter: QPainter, place: QRectF, *, checked: bool, focused: bool = False) -> None:
    """Paint a check box; delegates of tables use it too."""
    palette = colours()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if focused:
        painter.setPen(QPen(QColor(palette.accent), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(place.adjusted(-2.5, -2.5, 2.5, 2.5), 6, 6)
    painter.setPen(QPen(QColor(palette.accent if checked else palette.edge), 1.2))
    painter.setBrush(QColor(palette.accent if checked else palette.panel))
    painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    if not checked:
        return
    painter.setPen(QPen(QColor(palette.on_accent), 2, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
    points = [(0.27, 0.52), (0.44, 0.69), (0.75, 0.33)]
    painter.drawPolyline(
        QPolygonF([QPointF(place.x() + x * place.width(), place.y() + y * place.height()) for x, y in points])
    )
