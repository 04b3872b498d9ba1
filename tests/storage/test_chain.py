"""The log of decisions: nothing is taken out of it, and what is changed behind the program's back is found."""

import hashlib
import json
from typing import Any

import pytest

from officedesk.domain.entities import Decision, DecisionDraft, Wait
from officedesk.domain.errors import InvalidInputError
from officedesk.storage import chain
from officedesk.storage.portfolio import Portfolio
from officedesk.storage.workspace import Workspace
from tests.storage.desks import Desk


def lines(portfolio: Portfolio, client_id: int) -> list[tuple[Any, ...]]:
    query = "SELECT number, act, former, hash FROM decision_log WHERE client_id = ? ORDER BY number"
    with portfolio.store.reading() as connection:
        return [tuple(line) for line in connection.exec_driver_sql(query, (client_id,))]


def found(desk: Desk) -> list[str]:
    connection = desk.connect()
    told = list(chain.breaks(connection))
    connection.close()
    return told


def tamper(desk: Desk, *statements: str) -> None:
    """Write as someone with the key and without the program would: without what guards the log."""
    connection = desk.connect()
    guards = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'decision_log'"
    ).fetchall()
    assert len(guards) == 3
    for name, _ in guards:
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement)
    for _, sql in guards:
        connection.execute(sql)
    connection.close()


@pytest.fixture
def told(desk: Desk) -> Desk:
    """Give a closed desk in which each client's decision was asked and changed."""
    portfolio = desk.open()
    for slug in ("alpha", "beta"):
        workspace = portfolio.workspace(slug)
        for stake in ("1 900 € HT", "3 200 € HT"):
            with workspace.step("Modifier une décision") as step:
                step.change(workspace.select(Decision)[0], stake=stake)
    portfolio.close()
    return desk


def test_each_write_of_a_decision_is_a_line_whatever_wrote_it(portfolio: Portfolio, alpha: Workspace) -> None:
    with alpha.step("Ajouter une décision") as step:
        row = step.add(Decision, DecisionDraft(question="Oui ?"))
    with alpha.step("Modifier une décision") as step:
        step.change(row, context="Devis reçu")
    last = portfolio.undoable()
    assert last is not None
    portfolio.undo(last[0])
    portfolio.redo(last[0])
    with alpha.step("Supprimer des décisions") as step:
        step.delete(row)

    acts = [line[1] for line in lines(portfolio, alpha.client_id)]
    assert acts[-5:] == [
        "Ajouter une décision",
        "Modifier une décision",
        "Annuler : Modifier une décision",
        "Rétablir : Modifier une décision",
        "Supprimer des décisions",
    ]


def test_a_step_that_fails_leaves_no_line(portfolio: Portfolio, alpha: Workspace) -> None:
    before, row = lines(portfolio, alpha.client_id), alpha.select(Decision)[0]

    def change_twice() -> None:
        with alpha.step("Modifier une décision") as step:
            step.change(row, stake="x")
            step.change(row, question="")

    with pytest.raises(InvalidInputError):
        change_twice()

    assert lines(portfolio, alpha.client_id) == before


def test_a_line_is_the_sha256_of_itself_and_of_the_former(told: Desk) -> None:
    connection = told.connect()
    rows = connection.execute(
        "SELECT client_id, number, decision_id, at, act, author, image, former, hash FROM decision_log"
        " ORDER BY client_id, number"
    ).fetchall()
    connection.close()

    assert [row[1] for row in rows] == [1, 2, 3, 1, 2, 3]
    former = ""
    for *values, digest in rows:
        former = "" if values[1] == 1 else former
        assert values[-1] == former
        text = "[" + ",".join(json.dumps(each, ensure_ascii=False) for each in values) + "]"
        assert digest == hashlib.sha256(text.encode("utf-8")).hexdigest()
        former = digest


def test_what_was_written_by_the_program_alone_is_whole(told: Desk) -> None:
    assert found(told) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE decision_log SET act = 'Rien' WHERE number = 2",
        "DELETE FROM decision_log WHERE number = 2",
        "INSERT INTO decision_log (client_id, number, decision_id, at, act, author, former, hash)"
        " VALUES (2, 9, 1, '', '', '', '', '')",
        "INSERT OR REPLACE INTO decision_log (client_id, number, decision_id, at, act, author, former, hash)"
        " SELECT client_id, number, decision_id, at, 'Rien', author, former, hash FROM decision_log WHERE number = 2",
    ],
    ids=["change", "delete", "skip", "replace"],
)
def test_the_file_refuses_what_is_no_addition(told: Desk, statement: str) -> None:
    connection = told.connect()
    with pytest.raises(connection.IntegrityError, match="log"):
        connection.execute(statement)
    connection.close()


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("UPDATE decision_log SET act = 'Rien' WHERE client_id = {client} AND number = 2", "à la ligne 2"),
        ("UPDATE decision_log SET at = '2020' WHERE client_id = {client} AND number = 1", "à la ligne 1"),
        ("UPDATE decision_log SET image = NULL WHERE client_id = {client} AND number = 3", "à la ligne 3"),
        ("DELETE FROM decision_log WHERE client_id = {client} AND number = 1", "à la ligne 2"),
        ("DELETE FROM decision_log WHERE client_id = {client} AND number = 3", "comme son journal"),
        ("DELETE FROM decision_log WHERE client_id = {client}", "comme son journal"),
        ("UPDATE decision SET state = 'answered', answer = 'Oui' WHERE client_id = {client}", "comme son journal"),
        ("DELETE FROM decision WHERE client_id = {client}", "n’est plus dans le bureau"),
    ],
)
def test_one_row_changed_behind_the_program_is_found_in_its_client_only(
    told: Desk, statement: str, sentence: str
) -> None:
    portfolio = told.open()
    client = portfolio.workspace("beta").client_id
    portfolio.close()

    tamper(told, statement.format(client=client))

    problems = found(told)
    assert len(problems) >= 1
    assert any(sentence in problem for problem in problems)
    assert not any("alpha" in problem for problem in problems)


def test_erasing_a_client_takes_its_log_and_leaves_the_others_whole(told: Desk) -> None:
    portfolio = told.open()
    client = portfolio.workspace("alpha").client_id
    portfolio.close()
    connection = told.connect()
    tables = [
        name
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        if "client_id" in {row[1] for row in connection.execute(f"PRAGMA table_info({name})")}
    ]
    connection.execute("BEGIN")
    connection.execute("PRAGMA defer_foreign_keys=ON")
    connection.execute("DELETE FROM client WHERE id = ?", (client,))
    for name in tables:
        connection.execute(f"DELETE FROM {name} WHERE client_id = ?", (client,))
    connection.execute("COMMIT")
    left = connection.execute("SELECT DISTINCT client_id FROM decision_log").fetchall()
    connection.close()

    assert len(left) == 1
    assert client not in left[0]
    assert found(told) == []


def test_a_decision_of_an_older_desk_begins_its_log_when_the_file_climbs(told: Desk) -> None:
    import alembic.command
    from alembic.config import Config

    from officedesk.storage import schema

    connection = told.connect()
    connection.execute("PRAGMA foreign_keys=OFF")
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    config.attributes["connection"] = connection
    alembic.command.downgrade(config, "0004")
    connection.execute("PRAGMA user_version=4")
    waits = connection.execute("SELECT * FROM wait").fetchall()
    connection.close()

    portfolio = told.open()
    alpha = portfolio.workspace("alpha")
    with alpha.step("Modifier une décision") as step:
        step.change(alpha.select(Decision)[0], stake="4 000 € HT")
    kept = alpha.ids(Wait)
    acts = [line[1] for line in lines(portfolio, alpha.client_id)]
    portfolio.close()

    assert acts == ["Reprendre une décision d’avant le journal", "Modifier une décision"]
    assert len(waits) == 2 * len(kept)
    assert found(told) == []
