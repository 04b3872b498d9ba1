"""Decisions: what only the director may settle, and the tasks that wait for it."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlmodel import col

from officedesk.domain.entities import Decision, DecisionDraft, DecisionState, Wait
from officedesk.domain.errors import InvalidInputError
from officedesk.storage.workspace import Workspace

SETTLED = (DecisionState.ANSWERED, DecisionState.EXPIRED)


def add_decision(workspace: Workspace, draft: DecisionDraft) -> Decision:
    """Store a question for the director."""
    with workspace.step("Ajouter une décision") as step:
        return step.add(Decision, draft)


def change_decision(workspace: Workspace, decision_id: int, **values: Any) -> Decision:
    """Change the given fields of a decision."""
    with workspace.step("Modifier une décision") as step:
        return step.change(workspace.get(Decision, decision_id), **values)


def answer_decision(
    workspace: Workspace, decision_id: int, answer: str, today: dt.date, proof: str | None = None
) -> Decision:
    """Keep the director's answer: what waited for it may start. An empty answer is refused: silence is no consent."""
    if not answer.strip():
        raise InvalidInputError("Il manque la réponse de la direction : écrivez-la et recommencez.")
    with workspace.step("Noter la réponse à une décision") as step:
        return step.change(
            workspace.get(Decision, decision_id),
            state=DecisionState.ANSWERED,
            answer=answer,
            answered_on=today,
            proof=proof,
        )


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
