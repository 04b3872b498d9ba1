"""What a person types in a form, read the French way: dates, hours, durations, money, numbers.

Each reader takes the text and returns a value, None for an empty text; it raises ValueError with a French sentence
that says what was expected.
"""

import datetime as dt
import re

from PySide6.QtCore import QCoreApplication

from officedesk.domain.days import FIRST_YEAR, LAST_YEAR, NARROW

translate = QCoreApplication.translate

_DATE = re.compile(r"(\d{1,2})[/. -](\d{1,2})(?:[/. -](\d{4}|\d{2}))?")
_TIME = re.compile(r"(\d{1,2})\s*(?:[:hH]\s*(\d{2})?)?")
_MONEY = re.compile(r"(\d{1,10})(?:[.,](\d{1,2}))?")


def typed_date(text: str, today: dt.date) -> dt.date | None:
    """Read « 25/11/2026 », « 25/11 » (of this year) or « 2026-11-25 »."""
    words = text.strip()
    if not words:
        return None
    found = _DATE.fullmatch(words)
    try:
        if found is None:
            return _in_reach(dt.date.fromisoformat(words))
        day, month, year = found.groups()
        return _in_reach(dt.date(_year(year, today), int(month), int(day)))
    except ValueError:
        raise ValueError(
            translate("Readings", "Cette date n’existe pas ou se lit mal : écrivez par exemple 25/11/2026.")
        ) from None


def written_date(day: dt.date | None) -> str:
    """Return a date as a person would type it."""
    return "" if day is None else f"{day:%d/%m/%Y}"


def typed_time(text: str) -> dt.time | None:
    """Read « 14:30 », « 14h30 », « 9 h » or « midi »."""
    words = _plain(text).casefold()
    if not words:
        return None
    if words == "midi":
        return dt.time(12)
    found = _TIME.fullmatch(words)
    try:
        if found is None:
            raise ValueError
        return dt.time(int(found[1]), int(found[2] or 0))
    except ValueError:
        raise ValueError(
            translate("Readings", "Cette heure n’existe pas ou se lit mal : écrivez par exemple 14:30.")
        ) from None


def written_time(hour: dt.time | None) -> str:
    """Return an hour as a person would type it."""
    return "" if hour is None else f"{hour:%H:%M}"


def typed_cents(text: str) -> int | None:
    """Read « 900 », « 1 250,50 » or « 900 € » as cents."""
    words = _plain(text).replace(" ", "").removesuffix("€")
    if not words:
        return None
    found = _MONEY.fullmatch(words)
    if found is None:
        raise ValueError(translate("Readings", "Ce montant se lit mal : écrivez par exemple 1 250,50."))
    return int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0"))


def written_cents(cents: int | None) -> str:
    """Return an amount as a person would type it: no decimals when they are zero."""
    if cents is None:
        return ""
    euros, rest = divmod(cents, 100)
    whole = f"{euros:,}".replace(",", " ")
    return f"{whole},{rest:02d}" if rest else whole


def euros(cents: int) -> str:
    """Return an amount as « 1 250,50 € », with narrow no-break spaces."""
    return written_cents(cents).replace(" ", NARROW) + f"{NARROW}€"


def typed_number(text: str) -> int | None:
    """Read a whole number of zero or more."""
    words = _plain(text).replace(" ", "")
    if not words:
        return None
    if not (words.isascii() and words.isdecimal() and len(words) <= 9):
        raise ValueError(translate("Readings", "Un nombre entier est attendu, par exemple 12."))
    return int(words)


def typed_month_day(text: str) -> str | None:
    """Read a day of every year, « 31/12 », as the profile keeps it: ``12-31``."""
    words = text.strip()
    if not words:
        return None
    found = re.fullmatch(r"(\d{1,2})[/. -](\d{1,2})", words)
    try:
        if found is None:
            raise ValueError
        # A leap year: the last day of February is one of every year's days.
        return f"{dt.date(2000, int(found[2]), int(found[1])):%m-%d}"
    except ValueError:
        raise ValueError(
            translate("Readings", "Ce jour n’existe pas ou se lit mal : écrivez par exemple 31/12.")
        ) from None


def counted(count: int, one: str, many: str) -> str:
    """Return the words of a count, where French says one for 0 and 1: ``{count} client``, ``{count} clients``."""
    return (one if abs(count) < 2 else many).format(count=count)


def _plain(text: str) -> str:
    """Return a text whose spaces, of any kind, are single ordinary ones."""
    return " ".join(text.split())


def _year(written: str | None, today: dt.date) -> int:
    if written is None:
        return today.year
    return int(written) if len(written) == 4 else 2000 + int(written)


def _in_reach(day: dt.date) -> dt.date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(day)
    return day
