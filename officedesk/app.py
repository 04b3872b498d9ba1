"""Builds what the program is made of: the desk's folder, its key, its day, and the window over them."""

import datetime as dt
import gc
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from officedesk.domain.errors import DeskError
from officedesk.paths import default_home

if TYPE_CHECKING:
    from officedesk.ui.shell.session import Session

APT_LIBRARIES = (
    "libegl1 libgl1 libxkbcommon0 libfontconfig1 libdbus-1-3 libglib2.0-0 "
    "libxcb-cursor0 libxkbcommon-x11-0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0"
)


def open_window(
    home: Path | None = None, *, demo: bool = False, day: dt.date | None = None, key: bytes | None = None
) -> int:
    """Open the desk in its window and stay until it is closed; return the exit status.

    ``key`` is for measures: the data key, as if the keyring had answered at once.
    """
    sentence = missing_display()
    if sentence:
        return _refused(sentence)
    # Nothing is garbage yet, and the collector would walk through each new class: a tenth of the first screen.
    gc.disable()
    folder = home or (default_home().parent / "demo" if demo else default_home())
    reader = KeyReader(folder, given=key, silent=demo)
    try:
        from officedesk.ui.shell import application as shell
        from officedesk.ui.shell.session import Session
        from officedesk.ui.shell.theme import Theme
    except ImportError as error:
        return _refused(missing_library(error))
    if shell.missing_platform():
        return _refused(f"Il manque la bibliothèque système libxcb-cursor. {_apt_line()}")
    try:
        if demo:
            day = day or _demo_day()
            reader = KeyReader(folder, given=key or _demo_key(folder, day))
        application = shell.make_application()
        session = Session(folder, day or today(), now, Theme(application), demo=demo)
        if not session.open(reader.key):
            return 0
        return run(session, application.exec)
    except DeskError as error:
        shell.show_refusal(str(error))
        return _refused(str(error))


def run(session: "Session", loop: Callable[[], int]) -> int:
    """Run the event loop, and close the desk whatever ends it."""
    try:
        return loop()
    finally:
        session.close()


def headless(
    home: Path | None, output: Path, *, demo: bool = True, day: dt.date | None = None, reports: bool = True
) -> int:
    """Do the window's work without a screen: screenshots, and the six reports, of a demo desk; return the status.

    The desk is made in a temporary folder, whatever ``home`` and ``demo`` say: pictures are of nobody's true data.
    """
    del home, demo
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        from officedesk.ui.shell import screenshots
    except ImportError as error:
        return _refused(missing_library(error))
    import tempfile

    from officedesk.ui.shell.demo_desk import make_demo

    chosen = day or _demo_day()
    try:
        output.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="officedesk-") as folder:
            desk = Path(folder) / "desk"
            key = make_demo(desk, chosen, now)
            slugs = _write_reports(desk, key, output, chosen) if reports else _slugs(desk, key)
            screenshots.take(desk, key, output, chosen, now, slugs[0])
    except DeskError as error:
        return _refused(str(error))
    except OSError as error:
        return _refused(f"Le dossier « {output} » n’est pas accessible en écriture ({error.strerror}).")
    what = "Les rapports et les captures d’écran sont" if reports else "Les captures d’écran sont"
    print(f"{what} dans « {output.resolve()} ».")
    return 0


class KeyReader:
    """Looks for the key while the toolkit is being imported: the environment first, then the system's keyring."""

    def __init__(self, home: Path, *, given: bytes | None = None, silent: bool = False) -> None:
        from officedesk.storage import passphrase, recall

        self._ask: Callable[[], bytes | None] = lambda: given
        if given is not None or silent:
            return
        if not passphrase.in_environment() and recall.possible():
            self._ask = recall.Recall(home).key
            return
        limit = None if passphrase.in_environment() else recall.LIMIT_S
        self._ask = _Thread(lambda: passphrase.known_key(home), limit).answer

    def key(self) -> bytes | None:
        """Return the key, or None when someone must be asked; raise DeskError for a wrong passphrase.

        The keyring has 0.3 s to answer, the derivation from a passphrase the time it needs.
        """
        return self._ask()


class _Thread:
    """Work that goes on beside the imports; ``answer`` waits for it, ``limit`` seconds at most."""

    def __init__(self, work: Callable[[], bytes | None], limit: float | None) -> None:
        self._work, self._limit = work, limit
        self._found: bytes | None = None
        self._error: DeskError | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def answer(self) -> bytes | None:
        self._thread.join(self._limit)
        if self._error is not None:
            raise self._error
        return self._found

    def _run(self) -> None:
        try:
            self._found = self._work()
        except DeskError as error:
            self._error = error


def missing_display() -> str:
    """Return why no window can be shown, or nothing; Qt itself would stop the process without a word of French."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return ""
    if os.environ.get("WAYLAND_DISPLAY"):
        return ""
    if not os.environ.get("DISPLAY"):
        return (
            "Aucun écran : ni DISPLAY ni WAYLAND_DISPLAY n’est défini. Ouvrez une session graphique, "
            "ou travaillez en ligne de commande (« officedesk --help »)."
        )
    return ""


def missing_library(error: ImportError) -> str:
    """Return the sentence for a library of the system that the toolkit does not find; another error is a bug."""
    name = str(error).partition(":")[0]
    if ".so" not in name:
        raise error
    return f"Il manque la bibliothèque système {name}. {_apt_line()}"


def today() -> dt.date:
    """Return the day of this machine."""
    return now().astimezone().date()


def now() -> dt.datetime:
    """Return this moment, in UTC."""
    return dt.datetime.now(dt.UTC)


def _apt_line() -> str:
    return f"Sur Debian ou Ubuntu : sudo apt-get install --no-install-recommends {APT_LIBRARIES}"


def _refused(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


def _demo_day() -> dt.date:
    from officedesk.ui.shell.demo_desk import DEMO_DAY

    return DEMO_DAY


def _demo_key(home: Path, day: dt.date) -> bytes:
    from officedesk.ui.shell.demo_desk import demo_key

    return demo_key(home, day, now)


def _slugs(home: Path, key: bytes) -> list[str]:
    from officedesk.storage.portfolio import Portfolio

    portfolio = Portfolio.open(home, key, now)
    try:
        return [client.slug for client in portfolio.clients()]
    finally:
        portfolio.close()


def _write_reports(home: Path, key: bytes, output: Path, day: dt.date) -> list[str]:
    """Write the report of the day's month for each client; return their slugs."""
    from officedesk.domain.days import month_end
    from officedesk.services import reports
    from officedesk.storage.portfolio import Portfolio

    portfolio = Portfolio.open(home, key, now)
    try:
        slugs = [client.slug for client in portfolio.clients()]
        for slug in slugs:
            summary = reports.summarise(portfolio, portfolio.workspace(slug), day.replace(day=1), month_end(day), day)
            reports.save_report(summary, output / f"{slug}.pdf", now())
    finally:
        portfolio.close()
    return slugs
