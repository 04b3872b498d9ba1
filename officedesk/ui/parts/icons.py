"""The program's own picture."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPixmap

from officedesk.ui.shell.palette import LIGHT
from officedesk.ui.shell.theme import typeface

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
