"""How a line of the sidebar looks, whether it is a button or one of a list."""

from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from officedesk.ui.parts.chips import SQUARE, paint_swatch
from officedesk.ui.parts.labels import BOLD
from officedesk.ui.parts.line_painting import Writing
from officedesk.ui.shell.theme import BASE, colours, px, typeface

HEIGHT = 34
INSET = 10
COUNT_ROOM = 26
LEFT = Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class Look(NamedTuple):
    """What is painted; ``swatch`` is the number of a client's square, None for a page."""

    text: str
    swatch: int | None = None
    number: str = ""
    late: bool = False
    marked: bool = False
    hovered: bool = False
    focused: bool = False
    muted: bool = False


class EntryPainter:
    """Paints lines of the sidebar with the palette of the moment."""

    def __init__(self) -> None:
        self._plain = Writing(typeface(BASE))
        self._bold = Writing(typeface(BASE, BOLD))
        self._count = typeface(BASE - 2, tabular=True)
        self._late = typeface(BASE - 2, BOLD, tabular=True)

    def fitted(self, look: Look, box: QRect) -> str:
        """Return the text as it is painted."""
        return self._writing(look).fitted(look.text, _text_place(look, box).width())

    def paint(self, painter: QPainter, look: Look, box: QRect) -> None:
        """Paint the ground, the square, the name and the count."""
        palette = colours()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = palette.accent_soft if look.marked else palette.line if look.hovered else ""
        if ground:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(QRectF(box), 8, 8)
        if look.focused:
            painter.setPen(QPen(QColor(palette.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 8, 8)
        _paint_square(painter, look, box)
        plain = palette.side_muted if look.muted else palette.text
        self._write(painter, _text_place(look, box), self.fitted(look, box), palette.accent if look.marked else plain,
                    self._writing(look).font, LEFT)  # fmt: skip
        ink = palette.late if look.late else palette.side_muted
        place = box.adjusted(0, 0, -INSET, 0)
        self._write(painter, place, look.number, ink, self._late if look.late else self._count, RIGHT)

    def _writing(self, look: Look) -> Writing:
        return self._bold if look.marked else self._plain

    @staticmethod
    def _write(painter: QPainter, place: QRect, text: str, ink: str, font: QFont, align: Qt.AlignmentFlag) -> None:
        if text:
            painter.setFont(font)
            painter.setPen(QColor(ink))
            painter.drawText(place, int(align), text)


def _paint_square(painter: QPainter, look: Look, box: QRect) -> None:
    if look.swatch is None:
        return
    place = QRectF(box.left() + INSET, box.top() + (box.height() - SQUARE) / 2, SQUARE, SQUARE)
    paint_swatch(painter, place, look.swatch)


def _text_place(look: Look, box: QRect) -> QRect:
    left = INSET if look.swatch is None else INSET + SQUARE + 9
    right = INSET + (px(COUNT_ROOM) if look.number else 0)
    return box.adjusted(left, 0, -right, 0)
