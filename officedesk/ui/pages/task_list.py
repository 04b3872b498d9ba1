"""The tasks of every client as a list: a title over each group, and no more of it than what is read."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from officedesk.storage.task_lists import BY_CLIENT, UNGROUPED, UNSEEN, Key, TaskGroup, TaskView
from officedesk.ui.pages.task_listing import TaskListing
from officedesk.ui.pages.task_words import client_names, count_words, group_title, more_words
from officedesk.ui.parts.rows import Head

if TYPE_CHECKING:
    from officedesk.ui.collaborators import Collaborators

MOST = 200
WIDER = 5


class TaskList(TaskListing):
    """Shows what a view asks for; Return on « et 240 de plus » shows more of the group."""

    def __init__(self, shared: "Collaborators", parent: QWidget | None = None) -> None:
        self.view = TaskView()
        self._wider: dict[Key, int] = {}
        self._keys: dict[int, Key] = {}
        super().__init__(
            shared,
            self._find,
            every_client=True,
            empty=self.tr("Rien à faire ici. Ctrl+N ajoute une tâche ; un modèle en ajoute plusieurs."),
            top=4,
            parent=parent,
        )
        self.table.more_asked.connect(self._show_more)
        self.refresh()

    def set_view(self, view: TaskView) -> None:
        """Show other filters, other groups or another order."""
        self.view = view
        self._wider.clear()
        self.refresh()

    def _find(self) -> list[int]:
        """Return the ids of the groups, each under the id of its title, which is below zero."""
        groups = self.shared.portfolio.task_groups(self.view, self.shared.day, MOST, self._wider)
        names = client_names(self.shared.portfolio) if self.view.group == BY_CLIENT else {}
        heads: dict[int, Head] = {}
        self._keys.clear()
        ids: list[int] = []
        for number, group in enumerate(groups):
            title, more = -2 * number - 1, -2 * number - 2
            if self.view.group != UNGROUPED or group.key == UNSEEN or len(groups) > 1:
                heads[title] = self._title(group, names)
                ids.append(title)
            ids += group.ids
            if group.more:
                heads[more] = Head(more_words(group), more=True)
                self._keys[more] = group.key
                ids.append(more)
        self.rows.heads = heads
        return ids

    def _title(self, group: TaskGroup, names: dict[int, str]) -> Head:
        note = "" if group.key == UNSEEN else count_words(group)
        return Head(group_title(group.key, self.view.group, names), note)

    def _show_more(self, head_id: int) -> None:
        key = self._keys[head_id]
        position = self.rows.position_of(head_id) or 0
        self._wider[key] = self._wider.get(key, MOST) * WIDER
        self.refresh()
        # Where the line was, the first of what it hid.
        self.table.selectRow(min(position, self.rows.rowCount() - 1))
