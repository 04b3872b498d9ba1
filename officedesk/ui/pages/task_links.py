"""What the card of a task names: its files, and what it waits for."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from officedesk.domain.errors import DeskError, InvalidInputError
from officedesk.ui.failures import told
from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.dialogs import FormDialog
from officedesk.ui.parts.elided_label import ElidedLabel
from officedesk.ui.parts.fields import ChoiceField
from officedesk.ui.parts.file_field import FileField
from officedesk.ui.parts.forms import Form
from officedesk.ui.parts.labels import SMALL

if TYPE_CHECKING:
    from officedesk.services.waits import Reason
    from officedesk.storage.store import Change
    from officedesk.storage.workspace import Workspace
    from officedesk.ui.collaborators import Collaborators

translate = QCoreApplication.translate


class Links(QWidget):
    """Lines that each name something and can be taken away; a subclass reads them and follows the desk by itself."""

    tables: tuple[str, ...] = ()

    def __init__(
        self, workspace: "Workspace", task_id: int, shared: "Collaborators", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.workspace, self.task_id, self.shared = workspace, task_id, shared
        self._lines: QWidget | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(6)
        shared.changes.happened.connect(self._on_change)

    def lines(self) -> list[QWidget]:
        """Return a widget for each thing named."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Read the lines again."""
        if self._lines is not None:
            self.column.removeWidget(self._lines)
            self._lines.hide()
            self._lines.deleteLater()
        self._lines = QWidget()
        inside = QVBoxLayout(self._lines)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4)
        lines = self.lines()
        for line in lines:
            inside.addWidget(line)
        self._lines.setVisible(bool(lines))
        self.column.insertWidget(0, self._lines)

    def line(self, words: str, remove: Callable[[], None], opened: Callable[[], None] | None = None) -> QWidget:
        """Return a line: what it names, perhaps a way to open it, and the way to take it away."""
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(ElidedLabel(words), 1)
        if opened is not None:
            row.addWidget(_link(translate("Tasks", "Ouvrir"), words, opened))
        row.addWidget(_link(translate("Tasks", "Retirer"), words, remove))
        return made

    def _on_change(self, change: "Change") -> None:
        if change.concerns(*self.tables) and change.client_id == self.workspace.client_id:
            self.refresh()


class TaskFiles(Links):
    """The files of a task: chosen, dropped, opened, taken away."""

    tables = ("task_document",)

    def __init__(
        self, workspace: "Workspace", task_id: int, shared: "Collaborators", parent: QWidget | None = None
    ) -> None:
        super().__init__(workspace, task_id, shared, parent)
        self.launch: Callable[[QUrl], bool] = QDesktopServices.openUrl
        self.field = FileField("file", translate("Tasks", "Joindre un fichier, ou le déposer ici"))
        self.column.addWidget(self.field)
        self.field.edited.connect(self._join)
        self.refresh()

    def lines(self) -> list[QWidget]:
        """Return a line for each file."""
        from officedesk.services.task_files import joined_files

        return [
            self.line(
                file.name,
                lambda link_id=file.link_id: self._take_away(link_id),  # type: ignore[misc]
                lambda document_id=file.document_id: self.open_file(document_id),  # type: ignore[misc]
            )
            for file in joined_files(self.workspace, self.task_id)
        ]

    def open_file(self, document_id: int) -> None:
        """Open a read-only copy, which goes when the desk closes."""
        from officedesk.services.proofs import copy_out

        with told(self.shared.toasts):
            if not self.launch(QUrl.fromLocalFile(str(copy_out(self.workspace, document_id)))):
                raise InvalidInputError(
                    translate("Tasks", "Aucun programme n’ouvre ce fichier ici : installez-en un pour ce type.")
                )

    def _join(self) -> None:
        from officedesk.services.task_files import join_file

        file = self.field.value()
        if file is None:
            return
        self.field.show_value(None)
        with told(self.shared.toasts):
            join_file(self.workspace, self.task_id, file)
            self.shared.history.offer_undo(translate("Tasks", "Fichier joint."))

    def _take_away(self, link_id: int) -> None:
        from officedesk.services.task_files import take_file_away

        with told(self.shared.toasts):
            take_file_away(self.workspace, link_id)
            self.shared.history.offer_undo(translate("Tasks", "Fichier retiré de la tâche."))


class TaskWaits(Links):
    """What a task waits for: decisions and other tasks of the same client."""

    tables = ("wait", "task", "decision")

    def __init__(
        self, workspace: "Workspace", task_id: int, shared: "Collaborators", parent: QWidget | None = None
    ) -> None:
        super().__init__(workspace, task_id, shared, parent)
        self.button = Button(translate("Tasks", "Faire attendre…"), kind="link", size=SMALL)
        self.column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.button.clicked.connect(self.ask)
        self.refresh()

    def lines(self) -> list[QWidget]:
        """Return a line for each reason to wait."""
        from officedesk.services.waits import reasons

        return [
            self.line(reason_words(reason), lambda wait_id=reason.wait_id: self._remove(wait_id))  # type: ignore[misc]
            for reason in reasons(self.workspace, self.task_id)
        ]

    def ask(self) -> None:
        """Ask what the task waits for."""
        from officedesk.services.waits import possible_reasons

        offered = [
            ((each.kind, each.id), reason_words(each)) for each in possible_reasons(self.workspace, self.task_id)
        ]
        if not offered:
            self.shared.toasts.say(translate("Tasks", "Ce client n’a ni autre tâche ouverte ni décision en attente."))
            return
        form = Form(
            [[ChoiceField("reason", translate("Tasks", "Attend"), offered)]], translate("Tasks", "Faire attendre")
        )
        form.fill({"reason": offered[0][0]})
        # Not the card's: it is made anew as soon as the task waits.
        self.dialog = FormDialog(translate("Tasks", "Faire attendre la tâche"), form, self.window())
        form.saved.connect(self._add)
        self.dialog.open()

    def _add(self, values: dict[str, Any]) -> None:
        from officedesk.domain.entities import WaitDraft
        from officedesk.services.waits import add_wait

        kind, row_id = values["reason"]
        column = "decision_id" if kind == "decision" else "other_task_id"
        try:
            add_wait(self.workspace, WaitDraft(task_id=self.task_id, **{column: row_id}))
        except DeskError as error:
            self.dialog.form.refuse(str(error))
            return
        self.dialog.accept()
        self.shared.history.offer_undo(translate("Tasks", "La tâche attend."))

    def _remove(self, wait_id: int) -> None:
        from officedesk.services.waits import remove_wait

        with told(self.shared.toasts):
            remove_wait(self.workspace, wait_id)
            self.shared.history.offer_undo(translate("Tasks", "La tâche n’attend plus."))


def reason_words(reason: "Reason") -> str:
    """Return what a task waits for, and whether it has come."""
    kind = translate("Tasks", "Décision") if reason.kind == "decision" else translate("Tasks", "Tâche")
    words = f"{kind} : {reason.title}"
    if reason.expired:
        return f"{words} ({translate('Tasks', 'expirée sans réponse : la tâche attend toujours')})"
    return f"{words} ({translate('Tasks', 'faite')})" if reason.over else words


def _link(words: str, about: str, act: Callable[[], None]) -> Button:
    button = Button(words, kind="link", size=SMALL)
    button.setAccessibleName(f"{words} : {about}")
    button.clicked.connect(lambda: act())
    return button
