"""One obligation: why it is there, by which text, and what shows that it was met."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from officedesk.ui.pages.deadline_words import facts_of, state_chip
from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.detail import Detail, Fact
from officedesk.ui.parts.file_field import dropped_file
from officedesk.ui.parts.labels import SMALL, Label
from officedesk.ui.parts.readings import counted

if TYPE_CHECKING:
    import datetime as dt

    from officedesk.domain.compliance import Rule
    from officedesk.domain.entities import Client, Deadline


class DeadlineCard(Detail):
    """Shows a deadline and offers what can be done with it; the list that shows it acts."""

    completed = Signal(str)
    reopened = Signal()
    set_aside = Signal()
    edit_asked = Signal()
    delete_asked = Signal()
    proof_asked = Signal(str)
    file_asked = Signal()
    date_asked = Signal()
    reminder_asked = Signal()
    note_asked = Signal()
    history_asked = Signal()

    def __init__(
        self,
        deadline: "Deadline",
        client: "Client",
        rule: "Rule | None",
        today: "dt.date",
        file: str = "",
        parent: QWidget | None = None,
    ) -> None:
        chip = state_chip(
            deadline.due, deadline.status.value, today, evidence=bool(deadline.evidence), opens=deadline.opens
        )
        super().__init__(deadline.title, client.name, client.swatch, chip, parent)
        self.deadline = deadline
        self.add_facts([*facts_of(deadline, rule, today), Fact(self.tr("Fichier"), file)])
        self._offer_more(deadline)
        if rule is not None and rule.steps and deadline.status.value == "open":
            self.add_heading(self.tr("Étapes"))
            for step in rule.steps:
                self.add(Label(f"•  {step}", size=SMALL, wrap=True))
        if deadline.notes:
            self.add_heading(self.tr("Notes"))
            self.add_paragraph(deadline.notes)
        self._offer(deadline)
        self.setAcceptDrops(True)

    def _offer_more(self, deadline: "Deadline") -> None:
        """Offer what is seldom wanted, as links in the card."""
        is_open = deadline.status.value == "open"
        self.date_button = Button(self.tr("Changer la date"), kind="link", size=SMALL)
        self.reminder_button = Button(self.tr("Reporter le rappel"), kind="link", size=SMALL)
        self.note_button = Button(self.tr("Noter"), kind="link", size=SMALL)
        self.history_button = Button(self.tr("Historique"), kind="link", size=SMALL)
        self.proof_button = Button(self.tr("Joindre un fichier"), kind="link", size=SMALL)
        self.proof_button.setToolTip(
            self.tr("Un fichier, des dates de validité. On peut aussi déposer le fichier ici.")
        )
        self.file_button = Button(self.tr("Ouvrir le fichier"), kind="link", size=SMALL)
        shown = [self.proof_button, self.note_button, self.history_button]
        if deadline.document_id is not None:
            shown.insert(0, self.file_button)
        if is_open and deadline.due is not None:
            shown.insert(1, self.reminder_button)
            if deadline.rule is not None:
                shown.insert(1, self.date_button)
        self.add_buttons(shown)
        self.proof_button.clicked.connect(lambda: self.proof_asked.emit(""))
        self.file_button.clicked.connect(self.file_asked)
        self.date_button.clicked.connect(self.date_asked)
        self.reminder_button.clicked.connect(self.reminder_asked)
        self.note_button.clicked.connect(self.note_asked)
        self.history_button.clicked.connect(self.history_asked)

    def _offer(self, deadline: "Deadline") -> None:
        self.evidence = QLineEdit(maxLength=400)
        self.evidence.setPlaceholderText(self.tr("Numéro ou nom du fichier"))
        self.evidence.setAccessibleName(self.tr("Preuve"))
        self.done_button = Button(self.tr("Marquer comme fait"), kind="primary")
        self.aside_button = Button(self.tr("Non applicable"))
        self.reopen_button = Button(self.tr("Rouvrir"))
        self.edit_button = Button(self.tr("Modifier"))
        self.delete_button = Button(self.tr("Supprimer"), kind="danger")
        shown = [self.reopen_button]
        self.keep_in_sight()
        if deadline.status.value == "open":
            self.add_heading(self.tr("Preuve"), self._kept_for(deadline))
            self.add(self.evidence)
            shown = [self.done_button, self.aside_button]
        if deadline.rule is None:
            shown += [self.edit_button, self.delete_button]
        self.add_buttons(shown)
        self.done_button.clicked.connect(self.complete)
        self.evidence.returnPressed.connect(self.complete)
        self.aside_button.clicked.connect(self.set_aside)
        self.reopen_button.clicked.connect(self.reopened)
        self.edit_button.clicked.connect(self.edit_asked)
        self.delete_button.clicked.connect(self.delete_asked)

    def complete(self) -> None:
        """Say that the obligation was met, with the proof that was typed."""
        self.completed.emit(self.evidence.text().strip())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file of this machine."""
        if dropped_file(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Offer the file as the proof: its form is opened, and nothing is kept before it is saved."""
        event.acceptProposedAction()
        self.proof_asked.emit(dropped_file(event.mimeData()))

    def _kept_for(self, deadline: "Deadline") -> str:
        if not deadline.keep_years:
            return ""
        return counted(deadline.keep_years, self.tr("conserver {count} an"), self.tr("conserver {count} ans"))
