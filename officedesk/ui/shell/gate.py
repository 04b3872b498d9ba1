"""One process a desk, from the first byte read; a second start raises the first window."""

import os
import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal

from officedesk.domain.errors import AlreadyOpenError, DeskError

LOCK = "desk.lock"
ANSWER_MS = 1000
PATIENCE_S = 1.0


class Gate:
    """Holds the desk's lock until the store takes it over.

    The very lock that ``filelock`` takes (flock on the same file), by hand: importing that library costs
    a fifth of the time of the first screen.
    """

    def __init__(self, home: Path) -> None:
        self._home = home
        self._held: Any = None

    def take(self) -> None:
        """Hold the desk; raise AlreadyOpenError when another process has it, DeskError when it cannot be written."""
        try:
            self._held = _locked(self._home / LOCK)
        except BlockingIOError as error:
            raise AlreadyOpenError from error
        except OSError as error:
            shut = QCoreApplication.translate(
                "Gate",
                "Le dossier « {folder} » n’est pas accessible en écriture : choisissez-en un autre "
                "ou changez ses droits.",
            )
            raise DeskError(shut.format(folder=self._home)) from error

    def release(self) -> None:
        """Let the store, or another process, hold the desk."""
        if self._held is not None:
            self._held.close()
            self._held = None


def _locked(path: Path) -> Any:
    if os.name != "posix":
        return _locked_elsewhere(path)
    import fcntl

    file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BaseException:
        file.close()
        raise
    return file


def _locked_elsewhere(path: Path) -> Any:
    from filelock import FileLock, Timeout

    lock = FileLock(path, mode=0o600, thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise BlockingIOError from error
    return _Releasing(lock)


class _Releasing:
    def __init__(self, lock: Any) -> None:
        self._lock = lock

    def close(self) -> None:
        self._lock.release()


def server_name(home: Path) -> str:
    """Return the name under which the window of a desk listens; it tells nothing of the path."""
    import hashlib

    return f"officedesk-{hashlib.sha256(str(home.resolve()).encode()).hexdigest()[:24]}"


def raise_first(home: Path) -> bool:
    """Ask the window that holds this desk to come forward; return whether there is one."""
    from PySide6.QtNetwork import QLocalSocket

    end = time.monotonic() + PATIENCE_S
    while True:
        socket = QLocalSocket()
        socket.connectToServer(server_name(home))
        answered = socket.waitForConnected(ANSWER_MS)
        socket.disconnectFromServer()
        # The first window takes the lock a moment before it listens.
        if answered or time.monotonic() > end:
            return answered
        time.sleep(0.1)


class Doorbell(QObject):
    """Listens for a second start; made after the first paint, by the holder of the lock."""

    rung = Signal()

    def __init__(self, home: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        from PySide6.QtNetwork import QLocalServer

        name = server_name(home)
        # What a crash left behind; the lock says that nobody listens there.
        QLocalServer.removeServer(name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._ring)
        self._server.listen(name)

    def _ring(self) -> None:
        while (caller := self._server.nextPendingConnection()) is not None:
            caller.disconnected.connect(caller.deleteLater)
        self.rung.emit()
