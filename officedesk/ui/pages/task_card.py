"""The card of one task: what it is, when it is due, and what can be done with it."""

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from officedesk.domain import days
from officedesk.domain.urgency import is_urgent
from officedesk.ui.pages.checklist import Checklist
from officedesk.ui.pages.deadline_words import hour_words
from officedesk.ui.pages.task_forms import importance_words
from officedesk.ui.pages.task_links import TaskFiles, TaskWaits
from officedesk.ui.pages.task_words import urgency_words
from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.chips import Chip
from officedesk.ui.parts.detail import Detail, Fact
from officedesk.ui.parts.domains import domain_name
from officedesk.ui.parts.repetition_words import rule_words

if TYPE_CHECKING:
    from officedesk.domain.entities import Task
    from officedesk.storage.task_lists import DeskTask
    from officedesk.ui.collaborators import Collaborators

translate = QCoreApplication.translate


class TaskCard(Detail):
    """Shows a task and offers its gestures as buttons; the list that shows it acts."""

    def __init__(
        self,
        task: "Task",
        line: "DeskTask",
        shared: "Collaborators",
        *,
        every_client: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        words, swatch = (line.client, line.swatch) if every_client else (domain_name(task.domain), None)
        super().__init__(task.title, words, swatch, state_chip(line, shared.day), parent)
        if is_urgent_line(line, shared.day):
            for chip in self.findChildren(Chip):
                chip.setToolTip(urgency_words())
                chip.setAccessibleDescription(urgency_words())
        self.add_facts(
            [
                Fact(self.tr("Échéance"), due_sentence(task.due, task.due_time)),
                Fact(self.tr("Domaine"), domain_name(task.domain) if every_client else ""),
                Fact(self.tr("Durée prévue"), days.hours(task.estimate_minutes) if task.estimate_minutes else ""),
                Fact(self.tr("Importance"), importance_words(task.importance)),
                Fact(self.tr("Répétition"), _repeated(task, shared.day)),
                Fact(self.tr("Terminée le"), days.full_date(task.done_on) if task.done_on else ""),
            ]
        )
        if task.notes:
            self.add_heading(self.tr("Notes"))
            self.add_paragraph(task.notes)
        self._add_parts(line, shared)
        self._offer(done=line.status == "done")

    def _add_parts(self, line: "DeskTask", shared: "Collaborators") -> None:
        """Add what follows the desk by itself: the checklist, the reasons to wait, the files."""
        workspace = shared.portfolio.workspace_by_id(line.client_id)
        self.checklist = Checklist(workspace, line.id, shared)
        self.waits = TaskWaits(workspace, line.id, shared)
        self.files = TaskFiles(workspace, line.id, shared)
        for title, part in (
            (self.tr("Liste"), self.checklist),
            (self.tr("Attend"), self.waits),
            (self.tr("Fichiers"), self.files),
        ):
            self.add_heading(title)
            self.add(part)

    def _offer(self, *, done: bool) -> None:
        words, kind = (self.tr("Rouvrir"), "plain") if done else (self.tr("Terminer"), "primary")
        self.toggle_button = Button(words, kind=kind)
        self.edit_button = Button(self.tr("Modifier"))
        self.delete_button = Button(self.tr("Supprimer"), kind="danger")
        self.keep_in_sight()
        self.add_buttons([self.toggle_button, self.edit_button, self.delete_button])


def state_chip(line: "DeskTask", today: dt.date) -> tuple[str, str] | None:
    """Return the words and the tone of a task's state; nothing to say of one that can wait."""
    if line.status == "done":
        return translate("Tasks", "terminée"), "done"
    if line.waits:
        return translate("Tasks", "en attente"), "soon"
    if is_urgent_line(line, today):
        return translate("Tasks", "urgente"), "late"
    return None


def is_urgent_line(line: "DeskTask", today: dt.date) -> bool:
    """Tell whether an open task is urgent."""
    return line.status == "open" and is_urgent(line.due, line.importance, today)


def due_sentence(due: dt.date | None, due_time: dt.time | None) -> str:
    """Return a due date, with its hour when it has one."""
    if due is None:
        return ""
    if due_time is None:
        return days.long_day(due)
    words = translate("Tasks", "{day} à {hour}")
    return words.format(day=days.long_day(due), hour=hour_words(due_time))


def _repeated(task: "Task", today: dt.date) -> str:
    first = dt.datetime.combine(task.due or today, dt.time())
    return rule_words(task.recurrence, first, from_done=task.repeats_from_done)
