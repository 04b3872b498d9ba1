"""One date of an event that repeats, or that one and those after it: changed and deleted, each in one step.

An exception is an event of its own that takes the place of a date; to change what follows ends the series before that
date and starts another one.
"""

import datetime as dt
from typing import Any

from sqlmodel import col

from officedesk.domain.entities import Event, EventDraft
from officedesk.domain.errors import InvalidInputError
from officedesk.domain.recurrence import BUDGET, DESK_ZONE, expand, told_in, why_not
from officedesk.storage.workspace import Workspace

SECOND = dt.timedelta(seconds=1)
HOUR = dt.timedelta(hours=1)
CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
BY_DATE = ("BYDAY", "BYMONTHDAY", "BYMONTH")
SINGLE = ("COUNT", "INTERVAL")
UNREADABLE = (
    "La règle de cette répétition est illisible : choisissez une autre répétition pour toute la série, "
    "ou changez cette date seulement."
)
FOREIGN = (
    "Cette répétition vient d’un autre agenda et ne se coupe pas : changez cette date seulement, ou toute la série."
)

Moment = dt.datetime


def change_occurrence(
    workspace: Workspace, event_id: int, at: Moment, start: Moment, end: Moment, **values: Any
) -> Event:
    """Change one date, whose start was ``at``; moments are wall time of the desk."""
    event = workspace.get(Event, event_id)
    moved = {**_moments(event, start, end, values), **values}
    with workspace.step("Modifier une date d’un événement") as step:
        if event.series_uid:
            return step.change(event, **moved)
        return step.add(Event, _exception(event, at, **moved))


def delete_occurrence(workspace: Workspace, event_id: int, at: Moment) -> None:
    """Take one date out of a series; an exception stays, cancelled, so that the date does not come back."""
    event = workspace.get(Event, event_id)
    with workspace.step("Supprimer une date d’un événement") as step:
        if event.series_uid:
            step.change(event, cancelled=True)
        else:
            step.add(Event, _exception(event, at, cancelled=True))


def change_following(
    workspace: Workspace, event_id: int, at: Moment, start: Moment, end: Moment, **values: Any
) -> Event:
    """Change a date and all those after it; raise InvalidInputError for a series that cannot be cut."""
    event = workspace.get(Event, event_id)
    was = _date(event, at)
    if was <= event.start:
        return change_series(workspace, event_id, at, start, end, **values)
    before, after = _cut(event, was)
    moved = _moments(event, start, end, values)
    by = moved["start"] - (at if "zone" in moved else was)
    told = {**_told(event), "recurrence": _shifted(after, was, was + by), **moved}
    with workspace.step("Modifier les dates suivantes d’un événement") as step:
        step.change(event, recurrence=before)
        made = step.add(Event, EventDraft.model_validate({**told, **values}))
        for each in _exceptions(workspace, event, was):
            step.change(each, series_uid=made.uid, replaces=_replaced(event, each, moved) + by)
    return made


def rule_from(workspace: Workspace, event_id: int, at: Moment) -> str:
    """Return how a date and those after it repeat; raise InvalidInputError for a series that cannot be cut."""
    event = workspace.get(Event, event_id)
    was = _date(event, at)
    return event.recurrence if was <= event.start else _cut(event, was)[1]


def delete_following(workspace: Workspace, event_id: int, at: Moment) -> None:
    """End a series before a date; its exceptions from that date on go with it."""
    event = workspace.get(Event, event_id)
    was = _date(event, at)
    first = was <= event.start
    before = "" if first else _cut(event, was)[0]
    with workspace.step("Supprimer les dates suivantes d’un événement") as step:
        for each in _exceptions(workspace, event, was):
            step.delete(each)
        if first:
            step.delete(event)
        else:
            step.change(event, recurrence=before)


def change_series(workspace: Workspace, event_id: int, at: Moment, start: Moment, end: Moment, **values: Any) -> Event:
    """Move every date of a series as much as one of them is moved, and change what is given of all of them."""
    event = workspace.get(Event, event_id)
    moved = _moments(event, start, end, values)
    was, first = (at, _here(event)) if "zone" in moved else (_local(event, at), event.start)
    by, length = moved["start"] - was, moved["end"] - moved["start"]
    rule = values.pop("recurrence", None)
    recurrence = _shifted(event.recurrence, was, was + by) if rule in (None, event.recurrence) else rule
    placed = {**moved, "start": first + by, "end": first + by + length, "recurrence": recurrence}
    with workspace.step("Modifier un événement") as step:
        if by or "zone" in moved:
            for each in _exceptions(workspace, event, dt.datetime.min):  # noqa: DTZ901 - wall time
                step.change(each, replaces=_replaced(event, each, moved) + by)
        return step.change(event, **{**placed, **values})


# --- the parts -------------------------------------------------------------------------------------------------------


def _local(event: Event, moment: Moment) -> Moment:
    return moment if event.all_day else told_in(moment, DESK_ZONE, event.zone)


def _here(event: Event) -> Moment:
    """Return the start of an event, wall time of the desk."""
    return event.start if event.all_day else told_in(event.start, event.zone, DESK_ZONE)


def _moments(event: Event, start: Moment, end: Moment, values: dict[str, Any]) -> dict[str, Any]:
    """Return a start and an end in the zone of an event; from hours to whole days, or back, it takes the desk's."""
    if values.get("all_day", event.all_day) != event.all_day:
        return {"start": start, "end": end, "zone": DESK_ZONE}
    return {"start": _local(event, start), "end": _local(event, end)}


def _date(event: Event, at: Moment) -> Moment:
    """Return a date as the rule gives it: an hour that the clock leaves out that night is shown an hour later."""
    was = _local(event, at)
    spans = expand(
        start=event.start, end=event.start, zone=event.zone, all_day=True, recurrence=event.recurrence,
        window_start=was - HOUR, window_end=was + SECOND, limit=BUDGET,
    )  # fmt: skip
    return spans[-1][0] if spans else was


def _told(event: Event) -> dict[str, Any]:
    return {name: getattr(event, name) for name in EventDraft.model_fields}


def _exception(event: Event, at: Moment, **values: Any) -> EventDraft:
    place = _local(event, at)
    length = event.end - event.start
    own = {"recurrence": "", "series_uid": event.uid, "replaces": place, "start": place, "end": place + length}
    return EventDraft.model_validate({**_told(event), **own, **values})


def _exceptions(workspace: Workspace, event: Event, since: Moment) -> list[Event]:
    return workspace.select(Event, col(Event.series_uid) == event.uid, col(Event.replaces) >= since)


def _replaced(event: Event, exception: Event, moved: dict[str, Any]) -> Moment:
    """Return the date that an exception replaces, in the zone to which its series is moved."""
    place = exception.replaces or exception.start
    return place if "zone" not in moved or event.all_day else told_in(place, event.zone, moved["zone"])


def _cut(event: Event, was: Moment) -> tuple[str, str]:
    """Return the rule of the dates before one, and that of this one and the next."""
    lines = event.recurrence.split()
    rules = [line for line in lines if line.upper().startswith("RRULE:")]
    if len(rules) != 1 or any(line.upper().startswith("RDATE") for line in lines):
        raise InvalidInputError(FOREIGN)
    others = [line for line in lines if line not in rules]
    parts = _parts(rules[0], event.start)
    count = parts.pop("COUNT", None)
    passed = _before(event, rules[0], was) if count is not None else 0
    until = was - SECOND
    ends = f"{until:%Y%m%d}" if event.all_day else f"{until:%Y%m%dT%H%M%S}"
    before = {**{name: value for name, value in parts.items() if name != "UNTIL"}, "UNTIL": ends}
    after = dict(parts)
    if count is not None:
        after["COUNT"] = str(max(1, int(count) - passed))
    return "\n".join([_written(before), *others]), "\n".join([_written(after), *others])


def _before(event: Event, rule: str, was: Moment) -> int:
    """Return how many dates a rule gave before one; a series too long to be counted to it is refused."""
    spans = expand(
        start=event.start, end=event.start, zone=event.zone, all_day=True, recurrence=rule,
        window_start=event.start, window_end=was + SECOND, limit=BUDGET,
    )  # fmt: skip
    if not spans or spans[-1][0] != was:
        raise InvalidInputError(FOREIGN)
    return len(spans) - 1


def _shifted(recurrence: str, was: Moment, begin: Moment) -> str:
    """Return a rule for dates moved to another day: the same weekdays moved alike, or the day of the new date."""
    if was.date() == begin.date():
        return recurrence
    lines = []
    for line in recurrence.split():
        if not line.upper().startswith("RRULE:"):
            lines.append(line)
            continue
        parts = _parts(line, was)
        if parts.get("FREQ") == "WEEKLY":
            by = (begin.weekday() - was.weekday()) % 7
            if "BYDAY" in parts:
                days = [CODES[(CODES.index(each[-2:]) + by) % 7] for each in parts["BYDAY"].split(",")]
                parts["BYDAY"] = ",".join(days)
        elif parts.get("FREQ") != "DAILY":
            nth = "BYDAY" in parts
            parts = {name: value for name, value in parts.items() if name not in BY_DATE}
            if nth and parts.get("FREQ") == "MONTHLY":
                parts["BYDAY"] = f"{(begin.day - 1) // 7 + 1}{CODES[begin.weekday()]}"
        lines.append(_written(parts))
    return "\n".join(lines)


def _parts(line: str, start: Moment) -> dict[str, str]:
    """Return the parts of a rule that say something; raise InvalidInputError for a rule that cannot be followed."""
    rule = line.upper().removeprefix("RRULE:")
    if why_not(rule, start) is not None:
        raise InvalidInputError(UNREADABLE)
    pairs = (part.partition("=") for part in rule.split(";"))
    told = {
        name.strip(): ",".join(filter(None, (each.strip() for each in value.split(",")))) for name, _, value in pairs
    }
    # Where one number is meant, the first one counts, as it does for who follows the rule.
    return {name: value.split(",")[0] if name in SINGLE else value for name, value in told.items() if value}


def _written(parts: dict[str, str]) -> str:
    return "RRULE:" + ";".join(f"{name}={value}" for name, value in parts.items())
