"""The decisions of every client, read as tuples of the columns shown: ids at once, lines when painted."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

from officedesk.storage.glance import SWATCH, date_of
from officedesk.storage.overview import NOT_ARCHIVED

# What is asked comes first, the oldest question before the others: it has waited longest.
ORDER = 'asked_on IS NULL, asked_on, "limit" IS NULL, "limit", id'
TO_SETTLE = "to settle"


class DecisionView(NamedTuple):
    """What the page of decisions shows: which client, and which state; TO_SETTLE is every one without an answer."""

    client_id: int | None = None
    state: str | None = TO_SETTLE


class DecisionRow(NamedTuple):
    """A line of the page of decisions."""

    id: int
    client_id: int
    client: str
    swatch: int
    question: str
    state: str
    asked_on: dt.date | None
    limit: dt.date | None
    reminded_on: dt.date | None


def decision_ids(connection: Any, view: DecisionView) -> list[int]:
    """Return the ids of the decisions of a view: those that wait longest first, then drafts by their limit."""
    conditions, values = [NOT_ARCHIVED], list[Any]()
    if view.client_id is not None:
        conditions.append("client_id = ?")
        values.append(view.client_id)
    if view.state == TO_SETTLE:
        conditions.append("state != 'answered'")
    elif view.state is not None:
        conditions.append("state = ?")
        values.append(view.state)
    query = f"SELECT id FROM decision WHERE {' AND '.join(conditions)} ORDER BY {ORDER}"  # noqa: S608
    return [found[0] for found in connection.execute(query, values)]


def decision_rows(connection: Any, ids: Sequence[int]) -> list[DecisionRow]:
    """Return the lines of the given ids, in their order; absent ones are skipped."""
    marks = ", ".join("?" * len(ids))
    query = f"""
        SELECT d.id, d.client_id, c.name, {SWATCH}, d.question, d.state, d.asked_on, d."limit", d.reminded_on
        FROM decision AS d JOIN client AS c ON c.id = d.client_id WHERE d.id IN ({marks})
    """  # noqa: S608
    found = {
        row[0]: DecisionRow._make((*row[:6], *map(date_of, row[6:]))) for row in connection.execute(query, list(ids))
    }
    return [found[id] for id in ids if id in found]
