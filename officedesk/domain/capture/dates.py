"""Days: names, dates and offsets."""

import datetime as dt
import re

from officedesk.domain import days
from officedesk.domain.capture import coming, words
from officedesk.domain.capture.chips import Context, Kind, Reading
from officedesk.domain.capture.words import (
    ALONE,
    DAY_NUMBER,
    MONTH,
    NUMBER,
    ORDINAL,
    PART,
    UNCOUNTED,
    UNMEASURED,
    WEEKDAY,
    YEAR,
    rule,
)

_NAMED = {"aujourd'hui": 0, "aujourdhui": 0, "demain": 1, "apres-demain": 2, "apres demain": 2}
_LATER = {"huit": 7, "8": 7, "quinze": 14, "15": 14}
_UNITS = {"j": "day", "jour": "day", "jours": "day", "semaine": "week", "semaines": "week", "mois": "month",
          "an": "year", "ans": "year"}  # fmt: skip
_WITH_WEEKDAY = f"(?:(?P<weekday>{WEEKDAY})(?: le)? )?"
# A weekday is not taken out of a date that does not exist.
_NO_DATE = f"(?! (?:le )?[0-9]{{1,2}}(?:er)?(?:/[0-9]| {MONTH}(?!\\w)))"
# « n° 15/12 ».
_NOT_A_NUMBER = "(?<!° )(?<!numero )(?<!reference )(?<!ref )"
_OF_A_PERIOD = f"(?:{WEEKDAY} )?(?:le )?{DAY_NUMBER}(?:er)?(?:/[01]?[0-9](?:/{YEAR})?| {MONTH}(?: {YEAR})?)?|{WEEKDAY}"
# A period is what the task is about, not when it is due: no guess, it stays in the title.
PERIOD = re.compile(f"(?<!\\w)du (?:{_OF_A_PERIOD}) (?:jusqu')?au (?:{_OF_A_PERIOD})(?!\\w)")
_NOT_A_FRACTION = "(?! ?(?:d'heure|heure|h|journee|jour|temps|page|part|finale)(?!\\w))"


def _day(day: dt.date, context: Context, *, label: str = "", warning: str = "") -> Reading:
    return Reading(
        Kind.DAY, label or coming.told(coming.known(day), context.today), {"due": coming.known(day)}, warning=warning
    )


def _named(found: re.Match[str], context: Context) -> Reading:
    return _day(context.today + dt.timedelta(days=_NAMED[found["name"]]), context)


def _this_part_of_today(_found: re.Match[str], context: Context) -> Reading:
    return _day(context.today, context)


def _weekday(found: re.Match[str], context: Context) -> Reading:
    wanted = words.weekday(found["weekday"])
    if found["next"]:
        # The week after this one, from Monday to Sunday.
        return _day(days.monday_of(context.today) + dt.timedelta(days=7 + wanted), context)
    return _day(coming.next_weekday(context.today, wanted) + dt.timedelta(days=_LATER.get(found["later"], 0)), context)


def _date(found: re.Match[str], context: Context) -> Reading:
    return _dated(found, context, words.month(found["month"]))


def _slashed(found: re.Match[str], context: Context) -> Reading:
    return _dated(found, context, int(found["month"]))


def _dated(found: re.Match[str], context: Context, month: int) -> Reading:
    number, year = int(found["day"]), found["year"]
    if not year:
        day = coming.next_anniversary(context.today, month, number)
    else:
        day = dt.date(int(year) if len(year) > 2 else 2000 + int(year), month, number)
    return _day(day, context, warning=_wrong_weekday(found["weekday"], day))


def _number(found: re.Match[str], context: Context) -> Reading:
    return _day(coming.next_number(context.today, int(found["day"])), context)


def _weekday_and_number(found: re.Match[str], context: Context) -> Reading | None:
    """Read « vendredi 27 »; a number that is not that Friday's counts something, unless it stands alone."""
    day = coming.next_number(context.today, int(found["day"]))
    warning = _wrong_weekday(found["weekday"], day)
    if warning and found["alone"] is None:
        return None
    return _day(day, context, warning=warning)


def _wrong_weekday(written: str | None, day: dt.date) -> str:
    right = days.weekday_name(day)
    if written in (None, right):
        return ""
    return f"Le {days.full_date(day)} est un {right}, pas un {written} : la date compte."


def _nth_weekday(found: re.Match[str], context: Context) -> Reading:
    month = words.month(found["month"]) if found["month"] else None
    place, wanted = words.ordinal(found["nth"]), words.weekday(found["weekday"])
    return _day(coming.next_nth(context.today, place, wanted, month), context)


def _month_end(found: re.Match[str], context: Context) -> Reading:
    if not found["month"]:
        return _day(days.month_end(context.today), context)
    month, year = words.month(found["month"]), found["year"]
    if year:
        return _day(days.month_end(dt.date(int(year), month, 1)), context)
    return _day(coming.next_month_end(context.today, month), context)


def _offset(found: re.Match[str], context: Context) -> Reading:
    return _day(coming.later(context.today, words.number(found["count"]), _UNITS[found["unit"]]), context)


def _before_deadline(found: re.Match[str], context: Context) -> Reading | None:
    """Read « J-5 avant DSN »: calendar days before the client's next deadline of that rule."""
    count, name = int(found["count"]), found["rule"]
    deadline = context.next_deadline(name)
    if deadline is None:
        return None
    day = coming.known(deadline - dt.timedelta(days=count))
    return _day(day, context, label=f"{coming.told(day, context.today)} (J-{count} {name.upper()})")


RULES = (
    rule(f"{_WITH_WEEKDAY}(?P<day>{DAY_NUMBER})(?:er)? (?P<month>{MONTH})(?: (?P<year>{YEAR}))?{PART}", _date),
    rule(
        f"{_WITH_WEEKDAY}{_NOT_A_NUMBER}(?!24/7(?![0-9]))(?P<day>{DAY_NUMBER})/(?P<month>0?[1-9]|1[0-2])"
        f"(?:/(?P<year>{YEAR}|[0-9]{{2}}))?{_NOT_A_FRACTION}{PART}",
        _slashed,
    ),
    rule(
        f"(?P<weekday>{WEEKDAY})(?: le)? (?P<day>{DAY_NUMBER})(?:er)?(?!\\w)"
        f"{UNMEASURED}{UNCOUNTED}{PART}(?P<alone>{ALONE})?",
        _weekday_and_number,
    ),
    rule(
        f"le (?P<nth>{ORDINAL}) (?P<weekday>{WEEKDAY})(?: du mois| (?:de |d')(?P<month>{MONTH}))?{PART}", _nth_weekday
    ),
    rule(f"le (?P<day>1)er(?: du mois)?{PART}{ALONE}", _number),
    rule(f"le (?P<day>{DAY_NUMBER})(?!\\w){UNMEASURED}(?: du mois)?{PART}", _number),
    rule(
        f"(?:ce )?(?P<weekday>{WEEKDAY})(?: (?P<next>prochain)| en (?P<later>huit|8|quinze|15)|{_NO_DATE}){PART}",
        _weekday,
    ),
    rule(f"(?P<name>{'|'.join(_NAMED)}){PART}", _named),
    rule("(?:ce (?:matin|midi|soir)|cet apres[ -]midi|cette nuit)", _this_part_of_today),
    rule(f"(?:la )?fin (?:de mois|du mois|(?:de |d')?(?P<month>{MONTH})(?: (?P<year>{YEAR}))?)", _month_end),
    rule(f"dans (?P<count>{NUMBER}) ?(?P<unit>jours?|j|semaines?|mois|ans?)(?! (?:ouvr|franc))", _offset),
    rule("j ?- ?(?P<count>[0-9]{1,3}) avant (?:la |le |les |l')?(?P<rule>[a-z][\\w-]{1,40})", _before_deadline),
)
