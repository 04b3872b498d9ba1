"""Work off the interface thread, what is committed, and what becomes of a failure."""

import sys
import threading
import time
import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, QObject, QStringListModel, Qt, QThread, QTimer
from PySide6.QtWidgets import QApplication, QListView, QWidget
from pytestqt.qtbot import QtBot

from officedesk.domain.errors import DeskError
from officedesk.ui.changes import Changes
from officedesk.ui.failures import Failures, told
from officedesk.ui.garbage import GarbageCollector
from officedesk.ui.history import History
from officedesk.ui.jobs import Job, Jobs
from officedesk.ui.parts.toast import Toasts
from tests.ui.conftest import DAY, PASSPHRASE, ShutDesk, add_task, now, reopened

SECRET = "Ysoline Thé & Fourneaux"


@pytest.fixture
def jobs(qtbot: QtBot, qapp: QApplication) -> Jobs:
    return Jobs(qapp)


@pytest.fixture
def frame(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    return made


def test_work_is_done_elsewhere_and_told_here(qtbot: QtBot, jobs: Jobs) -> None:
    here, seen = threading.get_ident(), []

    jobs.run(threading.get_ident, lambda there: seen.append((there, threading.get_ident())))
    qtbot.waitUntil(lambda: bool(seen))

    [(there, back)] = seen
    assert there != here
    assert back == here
    assert not jobs.busy


def test_the_window_goes_on_while_work_is_done(qtbot: QtBot, jobs: Jobs) -> None:
    ticks: list[float] = []
    timer = QTimer(interval=10)
    timer.timeout.connect(lambda: ticks.append(time.monotonic()))
    timer.start()
    done: list[None] = []

    jobs.run(lambda: time.sleep(0.3), done.append)
    qtbot.waitUntil(lambda: bool(done))

    assert len(ticks) >= 10


def test_a_failure_is_told_here_too(qtbot: QtBot, jobs: Jobs) -> None:
    seen: list[tuple[str, bool]] = []

    def work() -> None:
        raise DeskError("Le disque est plein.")

    main = QApplication.instance()
    assert main is not None
    jobs.run(work, lambda _: None, lambda error: seen.append((str(error), QThread.currentThread() is main.thread())))
    qtbot.waitUntil(lambda: bool(seen))

    assert seen == [("Le disque est plein.", True)]


class LingeringJobs(Jobs):
    """Its workers have told their answer, and have not left yet."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.leave = threading.Event()

    def _work(self, job: Job) -> None:
        super()._work(job)
        self.leave.wait(10)


def test_a_worker_never_holds_the_last_reference_to_a_widget(qtbot: QtBot, qapp: QApplication) -> None:
    class Page(QWidget):
        def take(self, answer: object) -> None:
            self.answer = answer

    lingering, page = LingeringJobs(qapp), Page()
    alive = weakref.ref(page)

    lingering.run(lambda: 1, page.take, owner=page)
    qtbot.waitUntil(lambda: not lingering.busy)
    del page

    # Else the worker would destroy it when it leaves, on its own thread.
    assert alive() is None
    lingering.leave.set()


def test_a_widget_in_a_cycle_is_never_destroyed_by_a_worker(
    qtbot: QtBot, qapp: QApplication, jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Page(QWidget):
        itself: "Page"

    monkeypatch.setattr("officedesk.ui.garbage.EVERY_MS", 20)
    owner, destroyed_by, done = QObject(), list[int](), list[int]()
    GarbageCollector(owner)
    page = Page()
    page.itself = page
    page.destroyed.connect(lambda: destroyed_by.append(threading.get_ident()), Qt.ConnectionType.DirectConnection)
    del page

    def work() -> int:
        """Allocate enough for every generation of the collector to be due."""
        rubbish: list[object] = []
        for _ in range(200_000):
            rubbish.append([rubbish])
        return len(rubbish)

    jobs.run(work, done.append)
    qtbot.waitUntil(lambda: bool(done and destroyed_by), timeout=20_000)

    assert destroyed_by == [threading.get_ident()]


def test_no_qt_object_is_taken_for_a_job_that_is_over(qtbot: QtBot, jobs: Jobs) -> None:
    found = set()
    for _ in range(200):
        jobs.run(lambda: None, lambda _: None)
        view = QListView()
        view.setModel(QStringListModel(["une ligne"], view))
        found.add(type(view.selectionModel()))
    qtbot.waitUntil(lambda: not jobs.busy)

    assert found == {QItemSelectionModel}


def test_a_cancelled_answer_is_dropped_and_so_is_one_for_a_closed_page(qtbot: QtBot, jobs: Jobs) -> None:
    told_to: list[str] = []
    page = QObject()
    gate = threading.Event()

    cancelled = jobs.run(gate.wait, lambda _: told_to.append("cancelled"))
    jobs.run(gate.wait, lambda _: told_to.append("page"), owner=page)
    cancelled.cancel()
    page.deleteLater()
    qtbot.wait(10)
    gate.set()
    qtbot.waitUntil(lambda: not jobs.busy)

    assert told_to == []


def test_a_change_made_in_a_thread_is_told_on_the_interface_thread(qtbot: QtBot, jobs: Jobs, desk: ShutDesk) -> None:
    portfolio = reopened(desk)
    changes, here, heard = Changes(portfolio.store), threading.get_ident(), []
    changes.happened.connect(lambda change: heard.append((threading.get_ident(), change)))

    jobs.run(lambda: add_task(portfolio, "atelier-lumen", "Ranger", DAY), lambda _: None)
    qtbot.waitUntil(lambda: bool(heard))

    [(thread, change)] = heard
    portfolio.close()
    assert thread == here
    assert change.concerns("task")
    assert not change.concerns("deadline")


def test_the_toast_takes_back_its_own_step_even_after_another(frame: QWidget, desk: ShutDesk) -> None:
    portfolio = reopened(desk)
    toasts = Toasts(frame)
    history = History(portfolio, toasts)
    add_task(portfolio, "atelier-lumen", "Première", DAY)
    history.offer_undo("Tâche ajoutée.")
    first = toasts.current
    assert first is not None
    assert first.button is not None
    add_task(portfolio, "atelier-lumen", "Seconde", DAY)

    first.button.click()

    titles = [line.title for line in portfolio.glance(DAY).today]
    portfolio.close()
    assert "Première" not in titles
    assert "Seconde" in titles


def test_with_nothing_done_undo_and_redo_say_so(frame: QWidget, tmp_path: Path) -> None:
    from officedesk.storage.portfolio import Portfolio

    portfolio, _ = Portfolio.create(tmp_path / "empty", PASSPHRASE, now)
    toasts = Toasts(frame)
    history = History(portfolio, toasts)

    history.redo()

    portfolio.close()
    assert toasts.current is not None
    assert toasts.current.label.text() == "Rien à rétablir."


def test_what_a_person_can_mend_is_told_as_a_sentence(frame: QWidget) -> None:
    toasts = Toasts(frame)

    with told(toasts):
        raise DeskError("Il manque un titre.")

    assert toasts.current is not None
    assert toasts.current.label.text() == "Il manque un titre."


def test_a_bug_in_a_gesture_is_not_swallowed(frame: QWidget) -> None:
    with pytest.raises(ZeroDivisionError), told(Toasts(frame)):
        _ = 1 // 0


def raised(error: Exception) -> Exception:
    try:
        raise error
    except Exception as caught:
        return caught


def test_a_bug_leaves_a_file_without_names_and_the_window_usable(frame: QWidget, tmp_path: Path) -> None:
    toasts = Toasts(frame)
    failures = Failures(tmp_path, toasts, now)
    error = raised(KeyError(SECRET))

    failures.handle(type(error), error, error.__traceback__)

    [crash] = (tmp_path / "logs").iterdir()
    text = crash.read_text(encoding="utf-8")
    assert "KeyError" in text
    assert "test_shell_services.py" in text
    assert SECRET not in text
    assert toasts.current is not None
    assert "sont intactes" in toasts.current.label.text()
    assert SECRET not in toasts.current.label.text()
    assert frame.isEnabled()


def test_the_handler_of_last_resort_tells_a_desk_error_as_it_is(
    frame: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    toasts = Toasts(frame)
    failures = Failures(tmp_path, toasts, now)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    failures.install()

    sys.excepthook(DeskError, DeskError("Le disque est plein."), None)

    assert toasts.current is not None
    assert toasts.current.label.text() == "Le disque est plein."
    assert not (tmp_path / "logs").exists()


def test_a_toast_stays_within_a_small_window(frame: QWidget) -> None:
    toasts = Toasts(frame)
    toasts.say("Une phrase qui n’en finit pas. " * 12, action="Annuler", act=lambda: None)

    frame.resize(420, 300)

    assert toasts.current is not None
    toasts.current.place()
    assert frame.rect().contains(toasts.current.geometry())
