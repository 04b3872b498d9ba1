"""Legal dates as an iCalendar file: one event of a whole day for each, which any agenda shows."""

import datetime as dt
from typing import TYPE_CHECKING

from officedesk.domain.legal_calendar import CalendarLine, LegalCalendar

if TYPE_CHECKING:
    from icalendar import Alarm, Event


def write(calendar: LegalCalendar, now: dt.datetime) -> bytes:
    """Return the file; obligations without a date and those set aside have no place in an agenda.

    A second import updates the events of the first: their ``UID`` is that of the obligation, whatever the day.
    """
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", "-//OfficeDesk//Calendrier légal//FR")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", f"Échéances légales, {calendar.client}")
    for line in calendar.lines:
        if line.due is not None and (line.is_open or line.done_on is not None):
            made.add_component(_event(line, line.due, now))
    return bytes(made.to_ical())


def _event(line: CalendarLine, due: dt.date, now: dt.datetime) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", line.uid)
    event.add("dtstamp", now)
    event.add("summary", line.timed_title if line.is_open else f"✓ {line.title}")
    event.add("dtstart", due)
    event.add("dtend", due + dt.timedelta(days=1))
    # A date to keep does not take the day: nobody is told to be busy.
    event.add("transp", "TRANSPARENT")
    if line.domain:
        event.add("categories", [line.domain])
    event.add("description", "\n".join(line.told()))
    if line.source.startswith(("http://", "https://")):
        event.add("url", line.source)
    for days in line.lead_days:
        event.add_component(_alarm(line, days))
    return event


def _alarm(line: CalendarLine, days: int) -> "Alarm":
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", line.timed_title)
    # From the midnight that opens the day: nine in the morning, so many days before.
    alarm.add("trigger", dt.timedelta(hours=9) - dt.timedelta(days=days))
    return alarm
