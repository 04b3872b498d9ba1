"""Decisions: asked, reminded of, answered with a proof or not at all; and what waits for them."""

import datetime as dt

import pytest

from officedesk.domain.entities import Decision, DecisionDraft, DecisionState, Task, TaskDraft, Wait, WaitDraft
from officedesk.domain.errors import InvalidInputError
from officedesk.services import decisions, tasks, waits
from officedesk.storage.portfolio import Portfolio
from officedesk.storage.workspace import Workspace
from tests.storage.desks import DAY

LIMIT = dt.date(2026, 11, 27)


def asked(workspace: Workspace, **values: object) -> int:
    draft = DecisionDraft.model_validate({"question": "Louer les barnums ?", "limit": LIMIT, **values})
    return decisions.add_decision(workspace, draft).id or 0


def state(workspace: Workspace, decision_id: int) -> DecisionState:
    return workspace.get(Decision, decision_id).state


def acts(workspace: Workspace, decision_id: int) -> list[str]:
    return [line.act for line in reversed(decisions.log_of(workspace, decision_id))]


def found(portfolio: Portfolio, question: str) -> tuple[Workspace, Decision]:
    for workspace in portfolio.workspaces():
        for decision in workspace.select(Decision):
            if question in decision.question:
                return workspace, decision
    raise AssertionError(question)


def held_back(portfolio: Portfolio) -> set[str]:
    told = set()
    for workspace in portfolio.workspaces():
        lines = tasks.task_lines(workspace, tasks.open_task_ids(workspace))
        told |= {line.title for line in lines if line.waits}
    return told


BARNUMS = {"Rétroplanning inauguration 12/12", "Réserver barnums + attestation d’assurance"}


def test_the_tasks_of_the_inauguration_are_free_once_the_budget_is_settled(demo: Portfolio) -> None:
    workspace, budget = found(demo, "Budget inauguration")
    assert held_back(demo) >= BARNUMS
    assert {each.title for each in decisions.waiting_tasks(workspace, budget.id or 0)} == BARNUMS

    decisions.answer_decision(workspace, budget.id or 0, "Valider le budget entier", DAY)

    assert not held_back(demo) & BARNUMS
    last = demo.undoable()
    assert last is not None
    demo.undo(last[0])
    assert held_back(demo) >= BARNUMS


@pytest.mark.parametrize("answer", ["Renouveler", "Oui", "Changer de prestataire"])
def test_the_cleaning_contract_cannot_be_settled_while_its_proof_is_missing(demo: Portfolio, answer: str) -> None:
    workspace, cleaning = found(demo, "Renouveler S1")

    with pytest.raises(InvalidInputError, match=r"manque encore \(attestation de vigilance du prestataire\)"):
        decisions.answer_decision(workspace, cleaning.id or 0, answer, DAY)
    assert state(workspace, cleaning.id or 0) is DecisionState.BLOCKED

    decisions.receive_proof(workspace, cleaning.id or 0, "reçue le 23 novembre")
    decisions.answer_decision(workspace, cleaning.id or 0, answer, DAY)
    kept = workspace.get(Decision, cleaning.id or 0)
    assert (kept.state, kept.answer) == (DecisionState.ANSWERED, answer)
    assert kept.proof == "attestation de vigilance du prestataire : reçue le 23 novembre"


def test_what_was_done_to_a_decision_stays_in_its_log(portfolio: Portfolio, workspace: Workspace) -> None:
    decision_id = asked(workspace)
    decisions.send_decision(workspace, decision_id, DAY)
    decisions.remind_decision(workspace, decision_id, DAY)
    decisions.remind_decision(workspace, decision_id, DAY)
    decisions.answer_decision(workspace, decision_id, "Oui", DAY)
    last = portfolio.undoable()
    assert last is not None
    portfolio.undo(last[0])
    decisions.withdraw_decision(workspace, decision_id)

    assert acts(workspace, decision_id) == [
        "Ajouter une décision",
        "Envoyer une décision",
        "Relancer la direction",
        "Relancer la direction",
        "Noter la réponse à une décision",
        "Annuler : Noter la réponse à une décision",
        "Retirer une décision demandée",
    ]
    kept = workspace.get(Decision, decision_id)
    assert (kept.state, kept.asked_on, kept.reminders) == (DecisionState.DRAFT, None, 0)


def test_a_limit_that_passes_in_silence_frees_nothing(portfolio: Portfolio, workspace: Workspace) -> None:
    decision_id = asked(workspace)
    decisions.send_decision(workspace, decision_id, DAY)
    task = tasks.add_task(workspace, TaskDraft(title="Réserver"))
    waits.add_wait(workspace, WaitDraft(task_id=task.id or 0, decision_id=decision_id))

    assert decisions.expire_decisions(portfolio, LIMIT) == 0
    assert decisions.expire_decisions(portfolio, LIMIT + dt.timedelta(days=1)) == 1
    assert decisions.expire_decisions(portfolio, LIMIT + dt.timedelta(days=1)) == 0

    assert state(workspace, decision_id) is DecisionState.EXPIRED
    assert tasks.causes(workspace, [task.id or 0]) == {task.id: [tasks.Cause("decision", decision_id)]}
    (reason,) = waits.reasons(workspace, task.id or 0)
    assert (reason.over, reason.expired) == (False, True)
    # What the program saw is not hers to undo.
    last = portfolio.undoable()
    assert last is not None
    assert last[1] == "Faire attendre une tâche"
    assert acts(workspace, decision_id)[-1] == "Constater qu’une décision a expiré"
    decisions.answer_decision(workspace, decision_id, "Oui", LIMIT + dt.timedelta(days=3))
    assert tasks.causes(workspace, [task.id or 0]) == {}


def test_a_draft_or_a_blocked_decision_never_expires(portfolio: Portfolio, workspace: Workspace) -> None:
    ids = [asked(workspace), asked(workspace, missing_proof="devis signé")]

    assert decisions.expire_decisions(portfolio, dt.date(2027, 6, 1)) == 0
    assert [state(workspace, each) for each in ids] == [DecisionState.DRAFT, DecisionState.BLOCKED]


def test_a_question_is_sent_once_and_before_its_limit(workspace: Workspace) -> None:
    decision_id = asked(workspace)
    with pytest.raises(InvalidInputError, match="date limite est passée"):
        decisions.send_decision(workspace, decision_id, LIMIT + dt.timedelta(days=1))
    with pytest.raises(InvalidInputError, match="pas encore demandée"):
        decisions.remind_decision(workspace, decision_id, DAY)
    with pytest.raises(InvalidInputError, match="pas encore demandée"):
        decisions.withdraw_decision(workspace, decision_id)

    decisions.send_decision(workspace, decision_id, DAY)

    with pytest.raises(InvalidInputError, match="relancez"):
        decisions.send_decision(workspace, decision_id, DAY)


@pytest.mark.parametrize("answer", ["", "   "])
def test_silence_is_no_consent(workspace: Workspace, answer: str) -> None:
    decision_id = asked(workspace)

    with pytest.raises(InvalidInputError, match="Il manque la réponse"):
        decisions.answer_decision(workspace, decision_id, answer, DAY)


def test_a_decision_that_was_taken_is_not_written_again(workspace: Workspace) -> None:
    decision_id = asked(workspace)
    decisions.answer_decision(workspace, decision_id, "Oui", DAY)

    with pytest.raises(InvalidInputError, match="prise"):
        decisions.change_decision(workspace, decision_id, question="Autre chose ?")
    with pytest.raises(InvalidInputError, match="prise"):
        decisions.answer_decision(workspace, decision_id, "Non", DAY)
    with pytest.raises(InvalidInputError, match="prise"):
        decisions.remind_decision(workspace, decision_id, DAY)


def test_a_proof_that_is_missing_blocks_and_one_that_is_not_frees(workspace: Workspace) -> None:
    decision_id = asked(workspace)
    decisions.send_decision(workspace, decision_id, DAY)

    decisions.change_decision(workspace, decision_id, missing_proof="devis signé")
    assert state(workspace, decision_id) is DecisionState.BLOCKED
    decisions.change_decision(workspace, decision_id, stake="1 900 €")
    assert state(workspace, decision_id) is DecisionState.BLOCKED
    decisions.change_decision(workspace, decision_id, missing_proof="")
    assert state(workspace, decision_id) is DecisionState.SENT
    with pytest.raises(InvalidInputError, match="Aucune preuve ne manque"):
        decisions.receive_proof(workspace, decision_id, "là")


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ([{"label": ""}], "a un nom"),
        ([{"label": "x" * 161}], "a un nom"),
        ([{"label": "Oui", "prix": "1"}], "a un nom"),
        ([{"label": "Oui"}, {"label": " oui"}], "le même nom"),
        ([{"label": str(number)} for number in range(13)], "12 options au plus"),
    ],
)
def test_options_that_cannot_be_told_apart_are_refused(
    workspace: Workspace, options: list[dict[str, str]], sentence: str
) -> None:
    decision_id = asked(workspace)

    with pytest.raises(InvalidInputError, match=sentence):
        decisions.change_decision(workspace, decision_id, options=options)


def test_deleting_a_decision_frees_what_waits_and_an_undo_holds_it_back_again(
    portfolio: Portfolio, workspace: Workspace
) -> None:
    decision_id = asked(workspace)
    task = tasks.add_task(workspace, TaskDraft(title="Réserver"))
    waits.add_wait(workspace, WaitDraft(task_id=task.id or 0, decision_id=decision_id))

    assert decisions.delete_decisions(workspace, [decision_id]) == 1
    assert workspace.ids(Wait) == []
    last = portfolio.undoable()
    assert last is not None
    portfolio.undo(last[0])

    assert len(workspace.ids(Wait)) == 1
    assert acts(workspace, decision_id)[-2:] == ["Supprimer des décisions", "Annuler : Supprimer des décisions"]
    assert [task.title for task in workspace.select(Task)] == ["Réserver"]
