"""Desks to test on: one is made for the whole session, each test works on its own copy."""

import datetime as dt
import itertools
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, get_args

from officedesk.domain.entities import (
    CheckItemDraft,
    Client,
    ClientDraft,
    DeadlineDraft,
    DecisionDraft,
    DocumentDraft,
    Draft,
    EngagementDraft,
    EventDraft,
    Nouns,
    OwnRuleDraft,
    Row,
    SupplierContractDraft,
    SupplierDraft,
    TaskDocumentDraft,
    TaskDraft,
    TimeEntryDraft,
    WaitDraft,
)
from officedesk.domain.entities import Supplier as SupplierRow
from officedesk.storage import cipher
from officedesk.storage.portfolio import Portfolio
from officedesk.storage.step import draft_of, table_of
from officedesk.storage.workspace import Workspace

PASSPHRASE = "une phrase de passe d’essai"
DAY = dt.date(2026, 11, 23)
SLUGS = ("alpha", "beta")
# Each after those that it is linked to.
FILLED = (
    *("task", "decision", "engagement", "document", "own_rule", "deadline", "event"),
    *("supplier_contract", "time_entry", "wait", "check_item", "task_document"),
)


class Desk(NamedTuple):
    """A closed desk, and what opens it."""

    home: Path
    key: bytes
    recovery: str

    def open(self) -> Portfolio:
        """Open it with a clock that never gives the same moment twice."""
        return Portfolio.open(self.home, self.key, clock())

    def connect(self) -> Any:
        """Open its file for plain SQL."""
        return cipher.connect(self.home, self.key)

    def copy(self, home: Path) -> "Desk":
        """Return the same desk in another folder."""
        shutil.copytree(self.home, home)
        return self._replace(home=home)


def clock() -> Callable[[], dt.datetime]:
    """Return a clock that advances by a second each time it is read."""
    seconds = itertools.count()
    return lambda: dt.datetime(2026, 11, 23, 8, tzinfo=dt.UTC) + dt.timedelta(seconds=next(seconds))


def make(home: Path) -> Desk:
    """Make a desk of two clients, each with a row of every noun."""
    from officedesk.storage import keys

    portfolio, recovery = Portfolio.create(home, PASSPHRASE, clock())
    for slug in SLUGS:
        fill(portfolio, slug)
    portfolio.close()
    return Desk(home, keys.unlock(home, PASSPHRASE), recovery)


def fill(portfolio: Portfolio, slug: str) -> Workspace:
    """Add a client whose every row and every text carries its name."""
    with portfolio.step("Ajouter un client") as step:
        step.add(Client, full(ClientDraft, slug, slug=slug, profile={slug: slug}))
        supplier = step.add(SupplierRow, full(SupplierDraft, slug))
    workspace = portfolio.workspace(slug)
    with workspace.step("Remplir") as step:
        for name in FILLED:
            table = Nouns.OWNED[name]
            linked = {noun: _first(step, noun) for noun in ("task", "document")}
            step.add(table, sample(table, slug, supplier=supplier.id, **linked))
    return workspace


def _first(step: Any, table: str) -> int | None:
    query = f"SELECT max(id) FROM {table} WHERE client_id = {step._client_id}"
    found: int | None = step._connection.exec_driver_sql(query).scalar()
    return found


def sample(
    table: type[Row],
    word: str,
    *,
    supplier: int | None = None,
    task: int | None = None,
    document: int | None = None,
) -> Draft:
    """Return a draft of a noun whose every text holds the word."""
    special: dict[type[Draft], dict[str, Any]] = {
        TaskDraft: {"due": DAY},
        WaitDraft: {"task_id": task, "other_task_id": task},
        SupplierContractDraft: {"supplier_id": supplier},
        DeadlineDraft: {"due": DAY, "document_id": document},
        DocumentDraft: {"size": 1},
        OwnRuleDraft: {"first": DAY},
        CheckItemDraft: {"task_id": task},
        TaskDocumentDraft: {"task_id": task, "document_id": document},
        EngagementDraft: {"start": DAY},
        EventDraft: {"start": dt.datetime(2026, 11, 23, 9), "end": dt.datetime(2026, 11, 23, 10)},  # noqa: DTZ001
        DecisionDraft: {"limit": DAY},
        TimeEntryDraft: {"day": DAY, "minutes": 30, "task_id": task},
    }
    draft = draft_of(table)
    return full(draft, word, **special[draft])


def full(draft: type[Draft], word: str, **values: Any) -> Draft:
    """Return a draft whose every free text is the word, as often as it fits."""
    texts = {}
    for name, field in draft.model_fields.items():
        if field.annotation is str or get_args(field.annotation) == (str, type(None)):
            room = next((each.max_length for each in field.metadata if hasattr(each, "max_length")), 200)
            texts[name] = " ".join([word] * 40)[:room].strip()
    return draft(**{**texts, **values})


def images(connection: Any, client_id: int) -> dict[str, list[tuple[Any, ...]]]:
    """Return every stored value of a client: its own line, its rows, its journal."""
    found = {"client": connection.execute("SELECT * FROM client WHERE id = ?", (client_id,)).fetchall()}
    for name in (*Nouns.OWNED, "journal_step", "journal_change", "decision_log"):
        query = f'SELECT * FROM "{name}" WHERE client_id = ? ORDER BY id'
        found[name] = connection.execute(query, (client_id,)).fetchall()
    return found


def rows_of(portfolio: Portfolio, client_id: int | None) -> dict[str, list[tuple[Any, ...]]]:
    """Return every stored value of a client from an open desk."""
    assert client_id is not None
    with portfolio.store.reading() as connection:
        return images(connection.connection.driver_connection, client_id)


def columns(table: type[Row]) -> list[str]:
    """Return the names of a table's columns."""
    return [column.name for column in table_of(table).columns]
