"""A day, or a week: hours down, days across, and over them what takes whole days."""

import datetime as dt
from collections.abc import Callable, Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QScrollBar, QWidget

from officedesk.domain.agenda import DAY, WHOLE_DAY, Entry, Place, placed, whole_days
from officedesk.ui.pages.agenda_painting import LEFT, EntryPainting
from officedesk.ui.pages.agenda_view import AgendaView
from officedesk.ui.parts.labels import BOLD, MEDIUM
from officedesk.ui.shell.theme import BASE, colours, px, tall, typeface

GUTTER, HEAD, HOUR, BAR, GAP = 66, 38, 56, 12, 4
FEW_BARS, MANY_BARS = 4, 10
FEWEST_HOURS = 3  # in sight, however small the window
GRIP = 7  # pixels of the lower edge by which an entry is stretched
FIRST_SHOWN = 8 * 60
QUARTER = 15

Moment = dt.datetime


class DaysView(AgendaView):
    """Columns of days; ``now`` gives the wall time at which the line of the moment is drawn."""

    def __init__(self, name: str, now: Callable[[], Moment], parent: QWidget | None = None) -> None:
        super().__init__(name, now, parent)
        self._painting = EntryPainting()
        self._gutter, self._head, self._hour = px(GUTTER), tall(HEAD), px(HOUR)
        self.setMinimumHeight(self._head + self._painting.pitch + FEWEST_HOURS * self._hour)
        self._places: list[list[Place]] = []
        self._bars: list[list[Entry]] = []
        self.hours = QScrollBar(Qt.Orientation.Vertical, self)
        self.hours.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hours.setSingleStep(self._hour // 2)
        self.hours.valueChanged.connect(lambda _value: self.update())
        self._shown_once = False

    def arrange(self) -> None:
        """Lay the entries out again: side by side where they overlap."""
        self._places = [placed(self.entries, day) for day in self.days]
        self._bars = [whole_days(self.entries, day) for day in self.days]
        self._measure()
        if not self._shown_once and self.days:
            self._shown_once = True
            self.hours.setValue(FIRST_SHOWN * self._hour // 60 - self._hour // 2)
        self.update()

    def bring_into_sight(self, entry: Entry) -> None:
        """Scroll to the hour of an entry."""
        if entry.all_day or not self.days:
            return
        top = (entry.start.hour * 60 + entry.start.minute) * self._hour // 60
        room = self.height() - self._top()
        if not self.hours.value() <= top <= self.hours.value() + room - self._hour // 2:
            self.hours.setValue(top - self._hour // 2)

    # --- where things are --------------------------------------------------------------------------------------------

    def _most_bars(self) -> int:
        return FEW_BARS if len(self.days) > 1 else MANY_BARS

    def _strip(self) -> int:
        rows = max((len(bars) for bars in self._bars), default=0)
        return 10 + self._painting.pitch * max(1, min(rows, self._most_bars()))

    def _top(self) -> int:
        return self._head + self._strip()

    def _measure(self) -> None:
        room = max(1, self.height() - self._top())
        self.hours.setRange(0, max(0, 24 * self._hour + 8 - room))
        self.hours.setPageStep(room)
        self.hours.setGeometry(self.width() - BAR, self._top(), BAR, room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the size of the page."""
        super().resizeEvent(event)
        self._measure()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Go through the hours."""
        self.hours.setValue(self.hours.value() - event.angleDelta().y() // 2)

    def _column(self, number: int) -> tuple[float, float]:
        """Return the left of a day's column, and its width."""
        width = (self.width() - self._gutter - BAR) / max(1, len(self.days))
        return self._gutter + number * width, width

    def _y(self, minutes: float) -> float:
        return self._top() + minutes * self._hour / 60 - self.hours.value()

    def _block(self, number: int, place: Place) -> QRectF:
        left, width = self._column(number)
        each = (width - 2 * GAP) / place.columns
        return QRectF(
            left + GAP + place.column * each,
            self._y(place.top) + 1,
            each - 2,
            (place.bottom - place.top) * self._hour / 60 - 2,
        )

    def _bar(self, number: int, row: int) -> QRectF:
        left, width = self._column(number)
        return QRectF(
            left + GAP, self._head + 5 + row * self._painting.pitch, width - 2 * GAP, self._painting.pitch - 3
        )

    def _shown_bars(self, number: int) -> tuple[list[Entry], int]:
        """Return the whole-day entries that a day has room for, and how many more there are."""
        bars, most = self._bars[number], self._most_bars()
        return (bars, 0) if len(bars) <= most else (bars[: most - 1], len(bars) - most + 1)

    def boxes(self) -> Iterator[tuple[Entry, QRectF]]:
        """Yield each entry that is painted, with its place."""
        for number in range(len(self.days)):
            for row, entry in enumerate(self._shown_bars(number)[0]):
                yield entry, self._bar(number, row)
            for place in self._places[number]:
                yield place.entry, self._block(number, place)

    def entry_at(self, place: QPointF) -> Entry | None:
        """Return what is under a point; hours that are scrolled under the head are not there."""
        for entry, box in self.boxes():
            if box.contains(place) and (entry.all_day or place.y() >= self._top()):
                return entry
        return None

    def is_edge(self, entry: Entry, place: QPointF) -> bool:
        """Tell whether a point is on the lower edge of an entry."""
        boxes = [box for each, box in self.boxes() if each is entry and not each.all_day]
        return any(box.bottom() - GRIP <= place.y() <= box.bottom() for box in boxes)

    def day_at(self, place: QPointF) -> dt.date | None:
        """Return the day of a point."""
        _, width = self._column(0)
        number = int((place.x() - self._gutter) // width) if place.x() >= self._gutter else -1
        return self.days[number] if 0 <= number < len(self.days) else None

    def moment_at(self, place: QPointF) -> Moment | None:
        """Return the day and the quarter of an hour of a point; midnight over the hours."""
        day = self.day_at(place)
        if day is None:
            return None
        if place.y() < self._top():
            return dt.datetime.combine(day, dt.time())
        minutes = (place.y() - self._top() + self.hours.value()) * 60 / self._hour
        quarter = int(max(0.0, min(minutes, WHOLE_DAY - 1))) // QUARTER * QUARTER
        return dt.datetime.combine(day, dt.time()) + dt.timedelta(minutes=quarter)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open a day by its name, or by the number of what it has no room for."""
        place = event.position()
        day = self.day_at(place)
        if day is not None and len(self.days) > 1:
            number = self.days.index(day)
            shown, more = self._shown_bars(number)
            if place.y() < self._head or (more and self._bar(number, len(shown)).contains(place)):
                self.day_asked.emit(day)
                return
        super().mousePressEvent(event)

    # --- painting ----------------------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the hours with what happens, then the days and what takes the whole of them."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours().panel))
        if not self.days:
            return
        painter.save()
        painter.setClipRect(QRectF(0, self._top(), self.width(), self.height() - self._top()))
        self._paint_hours(painter)
        painter.restore()
        self._paint_head(painter)

    def _paint_hours(self, painter: QPainter) -> None:
        palette = colours()
        painter.setFont(self._painting.figures)
        height = painter.fontMetrics().height()
        for hour in range(1, 24):
            y = self._y(hour * 60)
            painter.fillRect(QRectF(self._gutter - 8, y, self.width(), 1), QColor(palette.line))
            painter.setPen(QColor(palette.muted))
            painter.drawText(
                QRectF(0, y - height / 2, self._gutter - 18, height), Qt.AlignmentFlag.AlignRight, f"{hour}:00"
            )
        for number in range(len(self.days)):
            left, _ = self._column(number)
            painter.fillRect(QRectF(left - 1, self._top(), 1, self.height()), QColor(palette.line))
            for place in self._places[number]:
                self._paint_block(painter, self._block(number, place), place.entry)
        self._paint_ghost(painter)
        self._paint_now(painter)

    def _paint_block(self, painter: QPainter, box: QRectF, entry: Entry) -> None:
        client = self.clients.get(entry.client_id)
        held = self.grip is not None and self.ghost is not None and self.grip.entry is entry
        painter.setOpacity(0.35 if held else 1)
        self._painting.block(painter, box, entry, client, current=self.hasFocus() and entry is self.current)
        painter.setOpacity(1)

    def _paint_ghost(self, painter: QPainter) -> None:
        ghost = self.ghost
        if ghost is None or ghost.all_day:
            return
        for number, day in enumerate(self.days):
            for place in placed([ghost], day):
                self._paint_block(painter, self._block(number, place), ghost)

    def _paint_now(self, painter: QPainter) -> None:
        now = self._now()
        if now.date() not in self.days:
            return
        left, width = self._column(self.days.index(now.date()))
        y = self._y(now.hour * 60 + now.minute)
        painter.setPen(QPen(QColor(colours().late), 1.5))
        painter.drawLine(QPointF(left, y), QPointF(left + width, y))

    def _paint_head(self, painter: QPainter) -> None:
        palette = colours()
        today = self._now().date()
        for number, day in enumerate(self.days):
            left, width = self._column(number)
            painter.setFont(typeface(BASE, BOLD if day == today else MEDIUM, tabular=True))
            painter.setPen(QColor(palette.accent if day == today else palette.text))
            painter.drawText(
                QRectF(left + 12, 0, width - 12, self._head), LEFT, self._painting.heading(day, width - 12)
            )
            shown, more = self._shown_bars(number)
            for row, entry in enumerate(shown):
                current = self.hasFocus() and entry is self.current
                client = self.clients.get(entry.client_id)
                self._painting.bar(painter, self._bar(number, row), entry, client, current=current)
            if more:
                painter.setFont(self._painting.line)
                painter.setPen(QColor(palette.accent))
                painter.drawText(self._bar(number, len(shown)).adjusted(6, 0, 0, 0), LEFT, f"+ {more}")
        painter.setFont(self._painting.figures)
        painter.setPen(QColor(palette.muted))
        painter.drawText(QRectF(12, self._head, self._gutter - 16, self._painting.pitch + 6), LEFT, self.tr("jour"))
        for y in (self._head, self._top()):
            painter.fillRect(QRectF(0, y - 1, self.width(), 1), QColor(palette.line))
        if self.ghost is not None and self.ghost.all_day:
            for number, day in enumerate(self.days):
                if self.ghost.is_on(day):
                    client = self.clients.get(self.ghost.client_id)
                    self._painting.bar(painter, self._bar(number, 0), self.ghost, client, current=False)


def week_of(day: dt.date, entries: list[Entry]) -> list[dt.date]:
    """Return the worked days of a week, with Saturday and Sunday when something is on them."""
    monday = day - dt.timedelta(days=day.weekday())
    week = [monday + number * DAY for number in range(7)]
    return week if any(each.is_on(late) for each in entries for late in week[5:]) else week[:5]
