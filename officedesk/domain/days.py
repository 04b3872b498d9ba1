"""French days: months counted from their origin, days that are closed, and dates as a French text writes them."""

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

FIRST_YEAR, LAST_YEAR = 1900, 2099
NARROW = "\u202f"

_ALSACE_MOSELLE = frozenset({"57", "67", "68"})
_OVERSEAS = frozenset({"971", "972", "973", "974", "976", "BL", "MF"})
ZONES = ("metro", "57", "67", "68", "971", "972", "973", "974", "976", "BL", "MF")

WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
           "décembre")  # fmt: skip
_SHORT_MONTHS = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.")
_SATURDAY = 5
_ONE_DAY = dt.timedelta(days=1)


def add_months(origin: dt.date, months: int) -> dt.date:
    """Return the same day some months later, or the last day of a month that is too short.

    Always count from the origin, never from a date that was already clipped: 31 August + 6 months is
    28 February, + 12 months is 31 August again.
    """
    year, month = divmod(origin.year * 12 + origin.month - 1 + months, 12)
    return dt.date(year, month + 1, min(origin.day, _last_day(year, month + 1)))


def month_end(day: dt.date) -> dt.date:
    """Return the last day of the month that holds a day."""
    return day.replace(day=_last_day(day.year, day.month))


def _last_day(year: int, month: int) -> int:
    # The first day of the next month, less one: `calendar` loads the system's locales, and asks for the weekday too.
    if month == 12:
        return 31
    return (dt.date(year, month + 1, 1) - _ONE_DAY).day


def iso_week(day: dt.date) -> str:
    """Return the ISO week of a day, as ``2026-W50``; the year is the week's own."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def monday_of(day: dt.date) -> dt.date:
    """Return the Monday that opens the ISO week of a day."""
    return day - dt.timedelta(days=day.weekday())


@lru_cache(maxsize=1024)
def public_holidays(year: int, zone: str = "metro", good_friday: bool = True) -> Mapping[dt.date, str]:
    """Return the legal public holidays of a zone in a year, with their French names.

    The list is the law's: the eleven national days (Code du travail, L3133-1), 26 December and Good Friday in
    57, 67 and 68 (L3134-13; Good Friday only where ``good_friday``, in the communes that have a Protestant church
    or a mixed one), the abolition of slavery overseas (L3422-2). The customary days that the library adds overseas
    (Mi-Carême, Victor Schœlcher, Good Friday in Guadeloupe) are left out. Saint-Martin keeps 28 May, as its
    prefecture does, although the Code still says 27 May.
    """
    if zone not in ZONES:
        raise ValueError(f"unknown holiday zone: {zone}")
    national = _listed(year, None)
    if zone == "metro":
        return MappingProxyType(national)
    local = _listed(year, "57" if zone in _ALSACE_MOSELLE else zone)
    extras = {day: name for day, name in local.items() if day not in national}
    if zone in _OVERSEAS:
        extras = {day: name for day, name in extras.items() if name.startswith("Abolition")}
    elif not good_friday:
        extras = {day: name for day, name in extras.items() if day.month == 12}
    return MappingProxyType({**national, **extras})


def _listed(year: int, subdivision: str | None) -> dict[dt.date, str]:
    # 60 ms to import: only who asks for a closed day pays for it.
    from holidays import country_holidays

    found = country_holidays("FR", subdiv=subdivision, years=year, language="fr")
    return {day: name.replace("'", "’") for day, name in found.items()}


def is_working_day(day: dt.date, zone: str = "metro", good_friday: bool = True) -> bool:
    """Return whether a day is neither a Saturday, nor a Sunday, nor a public holiday of the zone."""
    return day.weekday() < _SATURDAY and day not in public_holidays(day.year, zone, good_friday)


def next_working_day(day: dt.date, zone: str = "metro", good_friday: bool = True) -> dt.date:
    """Return the day itself when it is worked, else the first worked day after it."""
    while not is_working_day(day, zone, good_friday):
        day += dt.timedelta(days=1)
    return day


def previous_working_day(day: dt.date, zone: str = "metro", good_friday: bool = True) -> dt.date:
    """Return the day itself when it is worked, else the last worked day before it."""
    while not is_working_day(day, zone, good_friday):
        day -= dt.timedelta(days=1)
    return day


def weekday_name(day: dt.date) -> str:
    """Return the French name of the weekday, as « lundi »."""
    return WEEKDAYS[day.weekday()]


def short_day(day: dt.date) -> str:
    """Return a day as « ven. 20 nov. »."""
    return f"{weekday_name(day)[:3]}. {_number(day)} {_SHORT_MONTHS[day.month - 1]}"


def long_day(day: dt.date) -> str:
    """Return a day as « mardi 15 décembre 2026 »."""
    return f"{weekday_name(day)} {full_date(day)}"


def full_date(day: dt.date) -> str:
    """Return a day as « 15 décembre 2026 »."""
    return f"{_number(day)} {month_name(day)}"


def day_and_month(day: dt.date) -> str:
    """Return a day as « 15 déc. »."""
    return f"{_number(day)} {_SHORT_MONTHS[day.month - 1]}"


def short_date(day: dt.date) -> str:
    """Return a day as « 15 déc. 2026 »."""
    return f"{day_and_month(day)} {day.year}"


def short_month(month: int) -> str:
    """Return « janv. » for 1."""
    return _SHORT_MONTHS[month - 1]


def month_name(day: dt.date) -> str:
    """Return the month of a day as « novembre 2026 »."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def of_month(day: dt.date) -> str:
    """Return the month of a day with its preposition: « de novembre 2026 », « d’octobre 2026 »."""
    name = month_name(day)
    return f"d’{name}" if name[0] in "ao" else f"de {name}"


def hours(minutes: int) -> str:
    """Return a duration in minutes as « 1 h 30 », « 5 h » or « 45 min », with narrow no-break spaces."""
    sign = "−" if minutes < 0 else ""
    whole, rest = divmod(abs(minutes), 60)
    if not rest:
        return f"{sign}{whole}{NARROW}h"
    if not whole:
        return f"{sign}{rest}{NARROW}min"
    return f"{sign}{whole}{NARROW}h{NARROW}{rest:02d}"


def clock(time: dt.time) -> str:
    """Return an hour of the day as « 9 h » or « 14 h 30 », with narrow no-break spaces."""
    minutes = f"{NARROW}{time.minute:02d}" if time.minute else ""
    return f"{time.hour}{NARROW}h{minutes}"


def _number(day: dt.date) -> str:
    return "1er" if day.day == 1 else str(day.day)
