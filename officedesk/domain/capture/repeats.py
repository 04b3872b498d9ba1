"""Recurrences: the value of an RRULE, and the first date.

Source: RFC 5545, section 3.3.10 (https://www.rfc-editor.org/rfc/rfc5545#section-3.3.10), read on 2026-11-23.
"""

import datetime as dt
import re
from collections.abc import Sequence

from officedesk.domain.capture import coming, words
from officedesk.domain.capture.chips import Context, Kind, Reading
from officedesk.domain.capture.words import (
    DAY_NUMBER,
    MONTH,
    NUMBER,
    ORDINAL,
    PART,
    UNCOUNTED,
    UNMEASURED,
    WEEKDAY,
    rule,
)
from officedesk.domain.days import MONTHS, month_end

_EVERY = "(?:tous les|toutes les|chaque)"
_OF_THE_MONTH = "(?: (?:du mois|de chaque mois))?"
_UNIT = "(?:jour|semaine|quinzaine|mois|trimestre|semestre|annee|an)s?"
# The frequency, how many of it, the name of several, the article of all.
_UNITS = {
    "jour": ("DAILY", 1, "jours", "tous"),
    "semaine": ("WEEKLY", 1, "semaines", "toutes"),
    "quinzaine": ("WEEKLY", 2, "quinzaines", "toutes"),
    "mois": ("MONTHLY", 1, "mois", "tous"),
    "trimestre": ("MONTHLY", 3, "trimestres", "tous"),
    "semestre": ("MONTHLY", 6, "semestres", "tous"),
    "an": ("YEARLY", 1, "ans", "tous"),
    "annee": ("YEARLY", 1, "ans", "tous"),
}
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WORKING = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"


def _repeat(label: str, value: str, first: dt.date, *, from_done: bool = False) -> Reading:
    values = {"recurrence": value, "repeats_from_done": from_done, "due": coming.known(first)}
    return Reading(Kind.RECURRENCE, label, values)


def _unit(word: str) -> str:
    return "mois" if word == "mois" else word.removesuffix("s")


def _frequency(count: int, unit: str) -> str:
    frequency, times, _, _ = _UNITS[unit]
    if not 1 <= count * times <= 999:
        raise ValueError("no such interval")
    return f"FREQ={frequency}" if count * times == 1 else f"FREQ={frequency};INTERVAL={count * times}"


def _every(found: re.Match[str], context: Context) -> Reading:
    """Read « toutes les 2 semaines »: with no other day, from today on."""
    count, unit = words.number(found["count"] or "1"), _unit(found["unit"])
    _, _, several, article = _UNITS[unit]
    label = f"{article} les {several}" if count == 1 else f"{article} les {count} {several}"
    return _repeat(label, _frequency(count, unit), context.today)


def _every_working_day(_found: re.Match[str], context: Context) -> Reading:
    today = context.today
    return _repeat("tous les jours ouvrés", _WORKING, today if today.weekday() < 5 else coming.next_weekday(today, 0))


def _after_done(found: re.Match[str], context: Context) -> Reading:
    """Read « 3 jours après l’avoir fait »: it must be done a first time, today."""
    count, unit = words.number(found["count"]), _unit(found["unit"])
    name = _UNITS[unit][2] if count > 1 else unit.replace("annee", "an")
    return _repeat(f"{count} {name} après l’avoir fait", _frequency(count, unit), context.today, from_done=True)


def _weekdays(found: re.Match[str], context: Context) -> Reading:
    """Read « tous les lundis et jeudis »."""
    wanted = [words.weekday(name) for name in re.findall(WEEKDAY, found["weekdays"])]
    first = min(coming.next_weekday(context.today, weekday) for weekday in wanted)
    label = f"tous les {_listed([f'{words.WEEKDAYS[weekday]}s' for weekday in wanted])}"
    return _repeat(label, f"FREQ=WEEKLY;BYDAY={','.join(_CODES[weekday] for weekday in sorted(set(wanted)))}", first)


def _one_in(found: re.Match[str], context: Context) -> Reading:
    """Read « un lundi sur deux »."""
    weekday, count = words.weekday(found["weekday"]), words.number(found["count"])
    value = f"{_frequency(count, 'semaine')};BYDAY={_CODES[weekday]}"
    label = f"un {words.WEEKDAYS[weekday]} sur {count}"
    return _repeat(label, value, coming.next_weekday(context.today, weekday))


def _day_of_month(found: re.Match[str], context: Context) -> Reading:
    """Read « tous les 25 »."""
    number = int(found["day"])
    label = f"le {_shown(number)} de chaque mois"
    return _repeat(label, f"FREQ=MONTHLY;BYMONTHDAY={number}", coming.next_number(context.today, number))


def _day_of_year(found: re.Match[str], context: Context) -> Reading:
    """Read « chaque 25 décembre »."""
    number, month = int(found["day"]), words.month(found["month"])
    first = coming.next_anniversary(context.today, month, number)
    label = f"chaque {_shown(number)} {MONTHS[month - 1]}"
    return _repeat(label, f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={number}", first)


def _every_nth(found: re.Match[str], context: Context) -> Reading:
    """Read « tous les 3e jeudis »."""
    place, weekday = words.ordinal(found["nth"].removesuffix("s")), words.weekday(found["weekday"])
    shown = "dernier" if place < 0 else _shown(place, "e")
    label = f"le {shown} {words.WEEKDAYS[weekday]} de chaque mois"
    first = coming.next_nth(context.today, place, weekday)
    return _repeat(label, f"FREQ=MONTHLY;BYDAY={place}{_CODES[weekday]}", first)


def _every_month_end(_found: re.Match[str], context: Context) -> Reading:
    return _repeat("fin de chaque mois", "FREQ=MONTHLY;BYMONTHDAY=-1", month_end(context.today))


def _shown(number: int, ending: str = "") -> str:
    return "1er" if number == 1 else f"{number}{ending}"


def _listed(names: Sequence[str]) -> str:
    several = list(dict.fromkeys(names))
    return " et ".join(filter(None, [", ".join(several[:-1]), several[-1]]))


RULES = (
    rule(
        f"(?:{_EVERY} )?(?P<count>{NUMBER}) (?P<unit>(?:jour|semaine|mois|annee|an)s?) apres l'avoir faite?s?",
        _after_done,
    ),
    rule(f"{_EVERY} jours? ouvr(?:e|able)s?", _every_working_day),
    rule(f"{_EVERY} (?:(?P<count>{NUMBER}) )?(?P<unit>{_UNIT})(?! (?:ouvr|franc))", _every),
    rule(f"{_EVERY} (?P<nth>{ORDINAL}s?) (?P<weekday>{WEEKDAY})s?{_OF_THE_MONTH}{PART}", _every_nth),
    rule(f"le (?P<nth>{ORDINAL}) (?P<weekday>{WEEKDAY}) de chaque mois{PART}", _every_nth),
    rule(
        f"{_EVERY} (?P<weekdays>{WEEKDAY}s?(?:(?: ?,| et)(?: tous)?(?: les)? {WEEKDAY}s?){{0,6}}){PART}",
        _weekdays,
    ),
    rule(f"une? (?P<weekday>{WEEKDAY}) sur (?P<count>{NUMBER})", _one_in),
    rule(f"{_EVERY} (?P<day>{DAY_NUMBER})(?:er)? (?P<month>{MONTH})", _day_of_year),
    rule(
        f"{_EVERY} (?P<day>{DAY_NUMBER})(?:er)?(?!\\w){UNMEASURED}{UNCOUNTED}{_OF_THE_MONTH}",
        _day_of_month,
    ),
    rule(f"le (?P<day>{DAY_NUMBER})(?:er)? de chaque mois", _day_of_month),
    rule("(?:a la )?fin de chaque mois|(?:a )?(?:chaque fin de mois|toutes les fins de mois)", _every_month_end),
)
