"""A picture of each main page in both themes, taken without a screen."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QTabBar

from officedesk.domain.errors import DeskError
from officedesk.ui.shell.application import make_application
from officedesk.ui.shell.main_window import SIZE, MainWindow
from officedesk.ui.shell.places import PLACES
from officedesk.ui.shell.session import Session
from officedesk.ui.shell.theme import Theme

COLOURS = 256
FAMILY = 0xF0F0F0  # the four strongest bits of each channel
PATIENCE_MS = 20_000
SETTLED_MS = 250
THEMES = ("light", "dark")


def take(home: Path, key: bytes, output: Path, day: dt.date, now: Callable[[], dt.datetime], client: str) -> list[Path]:
    """Write ``<page>-light.png`` and ``<page>-dark.png`` of a desk, 1440 × 900; ``client`` is the slug shown."""
    theme = Theme(make_application(), "light")
    session = Session(home, day, now, theme, demo=True)
    session.open(lambda: key)
    window = session.window
    if window is None:
        return []
    try:
        window.resize(*SIZE)
        _open(session)
        return [path for name in _visits(window, client) for path in _both(window, theme, output, name)]
    finally:
        window.close()


def _open(session: Session) -> None:
    """Wait until the portfolio is open."""
    loop = QEventLoop()
    QTimer.singleShot(PATIENCE_MS, loop.quit)
    if session.opener is not None:
        session.opener.when_open(lambda: QTimer.singleShot(0, loop.quit))
    loop.exec()


def _visits(window: MainWindow, client: str) -> Iterator[str]:
    for place in PLACES:
        window.show_page(place.name)
        yield place.name
    window.show_client(window.shared.portfolio.client(client).id or 0)
    bar = window.findChild(QTabBar)
    if not isinstance(bar, QTabBar):
        yield "client"
        return
    for position in range(bar.count()):
        bar.setCurrentIndex(position)
        yield f"client-{position + 1}-{_plain(bar.tabText(position))}"


def _both(window: MainWindow, theme: Theme, output: Path, name: str) -> list[Path]:
    written = []
    for choice in THEMES:
        theme.choose(choice)
        _settle()
        target = output / f"{name}-{choice}.png"
        save(window.grab().toImage(), target)
        written.append(target)
    return written


def _settle() -> None:
    """Let layouts and background readings come to rest: pages that work elsewhere answer by events."""
    loop = QEventLoop()
    QTimer.singleShot(SETTLED_MS, loop.quit)
    loop.exec()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def save(image: QImage, target: Path) -> None:
    """Write a PNG in 256 colours of the picture: sharp, and light enough for a repository."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    used = Counter(memoryview(plain.constBits()).cast("I"))
    table = palette(used)
    light = plain.convertToFormat(QImage.Format.Format_Indexed8, table, Qt.ImageConversionFlag.AvoidDither)
    if not light.save(str(target)):
        shut = QCoreApplication.translate(
            "Screenshots", "Le dossier « {folder} » n’est pas accessible en écriture : choisissez-en un autre."
        )
        raise DeskError(shut.format(folder=target.parent))


def palette(used: Counter[int]) -> list[int]:
    """Return 256 colours for a picture: one of each family first, so that a rare red stays red, then the commonest."""
    families: dict[int, int] = {}
    for colour, _ in used.most_common():
        families.setdefault(colour & FAMILY, colour)
    chosen = list(families.values())[:COLOURS]
    known = set(chosen)
    rest = (colour for colour, _ in used.most_common() if colour not in known)
    return [*chosen, *islice(rest, COLOURS - len(chosen))]


def _plain(text: str) -> str:
    from officedesk.domain.capture import folded

    letters = "".join(letter if letter.isalpha() else " " for letter in folded(text))
    return "-".join(letters.split())
