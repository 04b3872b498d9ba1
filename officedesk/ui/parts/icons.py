"""The few pictures of the window, drawn in the colours of the theme."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPen, QPixmap

from officedesk.ui.shell.palette import LIGHT
from officedesk.ui.shell.theme import colours, typeface

SIZE = 64


def application_icon() -> QIcon:
    """Return the program's icon: a desk seen from above, with its three sheets."""
    image = QPixmap(SIZE, SIZE)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(LIGHT.accent))
    painter.drawRoundedRect(QRectF(2, 2, SIZE - 4, SIZE - 4), 14, 14)
    painter.setPen(QColor(LIGHT.on_accent))
    painter.setFont(typeface(40, QFont.Weight.Bold))
    painter.drawText(QRectF(0, 0, SIZE, SIZE), Qt.AlignmentFlag.AlignCenter, "O")
    painter.end()
    return QIcon(image)


def menu_icon() -> QIcon:
    """Return the three strokes of a menu, in the text's colour."""
    image = QPixmap(SIZE, SIZE)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colours().side_muted), 6, c=Qt.PenCapStyle.RoundCap))
    for height in (18, 32, 46):
        painter.drawLine(QPointF(12, height), QPointF(52, height))
    painter.end()
    return QIcon(image)
