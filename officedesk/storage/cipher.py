"""Opens a connection to the encrypted file; needs neither SQLAlchemy nor SQLModel."""

from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlcipher3.dbapi2 as sqlcipher

from officedesk.domain.errors import DamagedFileError
from officedesk.storage.failures import damaged, sentence

DATABASE = "desk.db"

PRAGMAS = (
    "foreign_keys=ON",
    "journal_mode=WAL",
    "synchronous=FULL",
    "secure_delete=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "cache_size=-65536",  # 64 MiB: below that, each page read again is deciphered again
)


def connect(home: Path, key: bytes, *, create: bool = False, read_only: bool = False) -> Any:
    """Return a DB-API connection in explicit-transaction mode; rows are tuples.

    The key is the random 32-byte data key of the desk. Raises DamagedFileError when the file is
    absent, is not encrypted with this key, or a page fails its authentication, and another DeskError
    when the disk or the rights of the file are at fault.
    """
    path = home / DATABASE
    if not create and not path.is_file():
        raise DamagedFileError(f"Le bureau « {home} » n’a pas de fichier de données : restaurez une sauvegarde.")
    connection = None
    try:
        if create:
            # SQLite gives the journal the mode of the file: closed to others from its first byte.
            path.touch(mode=0o600, exist_ok=False)
        connection = sqlcipher.connect(
            f"file:{quote(str(path))}?mode=rw", uri=True, check_same_thread=False, timeout=10, isolation_level=None
        )
        # Silence first: the cipher writes its own complaint to standard error on a wrong key.
        connection.execute("PRAGMA cipher_log_level=NONE")
        connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if read_only:
            connection.execute("PRAGMA query_only=ON")
    except sqlcipher.DatabaseError as error:
        if connection is not None:
            connection.close()
        raise sentence(error) or damaged() from error
    return connection


def schema_version(connection: Any) -> int:
    """Return the number that the last migration wrote; 0 for an empty file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
