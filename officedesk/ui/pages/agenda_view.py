"""What every view of the calendar does alike: a current entry, keys that go round and move, a mouse that drags."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from officedesk.domain.agenda import DAY, Entry, in_order
from officedesk.storage.glance import ClientLine
from officedesk.ui.pages.agenda_words import spoken
from officedesk.ui.parts.labels import plain_tooltip

QUARTER = dt.timedelta(minutes=15)


class Grip(NamedTuple):
    """What the pointer holds: an entry, by its lower edge or not, and where it was taken."""

    entry: Entry
    by_edge: bool
    at: QPointF


class AgendaView(QWidget):
    """Shows entries of some days; a subclass paints them, and says what is under the pointer.

    ``now`` gives the wall time.
    ``opened`` and ``moved`` carry an entry, the latter with its new start and end; ``new_asked`` a moment or None.
    """

    opened = Signal(object)
    moved = Signal(object, object, object)
    new_asked = Signal(object)
    day_asked = Signal(object)
    turned = Signal(int)

    def __init__(self, name: str, now: Callable[[], dt.datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.entries: list[Entry] = []
        self.clients: dict[int, ClientLine] = {}
        self.days: list[dt.date] = []
        self.current: Entry | None = None
        self.grip: Grip | None = None
        # Where the entry that is held would go.
        self.ghost: Entry | None = None

    def show_entries(
        self, days: Sequence[dt.date], entries: Sequence[Entry], clients: Mapping[int, ClientLine]
    ) -> None:
        """Show these days; the current entry stays the current one, wherever it went."""
        key = self.current.key if self.current else None
        self.days, self.clients = list(days), dict(clients)
        self.entries = in_order(each for each in entries if any(each.is_on(day) for day in self.days))
        self.choose(next((each for each in self.entries if each.key == key), None))
        self.arrange()

    def arrange(self) -> None:
        """Lay the entries out again."""
        self.update()

    def entry_at(self, place: QPointF) -> Entry | None:
        """Return what is under a point."""
        raise NotImplementedError

    def moment_at(self, place: QPointF) -> dt.datetime | None:
        """Return the day and the quarter of an hour of a point; midnight where hours are not shown."""
        raise NotImplementedError

    def is_edge(self, entry: Entry, place: QPointF) -> bool:  # noqa: ARG002 - a view without hours has no edges
        """Tell whether a point is on the lower edge of an entry, by which it is made longer."""
        return False

    def choose(self, entry: Entry | None) -> None:
        """Make an entry the current one, and let a screen reader say it."""
        self.current = entry
        words = self.words_of(entry) if entry else self.tr("{count} éléments").format(count=len(self.entries))
        self.setAccessibleDescription(words)
        if entry is not None:
            self.bring_into_sight(entry)
        self.update()

    def bring_into_sight(self, entry: Entry) -> None:
        """Scroll to an entry."""

    def words_of(self, entry: Entry) -> str:
        """Return everything about an entry."""
        client = self.clients.get(entry.client_id)
        return spoken(entry, client.name if client else "")

    # --- keys --------------------------------------------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Have a current entry as soon as the keyboard is here."""
        super().focusInEvent(event)
        if self.current is None and self.entries:
            today = dt.datetime.combine(self._now().date(), dt.time())
            self.choose(next((each for each in self.entries if each.start >= today), self.entries[0]))
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go round the entries, open, create, turn the page; with Alt, move or stretch the current one."""
        key, modifiers = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        alt = Qt.KeyboardModifier.AltModifier
        if modifiers in (alt, alt | Qt.KeyboardModifier.ShiftModifier):
            self._shift(key, stretch=modifiers != alt)
        elif modifiers:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._leap(1 if key == Qt.Key.Key_Right else -1)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turned.emit(1 if key == Qt.Key.Key_PageDown else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current:
            self.opened.emit(self.current)
        elif key == Qt.Key.Key_N:
            self.new_asked.emit(None)
        else:
            super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        if not self.entries:
            return
        place = self.entries.index(self.current) + by if self.current in self.entries else 0
        self.choose(self.entries[max(0, min(place, len(self.entries) - 1))])

    def _leap(self, by: int) -> None:
        """Go to the first entry of the next day that has one, or turn the page at the end."""
        if self.current is None:
            self._step(0)
            return
        day = self.current.start.date()
        ahead = [each for each in self.entries if (each.start.date() - day).days * by > 0]
        if not ahead:
            self.turned.emit(by)
            return
        wanted = min(ahead, key=lambda each: abs((each.start.date() - day).days)).start.date()
        self.choose(next(each for each in ahead if each.start.date() == wanted))

    def _shift(self, key: Qt.Key, *, stretch: bool) -> None:
        entry = self.current
        steps = {Qt.Key.Key_Up: -QUARTER, Qt.Key.Key_Down: QUARTER, Qt.Key.Key_Left: -DAY, Qt.Key.Key_Right: DAY}
        if entry is None or key not in steps:
            return
        by = steps[key]
        if entry.all_day and abs(by) < DAY:
            return
        start, end = (entry.start, entry.end + by) if stretch else (entry.start + by, entry.end + by)
        if end > start:
            self.moved.emit(entry, start, end)

    # --- mouse -------------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is under the pointer, and take hold of it."""
        entry = self.entry_at(event.position())
        self.choose(entry)
        if entry is not None and event.button() == Qt.MouseButton.LeftButton:
            self.grip = Grip(entry, self.is_edge(entry, event.position()), event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Show where what is held would go; nothing is written before it is let go."""
        if self.grip is None:
            entry = self.entry_at(event.position())
            edge = entry is not None and entry.can_move and self.is_edge(entry, event.position())
            self.setCursor(Qt.CursorShape.SizeVerCursor if edge else Qt.CursorShape.ArrowCursor)
            return
        far = (event.position() - self.grip.at).manhattanLength() >= QApplication.startDragDistance()
        if far or self.ghost is not None:
            self.ghost = self._carried(self.grip, event.position())
            self.update()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go: what was carried somewhere else is to be moved there."""
        grip, ghost = self.grip, self.ghost
        self.grip = self.ghost = None
        self.update()
        if grip is not None and ghost is not None and (ghost.start, ghost.end) != (grip.entry.start, grip.entry.end):
            self.moved.emit(grip.entry, ghost.start, ghost.end)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open what is under the pointer, or ask for something new there."""
        entry = self.entry_at(event.position())
        self.grip = self.ghost = None
        if entry is not None:
            self.opened.emit(entry)
        else:
            self.new_asked.emit(self.moment_at(event.position()))

    def _carried(self, grip: Grip, place: QPointF) -> Entry | None:
        """Return the entry where the pointer carries it: by whole days, and by quarters of an hour."""
        was, now = self.moment_at(grip.at), self.moment_at(place)
        if was is None or now is None:
            return self.ghost
        entry = grip.entry
        by = dt.timedelta(days=(now.date() - was.date()).days) if entry.all_day else now - was
        if grip.by_edge:
            return entry._replace(end=max(entry.end + (now - was), entry.start + QUARTER))
        return entry._replace(start=entry.start + by, end=entry.end + by)

    def event(self, event: QEvent) -> bool:
        """Tell the whole of an entry in its tooltip."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            entry = self.entry_at(QPointF(event.pos()))
            if entry is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), plain_tooltip(self.words_of(entry)), self)
            return True
        return super().event(event)
