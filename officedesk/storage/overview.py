"""The lists that cross clients, read as tuples of the columns shown: ids at once, lines when painted."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from typing import Any, NamedTuple

from officedesk.storage.glance import SWATCH, date_of, time_of

# The plus sign keeps the planner from going client by client, which would have to sort everything afterwards.
ADVICE = "force NOT IN ('', 'loi', 'règlement')"
NOT_ARCHIVED = "+client_id IN (SELECT id FROM client WHERE archived_on IS NULL)"


class DeadlineView(NamedTuple):
    """What the legal dates page shows: which clients, which domains, still open or all, due between which days."""

    client_id: int | None = None
    domain: str | None = None
    open_only: bool = True
    since: dt.date | None = None
    until: dt.date | None = None


class DeadlineRow(NamedTuple):
    """A line of the legal dates page."""

    id: int
    client_id: int
    client: str
    swatch: int
    title: str
    domain: str
    due: dt.date | None
    due_time: dt.time | None
    status: str
    evidence: str | None


class DomainState(NamedTuple):
    """Where a client stands in a domain: open obligations, those that are late, the next date of the others."""

    client_id: int
    domain: str
    open: int
    late: int
    due: dt.date | None


class MonthState(NamedTuple):
    """What a month (« 2026-11 ») asks of a client: what is to be met, how much of it is late, what was met."""

    client_id: int
    month: str
    open: int
    late: int
    done: int


class SupplierRow(NamedTuple):
    """A line of the network page; ``vigilance_due`` is the earliest open vigilance date of its contracts."""

    id: int
    name: str
    trade: str
    phone: str
    email: str
    clients: tuple[str, ...]
    vigilance_due: dt.date | None


class ClientRow(NamedTuple):
    """A line of the list of clients, with what is open and what is late."""

    id: int
    slug: str
    name: str
    siren: str | None
    archived: bool
    open_tasks: int
    late_deadlines: int


def client_rows(connection: Any, day: dt.date) -> list[ClientRow]:
    """Return every client by name, archived ones included; her own business is not one."""
    query = """
        SELECT c.id, c.slug, c.name, c.siren, c.archived_on IS NOT NULL,
               (SELECT count(*) FROM task WHERE client_id = c.id AND status = 'open'),
               (SELECT count(*) FROM deadline WHERE client_id = c.id AND status = 'open' AND due < ?)
        FROM client AS c WHERE NOT c.own ORDER BY c.name
    """
    return [
        ClientRow(id, slug, name, siren, bool(archived), open_tasks, late)
        for id, slug, name, siren, archived, open_tasks, late in connection.execute(query, (day.isoformat(),))
    ]


def deadline_ids(connection: Any, view: DeadlineView) -> list[int]:
    """Return ids by due date: first what the law wants now, without a date, last what is good practice some day."""
    conditions, values = [NOT_ARCHIVED], list[Any]()
    if view.open_only:
        conditions.append("status = 'open'")
    if view.client_id is not None:
        conditions.append("client_id = ?")
        values.append(view.client_id)
    if view.domain is not None:
        conditions.append("domain = ?")
        values.append(view.domain)
    if view.since is not None:
        conditions.append("due >= ?")
        values.append(view.since.isoformat())
    if view.until is not None:
        conditions.append("due <= ?")
        values.append(view.until.isoformat())
    wanted = f"SELECT id FROM deadline WHERE {' AND '.join(conditions)}"  # noqa: S608
    ids = [found[0] for found in connection.execute(f"{wanted} ORDER BY due, id", values)]
    # Few have no date; they are found by the same index, and only these are read from the table.
    advice = [found[0] for found in connection.execute(f"{wanted} AND due IS NULL AND {ADVICE} ORDER BY id", values)]
    later = set(advice)
    return [id for id in ids if id not in later] + advice


def deadline_rows(connection: Any, ids: Sequence[int]) -> list[DeadlineRow]:
    """Return the lines of the given ids, in their order; absent ones are skipped."""
    query = f"""
        SELECT d.id, d.client_id, c.name, {SWATCH}, d.title, d.domain, d.due, d.due_time, d.status, d.evidence
        FROM deadline AS d JOIN client AS c ON c.id = d.client_id WHERE d.id IN ({_marks(ids)})
    """  # noqa: S608
    found = {
        row[0]: DeadlineRow._make((*row[:6], date_of(row[6]), time_of(row[7]), *row[8:]))
        for row in connection.execute(query, list(ids))
    }
    return [found[id] for id in ids if id in found]


DOMAIN_STATES = f"""
SELECT client_id, domain, count(*), sum(due IS NOT NULL AND due < :today), min(CASE WHEN due >= :today THEN due END)
FROM deadline WHERE status = 'open' AND {NOT_ARCHIVED} GROUP BY client_id, domain
"""  # noqa: S608


def domain_states(connection: Any, day: dt.date) -> list[DomainState]:
    """Return where each client in business stands in each domain in which something is open."""
    found = connection.execute(DOMAIN_STATES, {"today": day.isoformat()}).fetchall()
    return [DomainState._make((*row[:4], date_of(row[4]))) for row in found]


MONTH_STATES = f"""
SELECT client_id, substr(due, 1, 7), sum(status = 'open'), sum(status = 'open' AND due < :today), sum(status = 'done')
FROM deadline WHERE due BETWEEN :first AND :last AND status != 'not_applicable' AND {NOT_ARCHIVED}
GROUP BY client_id, substr(due, 1, 7)
"""  # noqa: S608


def month_states(connection: Any, year: int, day: dt.date) -> list[MonthState]:
    """Return what each month of a year asks of each client in business."""
    values = {"today": day.isoformat(), "first": f"{year:04d}-01-01", "last": f"{year:04d}-12-31"}
    return [MonthState._make(row) for row in connection.execute(MONTH_STATES, values)]


# What legal dates follow from: a client's profile, its contracts with their suppliers' names, the rules of its own,
# and the dates themselves.
LEGAL_STATES = """
SELECT client.id, concat_ws('|', client.name, client.siren, client.followed_since, client.profile,
                            contracts.state, rules.state, dates.state)
FROM client
LEFT JOIN (SELECT client_id, concat_ws(' ', count(*), max(updated_at), sum(id)) AS state
           FROM deadline WHERE rule IS NOT NULL AND client_id {wanted}
           GROUP BY client_id) AS dates ON dates.client_id = client.id
LEFT JOIN (SELECT c.client_id, group_concat(concat_ws(' ', c.id, c.ref, c.annual_cents, c.signed, c."end",
                                                      c.last_vigilance, s.name), '|' ORDER BY c.id) AS state
           FROM supplier_contract AS c JOIN supplier AS s ON s.id = c.supplier_id
           WHERE c.client_id {wanted} GROUP BY c.client_id) AS contracts ON contracts.client_id = client.id
LEFT JOIN (SELECT client_id, group_concat(concat_ws(' ', id, updated_at), '|' ORDER BY id) AS state
           FROM own_rule WHERE client_id {wanted} GROUP BY client_id) AS rules ON rules.client_id = client.id
WHERE client.archived_on IS NULL AND client.id {wanted}
"""


def legal_states(connection: Any, client_id: int | None = None) -> dict[int, str]:
    """Return for each client in business, or for one, a digest that moves with all that its legal dates follow from.

    A row that an undo puts back is as it was: the digest is that of then.
    """
    query = LEGAL_STATES.format(wanted="> 0" if client_id is None else "= ?")
    found = connection.execute(query, [] if client_id is None else [client_id] * 4)
    return {id: hashlib.sha256(state.encode()).hexdigest()[:16] for id, state in found}


def supplier_ids(connection: Any, words: str) -> list[int]:
    """Return ids by name; the network is a few hundred cards, so accents are folded here."""
    wanted = folded(words)
    rows = connection.execute("SELECT id, name, trade FROM supplier ORDER BY name, id").fetchall()
    named = sorted((folded(name), id, folded(f"{name} {trade}")) for id, name, trade in rows)
    return [id for _, id, text in named if wanted in text]


def supplier_rows(connection: Any, ids: Sequence[int]) -> list[SupplierRow]:
    """Return the lines of the given ids, in their order, with the clients that have a contract."""
    marks = _marks(ids)
    contracts = connection.execute(
        f"""
        SELECT k.supplier_id, c.name, (SELECT min(d.due) FROM deadline AS d
               WHERE d.client_id = k.client_id AND d.rule = 'vigilance-fournisseur' AND d.subject = k.ref
                 AND d.status = 'open')
        FROM supplier_contract AS k JOIN client AS c ON c.id = k.client_id
        WHERE k.supplier_id IN ({marks}) AND c.archived_on IS NULL ORDER BY c.name
        """,  # noqa: S608
        list(ids),
    ).fetchall()
    rows = connection.execute(f"SELECT id, name, trade, phone, email FROM supplier WHERE id IN ({marks})", list(ids))  # noqa: S608
    found = {}
    for id, *card in rows:
        mine = [contract for contract in contracts if contract[0] == id]
        dates = [due for _, _, due in mine if due]
        names = tuple(dict.fromkeys(name for _, name, _ in mine))
        found[id] = SupplierRow._make((id, *card, names, date_of(min(dates)) if dates else None))
    return [found[id] for id in ids if id in found]


def _marks(ids: Sequence[int]) -> str:
    return ", ".join("?" for _ in ids)


def folded(text: str) -> str:
    """Return a text in small letters, without accents nor ligatures, to be compared."""
    import unicodedata

    spread = text.casefold().replace("œ", "oe").replace("æ", "ae")
    return "".join(each for each in unicodedata.normalize("NFD", spread) if not unicodedata.combining(each))
