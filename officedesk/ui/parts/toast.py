"""A sentence at the bottom of the window, for a few seconds, with at most one action."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.labels import Label

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent

DURATION_MS = 7000
WIDEST = 640
MARGIN = 24


class Toasts(QObject):
    """Shows one toast at a time over a window; a new one takes the place of the last."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.current: Toast | None = None

    def say(self, text: str, *, action: str = "", act: Callable[[], None] | None = None, tone: str = "neutral") -> None:
        """Show a sentence; ``tone`` « late » is for a refusal, which stays twice as long."""
        self.clear()
        toast = Toast(text, action, act, self._window)
        self.current = toast
        # Only while there is one: a filter is called for each event of the window.
        self._window.installEventFilter(self)
        toast.place()
        toast.show()
        toast.raise_()
        toast.start(DURATION_MS * (2 if tone == "late" else 1))
        from PySide6.QtGui import QAccessible, QAccessibleEvent

        QAccessible.updateAccessibility(QAccessibleEvent(toast, QAccessible.Event.Alert))

    def clear(self) -> None:
        """Take the toast away."""
        if self.current is not None:
            self._window.removeEventFilter(self)
            self.current.leave()
            self.current = None

    def eventFilter(self, _watched: QObject, event: "QEvent") -> bool:
        """Keep the toast at the bottom when the window is resized."""
        if isinstance(event, QResizeEvent) and self.current is not None and not self.current.gone:
            self.current.place()
        return False


class Toast(QFrame):
    """The frame itself: it waits while the pointer or the focus is on it; Escape closes it."""

    def __init__(self, text: str, action: str, act: Callable[[], None] | None, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setProperty("role", "toast")
        self.setAccessibleName(text)
        self.gone = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.leave)
        self.label = Label(text, wrap=True)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 12 if act else 16, 10)
        row.setSpacing(16)
        row.addWidget(self.label, 1)
        self.button: Button | None = None
        if act is not None:
            self.button = Button(action)
            self.button.setAccessibleDescription(text)
            self.button.clicked.connect(lambda: self._take(act))
            row.addWidget(self.button)

    def start(self, duration_ms: int) -> None:
        """Leave after some milliseconds."""
        self._timer.start(duration_ms)

    def place(self) -> None:
        """Sit at the bottom, in the middle."""
        window = self._window
        wanted = self.label.fontMetrics().horizontalAdvance(self.label.text()) + 48
        wanted += self.button.sizeHint().width() + 16 if self.button else 0
        width = min(wanted, WIDEST, window.width() - 2 * MARGIN)
        self.setFixedWidth(width)
        height = max(self._row.heightForWidth(width), self.sizeHint().height())
        self.setGeometry((window.width() - width) // 2, window.height() - height - MARGIN, width, height)

    def leave(self) -> None:
        """Disappear; a toast under the pointer or with the focus waits for it to go."""
        if self.gone:
            return
        if self.sender() is self._timer and (self.underMouse() or self._has_focus()):
            self._timer.start(DURATION_MS // 2)
            return
        self.gone = True
        self.hide()
        self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        super().keyPressEvent(event)

    def _has_focus(self) -> bool:
        return self.button is not None and self.button.hasFocus()

    def _take(self, act: Callable[[], None]) -> None:
        self.leave()
        act()
