"""A month: six weeks of days, in each what it has room for."""

import datetime as dt
from collections.abc import Callable, Iterator

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from officedesk.domain.agenda import DAY, Entry, in_order
from officedesk.domain.days import WEEKDAYS, monday_of
from officedesk.ui.pages.agenda_painting import LEFT, EntryPainting
from officedesk.ui.pages.agenda_view import AgendaView
from officedesk.ui.parts.labels import BOLD
from officedesk.ui.shell.theme import BASE, colours, tall, typeface

HEAD, NUMBER, GAP, WEEK = 32, 26, 4, 7
MOST_WEEKS = 6


class MonthView(AgendaView):
    """Weeks down, days across; a day that holds more than it shows says how many."""

    def __init__(self, name: str, now: Callable[[], dt.datetime], parent: QWidget | None = None) -> None:
        super().__init__(name, now, parent)
        self._painting = EntryPainting()
        self._head, self._number = tall(HEAD), tall(NUMBER)
        # Each day keeps its number and a line.
        self.setMinimumHeight(self._head + MOST_WEEKS * (self._number + self._painting.pitch + GAP))
        self._of_day: dict[dt.date, list[Entry]] = {}
        self.month = 0

    def arrange(self) -> None:
        """Lay the entries out again: a long one is in each of its days."""
        self._of_day = {day: in_order(each for each in self.entries if each.is_on(day)) for day in self.days}
        self.update()

    # --- where things are --------------------------------------------------------------------------------------------

    def _cell(self, number: int) -> QRectF:
        weeks = max(1, len(self.days) // WEEK)
        width, height = self.width() / WEEK, (self.height() - self._head) / weeks
        return QRectF(number % WEEK * width, self._head + number // WEEK * height, width, height)

    def _room(self) -> int:
        return max(1, int((self._cell(0).height() - self._number - 2) // self._painting.pitch))

    def _line(self, number: int, row: int) -> QRectF:
        cell = self._cell(number)
        return QRectF(
            cell.left() + GAP,
            cell.top() + self._number + row * self._painting.pitch,
            cell.width() - 2 * GAP,
            self._painting.pitch - 3,
        )

    def _shown(self, day: dt.date) -> tuple[list[Entry], int]:
        """Return what a day has room for, and how many more there are."""
        entries, room = self._of_day.get(day, []), self._room()
        return (entries, 0) if len(entries) <= room else (entries[: room - 1], len(entries) - room + 1)

    def boxes(self) -> Iterator[tuple[Entry, QRectF]]:
        """Yield each entry that is painted, with its place."""
        for number, day in enumerate(self.days):
            for row, entry in enumerate(self._shown(day)[0]):
                yield entry, self._line(number, row)

    def entry_at(self, place: QPointF) -> Entry | None:
        """Return what is under a point."""
        return next((entry for entry, box in self.boxes() if box.contains(place)), None)

    def moment_at(self, place: QPointF) -> dt.datetime | None:
        """Return the day of a point, at midnight."""
        found = [day for number, day in enumerate(self.days) if self._cell(number).contains(place)]
        return dt.datetime.combine(found[0], dt.time()) if found else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open a day by its number, or by the number of what it has no room for."""
        for number, day in enumerate(self.days):
            shown, more = self._shown(day)
            cell = self._cell(number)
            corner = QRectF(cell.left(), cell.top(), self._number + 8, self._number)
            rest = self._line(number, len(shown)) if more else QRectF()
            if corner.contains(event.position()) or rest.contains(event.position()):
                self.day_asked.emit(day)
                return
        super().mousePressEvent(event)

    # --- painting ----------------------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the names of the days, then each day."""
        painter = QPainter(self)
        palette = colours()
        painter.fillRect(self.rect(), QColor(palette.panel))
        painter.setFont(self._painting.figures)
        painter.setPen(QColor(palette.muted))
        for number, name in enumerate(WEEKDAYS):
            cell = self._cell(number)
            painter.drawText(QRectF(cell.left() + 10, 0, cell.width() - 10, self._head), LEFT, f"{name[:3]}.")
        for number, day in enumerate(self.days):
            self._paint_day(painter, number, day)
        if self.ghost is not None:
            for number, day in enumerate(self.days):
                if self.ghost.is_on(day):
                    self._paint_line(painter, self._line(number, 0), self.ghost)

    def _paint_day(self, painter: QPainter, number: int, day: dt.date) -> None:
        palette, cell, today = colours(), self._cell(number), self._now().date()
        if day.month != self.month:
            painter.fillRect(cell, QColor(palette.window))
        painter.fillRect(QRectF(cell.left(), cell.top(), cell.width(), 1), QColor(palette.line))
        painter.fillRect(QRectF(cell.right() - 1, cell.top(), 1, cell.height()), QColor(palette.line))
        painter.setFont(typeface(BASE - 1, BOLD, tabular=True) if day == today else self._painting.figures)
        plain = palette.text if day.month == self.month else palette.muted
        painter.setPen(QColor(palette.accent if day == today else plain))
        painter.drawText(QRectF(cell.left() + 10, cell.top() + 1, cell.width() - 12, self._number), LEFT, str(day.day))
        shown, more = self._shown(day)
        for row, entry in enumerate(shown):
            self._paint_line(painter, self._line(number, row), entry)
        if more:
            painter.setFont(self._painting.line)
            painter.setPen(QColor(palette.accent))
            painter.drawText(self._line(number, len(shown)).adjusted(6, 0, 0, 0), LEFT, f"+ {more}")

    def _paint_line(self, painter: QPainter, box: QRectF, entry: Entry) -> None:
        current = self.hasFocus() and entry is self.current
        self._painting.bar(painter, box, entry, self.clients.get(entry.client_id), current=current)


def weeks_of(day: dt.date) -> list[dt.date]:
    """Return the days of the weeks that a month touches."""
    first = monday_of(day.replace(day=1))
    after = (day.replace(day=28) + 4 * DAY).replace(day=1)
    count = -(-(after - first).days // WEEK) * WEEK
    return [first + number * DAY for number in range(count)]
