"""Tâches: what there is to do for one client."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from officedesk.ui.failures import told
from officedesk.ui.pages.task_listing import TaskListing
from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.controls import Controls
from officedesk.ui.parts.labelled_check import LabelledCheck
from officedesk.ui.parts.page import MARGIN

if TYPE_CHECKING:
    from officedesk.storage.workspace import Workspace
    from officedesk.ui.collaborators import Collaborators
    from officedesk.ui.parts.capture_chips import CaptureChips

translate = QCoreApplication.translate


class TasksView(TaskListing):
    """Shows the tasks of one workspace and turns gestures into service calls."""

    def __init__(self, workspace: "Workspace", shared: "Collaborators", parent: QWidget | None = None) -> None:
        from officedesk.services import tasks

        self._workspace = workspace
        self._with_done = False
        self._lent = False
        super().__init__(
            shared,
            lambda: tasks.task_ids(workspace, include_done=self._with_done),
            every_client=False,
            empty=translate("Tasks", "Rien à faire pour ce client. Écrivez une tâche ci-dessus, puis Entrée."),
            top=12,
            parent=parent,
        )
        self.entry = QLineEdit(maxLength=400)
        self.entry.setPlaceholderText(self.tr("Ajouter une tâche"))
        self.entry.setAccessibleName(self.tr("Ajouter une tâche"))
        self.playbook_button = Button(self.tr("Depuis un modèle…"))
        self.done_box = LabelledCheck(self.tr("Montrer les tâches terminées"))
        line = Controls(gap=16)
        line.setContentsMargins(MARGIN, 20, MARGIN, 0)
        line.addWidget(self.entry)
        line.addWidget(self.playbook_button)
        line.addWidget(self.done_box)
        self.body.insertLayout(0, line)
        self.setTabOrder(self.entry, self.table)
        self.entry.textChanged.connect(lambda: self.chips)
        self.entry.returnPressed.connect(self._add)
        self.playbook_button.clicked.connect(self._start_playbook)
        self.done_box.toggled.connect(self._show_done)
        self.refresh()

    @cached_property
    def chips(self) -> "CaptureChips":
        """Return what was understood of the line, made when something is first typed."""
        from officedesk.services.capture import read_line
        from officedesk.ui.parts.capture_chips import CaptureChips

        # Another client's name is a word of the title here: nothing leaves this workspace.
        client = self._workspace.client()
        names = {client.slug: client.name}
        made = CaptureChips(
            self.entry,
            lambda text, refused: read_line(self._workspace, text, self.shared.day, names, refused),
            self,
            (MARGIN, 8, MARGIN, 0),
        )
        self.body.insertWidget(1, made)
        return made

    def refresh(self) -> None:
        """Read the list again; while it is empty the keyboard waits in the field above."""
        had_keyboard = self.table.hasFocus()
        super().refresh()
        if had_keyboard and not self.rows.rowCount():
            self.entry.setFocus()
            self._lent = True
        elif self._lent and self.rows.rowCount():
            self._lent = False
            if self.entry.hasFocus() and not self.entry.text():
                self.table.setFocus()

    def show_row(self, row_id: int) -> bool:
        """Choose a task, among those that are done if it must be."""
        if super().show_row(row_id):
            return True
        self.done_box.setChecked(True)
        return super().show_row(row_id)

    def follows(self, client_id: int | None) -> bool:
        """Tell whether what changes for a client shows here."""
        return client_id == self._workspace.client_id

    def _add(self) -> None:
        from officedesk.services.capture import add_captured

        with told(self.shared.toasts):
            made = add_captured(self._workspace, self.chips.captured)
            # Not clear(): it would leave Ctrl+Z to the field, which would bring the text back but keep the task.
            self.entry.setText("")
            super().show_row(made.id or 0)
            self.shared.history.offer_undo(self.tr("Tâche ajoutée."))

    def _start_playbook(self) -> None:
        from officedesk.ui.pages.playbook_dialog import PlaybookDialog

        self.dialog = PlaybookDialog(self.shared, self._workspace.client_id, self)
        self.dialog.started.connect(lambda _client_id, row_id: self.show_row(row_id))
        self.dialog.open()

    def _show_done(self, shown: bool) -> None:
        self._with_done = shown
        self.refresh()
