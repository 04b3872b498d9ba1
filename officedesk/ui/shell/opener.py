"""Opens the portfolio behind the first screen, when a gesture first needs it."""

import datetime as dt
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from officedesk.domain.errors import AlreadyOpenError
from officedesk.ui.jobs import Jobs
from officedesk.ui.shell.gate import Gate

if TYPE_CHECKING:
    # Hundreds of milliseconds: imported in the thread that opens the desk.
    from officedesk.storage.portfolio import Portfolio

PATIENCE_S = 3.0


class Opener(QObject):
    """Gives the portfolio to whoever asks, in the order asked; the first one makes a thread open it."""

    opened = Signal(object)
    refused = Signal(str)

    def __init__(
        self, home: Path, key: bytes, now: Callable[[], dt.datetime], gate: Gate, jobs: Jobs, parent: QObject | None
    ) -> None:
        super().__init__(parent)
        self.home = home
        self.now = now
        self._key, self._gate, self._jobs = key, gate, jobs
        self._waiting: list[Callable[[], None]] = []
        self._asked = False
        self.portfolio: Portfolio | None = None
        self._made: Portfolio | None = None

    def when_open(self, act: Callable[[], None]) -> None:
        """Act at once when the desk is open, else as soon as it is; never after ``close``."""
        if self.portfolio is not None:
            act()
            return
        self._waiting.append(act)
        if not self._asked:
            self._asked = True
            self._jobs.run(self.open, self.take, self._refuse, owner=self)

    @property
    def is_awaited(self) -> bool:
        """Tell whether a gesture waits for the desk to open."""
        return bool(self._waiting)

    def open(self) -> "Portfolio":
        """Open the desk; for a thread. The lock passes from the first screen to the store."""
        # What the interface imports next, whole before it is told: two threads that import the same package at once
        # may each be given half a module.
        import officedesk.services.compliance
        import officedesk.services.tasks  # noqa: F401
        from officedesk.storage.portfolio import Portfolio

        end = time.monotonic() + PATIENCE_S
        self._gate.release()
        while True:
            try:
                self._made = Portfolio.open(self.home, self._key, self.now)
                return self._made
            except AlreadyOpenError:
                # A command may have come in between; it only stays for a moment.
                if time.monotonic() > end:
                    raise
                time.sleep(0.05)

    def take(self, portfolio: "Portfolio") -> None:
        """Give the portfolio to all who wait; on the interface thread."""
        self.portfolio = portfolio
        self.opened.emit(portfolio)
        waiting, self._waiting = self._waiting, []
        for act in waiting:
            act()

    def close(self) -> None:
        """Close the file and let another process have the desk; no thread is opening it any more."""
        # The one that a thread opened may not have been given yet.
        opened = self.portfolio or self._made
        if opened is not None:
            opened.close()
        self.portfolio = self._made = None
        self._gate.release()

    def _refuse(self, error: Exception) -> None:
        self._asked = False
        self._waiting.clear()
        self.refused.emit(str(error))
        raise error
