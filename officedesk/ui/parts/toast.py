"""A sentence at the bottom of the window, for a few seconds, with at most one action."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.labels import Label

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QEnterEvent

DURATION_MS = 8000
LEAST_MS = 3000
WIDEST = 640
MARGIN = 24
# The object name of what stays at the bottom of a page, and must not be hidden.
FOOT = "foot"


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


class ActionButton(Button):
    """The action of a toast: it tells when the keyboard is on it; a click leaves the keyboard where it is."""

    focused = Signal(bool)

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent=parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard is here."""
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard is elsewhere."""
        super().focusOutEvent(event)
        self.focused.emit(False)


class Toast(QFrame):
    """The frame itself: its time stops while the pointer or the keyboard is on it; Escape closes it.

    The next Tab goes to its action, and whoever had the keyboard has it back.
    """

    def __init__(self, text: str, action: str, act: Callable[[], None] | None, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._before: QWidget | None = None
        self._left_ms = 0
        self.setProperty("role", "toast")
        self.setAccessibleName(text)
        self.gone = False
        self.timer = QTimer(self, singleShot=True)
        self.timer.timeout.connect(self.leave)
        self.label = Label(text, wrap=True)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 12 if act else 16, 10)
        row.setSpacing(16)
        row.addWidget(self.label, 1)
        self.button: ActionButton | None = None
        if act is not None:
            self.button = ActionButton(action)
            self.button.setAccessibleDescription(text)
            self.button.clicked.connect(lambda: self._take(act))
            self.button.focused.connect(self._hold)
            row.addWidget(self.button)

    def start(self, duration_ms: int) -> None:
        """Leave after some milliseconds."""
        self._left_ms = duration_ms
        self.timer.start(duration_ms)
        if self.button is not None:
            from PySide6.QtWidgets import QApplication

            self._stand_after(QApplication.focusWidget())
            QApplication.instance().focusChanged.connect(self._follow)  # type: ignore[union-attr]

    def place(self) -> None:
        """Sit at the bottom, in the middle, above the buttons that a page keeps in sight there."""
        window = self._window
        wanted = self.label.fontMetrics().horizontalAdvance(self.label.text()) + 48
        wanted += self.button.sizeHint().width() + 16 if self.button else 0
        width = min(wanted, WIDEST, window.width() - 2 * MARGIN)
        self.setFixedWidth(width)
        height = max(self._row.heightForWidth(width), self.sizeHint().height())
        foots = [foot for foot in window.findChildren(QWidget, FOOT) if foot.isVisible()]
        bottom = min((foot.mapTo(window, QPoint()).y() for foot in foots), default=window.height() - MARGIN // 2)
        self.setGeometry((window.width() - width) // 2, bottom - height - MARGIN // 2, width, height)

    def leave(self) -> None:
        """Disappear, and give the keyboard back."""
        if self.gone:
            return
        self.gone = True
        self.timer.stop()
        if self._has_focus():
            # Before it hides: Qt would send the keyboard to the first control of the window.
            self._give_back()
        self.hide()
        self.deleteLater()

    def enterEvent(self, event: "QEnterEvent") -> None:
        """Stop the time under the pointer."""
        super().enterEvent(event)
        self._hold(True)

    def leaveEvent(self, event: "QEvent") -> None:
        """Let the time go on."""
        super().leaveEvent(event)
        self._hold(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        super().keyPressEvent(event)

    def _hold(self, held: bool) -> None:
        if self.gone:
            return
        if held:
            if self.timer.isActive():
                self._left_ms = self.timer.remainingTime()
                self.timer.stop()
        elif not self.underMouse() and not self._has_focus():
            self.timer.start(max(self._left_ms, LEAST_MS))

    def _follow(self, old: QWidget | None, new: QWidget | None) -> None:
        """Remember who had the keyboard; when that is hidden, stand after whoever was given it."""
        from shiboken6 import isValid

        if self.gone or self.button is None:
            return
        if new is self.button:
            self._before = old
        elif old is not None and isValid(old) and not old.isVisible():
            self._stand_after(new)

    def _give_back(self) -> None:
        from shiboken6 import isValid

        if self._before is not None and isValid(self._before) and self._before.isVisible():
            self._before.setFocus()

    def _stand_after(self, widget: QWidget | None) -> None:
        if self.button is not None and widget is not None and widget.window() is self._window.window():
            self.setTabOrder(widget, self.button)

    def _has_focus(self) -> bool:
        return self.button is not None and self.button.hasFocus()

    def _take(self, act: Callable[[], None]) -> None:
        self.leave()
        act()
