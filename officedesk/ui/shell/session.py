"""From a folder to an open window: the lock, the key, the first screen, and the end."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from officedesk.domain.errors import AlreadyOpenError, NewerFileError
from officedesk.ui.jobs import Jobs
from officedesk.ui.shell.gate import Doorbell, Gate, raise_first
from officedesk.ui.shell.theme import Theme

if TYPE_CHECKING:
    # The unlock dialog is shown before the window is imported.
    from officedesk.storage.glance import Glance
    from officedesk.ui.shell.main_window import MainWindow
    from officedesk.ui.shell.opener import Opener
    from officedesk.ui.shell.reminders import Reminders

KeySource = Callable[[], bytes | None]

SETTLED_MS = 200
# Nobody waits for a reminder: the desk is opened for it once she has had the time to begin something else.
REMINDING_MS = 10_000
# Of a desk that was once made; their modules are imported by who needs them.
FILES = ("desk.key", "desk.db")


class Session(QObject):
    """One desk in one window; ``open`` returns whether there is a window to run."""

    def __init__(
        self,
        home: Path,
        day: dt.date,
        now: Callable[[], dt.datetime],
        theme: Theme,
        *,
        demo: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.home, self._day, self._now, self._theme, self._demo = home, day, now, theme, demo
        self.jobs = Jobs(self)
        self.gate = Gate(home)
        self.window: MainWindow | None = None
        self.opener: Opener | None = None
        self._keep_key: bool | None = None
        self._recovered = False
        self._doorbell: Doorbell | None = None
        self._reminders: Reminders | None = None
        self._closed = False
        self._reminding = QTimer(self, singleShot=True, interval=REMINDING_MS)
        self._reminding.timeout.connect(self._remind)

    def open(self, known_key: KeySource) -> bool:
        """Show the first screen, or whatever stands before it; raise DeskError when the desk cannot be opened.

        False: she gave up, or the desk was already in a window, which was raised.
        """
        if not any((self.home / name).exists() for name in FILES):
            return self._first_run()
        try:
            self.gate.take()
        except AlreadyOpenError:
            if raise_first(self.home):
                return False
            raise
        try:
            key = known_key() or self._asked_key()
            if key is None:
                self.gate.release()
                return False
            self._show(key)
        except BaseException:
            self.gate.release()
            raise
        return True

    def close(self) -> None:
        """Wait for the work that goes on, close the file, let the desk go."""
        self._closed = True
        self._reminding.stop()
        self.jobs.wait()
        if self._reminders is not None:
            self._reminders.stop()
            self._reminders = None
        if self.opener is not None:
            self.opener.close()
        self.gate.release()

    # --- the key -----------------------------------------------------------------------------------------------------

    def _asked_key(self) -> bytes | None:
        from officedesk.storage import keys
        from officedesk.ui.shell.unlock import UnlockDialog

        cached = keys.read(self.home).cached
        self._theme.dress()
        dialog = UnlockDialog(self.home, self.jobs, keep=cached)
        if not dialog.exec():
            return None
        if dialog.keep.isChecked() or cached:
            self._keep_key = dialog.keep.isChecked()
        self._recovered = dialog.recovered
        return dialog.key

    def _first_run(self) -> bool:
        from officedesk.storage import keys
        from officedesk.ui.shell.first_desk import FirstDeskDialog
        from officedesk.ui.shell.french import complete_french

        complete_french()
        self._theme.dress()
        dialog = FirstDeskDialog(self.home, self._now, self.jobs)
        if not dialog.exec() or dialog.portfolio is None:
            return False
        self._keep_key = True if dialog.keep else None
        passphrase = dialog.choice.first.text()
        key = keys.unlock(self.home, passphrase) if dialog.keep else b""
        window = self._make_window(dialog.portfolio.glance(self._day), key)
        self._opener_of(window).take(dialog.portfolio)
        self._finish(key)
        return True

    # --- the window --------------------------------------------------------------------------------------------------

    def _show(self, key: bytes) -> None:
        from officedesk.storage import cipher, glance, schema

        connection = cipher.connect(self.home, key)
        try:
            version = cipher.schema_version(connection)
            if version > schema.CURRENT:
                raise NewerFileError
            first = glance.read(connection, self._day) if version == schema.CURRENT else None
        finally:
            connection.close()
        if first is not None:
            self._make_window(first, key)
            self._finish(key)
            return
        # An older file climbs before anything of it is shown.
        from officedesk.ui.shell.opener import Opener

        opener = Opener(self.home, key, self._now, self.gate, self.jobs, self)
        portfolio = opener.open()
        window = self._make_window(portfolio.glance(self._day), key)
        self._opener_of(window).take(portfolio)
        self._finish(key)

    def _make_window(self, first: "Glance", key: bytes) -> "MainWindow":
        from officedesk.ui.shell.main_window import MainWindow
        from officedesk.ui.shell.opener import Opener

        self._theme.choose(first.theme)
        self._theme.choose_text_size(first.text_size)
        self.opener = Opener(self.home, key, self._now, self.gate, self.jobs, self)
        self.window = self._built(MainWindow(first, self.opener, self.jobs, self._theme, demo=self._demo))
        self._theme.dress()
        self.window.show()
        return self.window

    def _built(self, window: "MainWindow") -> "MainWindow":
        window.failures.install()
        window.closed.connect(self._end)
        window.remake_asked.connect(self._make_again)
        return window

    def _make_again(self) -> None:
        """Put a window of the size of text just chosen in the place of the one in front, on the same page."""
        from officedesk.ui.shell.main_window import MainWindow

        old, opener = self.window, self.opener
        if old is None or opener is None or opener.portfolio is None:
            return
        first = opener.portfolio.glance(self._day)
        self._theme.choose_text_size(first.text_size)
        self.window = self._built(MainWindow(first, opener, self.jobs, self._theme, demo=self._demo))
        self.window.take_over(opener.portfolio, old)
        if self._reminders is not None:
            self._reminders.stop()
            self._remind()

    def _opener_of(self, _window: "MainWindow") -> "Opener":
        assert self.opener is not None  # noqa: S101 - made with the window
        return self.opener

    def _finish(self, key: bytes) -> None:
        # After the first paint: none of it is needed to see the screen.
        QTimer.singleShot(SETTLED_MS, self._listen)
        if self._recovered:
            QTimer.singleShot(SETTLED_MS, lambda: self._offer_passphrase(key))
        if self._keep_key is not None:
            keep = self._keep_key
            self.jobs.run(lambda: _keep_in_keyring(self.home, key, keep), self._tell_kept, owner=self)

    def _listen(self) -> None:
        from officedesk.ui.garbage import GarbageCollector

        GarbageCollector(self)
        # It may have been closed as soon as seen.
        if self.window is None or self._closed:
            return
        from officedesk.ui.parts.icons import application_icon
        from officedesk.ui.shell.french import complete_french

        complete_french()
        QApplication.setWindowIcon(application_icon())
        self._doorbell = Doorbell(self.home, self)
        self._doorbell.rung.connect(self._come_forward)
        # The companies of a demonstration are nobody's, and it lives on a day of its own.
        if not self._demo:
            self._reminding.start()

    def _come_forward(self) -> None:
        if self.window is not None:
            self.window.come_forward()

    def _remind(self) -> None:
        window, opener = self.window, self.opener
        if window is None or opener is None:
            return

        def act() -> None:
            # Not in the thread: see Opener.open.
            from officedesk.ui.shell.reminders import Reminders

            self._reminders = Reminders(window.shared, self._now, window)
            self._reminders.asked.connect(window.come_to_deadlines)
            self._reminders.unshown.connect(window.show_reminder)
            self._reminders.start()

        opener.when_open(act)

    def _offer_passphrase(self, key: bytes) -> None:
        # Whoever came in by the recovery key has probably lost the phrase.
        from officedesk.ui.shell.desk_menu import change_passphrase

        window, opener = self.window, self.opener
        if window is None or opener is None:
            return

        def act() -> None:
            change_passphrase(window.shared, window, key)

        opener.when_open(act)

    def _tell_kept(self, kept: bool) -> None:
        if self._keep_key and not kept and self.window is not None:
            self.window.toasts.say(
                self.tr(
                    "Le trousseau du système n’a pas gardé la clé : "
                    "la phrase de passe vous sera demandée à chaque ouverture."
                ),
                tone="late",
            )

    def _end(self) -> None:
        self.close()
        QApplication.quit()


def _keep_in_keyring(home: Path, key: bytes, keep: bool) -> bool:
    from officedesk.storage import keyring_cache

    if keep:
        return keyring_cache.remember(home, key)
    keyring_cache.forget(home)
    return False
