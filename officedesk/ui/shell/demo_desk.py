"""The demo desk: made on first use, and again when the program's schema is another one."""

import datetime as dt
import secrets
import shutil
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from officedesk.domain.errors import DeskError
from officedesk.paths import write_atomically
from officedesk.storage import cipher, keys, schema

translate = QCoreApplication.translate

DEMO_DAY = dt.date(2026, 11, 23)
FOLDER = "demo"


def demo_key(home: Path, day: dt.date, now: Callable[[], dt.datetime]) -> bytes:
    """Return the key of a demo desk that is up to date, made and filled when it must be.

    Its passphrase is a file beside its folder: this desk protects nothing, and its banner says so.
    """
    key = _key_of(home)
    if key is None:
        key = make_demo(home, day, now)
    return key


def passphrase_file(home: Path) -> Path:
    """Return where the passphrase of a demo desk is kept."""
    return home.parent / f"{home.name}.passphrase"


def make_demo(home: Path, day: dt.date, now: Callable[[], dt.datetime]) -> bytes:
    """Make a demo desk in place of what is there, and fill it; raise DeskError on a folder that is not one."""
    from officedesk.services import demo
    from officedesk.storage.portfolio import Portfolio

    if home.exists():
        if any(home.iterdir()) and not passphrase_file(home).exists():
            wrong = translate(
                "DemoDesk", "Le dossier « {folder} » n’est pas un bureau de démonstration : choisissez-en un autre."
            )
            raise DeskError(wrong.format(folder=home))
        shutil.rmtree(home)
    passphrase = secrets.token_urlsafe(18)
    try:
        home.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_atomically(passphrase_file(home), f"{passphrase}\n".encode())
    except OSError as error:
        shut = translate(
            "DemoDesk",
            "Le dossier « {folder} » n’est pas accessible en écriture : choisissez-en un autre avec « --home ».",
        )
        raise DeskError(shut.format(folder=home.parent)) from error
    portfolio, _ = Portfolio.create(home, passphrase, now)
    try:
        demo.fill(portfolio, day)
    except BaseException:
        portfolio.close()
        # Half a portfolio would be taken for the whole one at the next start.
        shutil.rmtree(home, ignore_errors=True)
        raise
    portfolio.close()
    return keys.unlock(home, passphrase)


def _key_of(home: Path) -> bytes | None:
    """Return the key of a demo desk, or None when it must be made again."""
    try:
        passphrase = passphrase_file(home).read_text(encoding="utf-8").strip()
        key = keys.unlock(home, passphrase)
        connection = cipher.connect(home, key)
    except (OSError, DeskError):
        return None
    try:
        return key if cipher.schema_version(connection) == schema.CURRENT else None
    finally:
        connection.close()
