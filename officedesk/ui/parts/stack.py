"""Widgets of which one shows at a time."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedLayout, QWidget


class Stack(QWidget):
    """Asks for the room of the widget in front, not for that of the largest."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = _FrontLayout(self)
        self._layout.currentChanged.connect(lambda _place: self._layout.invalidate())

    def addWidget(self, widget: QWidget) -> None:  # noqa: N802 - as Qt's own stack has it
        """Take a widget; the first one is in front."""
        self._layout.addWidget(widget)

    def setCurrentWidget(self, widget: QWidget) -> None:  # noqa: N802 - as Qt's own stack has it
        """Put one of the widgets in front."""
        self._layout.setCurrentWidget(widget)

    def currentWidget(self) -> QWidget | None:  # noqa: N802 - as Qt's own stack has it
        """Return the widget in front."""
        return self._layout.currentWidget()


class _FrontLayout(QStackedLayout):
    """Qt's own takes the height that a widget likes best for the least that it needs."""

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt's name
        front = self.itemAt(self.currentIndex())
        return front.minimumSize() if front is not None else QSize()

    def minimumHeightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        front = self.itemAt(self.currentIndex())
        if front is None:
            return 0
        return front.minimumHeightForWidth(width) if front.hasHeightForWidth() else front.minimumSize().height()
