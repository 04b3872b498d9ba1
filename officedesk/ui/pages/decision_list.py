"""The decisions of a filter, and all that is known of the current one."""

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from officedesk.domain import days
from officedesk.domain.errors import DeskError
from officedesk.storage.decision_lists import DecisionRow, DecisionView
from officedesk.ui.failures import told
from officedesk.ui.pages.decision_card import Card, DecisionCard
from officedesk.ui.pages.decision_forms import decision_form
from officedesk.ui.pages.decision_gestures import DecisionGestures, choose_mail, choose_target
from officedesk.ui.pages.decision_words import state_chip
from officedesk.ui.parts.detail import Detail
from officedesk.ui.parts.drafts import draft_of
from officedesk.ui.parts.keys import on_key
from officedesk.ui.parts.listing import Listing
from officedesk.ui.parts.readings import counted
from officedesk.ui.parts.rows import Column, chip_column

if TYPE_CHECKING:
    from officedesk.storage.store import Change
    from officedesk.ui.collaborators import Collaborators

translate = QCoreApplication.translate


class DecisionList(Listing):
    """Shows decisions and turns gestures into service calls; without a client, those of all of them."""

    task_opened = Signal(int, int)
    """A client and a task."""
    widened = Signal()
    """Everything is shown, since a decision was asked for that the filter left out."""

    def __init__(self, shared: "Collaborators", client_id: int | None = None, parent: QWidget | None = None) -> None:
        self.view = DecisionView(client_id)
        # What asks the system: a test gives its own answers.
        self.save_as: Callable[[QWidget, str, str], str] = choose_target
        self.choose_mail: Callable[[QWidget], str] = choose_mail
        self.launch: Callable[[QUrl], bool] = QDesktopServices.openUrl
        self._client_id = client_id
        super().__init__(
            shared,
            translate("Decisions", "Décisions"),
            _columns(shared.day, every_client=client_id is None),
            lambda: shared.portfolio.decision_ids(self.view),
            shared.portfolio.decision_rows,
            empty=self.tr("Aucune décision à prendre ici. Notez ce que seule la direction peut trancher."),
            top=4 if client_id is None else 12,
            parent=parent,
        )
        self.card.say(self.card.sentence.text(), self.tr("Ajouter une décision"))
        self.card.action.clicked.connect(self.add)
        self.table.edit_asked.connect(self.edit)
        self.table.delete_asked.connect(self.delete)
        on_key(self.table, "R", self.remind)
        shared.changes.happened.connect(self._on_change)
        self.refresh()

    def set_view(self, view: DecisionView) -> None:
        """Show another filter."""
        self.view = view
        self.refresh()

    def show_row(self, row_id: int) -> bool:
        """Choose a decision, out of the filter if it must be."""
        if super().show_row(row_id):
            return True
        self.set_view(DecisionView(self._client_id, None))
        self.widened.emit()
        return super().show_row(row_id)

    # --- the panel ---------------------------------------------------------------------------------------------------

    def read(self, row_id: int) -> Card | None:
        """Return what is known of a decision, or None when it was deleted since the list was read."""
        from officedesk.domain.entities import Decision, Document
        from officedesk.services.decisions import waiting_tasks

        try:
            workspace = self.shared.portfolio.workspace_of("decision", row_id)
            decision = workspace.get(Decision, row_id)
        except DeskError:
            return None
        document = workspace.get(Document, decision.document_id) if decision.document_id else None
        return Card(decision, workspace.client(), tuple(waiting_tasks(workspace, row_id)), document)

    def detail_of(self, value: Any) -> DecisionCard:
        """Return the card of a decision."""
        known: Card = value
        card = DecisionCard(known, self.shared.day)
        gestures = DecisionGestures(self, self.shared, known.decision)
        card.asked.connect(lambda key: gestures.act(key))
        card.reply_dropped.connect(lambda file: gestures.read_reply(file))
        card.task_opened.connect(lambda task_id: self.task_opened.emit(known.decision.client_id, task_id))
        return card

    def nothing(self) -> QWidget:
        """Say what the panel is for."""
        return Detail(
            self.tr("Aucune décision choisie"), self.tr("La question, ses options et la réponse s’affichent ici.")
        )

    # --- gestures ----------------------------------------------------------------------------------------------------

    def remind(self) -> None:
        """Remind of the current decision, when it was asked."""
        shown = self.panel.shown()
        if isinstance(shown, DecisionCard) and "remind" in shown.buttons:
            shown.buttons["remind"].click()

    def add(self) -> None:
        """Ask for a new question."""
        own = self.shared.portfolio.own().client()
        clients = [(client.id or 0, client.name) for client in (*self.shared.portfolio.clients(), own)]
        form = decision_form(self.shared.day, () if self._client_id else clients)
        form.fill({"client_id": self.view.client_id or clients[0][0]})
        self.open_form(self.tr("Nouvelle décision"), form, self._add, self.tr("Décision ajoutée."))

    def edit(self, row_id: int) -> None:
        """Ask for what changes in a decision; one that was taken is only shown."""
        known = self.read(row_id)
        if known is None or known.decision.state.value == "answered":
            return
        form = decision_form(self.shared.day)
        form.fill({key: getattr(known.decision, key) for key in form.fields})
        said = self.tr("Décision enregistrée.")
        self.open_form(self.tr("Modifier la décision"), form, lambda values: self._change(row_id, values), said)

    def delete(self, ids: list[int]) -> None:
        """Delete decisions, each client's in a step of its own; the toast offers to undo."""
        from officedesk.services import decisions

        with told(self.shared.toasts):
            deleted = sum(
                decisions.delete_decisions(workspace, mine)
                for workspace, mine in self.shared.portfolio.owners("decision", ids)
            )
            one, many = self.tr("Décision supprimée."), self.tr("{count} décisions supprimées.")
            self.shared.history.offer_undo(counted(deleted, one, many))

    def _add(self, values: dict[str, Any]) -> int | None:
        from officedesk.domain.entities import DecisionDraft
        from officedesk.services import decisions

        workspace = self.shared.portfolio.workspace_by_id(values.pop("client_id", self._client_id))
        return decisions.add_decision(workspace, draft_of(DecisionDraft, values)).id

    def _change(self, row_id: int, values: dict[str, Any]) -> int | None:
        from officedesk.services import decisions

        return decisions.change_decision(self.shared.portfolio.workspace_of("decision", row_id), row_id, **values).id

    def _on_change(self, change: "Change") -> None:
        if change.concerns("decision", "client", "wait", "task") and self._client_id in (None, change.client_id):
            self.freshness.ask()


def _columns(today: dt.date, *, every_client: bool) -> list[Column[DecisionRow]]:
    def chip(row: DecisionRow) -> tuple[str, str]:
        return state_chip(row.state, row.limit, today)

    clients = Column[DecisionRow](
        translate("Decisions", "Client"),
        lambda row: row.client,
        width=120,
        under=True,
        muted=True,
        colour=lambda row: row.swatch,
    )
    asked = Column[DecisionRow](
        translate("Decisions", "Demandée"),
        lambda row: days.day_and_month(row.asked_on) if row.asked_on else "",
        width=86,
    )
    limits = Column[DecisionRow](
        translate("Decisions", "Limite"), lambda row: days.day_and_month(row.limit) if row.limit else "", width=78
    )
    questions = Column[DecisionRow](translate("Decisions", "Décision"), lambda row: row.question)
    return [
        questions,
        *([clients] if every_client else []),
        asked,
        limits,
        chip_column(translate("Decisions", "État"), chip, width=136),
    ]
