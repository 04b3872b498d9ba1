"""The files joined to a task, sealed in the desk."""

from pathlib import Path
from typing import NamedTuple

from sqlmodel import col

from officedesk.domain.entities import Document, DocumentDraft, Task, TaskDocument, TaskDocumentDraft
from officedesk.storage import documents
from officedesk.storage.workspace import Workspace


class JoinedFile(NamedTuple):
    """A file of a task: the number of its link and of the file itself, its name and its size in bytes."""

    link_id: int
    document_id: int
    name: str
    size: int


def joined_files(workspace: Workspace, task_id: int) -> list[JoinedFile]:
    """Return the files of a task, the first joined first."""
    found = workspace.tuples(
        [col(TaskDocument.id), col(Document.id), col(Document.name), col(Document.size)],
        col(TaskDocument.task_id) == task_id,
        col(TaskDocument.document_id) == col(Document.id),
        order_by=(col(TaskDocument.id),),
    )
    return [JoinedFile(*each) for each in found]


def join_file(workspace: Workspace, task_id: int, file: Path) -> Document:
    """Seal a file in the desk and join it to a task; raise InvalidInputError for a file that cannot be kept."""
    workspace.get(Task, task_id)
    sealed = documents.seal(workspace.home, file)
    try:
        with workspace.step("Joindre un fichier à une tâche") as step:
            kept = step.add(Document, DocumentDraft(**sealed._asdict()))
            step.add(TaskDocument, TaskDocumentDraft(task_id=task_id, document_id=kept.id or 0))
            return kept
    except BaseException:
        documents.discard(workspace.home, sealed)
        raise


def take_file_away(workspace: Workspace, link_id: int) -> None:
    """Take a file away from its task; undo brings it back."""
    link = workspace.get(TaskDocument, link_id)
    with workspace.step("Retirer un fichier d’une tâche") as step:
        step.delete(link)
