"""Everything that one client owns, and nothing else: the only way to that client's rows."""

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import ColumnClause, FromClause, Select, SelectBase, Table, TextClause, select
from sqlalchemy.sql import visitors
from sqlmodel import col

from officedesk.domain.entities import GREATEST_ID, Client, Nouns, Row, Setting
from officedesk.domain.errors import NotInWorkspaceError
from officedesk.storage import chain, past
from officedesk.storage.journal import Author, JournalChange, JournalStep, StepState
from officedesk.storage.search import NEWEST, Hit, find
from officedesk.storage.step import Step, step, table_of
from officedesk.storage.store import Store

R = TypeVar("R", bound=Row)

CHUNK = 500  # SQLite accepts 32,766 parameters; a page is 128


class Passage(NamedTuple):
    """What a step did to a row: the stored values before it (None: there was none) and after it (None: deleted)."""

    at: dt.datetime
    label: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


class Workspace:
    """One client's rows. No method takes a client: the constructor fixed it."""

    def __init__(self, store: Store, client_id: int) -> None:
        self._store = store
        self._client_id = client_id

    @property
    def client_id(self) -> int:
        """The client, to compare with what a change announces."""
        return self._client_id

    @property
    def home(self) -> Path:
        """The desk's folder, where the files of its rows are sealed."""
        return self._store.home

    def client(self) -> Client:
        """Return this workspace's client as it is stored now."""
        table = table_of(Client)
        with self._store.reading() as connection:
            found = connection.execute(select(table).where(table.c.id == self._client_id)).mappings().one_or_none()
        if found is None:
            raise NotInWorkspaceError
        return Client(**found)

    def get(self, table: type[R], row_id: int) -> R:
        """Return one row; raise NotInWorkspaceError when it is absent or another client's."""
        found = self.rows(table, [row_id])
        if not found:
            raise NotInWorkspaceError
        return found[0]

    def rows(self, table: type[R], ids: Sequence[int]) -> list[R]:
        """Return this client's rows among ids, in the order asked; unknown ids are skipped."""
        found: dict[int | None, R] = {}
        # A number that SQLite cannot hold is the id of no row, as any other unknown one.
        possible = [row_id for row_id in ids if 0 < row_id <= GREATEST_ID]
        for start in range(0, len(possible), CHUNK):
            for row in self.select(table, col(table.id).in_(possible[start : start + CHUNK])):
                found[row.id] = row
        return [found[row_id] for row_id in ids if row_id in found]

    def select(self, table: type[R], *where: Any, order_by: Iterable[Any] = (), limit: int | None = None) -> list[R]:
        """Return this client's rows that meet every condition, as detached values."""
        query = select(table_of(table)).where(*where).order_by(*order_by).limit(limit)
        with self._store.reading() as connection:
            return [table(**found) for found in connection.execute(self._scoped(query)).mappings()]

    def ids(self, table: type[R], *where: Any, order_by: Iterable[Any] = ()) -> list[int]:
        """Return the ids of this client's rows that meet every condition."""
        return [found[0] for found in self.tuples([col(table.id)], *where, order_by=order_by)]

    def tuples(
        self, columns: Sequence[Any], *where: Any, order_by: Iterable[Any] = (), limit: int | None = None
    ) -> list[tuple[Any, ...]]:
        """Return plain tuples of the columns shown; several tables are joined by conditions."""
        query = select(*columns).where(*where).order_by(*order_by).limit(limit)
        with self._store.reading() as connection:
            return [tuple(found) for found in connection.execute(self._scoped(query))]

    def search(self, text: str, *, domain: str = "", each: int = NEWEST) -> dict[str, list[Hit]]:
        """Return by kind what holds every word of a text: this client's rows, and the suppliers of its contracts."""
        with self._store.reading() as connection:
            return find(connection.connection.driver_connection, text, self._client_id, domain=domain, each=each)

    def history(self, table: type[Row], row_id: int) -> list[Passage]:
        """Return what each step did to a row, the last one first."""
        query = (
            select(col(JournalStep.at), col(JournalStep.label), col(JournalChange.before), col(JournalChange.after))
            .where(
                col(JournalChange.step_id) == col(JournalStep.id),
                col(JournalChange.client_id) == self._client_id,
                col(JournalChange.table_name) == table_of(table).name,
                col(JournalChange.row_id) == row_id,
                col(JournalStep.state) == StepState.DONE,
            )
            .order_by(col(JournalStep.id).desc())
        )
        with self._store.reading() as connection:
            return [
                Passage(at, label, *(json.loads(image) if image else None for image in images))
                for at, label, *images in connection.execute(query)
            ]

    def decision_log(self, decision_id: int) -> list[chain.Logged]:
        """Return what became of one of this client's decisions, the last line first."""
        with self._store.reading() as connection:
            return chain.lines_of(connection.connection.driver_connection, self._client_id, decision_id)

    def steps(self) -> list[past.Done]:
        """Return what was last done for this client, by her or by the program, the last first."""
        with self._store.reading() as connection:
            return past.history(connection.connection.driver_connection, self._client_id)

    def desk_setting(self, name: str, default: Any = None) -> Any:
        """Return one of her settings, which tell nothing of any client."""
        return setting(self._store, name, default)

    def step(self, label: str, author: Author = Author.USER) -> AbstractContextManager[Step]:
        """Open a step that writes this client's rows, and suppliers of the network."""
        return step(self._store, self._client_id, label, author)

    def turn(self) -> AbstractContextManager[object]:
        """Hold every other writer of the desk off, from what is read to the step that follows from it."""
        return self._store.turn()

    def _scoped(self, query: Select[Any]) -> Select[Any]:
        """Add this client to every table of the query; refuse a table that cannot be scoped.

        The tables are those of the query's own parts: to ask SQLAlchemy for its froms costs more than the query.
        """
        tables: dict[str, Table] = {}
        for part in visitors.iterate(query):
            table = part if isinstance(part, Table) else part.table if isinstance(part, ColumnClause) else None
            if isinstance(table, Table):
                tables[table.name] = table
            elif part is not query and _hides(part):
                raise ValueError("a workspace cannot scope a subquery, an alias or raw SQL")
        owned = tables.keys() & Nouns.OWNED.keys()
        foreign = tables.keys() - owned - {"supplier"}
        if foreign:
            raise ValueError(f"a workspace cannot scope {sorted(foreign)}")
        if not owned:
            raise ValueError("a workspace reads its own rows only")
        return query.where(*(tables[name].c.client_id == self._client_id for name in sorted(owned)))


def setting(store: Store, name: str, default: Any) -> Any:
    """Return one of the settings of a desk."""
    table = table_of(Setting)  # type: ignore[arg-type]
    with store.reading() as connection:
        found = connection.execute(select(table.c.value).where(table.c.name == name)).one_or_none()
    return default if found is None else found.value


def _hides(part: Any) -> bool:
    """Tell whether a part of a query may read rows that the filter on its tables does not see."""
    return isinstance(part, TextClause | SelectBase | FromClause | ColumnClause)
