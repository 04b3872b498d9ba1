"""`officedesk check`: a whole desk is told so, and each thing that was spoilt is found."""

from pathlib import Path
from typing import Any

import pytest

from officedesk.domain.entities import Document, DocumentDraft
from officedesk.storage import cipher, documents
from officedesk.storage.portfolio import Portfolio
from tests.cli.conftest import Run, one_sentence
from tests.storage.desks import Desk, clock


@pytest.fixture
def whole(cli_template: Desk, home: Path, tmp_path: Path) -> Desk:
    """Give the desk of the commands, where the sample's document is a file that is really there."""
    file = tmp_path / "attestation.pdf"
    file.write_bytes(b"%PDF-1.7 attestation")
    portfolio = Portfolio.open(home, cli_template.key, clock())
    for slug in ("alpha", "beta"):
        workspace = portfolio.workspace(slug)
        with workspace.step("Garder") as step:
            sealed = documents.seal(home, file)
            step.change(workspace.select(Document)[0], **DocumentDraft(**sealed._asdict()).model_dump())
    portfolio.close()
    return cli_template._replace(home=home)


def spoil(desk: Desk, *statements: str) -> None:
    connection = cipher.connect(desk.home, desk.key)
    connection.execute("PRAGMA foreign_keys=OFF")
    for statement in statements:
        connection.execute(statement)
    connection.close()


def found(run: Run) -> list[Any]:
    answer = run("check", "--json")
    assert answer.status == 1
    assert one_sentence(answer.err)
    assert answer.json["ok"] is False
    problems: list[Any] = answer.json["problems"]
    assert all(one_sentence(f"{problem}\n") for problem in problems)
    return problems


def test_a_whole_desk_is_told_so(whole: Desk, run: Run) -> None:
    assert run("check", "--json").json == {"ok": True, "problems": []}
    said = run("check")
    assert (said.status, said.out, said.err) == (0, "Tout est en ordre.\n", "")


def test_one_row_of_the_log_that_was_changed_is_found(whole: Desk, run: Run) -> None:
    spoil(
        whole,
        "DROP TRIGGER decision_log_unchanged",
        "UPDATE decision_log SET act = 'Noter la réponse' WHERE id = (SELECT max(id) FROM decision_log)",
    )

    assert found(run) == ["Le journal des décisions de « beta » a été modifié à la ligne 1."]


def test_an_answer_written_behind_the_program_is_found(whole: Desk, run: Run) -> None:
    spoil(whole, "UPDATE decision SET state = 'answered', answer = 'Oui'")

    assert len(found(run)) == 2


def test_a_link_to_nothing_is_found(whole: Desk, run: Run) -> None:
    spoil(whole, "UPDATE wait SET other_task_id = 999 WHERE id = (SELECT min(id) FROM wait)")

    (problem,) = found(run)
    assert "« wait »" in problem
    assert "« task »" in problem


def test_a_row_that_the_search_does_not_know_is_found(whole: Desk, run: Run) -> None:
    spoil(whole, "INSERT INTO search_task (search_task) VALUES ('delete-all')")

    assert found(run) == ["L’index de recherche de « task » a 2 lignes de moins et 0 de trop."]


def test_a_document_that_changed_and_one_that_is_gone_are_found(whole: Desk, run: Run) -> None:
    first, second = sorted((whole.home / "documents").iterdir())[:2]
    first.write_bytes(first.read_bytes()[:-1] + b"x")
    second.unlink()

    problems = found(run)
    assert len(problems) == 2
    assert all("attestation.pdf" in problem for problem in problems)


def test_a_page_that_was_overwritten_is_found(whole: Desk, run: Run) -> None:
    connection = cipher.connect(whole.home, whole.key)
    root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'event'").fetchone()[0]
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    with (whole.home / cipher.DATABASE).open("r+b") as file:
        file.seek((root - 1) * 4096 + 200)
        file.write(b"\0" * 100)

    assert any("abîmé" in problem for problem in found(run))
