"""One obligation: why it is there, by which text, and what shows that it was met."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from officedesk.ui.pages.deadline_words import facts_of, state_chip
from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.detail import Detail
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

    def __init__(
        self,
        deadline: "Deadline",
        client: "Client",
        rule: "Rule | None",
        today: "dt.date",
        parent: QWidget | None = None,
    ) -> None:
        chip = state_chip(
            deadline.due, deadline.status.value, today, evidence=bool(deadline.evidence), opens=deadline.opens
        )
        super().__init__(deadline.title, client.name, client.swatch, chip, parent)
        self.deadline = deadline
        self.add_facts(facts_of(deadline, rule, today))
        if rule is not None and rule.steps and deadline.status.value == "open":
            self.add_heading(self.tr("Étapes"))
            for step in rule.steps:
                self.add(Label(f"•  {step}", size=SMALL, wrap=True))
        if deadline.notes:
            self.add_heading(self.tr("Notes"))
            self.add_paragraph(deadline.notes)
        self._offer(deadline)

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

    def _kept_for(self, deadline: "Deadline") -> str:
        if not deadline.keep_years:
            return ""
        return counted(deadline.keep_years, self.tr("conserver {count} an"), self.tr("conserver {count} ans"))
