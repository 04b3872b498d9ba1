"""The log of decisions: what became of each, in lines that nobody can change without it being seen.

Every write of a decision adds a line here, in its own transaction: a service cannot forget it, and an undo is one line
more. A line holds the hash of the one before it, of the same client: erasing a client leaves the others' chains whole.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import Connection, insert

from officedesk.storage.journal import DecisionLog

LOGGED = "decision"
COLUMNS = ("client_id", "number", "decision_id", "at", "act", "author", "image", "former")


class Logged(NamedTuple):
    """A line of the log: what was done to a decision, when, by her or by the program, and its values after it."""

    at: dt.datetime
    act: str
    author: str
    image: dict[str, Any] | None


def digest(values: Sequence[object]) -> str:
    """Return the SHA-256, in hexadecimal, of the canonical bytes of a line: its COLUMNS as compact JSON in UTF-8."""
    return hashlib.sha256(json.dumps(list(values), ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def append(
    connection: Connection,
    client_id: int | None,
    act: str,
    author: str,
    at: dt.datetime,
    images: Sequence[tuple[int, str | None]],
) -> None:
    """Add a line for each decision touched: its id, and its values afterwards, None when it was deleted."""
    query = "SELECT number, hash FROM decision_log WHERE client_id = ? ORDER BY number DESC LIMIT 1"
    last = connection.exec_driver_sql(query, (client_id,)).one_or_none()
    number, former = last or (0, "")
    lines = []
    for position, (decision_id, image) in enumerate(images, start=number + 1):
        values = (client_id, position, decision_id, at.isoformat(), act, author, image, former)
        former = digest(values)
        lines.append({**dict(zip(COLUMNS, values, strict=True)), "hash": former})
    connection.execute(insert(DecisionLog), lines)


def lines_of(connection: Any, client_id: int, decision_id: int) -> list[Logged]:
    """Return the log of a decision, the last line first."""
    query = """
        SELECT at, act, author, image FROM decision_log WHERE client_id = ? AND decision_id = ? ORDER BY id DESC
    """
    return [
        Logged(dt.datetime.fromisoformat(at), act, author, json.loads(image) if image else None)
        for at, act, author, image in connection.execute(query, (client_id, decision_id))
    ]


def breaks(connection: Any) -> Iterator[str]:
    """Yield a sentence for each place where the log, or a decision, is not what was written."""
    columns = ", ".join(COLUMNS)
    lines = connection.execute(
        f"SELECT slug, hash, {columns} FROM decision_log LEFT JOIN client ON client.id = client_id"  # noqa: S608
        " ORDER BY client_id, number"
    ).fetchall()
    told: dict[tuple[int, int], str | None] = {}
    for (client_id, slug), chain in groupby(lines, key=lambda line: (line[2], line[0])):
        expected, former = 1, ""
        for line in chain:
            values = line[2:]
            number = values[1]
            if number != expected or values[-1] != former or digest(values) != line[1]:
                yield f"Le journal des décisions de « {slug or client_id} » a été modifié à la ligne {number}."
            told[client_id, values[2]] = values[6]
            expected, former = number + 1, line[1]
    yield from _decisions_that_differ(connection, told)


def _decisions_that_differ(connection: Any, told: dict[tuple[int, int], str | None]) -> Iterator[str]:
    """Yield what the last lines of the log do not say of the decisions: a cut at its end is seen there."""
    from officedesk.domain.entities import Decision
    from officedesk.storage.step import image_of

    stored = connection.execute(f"SELECT client_id, id, {image_of(Decision)} FROM decision").fetchall()  # noqa: S608
    for client_id, decision_id, image in stored:
        last = told.pop((client_id, decision_id), None)
        now = json.loads(image)
        # A column that came with a later schema was not there when the line was written.
        if last is None or any(now.get(name) != value for name, value in json.loads(last).items()):
            yield f"La décision n° {decision_id} n’est pas comme son journal le dit."
    for (_, decision_id), image in told.items():
        if image is not None:
            yield f"La décision n° {decision_id} est au journal, et n’est plus dans le bureau."
