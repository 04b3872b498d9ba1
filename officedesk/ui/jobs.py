"""The one way to leave the interface thread."""

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QThreadPool, Signal
from shiboken6 import isValid

T = TypeVar("T")
Work = Callable[[], Any]
Done = Callable[[Any], None]
Failed = Callable[[Exception], None]


class Job:
    """A running piece of work; it forgets whom to tell on the interface thread, never on its own.

    A worker that let go of the last reference to a widget would destroy it there, under Qt's feet.
    """

    def __init__(self, work: Work, done: Done, failed: Failed, owner: QObject | None) -> None:
        self._work: Work | None = work
        self._done: Done | None = done
        self._failed: Failed | None = failed
        self._owner = owner
        self._answer: object = None
        self._error: Exception | None = None
        self.cancelled = False

    def cancel(self) -> None:
        """Drop the answer; the work itself goes to its end."""
        self.cancelled = True

    def work(self) -> None:
        """Work, on the worker's thread, and keep the answer or the error."""
        if self._work is None:
            return
        try:
            self._answer = self._work()
        except Exception as error:  # carried as it is to the interface thread
            self._error = error

    def tell(self) -> None:
        """Give the answer, on the interface thread, and let everything go; nothing is told to who has left."""
        done, failed, answer, error = self._done, self._failed, self._answer, self._error
        wanted = not self.cancelled and (self._owner is None or isValid(self._owner))
        self.forget()
        if not wanted or done is None or failed is None:
            return
        if error is not None:
            failed(error)
        else:
            done(answer)

    def forget(self) -> None:
        """Let go of everything, on the interface thread."""
        self._work = self._done = self._failed = self._owner = self._answer = self._error = None


class Jobs(QObject):
    """Runs work on a thread pool and brings its answer back to the interface thread."""

    # Owned here: a signal of the worker would die on the worker's thread.
    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._running: set[Job] = set()
        self._finished.connect(self._deliver)

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        owner: QObject | None = None,
    ) -> Job:
        """Run ``work`` elsewhere, then ``done`` with its answer, or ``failed`` with its error, here.

        ``work`` touches no widget. Without ``failed`` the error is raised here, for the window's own handler.
        With an ``owner``, nothing is told once that widget is gone.
        """
        job = Job(work, done, failed or _raise, owner)
        self._running.add(job)
        # The function itself, never QRunnable.create: the binding goes on knowing that runnable after the pool has
        # deleted it, and takes the next Qt object made at its address for it.
        self._pool.start(lambda: self._work(job))
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
        while self._running:
            self._running.pop().forget()

    def _work(self, job: Job) -> None:
        job.work()
        if isValid(self):
            self._finished.emit(job)

    def _deliver(self, job: Job) -> None:
        self._running.discard(job)
        job.tell()


def _raise(error: Exception) -> None:
    raise error
