"""What tests of the window share: a desk, its first screen, text typed with its accents."""

import datetime as dt
import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from officedesk.domain.entities import Client as ClientRow
from officedesk.domain.entities import ClientDraft, DeadlineDraft, TaskDraft
from officedesk.domain.entities import Deadline as DeadlineRow
from officedesk.domain.entities import Task as TaskRow
from officedesk.storage import keys
from officedesk.storage.portfolio import Portfolio
from officedesk.ui.shell.application import make_application
from officedesk.ui.shell.main_window import MainWindow
from officedesk.ui.shell.session import Session
from officedesk.ui.shell.theme import Theme

DAY = dt.date(2026, 11, 23)
NOW = dt.datetime(2026, 11, 23, 8, 30, tzinfo=dt.UTC)
PASSPHRASE = "une phrase de passe d’essai"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the offscreen platform say that it cannot hint at sizes."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints", extend=True))


@pytest.fixture(autouse=True)
def released_keys() -> Iterator[None]:
    """Let no key held down in a test stretch what the next one selects."""
    yield
    if QApplication.instance() is not None and QApplication.keyboardModifiers() != Qt.KeyboardModifier.NoModifier:
        QTest.keyRelease(QWidget(), Qt.Key.Key_Shift)


@pytest.fixture(autouse=True)
def garbage() -> Iterator[None]:
    """Collect the widgets of a test here, as the program does: never on the thread of some work."""
    gc.disable()
    yield
    gc.collect()
    # What the whole run keeps is not looked at again by the next test.
    gc.freeze()
    gc.enable()


class ShutDesk(NamedTuple):
    """A closed desk."""

    home: Path
    key: bytes
    recovery: str


def now() -> dt.datetime:
    return NOW


def made_desk(home: Path, fill: Callable[[Portfolio], None]) -> ShutDesk:
    """Make a desk, fill it, close it."""
    portfolio, recovery = Portfolio.create(home, PASSPHRASE, now)
    fill(portfolio)
    portfolio.close()
    return ShutDesk(home, keys.unlock(home, PASSPHRASE), recovery)


def add_client(portfolio: Portfolio, name: str, slug: str, colour: int = 0) -> int:
    with portfolio.step("Ajouter un client") as step:
        return step.add(ClientRow, ClientDraft(name=name, slug=slug, colour=colour)).id or 0


def add_task(portfolio: Portfolio, slug: str, title: str, due: dt.date | None, minutes: int | None = None) -> int:
    with portfolio.workspace(slug).step("Ajouter une tâche") as step:
        return step.add(TaskRow, TaskDraft(title=title, due=due, estimate_minutes=minutes)).id or 0


def add_deadline(portfolio: Portfolio, slug: str, title: str, due: dt.date) -> None:
    with portfolio.workspace(slug).step("Ajouter une échéance") as step:
        step.add(DeadlineRow, DeadlineDraft(title=title, due=due, domain="urssaf"))


def two_clients(portfolio: Portfolio) -> None:
    """Fill a desk: one task late, two today, one tomorrow, one late obligation."""
    add_client(portfolio, "Atelier Lumen", "atelier-lumen", 0)
    add_client(portfolio, "Cabinet Éloïse", "cabinet-eloise", 1)
    add_task(portfolio, "atelier-lumen", "Classer les contrats", DAY - dt.timedelta(days=4), 30)
    add_task(portfolio, "atelier-lumen", "Publier la note", DAY, 90)
    add_task(portfolio, "cabinet-eloise", "Préparer la convocation", DAY, 60)
    add_task(portfolio, "cabinet-eloise", "Réserver la salle", DAY + dt.timedelta(days=1), 45)
    add_deadline(portfolio, "atelier-lumen", "DSN d’octobre 2026", DAY - dt.timedelta(days=8))


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> ShutDesk:
    return made_desk(tmp_path_factory.mktemp("template") / "desk", two_clients)


@pytest.fixture
def desk(template: ShutDesk, tmp_path: Path) -> ShutDesk:
    """Give a closed desk of two clients."""
    import shutil

    shutil.copytree(template.home, tmp_path / "desk")
    return template._replace(home=tmp_path / "desk")


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    make_application()
    made = Theme(qapp, "light")
    yield made
    qapp.setStyleSheet("")
    made.choose_text_size(100)
    made.deleteLater()


OpenDesk = Callable[[ShutDesk], MainWindow]


@pytest.fixture
def open_desk(qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenDesk]:
    """Give what opens a desk in its window, as the program does."""
    # The handler of last resort would hide from a test what it must see.
    monkeypatch.setattr("officedesk.ui.failures.Failures.install", lambda _self: None)
    monkeypatch.setattr(QApplication, "quit", lambda: None)
    opened: list[Session] = []

    def opening(shut: ShutDesk) -> MainWindow:
        session = Session(shut.home, DAY, now, theme)
        opened.append(session)
        assert session.open(lambda: shut.key)
        assert session.window is not None
        menu = session.window.sidebar.menu
        # Seen, and its keys taken: nobody types before.
        qtbot.waitUntil(lambda: menu.menu() is not None)
        return session.window

    yield opening
    for session in opened:
        # Not by qtbot: another size of text puts another window in the place of the first.
        window = session.window
        if window is not None and isValid(window):
            # Even over a half-typed form: the question would be asked to the next test.
            window._forsaken = True
            window.close()
            window.deleteLater()
        session.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def window(open_desk: OpenDesk, desk: ShutDesk) -> MainWindow:
    """Give the window of a desk of two clients."""
    return open_desk(desk)


def type_text(widget: QWidget, text: str) -> None:
    """Type a text; qtbot's own keys stop the process at the first accent."""
    for letter in text:
        event = QInputMethodEvent()
        event.setCommitString(letter)
        QApplication.sendEvent(widget, event)


def unnamed(parent: QWidget) -> list[str]:
    """Return the visible controls that a screen reader could only call by their kind."""
    found = []
    for widget in parent.findChildren(QWidget):
        if not widget.isVisible() or widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        if widget.objectName().startswith("qt_"):
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is None or not interface.text(QAccessible.Text.Name):
            found.append(f"{type(widget).__name__} {widget.objectName()}")
    return found


def reopened(shut: ShutDesk) -> Portfolio:
    """Open a desk again, as another start of the program would."""
    return Portfolio.open(shut.home, shut.key, now)
