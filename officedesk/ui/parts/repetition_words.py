"""What is said of a repetition, wherever it is shown: « Toutes les 2 semaines, le lundi et le jeudi, jusqu’au … »."""

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from officedesk.domain.days import MONTHS, WEEKDAYS, short_date
from officedesk.domain.repetition import DAILY, MONTHLY, WEEKLY, YEARLY, last_day
from officedesk.domain.rrule import Rule, RuleError, parse_rule
from officedesk.ui.parts.readings import counted

translate = QCoreApplication.translate

HOURLY = "HOURLY"
WORKING_DAYS = (0, 1, 2, 3, 4)
LONGEST_MONTH = 31


def rule_words(rule: str, first: dt.datetime, *, from_done: bool = False) -> str:
    """Return the value of an RRULE in words, nothing for none; ``first`` decides what the rule does not say.

    With ``from_done`` the rule is counted from the day on which a task is done, and its count is what is left.
    """
    if not rule:
        return ""
    try:
        read = parse_rule(rule, first, lambda moment: moment)
    except RuleError:
        return translate("Repeats", "Selon une règle qui ne peut pas être suivie")
    parts = [_after_done(read)] if from_done else [_frequency(read), *_days(read), _finer(read)]
    return ", ".join(part for part in (*parts, _end(read, first)) if part)


def series_words(recurrence: str, first: dt.datetime) -> str:
    """Return the words of the lines RRULE, RDATE and EXDATE of an event, nothing when it does not repeat."""
    values: dict[str, list[str]] = {"RRULE": [], "RDATE": [], "EXDATE": []}
    for line in recurrence.split():
        name, _, value = line.partition(":")
        values.setdefault(name.partition(";")[0].upper(), []).append(value)
    told = " ; ".join(rule_words(rule, first) for rule in values["RRULE"])
    more, less = (sum(len(each.split(",")) for each in values[name]) for name in ("RDATE", "EXDATE"))
    parts = [
        told,
        _some(more, translate("Repeats", "et {count} autre date"), translate("Repeats", "et {count} autres dates")),
        _some(less, translate("Repeats", "sauf {count} date"), translate("Repeats", "sauf {count} dates")),
    ]
    return ", ".join(part for part in parts if part)


def _some(count: int, one: str, many: str) -> str:
    return counted(count, one, many) if count else ""


def weekday_ranks() -> dict[int, str]:
    """Return the words of the rank of a weekday in its month, without those that a number makes."""
    return {0: "", 1: translate("Repeats", "1er "), -1: translate("Repeats", "dernier ")}


def ranked(rank: int, weekday: int) -> str:
    """Return « 3e jeudi », « dernier lundi », « lundi » for rank 0."""
    before = translate("Repeats", "{rank}e avant-dernier ") if rank < -1 else translate("Repeats", "{rank}e ")
    return f"{weekday_ranks().get(rank, before.format(rank=abs(rank)))}{WEEKDAYS[weekday]}"


def _after_done(rule: Rule) -> str:
    names = {
        HOURLY: (translate("Repeats", "{count} heure"), translate("Repeats", "{count} heures")),
        DAILY: (translate("Repeats", "{count} jour"), translate("Repeats", "{count} jours")),
        WEEKLY: (translate("Repeats", "{count} semaine"), translate("Repeats", "{count} semaines")),
        MONTHLY: (translate("Repeats", "{count} mois"), translate("Repeats", "{count} mois")),
        YEARLY: (translate("Repeats", "{count} an"), translate("Repeats", "{count} ans")),
    }
    length = counted(rule.interval, *names[rule.frequency])
    return translate("Repeats", "{length} après l’avoir fait").format(length=length)


def _frequency(rule: Rule) -> str:
    one, many = {
        HOURLY: (translate("Repeats", "Toutes les heures"), translate("Repeats", "Toutes les {count} heures")),
        DAILY: (translate("Repeats", "Chaque jour"), translate("Repeats", "Tous les {count} jours")),
        WEEKLY: (translate("Repeats", "Chaque semaine"), translate("Repeats", "Toutes les {count} semaines")),
        MONTHLY: (translate("Repeats", "Chaque mois"), translate("Repeats", "Tous les {count} mois")),
        YEARLY: (translate("Repeats", "Chaque année"), translate("Repeats", "Tous les {count} ans")),
    }[rule.frequency]
    return one if rule.interval == 1 else many.format(count=rule.interval)


def _days(rule: Rule) -> list[str]:
    """Return the days of a rule, then the months that it keeps to."""
    words = []
    if rule.weekdays:
        words.append(_weekdays(rule))
    if rule.month_days:
        words.append(_numbers(rule))
    if rule.months and not (rule.frequency == YEARLY and rule.month_days):
        named = listed([MONTHS[month - 1] for month in rule.months])
        words.append(translate("Repeats", "en {months}").format(months=named))
    return words


def _weekdays(rule: Rule) -> str:
    if all(not rank for rank, _ in rule.weekdays):
        days = tuple(sorted({weekday for _, weekday in rule.weekdays}))
        if days == WORKING_DAYS:
            return translate("Repeats", "du lundi au vendredi")
    the = translate("Repeats", "le {day}")
    return listed([the.format(day=ranked(*each)) for each in rule.weekdays])


def _numbers(rule: Rule) -> str:
    """Return « le 15 », « le dernier jour », and for every year « le 14 mars »."""
    last = rule.positions == (-1,)
    days = rule.month_days[-1:] if last else rule.month_days
    if (days == (-1,)) or (last and days == (LONGEST_MONTH,)):
        words = translate("Repeats", "le dernier jour")
    else:
        the = translate("Repeats", "le {day}")
        words = listed([the.format(day=_number(day)) for day in days])
    if rule.frequency == YEARLY and rule.months:
        return f"{words} {listed([MONTHS[month - 1] for month in rule.months])}"
    return words


def _number(day: int) -> str:
    if day < 0:
        before = translate("Repeats", "{day}e jour avant la fin du mois").format(day=-day)
        return before if day < -1 else translate("Repeats", "dernier jour")
    return translate("Repeats", "1er") if day == 1 else str(day)


def _finer(rule: Rule) -> str:
    """Say that a rule of another calendar asks for more than these words tell."""
    known = rule.positions == (-1,) and bool(rule.month_days) and not rule.weekdays
    finer = (rule.positions and not known) or rule.week_numbers or rule.year_days or rule.hours or rule.minutes
    return translate("Repeats", "selon une règle plus précise d’un autre agenda") if finer or rule.seconds else ""


def _end(rule: Rule, first: dt.datetime) -> str:
    last = last_day(rule, first)
    if last is not None:
        return translate("Repeats", "jusqu’au {day}").format(day=short_date(last))
    if rule.count is not None:
        return translate("Repeats", "{count} fois").format(count=rule.count)
    return ""


def listed(names: Sequence[str]) -> str:
    """Return « le lundi, le mardi et le jeudi »."""
    if len(names) < 2:
        return "".join(names)
    return translate("Repeats", "{some} et {last}").format(some=", ".join(names[:-1]), last=names[-1])
