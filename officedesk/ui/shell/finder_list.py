"""The lines that Ctrl+K shows, under the names of their groups: one painted list."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from officedesk.ui.parts.chips import SQUARE, paint_swatch
from officedesk.ui.parts.labels import BOLD, SMALL, plain_tooltip
from officedesk.ui.parts.line_painting import LEFT, RIGHT, Writing
from officedesk.ui.parts.painted_list import PaintedList
from officedesk.ui.shell.finder_offers import Offer
from officedesk.ui.shell.theme import BASE, colours, tall, typeface

Index = QModelIndex | QPersistentModelIndex
HEIGHT, HEADING = 36, 28
INSET, GAP = 12, 12
TITLE_SHARE = 0.62  # of the width, when there is a detail beside the title


class OffersModel(QAbstractListModel):
    """Holds the lines; the name of a group is a line that cannot be chosen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: list[Offer | str] = []

    def show(self, offers: Sequence[Offer]) -> None:
        """Take other lines."""
        self.beginResetModel()
        self.lines = []
        group = ""
        for offer in offers:
            if offer.group != group:
                group = offer.group
                self.lines.append(group)
            self.lines.append(offer)
        self.endResetModel()

    def offer(self, row: int) -> Offer | None:
        """Return the line of a row, None for the name of a group."""
        line = self.lines[row] if 0 <= row < len(self.lines) else None
        return line if isinstance(line, Offer) else None

    def height(self) -> int:
        """Return the height of all the lines, in pixels."""
        return sum(tall(HEADING if isinstance(line, str) else HEIGHT) for line in self.lines)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of lines, names of groups included."""
        return 0 if parent.isValid() else len(self.lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Keep the names of groups out of what is chosen."""
        return super().flags(index) if self.offer(index.row()) else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a line's words, and what a screen reader and a tooltip say of it."""
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        offer = self.offer(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return offer.title if offer else line
        if role == Qt.ItemDataRole.SizeHintRole:
            return QSize(80, tall(HEIGHT if offer else HEADING))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return offer.spoken() if offer else line
        if role == Qt.ItemDataRole.ToolTipRole and offer:
            return plain_tooltip("\n".join(part for part in (offer.title, offer.detail) if part))
        return None


class FinderList(PaintedList):
    """Moved in by the field above it; a click takes a line."""

    taken = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, "clear", parent)
        self.setUniformItemSizes(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rows = OffersModel(self)
        self.setModel(self.rows)
        self._title = Writing(typeface(BASE))
        self._small = Writing(typeface(SMALL, tabular=True))
        self._heading = Writing(typeface(SMALL - 1, BOLD))

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """Show these lines, the first one chosen."""
        self.rows.show(offers)
        self.scrollToTop()
        self._choose(1 if offers else -1)

    def current(self) -> Offer | None:
        """Return the line that is chosen."""
        return self.rows.offer(self.currentIndex().row())

    def go(self, step: int) -> None:
        """Choose the line so many lines further, from the last to the first by one."""
        places = [row for row, line in enumerate(self.rows.lines) if isinstance(line, Offer)]
        if not places:
            return
        now = places.index(self.currentIndex().row()) if self.currentIndex().row() in places else -1
        wanted = (now + step) % len(places) if abs(step) == 1 else min(max(now + step, 0), len(places) - 1)
        self._choose(places[wanted])
        if wanted == 0:
            self.scrollToTop()

    def _choose(self, row: int) -> None:
        self.setCurrentIndex(self.rows.index(row))
        self._surface.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take the line under the pointer."""
        super().mouseReleaseEvent(event)
        row = self.indexAt(event.position().toPoint()).row()
        if event.button() is Qt.MouseButton.LeftButton and self.rows.offer(row):
            self._choose(row)
            self.taken.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines that show."""
        painter = QPainter(self._surface)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for row, box in self.rows_in(event.rect()):
            offer = self.rows.offer(row)
            if offer is None:
                place = box.adjusted(INSET, 6, -INSET, 0)
                self._write(painter, place, str(self.rows.lines[row]), self._heading, colours().muted)
            else:
                self._paint(painter, offer, box, current=row == self.currentIndex().row(), lit=row == self._hovered)

    def _paint(self, painter: QPainter, offer: Offer, box: QRect, *, current: bool, lit: bool) -> None:
        palette = colours()
        if current or lit:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.accent_soft if current else palette.window))
            painter.drawRoundedRect(QRectF(box), 8, 8)
        left, right = box.left() + INSET, box.right() - INSET
        if offer.swatch is not None:
            paint_swatch(painter, QRectF(left, box.center().y() - SQUARE / 2 + 1, SQUARE, SQUARE), offer.swatch)
            left += SQUARE + 9
        if offer.hint:
            wide = self._small.width(offer.hint)
            self._write(painter, QRect(right - wide, box.top(), wide, box.height()), offer.hint, self._small,
                        palette.muted, RIGHT)  # fmt: skip
            right -= wide + GAP
        room = right - left
        wide = min(self._title.width(offer.title), int(room * TITLE_SHARE) if offer.detail else room)
        ink = palette.muted if offer.done else palette.text
        self._write(painter, QRect(left, box.top(), wide, box.height()), offer.title, self._title, ink)
        place = QRect(left + wide + GAP, box.top(), room - wide - GAP, box.height())
        self._write(painter, place, offer.detail, self._small, palette.muted)

    @staticmethod
    def _write(
        painter: QPainter, place: QRect, text: str, font: Writing, ink: str, align: Qt.AlignmentFlag = LEFT
    ) -> None:
        if text and place.width() > 0:
            painter.setFont(font.font)
            painter.setPen(QColor(ink))
            painter.drawText(place, int(align), font.fitted(text, place.width()))
