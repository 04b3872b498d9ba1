"""What is timed on the real page of tasks, offscreen: an order, a key of the filter, a task finished, a visit."""

import datetime as dt
import gc
import itertools
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import desks
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from officedesk.storage.portfolio import Portfolio
from officedesk.ui.changes import Changes
from officedesk.ui.collaborators import Collaborators
from officedesk.ui.history import History
from officedesk.ui.jobs import Jobs
from officedesk.ui.pages.task_words import orders
from officedesk.ui.pages.tasks import TasksPage
from officedesk.ui.parts.toast import Toasts
from officedesk.ui.shell.application import make_application
from officedesk.ui.shell.theme import Theme

ROUNDS = 15
TYPED = ("registre", "n° 12", "élève", "zzzz")


class Figures(NamedTuple):
    """Milliseconds to painted, medians: the slowest order with its name, the slowest key with its 95th percentile."""

    worst_order: float
    worst_name: str
    key: float
    key_p95: float
    finished: float
    switched: float
    board: float


def measured(home: Path, key: bytes) -> Figures:
    """Time the page of a desk."""
    app = make_application()
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
    slowest = {}
    for position, (order, _) in enumerate(orders()):
        # From another order each time: what is chosen already costs nothing.
        other = 1 if position == 0 else 0

        def choose(wanted: int = position, back: int = other) -> Callable[[], None]:
            page.filters.orders.setCurrentIndex(back)
            return lambda: page.filters.orders.setCurrentIndex(wanted)

        slowest[order] = _painted(window, choose)
    page.filters.orders.setCurrentIndex(0)
    worst = max(slowest, key=lambda order: slowest[order])
    typed = max(_times(window, lambda text=text: _typing(page, text)) for text in TYPED)  # type: ignore[misc]
    page.filters.text.clear()
    QCoreApplication.processEvents()

    def finish() -> Callable[[], None]:
        page.list.table.selectRow(1)
        return lambda: page.list.table.toggle_asked.emit(page.list.table.selected_ids())

    def leave() -> Callable[[], None]:
        window.setCurrentIndex(1)
        return lambda: window.setCurrentIndex(0)

    finished, switched = _painted(window, finish), _painted(window, leave)
    page.views.setCurrentIndex(1)

    def regroup() -> Callable[[], None]:
        page.filters.groups.setCurrentIndex(page.filters.groups.findData("state"))
        return lambda: page.filters.groups.setCurrentIndex(page.filters.groups.findData("date"))

    return Figures(slowest[worst], worst, *typed, finished, switched, _painted(window, regroup))


def _typing(page: TasksPage, text: str) -> Callable[[], None]:
    """Return the last key of a text."""
    page.filters.text.setText(text[:-1])
    return lambda: page.filters.text.setText(text)


def _painted(window: QWidget, prepare: Callable[[], Callable[[], None]]) -> float:
    return _times(window, prepare)[0]


def _times(window: QWidget, prepare: Callable[[], Callable[[], None]]) -> tuple[float, float]:
    """Return the median and the 95th percentile, in milliseconds, from a gesture to the window painted."""
    times = []
    for round_ in range(ROUNDS + 1):
        # As the program does between two gestures: never in one.
        gc.collect()
        gesture = prepare()
        _settle()
        window.repaint()
        began = time.perf_counter()
        gesture()
        _settle()
        # The first one imports what it needs.
        if round_:
            times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times), statistics.quantiles(times, n=20, method="inclusive")[18]


def _settle() -> None:
    """Run what waits, painting included."""
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
