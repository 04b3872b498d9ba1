"""Tâches: what there is to do for every client and for herself, as a list or as a board."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from officedesk.domain import days
from officedesk.storage.task_lists import LATE, TODAY, TaskView
from officedesk.ui.pages.task_filters import TaskFilters
from officedesk.ui.pages.task_forms import new_task_form, task_values
from officedesk.ui.pages.task_list import TaskList
from officedesk.ui.pages.task_words import count_words
from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.choice import Choice
from officedesk.ui.parts.drafts import draft_of
from officedesk.ui.parts.page import PageHeader
from officedesk.ui.parts.stack import Stack

if TYPE_CHECKING:
    from officedesk.storage.store import Change
    from officedesk.ui.collaborators import Collaborators
    from officedesk.ui.pages.task_board import TaskBoard


LIST, BOARD = "list", "board"


class TasksPage(QWidget):
    """Filters over the tasks of every client."""

    opened = Signal(int, str, int)

    def __init__(self, shared: "Collaborators", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self._shared = shared
        self.header = PageHeader(self.tr("Tâches"))
        self.add_button = Button(self.tr("Ajouter"), kind="primary")
        self.playbook_button = Button(self.tr("Depuis un modèle…"))
        self.views = Choice(self.tr("Vue"), 7)
        for view, name in ((LIST, self.tr("Liste")), (BOARD, self.tr("Tableau"))):
            self.views.addItem(name, view)
        for control in (self.views, self.playbook_button, self.add_button):
            self.header.add_action(control)
        self.filters = TaskFilters(shared)
        self.list = TaskList(shared)
        self.stack = Stack()
        self.stack.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.filters)
        column.addWidget(self.stack, 1)
        self.board: TaskBoard | None = None
        self.setFocusProxy(self.list.table)
        self.filters.changed.connect(self._show)
        self.views.currentIndexChanged.connect(self._show_view)
        self.add_button.clicked.connect(self.add)
        self.playbook_button.clicked.connect(self.start_playbook)
        shared.changes.happened.connect(self._on_change)
        self._count()

    def show_row(self, row_id: int) -> None:
        """Choose a task in the list, out of the filters if it must be."""
        self.views.setCurrentIndex(0)
        if not self.list.show_row(row_id):
            self.filters.show_everything()
            self.list.show_row(row_id)

    def add(self) -> None:
        """Ask for a new task."""
        self.views.setCurrentIndex(0)
        own = self._shared.portfolio.own().client()
        clients = [(client.id or 0, client.name) for client in (own, *self._shared.portfolio.clients())]
        form = new_task_form(self._shared.day, clients)
        form.fill({"client_id": self.filters.clients.currentData() or clients[0][0]})
        self.list.open_form(self.tr("Nouvelle tâche"), form, self._add, self.tr("Tâche ajoutée."))

    def start_playbook(self) -> None:
        """Ask for a playbook; its first task is then the current one."""
        from officedesk.ui.pages.playbook_dialog import PlaybookDialog

        self.dialog = PlaybookDialog(self._shared, self.filters.clients.currentData(), self)
        self.dialog.started.connect(lambda _client_id, row_id: self.show_row(row_id))
        self.dialog.open()

    def _add(self, values: dict[str, Any]) -> int | None:
        from officedesk.domain.entities import TaskDraft
        from officedesk.services import tasks

        workspace = self._shared.portfolio.workspace_by_id(values.pop("client_id"))
        return tasks.add_task(workspace, draft_of(TaskDraft, task_values(values))).id

    def _show(self, view: TaskView) -> None:
        """Show what is asked in the view in front; the other takes it when it comes there."""
        if self.views.currentData() == BOARD:
            self._board().set_view(view)
        else:
            self.list.set_view(view)

    def _show_view(self) -> None:
        board = self.views.currentData() == BOARD
        self.stack.setCurrentWidget(self._board() if board else self.list)
        self.setFocusProxy(None if board else self.list.table)  # type: ignore[arg-type]
        self._show(self.filters.view())

    def _board(self) -> "TaskBoard":
        if self.board is None:
            from officedesk.ui.pages.task_board import TaskBoard

            self.board = TaskBoard(self._shared)
            self.board.opened.connect(self._open)
            self.stack.addWidget(self.board)
        return self.board

    def _open(self, row_id: int) -> None:
        """Show the card of a task of the board."""
        self.show_row(row_id)
        self.list.table.setFocus()

    def _count(self) -> None:
        """Say what presses, and no more: the rest is in the list."""
        groups = self._shared.portfolio.task_groups(TaskView(), self._shared.day, 1)
        found = {group.key: count_words(group) for group in groups}
        words = (
            self.tr("{count} en retard").format(count=found.get(LATE, "0")),
            self.tr("{count} pour aujourd’hui").format(count=found.get(TODAY, "0")),
            days.long_day(self._shared.day),
        )
        self.header.subtitle.setText(", ".join(words))

    def _on_change(self, change: "Change") -> None:
        if change.concerns("client"):
            self.filters.offer_clients()
        if change.concerns("client", "task"):
            self._count()
