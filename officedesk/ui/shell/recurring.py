"""The occurrences of recurring events, which plain SQL cannot tell: added to the first screen once the desk is open."""

from typing import TYPE_CHECKING

from officedesk.storage.glance import AHEAD, EventLine, Glance

if TYPE_CHECKING:
    from officedesk.storage.portfolio import Portfolio


def recurring_events(portfolio: "Portfolio", glance: Glance) -> tuple[EventLine, ...]:
    """Return the occurrences to come that the glance does not hold, each client's through its own workspace."""
    from officedesk.services import events

    known = {event.id for event in glance.events}
    found = []
    for line in (*glance.clients, glance.own):
        workspace = portfolio.workspace_by_id(line.id)
        for each in events.occurrences(workspace, glance.day, glance.day + AHEAD):
            if each.event_id not in known:
                found.append(
                    EventLine(
                        id=each.event_id,
                        client_id=line.id,
                        title=each.title,
                        start=each.start,
                        end=each.end,
                        all_day=each.all_day,
                        place=each.place,
                        guests=each.guests,
                    )
                )
    return tuple(found)
