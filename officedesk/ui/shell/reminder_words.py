"""What a reminder says: with names on an open desk, in numbers alone on a locked one."""

import datetime as dt

from PySide6.QtCore import QCoreApplication

from officedesk.domain.reminders import Reminder, Watched
from officedesk.interop.desktop_notifications import Notice
from officedesk.ui.pages.deadline_words import hour_words, near_date
from officedesk.ui.parts.readings import counted

# What a notification shows without being opened.
SHOWN = 6

translate = QCoreApplication.translate


def notice_of(said: Reminder, today: dt.date, *, discreet: bool) -> Notice:
    """Return the notification of a reminder; a discreet one names no client and no obligation."""
    action = translate("Reminders", "Voir les échéances")
    if discreet:
        return Notice(_number(len(said.lines) + said.still_late), action=action)
    lines = [line_of(each, today) for each in said.lines[:SHOWN]]
    rest = len(said.lines) - SHOWN
    if rest > 0:
        lines.append(
            counted(rest, translate("Reminders", "et {count} autre"), translate("Reminders", "et {count} autres"))
        )
    if said.still_late:
        one = translate("Reminders", "{count} autre toujours en retard")
        many = translate("Reminders", "{count} autres toujours en retard")
        lines.append(counted(said.still_late, one, many))
    return Notice(_title(said), "\n".join(lines), action)


def line_of(each: Watched, today: dt.date) -> str:
    """Return « Atelier Lumen · DSN de novembre 2026 · demain avant midi »."""
    return " · ".join((each.client, " ".join(each.title.split()), _when(each, today)))


def _title(said: Reminder) -> str:
    if said.is_notice:
        one = translate("Reminders", "Une échéance tombe bientôt")
        many = translate("Reminders", "{count} échéances tombent bientôt")
    else:
        one = translate("Reminders", "Une échéance à suivre")
        many = translate("Reminders", "{count} échéances à suivre")
    return counted(len(said.lines), one, many)


def _number(count: int) -> str:
    one = translate("Reminders", "Une échéance demande votre attention")
    return counted(count, one, translate("Reminders", "{count} échéances demandent votre attention"))


def _when(each: Watched, today: dt.date) -> str:
    if each.due is None:
        return translate("Reminders", "sans date")
    left = (each.due - today).days
    if left < -1:
        return translate("Reminders", "en retard depuis le {day}").format(day=near_date(each.due, today))
    if left == -1:
        return translate("Reminders", "en retard depuis hier")
    if left > 1:
        words = translate("Reminders", "dans {count} jours, le {day}").format(
            count=left, day=near_date(each.due, today)
        )
    else:
        words = translate("Reminders", "demain") if left else translate("Reminders", "aujourd’hui")
    if each.due_time is None:
        return words
    return translate("Reminders", "{day} avant {hour}").format(day=words, hour=hour_words(each.due_time))
