"""What a key costs in Ctrl+K: the search itself, and from the key to the painted lines."""

import datetime as dt
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import desks
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from officedesk.storage import cipher, search

# Words that one task in four or in eight has, then words that few have, then none.
ROUNDS = 3
TYPED = ("relancer l’attestation", "préparer vigilance", "registre pers", "variables 4321", "assurance zz")


def texts() -> list[str]:
    """Return what the field holds after each key."""
    return [line[:length] for line in TYPED for length in range(1, len(line) + 1)]


def p95_of_keys(work: Callable[[str], object]) -> float:
    """Return the 95th percentile over the keys, in milliseconds; each is the median of three turns."""
    turns: list[list[float]] = []
    for _ in range(ROUNDS):
        times = []
        for text in texts():
            began = time.perf_counter()
            work(text)
            times.append((time.perf_counter() - began) * 1000)
        turns.append(times)
    keys: list[float] = sorted(statistics.median(each) for each in zip(*turns, strict=True))
    return keys[int(len(keys) * 0.95)]


def engine(home: Path, key: bytes) -> float:
    """Return the 95th percentile of a search after each key, in milliseconds."""
    connection = cipher.connect(home, key, read_only=True)
    try:
        return p95_of_keys(lambda text: search.find(connection, text, each=6))
    finally:
        connection.close()


class Eye(QObject):
    """Sees a widget painted."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.painted = False
        watched.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Note a paint."""
        self.painted = self.painted or event.type() == QEvent.Type.Paint
        return False


def painted(home: Path, key: bytes) -> float:
    """Return the 95th percentile from a key to the painted lines, in milliseconds."""
    from PySide6.QtCore import QCoreApplication

    from officedesk.ui.shell import screenshots
    from officedesk.ui.shell.application import make_application
    from officedesk.ui.shell.finder import Finder
    from officedesk.ui.shell.session import Session
    from officedesk.ui.shell.theme import Theme

    session = Session(home, desks.DAY, lambda: dt.datetime.now(dt.UTC), Theme(make_application(), "light"))
    session.open(lambda: key)
    window = session.window
    if window is None:
        raise RuntimeError("no window was opened")
    try:
        screenshots._open(session)
        screenshots._settle()
        finder = Finder(window.shared, window)
        eye = Eye(finder.list.viewport())
        screenshots._settle()

        def key_to_lines(text: str) -> None:
            eye.painted = False
            finder.field.setText(text)
            while not eye.painted:
                QCoreApplication.processEvents()

        return p95_of_keys(key_to_lines)
    finally:
        window.close()
