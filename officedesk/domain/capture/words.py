"""The French words that the rules share, as patterns over folded text; none looks further than a few words."""

import re
from collections.abc import Callable
from typing import NamedTuple

from officedesk.domain.capture.chips import Context, Reading

WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")

_MONTHS = ("janv(?:ier|[.])?", "fev(?:rier|r?[.])?", "mars", "avr(?:il|[.])", "mai", "juin", "juil(?:let|[.])?",
           "aout", "sept(?:embre|[.])?", "oct(?:obre|[.])?", "nov(?:embre|[.])?", "dec(?:embre|[.])?")  # fmt: skip
_NUMBERS = {"un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8,
            "neuf": 9, "dix": 10, "douze": 12, "quinze": 15, "vingt": 20, "trente": 30}  # fmt: skip
_ORDINALS = {"premier": 1, "1er": 1, "deuxieme": 2, "second": 2, "2nd": 2, "troisieme": 3, "quatrieme": 4,
             "cinquieme": 5, "dernier": -1}  # fmt: skip
# Words in -s or -x that follow a date without being what its number would count.
_NOT_PLURALS = "dans|vers|sans|sous|puis|apres|mais|pas|plus|chez|des|les|ses|mes|nos|vos|aux|tous"
_STREETS = "rue|avenue|boulevard|bd|place|allee|chemin|quai|cours|impasse|bis|ter|etage|sur"
_UNITS_OF_MEASURE = "eur|k€|kg|g|km|m|cm|mm|m2|j|jour|h|heure|min|mn|minute"

WEEKDAY = "(?:" + "|".join(WEEKDAYS) + ")"
MONTH = "(?:" + "|".join(_MONTHS) + ")"
YEAR = "(?:19|20)[0-9]{2}(?![0-9])"
DAY_NUMBER = "(?:[12][0-9]|3[01]|0?[1-9])"
NUMBER = "(?:[0-9]{1,4}|" + "|".join(_NUMBERS) + ")"
ORDINAL = "(?:" + "|".join(_ORDINALS) + "|[1-5](?:eme|e))"
# A part of the day belongs to the day, and sets no hour.
PART = "(?: (?:au |dans l')?(?:matin|midi|apres[ -]midi|soir)(?!\\w))?"
# What makes a number something else than a day: an amount, a telephone, an address, a month that has no such day.
UNMEASURED = (
    "(?![.,][0-9]| ?[€$£%°]| [0-9]{3}(?![0-9])| [0-9]{2}[ .][0-9]{2}"
    f"| (?:{_UNITS_OF_MEASURE}|{_STREETS}|{MONTH})(?!\\w))"
)
# What makes it a quantity: a plural.
UNCOUNTED = f"(?! (?!(?:{_NOT_PLURALS})(?!\\w))[a-z-]{{2,30}}[sx](?![\\w-]))"
# Nothing follows that a number could count, or « premier » could qualify.
ALONE = "(?= ?$| ?[^\\w ]| [0-9]| (?:a|au|avant|pour|chez|avec|du mois)(?!\\w))"

_BEFORE = "(?<![\\w'/.@#&=+°\"-])"
_AFTER = "(?![\\w\"]|[-'/@=.:+][\\w/])"
_LEAD = "(?P<lead>(?:(?:le|a|pour|avant) ){0,3})"


class Rule(NamedTuple):
    """What a chip looks like, and what it says; None, or a ValueError, leaves it to the title."""

    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], Context], Reading | None]


def rule(body: str, read: Callable[[re.Match[str], Context], Reading | None]) -> Rule:
    """Return a rule for whole words, the small words that go with a chip standing before them."""
    return Rule(re.compile(f"{_BEFORE}{_LEAD}(?:{body}){_AFTER}"), read)


def number(word: str) -> int:
    """Return the number that digits or a word write."""
    return _NUMBERS.get(word) or int(word)


def ordinal(word: str) -> int:
    """Return 3 for « 3e » or « troisième », -1 for « dernier »."""
    return _ORDINALS.get(word) or int(word[0])


def month(word: str) -> int:
    """Return 1 for « janvier » or « janv. »."""
    return next(place for place, name in enumerate(_MONTHS, start=1) if re.fullmatch(name, word))


def weekday(word: str) -> int:
    """Return 0 for « lundi »."""
    return WEEKDAYS.index(word)
