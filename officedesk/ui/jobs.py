"""The one way to leave the interface thread."""

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal
from shiboken6 import isValid

T = TypeVar("T")


class Job:
    """A running piece of work; long work asks ``cancelled`` now and then."""

    def __init__(
        self, work: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[Exception], None]
    ) -> None:
        self._work, self.done, self.failed = work, done, failed
        self.cancelled = False
        self.owner: QObject | None = None

    def cancel(self) -> None:
        """Drop the answer; the work itself stops when it looks at ``cancelled``."""
        self.cancelled = True

    def wanted(self) -> bool:
        """Tell whether someone is still there to receive the answer."""
        return not self.cancelled and (self.owner is None or isValid(self.owner))

    def outcome(self) -> tuple[Callable[[Any], None], Any]:
        """Work, and return whom to tell, and what."""
        try:
            return self.done, self._work()
        except Exception as error:  # carried as it is to the interface thread
            return self.failed, error


class Jobs(QObject):
    """Runs work on a thread pool and brings its answer back to the interface thread."""

    # Owned here: a signal of the worker would die on the worker's thread.
    _finished = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._running: set[Job] = set()
        self._finished.connect(self._deliver)

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        owner: QObject | None = None,
    ) -> Job:
        """Run ``work`` elsewhere, then ``done`` with its answer, or ``failed`` with its error, here.

        ``work`` touches no widget. Without ``failed`` the error is raised here, for the window's own handler.
        With an ``owner``, nothing is told once that widget is gone.
        """
        job = Job(work, done, failed or _raise)
        job.owner = owner
        self._running.add(job)
        self._pool.start(QRunnable.create(lambda: self._work(job)))
        return job

    @property
    def busy(self) -> bool:
        """Tell whether some work has not come back."""
        return bool(self._running)

    def wait(self) -> None:
        """Cancel everything and wait for the threads; for the end of the program."""
        for job in self._running:
            job.cancel()
        self._pool.waitForDone()

    def _work(self, job: Job) -> None:
        tell, answer = job.outcome()
        if isValid(self):
            self._finished.emit(job, tell, answer)

    def _deliver(self, job: Job, tell: Callable[[Any], None], answer: object) -> None:
        self._running.discard(job)
        if job.wanted():
            tell(answer)


def _raise(error: Exception) -> None:
    raise error
