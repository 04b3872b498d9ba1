"""How a period is counted when not in plain days and months: in hours, or in days that are open."""

import datetime as dt
from zoneinfo import ZoneInfo

from officedesk.domain.compliance.profile import Place
from officedesk.domain.days import is_working_day, public_holidays

_SUNDAY = 6
_TIME_ZONES = {
    "971": "America/Guadeloupe",
    "972": "America/Martinique",
    "973": "America/Cayenne",
    "974": "Indian/Reunion",
    "976": "Indian/Mayotte",
    "BL": "America/St_Barthelemy",
    "MF": "America/Marigot",
}


def elapsed_hours(start: dt.datetime, hours: int, place: Place) -> dt.datetime:
    """Return the local time some elapsed hours later, nothing left out (S5).

    Source: règlement (CEE, Euratom) 1182/71, art. 3; a period in hours is not moved by a closed day. The clock of
    the client's zone may change meanwhile: 72 hours after 26 March 2027, 9:00 in Paris, is 29 March, 10:00.
    """
    zone = ZoneInfo(_TIME_ZONES.get(place.zone, "Europe/Paris"))
    end = start.replace(tzinfo=zone).astimezone(dt.UTC) + dt.timedelta(hours=hours)
    return end.astimezone(zone).replace(tzinfo=None)


def hours_without_sundays_and_holidays(start: dt.datetime, hours: int, place: Place) -> dt.datetime:
    """Return the local time some hours later, Sundays and public holidays not counted; Saturdays are (S4).

    Source: Code de la sécurité sociale, R441-3 (LEGIARTI000038423383), read on 2026-11-22.
    """
    left, now = dt.timedelta(hours=hours), start
    while True:
        midnight = dt.datetime.combine(now.date() + dt.timedelta(days=1), dt.time())
        if not _counts_six_days(now.date(), place):
            now = midnight
        elif now + left <= midnight and _counts_until(now + left, midnight, place):
            return now + left
        else:
            left, now = left - (midnight - now), midnight


def open_days_of_six(start: dt.date, days: int, place: Place) -> dt.date:
    """Return the last of some jours ouvrables, Monday to Saturday without holidays; the first day is not counted (S2).

    Source: Code du travail, D6224-1, L1242-13 and R5221-42, read on 2026-11-22. The count may end on a Saturday.
    """
    return _counted(start, days, place, six=True)


def open_days_of_five(start: dt.date, days: int, place: Place) -> dt.date:
    """Return the last of some jours ouvrés, Monday to Friday without holidays; the first day is not counted (S3).

    Source: Code de la sécurité sociale, R133-14 II, read on 2026-11-22.
    """
    return _counted(start, days, place, six=False)


def _counted(start: dt.date, days: int, place: Place, *, six: bool) -> dt.date:
    day = start
    while days:
        day += dt.timedelta(days=1)
        counts = _counts_six_days(day, place) if six else is_working_day(day, place.zone, place.good_friday)
        days -= counts
    return day


def _counts_six_days(day: dt.date, place: Place) -> bool:
    return day.weekday() != _SUNDAY and day not in public_holidays(day.year, place.zone, place.good_friday)


def _counts_until(end: dt.datetime, midnight: dt.datetime, place: Place) -> bool:
    # Midnight belongs to the day that begins: it is told as the end of the last day that counts only if that opens.
    return end < midnight or _counts_six_days(midnight.date(), place)
