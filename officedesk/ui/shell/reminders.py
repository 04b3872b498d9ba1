"""Says in time what falls due: asks the desk when its next moment comes, and tells the desktop, or the window."""

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier, Qt, QTimer, Signal

from officedesk.interop.desktop_notifications import Desktop, Notice
from officedesk.services import reminders
from officedesk.services.settings import shared_with
from officedesk.ui.shell.reminder_words import notice_of

if TYPE_CHECKING:
    from officedesk.storage.store import Change
    from officedesk.ui.collaborators import Collaborators
    from officedesk.ui.jobs import Jobs

# A timer does not count the hours of a sleeping laptop: the clock is read each minute, and nothing else is done.
TICK_MS = 60_000
AFTER_FAILURE = dt.timedelta(hours=1)


class Reminders(QObject):
    """Reminds from ``start`` to ``stop``; ``unshown`` carries the notice that no desktop took."""

    asked = Signal()
    unshown = Signal(object)

    def __init__(self, shared: "Collaborators", now: Callable[[], dt.datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._portfolio, self._jobs, self._now = shared.portfolio, shared.jobs, now
        self._desktop = Desktop()
        self._listener: QSocketNotifier | None = None
        self._busy = self._moved = False
        # Between these two moments there is nothing to ask.
        self._calm: tuple[dt.datetime, dt.datetime] | None = None
        self._clock = QTimer(self, interval=TICK_MS, timerType=Qt.TimerType.VeryCoarseTimer)
        self._clock.timeout.connect(self.look)
        shared.changes.happened.connect(self._on_change)

    def start(self) -> None:
        """Look now, then each minute."""
        self._clock.start()
        self.look()

    def stop(self) -> None:
        """Say nothing any more; whatever asks the desktop must have ended."""
        self._clock.stop()
        self._deafen()
        self._desktop.close()

    def look_again(self) -> None:
        """Look now: she changed her mind about when."""
        self._calm, self._moved = None, True
        self.look()

    def look(self) -> None:
        """Ask the desk what is to be said, if a moment has come; a clock put back is asked again."""
        now = self._now().astimezone().replace(tzinfo=None)
        if self._busy or (self._calm is not None and self._calm[0] <= now < self._calm[1]):
            return
        self._busy, self._moved, self._calm = True, False, None
        # The thread reads the connection meanwhile.
        self._deafen()
        portfolio, desktop = self._portfolio, self._desktop

        def work() -> "tuple[reminders.News, Notice | None]":
            news = reminders.news(portfolio, now)
            if news.said is None:
                return news, None
            shared = shared_with(portfolio) is not None
            discreet = shared or reminders.preferences(portfolio).discreet or desktop.is_locked() is not False
            if desktop.show(notice_of(news.said, now.date(), discreet=discreet)):
                reminders.keep_told(portfolio, news.told)
                return news, None
            # In the window, which shows her clients all day, unless somebody else looks at it.
            return news, notice_of(news.said, now.date(), discreet=shared)

        self._jobs.run(work, lambda made: self._done(now, *made), lambda error: self._failed(now, error), self)

    def _done(self, now: dt.datetime, news: reminders.News, unshown: Notice | None) -> None:
        self._rest(now, news.next_check)
        if unshown is not None:
            self.unshown.emit(unshown)
            reminders.keep_told(self._portfolio, news.told)
        self._listen()

    def _failed(self, now: dt.datetime, error: Exception) -> None:
        self._rest(now, now + AFTER_FAILURE)
        raise error

    def _rest(self, now: dt.datetime, until: dt.datetime) -> None:
        """Ask nothing for a while, unless something moved while the desk was being asked."""
        self._busy = False
        self._calm = None if self._moved else (now, until)

    def _on_change(self, change: "Change") -> None:
        if change.concerns("deadline", "client"):
            self._calm, self._moved = None, True

    def _listen(self) -> None:
        """Hear the click on what the desktop shows."""
        descriptor = self._desktop.fileno()
        if descriptor >= 0 and self._clock.isActive():
            self._listener = QSocketNotifier(descriptor, QSocketNotifier.Type.Read, self)
            self._listener.activated.connect(self._hear)

    def _hear(self) -> None:
        if self._desktop.was_clicked():
            self.asked.emit()
        if self._desktop.fileno() < 0:
            self._deafen()

    def _deafen(self) -> None:
        if self._listener is not None:
            self._listener.setEnabled(False)
            self._listener.deleteLater()
            self._listener = None


def try_out(jobs: "Jobs", notice: Notice, done: Callable[[Desktop, bool, bool | None], None], owner: QObject) -> None:
    """Show a notice on the desktop; ``done`` gets the connection to keep, whether it showed, and if it is locked."""

    def work() -> tuple[Desktop, bool, bool | None]:
        desktop = Desktop()
        return desktop, desktop.show(notice), desktop.is_locked()

    jobs.run(work, lambda made: done(*made), owner=owner)
