"""Keeps the file's schema at the program's level; Alembic is imported only when it is behind."""

from pathlib import Path
from typing import Any

from officedesk.domain.errors import DeskError, NewerFileError
from officedesk.paths import sync_folder
from officedesk.storage import cipher
from officedesk.storage.failures import damaged, sentences

CURRENT = 5
MIGRATIONS = Path(__file__).parent / "migrations"


def ensure_schema(home: Path, key: bytes) -> None:
    """Migrate an older file after a verified backup; raise NewerFileError without touching a newer one."""
    connection = cipher.connect(home, key)
    try:
        version = cipher.schema_version(connection)
        if version > CURRENT:
            raise NewerFileError
        if version == CURRENT:
            return
        if version < 1:
            # Filled with an empty schema, a file cut to nothing would hide that the data is gone.
            raise damaged()
        back_up(connection, home, key, version)
        migrate(connection, MIGRATIONS)
    finally:
        connection.close()


def create_schema(home: Path, key: bytes) -> None:
    """Make the encrypted file and every table in it."""
    connection = cipher.connect(home, key, create=True)
    try:
        migrate(connection, MIGRATIONS)
    finally:
        connection.close()


def migrate(connection: Any, script_location: Path) -> None:
    """Climb to the newest revision, each one in its own transaction; raise DeskError when the disk refuses."""
    import alembic.command
    from alembic.config import Config
    from sqlalchemy.exc import DBAPIError

    config = Config()
    config.set_main_option("script_location", str(script_location).replace("%", "%%"))
    config.attributes["connection"] = connection
    # A batch operation drops and makes a table again: its children must not be taken for orphans meanwhile.
    connection.execute("PRAGMA foreign_keys=OFF")
    with sentences(DBAPIError):
        alembic.command.upgrade(config, "head")
    connection.execute("PRAGMA foreign_keys=ON")


def back_up(connection: Any, home: Path, key: bytes, version: int) -> Path:
    """Copy the file, under the same key, before it is migrated; the copy is opened and checked."""
    target = home / "backups" / f"avant-migration-{version}.db"
    temporary = target.with_suffix(".partial")
    target.parent.mkdir(mode=0o700, exist_ok=True)
    temporary.unlink(missing_ok=True)
    try:
        with sentences():
            connection.execute("VACUUM INTO ?", (str(temporary),))
            temporary.chmod(0o600)
            _verify(temporary, key)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
    sync_folder(target.parent)
    return target


def _verify(path: Path, key: bytes) -> None:
    import sqlcipher3.dbapi2 as sqlcipher

    copy = sqlcipher.connect(str(path))
    try:
        copy.execute("PRAGMA cipher_log_level=NONE")
        copy.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
        answer = copy.execute("PRAGMA quick_check").fetchone()[0]
    finally:
        copy.close()
    if answer != "ok":
        raise DeskError(
            "La sauvegarde d’avant migration n’est pas saine : rien n’a été migré. Restaurez la dernière sauvegarde."
        )
