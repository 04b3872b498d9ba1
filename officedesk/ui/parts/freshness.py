"""A page that nobody sees waits to be seen before it reads the desk again."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget


class Freshness(QObject):
    """Calls ``refresh`` at once for a page in sight, else when it is next shown."""

    def __init__(self, page: QWidget, refresh: Callable[[], None]) -> None:
        super().__init__(page)
        self._page = page
        self._refresh = refresh
        self._stale = False
        page.installEventFilter(self)

    def ask(self) -> None:
        """Say that what the page shows may have changed."""
        if self._page.isVisible():
            self._refresh()
            return
        self._stale = True

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Read again what changed while the page was out of sight."""
        if event.type() == QEvent.Type.Show and self._stale:
            self._stale = False
            self._refresh()
        return False
