"""How the open tasks of a view are found: for each order the index that is walked, and no further than what is shown.

Indexes are named in the queries: files are never analysed, and the planner would have to guess.
"""

import unicodedata
from collections.abc import Sequence
from typing import Any, NamedTuple, Protocol

from officedesk.storage.search import MOST_WORDS, asked_of, words_of

FEW = 2000
DUE_INDEX, CLIENT_INDEX, DOMAIN_INDEX = "ix_task_open_due", "ix_task_client_open_due", "ix_task_open_domain"
DONE_INDEX = "ix_task_done_on"
APOSTROPHES = "'’"
ACCENTED = {"a": "àâä", "c": "ç", "e": "éèêë", "i": "îï", "o": "ôö", "u": "ùûü", "y": "ÿ"}

IN_BUSINESS = "+client_id IN (SELECT id FROM client WHERE archived_on IS NULL)"
HELD_BACK = """id IN (SELECT wait.task_id FROM wait LEFT JOIN decision ON decision.id = wait.decision_id
                      LEFT JOIN task AS other ON other.id = wait.other_task_id
                      WHERE decision.state NOT IN ('answered') OR other.status = 'open')"""

ORDERS = {
    "date": (DUE_INDEX, "due, due_time, id"),
    "importance": ("ix_task_open_importance", "importance, due, due_time, id"),
    "title": ("ix_task_open_title", "title, due, id"),
    "estimate": ("ix_task_open_estimate", "estimate_minutes DESC, due DESC, id DESC"),
    "client": (DUE_INDEX, "(SELECT own || name FROM client WHERE client.id = task.client_id), due, due_time, id"),
}
# What has no date is not the most pressing, nor what has no importance the most important: these come last.
LAST_WITHOUT = {"date": "due", "importance": "importance"}


class Filtered(Protocol):
    """A view that may keep to a client and to a domain."""

    @property
    def client_id(self) -> int | None:
        """Return the client."""

    @property
    def domain(self) -> str | None:
        """Return the domain."""


class Walk(NamedTuple):
    """One query: ``by`` is the index it walks; its conditions with their values, its order."""

    by: str
    conditions: tuple[str, ...]
    values: tuple[Any, ...]
    order: str

    def ids(self, connection: Any, limit: int) -> list[int]:
        """Return the first ids."""
        query = f"SELECT id {self.source()} ORDER BY {self.order} LIMIT ?"
        return [row[0] for row in connection.execute(query, (*self.values, limit))]

    def how_many(self, connection: Any, limit: int) -> int:
        """Return how many tasks there are, counted no further than the limit."""
        query = f"SELECT count(*) FROM (SELECT 1 {self.source()} LIMIT ?)"  # noqa: S608
        return int(connection.execute(query, (*self.values, limit)).fetchone()[0])

    def source(self) -> str:
        """Return where the tasks come from, as SQL."""
        return f"FROM task INDEXED BY {self.by} WHERE {' AND '.join(self.conditions)}"

    def parted(self, column: str) -> list["Walk"]:
        """Return two walks in place of one: those that have something in a column, then those that have not."""
        return [self._replace(conditions=(*self.conditions, f"{column} IS {word}")) for word in ("NOT NULL", "NULL")]


def first_ids(connection: Any, walks: Sequence[Walk], limit: int) -> list[int]:
    """Return the first ids of walks that follow each other."""
    ids: list[int] = []
    for walk in walks:
        if len(ids) >= limit:
            break
        ids += walk.ids(connection, limit - len(ids))
    return ids


def counted(connection: Any, walks: Sequence[Walk], limit: int) -> int:
    """Return how many tasks walks find, counted no further than the limit."""
    total = 0
    for walk in walks:
        total += walk.how_many(connection, limit - total)
        if total >= limit:
            break
    return total


class Words(NamedTuple):
    """What is looked for in the words of tasks: words that the index knows, and signs that stand in the title."""

    words: tuple[str, ...]
    signs: tuple[str, ...]


def words_in(text: str) -> Words:
    """Return what a text asks for, nothing for less than two letters: each word may be a beginning."""
    words = [word for word in words_of(text) if sum(map(str.isalnum, word)) > 1]
    signs = [part for part in text.split()[:MOST_WORDS] if any(not _is_spelt(letter) for letter in part)]
    return Words(tuple(words), tuple(signs))


def _is_spelt(letter: str) -> bool:
    return letter.isalnum() or letter in APOSTROPHES


def found_ids(connection: Any, wanted: Words, view: "Filtered", status: str, limit: int) -> list[int]:
    """Return the newest tasks of a status that hold every word and sign."""
    more, values = filters(view.client_id, view.domain)
    conditions = [f"status = '{status}'", *more]
    for sign in wanted.signs:
        # LIKE is three times as fast, GLOB knows the letters: only what LIKE lets pass is looked at twice.
        conditions += ["title LIKE ? ESCAPE '\\'", "title GLOB ?"]
        values += (like_pattern(sign), glob_pattern(sign))
    if not wanted.words:
        return Walk(DUE_INDEX if status == "open" else DONE_INDEX, tuple(conditions), values, "id DESC").ids(
            connection, limit
        )
    query = f"""
        SELECT task.id FROM search_task CROSS JOIN task ON task.id = search_task.rowid
        WHERE search_task MATCH ? AND {" AND ".join(conditions)} ORDER BY search_task.rowid DESC LIMIT ?
    """  # noqa: S608
    asked = asked_of(wanted.words, view.client_id, view.domain)
    return [row[0] for row in connection.execute(query, (asked, *values, limit))]


def filters(client_id: int | None, domain: str | None) -> tuple[tuple[str, ...], tuple[Any, ...]]:
    """Return the conditions that keep tasks to a client and to a domain, with their values."""
    conditions, values = [IN_BUSINESS], list[Any]()
    for column, value in (("client_id", client_id), ("domain", domain)):
        if value is not None:
            conditions.append(f"{column} = ?")
            values.append(value)
    return tuple(conditions), tuple(values)


def best_index(connection: Any, sort: str, client_id: int | None, domain: str | None) -> str:
    """Return the index to walk for an order: that of a filter which leaves few, or which has the order itself."""
    if client_id is not None and (sort == "date" or _is_small(connection, CLIENT_INDEX, "client_id", client_id)):
        return CLIENT_INDEX
    if domain is not None and (sort in ("date", "client") or _is_small(connection, DOMAIN_INDEX, "domain", domain)):
        return DOMAIN_INDEX
    return ORDERS[sort][0]


def _is_small(connection: Any, index: str, column: str, value: Any) -> bool:
    return Walk(index, ("status = 'open'", f"{column} = ?"), (value,), "").how_many(connection, FEW) < FEW


def like_pattern(text: str) -> str:
    """Return what LIKE looks for: the text with any letter in the place of one that may have an accent."""
    return f"%{''.join(map(_loose, text.casefold()))}%"


def _loose(letter: str) -> str:
    if letter in APOSTROPHES or not letter.isascii() or letter in ACCENTED:
        return "_"
    return f"\\{letter}" if letter in "%_\\" else letter


def glob_pattern(text: str) -> str:
    """Return what GLOB looks for: the text anywhere, whatever its cases, its accents and its apostrophes."""
    return f"*{''.join(map(_class, text.casefold()))}*"


def _class(letter: str) -> str:
    if letter in APOSTROPHES:
        return f"[{APOSTROPHES}]"
    plain = unicodedata.normalize("NFD", letter)[0]
    if not plain.isalpha():
        return f"[{letter}]" if letter in "*?[" else letter
    each = plain + ACCENTED.get(plain, "") + letter
    return f"[{''.join(dict.fromkeys(each + each.upper()))}]"
