"""Tâches: what there is to do for one client."""

import datetime as dt
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from officedesk.domain import days
from officedesk.ui.failures import told
from officedesk.ui.pages.deadline_words import hour_words
from officedesk.ui.pages.task_forms import importance_words, task_form
from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.detail import Detail, Fact
from officedesk.ui.parts.domains import domain_name
from officedesk.ui.parts.labelled_check import LabelledCheck
from officedesk.ui.parts.listing import Listing
from officedesk.ui.parts.page import MARGIN
from officedesk.ui.parts.readings import counted
from officedesk.ui.parts.rows import Column, chip_column

if TYPE_CHECKING:
    from officedesk.domain.entities import Task
    from officedesk.services.tasks import TaskRow
    from officedesk.storage.store import Change
    from officedesk.storage.workspace import Workspace
    from officedesk.ui.collaborators import Collaborators
    from officedesk.ui.parts.capture_chips import CaptureChips

translate = QCoreApplication.translate


class TasksView(Listing):
    """Shows the tasks of one workspace and turns gestures into service calls."""

    def __init__(self, workspace: "Workspace", shared: "Collaborators", parent: QWidget | None = None) -> None:
        from officedesk.services import tasks

        self._workspace = workspace
        self._with_done = False
        self._lent = False
        super().__init__(
            shared,
            translate("Tasks", "Tâches"),
            _columns(shared.day),
            lambda: tasks.task_ids(workspace, include_done=self._with_done),
            lambda ids: tasks.task_lines(workspace, ids),
            empty=translate("Tasks", "Rien à faire pour ce client. Écrivez une tâche ci-dessus, puis Entrée."),
            top=12,
            parent=parent,
        )
        self.entry = QLineEdit(maxLength=400)
        self.entry.setPlaceholderText(self.tr("Ajouter une tâche"))
        self.entry.setAccessibleName(self.tr("Ajouter une tâche"))
        self.done_box = LabelledCheck(self.tr("Montrer les tâches terminées"))
        line = QHBoxLayout()
        line.setContentsMargins(MARGIN, 20, MARGIN, 0)
        line.setSpacing(16)
        line.addWidget(self.entry, 1)
        line.addWidget(self.done_box)
        self.body.insertLayout(0, line)
        self.setTabOrder(self.entry, self.table)
        self.entry.textChanged.connect(lambda: self.chips)
        self.entry.returnPressed.connect(self._add)
        self.done_box.toggled.connect(self._show_done)
        self.rows.toggled.connect(lambda row_id, _checked: self._toggle([row_id]))
        self.table.toggle_asked.connect(self._toggle)
        self.table.edit_asked.connect(self.edit)
        self.table.delete_asked.connect(self._delete)
        shared.changes.happened.connect(self._on_change)
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

    def read(self, row_id: int) -> "tuple[Task, bool] | None":
        """Return a task and whether something holds it back, or None when it was deleted since."""
        from officedesk.domain.entities import Task
        from officedesk.services import tasks

        found = self._workspace.rows(Task, [row_id])
        return (found[0], row_id in tasks.causes(self._workspace, [row_id])) if found else None

    def detail_of(self, value: Any) -> Detail:
        """Return a task's card."""
        task, waits = value
        row_id = task.id or 0
        done = task.status.value == "done"
        chip = (self.tr("terminée"), "done") if done else (self.tr("en attente"), "soon") if waits else None
        detail = Detail(task.title, domain_name(task.domain), None, chip)
        detail.add_facts(
            [
                Fact(self.tr("Échéance"), _due_words(task.due, task.due_time)),
                Fact(self.tr("Durée prévue"), days.hours(task.estimate_minutes) if task.estimate_minutes else ""),
                Fact(self.tr("Importance"), importance_words(task.importance)),
                Fact(self.tr("Attend"), self.tr("une décision ou une autre tâche") if waits else ""),
                Fact(self.tr("Terminée le"), days.full_date(task.done_on) if task.done_on else ""),
            ]
        )
        if task.notes:
            detail.add_heading(self.tr("Notes"))
            detail.add_paragraph(task.notes)
        toggle = Button(self.tr("Rouvrir") if done else self.tr("Terminer"), kind="plain" if done else "primary")
        edit, delete = Button(self.tr("Modifier")), Button(self.tr("Supprimer"), kind="danger")
        toggle.clicked.connect(lambda: self._toggle([row_id]))
        edit.clicked.connect(lambda: self.edit(row_id))
        delete.clicked.connect(lambda: self._delete([row_id]))
        detail.add_buttons([toggle, edit, delete])
        return detail

    def nothing(self) -> QWidget:
        """Say what the panel is for."""
        return Detail(self.tr("Aucune tâche choisie"), self.tr("Ses détails s’affichent ici ; Entrée les modifie."))

    def show_row(self, row_id: int) -> bool:
        """Choose a task, among those that are done if it must be."""
        if super().show_row(row_id):
            return True
        self.done_box.setChecked(True)
        return super().show_row(row_id)

    def edit(self, row_id: int) -> None:
        """Ask for what changes in a task."""
        found = self.read(row_id)
        if found is None:
            return
        form = task_form(self.shared.day)
        form.fill({key: getattr(found[0], key) for key in form.fields})
        self.open_form(
            self.tr("Modifier la tâche"),
            form,
            lambda values: self._change(row_id, values),
            self.tr("Tâche enregistrée."),
        )

    def _add(self) -> None:
        from officedesk.services.capture import add_captured

        with told(self.shared.toasts):
            made = add_captured(self._workspace, self.chips.captured)
            # Not clear(): it would leave Ctrl+Z to the field, which would bring the text back but keep the task.
            self.entry.setText("")
            super().show_row(made.id or 0)
            self.shared.history.offer_undo(self.tr("Tâche ajoutée."))

    def _change(self, row_id: int, values: dict[str, Any]) -> int | None:
        from officedesk.services import tasks

        return tasks.change_task(self._workspace, row_id, **values).id

    def _toggle(self, ids: list[int]) -> None:
        from officedesk.services import tasks

        self._leave_panel()
        lines = tasks.task_lines(self._workspace, ids)
        to_do = [line.id for line in lines if line.status.value == "open"]
        with told(self.shared.toasts):
            if to_do:
                count = tasks.complete_tasks(self._workspace, to_do, self.shared.day)
                said = counted(count, self.tr("Tâche terminée."), self.tr("{count} tâches terminées."))
            else:
                count = tasks.reopen_tasks(self._workspace, ids)
                said = counted(count, self.tr("Tâche rouverte."), self.tr("{count} tâches rouvertes."))
            self.shared.history.offer_undo(said)

    def _delete(self, ids: list[int]) -> None:
        from officedesk.services import tasks

        self._leave_panel()
        with told(self.shared.toasts):
            count = tasks.delete_tasks(self._workspace, ids)
            self.shared.history.offer_undo(
                counted(count, self.tr("Tâche supprimée."), self.tr("{count} tâches supprimées."))
            )

    def _leave_panel(self) -> None:
        """Put the keyboard on the line itself: the buttons that were pressed go away with what they did."""
        if self.panel.isAncestorOf(self.focusWidget()):
            self.table.setFocus()

    def _show_done(self, shown: bool) -> None:
        self._with_done = shown
        self.refresh()

    def _on_change(self, change: "Change") -> None:
        concerned = change.concerns("task", "wait", "decision")
        if concerned and change.client_id == self._workspace.client_id:
            self.freshness.ask()


def _due_words(due: dt.date | None, due_time: dt.time | None) -> str:
    if due is None:
        return ""
    if due_time is None:
        return days.long_day(due)
    words = translate("Tasks", "{day} à {hour}")
    return words.format(day=days.long_day(due), hour=hour_words(due_time))


def _columns(today: dt.date) -> "list[Column[TaskRow]]":
    def due(row: "TaskRow") -> tuple[str, str]:
        if row.due is None:
            return "", ""
        late = row.due < today and row.status.value == "open"
        words = translate("Tasks", "aujourd’hui") if row.due == today else days.short_day(row.due)
        return words, "late" if late else ""

    def waits(row: "TaskRow") -> str:
        return translate("Tasks", "en attente") if row.waits else ""

    def done(row: "TaskRow") -> bool:
        return row.status.value == "done"

    return [
        Column("", lambda row: row.title, width=44, checked=done),
        Column(translate("Tasks", "Tâche"), lambda row: row.title, struck=done, mark=waits),
        Column(translate("Tasks", "Domaine"), lambda row: domain_name(row.domain), width=96, under=True, muted=True),
        chip_column(translate("Tasks", "Échéance"), due, width=122),
        Column(
            translate("Tasks", "Durée"),
            lambda row: days.hours(row.estimate_minutes) if row.estimate_minutes else "",
            width=84,
            muted=True,
            right=True,
        ),
    ]
