"""What is timed on the real page of tasks, offscreen: an order, a key of the filter, a task finished, a visit."""

import datetime as dt
import gc
import itertools
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import desks
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from officedesk.storage.portfolio import Portfolio
from officedesk.ui.changes import Changes
from officedesk.ui.collaborators import Collaborators
from officedesk.ui.history import History
from officedesk.ui.jobs import Jobs
from officedesk.ui.pages.task_words import orders
from officedesk.ui.pages.tasks import TasksPage
from officedesk.ui.parts.lines import Lines
from officedesk.ui.parts.table import Table
from officedesk.ui.parts.toast import Toasts
from officedesk.ui.shell.application import make_application
from officedesk.ui.shell.theme import Theme

ROUNDS = 41
TYPED = ("registre", "n° 12", "élève", "zzzz")


# When lists ended their paintings since the last gesture.
PAINTED: list[float] = []


class Times(NamedTuple):
    """Milliseconds from a gesture to the list painted, median and 95th percentile; ``settled`` has its card, too."""

    median: float
    p95: float
    settled: float


class Figures(NamedTuple):
    """What gestures take; of the orders and of the keys the slowest, with its name."""

    order: Times
    worst_order: str
    key: Times
    worst_key: str
    finished: Times
    switched: Times
    board: Times


def _spied(paint: Callable[[Any, QPaintEvent], None]) -> Callable[[Any, QPaintEvent], None]:
    def painted(widget: Any, event: QPaintEvent) -> None:
        paint(widget, event)
        PAINTED.append(time.perf_counter())

    return painted


def measured(home: Path, key: bytes) -> Figures:
    """Time the page of a desk."""
    app = make_application()
    # The methods of the toolkit are looked up on the class: before any of them is made.
    Table.paintEvent = _spied(Table.paintEvent)  # type: ignore[assignment,method-assign]
    Lines.paintEvent = _spied(Lines.paintEvent)  # type: ignore[assignment,method-assign]
    gc.disable()
    seconds = itertools.count()
    start = dt.datetime(2026, 11, 23, 8, tzinfo=dt.UTC)
    portfolio = Portfolio.open(home, key, lambda: start + dt.timedelta(seconds=next(seconds)))
    window = QStackedWidget()
    toasts, jobs = Toasts(window), Jobs(window)
    changes, history = Changes(portfolio.store, window), History(portfolio, toasts, window)
    page = TasksPage(Collaborators(portfolio, changes, jobs, history, toasts, desks.DAY, Theme(app, "light")))
    window.addWidget(page)
    window.addWidget(QWidget())
    window.resize(1200, 860)
    window.show()
    try:
        return _figures(page, window)
    finally:
        window.close()
        portfolio.close()
        gc.enable()


def _figures(page: TasksPage, window: QStackedWidget) -> Figures:
    orders_, keys = {}, {}
    for position, (order, _) in enumerate(orders()):
        # From another order each time: what is chosen already costs nothing.
        other = 1 if position == 0 else 0

        def choose(wanted: int = position, back: int = other) -> Callable[[], None]:
            page.filters.orders.setCurrentIndex(back)
            return lambda: page.filters.orders.setCurrentIndex(wanted)

        orders_[order] = _times(window, choose)
    page.filters.orders.setCurrentIndex(0)
    for text in TYPED:
        keys[text] = _times(window, lambda text=text: _typing(page, text))  # type: ignore[misc]
    page.filters.text.clear()
    QCoreApplication.processEvents()

    def finish() -> Callable[[], None]:
        page.list.table.selectRow(1)
        return lambda: page.list.table.toggle_asked.emit(page.list.table.selected_ids())

    def leave() -> Callable[[], None]:
        window.setCurrentIndex(1)
        return lambda: window.setCurrentIndex(0)

    finished, switched = _times(window, finish), _times(window, leave)
    page.views.setCurrentIndex(1)

    def regroup() -> Callable[[], None]:
        page.filters.groups.setCurrentIndex(page.filters.groups.findData("state"))
        return lambda: page.filters.groups.setCurrentIndex(page.filters.groups.findData("date"))

    order, key = (max(each, key=lambda name, each=each: each[name].p95) for each in (orders_, keys))  # type: ignore[misc]
    return Figures(orders_[order], order, keys[key], key, finished, switched, _times(window, regroup))


def _typing(page: TasksPage, text: str) -> Callable[[], None]:
    """Return the last key of a text."""
    page.filters.text.setText(text[:-1])
    return lambda: page.filters.text.setText(text)


def _times(window: QWidget, prepare: Callable[[], Callable[[], None]]) -> Times:
    """Return what a gesture takes until the window is painted."""
    painted, settled = [], []
    for round_ in range(ROUNDS + 1):
        # As the program does between two gestures: never in one.
        gc.collect()
        gesture = prepare()
        _settle()
        window.repaint()
        PAINTED.clear()
        began = time.perf_counter()
        gesture()
        _settle()
        # The first one imports what it needs.
        if round_:
            settled.append((time.perf_counter() - began) * 1000)
            painted.append((PAINTED[0] - began) * 1000 if PAINTED else settled[-1])
    p95 = statistics.quantiles(painted, n=20, method="inclusive")[18]
    return Times(statistics.median(painted), p95, statistics.median(settled))


def _settle() -> None:
    """Run what waits, painting included."""
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
