"""Proofs: what shows that an obligation was met, as a reference, as a sealed file, for one date or for several."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from sqlmodel import col

from officedesk.domain.entities import Deadline, DeadlineStatus, Decision, Document, DocumentDraft, TaskDocument
from officedesk.domain.errors import InvalidInputError
from officedesk.storage import documents
from officedesk.storage.workspace import Workspace


class Proof(NamedTuple):
    """What shows that an obligation was met: where to find it, the days between which it holds, a file to keep."""

    reference: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    file: Path | None = None


def prove(workspace: Workspace, ids: Sequence[int], proof: Proof, today: dt.date) -> list[Deadline]:
    """Keep one proof for obligations of a client, which it shows to be met; one already met keeps its day.

    The file is sealed in the desk before the row is written. Raises InvalidInputError for a proof that says nothing,
    that ends before it starts, or a file that cannot be kept.
    """
    if not (proof.reference.strip() or proof.file):
        raise InvalidInputError("La preuve est vide : écrivez où la trouver, ou choisissez le fichier.")
    if proof.since and proof.until and proof.until < proof.since:
        raise InvalidInputError("La preuve finit avant de commencer : corrigez l’une des deux dates.")
    rows = workspace.rows(Deadline, ids)
    sealed = documents.seal(workspace.home, proof.file) if proof.file else None
    try:
        with workspace.step("Garder la preuve d’une échéance") as step:
            kept = step.add(Document, DocumentDraft(**sealed._asdict())) if sealed else None
            shown = {
                "status": DeadlineStatus.DONE,
                "evidence": proof.reference.strip() or (sealed.name if sealed else None),
                "evidence_from": proof.since,
                "evidence_until": proof.until,
                **({"document_id": kept.id} if kept else {}),
            }
            return step.change_all([(row, {**shown, "done_on": row.done_on or today}) for row in rows])
    except BaseException:
        if sealed:
            documents.discard(workspace.home, sealed)
        raise


def document_of(workspace: Workspace, deadline: Deadline) -> Document | None:
    """Return the file kept as the proof of an obligation."""
    return workspace.get(Document, deadline.document_id) if deadline.document_id else None


def holder_of(workspace: Workspace, document_id: int) -> tuple[str, int]:
    """Return the table and the row of what a file is joined to: an obligation, a decision, a task, or the client."""
    deadlines = workspace.ids(Deadline, col(Deadline.document_id) == document_id)
    if deadlines:
        return "deadline", deadlines[0]
    decisions = workspace.ids(Decision, col(Decision.document_id) == document_id)
    if decisions:
        return "decision", decisions[0]
    tasks = workspace.tuples([col(TaskDocument.task_id)], col(TaskDocument.document_id) == document_id)
    return ("task", tasks[0][0]) if tasks else ("client", 0)


def copy_out(workspace: Workspace, document_id: int) -> Path:
    """Write a read-only copy of a file, to be looked at; raise DamagedFileError when it is not what was kept."""
    kept = workspace.get(Document, document_id)
    return documents.copy_out(workspace.home, documents.Sealed(kept.name, kept.size, kept.sha256, kept.key))
