"""A proof closes one obligation or several, with its file and its days; a date of her own keeps the rule's."""

import datetime as dt
from pathlib import Path

import pytest

from officedesk.domain.entities import Deadline, DeadlineDraft, DeadlineStatus, Document
from officedesk.domain.errors import InvalidInputError, NotInWorkspaceError
from officedesk.services import compliance, proofs
from officedesk.services.clients import add_client, update_client
from officedesk.services.proofs import Proof, prove
from officedesk.storage.portfolio import Portfolio
from officedesk.storage.workspace import Workspace
from tests.storage.desks import DAY


@pytest.fixture
def employer(portfolio: Portfolio) -> Workspace:
    profile = {"name": "Alpha", "has_employees": True, "effectif_css": {"2025": 8}, "pay_practice": "same_month"}
    return portfolio.workspace(add_client(portfolio, profile, today=DAY).slug)


def dsn(workspace: Workspace) -> list[Deadline]:
    return [each for each in compliance.deadlines(workspace) if each.rule == "dsn-mensuelle-15"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "attestation.pdf"
    path.write_bytes(b"%PDF-1.7 attestation")
    return path


def test_one_proof_closes_several_obligations(employer: Workspace, file: Path) -> None:
    first, second = dsn(employer)[:2]
    until = dt.date(2027, 5, 31)

    prove(employer, [first.id or 0, second.id or 0], Proof("AR 12", dt.date(2026, 11, 20), until, file), DAY)

    found = dsn(employer)[:2]
    assert [(each.status, each.done_on, each.evidence) for each in found] == [(DeadlineStatus.DONE, DAY, "AR 12")] * 2
    assert [(each.evidence_from, each.evidence_until) for each in found] == [(dt.date(2026, 11, 20), until)] * 2
    (kept,) = employer.select(Document)
    assert {each.document_id for each in found} == {kept.id}
    assert proofs.copy_out(employer, kept.id or 0).read_bytes() == file.read_bytes()


def test_a_file_alone_is_a_proof_named_after_it(employer: Workspace, file: Path) -> None:
    prove(employer, [dsn(employer)[0].id or 0], Proof(file=file), DAY)

    done = dsn(employer)[0]
    kept = proofs.document_of(employer, done)
    assert done.evidence == "attestation.pdf"
    assert kept is not None
    assert (kept.name, kept.size) == ("attestation.pdf", 20)


def test_a_later_proof_keeps_the_day_and_the_file(employer: Workspace, file: Path) -> None:
    row = dsn(employer)[0].id or 0
    prove(employer, [row], Proof(file=file), DAY)

    prove(employer, [row], Proof("AR 13"), DAY + dt.timedelta(days=9))

    found = employer.get(Deadline, row)
    assert (found.done_on, found.evidence) == (DAY, "AR 13")
    assert found.document_id is not None


def test_undone_the_obligation_is_open_and_redone_its_file_is_there(
    portfolio: Portfolio, employer: Workspace, file: Path
) -> None:
    row = dsn(employer)[0].id or 0
    prove(employer, [row], Proof(file=file), DAY)
    number = (portfolio.undoable() or (0, ""))[0]

    portfolio.undo(number)
    assert employer.get(Deadline, row).status is DeadlineStatus.OPEN
    assert employer.select(Document) == []

    portfolio.redo(number)
    assert proofs.copy_out(employer, employer.get(Deadline, row).document_id or 0).read_bytes() == file.read_bytes()


@pytest.mark.parametrize(
    "proof", [Proof(" "), Proof("x", dt.date(2026, 2, 2), dt.date(2026, 2, 1)), Proof(file=Path("/absent"))]
)
def test_a_proof_without_sense_writes_nothing(employer: Workspace, proof: Proof) -> None:
    row = dsn(employer)[0]

    with pytest.raises(InvalidInputError):
        prove(employer, [row.id or 0], proof, DAY)

    assert dsn(employer)[0] == row
    assert list((employer.home / "documents").iterdir()) == []


def test_a_client_s_file_is_nobody_else_s(portfolio: Portfolio, employer: Workspace, file: Path) -> None:
    other = portfolio.workspace(add_client(portfolio, {"name": "Bêta"}, today=DAY).slug)
    prove(employer, [dsn(employer)[0].id or 0], Proof(file=file), DAY)
    (kept,) = employer.select(Document)

    with pytest.raises(NotInWorkspaceError):
        proofs.copy_out(other, kept.id or 0)


def test_copies_go_when_the_desk_closes(portfolio: Portfolio, employer: Workspace, file: Path) -> None:
    prove(employer, [dsn(employer)[0].id or 0], Proof(file=file), DAY)
    copy = proofs.copy_out(employer, employer.select(Document)[0].id or 0)
    assert copy.exists()

    portfolio.close()

    assert not copy.exists()


# --- dates and reminders of her own ----------------------------------------------------------------------------------


def test_a_date_of_her_own_stays_whatever_the_profile_says(portfolio: Portfolio, employer: Workspace) -> None:
    row = dsn(employer)[0]
    later = dt.date(2026, 12, 21)

    compliance.override_date(employer, row.id or 0, later, "délai accordé par l’Urssaf le 20 novembre")
    update_client(portfolio, "alpha", {"has_employees": False}, today=DAY)

    (kept,) = dsn(employer)
    assert (kept.due, kept.rule_due) == (later, dt.date(2026, 12, 15))
    assert kept.due_reason == "délai accordé par l’Urssaf le 20 novembre"


def test_a_second_date_keeps_the_rule_s_and_it_comes_back(employer: Workspace) -> None:
    row = dsn(employer)[0].id or 0
    compliance.override_date(employer, row, dt.date(2026, 12, 21), "accord")
    compliance.override_date(employer, row, dt.date(2026, 12, 28), "second accord")
    assert employer.get(Deadline, row).rule_due == dt.date(2026, 12, 15)

    compliance.restore_date(employer, row)

    found = employer.get(Deadline, row)
    assert (found.due, found.rule_due, found.due_reason) == (dt.date(2026, 12, 15), None, None)


def test_a_date_needs_a_reason_and_a_rule(employer: Workspace) -> None:
    with pytest.raises(InvalidInputError, match="raison"):
        compliance.override_date(employer, dsn(employer)[0].id or 0, DAY, " ")
    own = compliance.add_deadline(employer, DeadlineDraft(title="Relevé", due=DAY))
    with pytest.raises(InvalidInputError, match="la vôtre"):
        compliance.override_date(employer, own.id or 0, DAY, "accord")


def test_the_history_of_an_obligation_is_told_last_first(portfolio: Portfolio, employer: Workspace) -> None:
    row = dsn(employer)[0].id or 0
    compliance.postpone_reminder(employer, row, dt.date(2026, 12, 10), DAY)
    compliance.override_date(employer, row, dt.date(2026, 12, 21), "accord")
    portfolio.undo((portfolio.undoable() or (0, ""))[0])

    passages = employer.history(Deadline, row)

    assert [each.label for each in passages] == [
        "Reporter le rappel d’une échéance",
        "Mettre à jour les échéances légales",
    ]
    put_off, made = passages
    assert put_off.before is not None
    assert put_off.after is not None
    assert (put_off.before["remind_on"], put_off.after["remind_on"]) == (None, "2026-12-10")
    assert made.before is None
    assert employer.get(Deadline, row).remind_on == dt.date(2026, 12, 10)


def test_a_reminder_never_comes_after_its_date(employer: Workspace) -> None:
    row = dsn(employer)[0].id or 0  # due on 15 December
    with pytest.raises(InvalidInputError, match="après la date limite"):
        compliance.postpone_reminder(employer, row, dt.date(2026, 12, 16), DAY)
    compliance.override_date(employer, row, dt.date(2026, 12, 28), "accord")
    compliance.postpone_reminder(employer, row, dt.date(2026, 12, 20), DAY)

    compliance.restore_date(employer, row)

    # Back on the 15th, the usual reminders come again.
    assert employer.get(Deadline, row).remind_on is None
