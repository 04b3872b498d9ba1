"""What every command is given: which desk, which day, and how to answer."""

import datetime as dt
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from officedesk import paths
from officedesk.domain.days import month_end
from officedesk.domain.errors import DeskError, InvalidInputError

if TYPE_CHECKING:
    # Commands without a desk start without SQLModel.
    from officedesk.storage.portfolio import Portfolio


@dataclass(frozen=True)
class Invocation:
    """One run of one command."""

    home: Path | None
    day: dt.date
    now: Callable[[], dt.datetime]
    as_json: bool

    @property
    def desk(self) -> Path:
        """Return the folder of the desk."""
        return self.home or paths.default_home()

    @contextmanager
    def portfolio(self) -> Iterator["Portfolio"]:
        """Open the desk, and close it whatever happens."""
        from officedesk.storage import keys, passphrase
        from officedesk.storage.portfolio import Portfolio

        keys.read(self.desk)  # a missing desk is said before a passphrase is asked
        key = passphrase.known_key(self.desk) or keys.unlock(self.desk, ask("Phrase de passe : "))
        portfolio = Portfolio.open(self.desk, key, self.now)
        try:
            yield portfolio
        finally:
            portfolio.close()

    def answer(self, document: Any, lines: Iterable[str]) -> None:
        """Print the document for a program, or the lines for a person."""
        if self.as_json:
            print(json.dumps(document, ensure_ascii=False, indent=2))
            return
        for line in lines:
            print(line)


def ask(question: str) -> str:
    """Ask for a passphrase on the terminal, without showing it."""
    import getpass

    if not sys.stdin.isatty():
        raise DeskError(
            "Il manque la phrase de passe : donnez-la par OFFICEDESK_PASSPHRASE_FILE, par OFFICEDESK_PASSPHRASE, "
            "ou lancez la commande dans un terminal."
        )
    return getpass.getpass(question)


def new_passphrase() -> str:
    """Return the passphrase of a desk to be made, asked twice when it must be typed."""
    from officedesk.storage import passphrase

    known = passphrase.from_environment()
    if known is not None:
        return known
    first = ask("Nouvelle phrase de passe : ")
    if ask("La même, une seconde fois : ") != first:
        raise InvalidInputError("Les deux phrases de passe diffèrent : recommencez.")
    return first


def read_profile(path: Path) -> dict[str, object]:
    """Return the JSON object of a file; raise InvalidInputError with what to mend."""
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InvalidInputError(f"Le fichier « {path} » est illisible : vérifiez son nom et ses droits.") from error
    except ValueError as error:
        raise InvalidInputError(f"Le fichier « {path} » n’est pas du JSON valable : {place(error)}.") from error
    if not isinstance(found, dict):
        raise InvalidInputError(f"Le fichier « {path} » doit contenir un profil, entre accolades.")
    return found


def place(error: ValueError) -> str:
    """Return where a JSON text is wrong."""
    line = getattr(error, "lineno", None)
    return f"corrigez la ligne {line}" if line else "il n’est pas écrit en UTF-8"


def date_of(text: str, option: str) -> dt.date:
    """Return the date of an option."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise InvalidInputError(
            f"« {text} » n’est pas une date pour {option} : écrivez par exemple 2026-11-23."
        ) from error


def optional_date_of(text: str | None, option: str) -> dt.date | None:
    """Return the date of an option that may be left out."""
    return None if text is None else date_of(text, option)


def month_of(period: str) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of a month written 2026-11."""
    found = re.fullmatch(r"(\d{4})-(\d{2})", period)
    if not found or not 1 <= int(found[2]) <= 12 or not 1900 <= int(found[1]) <= 2099:
        raise InvalidInputError(f"« {period} » n’est pas un mois : écrivez par exemple 2026-11.")
    year, month = int(found[1]), int(found[2])
    return dt.date(year, month, 1), month_end(dt.date(year, month, 1))
