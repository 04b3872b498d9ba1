"""What was done, read from the journal as tuples: the bin, and the history of a client."""

import datetime as dt
import json
from typing import Any, NamedTuple

KEPT = dt.timedelta(days=30)
MOST = 1000
NAMES = ("title", "name", "question", "subject", "note", "text")


class Deletion(NamedTuple):
    """One step that deleted rows and did nothing else; ``names`` are the titles of what it took away."""

    id: int
    client_id: int | None
    at: dt.datetime
    label: str
    names: tuple[str, ...]


class Done(NamedTuple):
    """One step of a client: when, what, by her or by the program, and whether it was taken back since."""

    id: int
    at: dt.datetime
    label: str
    by_user: bool
    undone: bool


# What a step changed besides would be taken back with it: such a step is undone from its toast or by its key.
DELETIONS = """
SELECT s.id, s.client_id, s.at, s.label, c.before FROM journal_step AS s JOIN journal_change AS c ON c.step_id = s.id
WHERE s.state = 'done' AND s.author = 'user' AND s.at >= ? AND s.id IN (
  SELECT step_id FROM journal_change WHERE after IS NULL AND step_id > 0 ORDER BY step_id DESC LIMIT ?)
  AND NOT EXISTS (SELECT 1 FROM journal_change AS o WHERE o.step_id = s.id AND o.after IS NOT NULL)
ORDER BY s.id DESC, c.id DESC
"""
HISTORY = """
SELECT id, at, label, author = 'user', state != 'done' FROM journal_step
WHERE client_id = ? ORDER BY id DESC LIMIT ?
"""


def deletions(connection: Any, now: dt.datetime) -> list[Deletion]:
    """Return what was deleted in the last 30 days and is not back, the last first."""
    since = (now.astimezone(dt.UTC) - KEPT).strftime("%Y-%m-%d %H:%M:%S")
    found: dict[int, Deletion] = {}
    for step_id, client_id, at, label, before in connection.execute(DELETIONS, (since, MOST)):
        known = found.get(step_id) or Deletion(step_id, client_id, moment(at), label, ())
        name = name_in(before)
        found[step_id] = known._replace(names=(*known.names, name)) if name else known
    return list(found.values())


def history(connection: Any, client_id: int) -> list[Done]:
    """Return the last steps of a client, the last first."""
    rows = connection.execute(HISTORY, (client_id, MOST))
    return [Done(step_id, moment(at), label, bool(user), bool(undone)) for step_id, at, label, user, undone in rows]


def name_in(image: str) -> str:
    """Return what a deleted row was called, nothing for a link between two rows."""
    values = json.loads(image)
    return next((str(values[name]) for name in NAMES if values.get(name)), "")


def moment(text: str) -> dt.datetime:
    """Return a stored moment, aware."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)
