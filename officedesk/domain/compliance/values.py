"""How one value of a client profile is read from JSON, and why it is refused."""

import datetime as dt
import math
import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from difflib import get_close_matches

from officedesk.domain.days import FIRST_YEAR, LAST_YEAR
from officedesk.domain.errors import InvalidInputError

Scalar = None | bool | int | float | str | Decimal | dt.date
Item = Mapping[str, Scalar]
Value = Scalar | Item | tuple[Item, ...]

_MONEY = re.compile(r"\d{1,12}(\.\d{1,2})?")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class ProfileError(InvalidInputError):
    """A client profile is refused: the sentence starts with the path of the key at fault."""

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(f"{path}\u00a0: {problem}")
        self.path = path


def quoted(value: object) -> str:
    """Return a value between French quotation marks, cut when it is long."""
    text = str(value)
    return f"«\u202f{text if len(text) <= 60 else text[:59] + '…'}\u202f»"


def unknown_key(path: str, key: str, known: Iterable[str]) -> ProfileError:
    """Return the refusal of a key that the profile does not have, with the nearest one that it has."""
    near = get_close_matches(key, list(known), n=1)
    hint = f"\u00a0; vouliez-vous dire {quoted(near[0])}\u202f?" if near else ", retirez-la du profil."
    return ProfileError(path, f"clé inconnue{hint}")


def text(path: str, value: object) -> str:
    """Read a text that says something, without its outer spaces."""
    if not isinstance(value, str) or not value.strip():
        raise ProfileError(path, "un texte non vide est attendu.")
    return value.strip()


def flag(path: str, value: object) -> bool:
    """Read true or false; 0, 1 and « oui » are refused."""
    if not isinstance(value, bool):
        raise ProfileError(path, f"true ou false est attendu, pas {quoted(value)}.")
    return value


def text_or_flag(path: str, value: object) -> str | bool:
    """Read a yes, a no, or the name of what exists."""
    return value if isinstance(value, bool) else text(path, value)


def count(path: str, value: object) -> int | float:
    """Read a headcount: a number of zero or more; a mean may have decimals."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value) or value < 0:
        raise ProfileError(path, f"un nombre positif ou nul est attendu, pas {quoted(value)}.")
    return value


def whole(low: int, high: int) -> Callable[[str, object], int]:
    """Return the reader of an integer between two bounds, both included."""

    def read(path: str, value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise ProfileError(path, f"un nombre entier de {low} à {high} est attendu, pas {quoted(value)}.")
        return value

    return read


def money(path: str, value: object) -> Decimal:
    """Read an amount in euros, given as a decimal string or a number, of two decimals at most."""
    written = str(value)
    if isinstance(value, bool) or not isinstance(value, str | int | float) or not _MONEY.fullmatch(written):
        raise ProfileError(path, f"un montant en euros est attendu (par exemple « 5000.00 »), pas {quoted(value)}.")
    return Decimal(written)


def date(path: str, value: object) -> dt.date:
    """Read a date of this era, as YYYY-MM-DD."""
    try:
        if not isinstance(value, str) or len(value) != len("2026-11-23"):
            raise ValueError
        found = dt.date.fromisoformat(value)
    except ValueError:
        raise ProfileError(path, f"{quoted(value)} n’est pas une date (AAAA-MM-JJ est attendu).") from None
    return _in_reach(path, found)


def moment(path: str, value: object) -> dt.date:
    """Read a date, or a local date and time without a zone (YYYY-MM-DDTHH:MM)."""
    if isinstance(value, str) and "T" not in value:
        return date(path, value)
    try:
        if not isinstance(value, str):
            raise ValueError
        found = dt.datetime.fromisoformat(value)
    except ValueError:
        raise ProfileError(path, f"{quoted(value)} n’est ni une date ni une heure locale.") from None
    if found.tzinfo is not None:
        raise ProfileError(path, "l’heure locale est attendue, sans fuseau horaire.")
    return _in_reach(path, found)


def month_day(path: str, value: object) -> str:
    """Read a day of every year, as MM-DD; 02-29 is the end of February."""
    try:
        if not isinstance(value, str) or len(value) != len("12-31"):
            raise ValueError
        dt.date.fromisoformat(f"2000-{value}")
    except ValueError:
        raise ProfileError(path, f"{quoted(value)} n’est pas un jour de l’année (MM-JJ est attendu).") from None
    return value


def choice(*allowed: str) -> Callable[[str, object], str]:
    """Return the reader of one word of a closed list."""

    def read(path: str, value: object) -> str:
        if not isinstance(value, str) or value not in allowed:
            raise ProfileError(path, f"{quoted(value)} n’est pas permis ({', '.join(allowed)}).")
        return value

    return read


def slug(path: str, value: object) -> str:
    """Read the short name of a client: lower-case letters, digits and single hyphens."""
    if not isinstance(value, str) or len(value) > 80 or not _SLUG.fullmatch(value):
        raise ProfileError(path, f"{quoted(value)} n’est pas un nom court (lettres sans accent, chiffres et tirets).")
    return value


def siren(path: str, value: object) -> str:
    """Read a SIREN: nine digits, spaces allowed, whose Luhn key is right."""
    digits = "".join(value.split()) if isinstance(value, str) else ""
    if not re.fullmatch(r"[0-9]{9}", digits):
        raise ProfileError(path, f"un SIREN a neuf chiffres, pas {quoted(value)}.")
    doubled = (int(digit) * (1 + position % 2) for position, digit in enumerate(reversed(digits)))
    if sum(number - 9 if number > 9 else number for number in doubled) % 10:
        raise ProfileError(path, f"la clé du SIREN {quoted(value)} est fausse, vérifiez les chiffres.")
    return digits


def as_json(value: Value) -> object:
    """Return a value as JSON writes it: ISO dates, money as a decimal string."""
    if isinstance(value, tuple):
        return [as_json(item) for item in value]
    if isinstance(value, Mapping):
        return {key: as_json(inner) for key, inner in value.items()}
    if isinstance(value, dt.datetime):
        return value.isoformat(timespec="auto" if value.second else "minutes")
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _in_reach(path: str, value: dt.date) -> dt.date:
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise ProfileError(path, f"l’année doit être comprise entre {FIRST_YEAR} et {LAST_YEAR}.")
    return value
