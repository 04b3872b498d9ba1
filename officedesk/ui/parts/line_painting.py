"""How a line of a card looks: a task on one row where there is room, anything else on two."""

from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from officedesk.ui.parts.card import PADDING
from officedesk.ui.parts.check import SIDE, paint_check
from officedesk.ui.parts.chips import SQUARE, paint_swatch
from officedesk.ui.parts.labels import BOLD, SMALL
from officedesk.ui.shell.theme import BASE, colours, px, tall, typeface

LINE_HEIGHT = 40
TALL_HEIGHT = 55
CHECK_AREA = PADDING + SIDE + 10
LEAD_WIDTH = 76
CLIENT_WIDTH = 128
WHEN_WIDTH = 98
AMOUNT_WIDTH = 58
GAP = 12
NARROW_AT, NARROWEST_AT = 560, 360
REMEMBERED = 512
TALL_NARROW_AT = 460
LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class Line(NamedTuple):
    """One line; with a ``detail`` it takes two rows, and « client » is not written apart.

    ``when_tone`` is « late », « soon », « done » or « neutral » for a chip, empty for muted text.
    """

    client_id: int
    table: str
    row_id: int
    title: str
    colour: int = 0
    client: str = ""
    when: str = ""
    when_tone: str = ""
    amount: str = ""
    mark: str = ""
    detail: str = ""
    lead: str = ""
    checkable: bool = False
    done: bool = False

    def spoken(self) -> str:
        """Return everything the line shows, for a screen reader."""
        parts = (self.lead, self.title, self.mark, self.client, self.detail, self.when, self.amount)
        return ", ".join(part for part in parts if part)

    def whole(self) -> str:
        """Return the texts that may be shortened."""
        return " · ".join(part for part in (self.title, self.client, self.detail) if part)


class Places(NamedTuple):
    """Where the parts of a line are painted."""

    title: QRect
    client: QRect
    when: QRect
    amount: QRect


class Writing:
    """A typeface with its measures, which are costly to make for each text."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        metrics = QFontMetrics(font)
        # Dates and clients come back line after line, and every line at each move of the pointer.
        # Functions of our own: the cache reads the help of what it wraps, which the toolkit builds in 20 ms.
        self._width = lru_cache(REMEMBERED)(lambda text: metrics.horizontalAdvance(text))
        self._fitted = lru_cache(REMEMBERED)(
            lambda text, width: metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
        )

    def width(self, text: str) -> int:
        """Return the width that shows the whole of a text, in pixels: one more, since advances are rounded."""
        return self._width(text) + 1 if text else 0

    def fitted(self, text: str, width: int) -> str:
        """Return the text, or its beginning and « … »."""
        return self._fitted(text, width)


class LinePainter:
    """Paints lines with the palette of the moment.

    No delegate: importing what one needs (QStyle and its hundreds of constants) is a tenth of the first screen.
    """

    def __init__(self) -> None:
        self._title = Writing(typeface(BASE))
        self._figures = Writing(typeface(BASE, tabular=True))
        self._small = Writing(typeface(SMALL, tabular=True))
        self._chip = Writing(typeface(SMALL - 1, tabular=True))
        self._lead = Writing(typeface(BASE, BOLD, tabular=True))

    def paint(self, painter: QPainter, line: Line, box: QRect, *, first: bool, hovered: bool, focused: bool) -> None:
        """Paint one line, the hairline above it unless it is the first, and the ring of the focus."""
        palette = colours()
        # Not fillRect: its overloads make the binding build a list of 169 gradients, for 4 ms.
        painter.setPen(Qt.PenStyle.NoPen)
        if hovered:
            painter.setBrush(QColor(palette.window))
            painter.drawRect(box)
        if not first:
            painter.setBrush(QColor(palette.line))
            painter.drawRect(box.left(), box.top(), box.width(), 1)
        if focused:
            painter.setPen(QPen(QColor(palette.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(box).adjusted(3, 3, -3, -3), 6, 6)
        if line.detail:
            self._paint_tall(painter, line, box)
        elif box.height() >= tall(TALL_HEIGHT, 2):
            self._paint_folded(painter, line, box)
        else:
            self._paint_flat(painter, line, box)

    def shortened(self, line: Line, box: QRect) -> bool:
        """Tell whether some text of a line is cut with « … »."""
        places = self._places(line, box)
        names = line.detail if line.detail else line.client
        room = places.client.width() - SQUARE - 9
        font = self._title if box.height() < tall(TALL_HEIGHT, 2) else self._small
        return self._title.width(line.title) > places.title.width() or (
            bool(names) and places.client.width() > 0 and font.width(names) > room
        )

    def _places(self, line: Line, box: QRect) -> Places:
        if line.detail:
            return self._tall_places(line, box)
        return self._folded_places(line, box) if box.height() >= tall(TALL_HEIGHT, 2) else self._flat_places(line, box)

    # --- one row -----------------------------------------------------------------------------------------------------

    def _flat_places(self, line: Line, box: QRect) -> Places:
        right = box.right() - PADDING + 1
        amount = QRect(right - px(AMOUNT_WIDTH), box.top(), px(AMOUNT_WIDTH), box.height())
        when = QRect(amount.left() - px(WHEN_WIDTH), box.top(), px(WHEN_WIDTH), box.height())
        named = px(CLIENT_WIDTH)
        client = QRect(when.left() - named - GAP, box.top(), named if line.client else 0, box.height())
        left = box.left() + (PADDING + px(SIDE) + 14 if line.checkable else PADDING)
        end = (client.left() if line.client else when.left()) - GAP
        chip = self._chip_width(line.mark) + 6 if line.mark else 0
        return Places(QRect(left, box.top(), max(0, end - left - chip), box.height()), client, when, amount)

    def _paint_flat(self, painter: QPainter, line: Line, box: QRect) -> None:
        palette, places = colours(), self._flat_places(line, box)
        self._paint_title(painter, line, box, places.title)
        if line.client:
            self._paint_client(painter, places.client, line.client, line.colour, self._title)
        if line.when_tone:
            self._paint_chip(painter, places.when.left(), box, line.when, line.when_tone)
        else:
            self._text(painter, places.when, line.when, self._figures, palette.muted)
        self._text(painter, places.amount, line.amount, self._figures, palette.muted, RIGHT)

    def _paint_title(self, painter: QPainter, line: Line, box: QRect, place: QRect) -> None:
        """Paint the square that completes a task, its title and its mark."""
        palette = colours()
        if line.checkable:
            side = px(SIDE)
            top = box.top() + (box.height() - side) / 2
            paint_check(painter, QRectF(box.left() + PADDING, top, side, side), checked=line.done)
        self._text(painter, place, line.title, self._title, palette.muted if line.done else palette.text)
        if line.mark:
            left = min(place.left() + self._title.width(line.title) + 6, place.right() + 6)
            self._paint_chip(painter, left, place, line.mark, "soon")

    # --- a task on two rows ------------------------------------------------------------------------------------------

    def _folded_places(self, line: Line, box: QRect) -> Places:
        left = box.left() + (PADDING + px(SIDE) + 14 if line.checkable else PADDING)
        end = box.right() - PADDING + 1
        chip = self._chip_width(line.mark) + 6 if line.mark else 0
        title = QRect(left, box.top() + 8, max(0, end - left - chip), tall(20))
        row = QRect(left, box.top() + tall(28), max(0, end - left), tall(20))
        taken = self._small.width(line.amount)
        amount = QRect(end - taken, row.top(), taken, row.height())
        wide = self._chip_width(line.when) if line.when_tone else self._small.width(line.when)
        when = QRect(amount.left() - wide - (GAP if taken else 0), row.top(), wide, row.height())
        room = max(0, when.left() - left - (GAP if line.when else 0))
        return Places(title, QRect(left, row.top(), room if line.client else 0, row.height()), when, amount)

    def _paint_folded(self, painter: QPainter, line: Line, box: QRect) -> None:
        palette, places = colours(), self._folded_places(line, box)
        self._paint_title(painter, line, box, places.title)
        if line.client:
            self._paint_client(painter, places.client, line.client, line.colour, self._small)
        if line.when_tone:
            self._paint_chip(painter, places.when.left(), places.when, line.when, line.when_tone)
        else:
            self._text(painter, places.when, line.when, self._small, palette.muted)
        self._text(painter, places.amount, line.amount, self._small, palette.muted, RIGHT)

    # --- two rows ----------------------------------------------------------------------------------------------------

    def _tall_places(self, line: Line, box: QRect) -> Places:
        left = box.left() + PADDING + (px(LEAD_WIDTH) if line.lead else 0)
        chip = self._chip_width(line.when) if line.when else 0
        end = box.right() - PADDING + 1
        when = QRect(end - chip, box.top(), chip, box.height())
        room = max(0, end - left - (chip + GAP if chip else 0))
        if box.width() < px(TALL_NARROW_AT):
            # The title takes the whole width, the chip goes beside the detail.
            title = QRect(left, box.top() + 7, max(0, end - left), tall(20))
            detail = QRect(left, box.top() + tall(30), room, tall(18))
            return Places(title, detail, when.adjusted(0, tall(23), 0, 0), QRect())
        title = QRect(left, box.top() + 8, room, tall(20))
        return Places(title, QRect(left, box.top() + tall(28), room, tall(18)), when, QRect())

    def _paint_tall(self, painter: QPainter, line: Line, box: QRect) -> None:
        palette, places = colours(), self._tall_places(line, box)
        if line.lead:
            lead = QRect(box.left() + PADDING, box.top(), px(LEAD_WIDTH), box.height())
            self._text(painter, lead, line.lead, self._lead, palette.text)
        self._text(painter, places.title, line.title, self._title, palette.text)
        self._paint_client(painter, places.client, line.detail, line.colour, self._small)
        if line.when:
            self._paint_chip(painter, places.when.left(), places.when, line.when, line.when_tone or "neutral")

    # --- pieces ------------------------------------------------------------------------------------------------------

    def _text(
        self,
        painter: QPainter,
        place: QRect,
        text: str,
        font: Writing,
        colour: str,
        align: Qt.AlignmentFlag = LEFT,
    ) -> None:
        """Write a text, shortened to its place."""
        if not text or place.width() <= 0:
            return
        shown = font.fitted(text, place.width())
        painter.setFont(font.font)
        painter.setPen(QColor(colour))
        painter.drawText(place, int(align), shown)

    def _paint_client(self, painter: QPainter, place: QRect, name: str, colour: int, font: Writing) -> None:
        paint_swatch(painter, QRectF(place.left(), place.center().y() - SQUARE / 2 + 1, SQUARE, SQUARE), colour)
        self._text(painter, place.adjusted(SQUARE + 9, 0, 0, 0), name, font, colours().muted)

    def _chip_width(self, text: str) -> int:
        return self._chip.width(text) + 16

    def _paint_chip(self, painter: QPainter, left: int, box: QRect, text: str, tone: str) -> None:
        ink, ground = colours().tone(tone)
        high = tall(21)
        place = QRect(left, box.top() + (box.height() - high) // 2, self._chip_width(text), high)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours().line)) if tone == "neutral" else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(QRectF(place), 6, 6)
        self._text(painter, place, text, self._chip, ink, Qt.AlignmentFlag.AlignCenter)


def is_folded(line: Line, width: int) -> bool:
    """Tell whether a line takes two rows: its client, then its date, go under its title where there is little room."""
    return bool(line.detail) or width < px(NARROW_AT if line.client else NARROWEST_AT)


def height_of(line: Line, width: int) -> int:
    """Return the height of a line in a card of some width, in pixels."""
    return tall(TALL_HEIGHT, 2) if is_folded(line, width) else tall(LINE_HEIGHT)
