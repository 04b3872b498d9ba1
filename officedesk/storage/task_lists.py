"""The tasks of every client, by groups: a bounded number of each, so that a list costs what it shows."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from officedesk.domain.days import monday_of
from officedesk.storage import task_walks as walks
from officedesk.storage.glance import SWATCH, date_of, time_of
from officedesk.storage.overview import folded
from officedesk.storage.task_walks import HELD_BACK, Walk

MOST_COUNTED = 1000
MOST_FOUND = 1000
BY_DATE, BY_CLIENT, BY_DOMAIN, BY_STATE, UNGROUPED = "date", "client", "domain", "state", ""
LATE, TODAY, WEEK, LATER, NO_DATE = "late", "today", "week", "later", "no date"
TODO, WAITING, DONE, EVERYTHING, UNSEEN = "todo", "waiting", "done", "everything", "unseen"
DATES = (LATE, TODAY, WEEK, LATER, NO_DATE)

Key = str | int | None


class TaskView(NamedTuple):
    """What the page of tasks shows: filters, how it is grouped, in which order; ``text`` is words, or beginnings."""

    client_id: int | None = None
    domain: str | None = None
    text: str = ""
    open_only: bool = True
    group: str = BY_DATE
    sort: str = "date"


class TaskGroup(NamedTuple):
    """A group: what it holds (a word above, a client's number, a domain), the first ids, how many more there are.

    ``more`` stops at MOST_COUNTED. A group UNSEEN, without ids, says that a text is found in more than MOST_FOUND.
    """

    key: Key
    ids: list[int]
    more: int = 0


class DeskTask(NamedTuple):
    """A line of the page of tasks."""

    id: int
    client_id: int
    client: str
    swatch: int
    title: str
    domain: str | None
    due: dt.date | None
    due_time: dt.time | None
    estimate_minutes: int | None
    importance: int | None
    status: str
    done_on: dt.date | None
    repeats: bool
    waits: bool


def task_groups(
    connection: Any, view: TaskView, day: dt.date, most: int, wider: Mapping[Key, int] | None = None
) -> list[TaskGroup]:
    """Return the groups that hold something, ``most`` tasks of each; ``wider`` names groups of which more is shown."""
    limits = wider or {}
    if view.group == BY_CLIENT and view.sort == "client":
        view = view._replace(sort="date")
    wanted = walks.words_in(view.text)
    if any(wanted) or (view.sort != "date" and view.group in (BY_CLIENT, BY_DOMAIN)):
        found = _distributed(connection, view, wanted, day, most, limits)
    else:
        parts = ((key, each, limits.get(key, most)) for key, each in _groups(connection, view, day))
        found = [_group(connection, *part) for part in parts]
    if not view.open_only:
        found.append(_done(connection, view, wanted, limits.get(DONE, most)))
    if view.sort == "title":
        found = [group if group.more else group._replace(ids=_by_title(connection, group.ids)) for group in found]
    return [group for group in found if group.ids or group.key == UNSEEN]


def task_rows(connection: Any, ids: Sequence[int]) -> list[DeskTask]:
    """Return the lines of the given ids, in their order; absent ones are skipped."""
    query = f"""
        SELECT t.id, t.client_id, c.name, {SWATCH}, t.title, t.domain, t.due, t.due_time, t.estimate_minutes,
               t.importance, t.status, t.done_on, t.recurrence != '', t.status = 'open' AND t.{HELD_BACK}
        FROM task AS t JOIN client AS c ON c.id = t.client_id WHERE t.id IN ({", ".join("?" for _ in ids)})
    """  # noqa: S608
    found = {
        row[0]: DeskTask._make(
            (*row[:6], date_of(row[6]), time_of(row[7]), *row[8:11], date_of(row[11]), bool(row[12]), bool(row[13]))
        )
        for row in connection.execute(query, list(ids))
    }
    return [found[id] for id in ids if id in found]


# --- one group after the other ---------------------------------------------------------------------------------------


def _group(connection: Any, key: Key, parts: Sequence[Walk], limit: int) -> TaskGroup:
    ids = walks.first_ids(connection, parts, limit + 1)
    more = walks.counted(connection, parts, limit + MOST_COUNTED) - limit if len(ids) > limit else 0
    return TaskGroup(key, ids[:limit], more)


def _groups(connection: Any, view: TaskView, day: dt.date) -> Iterator[tuple[Key, list[Walk]]]:
    """Yield each group with its walks, which follow each other."""
    if view.group == BY_CLIENT:
        for client_id in _clients(connection, view):
            yield client_id, _walks(connection, view._replace(client_id=client_id))
    elif view.group == BY_DOMAIN:
        for domain in _domains(connection, view):
            yield domain, _walks(connection, view, "domain IS ?", (domain,), index=walks.DOMAIN_INDEX)
    elif view.group == BY_STATE:
        yield TODO, _walks(connection, view, f"NOT {HELD_BACK}")
        yield WAITING, _walks(connection, view, HELD_BACK)
    elif view.group == BY_DATE:
        for key in DATES:
            # Few are due on a given day, in a week, or never: these are worth sorting.
            few = key in (TODAY, WEEK, NO_DATE) and view.sort != "client" and view.client_id is None
            yield key, _walks(connection, view, *_on(key, day), index=walks.DUE_INDEX if few else "")
    else:
        yield EVERYTHING, _walks(connection, view)


def _on(key: str, day: dt.date) -> tuple[str, tuple[str, ...]]:
    """Return the condition of a group of dates, with its values."""
    today, sunday = day.isoformat(), (monday_of(day) + dt.timedelta(days=6)).isoformat()
    return {
        LATE: ("due < ?", (today,)),
        TODAY: ("due = ?", (today,)),
        WEEK: ("due > ? AND due <= ?", (today, sunday)),
        LATER: ("due > ?", (sunday,)),
        NO_DATE: ("due IS NULL", ()),
    }[key]


def _walks(
    connection: Any, view: TaskView, condition: str = "", values: tuple[Any, ...] = (), *, index: str = ""
) -> list[Walk]:
    """Return the walks over the open tasks that meet a condition and the filters."""
    more, more_values = walks.filters(view.client_id, view.domain)
    conditions = ("status = 'open'", *([condition] if condition else []), *more)
    if view.sort == "client" and view.domain is None:
        return [
            Walk(walks.CLIENT_INDEX, ("client_id = ?", *conditions), (client_id, *values, *more_values), BY_DUE)
            for client_id in _clients(connection, view)
        ]
    chosen = index or walks.best_index(connection, view.sort, view.client_id, view.domain)
    whole = Walk(chosen, conditions, (*values, *more_values), walks.ORDERS[view.sort][1])
    last = walks.LAST_WITHOUT.get(view.sort)
    return [whole] if last is None or condition.startswith(last) else whole.parted(last)


BY_DUE = walks.ORDERS["date"][1]
LAST_DONE = "done_on DESC, id DESC"


def _done(connection: Any, view: TaskView, wanted: walks.Words, limit: int) -> TaskGroup:
    """Return the tasks that are done, the last ones first."""
    if not any(wanted):
        conditions, values = walks.filters(view.client_id, view.domain)
        every = Walk(walks.DONE_INDEX, ("status = 'done'", *conditions), values, LAST_DONE)
        return _group(connection, DONE, [every], limit)
    found = walks.found_ids(connection, wanted, view, "done", MOST_FOUND)
    marks = ", ".join("?" for _ in found)
    query = f"SELECT id FROM task WHERE id IN ({marks}) ORDER BY {LAST_DONE}"  # noqa: S608
    ids = [row[0] for row in connection.execute(query, found)]
    return TaskGroup(DONE, ids[:limit], max(0, len(ids) - limit))


def _clients(connection: Any, view: TaskView) -> list[int]:
    if view.client_id is not None:
        return [view.client_id]
    return [row[0] for row in connection.execute("SELECT id FROM client WHERE archived_on IS NULL ORDER BY own, name")]


def _domains(connection: Any, view: TaskView) -> list[str | None]:
    """Return the domains of open tasks, one step of the index for each; none comes last."""
    if view.domain is not None:
        return [view.domain]
    step = f"SELECT min(domain) FROM task INDEXED BY {walks.DOMAIN_INDEX} WHERE status = 'open' AND domain > ?"  # noqa: S608
    found: list[str | None] = []
    last = ""
    while (domain := connection.execute(step, (last,)).fetchone()[0]) is not None:
        found.append(last := domain)
    return [*found, None]


# --- all groups by one walk ------------------------------------------------------------------------------------------


def _distributed(
    connection: Any, view: TaskView, wanted: walks.Words, day: dt.date, most: int, limits: Mapping[Key, int]
) -> list[TaskGroup]:
    """Return the groups of one walk in the wanted order, each line put in its own."""
    keys = _keys(connection, view)
    groups: dict[Key, list[int]] = {key: [] for key in keys}
    total = 0
    for key, id in _keyed(connection, view, wanted, day):
        groups[key].append(id)
        total += 1
    found = []
    for key, ids in groups.items():
        limit = limits.get(key, most)
        found.append(TaskGroup(key, ids[:limit], min(max(0, len(ids) - limit), MOST_COUNTED)))
    if any(wanted) and total >= MOST_FOUND:
        found.append(TaskGroup(UNSEEN, []))
    return found


def _keys(connection: Any, view: TaskView) -> list[Key]:
    if view.group == BY_CLIENT:
        return [*_clients(connection, view)]
    if view.group == BY_DOMAIN:
        return [*_domains(connection, view)]
    fixed: dict[str, list[Key]] = {BY_DATE: [*DATES], BY_STATE: [TODO, WAITING]}
    return fixed.get(view.group, [EVERYTHING])


def _keyed(connection: Any, view: TaskView, wanted: walks.Words, day: dt.date) -> list[tuple[Key, int]]:
    """Return the group and the id of each line, in order."""
    conditions, values = walks.filters(view.client_id, view.domain)
    conditions = ("status = 'open'", *conditions)
    index, order = walks.ORDERS[view.sort]
    key, key_values = _key(view.group, day)
    last = walks.LAST_WITHOUT.get(view.sort)
    ordered = f"{last} IS NULL, {order}" if last else order
    if not any(wanted):
        every = Walk(index, conditions, values, order)
        parts = every.parted(last) if last else [every]
        return [
            row
            for part in parts
            for row in connection.execute(
                f"SELECT {key}, id {part.source()} ORDER BY {order}", (*key_values, *part.values)
            )
        ]
    # What a text is found in is bounded, the newest first, before it is put in order.
    ids = walks.found_ids(connection, wanted, view, "open", MOST_FOUND)
    marks = ", ".join("?" for _ in ids)
    query = f"SELECT {key}, id FROM task WHERE id IN ({marks}) ORDER BY {ordered}"  # noqa: S608
    return list(connection.execute(query, (*key_values, *ids)))


def _key(group: str, day: dt.date) -> tuple[str, tuple[str, ...]]:
    """Return the SQL expression of a task's group, with its values."""
    if group == BY_DATE:
        parts = [(key, *_on(key, day)) for key in DATES]
        cases = " ".join(f"WHEN {condition} THEN '{key}'" for key, condition, _ in parts)
        return f"CASE {cases} END", tuple(value for _, _, values in parts for value in values)
    columns = {BY_CLIENT: "client_id", BY_DOMAIN: "domain", BY_STATE: f"iif({HELD_BACK}, '{WAITING}', '{TODO}')"}
    return columns.get(group, f"'{EVERYTHING}'"), ()


def _by_title(connection: Any, ids: Sequence[int]) -> list[int]:
    """Return ids in the order of a French dictionary, which no index knows."""
    marks = ", ".join("?" for _ in ids)
    titles = connection.execute(f"SELECT id, title FROM task WHERE id IN ({marks})", list(ids))  # noqa: S608
    return [id for _, id in sorted((folded(title), id) for id, title in titles)]
