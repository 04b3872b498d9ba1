"""Every page and tab of the demonstration, at both sizes: controls have names, no text is cut, nothing overlaps."""

import itertools
import json
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QDialog,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from officedesk.services.demo import fill
from officedesk.storage.portfolio import Portfolio
from officedesk.ui.pages.request_dialog import RequestDialog
from officedesk.ui.parts.elided_label import ElidedLabel
from officedesk.ui.shell.finder_actions import gestures
from officedesk.ui.shell.main_window import MainWindow
from officedesk.ui.shell.places import PLACES
from tests.ui.conftest import DAY, OpenDesk, ShutDesk, made_desk, reopened, unnamed
from tests.ui.pages.gestures import type_in

LARGE, SMALL = (1440, 900), (1024, 700)
# The size of the window, and that of the text in per cent.
LOOKS = [(LARGE, 100), (SMALL, 100), (SMALL, 150), (SMALL, 200)]
PATIENCE_MS = 20_000


def filled(portfolio: Portfolio) -> None:
    fill(portfolio, DAY)


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> ShutDesk:
    return made_desk(tmp_path_factory.mktemp("demonstration") / "desk", filled)


def visits(qtbot: QtBot, window: MainWindow) -> Iterator[str]:
    """Show each page of the sidebar, then each tab of a client; yield where the window is."""
    for place in PLACES:
        window.show_page(place.name)
        qtbot.waitUntil(lambda: window.stack.page in window.pages.values(), timeout=PATIENCE_MS)
        qtbot.wait(200)
        yield place.name
    window.show_client(window.shared.portfolio.client("menuiserie-calvarec").id or 0)
    qtbot.waitUntil(lambda: window.client is not None, timeout=PATIENCE_MS)
    [bar] = window.findChildren(QTabBar)
    for position in range(bar.count()):
        bar.setCurrentIndex(position)
        qtbot.wait(200)
        yield bar.tabText(position)


def cut(page: QWidget) -> list[str]:
    """Return the texts that show only in part and can be read nowhere else."""
    labels = map(described, filter(is_cut, page.findChildren(QLabel)))
    shown = [button for button in page.findChildren(QPushButton) if button.isVisible() and button.text()]
    buttons = [each for each in shown if each.fontMetrics().horizontalAdvance(each.text()) > each.width()]
    return [*labels, *map(described, buttons)]


def is_cut(label: QLabel) -> bool:
    if not label.isVisible() or not label.text() or label.toolTip() or isinstance(label, ElidedLabel):
        return False
    if label.fontMetrics().height() > label.height():
        return True
    if label.wordWrap():
        return label.heightForWidth(label.width()) > label.height()
    return label.fontMetrics().horizontalAdvance(label.text()) > label.contentsRect().width()


def overlapping(page: QWidget) -> list[str]:
    """Return the widgets of one layout that stand one over the other."""
    return [
        f"{described(one)} over {described(other)}"
        for parent in (page, *page.findChildren(QWidget))
        if parent.isVisible() and not isinstance(parent, QAbstractScrollArea | QStackedWidget)
        for one, other in itertools.combinations(laid_out(parent), 2)
        if one.geometry().intersects(other.geometry())
    ]


def laid_out(parent: QWidget) -> list[QWidget]:
    layout = parent.layout()
    items = [layout.itemAt(place) for place in range(layout.count())] if layout else []
    widgets = [item.widget() for item in items if item is not None]
    return [widget for widget in widgets if widget is not None and widget.isVisible()]


def out_of_sight(page: QWidget) -> list[str]:
    """Return the controls that their page cuts and that no scrolling shows."""
    found = []
    for widget in page.findChildren(QPushButton):
        holder = widget.parentWidget()
        while holder is not None and holder is not page and not isinstance(holder, QAbstractScrollArea):
            holder = holder.parentWidget()
        if holder is page and widget.isVisible():
            place = QRect(widget.mapTo(page, QPoint(0, 0)), widget.size())
            if not page.rect().contains(place):
                found.append(described(widget))
    return found


def sideways(page: QWidget) -> list[str]:
    """Return what is wider than the area that shows it: nobody scrolls a page from left to right to read it."""
    areas = [area for area in page.findChildren(QScrollArea) if area.isVisible()]
    return [
        f"{described(held)} in {described(area)}"
        for area in areas
        if (held := area.widget()) is not None and held.width() > area.viewport().width()
    ]


def described(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QLabel | QPushButton) else widget.accessibleName()
    return f"{type(widget).__name__} {text!r}"


def problems_of(page: QWidget) -> list[str]:
    return [*unnamed(page), *cut(page), *overlapping(page), *out_of_sight(page), *sideways(page)]


@pytest.mark.parametrize(
    ("size", "percent"), LOOKS, ids=lambda value: "x".join(map(str, value)) if isinstance(value, tuple) else f"{value}%"
)
def test_every_page_can_be_read_and_used_by_anybody(
    qtbot: QtBot, demonstration: ShutDesk, open_desk: OpenDesk, size: tuple[int, int], percent: int
) -> None:
    portfolio = reopened(demonstration)
    portfolio.set_setting("text_size", percent)
    portfolio.close()
    window = open_desk(demonstration)
    window.resize(*size)
    assert window.sidebar.capture.entry.font().pixelSize() == 14 * percent // 100

    wrong = {place: problems for place in visits(qtbot, window) if (problems := problems_of(window))}

    assert not wrong, json.dumps(wrong, indent=1, ensure_ascii=False)


DIALOGS = ("settings", "bin", "past", "rules", "reminders", "shortcuts", "passphrase")


@pytest.mark.parametrize("percent", [100, 200])
def test_every_dialog_of_the_menu_can_be_read_and_used_by_anybody(
    qtbot: QtBot, demonstration: ShutDesk, open_desk: OpenDesk, percent: int
) -> None:
    window = small_window(demonstration, open_desk, percent)
    openings = {name: getattr(window.actions_, name).trigger for name in DIALOGS}

    assert swept(qtbot, window, openings) == {}


FORMS = ("Nouveau client", "Nouvel événement", "Répondre à une demande", "Tâches depuis un modèle")


@pytest.mark.parametrize("percent", [100, 200])
def test_every_form_of_ctrl_k_can_be_read_and_used_by_anybody(
    qtbot: QtBot, demonstration: ShutDesk, open_desk: OpenDesk, percent: int
) -> None:
    window = small_window(demonstration, open_desk, percent)
    openings = {each.title: each.act for each in gestures(window) if each.title in FORMS}

    assert set(openings) == set(FORMS)
    assert swept(qtbot, window, openings) == {}


def small_window(desk: ShutDesk, open_desk: OpenDesk, percent: int) -> MainWindow:
    portfolio = reopened(desk)
    portfolio.set_setting("text_size", percent)
    portfolio.close()
    window = open_desk(desk)
    window.resize(*SMALL)
    return window


def swept(qtbot: QtBot, window: MainWindow, openings: dict[str, Callable[[], object]]) -> dict[str, list[str]]:
    """Return what is wrong in the dialogs that some gestures open, by the name of the gesture."""
    wrong = {}
    for name, act in openings.items():
        act()
        qtbot.waitUntil(lambda: bool(opened(window)), timeout=PATIENCE_MS)
        qtbot.wait(100)
        [dialog] = opened(window)
        if isinstance(dialog, RequestDialog):
            type_in(dialog.form, "what", "Refaire tous les plannings de la fin de l’année")
            type_in(dialog.form, "minutes", "6h")
            dialog.form.save_button.click()
            qtbot.wait(50)
        wrong[name] = problems_of(dialog)
        dialog.done(0)
        qtbot.waitUntil(lambda: not opened(window))
    return {name: problems for name, problems in wrong.items() if problems}


def opened(window: MainWindow) -> list[QDialog]:
    return [dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()]


def test_the_sweep_sees_what_is_wrong(qtbot: QtBot, window: MainWindow) -> None:
    page = QWidget(window)
    page.setGeometry(0, 0, 300, 200)
    nameless = QPushButton(page)
    short = QLabel("Une phrase bien trop longue pour sa place", page)
    short.setGeometry(0, 0, 40, 20)
    beyond = QPushButton("Enregistrer", page)
    beyond.setGeometry(280, 0, 120, 30)
    page.show()

    assert unnamed(page) == ["QPushButton "]
    assert [each for each in cut(page) if "trop longue" in each]
    assert out_of_sight(page) == ["QPushButton 'Enregistrer'"]
    assert nameless.isVisible()
