"""Decisions: what only the director may settle, from the question to the answer; silence is never consent."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlmodel import col

from officedesk.domain.entities import Decision, DecisionDraft, DecisionState, Task, TaskStatus, Wait
from officedesk.domain.errors import InvalidInputError
from officedesk.storage.chain import Logged
from officedesk.storage.journal import Author
from officedesk.storage.portfolio import Portfolio
from officedesk.storage.workspace import Workspace

SETTLED = (DecisionState.ANSWERED, DecisionState.EXPIRED)
MOST_PROOF = 400


class Waiting(NamedTuple):
    """A task that a decision holds back."""

    id: int
    title: str


def add_decision(workspace: Workspace, draft: DecisionDraft) -> Decision:
    """Store a question for the director; one whose proof is missing is blocked from the start."""
    with workspace.step("Ajouter une décision") as step:
        return step.add(Decision, draft.model_copy(update=_standing(draft, draft.missing_proof)))


def change_decision(workspace: Workspace, decision_id: int, **values: Any) -> Decision:
    """Change the given fields of a decision; one that was answered is not written again: its answer is undone first."""
    decision = _unanswered(workspace, decision_id)
    with workspace.step("Modifier une décision") as step:
        return step.change(decision, **{**values, **_standing(decision, values.get("missing_proof"))})


def send_decision(workspace: Workspace, decision_id: int, today: dt.date) -> Decision:
    """Note that the question was asked; raise InvalidInputError when it cannot be, or was already."""
    decision = _unanswered(workspace, decision_id)
    _refuse_without_proof(decision)
    if decision.state is DecisionState.SENT:
        raise InvalidInputError("Cette décision est déjà demandée : relancez plutôt.")
    if decision.limit is not None and decision.limit < today:
        raise InvalidInputError("La date limite est passée : choisissez-en une autre avant d’envoyer.")
    with workspace.step("Envoyer une décision") as step:
        return step.change(decision, state=DecisionState.SENT, asked_on=today, reminders=0, reminded_on=None)


def remind_decision(workspace: Workspace, decision_id: int, today: dt.date) -> Decision:
    """Note that the director was reminded of a question that was asked, even once its limit has passed."""
    decision = _asked(workspace, decision_id)
    with workspace.step("Relancer la direction") as step:
        return step.change(decision, reminders=decision.reminders + 1, reminded_on=today)


def withdraw_decision(workspace: Workspace, decision_id: int) -> Decision:
    """Take a question back: it is a draft again, and what waits for it goes on waiting."""
    decision = _asked(workspace, decision_id)
    with workspace.step("Retirer une décision demandée") as step:
        return step.change(decision, state=DecisionState.DRAFT, asked_on=None, reminders=0, reminded_on=None)


def receive_proof(workspace: Workspace, decision_id: int, reference: str) -> Decision:
    """Note that the proof that was missing is there: the decision may be answered."""
    decision = _unanswered(workspace, decision_id)
    if decision.state is not DecisionState.BLOCKED:
        raise InvalidInputError("Aucune preuve ne manque à cette décision.")
    if not reference.strip():
        raise InvalidInputError("La preuve est vide : écrivez où la trouver.")
    said = f"{decision.missing_proof} : {reference.strip()}" if decision.missing_proof else reference.strip()
    with workspace.step("Noter la preuve attendue par une décision") as step:
        values = {"missing_proof": "", "proof": said[:MOST_PROOF]}
        return step.change(decision, **values, state=_asked_or_draft(decision))


def answer_decision(
    workspace: Workspace, decision_id: int, answer: str, today: dt.date, proof: str | None = None
) -> Decision:
    """Keep the director's answer: what waited for it may start.

    An empty answer is refused, since silence is no consent, and so is any answer while a proof is missing.
    """
    decision = answerable(workspace, decision_id, answer)
    with workspace.step("Noter la réponse à une décision") as step:
        return step.change(decision, **answered(decision, answer, today, proof))


def answerable(workspace: Workspace, decision_id: int, answer: str) -> Decision:
    """Return a decision that may be given an answer; raise InvalidInputError with the reason why it may not."""
    decision = _unanswered(workspace, decision_id)
    _refuse_without_proof(decision)
    if not answer.strip():
        raise InvalidInputError("Il manque la réponse de la direction : écrivez-la et recommencez.")
    return decision


def answered(decision: Decision, answer: str, day: dt.date, proof: str | None) -> dict[str, Any]:
    """Return the values of a decision once it is answered; a proof that was kept before is not lost."""
    proofs = [each for each in (decision.proof, proof) if each]
    kept = " ; ".join(dict.fromkeys(proofs))[:MOST_PROOF] or None
    return {"state": DecisionState.ANSWERED, "answer": answer.strip(), "answered_on": day, "proof": kept}


def expire_decisions(portfolio: Portfolio, today: dt.date) -> int:
    """Mark the questions whose limit has passed without an answer; return how many. Nothing is freed by it."""
    expired = 0
    for workspace in (*portfolio.workspaces(), portfolio.own()):
        with workspace.turn():
            late = workspace.select(Decision, col(Decision.state) == DecisionState.SENT, col(Decision.limit) < today)
            if late:
                with workspace.step("Constater qu’une décision a expiré", Author.PROGRAM) as step:
                    step.change_all([(each, {"state": DecisionState.EXPIRED}) for each in late])
        expired += len(late)
    return expired


def delete_decisions(workspace: Workspace, ids: Sequence[int]) -> int:
    """Move decisions to the bin; nothing waits for them any more."""
    decisions = workspace.rows(Decision, ids)
    if not decisions:
        return 0
    waits = workspace.select(Wait, col(Wait.decision_id).in_([decision.id for decision in decisions]))
    with workspace.step("Supprimer des décisions") as step:
        for row in (*waits, *decisions):
            step.delete(row)
    return len(decisions)


def pending(workspace: Workspace) -> list[Decision]:
    """Return the decisions that are not settled, by limit date, those without one last."""
    return workspace.select(
        Decision,
        col(Decision.state).not_in(SETTLED),
        order_by=[col(Decision.limit).is_(None), col(Decision.limit), col(Decision.id)],
    )


def waiting_tasks(workspace: Workspace, decision_id: int) -> list[Waiting]:
    """Return the open tasks that wait for a decision, by date."""
    found = workspace.tuples(
        [col(Task.id), col(Task.title)],
        col(Wait.decision_id) == decision_id,
        col(Wait.task_id) == col(Task.id),
        col(Task.status) == TaskStatus.OPEN,
        order_by=(col(Task.due).is_(None), col(Task.due), col(Task.id)),
    )
    return [Waiting(*each) for each in found]


def log_of(workspace: Workspace, decision_id: int) -> list[Logged]:
    """Return what became of a decision, the last line first."""
    return workspace.decision_log(decision_id)


# --- the parts -------------------------------------------------------------------------------------------------------


def _unanswered(workspace: Workspace, decision_id: int) -> Decision:
    decision = workspace.get(Decision, decision_id)
    if decision.state is DecisionState.ANSWERED:
        raise InvalidInputError("Cette décision est prise : annulez d’abord la réponse, puis recommencez.")
    return decision


def _asked(workspace: Workspace, decision_id: int) -> Decision:
    decision = _unanswered(workspace, decision_id)
    if decision.asked_on is None or decision.state is DecisionState.DRAFT:
        raise InvalidInputError("Cette décision n’est pas encore demandée : envoyez-la d’abord.")
    return decision


def _refuse_without_proof(decision: Decision) -> None:
    if decision.state is DecisionState.BLOCKED or decision.missing_proof:
        what = f" ({decision.missing_proof})" if decision.missing_proof else ""
        raise InvalidInputError(f"Une preuve manque encore{what} : notez-la, la décision pourra être prise ensuite.")


def _standing(draft: DecisionDraft, missing_proof: str | None) -> dict[str, Any]:
    """Return the state that a proof gives, missing or no longer so; nothing when that does not change (None)."""
    if draft.state is DecisionState.ANSWERED or missing_proof is None:
        return {}
    if missing_proof.strip():
        return {"state": DecisionState.BLOCKED}
    return {"state": _asked_or_draft(draft)} if draft.state is DecisionState.BLOCKED else {}


def _asked_or_draft(draft: DecisionDraft) -> DecisionState:
    return DecisionState.SENT if draft.asked_on is not None else DecisionState.DRAFT
