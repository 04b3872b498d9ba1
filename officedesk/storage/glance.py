"""What the first screen shows, read as tuples by plain SQL: SQLModel is not imported to paint it.

Every query is bounded by a LIMIT and served by an index: it costs the same with a thousand tasks
and with a million.
"""

import datetime as dt
from typing import Any, NamedTuple

SHOWN = 50
AHEAD = dt.timedelta(days=30)
DEFAULT_HOURS = {"monday": 7, "tuesday": 7, "wednesday": 7, "thursday": 7, "friday": 7, "saturday": 0, "sunday": 0}
WEEKDAYS = tuple(DEFAULT_HOURS)


class ClientLine(NamedTuple):
    """A client of the sidebar; ``late`` counts its late legal dates."""

    id: int
    slug: str
    name: str
    swatch: int
    late: int


class TaskLine(NamedTuple):
    """An open task; ``waits`` says that a decision or another task holds it back."""

    id: int
    client_id: int
    title: str
    due: dt.date | None
    due_time: dt.time | None
    estimate_minutes: int | None
    waits: bool


class DeadlineLine(NamedTuple):
    """An open obligation."""

    id: int
    client_id: int
    title: str
    domain: str
    due: dt.date | None
    due_time: dt.time | None
    why: str


class DecisionLine(NamedTuple):
    """A decision that the director has not taken yet."""

    id: int
    client_id: int
    question: str
    state: str
    asked_on: dt.date | None
    limit: dt.date | None


class EventLine(NamedTuple):
    """An event that does not recur; recurring ones are expanded once the services are there."""

    id: int
    client_id: int
    title: str
    start: dt.datetime
    end: dt.datetime
    all_day: bool
    place: str
    guests: int | None


class Glance(NamedTuple):
    """Everything on the first screen; lists hold at most SHOWN lines, and one more when there are more.

    ``deadlines`` are two such lists, one after the other: the late ones, then those of today and after. While the
    screen is ``shared`` with a client, nothing of the others is in it.
    """

    day: dt.date
    own: ClientLine
    clients: tuple[ClientLine, ...]
    late: tuple[TaskLine, ...]
    today: tuple[TaskLine, ...]
    following: tuple[TaskLine, ...]
    deadlines: tuple[DeadlineLine, ...]
    decisions: tuple[DecisionLine, ...]
    events: tuple[EventLine, ...]
    available_minutes: int
    planned_minutes: int
    theme: str
    text_size: int = 100
    shared: int | None = None

    def client(self, client_id: int) -> ClientLine:
        """Return the line of a client, or of her own business."""
        return next((line for line in self.clients if line.id == client_id), self.own)


TASKS = """
SELECT id, client_id, title, due, due_time, estimate_minutes,
       EXISTS (SELECT 1 FROM wait LEFT JOIN decision ON decision.id = wait.decision_id
                                  LEFT JOIN task AS other ON other.id = wait.other_task_id
               WHERE wait.task_id = task.id
                 AND (decision.state NOT IN ('answered') OR other.status = 'open'))
FROM task
WHERE status = 'open' AND {when} AND client_id NOT IN (SELECT id FROM client WHERE archived_on IS NOT NULL)
ORDER BY due, due_time, id LIMIT ?
"""
LATE_TASKS = TASKS.format(when="due < ?")
TODAY_TASKS = TASKS.format(when="due = ?")
NEXT_TASKS = TASKS.format(when="due > ?")
DEADLINES = """
SELECT id, client_id, title, domain, due, due_time, why FROM deadline
WHERE status = 'open' AND due BETWEEN ? AND ?
  AND client_id NOT IN (SELECT id FROM client WHERE archived_on IS NOT NULL)
ORDER BY due, id LIMIT ?
"""
DECISIONS = """
SELECT id, client_id, question, state, asked_on, "limit" FROM decision
WHERE state NOT IN ('answered', 'expired') AND client_id NOT IN (SELECT id FROM client WHERE archived_on IS NOT NULL)
ORDER BY "limit", id LIMIT ?
"""
EVENTS = """
SELECT id, client_id, title, start, "end", all_day, place, guests FROM event
WHERE start >= ? AND start < ? AND recurrence = '' AND NOT cancelled
  AND client_id NOT IN (SELECT id FROM client WHERE archived_on IS NOT NULL)
ORDER BY start, id LIMIT ?
"""
# Her own business has no colour: domain.entities.OWN_SWATCH, whose module is not imported before the first paint.
SWATCH = "CASE WHEN own THEN -1 ELSE colour END"
CLIENTS = f"SELECT id, slug, name, {SWATCH}, own FROM client WHERE archived_on IS NULL ORDER BY own DESC, name"  # noqa: S608
LATE_DEADLINES = "SELECT 1 FROM deadline WHERE client_id = ? AND status = 'open' AND due < ? LIMIT 99"
PLANNED = "SELECT sum(estimate_minutes) FROM task WHERE status = 'open' AND due = ?"
# Settings are JSON, which SQLite reads as well: Python's own reader would take longer than all these queries.
LOOK = """
SELECT name, json_extract(value, '$') FROM setting WHERE name IN ('theme', 'text_size', 'shared_screen')
"""
HOURS = "SELECT coalesce(json_extract(value, '$.' || ?), 0) FROM setting WHERE name = 'hours'"
AWAY = """
SELECT EXISTS (SELECT 1 FROM setting, json_each(setting.value) AS absence
               WHERE setting.name = 'absences'
                 AND ? BETWEEN absence.value ->> 'from' AND coalesce(absence.value ->> 'to', absence.value ->> 'from'))
"""


def read(connection: Any, day: dt.date) -> Glance:
    """Return the first screen of a day from an open DB-API connection to an up-to-date file."""
    today = day.isoformat()
    clients = [
        (ClientLine(id, slug, name, swatch, len(connection.execute(LATE_DEADLINES, (id, today)).fetchall())), own)
        for id, slug, name, swatch, own in connection.execute(CLIENTS).fetchall()
    ]
    look = dict(connection.execute(LOOK).fetchall())
    yesterday, until = (day - dt.timedelta(days=1)).isoformat(), (day + AHEAD).isoformat()
    glance = Glance(
        day=day,
        own=next(line for line, own in clients if own),
        clients=tuple(line for line, own in clients if not own),
        late=_tasks(connection, LATE_TASKS, today),
        today=_tasks(connection, TODAY_TASKS, today),
        following=_tasks(connection, NEXT_TASKS, today),
        # Many that are late must not take the place of those that come.
        deadlines=(*_deadlines(connection, "", yesterday), *_deadlines(connection, today, until)),
        decisions=tuple(
            DecisionLine(id, client, question, state, date_of(asked), date_of(limit))
            for id, client, question, state, asked, limit in connection.execute(DECISIONS, (SHOWN + 1,))
        ),
        events=tuple(
            EventLine(id, client, title, moment_of(start), moment_of(end), bool(all_day), place, guests)
            for id, client, title, start, end, all_day, place, guests in connection.execute(
                EVENTS, (today, until, SHOWN + 1)
            )
        ),
        available_minutes=available_minutes(connection, day),
        planned_minutes=int(connection.execute(PLANNED, (today,)).fetchone()[0] or 0),
        theme=str(look.get("theme", "auto")),
        text_size=int(look.get("text_size", 100)),
    )
    shared = look.get("shared_screen")
    return glance if shared is None else _alone(glance, shared)


def _alone(glance: Glance, client_id: int) -> Glance:
    """Return what a screen shared with a client may show; a client that is gone is shared with nobody."""
    if all(line.id != client_id for line in glance.clients):
        return glance
    today = tuple(line for line in glance.today if line.client_id == client_id)
    return glance._replace(
        clients=tuple(line for line in glance.clients if line.id == client_id),
        late=tuple(line for line in glance.late if line.client_id == client_id),
        today=today,
        following=tuple(line for line in glance.following if line.client_id == client_id),
        deadlines=tuple(line for line in glance.deadlines if line.client_id == client_id),
        decisions=tuple(line for line in glance.decisions if line.client_id == client_id),
        events=tuple(line for line in glance.events if line.client_id == client_id),
        planned_minutes=sum(line.estimate_minutes or 0 for line in today),
        shared=client_id,
    )


def available_minutes(connection: Any, day: dt.date) -> int:
    """Return her working minutes on a day, from her hours per weekday less her absences."""
    if connection.execute(AWAY, (day.isoformat(),)).fetchone()[0]:
        return 0
    weekday = WEEKDAYS[day.weekday()]
    chosen = connection.execute(HOURS, (weekday,)).fetchone()
    return round(60 * (chosen[0] if chosen else DEFAULT_HOURS[weekday]))


def _tasks(connection: Any, query: str, day: str) -> tuple[TaskLine, ...]:
    return tuple(
        TaskLine(id, client, title, date_of(due), time_of(due_time), estimate, bool(waits))
        for id, client, title, due, due_time, estimate, waits in connection.execute(query, (day, SHOWN + 1))
    )


def _deadlines(connection: Any, since: str, until: str) -> tuple[DeadlineLine, ...]:
    return tuple(
        DeadlineLine(id, client, title, domain, date_of(due), time_of(due_time), why)
        for id, client, title, domain, due, due_time, why in connection.execute(DEADLINES, (since, until, SHOWN + 1))
    )


def date_of(text: str | None) -> dt.date | None:
    """Return a stored date."""
    return dt.date.fromisoformat(text) if text else None


def time_of(text: str | None) -> dt.time | None:
    """Return a stored hour."""
    return dt.time.fromisoformat(text) if text else None


def moment_of(text: str) -> dt.datetime:
    """Return a stored local moment."""
    return dt.datetime.fromisoformat(text)
