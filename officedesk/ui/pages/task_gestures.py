"""What is done to chosen tasks, whoever they belong to: one step for each client, one toast for all."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from officedesk.ui.failures import told
from officedesk.ui.pages.task_words import done_words
from officedesk.ui.parts.readings import counted

if TYPE_CHECKING:
    from officedesk.storage.workspace import Workspace
    from officedesk.ui.collaborators import Collaborators

translate = QCoreApplication.translate


class TaskGestures:
    """Turns gestures on tasks into service calls."""

    def __init__(self, shared: "Collaborators") -> None:
        self._shared = shared

    def toggle(self, ids: Sequence[int]) -> None:
        """Finish the tasks that are open; open them again when none is."""
        to_do = [task.id for task in self._shared.portfolio.task_rows(ids) if task.status == "open"]
        if to_do:
            self.finish(to_do)
        else:
            self.reopen(ids)

    def finish(self, ids: Sequence[int]) -> None:
        """Mark tasks as done."""
        from officedesk.services import tasks

        next_days: list[dt.date] = []
        waited: list[int] = []

        def act(workspace: "Workspace", mine: Sequence[int]) -> int:
            finished = tasks.finish_tasks(workspace, mine, self._shared.day)
            next_days.extend(finished.next_days)
            waited.append(finished.waited)
            return finished.done

        self._each(ids, act, lambda count: done_words(count, tuple(sorted(next_days)), sum(waited)))

    def reopen(self, ids: Sequence[int]) -> None:
        """Open finished tasks again."""
        from officedesk.services import tasks

        one, many = translate("Tasks", "Tâche rouverte."), translate("Tasks", "{count} tâches rouvertes.")
        self._each(ids, tasks.reopen_tasks, lambda count: counted(count, one, many))

    def delete(self, ids: Sequence[int]) -> None:
        """Move tasks to the bin."""
        from officedesk.services import tasks

        one, many = translate("Tasks", "Tâche supprimée."), translate("Tasks", "{count} tâches supprimées.")
        self._each(ids, tasks.delete_tasks, lambda count: counted(count, one, many))

    def change(self, ids: Sequence[int], **values: Any) -> None:
        """Give tasks another date, another domain, another importance."""
        from officedesk.services import tasks

        one, many = translate("Tasks", "Tâche modifiée."), translate("Tasks", "{count} tâches modifiées.")
        if values.keys() == {"due"}:
            one, many = translate("Tasks", "Tâche déplacée."), translate("Tasks", "{count} tâches déplacées.")
        self._each(
            ids,
            lambda workspace, mine: tasks.change_tasks(workspace, mine, **values),
            lambda count: counted(count, one, many),
        )

    def _each(
        self, ids: Sequence[int], act: Callable[["Workspace", Sequence[int]], int], said: Callable[[int], str]
    ) -> None:
        portfolio, steps, total = self._shared.portfolio, [], 0
        with told(self._shared.toasts):
            for workspace, mine in portfolio.owners("task", ids):
                count = act(workspace, mine)
                last = portfolio.undoable()
                if count and last is not None:
                    steps.append(last)
                total += count
            if total:
                self._shared.history.offer_undo_all(said(total), steps)
