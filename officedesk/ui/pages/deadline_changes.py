"""What a deadline's card offers more: a proof with its file, another date, a later reminder, its history."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices

from officedesk.domain import days
from officedesk.domain.errors import InvalidInputError
from officedesk.ui.failures import told
from officedesk.ui.pages.deadline_forms import date_form, note_form, proof_form, reminder_form
from officedesk.ui.pages.deadline_history import history_facts
from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.detail import Detail
from officedesk.ui.parts.readings import counted

if TYPE_CHECKING:
    from officedesk.domain.entities import Deadline
    from officedesk.ui.collaborators import Collaborators
    from officedesk.ui.pages.deadline_card import DeadlineCard
    from officedesk.ui.pages.deadline_list import DeadlineList


translate = QCoreApplication.translate


class DeadlineChanges:
    """The gestures of one card, in the list that shows it.

    No object of the toolkit: the card goes when a form takes its place, and the form still has to be saved. What is
    connected here holds it.
    """

    launch: Callable[[QUrl], bool] = QDesktopServices.openUrl

    def __init__(
        self, listing: "DeadlineList", shared: "Collaborators", deadline: "Deadline", card: "DeadlineCard"
    ) -> None:
        self._listing, self._shared, self._deadline = listing, shared, deadline
        self._id = deadline.id or 0
        self._workspace = shared.portfolio.workspace_by_id(deadline.client_id)
        self._typed = card.evidence
        card.proof_asked.connect(lambda file: self.ask_proof(file))
        card.file_asked.connect(lambda: self.open_file())
        card.date_asked.connect(lambda: self.ask_date())
        card.reminder_asked.connect(lambda: self.ask_reminder())
        card.note_asked.connect(lambda: self.ask_note())
        card.history_asked.connect(lambda: self.show_history())

    def ask_proof(self, file: str) -> None:
        """Ask for a proof of the chosen lines of this client: one proof may be worth several obligations."""
        ids = self._chosen()
        form = proof_form(self._shared.day, len(ids))
        known = self._deadline
        typed = self._typed.text().strip() or known.evidence
        form.fill({"reference": typed, "since": known.evidence_from, "until": known.evidence_until})
        if file:
            form.fields["file"].show_value(file)
        said = (
            translate("Deadlines", "Preuve gardée, échéance faite."),
            translate("Deadlines", "Preuve gardée pour {count} échéances."),
        )
        about = (self._deadline.title, translate("Deadlines", "{count} échéances du même client"))
        self._listing.open_form(
            translate("Deadlines", "Preuve"),
            form,
            lambda values: self._prove(ids, values),
            counted(len(ids), *said),
            counted(len(ids), *about),
        )

    def open_file(self) -> None:
        """Open a read-only copy of the proof, which goes when the desk closes."""
        from officedesk.services.proofs import copy_out

        with told(self._shared.toasts):
            copy = copy_out(self._workspace, self._deadline.document_id or 0)
            if not self.launch(QUrl.fromLocalFile(str(copy))):
                raise InvalidInputError(
                    translate(
                        "Deadlines",
                        "Aucun programme n’ouvre ce fichier ici : installez-en un pour ce type de document.",
                    )
                )

    def ask_date(self) -> None:
        """Ask for another date than that of the rule, or for the way back to it."""
        known = self._deadline
        form = date_form(self._shared.day, days.full_date(known.rule_due or known.due or self._shared.day))
        form.fill({"day": known.due, "reason": known.due_reason})
        if known.rule_due is not None:
            back = Button(translate("Deadlines", "Reprendre la date de la règle"))
            form.buttons.addWidget(back)
            back.clicked.connect(lambda: self._restore())
        self._listing.open_form(
            translate("Deadlines", "Changer la date"),
            form,
            self._override,
            translate("Deadlines", "Date changée."),
            known.title,
        )

    def ask_reminder(self) -> None:
        """Ask until when nothing is recalled."""
        form = reminder_form(self._shared.day)
        form.fill({"day": self._deadline.remind_on})
        self._listing.open_form(
            translate("Deadlines", "Reporter le rappel"),
            form,
            self._postpone,
            translate("Deadlines", "Rappel enregistré."),
            self._deadline.title,
        )

    def ask_note(self) -> None:
        """Ask for what is to be remembered of this obligation."""
        form = note_form()
        form.fill({"notes": self._deadline.notes})
        self._listing.open_form(
            translate("Deadlines", "Noter"),
            form,
            self._note,
            translate("Deadlines", "Note enregistrée."),
            self._deadline.title,
        )

    def show_history(self) -> None:
        """Show in the panel what was done with this obligation, the last first."""
        from officedesk.domain.entities import Deadline

        panel = Detail(translate("Deadlines", "Historique"), self._deadline.title)
        steps = self._workspace.history(Deadline, self._id)
        panel.add_facts(history_facts(steps, self._file_name))
        back = Button(translate("Deadlines", "Retour"))
        back.clicked.connect(self._listing.close_form)
        panel.add_buttons([back])
        self._listing.panel.show_widget(panel)
        back.setFocus()

    def _file_name(self, document_id: int) -> str:
        from officedesk.domain.entities import Document

        kept = self._workspace.rows(Document, [document_id])
        return kept[0].name if kept else translate("Deadlines", "un fichier retiré depuis")

    # --- writing -----------------------------------------------------------------------------------------------------

    def _chosen(self) -> list[int]:
        """Return the obligations of this client among the selected lines, this one at least."""
        read = filter(None, map(self._listing.read, self._listing.table.selected_ids()))
        chosen = [each.id or 0 for each in read if each.client_id == self._deadline.client_id]
        return chosen if self._id in chosen else [self._id]

    def _prove(self, ids: list[int], values: dict[str, Any]) -> None:
        from officedesk.services.proofs import Proof, prove

        file: Path | None = values["file"]
        proof = Proof(values["reference"], values["since"], values["until"], file)
        # No line to go back to: those that are met have left a list of what is to be done.
        prove(self._workspace, ids, proof, self._shared.day)

    def _override(self, values: dict[str, Any]) -> int:
        from officedesk.services import compliance

        compliance.override_date(self._workspace, self._id, values["day"], values["reason"])
        return self._id

    def _note(self, values: dict[str, Any]) -> int:
        from officedesk.services import compliance

        compliance.change_deadline(self._workspace, self._id, notes=values["notes"])
        return self._id

    def _restore(self) -> None:
        from officedesk.services import compliance

        with told(self._shared.toasts):
            compliance.restore_date(self._workspace, self._id)
            self._shared.history.offer_undo(translate("Deadlines", "La date est de nouveau celle de la règle."))
            self._listing.close_form()

    def _postpone(self, values: dict[str, Any]) -> int:
        from officedesk.services import compliance

        day = values["day"]
        if day is not None and day < self._shared.day:
            raise InvalidInputError(
                translate("Deadlines", "Ce jour est passé : choisissez aujourd’hui ou un jour à venir.")
            )
        compliance.postpone_reminder(self._workspace, self._id, day, self._shared.day)
        return self._id
