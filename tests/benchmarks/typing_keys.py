"""Times each key of the capture line, painted in the real window: ``typing_keys.py HOME``, the key on its input."""

import datetime as dt
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from officedesk import app
from officedesk.ui.shell.main_window import MainWindow
from officedesk.ui.shell.session import Session

LINE = "relancer le devis de la salle vendredi 14h 45min !1 #prestataires @client-7 tous les 25"
ROUNDS = 5
SETTLED_MS = 1500


def time_keys() -> None:
    """Make the window print the median and the 95th percentile of its keys, in milliseconds, and close."""
    run = app.run

    def typing(session: Session, loop: Callable[[], int]) -> int:
        assert session.window is not None
        assert session.opener is not None
        window = session.window
        # What opening the desk asks for behind the window is let through first.
        session.opener.when_open(lambda: QTimer.singleShot(SETTLED_MS, lambda: _told(window)))
        return run(session, loop)

    app.run = typing


def _told(window: MainWindow) -> None:
    entry = window.sidebar.capture.entry
    entry.setFocus()
    times: list[float] = []
    for number in range(ROUNDS + 1):
        entry.setText("")
        found = [_key(window, letter) for letter in LINE]
        # The first line pays for the grammar and the chips.
        times += found if number else []
    print(statistics.median(times), sorted(times)[int(len(times) * 0.95)], flush=True)
    window.close()


def _key(window: MainWindow, letter: str) -> float:
    began = time.perf_counter()
    # One event loop's turn paints what the key has changed, and no more.
    QTest.keyClicks(window.sidebar.capture.entry, letter)
    QApplication.processEvents()
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    time_keys()
    key = bytes.fromhex(sys.stdin.readline().strip())
    sys.exit(app.open_window(Path(sys.argv[1]), demo=False, day=dt.date(2026, 11, 23), key=key))
