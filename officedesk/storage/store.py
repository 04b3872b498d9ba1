"""The encrypted file: its engine, its one writer, its readers, and what it announces."""

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool, StaticPool

from officedesk.domain.errors import AlreadyOpenError, DeskError
from officedesk.storage import cipher
from officedesk.storage.failures import sentences
from officedesk.storage.schema import ensure_schema

LOCK = "desk.lock"
READERS = 3
FOLDERS = ("documents", "backups", "logs", "tmp")

Clock = Callable[[], dt.datetime]


@dataclass(frozen=True)
class Change:
    """What a step touched: one client (None: the portfolio), and the names of the tables."""

    client_id: int | None
    tables: frozenset[str]
    label: str
    step_id: int

    def concerns(self, *tables: str) -> bool:
        """Tell whether one of the named tables was touched."""
        return not self.tables.isdisjoint(tables)


class Store:
    """One open desk; every public call leaves no session behind."""

    def __init__(self, home: Path, key: bytes, now: Clock) -> None:
        """Open the desk and bring its schema up to date; refuse a second process and a newer file."""
        self.home = home
        self.now = now
        self.on_change: list[Callable[[Change], None]] = []
        self._turn = threading.RLock()
        self._writing = False
        self._closed = False
        self._lock = hold(home)
        try:
            _wipe_copies(home)
            ensure_schema(home, key)
            self._writer = _engine(lambda: self._connect(key), StaticPool, "BEGIN IMMEDIATE")
            self._readers = _engine(lambda: self._connect(key, read_only=True), QueuePool, "BEGIN")
        except BaseException:
            self._lock.release()
            raise

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one consistent state and cannot write."""
        with sentences(DBAPIError), self._readers.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give the one writing connection; commit at the end, or leave nothing of it."""
        with self._turn, sentences(DBAPIError):
            # One connection has one transaction: a second would end by rolling back the first one's writes.
            if self._writing:
                raise RuntimeError("a step is already open in this thread")
            self._writing = True
            try:
                with self._writer.begin() as connection:
                    yield connection
            finally:
                self._writing = False

    def turn(self) -> AbstractContextManager[object]:
        """Hold every other writer off, so that what is read now still holds when it is written."""
        return self._turn

    def announce(self, change: Change) -> None:
        """Tell the listeners what was committed."""
        for listener in list(self.on_change):
            listener(change)

    def close(self) -> None:
        """Close every connection and let another process open the desk."""
        with self._turn:
            self._closed = True
            self._readers.dispose()
            self._writer.dispose()
            _wipe_copies(self.home)
            self._lock.release()

    def _connect(self, key: bytes, *, read_only: bool = False) -> Any:
        # The lock is gone: a pool that opened the file again would work beside another process.
        if self._closed:
            raise DeskError("Ce bureau est fermé : ouvrez-le de nouveau.")
        return cipher.connect(self.home, key, read_only=read_only)


def _wipe_copies(home: Path) -> None:
    """Remove the plain copies that were made to be looked at; a desk that has none pays nothing for it."""
    copies = home / "tmp"
    if not copies.is_dir() or next(copies.iterdir(), None) is None:
        return
    from officedesk.storage import documents

    documents.wipe_copies(home)


def prepare_home(home: Path) -> None:
    """Make the folders of a desk, closed to other users of the machine."""
    for folder in (home, *(home / name for name in FOLDERS)):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)


def hold(home: Path) -> FileLock:
    """Take the desk's lock for this process; raise AlreadyOpenError when another has it."""
    # The lock belongs to the process: the thread that closes the desk is seldom the one that opened it.
    lock = FileLock(home / LOCK, mode=0o600, thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise AlreadyOpenError from error
    except OSError as error:
        raise DeskError(
            f"Le dossier « {home} » n’est pas accessible en écriture : choisissez-en un autre ou changez ses droits."
        ) from error
    return lock


def _engine(creator: Callable[[], Any], pool: type[StaticPool] | type[QueuePool], begin: str) -> Engine:
    size = {"pool_size": READERS, "max_overflow": 0} if pool is QueuePool else {}
    # Parameters are the clients' data: they must not reach an error message, hence a log.
    engine = create_engine("sqlite://", module=sqlcipher, creator=creator, poolclass=pool, hide_parameters=True, **size)
    # The driver is in autocommit mode: it would otherwise commit before each DDL statement.
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine
