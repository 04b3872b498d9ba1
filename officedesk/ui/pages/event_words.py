"""What the screens say of events."""

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from officedesk.domain import days
from officedesk.domain.recurrence import DESK_ZONE
from officedesk.ui.pages.deadline_words import hour_words
from officedesk.ui.parts.detail import Fact
from officedesk.ui.parts.readings import counted, euros

if TYPE_CHECKING:
    from officedesk.domain.entities import Event
    from officedesk.services.events import Occurrence

DAY = dt.timedelta(days=1)

translate = QCoreApplication.translate


def when_words(occurrence: "Occurrence") -> str:
    """Return « jeudi 17 décembre 2026, 12 h 30 à 14 h », or the days of an event of whole days."""
    start = days.long_day(occurrence.start.date())
    if occurrence.all_day:
        last = (occurrence.end - DAY).date()
        if last <= occurrence.start.date():
            return start
        return translate("Events", "du {start} au {end}").format(start=start, end=days.long_day(last))
    begins = hour_words(occurrence.start.time())
    if occurrence.end == occurrence.start:
        return translate("Events", "{day}, {hour}").format(day=start, hour=begins)
    ends = hour_words(occurrence.end.time())
    if occurrence.end.date() != occurrence.start.date():
        ends = f"{days.long_day(occurrence.end.date())}, {ends}"
    return translate("Events", "{day}, {start} à {end}").format(day=start, start=begins, end=ends)


def event_facts(occurrence: "Occurrence") -> list[Fact]:
    """Return the lines of an event's card; what is unknown says nothing."""
    guests = translate("Events", "{count} invité"), translate("Events", "{count} invités")
    return [
        Fact(translate("Events", "Quand"), when_words(occurrence)),
        Fact(translate("Events", "Lieu"), occurrence.place),
        Fact(translate("Events", "Invités"), "" if occurrence.guests is None else counted(occurrence.guests, *guests)),
        Fact(translate("Events", "Budget"), "" if occurrence.budget_cents is None else euros(occurrence.budget_cents)),
    ]


def zone_words(event: "Event") -> str:
    """Return « 9 h, « America/New_York » » for an event of another zone, nothing for the desk's own."""
    if event.all_day or event.zone == DESK_ZONE:
        return ""
    words = translate("Events", "{hour} à l’heure de « {zone} »")
    return words.format(hour=hour_words(event.start.time()), zone=event.zone)
