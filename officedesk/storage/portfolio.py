"""All clients: list, open, archive; and the few reads that cross them, as small frozen values."""

import datetime as dt
import difflib
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import select

from officedesk.domain.entities import GREATEST_ID, Client, ClientDraft, Nouns, Setting, Supplier
from officedesk.domain.errors import InvalidInputError, NotInWorkspaceError
from officedesk.domain.load import Planned
from officedesk.storage import agenda, decision_lists, glance, keys, load, overview, past, schema, task_lists
from officedesk.storage.journal import Author, StepState
from officedesk.storage.search import NEWEST, Hit, find, recall
from officedesk.storage.step import Step, last, redo, step, table_of, undo
from officedesk.storage.store import Change, Clock, Store, prepare_home
from officedesk.storage.workspace import Workspace, setting

T = TypeVar("T")

CHUNK = 500  # ids in one query; SQLite accepts 32,766 parameters
OWN_NAME = "Mon activité"
OWN_SLUG = "own"


class Portfolio:
    """The open desk, seen across its clients."""

    def __init__(self, store: Store) -> None:
        self.store = store

    @classmethod
    def create(cls, home: Path, passphrase: str, now: Clock) -> tuple["Portfolio", str]:
        """Make an empty desk in an absent or empty folder; return it with its recovery key, shown once."""
        if home.exists() and (not home.is_dir() or any(home.iterdir())):
            raise InvalidInputError(f"Le dossier « {home} » n’est pas vide : choisissez-en un autre pour ce bureau.")
        header, key, recovery = keys.drawn(passphrase)
        existed = home.exists()
        try:
            return cls._filled(home, header, key, now), recovery
        except BaseException as error:
            # Half a desk would make the next attempt fail on a folder that is not empty.
            _empty(home, existed)
            if isinstance(error, OSError):
                raise InvalidInputError(
                    f"Le dossier « {home} » n’est pas accessible en écriture : choisissez-en un autre."
                ) from error
            raise

    @classmethod
    def _filled(cls, home: Path, header: keys.Header, key: bytes, now: Clock) -> "Portfolio":
        prepare_home(home)
        schema.create_schema(home, key)
        portfolio = cls.open(home, key, now)
        try:
            with portfolio.step("Créer le bureau", Author.PROGRAM) as current:
                current.add(Client, ClientDraft(name=OWN_NAME, slug=OWN_SLUG), own=True)
            # Last: a folder with a header is a whole desk.
            keys.write(home, header)
        except BaseException:
            portfolio.close()
            raise
        return portfolio

    @classmethod
    def open(cls, home: Path, key: bytes, now: Clock) -> "Portfolio":
        """Open a desk with its data key."""
        return cls(Store(home, key, now))

    def close(self) -> None:
        """Close the file."""
        self.store.close()

    # --- clients -----------------------------------------------------------------------------------------------------

    def clients(self, *, archived: bool = False) -> list[Client]:
        """Return the clients by name; her own business is not one of them."""
        table = table_of(Client)
        query = select(table).where(~table.c.own).order_by(table.c.name)
        if not archived:
            query = query.where(table.c.archived_on.is_(None))
        with self.store.reading() as connection:
            return [Client(**found) for found in connection.execute(query).mappings()]

    def client(self, slug: str) -> Client:
        """Return the client of a slug; an unknown one is refused, with the nearest suggested."""
        clients = self.clients(archived=True)
        for client in clients:
            if client.slug == slug:
                return client
        near = difflib.get_close_matches(slug, [client.slug for client in clients], n=1, cutoff=0.4)
        hint = f" Vouliez-vous dire « {near[0]} » ?" if near else " « officedesk client list » montre les clients."
        raise InvalidInputError(f"Aucun client ne s’appelle « {slug} ».{hint}")

    def workspace(self, slug: str) -> Workspace:
        """Return the workspace of the client of a slug."""
        return self.workspace_by_id(self.client(slug).id)

    def named(self, slug: str) -> Workspace:
        """Return the workspace of a slug, « own » being her own business."""
        return self.own() if slug == OWN_SLUG else self.workspace(slug)

    def name_of(self, workspace: Workspace) -> str:
        """Return the slug that names a workspace on the command line."""
        client = workspace.client()
        return OWN_SLUG if client.own else client.slug

    def workspace_by_id(self, client_id: int | None) -> Workspace:
        """Return a workspace by the client's number, as glances and changes give it."""
        if client_id is None:
            raise NotInWorkspaceError
        return Workspace(self.store, client_id)

    def own(self) -> Workspace:
        """Return her own business."""
        table = table_of(Client)
        with self.store.reading() as connection:
            found = connection.execute(select(table.c.id).where(table.c.own)).scalar_one()
        return Workspace(self.store, found)

    def workspaces(self) -> list[Workspace]:
        """Return the workspaces of every client that is not archived."""
        return [self.workspace_by_id(client.id) for client in self.clients()]

    def workspace_of(self, kind: str, row_id: int) -> Workspace:
        """Return the workspace that owns a row: ids are unique in the desk."""
        if not 0 < row_id <= GREATEST_ID:
            raise NotInWorkspaceError
        table = table_of(Nouns.OWNED[kind])
        with self.store.reading() as connection:
            found = connection.execute(select(table.c.client_id).where(table.c.id == row_id)).scalar_one_or_none()
        if found is None:
            raise NotInWorkspaceError
        return Workspace(self.store, found)

    def owners(self, kind: str, ids: Sequence[int]) -> list[tuple[Workspace, list[int]]]:
        """Return the workspaces that own rows, each with its own among ids, in their order; absent ones are skipped."""
        table = table_of(Nouns.OWNED[kind])
        owner: dict[int, int] = {}
        with self.store.reading() as connection:
            for start in range(0, len(ids), CHUNK):
                chunk = select(table.c.id, table.c.client_id).where(table.c.id.in_(ids[start : start + CHUNK]))
                owner |= {found.id: found.client_id for found in connection.execute(chunk)}
        found: dict[int, list[int]] = {}
        for row_id in ids:
            if row_id in owner:
                found.setdefault(owner[row_id], []).append(row_id)
        return [(Workspace(self.store, client_id), mine) for client_id, mine in found.items()]

    def step(self, label: str, author: Author = Author.USER) -> AbstractContextManager[Step]:
        """Open a step on what no client owns: clients themselves, and the supplier network."""
        return step(self.store, None, label, author)

    # --- the network -------------------------------------------------------------------------------------------------

    def suppliers(self, ids: Sequence[int] | None = None) -> list[Supplier]:
        """Return suppliers by name, all of them or those of the given ids."""
        table = table_of(Supplier)
        query = select(table).order_by(table.c.name, table.c.id)
        if ids is not None:
            query = query.where(table.c.id.in_(list(ids)))
        with self.store.reading() as connection:
            return [Supplier(**found) for found in connection.execute(query).mappings()]

    # --- her settings ------------------------------------------------------------------------------------------------

    def setting(self, name: str, default: Any = None) -> Any:
        """Return one of her settings."""
        return setting(self.store, name, default)

    def set_setting(self, name: str, value: Any) -> None:
        """Keep one of her settings."""
        self.set_settings({name: value})

    def set_settings(self, values: Mapping[str, Any]) -> None:
        """Keep several of her settings together or not at all; one of None is forgotten."""
        table = table_of(Setting)  # type: ignore[arg-type]
        kept = [{"name": name, "value": value} for name, value in values.items() if value is not None]
        with self.store.writing() as connection:
            connection.execute(table.delete().where(table.c.name.in_(values)))
            if kept:
                connection.execute(table.insert(), kept)

    # --- across clients, read only -----------------------------------------------------------------------------------

    def glance(self, day: dt.date) -> glance.Glance:
        """Return the first screen."""
        return self._read(lambda connection: glance.read(connection, day))

    def client_rows(self, day: dt.date) -> list[overview.ClientRow]:
        """Return every client with the number of its open tasks and of its late legal dates."""
        return self._read(lambda connection: overview.client_rows(connection, day))

    def deadline_ids(self, view: overview.DeadlineView) -> list[int]:
        """Return the ids of the obligations of every client, filtered and in order."""
        return self._read(lambda connection: overview.deadline_ids(connection, view))

    def deadline_rows(self, ids: Sequence[int]) -> list[overview.DeadlineRow]:
        """Return the lines of the legal dates page, in the order of ids."""
        return self._read(lambda connection: overview.deadline_rows(connection, ids))

    def domain_states(self, day: dt.date) -> list[overview.DomainState]:
        """Return where each client stands in each domain of legal dates."""
        return self._read(lambda connection: overview.domain_states(connection, day))

    def month_states(self, year: int, day: dt.date) -> list[overview.MonthState]:
        """Return what each month of a year asks of each client."""
        return self._read(lambda connection: overview.month_states(connection, year, day))

    def legal_states(self, client_id: int | None = None) -> dict[int, str]:
        """Return by client, or for one of them, what moves whenever its legal dates may."""
        return self._read(lambda connection: overview.legal_states(connection, client_id))

    def agenda(self, first: dt.date, last: dt.date) -> agenda.AgendaRows:
        """Return what the days between two, both included, may hold."""
        return self._read(lambda connection: agenda.read(connection, first, last))

    def day_loads(self, first: dt.date, last: dt.date) -> list[load.DayLoad]:
        """Return what open tasks ask of each day between two, both included."""
        return self._read(lambda connection: load.day_loads(connection, first, last))

    def late_load(self, day: dt.date) -> load.Late:
        """Return the open tasks whose day is past."""
        return self._read(lambda connection: load.late(connection, day))

    def task_loads(self, first: dt.date, last: dt.date) -> list[Planned]:
        """Return the open tasks of the days between two, with what remains of each."""
        return self._read(lambda connection: load.task_loads(connection, first, last))

    def own_events(self, first: dt.date, last: dt.date) -> load.OwnEvents:
        """Return the events that take her own time between two days, and what exceptions replace, by series."""
        return self._read(lambda connection: load.own_events(connection, first, last))

    def month_hours(self, start: dt.date, end: dt.date, since: dt.date) -> list[load.MonthHours]:
        """Return each client's hours between two days, what remains counted from ``since``."""
        return self._read(lambda connection: load.month_hours(connection, start, end, since))

    def task_groups(
        self, view: task_lists.TaskView, day: dt.date, most: int, wider: Mapping[task_lists.Key, int] | None = None
    ) -> list[task_lists.TaskGroup]:
        """Return the groups of tasks of every client, ``most`` of each, more of those that ``wider`` names."""
        return self._read(lambda connection: task_lists.task_groups(connection, view, day, most, wider))

    def task_rows(self, ids: Sequence[int]) -> list[task_lists.DeskTask]:
        """Return the lines of the page of tasks, in the order of ids."""
        return self._read(lambda connection: task_lists.task_rows(connection, ids))

    def decision_ids(self, view: decision_lists.DecisionView) -> list[int]:
        """Return the ids of the decisions of every client, filtered, those that wait longest first."""
        return self._read(lambda connection: decision_lists.decision_ids(connection, view))

    def decision_rows(self, ids: Sequence[int]) -> list[decision_lists.DecisionRow]:
        """Return the lines of the page of decisions, in the order of ids."""
        return self._read(lambda connection: decision_lists.decision_rows(connection, ids))

    def supplier_ids(self, words: str = "") -> list[int]:
        """Return the ids of the network's suppliers by name, those whose name or trade holds the words."""
        return self._read(lambda connection: overview.supplier_ids(connection, words))

    def supplier_rows(self, ids: Sequence[int]) -> list[overview.SupplierRow]:
        """Return the lines of the network page, in the order of ids."""
        return self._read(lambda connection: overview.supplier_rows(connection, ids))

    def search(self, text: str, *, domain: str = "", each: int = NEWEST) -> dict[str, list[Hit]]:
        """Return by kind what holds every word of a text, among the clients in business and the network."""
        return self._read(lambda connection: find(connection, text, domain=domain, each=each))

    def recall(self, keys: Sequence[tuple[str, int]]) -> list[Hit]:
        """Return rows by kind and id, in their order; those that are gone or archived are skipped."""
        return self._read(lambda connection: recall(connection, keys))

    def _read(self, work: Callable[[Any], T]) -> T:
        with self.store.reading() as connection:
            return work(connection.connection.driver_connection)

    def deletions(self) -> list[past.Deletion]:
        """Return what was deleted in the last 30 days, in every workspace and in the network, the last first."""
        return self._read(lambda connection: past.deletions(connection, self.store.now()))

    # --- undo --------------------------------------------------------------------------------------------------------

    def undoable(self, client_id: int | None = None) -> tuple[int, str] | None:
        """Return the id and the label of the last step, of a client when one is given, or None."""
        return last(self.store, StepState.DONE, client_id)

    def redoable(self, client_id: int | None = None) -> tuple[int, str] | None:
        """Return the id and the label of the step undone last, of a client when one is given, or None."""
        return last(self.store, StepState.UNDONE, client_id)

    def undo(self, step_id: int) -> Change:
        """Put everything back as it was before a step; raise ConflictError if a row has moved since."""
        return undo(self.store, step_id)

    def redo(self, step_id: int) -> Change:
        """Do an undone step again."""
        return redo(self.store, step_id)


def _empty(home: Path, existed: bool) -> None:
    import shutil

    if not existed:
        shutil.rmtree(home, ignore_errors=True)
        return
    for made in home.iterdir():
        shutil.rmtree(made, ignore_errors=True) if made.is_dir() else made.unlink(missing_ok=True)
