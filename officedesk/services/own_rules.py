"""Rules of one client: what a lease, a contract or a habit of the house asks, in the engine of the legal ones."""

import datetime as dt

from officedesk.domain.entities import OwnRule, OwnRuleDraft
from officedesk.services.compliance import refresh
from officedesk.storage.workspace import Workspace


def add_own_rule(workspace: Workspace, draft: OwnRuleDraft, today: dt.date) -> OwnRule:
    """Store a rule, and the dates that it asks for."""
    with workspace.step("Ajouter une règle propre au client") as step:
        added = step.add(OwnRule, draft)
    refresh(workspace, today)
    return added


def change_own_rule(workspace: Workspace, rule_id: int, draft: OwnRuleDraft, today: dt.date) -> OwnRule:
    """Replace what a rule says; the dates that nobody touched follow."""
    with workspace.step("Modifier une règle propre au client") as step:
        changed = step.change(workspace.get(OwnRule, rule_id), **draft.model_dump())
    refresh(workspace, today)
    return changed


def delete_own_rule(workspace: Workspace, rule_id: int, today: dt.date) -> None:
    """Move a rule to the bin; the dates to come that nobody touched go with it, those of the past stay."""
    with workspace.step("Supprimer une règle propre au client") as step:
        step.delete(workspace.get(OwnRule, rule_id))
    refresh(workspace, today)
