"""Her own contracts with a client: the hours sold, and since when."""

import datetime as dt
from typing import Any

from sqlmodel import col

from officedesk.domain.entities import Engagement, EngagementDraft
from officedesk.storage.workspace import Workspace


def add_engagement(workspace: Workspace, draft: EngagementDraft) -> Engagement:
    """Store a mission contract."""
    with workspace.step("Ajouter un contrat de mission") as step:
        return step.add(Engagement, draft)


def change_engagement(workspace: Workspace, engagement_id: int, **values: Any) -> Engagement:
    """Change the given fields of a mission contract."""
    with workspace.step("Modifier le contrat de mission") as step:
        return step.change(workspace.get(Engagement, engagement_id), **values)


def engagement_in(workspace: Workspace, first: dt.date, last: dt.date) -> Engagement | None:
    """Return the contract that runs between two days, both included: the latest one when there are several."""
    running = workspace.select(
        Engagement,
        col(Engagement.start) <= last,
        col(Engagement.end).is_(None) | (col(Engagement.end) >= first),
        order_by=[col(Engagement.start).desc(), col(Engagement.id).desc()],
        limit=1,
    )
    return running[0] if running else None
