"""Every query of the first screen and of the long lists is served by an index, whatever the number of rows."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

import pytest

from officedesk.domain.entities import (
    Deadline,
    DeadlineDraft,
    Decision,
    DecisionDraft,
    Event,
    EventDraft,
    Task,
    TaskDraft,
)
from officedesk.storage import glance, overview, task_lists
from tests.storage.desks import DAY, Desk

ROWS = 5000
BIG = ("task", "deadline", "decision", "event", "wait")
# A walk of an index that holds nothing but the rows shown, in their order, stopped by LIMIT.
BOUNDED_WALKS = ("ix_decision_pending",)


@pytest.fixture(scope="module")
def connection(template: Desk, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Give a desk of thousands of rows of each noun."""
    desk = template.copy(tmp_path_factory.mktemp("queries") / "desk")
    portfolio = desk.open()
    days = [DAY + dt.timedelta(days=number % 400 - 200) for number in range(ROWS)]
    start = dt.datetime(2026, 11, 23, 9)  # noqa: DTZ001
    starts = [start + dt.timedelta(days=number % 400 - 200) for number in range(ROWS)]
    with portfolio.workspace("alpha").step("Importer") as step:
        step.add_all(Task, [TaskDraft(title="t", due=day) for day in days])
        step.add_all(Deadline, [DeadlineDraft(title="d", due=day) for day in days])
        step.add_all(Decision, [DecisionDraft(question="q", limit=day) for day in days])
        step.add_all(Event, [EventDraft(title="e", start=each, end=each) for each in starts])
    portfolio.close()
    connection = desk.connect()
    yield connection
    connection.close()


class Recorder:
    """Passes queries on and keeps them: what is explained is what the program really asks."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection
        self.asked: list[tuple[str, tuple[Any, ...]]] = []

    def execute(self, query: str, values: Any = ()) -> Any:
        self.asked.append((query, tuple(values)))
        return self.connection.execute(query, values)


def plans(connection: Any, recorder: Recorder) -> dict[str, list[str]]:
    found = {}
    for query, values in recorder.asked:
        lines = connection.execute(f"EXPLAIN QUERY PLAN {query}", values).fetchall()
        found[" ".join(query.split())] = [line[3] for line in lines]
    return found


def faults(plan: list[str]) -> list[str]:
    """Return the lines of a plan that cost more as the tables grow."""
    names = "|".join(BIG)
    scans = [line for line in plan if re.match(rf"SCAN ({names}|d|other)\b", line)]
    sorts = [line for line in plan if "TEMP B-TREE" in line]
    return [line for line in scans + sorts if not any(walk in line for walk in BOUNDED_WALKS)]


def test_the_plans_depend_on_no_statistics(connection: Any) -> None:
    """A file that nobody analyses has the same plans for ever: those that the tests below read."""
    assert connection.execute("SELECT count(*) FROM sqlite_master WHERE name LIKE 'sqlite_stat%'").fetchone()[0] == 0


def test_the_first_screen_scans_and_sorts_nothing(connection: Any) -> None:
    recorder = Recorder(connection)
    seen = glance.read(recorder, DAY)

    explained = plans(connection, recorder)

    assert len(seen.today) > 10
    assert len(explained) >= 9
    ours = {
        query: faults(plan)
        for query, plan in explained.items()
        if " FROM client WHERE archived_on IS NULL" not in query
    }
    assert {query: lines for query, lines in ours.items() if lines} == {}
    tasks = [
        plan[0]
        for query, plan in explained.items()
        if query.startswith("SELECT id, client_id, title, due,") and " FROM task " in query
    ]
    assert len(tasks) == 3
    # The index has all that is shown: a row of the table would cost a page to decipher, and there are 150.
    assert all("task USING COVERING INDEX" in plan for plan in tasks)


@pytest.mark.parametrize("open_only", [False, True])
@pytest.mark.parametrize("client_id", [None, 2])
@pytest.mark.parametrize("domain", [None, "paie"])
def test_the_legal_dates_are_in_order_by_an_index(
    connection: Any, open_only: bool, client_id: int | None, domain: str | None
) -> None:
    recorder = Recorder(connection)
    overview.deadline_ids(recorder, overview.DeadlineView(client_id, domain, open_only))

    every, undated = plans(connection, recorder).values()

    # All ids are asked at once: walking an index from end to end is right, as long as it is in order.
    assert [line for line in every + undated if "TEMP B-TREE" in line] == []
    assert re.match(r"(SCAN|SEARCH) deadline USING (COVERING )?INDEX ix_deadline_\w*due\b", every[0])
    assert re.match(r"SEARCH deadline USING INDEX ix_deadline_\w*due \(.*due=\?", undated[0])


ORDERS = ("date", "importance", "client", "title", "estimate")


@pytest.mark.parametrize("sort", ORDERS)
@pytest.mark.parametrize("client_id", [None, 2])
@pytest.mark.parametrize("open_only", [False, True])
def test_tasks_are_in_every_order_by_its_index(
    connection: Any, sort: str, client_id: int | None, open_only: bool
) -> None:
    recorder = Recorder(connection)
    view = task_lists.TaskView(client_id=client_id, open_only=open_only, group=task_lists.UNGROUPED, sort=sort)

    groups = task_lists.task_groups(recorder, view, DAY, 200)

    assert len(groups[0].ids) == 200
    walked = {query: plan for query, plan in plans(connection, recorder).items() if "FROM task INDEXED" in query}
    assert walked
    assert [line for plan in walked.values() for line in plan if "TEMP B-TREE" in line] == []
    # A French dictionary is read when everything is shown, and no index knows it.
    tasks = [line for plan in walked.values() for line in plan if re.match(r"(SCAN|SEARCH) task\b", line)]
    assert tasks
    assert all("USING COVERING INDEX" in line or "USING INDEX ix_task_client_open_due" in line for line in tasks)


@pytest.mark.parametrize("group", ["date", "client", "domain", "state"])
def test_every_group_by_date_is_walked_no_further_than_what_is_shown(connection: Any, group: str) -> None:
    recorder = Recorder(connection)
    groups = task_lists.task_groups(recorder, task_lists.TaskView(group=group), DAY, 50)

    assert groups
    assert all(len(each.ids) <= 50 for each in groups)
    walked = {query: plan for query, plan in plans(connection, recorder).items() if "FROM task INDEXED" in query}
    assert [line for plan in walked.values() for line in plan if "TEMP B-TREE" in line] == []
    assert all("LIMIT" in query for query, _ in recorder.asked if "ORDER BY due" in query)


def test_the_lines_of_tasks_are_found_by_their_numbers(connection: Any) -> None:
    recorder = Recorder(connection)
    task_lists.task_rows(recorder, range(1, 129))

    (plan,) = plans(connection, recorder).values()
    assert [line for line in plan if re.match(r"SCAN (t|c)\b", line)] == []


def test_the_lines_of_a_page_are_found_by_their_numbers(connection: Any) -> None:
    recorder = Recorder(connection)
    overview.deadline_rows(recorder, range(1, 129))
    overview.supplier_rows(recorder, range(1, 129))

    assert [
        line for plan in plans(connection, recorder).values() for line in plan if re.match(r"SCAN (d|c)\b", line)
    ] == []


def test_what_is_counted_for_each_client_is_counted_in_an_index(connection: Any) -> None:
    recorder = Recorder(connection)
    overview.client_rows(recorder, DAY)

    (plan,) = plans(connection, recorder).values()

    assert [line for line in plan if re.match(r"SCAN (task|deadline)\b", line)] == []


def test_the_check_above_can_fail(connection: Any) -> None:
    recorder = Recorder(connection)
    recorder.execute("SELECT id FROM task WHERE title = ? ORDER BY notes", ("t",))

    (plan,) = plans(connection, recorder).values()

    assert len(faults(plan)) == 2
