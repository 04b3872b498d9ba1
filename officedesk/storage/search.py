"""Finds words in everything that is written: read as tuples by plain SQL on the index that triggers keep.

What is typed never reaches the index's own syntax: each word stands between quotes. The newest hits of each noun are
looked at, and no other: a word that is everywhere costs no more than a rare one.
"""

import datetime as dt
import unicodedata
from collections.abc import Sequence
from typing import Any, NamedTuple

from officedesk.storage.glance import date_of

NEWEST = 100  # hits of a noun that are ranked, unless more are asked for
MOST = 1000
MOST_WORDS = 12
LONGEST_WORD = 60
LONGEST_TEXT = 2000
BEFORE, LONG = 30, 110  # letters of a snippet: before what was found, and in all
READ = 4000  # letters of a long text in which a snippet is looked for


class Hit(NamedTuple):
    """Something found; ``client_id`` is None for a supplier, which belongs to the network.

    The snippet is the passage of another text than the title that holds the words. ``on`` is its due or first day.
    """

    kind: str
    client_id: int | None
    id: int
    title: str
    snippet: str
    on: dt.date | None
    done: bool
    added: str


class Noun(NamedTuple):
    """Where the words of a kind are read: its title, its other texts, its day, whether it is over, whose it is."""

    title: str
    texts: tuple[str, ...]
    on: str = "NULL"
    done: str = "0"
    owner: str = "client_id"


NOUNS = {
    "client": Noun("name", ("activity", "city", "addressee", "notes"), owner="id"),
    "task": Noun("title", ("notes",), "due", "status != 'open'"),
    "deadline": Noun("title", ("notes",), "due", "status != 'open'"),
    "supplier": Noun("name", ("trade", "contact", "notes"), owner="NULL"),
    "event": Noun("title", ("place", "notes"), "substr(start, 1, 10)", "cancelled"),
    "decision": Noun("question", ("context",), '"limit"', "state IN ('answered', 'expired')"),
    "document": Noun("name", ()),
}
# The index is walked from its newest row; a plain join would let the planner begin with the table.
HITS = """
SELECT {noun}.id, {owner}, {title}, {on}, {done}, created_at
FROM search_{noun} CROSS JOIN {noun} ON {noun}.id = search_{noun}.rowid
WHERE search_{noun} MATCH ? AND {scope} ORDER BY search_{noun}.rowid DESC LIMIT ?
"""
ONE = "SELECT {noun}.id, {owner}, {title}, {on}, {done}, created_at FROM {noun} WHERE {noun}.id = ? AND {scope}"
IN_BUSINESS = "{owner} NOT IN (SELECT id FROM client WHERE archived_on IS NOT NULL)"
SCOPES = {
    "client": "client.archived_on IS NULL AND NOT client.own",
    "supplier": "1",
}
# The words of the index that say whose a row is, and of which domain: their first letters are of no alphabet, and
# taken out of what is typed.
OWNER_MARK, DOMAIN_MARK = "\ue000", "\ue001"
WITH_DOMAIN = ("task", "deadline")
UNTYPED = dict.fromkeys(map(ord, (OWNER_MARK, DOMAIN_MARK, "\0")), " ")
CLIENT_SCOPES = {"supplier": "supplier.id IN (SELECT supplier_id FROM supplier_contract WHERE client_id = {client})"}


def find(
    connection: Any, text: str, client_id: int | None = None, *, domain: str = "", each: int = NEWEST
) -> dict[str, list[Hit]]:
    """Return what holds every word of a text, by kind, at most ``each`` of a kind; a word may be its beginning.

    The newest come first, but those whose title holds the words, and what is not over, before the others; legal dates
    by their day. Without a client, those in business
    and the network; with one, its own rows and the suppliers of its contracts. With a domain, its tasks and legal
    dates, all of them when there is no word.
    """
    words = words_of(text)
    if not words and not domain:
        return {}
    looked_at = min(max(each, NEWEST), MOST)
    plain = [folded(word) for word in words]
    found = {}
    for kind, noun in NOUNS.items():
        if domain and kind not in WITH_DOMAIN:
            continue
        query, match = _query(kind, noun, words, client_id, domain)
        rows = connection.execute(query, (match, looked_at)).fetchall()
        if rows:
            rows.sort(key=lambda row: _rank(kind, row, plain))
            found[kind] = _hits(connection, kind, noun, rows[:each], plain)
    return found


def recall(connection: Any, keys: Sequence[tuple[str, int]]) -> list[Hit]:
    """Return rows by kind and id, in their order; those that are gone, or whose client is archived, are skipped."""
    found = []
    for kind, row_id in keys:
        noun = NOUNS.get(kind)
        if noun is None:
            continue
        columns = ONE.format(**_named(kind, noun), scope=_scope(kind, noun, None))
        for row in connection.execute(columns, (row_id,)):
            found += _hits(connection, kind, noun, [row], [])
    return found


def newest(found: dict[str, list[Hit]], limit: int) -> list[Hit]:
    """Return the newest of what was found, whatever its kind."""
    every = [hit for hits in found.values() for hit in hits]
    return sorted(every, key=lambda hit: (hit.added, hit.id), reverse=True)[:limit]


def words_of(text: str) -> list[str]:
    """Return the words that are looked for; a single letter counts only when there is nothing else."""
    known = text[:LONGEST_TEXT].translate(UNTYPED).encode("utf-8", "ignore").decode()
    words = [spread(word[:LONGEST_WORD]) for word in known.split() if any(map(str.isalnum, word[:LONGEST_WORD]))]
    longer = [word for word in words if _is_long(word)]
    return list(dict.fromkeys(longer or words))[:MOST_WORDS]


def words_alone(domain: str) -> str:
    """Return the name of a domain as it may stand between quotes."""
    return spread(domain.translate(UNTYPED).replace('"', " ").encode("utf-8", "ignore").decode())


def spread(text: str) -> str:
    """Return a text whose ligatures are the letters that they join, as the index has them."""
    return text.replace("œ", "oe").replace("Œ", "oe").replace("æ", "ae").replace("Æ", "ae")


def folded(text: str) -> str:
    """Return a text without accents, capitals nor ligatures, its apostrophes straight."""
    if text.isascii():
        return text.lower()
    letters = unicodedata.normalize("NFD", spread(text).casefold().replace("’", "'"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _query(kind: str, noun: Noun, words: Sequence[str], client_id: int | None, domain: str) -> tuple[str, str]:
    """Return the query of a kind and what the index is asked."""
    # Twice: the index goes to the client's rows at once, and the rows themselves say whose they are.
    owner = None if kind in CLIENT_SCOPES else client_id
    return HITS.format(**_named(kind, noun), scope=_scope(kind, noun, client_id)), asked_of(words, owner, domain)


def asked_of(words: Sequence[str], client_id: int | None, domain: str | None) -> str:
    """Return what an index is asked: every word, of a client and of a domain where they are given."""
    asked = [_quoted(word) for word in words]
    if domain:
        asked.insert(0, f'"{DOMAIN_MARK}{words_alone(domain)}"')
    if client_id is not None:
        asked.insert(0, f'"{OWNER_MARK}{int(client_id)}"')
    # Between words the index would forget one of which it knows no letter, and find every row of the client.
    return " AND ".join(asked)


def _scope(kind: str, noun: Noun, client_id: int | None) -> str:
    owner = f"{kind}.{noun.owner}"
    if client_id is None:
        return SCOPES.get(kind, IN_BUSINESS.format(owner=owner))
    return CLIENT_SCOPES.get(kind, "{owner} = {client}").format(owner=owner, client=int(client_id))


def _named(kind: str, noun: Noun) -> dict[str, str]:
    owner = noun.owner if noun.owner == "NULL" else f"{kind}.{noun.owner}"
    return {"noun": kind, "owner": owner, "title": f"{kind}.{noun.title}", "on": noun.on, "done": noun.done}


def _quoted(word: str) -> str:
    """Return a word as the index takes it, with whatever follows it; one letter stands for itself alone."""
    return '"' + word.replace('"', '""') + '"' + ("*" if _is_long(word) else "")


def _is_long(word: str) -> bool:
    """Tell whether a word has two letters that the index knows: what begins by one is too much to gather."""
    return sum(map(str.isalnum, word)) > 1


def _rank(kind: str, row: Any, plain_words: Sequence[str]) -> tuple[bool, bool, str]:
    """Return what sorts the newest rows: the words in the title, then what is not over, and for a duty the next date.

    Legal dates are written years ahead: the newest is the one that matters least.
    """
    _id, _owner, title, on, done, _added = row
    return not _holds(title, plain_words), bool(done), (on or "9999") if kind == "deadline" and not done else ""


def _holds(text: str, plain_words: Sequence[str]) -> bool:
    plain = folded(text)
    return all(word in plain for word in plain_words)


def _hits(connection: Any, kind: str, noun: Noun, rows: Sequence[Any], words: Sequence[str]) -> list[Hit]:
    snippets = _snippets(connection, kind, noun, [row[0] for row in rows if not _holds(row[2], words)], words)
    return [
        Hit(kind, owner, row_id, title, snippets.get(row_id, ""), date_of(on), bool(done), added)
        for row_id, owner, title, on, done, added in rows
    ]


def _snippets(connection: Any, kind: str, noun: Noun, ids: Sequence[int], words: Sequence[str]) -> dict[int, str]:
    """Return by row the passage of its other texts that holds one of the words."""
    if not ids or not noun.texts:
        return {}
    columns = ", ".join(f"substr({column}, 1, {READ})" for column in noun.texts)
    marks = ", ".join("?" * len(ids))
    rows = connection.execute(f"SELECT id, {columns} FROM {kind} WHERE id IN ({marks})", list(ids))  # noqa: S608
    return {row_id: next(filter(None, (passage(text, words) for text in texts)), "") for row_id, *texts in rows}


def passage(text: str, words: Sequence[str]) -> str:
    """Return one line of a text around the first of the words in it; nothing when it holds none of them."""
    line = " ".join(text.split())
    # A letter may be folded into two or into none: each folded letter remembers whence it comes.
    origins = [place for place, letter in enumerate(line) for _ in folded(letter)]
    plain = "".join(map(folded, line))
    places = [place for word in words if (place := plain.find(word)) >= 0]
    if not places:
        return ""
    start = max(0, origins[min(places)] - BEFORE)
    if start:
        start = line.rfind(" ", 0, start + 1) + 1
    end = start + LONG
    return ("… " if start else "") + line[start:end].rstrip() + (" …" if end < len(line) else "")
