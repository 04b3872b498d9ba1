"""Tells the failures of the disk, which become a sentence, from bugs, which stay what they are."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlcipher3.dbapi2 as sqlcipher

from officedesk.domain.errors import DamagedFileError, DeskError

# https://www.sqlite.org/rescode.html, read on 2026-11-23; the low byte is the family.
BUSY, LOCKED, READ_ONLY, IO, CORRUPT, FULL, CANNOT_OPEN, NOT_A_DATABASE = 5, 6, 8, 10, 11, 13, 14, 26
SENTENCES = {
    FULL: "Le disque est plein : rien n’a été enregistré. Libérez de la place et recommencez.",
    IO: "Le disque a refusé l’opération : rien n’a été enregistré. Vérifiez la place libre et l’état du disque.",
    BUSY: "Le fichier du bureau est occupé par un autre programme : rien n’a été enregistré, recommencez.",
    LOCKED: "Le fichier du bureau est occupé par un autre programme : rien n’a été enregistré, recommencez.",
    READ_ONLY: "Le fichier du bureau est en lecture seule : rien n’a été enregistré, changez ses droits.",
    CANNOT_OPEN: "Le fichier du bureau ne s’ouvre pas : vérifiez ses droits et la place libre, puis recommencez.",
}


def damaged() -> DamagedFileError:
    """Return the sentence for a file that SQLite cannot read, or whose pages fail their authentication."""
    return DamagedFileError(
        "Le fichier du bureau est illisible ou endommagé : n’y touchez pas, restaurez la dernière sauvegarde."
    )


def sentence(error: BaseException) -> DeskError | None:
    """Return what to tell about an error of the driver, wrapped by SQLAlchemy or not; None when it is a bug."""
    cause = getattr(error, "orig", None) or error
    family = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    if family in (CORRUPT, NOT_A_DATABASE):
        return damaged()
    return DeskError(SENTENCES[family]) if family in SENTENCES else None


@contextmanager
def sentences(*families: type[Exception]) -> Iterator[None]:
    """Turn the failures of the disk into a sentence; ``families`` are wrappers of the driver's own errors."""
    try:
        yield
    except (sqlcipher.Error, *families) as error:
        told = sentence(error)
        if told is None:
            raise
        raise told from error
