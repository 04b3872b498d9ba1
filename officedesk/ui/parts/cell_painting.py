"""How a cell of a table looks: words, a client's square, a chip, a box to check, and a second line under a title."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from officedesk.ui.parts.check import SIDE, paint_check
from officedesk.ui.parts.chips import SQUARE, paint_swatch
from officedesk.ui.parts.labels import SMALL, plain_tooltip
from officedesk.ui.parts.rows import (
    COLOUR_ROLE,
    HEAD_ROLE,
    LOOK_ROLE,
    MARK_ROLE,
    STRUCK_ROLE,
    TONE_ROLE,
    UNDER_ROLE,
    Column,
    Head,
    R,
    Under,
    on_one_line,
)
from officedesk.ui.shell.theme import BASE, Current, colours, px, tall, typeface

if TYPE_CHECKING:
    from officedesk.ui.parts.table import Table

MARGIN = 16
CHIP_HEIGHT = 22
GAP = 8
# What a name keeps of a second line, in pixels.
LEAST_NAME = 56
SWATCH = SQUARE + 9
JOINT = " · "

Index = QModelIndex | QPersistentModelIndex


class CellPainter(QStyledItemDelegate):
    """Paints a cell from its column's own look; a tooltip tells the whole of what it cuts."""

    def __init__(self, table: "Table") -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell and the hairline under it."""
        column: Column[Any] = index.data(LOOK_ROLE)
        palette = colours()
        painter.save()
        place = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(place, QColor(palette.accent_soft))
        painter.fillRect(QRectF(place.left(), place.bottom() - 1, place.width(), 1), QColor(palette.line))
        head = index.data(HEAD_ROLE)
        if isinstance(head, Head):
            _head(painter, place.adjusted(MARGIN, 0, -MARGIN, -1), head)
            painter.restore()
            return
        inner = self._inside(place, index)
        under = self._under(index)
        if column.checked is not None:
            _box(painter, inner, checked=index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked)
        elif index.data(TONE_ROLE):
            _chip(painter, inner, str(index.data() or ""), str(index.data(TONE_ROLE)))
        elif under.spoken():
            _words(painter, QRectF(inner.left(), inner.top() + 7, inner.width(), tall(21)), index, column)
            _second_line(painter, QRectF(inner.left(), inner.top() + tall(29), inner.width(), tall(20)), under)
        else:
            _words(painter, inner, index, column)
        painter.restore()

    def shortened(self, index: Index) -> bool:
        """Tell whether some words of a cell are cut with « … »."""
        column: Column[Any] = index.data(LOOK_ROLE)
        if column.checked is not None or index.data(HEAD_ROLE) is not None:
            return False
        room = self._inside(QRectF(self._table.visualRect(index)), index).width()
        if index.data(TONE_ROLE):
            return chip_width(str(index.data() or "")) > room
        under = self._under(index)
        return words_width(column, index) > room or under_width(under) > room

    def helpEvent(  # noqa: N802 - Qt's name
        self, event: QHelpEvent, view: QAbstractItemView, _option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Tell the whole of what is cut, and nothing of what can be read."""
        if not index.isValid() or not self.shortened(index):
            QToolTip.hideText()
            return True
        said = "\n".join(text for text in (str(index.data() or ""), self._under(index).spoken()) if text)
        QToolTip.showText(event.globalPos(), plain_tooltip(said), view)
        return True

    def editorEvent(  # noqa: N802 - Qt's name
        self, event: QEvent, model: Any, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Toggle a box on a click anywhere in its cell."""
        if event.type() != QEvent.Type.MouseButtonRelease or index.data(LOOK_ROLE).checked is None:
            return bool(super().editorEvent(event, model, option, index))
        checked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        wanted = Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked
        model.setData(index, wanted, Qt.ItemDataRole.CheckStateRole)
        return True

    def _inside(self, place: QRectF, index: Index) -> QRectF:
        left = MARGIN if index.column() == self._table.shown_columns()[0] else MARGIN / 2
        return place.adjusted(left, 0, -MARGIN / 2, -1)

    def _under(self, index: Index) -> Under:
        column: Column[Any] = index.data(LOOK_ROLE)
        found = index.data(UNDER_ROLE) if column.width is None else None
        return found if isinstance(found, Under) else Under()


def chip_width(words: str) -> int:
    """Return the pixels that a chip takes."""
    # One pixel more: advances are rounded, and words would be cut in the very place they ask for.
    return QFontMetrics(typeface(SMALL - 1, tabular=True)).horizontalAdvance(words) + 17


def words_width(column: Column[Any], index: Index) -> int:
    """Return the pixels that the words of a cell ask for, its square and its mark with them."""
    if index.data(HEAD_ROLE) is not None:
        return 0
    return asked_width(column, str(index.data() or ""), str(index.data(MARK_ROLE) or ""))


def row_width(column: Column[R], row: R) -> int:
    """Return the same of a row, which a model asked cell by cell would take ten times as long to tell."""
    return asked_width(column, column.text(row), column.mark(row) if column.mark else "")


def asked_width(column: Column[Any], words: str, mark: str) -> int:
    """Return the pixels that words ask for with a square and a mark."""
    return _advance(words, Current.scale) + (SWATCH if column.colour else 0) + (chip_width(mark) + GAP if mark else 0)


@lru_cache(maxsize=4096)
def _advance(words: str, _scale: float) -> int:
    return QFontMetrics(typeface(BASE, tabular=True)).horizontalAdvance(on_one_line(words))


def under_width(under: Under) -> int:
    """Return the pixels that a second line asks for."""
    metrics = QFontMetrics(typeface(SMALL, tabular=True))
    asked = metrics.horizontalAdvance(JOINT.join(part for part in (under.name, under.words) if part))
    return asked + 1 + (SWATCH if under.name else 0) + (chip_width(under.chip[0]) + GAP if under.chip[0] else 0)


def paint_ring(painter: QPainter, place: QRectF) -> None:
    """Paint the frame of the focus round a whole line."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colours().accent), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(place.adjusted(2, 2, -2, -3), 6, 6)


def _head(painter: QPainter, place: QRectF, head: Head) -> None:
    """Write the title of a group with its note, or the way to more of it."""
    font = QFont(typeface(SMALL, tabular=True))
    font.setWeight(QFont.Weight.Normal if head.more else QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(QColor(colours().accent if head.more else colours().text))
    width = _line(painter, place, head.text)
    painter.setFont(typeface(SMALL, tabular=True))
    painter.setPen(QColor(colours().muted))
    _line(painter, place.adjusted(width + GAP, 0, 0, 0), head.note)


def _box(painter: QPainter, place: QRectF, *, checked: bool) -> None:
    side = px(SIDE)
    paint_check(painter, QRectF(place.left(), place.center().y() - side / 2, side, side), checked=checked)


def _chip(painter: QPainter, place: QRectF, words: str, tone: str) -> None:
    if not words:
        return
    palette = colours()
    text, ground = palette.tone(tone)
    font = typeface(SMALL - 1, tabular=True)
    shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, int(place.width()) - 16)
    width = chip_width(shown)
    high = tall(CHIP_HEIGHT)
    chip = QRectF(place.left(), place.center().y() - high / 2, width, high)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(palette.line), 1) if tone == "neutral" else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(chip, 6, 6)
    painter.setPen(QColor(text))
    painter.setFont(font)
    painter.drawText(chip, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, shown)


def _words(painter: QPainter, place: QRectF, index: Index, column: Column[Any]) -> None:
    palette = colours()
    words = on_one_line(str(index.data() or ""))
    colour = index.data(COLOUR_ROLE)
    if colour is not None:
        place = _swatch(painter, place, colour)
    struck = bool(index.data(STRUCK_ROLE))
    font = QFont(typeface(BASE, tabular=True))
    font.setStrikeOut(struck)
    painter.setFont(font)
    painter.setPen(QColor(palette.muted if column.muted or struck else palette.text))
    side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    mark = str(index.data(MARK_ROLE) or "")
    taken = chip_width(mark) + GAP if mark else 0
    width = _line(painter, place, words, side, taken)
    if mark:
        _chip(painter, place.adjusted(width + GAP, 0, 0, 0), mark, "soon")


def _second_line(painter: QPainter, place: QRectF, under: Under) -> None:
    """Paint a name, other words and a chip; the name is what gives way."""
    words, tone = under.chip
    if words:
        width = chip_width(words)
        _chip(painter, QRectF(place.right() - width, place.top(), width, place.height()), words, tone)
        place = place.adjusted(0, 0, -width - GAP, 0)
    painter.setFont(typeface(SMALL, tabular=True))
    painter.setPen(QColor(colours().muted))
    if under.name:
        after = f"{JOINT}{under.words}" if under.words else ""
        inside = _swatch(painter, place, under.colour or 0)
        painter.setPen(QColor(colours().muted))
        taken = painter.fontMetrics().horizontalAdvance(after) + 1
        width = _line(painter, inside, under.name, taken=min(taken, int(inside.width()) - px(LEAST_NAME)))
        _line(painter, inside.adjusted(width, 0, 0, 0), after)
        return
    _line(painter, place, under.words)


def _swatch(painter: QPainter, place: QRectF, colour: int) -> QRectF:
    """Paint a client's square, and return what is left at its right."""
    paint_swatch(painter, QRectF(place.left(), place.center().y() - SQUARE / 2, SQUARE, SQUARE), colour)
    return place.adjusted(SWATCH, 0, 0, 0)


def _line(
    painter: QPainter,
    place: QRectF,
    words: str,
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    taken: int = 0,
) -> int:
    """Write words, cut where their place less ``taken`` pixels ends; return the pixels that they took."""
    # AlignAbsolute: a Hebrew title stays in its column's place, and reads in its own direction.
    where = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(place.width()) - taken)
    painter.drawText(place, where | Qt.TextFlag.TextSingleLine, shown)
    return painter.fontMetrics().horizontalAdvance(shown)
