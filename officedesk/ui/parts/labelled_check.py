"""A box to check with its words, painted as the boxes of tasks are."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from officedesk.ui.parts.check import SIDE, paint_check
from officedesk.ui.shell.theme import BASE, colours, px, typeface

GAP = 8
EDGE = 4


class LabelledCheck(QCheckBox):
    """Space or a click, on the square or on the words, toggles it."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setFont(typeface(BASE))
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        """Return the place of the square, of the words and of the ring of the focus."""
        side = px(SIDE)
        return QSize(2 * EDGE + side + GAP + self.fontMetrics().horizontalAdvance(self.text()), side + 10)

    def minimumSizeHint(self) -> QSize:
        """Never cut the words."""
        return self.sizeHint()

    def hitButton(self, _position: object) -> bool:
        """Take a click anywhere."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the square and the words."""
        painter = QPainter(self)
        side = px(SIDE)
        place = QRectF(EDGE, (self.height() - side) / 2, side, side)
        paint_check(painter, place, checked=self.isChecked(), focused=self.hasFocus())
        painter.setPen(QColor(colours().text))
        words = self.rect().adjusted(EDGE + side + GAP, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
