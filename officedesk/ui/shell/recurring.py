"""The occurrences of recurring events, which plain SQL cannot tell: added to the first screen once the desk is open."""

from typing import TYPE_CHECKING

from officedesk.storage.glance import AHEAD, EventLine, Glance

if TYPE_CHECKING:
    from officedesk.services.events import Occurrence
    from officedesk.storage.portfolio import Portfolio


def recurring_events(portfolio: "Portfolio", glance: Glance) -> tuple[EventLine, ...]:
    """Return the occurrences to come that the glance does not hold, each client's through its own workspace."""
    from officedesk.services import events

    known = {event.id for event in glance.events}
    end = glance.day + AHEAD
    return tuple(
        _line(line.id, each)
        for line in (*glance.clients, glance.own)
        for each in events.occurrences(portfolio.workspace_by_id(line.id), glance.day, end)
        if each.event_id not in known
    )


def _line(client_id: int, each: "Occurrence") -> EventLine:
    return EventLine(each.event_id, client_id, each.title, each.start, each.end, each.all_day, each.place, each.guests)
