"""One intention of the user: written in one transaction, journaled, undone and announced as one."""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, TypeVar

from pydantic import ValidationError
from sqlalchemy import Connection, Table, bindparam, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from officedesk.domain.entities import Client, Draft, Nouns, Row, Stored, Supplier, new_uid
from officedesk.domain.errors import ConflictError, InvalidInputError, NotInWorkspaceError
from officedesk.storage import chain
from officedesk.storage.journal import Author, JournalChange, JournalStep, StepState
from officedesk.storage.store import Change, Store

S = TypeVar("S", bound=Stored)
D = TypeVar("D", bound=Draft)

STAMPED = {"own", "uid", "created_at"}
EMPTY = (None, "", 0, "[]")  # what an older row holds in a column that it did not have
CHUNK = 500  # ids in one query; SQLite accepts 32,766 parameters


def table_of(row: type[Stored]) -> Table:
    """Return the SQLAlchemy table of a row class."""
    table: Table = row.__table__  # type: ignore[attr-defined]
    return table


def draft_of(row: type[Stored]) -> type[Draft]:
    """Return the draft that a row class keeps: its first base."""
    draft: type[Draft] = row.__bases__[0]
    return draft


class Step:
    """Writes rows of one client (or of the portfolio, when ``client_id`` is None) and remembers their images."""

    def __init__(
        self, connection: Connection, store: Store, client_id: int | None, label: str, author: Author = Author.USER
    ) -> None:
        self._connection = connection
        self._store = store
        self._client_id = client_id
        self._author = author
        self.label = label
        self._number: int | None = None
        self._touched: set[str] = set()

    def add(self, table: type[S], draft: Draft, **stamped: Any) -> S:
        """Store a draft and return its row; ``stamped`` is what no draft says (``own``, ``uid``): never a client."""
        return self.add_all(table, [draft], **stamped)[0]

    def add_all(
        self, table: type[S], drafts: Sequence[Draft], uids: Sequence[str] | None = None, **stamped: Any
    ) -> list[S]:
        """Store many drafts by one statement; return their rows, in order. ``uids``, when known: one a draft."""
        return [table(**values) for values in self.insert_all(table, drafts, uids, **stamped)]

    def insert_all(
        self, table: type[S], drafts: Sequence[Draft], uids: Sequence[str] | None = None, **stamped: Any
    ) -> list[dict[str, Any]]:
        """Store as ``add_all`` does; return columns by name, since a row takes as long to build as to write."""
        if not drafts:
            return []
        self._refuse_foreign(table, drafts, stamped)
        first = self._next_id(table)
        moment = self._store.now()
        rows = []
        named = uids if uids is not None else [new_uid() for _ in drafts]
        for position, (draft, uid) in enumerate(zip(drafts, named, strict=True)):
            values = {**draft.model_dump(), "id": first + position, "created_at": moment, "updated_at": moment}
            if issubclass(table, Row):
                values["client_id"] = self._client_id
            rows.append({"uid": uid, **values, **stamped})
        self._connection.execute(insert(table_of(table)), rows)
        self._note_added(table, first, first + len(rows) - 1)
        return rows

    def change(self, row: S, **values: Any) -> S:
        """Change a row after checking the whole draft again; return it as it is now."""
        return self.change_all([(row, values)])[0]

    def change_all(self, changes: Sequence[tuple[S, dict[str, Any]]]) -> list[S]:
        """Change many rows of one table, each after checking its whole draft again; return them as they are now."""
        if not changes:
            return []
        table = type(changes[0][0])
        wanted: dict[int, dict[str, Any]] = {}
        for row, values in changes:
            if type(row) is not table:
                raise TypeError(f"{type(row).__name__} is no {table.__name__}")
            wanted.setdefault(self._id(row), {}).update(values)
        current = self._loaded(table, wanted)
        moved = {row_id: found for row_id in wanted if (found := _moved(current[row_id], wanted[row_id]))}
        before = self._images(table, moved)
        self._update(table, moved)
        after = self._images(table, moved)
        self._note(table, [(row_id, before[row_id], after[row_id]) for row_id in moved])
        current |= self._loaded(table, moved)
        return [current[row.id or 0] for row, _ in changes]

    def delete(self, row: Stored) -> None:
        """Move a row to the bin: its image stays in the journal for 30 days."""
        self.delete_all(type(row), [self._id(row)])

    def delete_all(self, table: type[Stored], ids: Sequence[int]) -> None:
        """Move rows to the bin; raise NotInWorkspaceError when one of them is absent or another client's."""
        before, columns = self._images(table, ids), table_of(table)
        for chunk in _chunks(ids):
            self._connection.execute(columns.delete().where(columns.c.id.in_(chunk)))
        self._note(table, [(row_id, before[row_id], None) for row_id in ids])

    @property
    def change_made(self) -> Change | None:
        """What will be announced; None when nothing was written: such a step leaves no trace."""
        if self._number is None:
            return None
        return Change(self._client_id, frozenset(self._touched), self.label, self._number)

    # --- the parts ---------------------------------------------------------------------------------------------------

    def _refuse_foreign(self, table: type[Stored], drafts: Iterable[Draft], stamped: dict[str, Any]) -> None:
        # A workspace has rows; the portfolio has clients; suppliers are written from both.
        if issubclass(table, Row) == (self._client_id is None) and table is not Supplier:
            raise NotInWorkspaceError
        wrong = [draft for draft in drafts if type(draft) is not draft_of(table)]
        if wrong:
            raise TypeError(f"{type(wrong[0]).__name__} is no draft of {table.__name__}")
        if not stamped.keys() <= STAMPED:
            raise TypeError(f"only a step says {sorted(stamped.keys() - STAMPED)}")

    def _next_id(self, table: type[Stored]) -> int:
        # Ids are never used twice, so that an undone deletion finds its place free.
        found = self._connection.exec_driver_sql(
            "SELECT seq FROM sqlite_sequence WHERE name = ?", (table_of(table).name,)
        )
        return int(found.scalar() or 0) + 1

    def _id(self, row: Stored) -> int:
        # A client's own row may be changed from its workspace: its profile is one of its facts.
        owner = row.client_id if isinstance(row, Row) else row.id if isinstance(row, Client) else self._client_id
        foreign = owner != self._client_id and (isinstance(row, Row) or self._client_id is not None)
        if row.id is None or foreign:
            raise NotInWorkspaceError
        return row.id

    def _loaded(self, table: type[S], ids: Iterable[int]) -> dict[int, S]:
        """Return rows by id; raise NotInWorkspaceError when one of them is absent or another client's."""
        columns = table_of(table)
        loaded: dict[int, S] = {}
        for chunk in _chunks(ids):
            query = select(columns).where(columns.c.id.in_(chunk))
            if issubclass(table, Row):
                query = query.where(columns.c.client_id == self._client_id)
            loaded |= {found["id"]: table(**found) for found in self._connection.execute(query).mappings()}
            if not loaded.keys() >= set(chunk):
                raise NotInWorkspaceError
        return loaded

    def _images(self, table: type[Stored], ids: Iterable[int]) -> dict[int, str]:
        """Return images by id; raise NotInWorkspaceError when a row is absent or another client's."""
        images: dict[int, str] = {}
        mine = " AND client_id = ?" if issubclass(table, Row) else ""
        for chunk in _chunks(ids):
            marks = ", ".join("?" * len(chunk))
            name, image = table_of(table).name, image_of(table)
            query = f'SELECT id, {image} AS image FROM "{name}" WHERE id IN ({marks}){mine}'  # noqa: S608
            values = (*chunk, self._client_id) if mine else tuple(chunk)
            images |= {row.id: row.image for row in self._connection.exec_driver_sql(query, values)}
            if not images.keys() >= set(chunk):
                raise NotInWorkspaceError
        return images

    def _update(self, table: type[Stored], moved: dict[int, dict[str, Any]]) -> None:
        stamp, columns = self._store.now(), table_of(table)
        alike: dict[tuple[str, ...], list[dict[str, Any]]] = {}
        for row_id, values in moved.items():
            # One statement serves the rows whose same columns change.
            alike.setdefault(tuple(sorted(values)), []).append({"row": row_id, **values, "updated_at": stamp})
        for lines in alike.values():
            self._connection.execute(update(columns).where(columns.c.id == bindparam("row")), lines)

    def _note(self, table: type[Stored], images: Sequence[tuple[int, str | None, str | None]]) -> None:
        """Write a journal line for each row: its id, its image before, its image after."""
        if not images:
            return
        common = {"step_id": self._line(table), "client_id": self._client_id, "table_name": table_of(table).name}
        lines = [{**common, "row_id": row_id, "before": before, "after": after} for row_id, before, after in images]
        self._connection.execute(insert(JournalChange), lines)
        self._log(table, [(row_id, after) for row_id, _, after in images])

    def _log(self, table: type[Stored], images: Sequence[tuple[int, str | None]]) -> None:
        """Add to the log of decisions, when that is what was written."""
        if table_of(table).name == chain.LOGGED:
            chain.append(self._connection, self._client_id, self.label, self._author, self._store.now(), images)

    def _note_added(self, table: type[Stored], first: int, last: int) -> None:
        """Write a journal line for each row of a range that was just added; the file makes the images itself."""
        name = table_of(table).name
        added = f'SELECT ?, ?, ?, id, {image_of(table)} FROM "{name}" WHERE id BETWEEN ? AND ? ORDER BY id'  # noqa: S608
        self._connection.exec_driver_sql(
            f"INSERT INTO journal_change (step_id, client_id, table_name, row_id, after) {added}",
            (self._line(table), self._client_id, name, first, last),
        )
        if name == chain.LOGGED:
            ids = range(first, last + 1)
            images = self._images(table, ids)
            self._log(table, [(row_id, images[row_id]) for row_id in ids])

    def _line(self, table: type[Stored]) -> int:
        """Return the number of the step's own line in the journal, which is written with the first row it touches."""
        self._touched.add(table_of(table).name)
        if self._number is None:
            steps = table_of(JournalStep)  # type: ignore[arg-type]
            if self._author is Author.USER:
                undone = update(steps).where(steps.c.state == StepState.UNDONE)
                self._connection.execute(undone.values(state=StepState.DROPPED))
            told = {"client_id": self._client_id, "at": self._store.now(), "label": self.label}
            result = self._connection.execute(insert(JournalStep).values(**told, author=self._author, state="done"))
            self._number = int(result.inserted_primary_key[0])  # type: ignore[index]
        return self._number


@cache
def image_of(table: type[Stored]) -> str:
    """Return the SQL expression of a row's image: its stored values as a JSON object."""
    parts = ", ".join(f"'{column.name}', \"{column.name}\"" for column in table_of(table).columns)
    return f"json_object({parts})"


def _chunks(ids: Iterable[int]) -> Iterator[list[int]]:
    known_ids = list(ids)
    for start in range(0, len(known_ids), CHUNK):
        yield known_ids[start : start + CHUNK]


def _moved(row: Stored, values: dict[str, Any]) -> dict[str, Any]:
    """Return the checked values that differ from a row's own; raise InvalidInputError with a French sentence."""
    draft = draft_of(type(row))
    fields = {name: getattr(row, name) for name in draft.model_fields}
    checked = validated(draft, {**fields, **values})
    return {name: getattr(checked, name) for name in values if getattr(checked, name) != fields[name]}


def validated(draft: type[D], values: dict[str, Any]) -> D:
    """Check values against a draft; raise InvalidInputError with a French sentence."""
    try:
        return draft.model_validate(values)
    except ValidationError as error:
        raise InvalidInputError(first_sentence(error)) from error


def first_sentence(error: ValidationError) -> str:
    """Return what a person must mend first, in French, without pydantic's own words."""
    problem = error.errors()[0]
    field = ".".join(str(part) for part in problem["loc"]) or "valeur"
    if problem["type"] == "value_error":
        return str(problem["ctx"]["error"])
    if field in REQUIRED and problem["type"] in ("string_too_short", "missing"):
        return REQUIRED[field]
    return f"La valeur de « {field} » ne convient pas : corrigez-la et recommencez."


REQUIRED = {
    "title": "Il manque un titre : écrivez-le et recommencez.",
    "name": "Il manque un nom : écrivez-le et recommencez.",
    "question": "Il manque la question à trancher : écrivez-la et recommencez.",
}


@contextmanager
def step(store: Store, client_id: int | None, label: str, author: Author = Author.USER) -> Iterator[Step]:
    """Open a step; all of it is committed and announced at the end, or nothing is."""
    with store.writing() as connection:
        current = Step(connection, store, client_id, label, author)
        yield current
    if current.change_made is not None:
        store.announce(current.change_made)


def read_image(connection: Connection, table: str, row_id: int) -> str | None:
    """Return the stored values of a row as a JSON object, or None when the row is absent."""
    image = image_of(known(table))
    found: str | None = connection.exec_driver_sql(
        f'SELECT {image} FROM "{table}" WHERE id = ?',  # noqa: S608
        (row_id,),
    ).scalar()
    return found


def known(table: str) -> type[Stored]:
    """Return the row class of a table's name once it is certain that it is one of ours: names cannot be bound."""
    found = Nouns.OWNED.get(table) or Nouns.SHARED.get(table)
    if found is None:
        raise ValueError(table)
    return found


# --- undo and redo ---------------------------------------------------------------------------------------------------


def last(store: Store, state: StepState, client_id: int | None = None) -> tuple[int, str] | None:
    """Return the id and label of the step that undo (DONE) or redo (UNDONE) would take, or None.

    With a client, only its steps count.
    """
    steps = table_of(JournalStep)  # type: ignore[arg-type]
    chosen = func.max(steps.c.id) if state is StepState.DONE else func.min(steps.c.id)
    wanted = select(chosen).where(steps.c.state == state, steps.c.author == Author.USER)
    if client_id is not None:
        wanted = wanted.where(steps.c.client_id == client_id)
    told = select(steps.c.id, steps.c.label).where(steps.c.id == wanted.scalar_subquery())
    with store.reading() as connection:
        found = connection.execute(told).one_or_none()
    return None if found is None else (found.id, found.label)


def undo(store: Store, step_id: int) -> Change:
    """Put back every row as it was before a step; raise ConflictError if one has moved since."""
    return _replay(store, step_id, StepState.DONE, StepState.UNDONE)


def redo(store: Store, step_id: int) -> Change:
    """Do an undone step again; raise ConflictError if a row has moved since."""
    return _replay(store, step_id, StepState.UNDONE, StepState.DONE)


def _replay(store: Store, step_id: int, expected: StepState, wanted: StepState) -> Change:
    steps, changes = table_of(JournalStep), table_of(JournalChange)  # type: ignore[arg-type]
    try:
        with store.writing() as connection:
            # Parents and children of one step may come back in any order.
            connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
            line = connection.execute(select(steps).where(steps.c.id == step_id)).one_or_none()
            if line is None or line.state != expected:
                raise ConflictError
            order = changes.c.id.desc() if wanted is StepState.UNDONE else changes.c.id
            touched = connection.execute(select(changes).where(changes.c.step_id == step_id).order_by(order)).all()
            if wanted is StepState.UNDONE:
                for change in touched:
                    if change.table_name == "client" and change.before is None:
                        _withdraw(connection, change.row_id)
            for change in touched:
                now, then = (
                    (change.after, change.before) if wanted is StepState.UNDONE else (change.before, change.after)
                )
                _put_back(connection, change.table_name, change.row_id, now, then)
            _log_replay(connection, store, line, touched, wanted)
            connection.execute(update(steps).where(steps.c.id == step_id).values(state=wanted))
    except IntegrityError as error:
        raise ConflictError from error
    result = Change(line.client_id, frozenset(change.table_name for change in touched), line.label, step_id)
    store.announce(result)
    return result


def _log_replay(connection: Connection, store: Store, line: Any, touched: Sequence[Any], wanted: StepState) -> None:
    """Add to the log of decisions what an undo or a redo did to them: nothing is taken out of it."""
    ids = [change.row_id for change in touched if change.table_name == chain.LOGGED]
    if ids:
        act = f"{'Annuler' if wanted is StepState.UNDONE else 'Rétablir'} : {line.label}"
        images = [(row_id, read_image(connection, chain.LOGGED, row_id)) for row_id in dict.fromkeys(ids)]
        chain.append(connection, line.client_id, act, Author.USER, store.now(), images)


def _withdraw(connection: Connection, client_id: int) -> None:
    """Take back what the program wrote by itself for a client whose creation is undone.

    Nobody asked for these rows, and they come back with the client. What she wrote herself stays: the client is then
    still linked, and the undo is refused.
    """
    steps, changes = table_of(JournalStep), table_of(JournalChange)  # type: ignore[arg-type]
    mine = select(steps.c.id).where(steps.c.client_id == client_id, steps.c.author == Author.PROGRAM)
    written = connection.execute(select(changes).where(changes.c.step_id.in_(mine)).order_by(changes.c.id.desc())).all()
    for change in written:
        _put_back(connection, change.table_name, change.row_id, change.after, change.before)
    ids = [found.id for found in connection.execute(mine)]
    connection.execute(changes.delete().where(changes.c.step_id.in_(ids)))
    connection.execute(steps.delete().where(steps.c.id.in_(ids)))


def _same(current: str | None, expected: str | None) -> bool:
    """Tell whether a row is as its image says; a column that came with a later schema was empty then."""
    if current is None or expected is None or current == expected:
        return current == expected
    then = json.loads(expected)
    return all(
        value == then[column] if column in then else value in EMPTY for column, value in json.loads(current).items()
    )


def _put_back(connection: Connection, table: str, row_id: int, expected: str | None, wanted: str | None) -> None:
    current = read_image(connection, table, row_id)
    if not _same(current, expected):
        raise ConflictError
    name = table_of(known(table)).name
    if wanted is None:
        connection.exec_driver_sql(f'DELETE FROM "{name}" WHERE id = ?', (row_id,))  # noqa: S608
        return
    values = json.loads(wanted)
    columns = ", ".join(f'"{column}"' for column in values)
    marks = ", ".join("?" for _ in values)
    if current is None:
        connection.exec_driver_sql(f'INSERT INTO "{name}" ({columns}) VALUES ({marks})', tuple(values.values()))  # noqa: S608
        return
    settings = ", ".join(f'"{column}" = ?' for column in values)
    connection.exec_driver_sql(f'UPDATE "{name}" SET {settings} WHERE id = ?', (*values.values(), row_id))  # noqa: S608
