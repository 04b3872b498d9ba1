"""One line of the sidebar, painted: a page or a client, with its count."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from officedesk.ui.parts.chips import SQUARE, paint_swatch
from officedesk.ui.parts.labels import BOLD, plain_tooltip
from officedesk.ui.shell.theme import BASE, colours, typeface

HEIGHT = 34
INSET = 10
OWN = -1


class Entry(QAbstractButton):
    """A place to go; ``colour`` is a client's number, OWN for her own business, None for a page."""

    stepped = Signal(object, int)

    def __init__(
        self, text: str, colour: int | None = None, *, muted: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.colour = colour
        self.count = ""
        self.late = False
        self._muted = muted
        self._hint = ""
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_count(self, count: str, *, late: bool = False, spoken: str = "") -> None:
        """Write a number at the right, in red when it counts what is late; ``spoken`` says what it counts."""
        self.count, self.late = count, late
        self.setAccessibleDescription(spoken)
        self._hint = spoken
        self._tell()
        self.update()

    def shown_text(self) -> str:
        """Return the text as it is painted at this width."""
        font = self._font()
        return QFontMetrics(font).elidedText(self.text(), Qt.TextElideMode.ElideRight, self._text_place().width())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrow keys to the sidebar, which knows the next entry."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        self.stepped.emit(self, step)

    def sizeHint(self) -> QSize:
        """Return the height of a line; the sidebar gives its width."""
        return QSize(120, HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell the whole of a name that is shortened."""
        super().resizeEvent(event)
        self._tell()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, the square, the name and the count."""
        palette, painter = colours(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = palette.accent_soft if self.isChecked() else palette.line if self.underMouse() else ""
        if ground:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
        if self.hasFocus():
            painter.setPen(QPen(QColor(palette.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        self._paint_square(painter)
        painter.setFont(self._font())
        plain = palette.side_muted if self._muted else palette.text
        painter.setPen(QColor(palette.accent if self.isChecked() else plain))
        painter.drawText(self._text_place(), int(Qt.AlignmentFlag.AlignVCenter), self.shown_text())
        if self.count:
            painter.setFont(typeface(BASE - 2, BOLD if self.late else typeface().weight(), tabular=True))
            painter.setPen(QColor(palette.late if self.late else palette.side_muted))
            place = self.rect().adjusted(0, 0, -INSET, 0)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), self.count)

    def _paint_square(self, painter: QPainter) -> None:
        if self.colour is None:
            return
        place = QRectF(INSET, (self.height() - SQUARE) / 2, SQUARE, SQUARE)
        if self.colour != OWN:
            paint_swatch(painter, place, self.colour)
            return
        painter.setPen(QPen(QColor(colours().side_muted), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(place.adjusted(0.75, 0.75, -0.75, -0.75), 2, 2)

    def _font(self) -> QFont:
        return typeface(BASE, BOLD if self.isChecked() else typeface().weight())

    def _text_place(self) -> QRect:
        left = INSET if self.colour is None else INSET + SQUARE + 9
        right = INSET + (26 if self.count else 0)
        return self.rect().adjusted(left, 0, -right, 0)

    def _tell(self) -> None:
        whole = "" if self.shown_text() == self.text() else self.text()
        self.setToolTip(plain_tooltip("\n".join(part for part in (whole, self._hint) if part)))
