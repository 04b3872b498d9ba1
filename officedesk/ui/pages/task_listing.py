"""A list of tasks with the card of the current one: what a client's tab and the page of all of them share."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from officedesk.ui.pages.task_bulk import BulkCard
from officedesk.ui.pages.task_card import TaskCard
from officedesk.ui.pages.task_forms import filled, task_form, task_values
from officedesk.ui.pages.task_gestures import TaskGestures
from officedesk.ui.pages.task_words import task_columns
from officedesk.ui.parts.detail import Detail
from officedesk.ui.parts.listing import Listing

if TYPE_CHECKING:
    from officedesk.domain.entities import Task
    from officedesk.storage.store import Change
    from officedesk.storage.task_lists import DeskTask
    from officedesk.storage.workspace import Workspace
    from officedesk.ui.collaborators import Collaborators

translate = QCoreApplication.translate


class TaskSheet(NamedTuple):
    """What a card shows of a task besides its parts, which follow the desk themselves."""

    task: "Task"
    line: "DeskTask"


class TaskListing(Listing):
    """Shows tasks and turns gestures into service calls; several chosen lines are acted on together."""

    def __init__(
        self,
        shared: "Collaborators",
        find_ids: Callable[[], Sequence[int]],
        *,
        every_client: bool,
        empty: str,
        top: int = 20,
        parent: QWidget | None = None,
    ) -> None:
        self.gestures = TaskGestures(shared)
        self._every_client = every_client
        super().__init__(
            shared,
            translate("Tasks", "Tâches"),
            task_columns(shared.day, every_client=every_client),
            find_ids,
            shared.portfolio.task_rows,
            empty=empty,
            top=top,
            parent=parent,
        )
        self.rows.toggled.connect(lambda row_id, _checked: self._act(self.gestures.toggle, [row_id]))
        self.table.toggle_asked.connect(lambda ids: self._act(self.gestures.toggle, ids))
        self.table.delete_asked.connect(lambda ids: self._act(self.gestures.delete, ids))
        self.table.edit_asked.connect(self.edit)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._follow_selection())
        shared.changes.happened.connect(self._on_change)

    def read(self, row_id: int) -> TaskSheet | None:
        """Return what is known of a task, or None when it was deleted since."""
        from officedesk.domain.entities import Task

        lines = self.shared.portfolio.task_rows([row_id])
        if not lines:
            return None
        return TaskSheet(self._workspace_of(lines[0].client_id).get(Task, row_id), lines[0])

    def detail_of(self, value: Any) -> Detail:
        """Return a task's card."""
        sheet: TaskSheet = value
        row_id = sheet.line.id
        card = TaskCard(sheet.task, sheet.line, self.shared, every_client=self._every_client)
        card.toggle_button.clicked.connect(lambda: self._act(self.gestures.toggle, [row_id]))
        card.edit_button.clicked.connect(lambda: self.edit(row_id))
        card.delete_button.clicked.connect(lambda: self._act(self.gestures.delete, [row_id]))
        return card

    def nothing(self) -> QWidget:
        """Say what the panel is for."""
        return Detail(self.tr("Aucune tâche choisie"), self.tr("Ses détails s’affichent ici ; Entrée les modifie."))

    def show_current(self) -> None:
        """Show the current task, or what can be done to several that are chosen."""
        ids = self.table.selected_ids()
        if len(ids) < 2 or (self._form is not None and self._form.is_changed()):
            super().show_current()
            return
        chosen = f"{ids}"
        if chosen == self._shown:
            return
        self._form, self._shown = None, chosen
        card = BulkCard(len(ids), self.shared.day)
        card.finished.connect(lambda: self._act(self.gestures.finish, ids))
        card.reopened.connect(lambda: self._act(self.gestures.reopen, ids))
        card.deleted.connect(lambda: self._act(self.gestures.delete, ids))
        card.changed.connect(lambda values: self._change_all(ids, values))
        self.panel.show_widget(card)

    def _follow_selection(self) -> None:
        """Show what can be done to several lines, or leave it; the current line alone is told by the table."""
        if len(self.table.selectedIndexes()) > len(self.rows.columns) or isinstance(self.panel.shown(), BulkCard):
            self.show_current()

    def edit(self, row_id: int) -> None:
        """Ask for what changes in a task."""
        sheet = self.read(row_id)
        if sheet is None:
            return
        form = task_form(self.shared.day)
        form.fill(filled(sheet.task, form))
        self.open_form(
            self.tr("Modifier la tâche"),
            form,
            lambda values: self._change(sheet.line, values),
            self.tr("Tâche enregistrée."),
            sheet.line.client if self._every_client else "",
        )

    def _change(self, line: "DeskTask", values: dict[str, Any]) -> int | None:
        from officedesk.services import tasks

        return tasks.change_task(self._workspace_of(line.client_id), line.id, **task_values(values)).id

    def _change_all(self, ids: list[int], values: dict[str, Any]) -> None:
        if values:
            self._act(lambda chosen: self.gestures.change(chosen, **values), ids)

    def _act(self, gesture: Callable[[Sequence[int]], None], ids: list[int]) -> None:
        """Do something to tasks; the keyboard goes to the list: the button that was pressed goes away."""
        if self.panel.isAncestorOf(self.focusWidget()):
            self.table.setFocus()
        gesture(ids)

    def _workspace_of(self, client_id: int) -> "Workspace":
        return self.shared.portfolio.workspace_by_id(client_id)

    def _on_change(self, change: "Change") -> None:
        if change.concerns("task", "wait", "decision", "client") and self.follows(change.client_id):
            self.freshness.ask()

    def follows(self, client_id: int | None) -> bool:
        """Tell whether what changes for a client shows here."""
        return self._every_client or client_id is None
