"""Four walls keep one client from another: the draft, the workspace, the links of the file, and what watches them."""

from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError
from sqlalchemy import UniqueConstraint, alias, column, exists, func, literal_column, select, table, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import aliased

from officedesk.domain.entities import (
    Client,
    ClientDraft,
    Decision,
    Nouns,
    Row,
    Setting,
    Supplier,
    SupplierContract,
    SupplierDraft,
    Task,
    TaskDraft,
    TimeEntry,
    Wait,
)
from officedesk.domain.errors import NotInWorkspaceError
from officedesk.storage.portfolio import Portfolio
from officedesk.storage.step import draft_of, table_of
from officedesk.storage.workspace import Workspace
from tests.storage.desks import DAY, SLUGS, Desk, rows_of, sample

NOUNS = pytest.mark.parametrize("noun", list(Nouns.OWNED.values()), ids=list(Nouns.OWNED))
TASKS, DECISIONS = table_of(Task), table_of(Decision)


# --- the first wall: a draft has no client ---------------------------------------------------------------------------


@NOUNS
def test_a_draft_refuses_a_client(noun: type[Row]) -> None:
    draft = sample(noun, "alpha", supplier=1, task=1, document=1)

    assert "client_id" not in type(draft).model_fields
    with pytest.raises(ValidationError, match="client_id"):
        type(draft).model_validate({**draft.model_dump(), "client_id": 1})
    with pytest.raises(ValueError, match="client_id"):
        draft.client_id = 1


@NOUNS
def test_a_step_stamps_its_own_client_and_lets_nobody_say_another(
    noun: type[Row], alpha: Workspace, beta: Workspace, portfolio: Portfolio
) -> None:
    own = portfolio.workspace("alpha")
    before = rows_of(portfolio, beta.client_id)
    model = own.select(noun)[0]
    draft = draft_of(noun)(**{name: getattr(model, name) for name in draft_of(noun).model_fields})
    if noun.__tablename__ == "deadline":
        draft = draft.model_copy(update={"period": "autre"})

    with pytest.raises(TypeError, match="client_id"), alpha.step("Tricher") as step:
        step.add(noun, draft, client_id=beta.client_id)
    with alpha.step("Ajouter") as step:
        added = step.add(noun, draft.model_copy(update={"client_id": beta.client_id}))

    assert added.client_id == alpha.client_id
    assert rows_of(portfolio, beta.client_id) == before


# --- the second wall: the workspace ----------------------------------------------------------------------------------


@NOUNS
def test_a_foreign_row_is_the_same_as_an_absent_one(noun: type[Row], alpha: Workspace, beta: Workspace) -> None:
    foreign = beta.select(noun)[0]
    answers = []
    for row_id in (foreign.id or 0, 10**9, 0, -1, 2**70):
        with pytest.raises(NotInWorkspaceError) as refused:
            alpha.get(noun, row_id)
        answers.append(str(refused.value))

    assert len(set(answers)) == 1
    assert alpha.rows(noun, [foreign.id or 0]) == []


@NOUNS
def test_nothing_that_a_workspace_reads_is_another_client_s(noun: type[Row], alpha: Workspace) -> None:
    assert {row.client_id for row in alpha.select(noun)} == {alpha.client_id}
    assert set(alpha.tuples([table_of(noun).c.client_id])) == {(alpha.client_id,)}
    assert alpha.ids(noun) == [row.id for row in alpha.select(noun)]


@NOUNS
def test_a_foreign_row_is_neither_changed_nor_deleted(
    noun: type[Row], alpha: Workspace, beta: Workspace, portfolio: Portfolio
) -> None:
    foreign = beta.select(noun)[0]
    forged = noun(**{**foreign.model_dump(), "client_id": alpha.client_id})
    before = rows_of(portfolio, beta.client_id)
    writes: list[Callable[[Any, Row], Any]] = [
        lambda step, row: step.delete(row),
        lambda step, row: step.change(row, notes="à moi"),
    ]

    for row in (foreign, forged):
        for write in writes:
            with pytest.raises(NotInWorkspaceError), alpha.step("Tricher") as step:
                write(step, row)

    assert rows_of(portfolio, beta.client_id) == before


QUERIES: dict[str, Callable[[Workspace], object]] = {
    "clients": lambda w: w.tuples([table_of(Client).c.name]),
    "a joined client": lambda w: w.tuples([TASKS.c.id, table_of(Client).c.name], TASKS.c.client_id > 0),
    "settings": lambda w: w.tuples([table_of(Setting).c.value]),  # type: ignore[arg-type]
    "suppliers alone": lambda w: w.tuples([table_of(Supplier).c.name]),
    "a condition's subquery": lambda w: w.ids(Task, TASKS.c.id.in_(select(DECISIONS.c.id))),
    "a subquery of its own table": lambda w: w.ids(Task, TASKS.c.id.in_(select(TASKS.c.id).correlate(None))),
    "a column's subquery": lambda w: w.tuples(
        [TASKS.c.id, select(func.group_concat(TASKS.c.title)).correlate(None).scalar_subquery()]
    ),
    "an order's subquery": lambda w: w.ids(Task, order_by=[select(func.max(DECISIONS.c.id)).scalar_subquery()]),
    "exists": lambda w: w.ids(Task, exists().where(DECISIONS.c.question == "x")),
    "an alias": lambda w: w.tuples([alias(TASKS).c.title]),
    "an alias of a class": lambda w: w.tuples([TASKS.c.id, aliased(Task).title]),
    "a table by its name": lambda w: w.tuples([TASKS.c.id, table("client", column("name")).c.name]),
    "raw SQL": lambda w: w.ids(Task, text("1 = 1 OR client_id > 0")),
    "a raw column": lambda w: w.tuples([TASKS.c.id, literal_column("(SELECT group_concat(name) FROM client)")]),
    "a raw order": lambda w: w.ids(Task, order_by=[text("(SELECT count(*) FROM client)")]),
    "a function's table": lambda w: w.tuples([TASKS.c.id, func.json_each("[1]").table_valued("value").c.value]),
    "nothing of hers": lambda w: w.tuples([func.count()]),
}


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES.keys())
def test_a_query_that_cannot_be_scoped_is_refused(alpha: Workspace, query: Callable[[Workspace], object]) -> None:
    with pytest.raises(ValueError, match="a workspace"):
        query(alpha)


def test_an_or_in_a_condition_does_not_open_the_wall(alpha: Workspace) -> None:
    anyone = (TASKS.c.client_id > 0) | (TASKS.c.id > 0)

    assert {row.client_id for row in alpha.select(Task, anyone)} == {alpha.client_id}


def test_joined_rows_are_scoped_on_both_sides(alpha: Workspace) -> None:
    found = alpha.tuples([TASKS.c.title, DECISIONS.c.question], TASKS.c.id >= DECISIONS.c.id - 100)
    contracts = table_of(SupplierContract)
    suppliers = alpha.tuples(
        [table_of(Supplier).c.name, contracts.c.subject], table_of(Supplier).c.id == contracts.c.supplier_id
    )

    assert len(found) == len(suppliers) == 1
    assert "beta" not in str(found + suppliers)


def test_rows_come_in_the_order_asked(alpha: Workspace) -> None:
    with alpha.step("Ajouter") as step:
        added = [task.id or 0 for task in step.add_all(Task, [TaskDraft(title=f"{n}") for n in range(1200)])]
    asked = [added[7], 10**9, added[1100], added[3], added[7]]

    assert [row.id for row in alpha.rows(Task, asked)] == [added[7], added[1100], added[3], added[7]]
    assert len(alpha.rows(Task, added)) == 1200


def test_a_workspace_changes_its_own_card_and_no_other(alpha: Workspace, portfolio: Portfolio) -> None:
    with alpha.step("Changer le profil") as step:
        step.change(portfolio.client("alpha"), city="Lyon")

    with pytest.raises(NotInWorkspaceError), alpha.step("Tricher") as step:
        step.change(portfolio.client("beta"), city="Lyon")
    with pytest.raises(NotInWorkspaceError), alpha.step("Tricher") as step:
        step.delete(portfolio.client("beta"))
    with pytest.raises(NotInWorkspaceError), alpha.step("Tricher") as step:
        step.add(Client, ClientDraft(name="Gamma", slug="gamma"))

    assert (portfolio.client("alpha").city, portfolio.client("beta").city[:4]) == ("Lyon", "beta")


def test_a_workspace_adds_to_the_shared_network(alpha: Workspace, portfolio: Portfolio) -> None:
    with alpha.step("Ajouter un fournisseur") as step:
        supplier = step.add(Supplier, SupplierDraft(name="Fournil"))
        step.change(supplier, trade="traiteur")

    assert [(each.name, each.trade) for each in portfolio.suppliers([supplier.id or 0])] == [("Fournil", "traiteur")]


def test_a_client_s_rows_are_not_written_from_the_portfolio(portfolio: Portfolio, alpha: Workspace) -> None:
    with pytest.raises(NotInWorkspaceError), portfolio.step("Tricher") as step:
        step.add(Task, TaskDraft(title="À personne"))
    with pytest.raises(NotInWorkspaceError), portfolio.step("Tricher") as step:
        step.delete(alpha.select(Task)[0])


# --- the third wall: the links of the file ---------------------------------------------------------------------------


def links() -> list[tuple[str, str, str]]:
    """Return every link from an owned row to another owned row, read from the models."""
    found = []
    for name, noun in Nouns.OWNED.items():
        for key in table_of(noun).foreign_key_constraints:
            if key.referred_table.name in Nouns.OWNED:
                found += [(name, each.parent.name, key.referred_table.name) for each in key.elements]
    return [link for link in found if link[1] != "client_id"]


def test_the_links_are_the_known_ones() -> None:
    assert sorted(links()) == [
        ("check_item", "task_id", "task"),
        ("deadline", "document_id", "document"),
        ("decision", "document_id", "document"),
        ("task_document", "document_id", "document"),
        ("task_document", "task_id", "task"),
        ("time_entry", "task_id", "task"),
        ("wait", "decision_id", "decision"),
        ("wait", "other_task_id", "task"),
        ("wait", "task_id", "task"),
    ]


@pytest.mark.parametrize(("name", "link", "target"), links())
def test_the_file_refuses_a_link_to_another_client_s_row(desk: Desk, name: str, link: str, target: str) -> None:
    connection = desk.connect()
    sides = {}
    for slug in SLUGS:
        client = connection.execute("SELECT id FROM client WHERE slug = ?", (slug,)).fetchone()[0]
        mine = connection.execute(f"SELECT id FROM {name} WHERE client_id = ?", (client,)).fetchone()[0]
        its = connection.execute(f"SELECT id FROM {target} WHERE client_id = ?", (client,)).fetchone()[0]
        sides[slug] = (mine, its)
    query = f"UPDATE {name} SET {link} = ? WHERE id = ?"

    with pytest.raises(connection.IntegrityError, match="FOREIGN KEY"):
        connection.execute(query, (sides["beta"][1], sides["alpha"][0]))
    connection.execute(query, (sides["alpha"][1], sides["alpha"][0]))
    connection.close()


@pytest.mark.parametrize(("name", "link", "target"), links())
def test_a_step_cannot_link_to_another_client_s_row(
    alpha: Workspace, beta: Workspace, name: str, link: str, target: str
) -> None:
    mine = alpha.select(Nouns.OWNED[name])[0]
    foreign = beta.select(Nouns.OWNED[target])[0]
    values = {link: foreign.id}
    if link == "decision_id":
        values["other_task_id"] = None

    with pytest.raises(IntegrityError), alpha.step("Tricher") as step:
        step.change(mine, **values)


@NOUNS
def test_every_owned_row_has_a_client_and_can_be_pointed_at_safely(noun: type[Row]) -> None:
    table = table_of(noun)
    uniques = {tuple(each.columns.keys()) for each in table.constraints if isinstance(each, UniqueConstraint)}
    clients = [key for key in table.foreign_key_constraints if key.referred_table.name == "client"]

    assert not table.c.client_id.nullable
    assert ("client_id", "id") in uniques
    assert [key.column_keys for key in clients] == [["client_id"]]


def test_a_row_cannot_be_moved_to_another_client(desk: Desk) -> None:
    connection = desk.connect()
    clients = [found[0] for found in connection.execute("SELECT id FROM client WHERE NOT own ORDER BY id")]

    # The task is linked by a wait and a time entry of its own client.
    with pytest.raises(connection.IntegrityError, match="FOREIGN KEY"):
        connection.execute("UPDATE task SET client_id = ? WHERE client_id = ?", (clients[1], clients[0]))
    connection.close()


def test_the_samples_hold_what_these_tests_need(alpha: Workspace) -> None:
    assert alpha.select(Wait)[0].other_task_id == alpha.select(Task)[0].id
    assert alpha.select(TimeEntry)[0].task_id == alpha.select(Task)[0].id
    assert alpha.select(Task)[0].due == DAY
