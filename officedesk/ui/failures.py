"""Two families: what a person can mend is told as a sentence; a bug goes to a file, and the window stays usable."""

import datetime as dt
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QObject, Signal

from officedesk.domain.errors import DeskError
from officedesk.storage.crash import write_crash
from officedesk.ui.parts.toast import Toasts


@contextmanager
def told(toasts: Toasts) -> Iterator[None]:
    """Turn a DeskError of the gesture inside into a toast; what was typed stays where it is."""
    try:
        yield
    except DeskError as error:
        toasts.say(str(error), tone="late")


class Failures(QObject):
    """Takes every exception that nobody caught, from any thread that runs Python slots."""

    happened = Signal(str)

    def __init__(
        self, home: Path, toasts: Toasts, now: Callable[[], dt.datetime], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._home, self._now = home, now
        self.happened.connect(lambda sentence: toasts.say(sentence, tone="late"))

    def install(self) -> None:
        """Become the process's handler of last resort."""
        sys.excepthook = self.handle

    def handle(self, kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        """Tell the person; keep the path of a bug through the code."""
        if issubclass(kind, KeyboardInterrupt):
            QCoreApplication.quit()
            return
        if isinstance(error, DeskError):
            self.happened.emit(str(error))
            return
        path = write_crash(self._home, error, self._now())
        place = self.tr("Les détails sont dans « {path} ».").format(path=path) if path else ""
        sentence = self.tr(
            "Une erreur du programme a interrompu cette action ; vos données enregistrées sont intactes."
        )
        self.happened.emit(f"{sentence} {place}".strip())
