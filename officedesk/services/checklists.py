"""The checklist of a task: its lines, in the order she gave them."""

from collections.abc import Sequence

from sqlmodel import col

from officedesk.domain.entities import CheckItem, CheckItemDraft, Task
from officedesk.storage.step import validated
from officedesk.storage.workspace import Workspace


def check_items(workspace: Workspace, task_id: int) -> list[CheckItem]:
    """Return the lines of a task's checklist, in order."""
    order = (col(CheckItem.position), col(CheckItem.id))
    return workspace.select(CheckItem, col(CheckItem.task_id) == task_id, order_by=order)


def add_check_item(workspace: Workspace, task_id: int, text: str) -> CheckItem:
    """Add a line at the end of a checklist; raise InvalidInputError for an empty or an endless one."""
    with workspace.turn():
        workspace.get(Task, task_id)
        last = max((item.position for item in check_items(workspace, task_id)), default=-1)
        draft = validated(CheckItemDraft, {"task_id": task_id, "text": text, "position": last + 1})
        with workspace.step("Ajouter un point à une liste") as step:
            return step.add(CheckItem, draft)


def check_off(workspace: Workspace, item_id: int, *, done: bool) -> CheckItem:
    """Check a line off, or open it again."""
    with workspace.step("Cocher un point" if done else "Décocher un point") as step:
        return step.change(workspace.get(CheckItem, item_id), done=done)


def reword_check_item(workspace: Workspace, item_id: int, text: str) -> CheckItem:
    """Change the words of a line."""
    with workspace.step("Modifier un point d’une liste") as step:
        return step.change(workspace.get(CheckItem, item_id), text=text)


def order_check_items(workspace: Workspace, task_id: int, ids: Sequence[int]) -> None:
    """Put the lines of a checklist in the order of ids; those that are not named come after them."""
    with workspace.turn():
        items = check_items(workspace, task_id)
        places = {item_id: place for place, item_id in enumerate(ids)}
        ordered = sorted(items, key=lambda item: places.get(item.id or 0, len(places)))
        moved = [(item, {"position": place}) for place, item in enumerate(ordered) if item.position != place]
        if not moved:
            return
        with workspace.step("Déplacer un point d’une liste") as step:
            step.change_all(moved)


def delete_check_item(workspace: Workspace, item_id: int) -> None:
    """Move a line to the bin."""
    with workspace.step("Supprimer un point d’une liste") as step:
        step.delete(workspace.get(CheckItem, item_id))
