"""Two families: what a person can mend is told as a sentence; a bug goes to a file, and the window stays usable."""

import datetime as dt
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QObject, Signal

from officedesk.domain.errors import DeskError
from officedesk.ui.parts.toast import Toasts

LOGS = "logs"


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

    def __init__(self, home: Path, toasts: Toasts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._home = home
        self.happened.connect(lambda sentence: toasts.say(sentence, tone="late"))

    def install(self) -> None:
        """Become the process's handler of last resort."""
        sys.excepthook = self.handle

    def handle(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Tell the person; keep the path of a bug through the code."""
        if issubclass(kind, KeyboardInterrupt):
            QCoreApplication.quit()
            return
        if isinstance(error, DeskError):
            self.happened.emit(str(error))
            return
        path = write_crash(self._home, error, dt.datetime.now(dt.UTC))
        place = self.tr("Les détails sont dans « {path} ».").format(path=path) if path else ""
        sentence = self.tr(
            "Une erreur du programme a interrompu cette action ; vos données enregistrées sont intactes."
        )
        self.happened.emit(f"{sentence} {place}".strip())


def write_crash(home: Path, error: BaseException, now: dt.datetime) -> Path | None:
    """Write where a bug happened and return the file, or None when the folder refuses it.

    Neither the message nor any value is kept: they may hold a client's name or the title of a task.
    """
    lines = [f"{now:%Y-%m-%dT%H:%M:%SZ}", f"Python {sys.version.split()[0]}, {sys.platform}"]
    seen: BaseException | None = error
    while seen is not None:
        lines.append(type(seen).__qualname__)
        for frame in traceback.extract_tb(seen.__traceback__):
            lines.append(f"  {_short(frame.filename)}:{frame.lineno} {frame.name}")
        seen = seen.__cause__ or seen.__context__
    target = home / LOGS / f"crash-{now:%Y%m%d-%H%M%S-%f}.txt"
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        target.touch(mode=0o600)
        target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    except OSError:
        return None
    return target


def _short(filename: str) -> str:
    """Return a path from the package on: a folder of the machine may hold its user's name."""
    parts = Path(filename).parts
    for root in ("officedesk", "site-packages"):
        if root in parts:
            return "/".join(parts[len(parts) - 1 - parts[::-1].index(root) :])
    return parts[-1] if parts else filename
