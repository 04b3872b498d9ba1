"""What a key costs in Ctrl+K: the search itself, and from the key to the painted lines."""

import datetime as dt
import time
from pathlib import Path

import desks

from officedesk.storage import cipher, search

# Words that one task in four or in eight has, then words that few have, then none.
TYPED = ("relancer l’attestation", "préparer vigilance", "registre pers", "variables 4321", "assurance zz")


def texts() -> list[str]:
    """Return what the field holds after each key."""
    return [line[:length] for line in TYPED for length in range(1, len(line) + 1)]


def p95(times: list[float]) -> float:
    """Return the 95th percentile of times in seconds, in milliseconds."""
    return sorted(times)[int(len(times) * 0.95)] * 1000


def engine(home: Path, key: bytes) -> float:
    """Return the 95th percentile of a search after each key, in milliseconds."""
    connection = cipher.connect(home, key, read_only=True)
    try:
        times = []
        for text in ("relancer", *texts()):
            began = time.perf_counter()
            search.find(connection, text, each=6)
            times.append(time.perf_counter() - began)
        return p95(times[1:])
    finally:
        connection.close()


def painted(home: Path, key: bytes) -> float:
    """Return the 95th percentile from a key to the painted lines, the whole window painted again, in milliseconds."""
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
        times = []
        for text in ("relancer", *texts()):
            began = time.perf_counter()
            finder.field.setText(text)
            finder.repaint()
            times.append(time.perf_counter() - began)
        return p95(times[1:])
    finally:
        window.close()
