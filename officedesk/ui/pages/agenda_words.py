"""What the calendar says: its title, the hours of an entry, the whole of it for who cannot see it."""

import datetime as dt

from PySide6.QtCore import QCoreApplication

from officedesk.domain import days
from officedesk.domain.agenda import DAY, Entry

translate = QCoreApplication.translate

WEEK = dt.timedelta(days=7)


def day_heading(day: dt.date) -> str:
    """Return « lun. 23 »."""
    return f"{days.weekday_name(day)[:3]}. {day.day}"


def title_of(view: str, day: dt.date) -> str:
    """Return « Semaine du 23 novembre », « Lundi 23 novembre » or « Novembre 2026 »."""
    if view == "day":
        return _capital(days.long_day(day))
    if view == "month":
        return _capital(days.month_name(day))
    monday = days.monday_of(day)
    return translate("Agenda", "Semaine du {day}").format(day=days.full_date(monday).rpartition(" ")[0])


def facts_of(view: str, day: dt.date, planned: int) -> str:
    """Return « semaine 48, 27 h planifiées »."""
    parts = []
    if view != "month":
        week = int(days.iso_week(day).rpartition("W")[2])
        parts.append(translate("Agenda", "Semaine {number}").format(number=week))
    parts.append(translate("Agenda", "{hours} planifiées").format(hours=days.hours(planned)))
    return ", ".join(parts)


def hours_of(entry: Entry) -> str:
    """Return « 9:30 – 11:00 », nothing for a whole day."""
    return "" if entry.all_day else f"{_clock(entry.start)} – {_clock(entry.end)}"


def spoken(entry: Entry, client: str) -> str:
    """Return everything about an entry: for a screen reader, and for a tooltip."""
    kind = {
        "event": translate("Agenda", "événement"),
        "task": translate("Agenda", "tâche"),
        "deadline": translate("Agenda", "échéance légale"),
    }[entry.kind]
    last = (entry.end - DAY).date() if entry.all_day else entry.end.date()
    when = days.long_day(entry.start.date())
    if last > entry.start.date():
        when = translate("Agenda", "du {first} au {last}").format(first=when, last=days.long_day(last))
    repeated = translate("Agenda", "se répète") if entry.repeats else ""
    parts = (entry.title, client, when, hours_of(entry), entry.place, kind, repeated)
    return ", ".join(part for part in parts if part)


def _clock(moment: dt.datetime) -> str:
    return f"{moment.hour}:{moment.minute:02d}"


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
