"""The obligations of a filter, and all that is known of the current one."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from officedesk.domain import days
from officedesk.domain.errors import DeskError
from officedesk.storage.overview import DeadlineRow, DeadlineView
from officedesk.ui.failures import told
from officedesk.ui.pages.deadline_card import DeadlineCard
from officedesk.ui.pages.deadline_changes import DeadlineChanges
from officedesk.ui.pages.deadline_forms import own_deadline_form, reason_form
from officedesk.ui.pages.deadline_words import state_chip
from officedesk.ui.parts import dialogs
from officedesk.ui.parts.detail import Detail
from officedesk.ui.parts.domains import domain_name
from officedesk.ui.parts.drafts import draft_of
from officedesk.ui.parts.listing import Listing
from officedesk.ui.parts.readings import counted
from officedesk.ui.parts.rows import Column, chip_column

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from officedesk.domain.compliance import Rule
    from officedesk.domain.entities import Deadline
    from officedesk.storage.store import Change
    from officedesk.storage.workspace import Workspace
    from officedesk.ui.collaborators import Collaborators


translate = QCoreApplication.translate


class DeadlineList(Listing):
    """Shows obligations and turns gestures into service calls; without a client, those of all of them."""

    def __init__(self, shared: "Collaborators", client_id: int | None = None, parent: QWidget | None = None) -> None:
        self.view = DeadlineView(client_id=client_id)
        self.launch = dialogs.launch
        self._client_id = client_id
        # What was typed as a proof and not saved yet, by obligation.
        self._typed: dict[int, str] = {}
        super().__init__(
            shared,
            translate("Deadlines", "Échéances"),
            _columns(shared.day, every_client=client_id is None),
            lambda: shared.portfolio.deadline_ids(self.view),
            shared.portfolio.deadline_rows,
            empty=self.tr(
                "Aucune échéance à faire ici. Un profil complet fait apparaître les dates légales du client."
            ),
            top=4 if client_id is None else 12,
            parent=parent,
        )
        self.table.toggle_asked.connect(self._toggle)
        self.table.edit_asked.connect(self._enter)
        self.table.delete_asked.connect(self._delete)
        shared.changes.happened.connect(self._on_change)
        self.refresh()

    def set_view(self, view: DeadlineView) -> None:
        """Show another filter."""
        self.view = view
        self.refresh()

    def show_row(self, row_id: int) -> bool:
        """Choose an obligation, out of the filter if it must be."""
        if super().show_row(row_id):
            return True
        self.set_view(DeadlineView(client_id=self._client_id, open_only=False))
        return super().show_row(row_id)

    # --- the panel ---------------------------------------------------------------------------------------------------

    def read(self, row_id: int) -> "Deadline | None":
        """Return an obligation, or None when it was deleted since the list was read."""
        from officedesk.domain.entities import Deadline

        try:
            return self.shared.portfolio.workspace_of("deadline", row_id).get(Deadline, row_id)
        except DeskError:
            return None

    def detail_of(self, value: Any) -> DeadlineCard:
        """Return the card of an obligation."""
        deadline: Deadline = value
        workspace = self._workspace(deadline)
        file = _file_of(workspace, deadline)
        card = DeadlineCard(deadline, workspace.client(), self._rule(deadline), self.shared.day, file)
        row_id = deadline.id or 0
        card.evidence.setText(self._typed.get(row_id, ""))
        card.evidence.textEdited.connect(lambda text: self._typed.__setitem__(row_id, text))
        card.completed.connect(lambda evidence: self._complete_chosen(deadline, evidence))
        card.reopened.connect(lambda: self._reopen(deadline))
        card.set_aside.connect(lambda: self._ask_reason(deadline))
        card.edit_asked.connect(lambda: self.edit(deadline))
        card.delete_asked.connect(lambda: self._delete([row_id]))
        card.address_asked.connect(self._open_address)
        DeadlineChanges(self, self.shared, deadline, card)
        return card

    def nothing(self) -> QWidget:
        """Say what the panel is for."""
        return Detail(self.tr("Aucune échéance choisie"), self.tr("Sa règle, son texte et sa preuve s’affichent ici."))

    def _workspace(self, deadline: "Deadline") -> "Workspace":
        return self.shared.portfolio.workspace_by_id(deadline.client_id)

    def _rule(self, deadline: "Deadline") -> "Rule | None":
        from officedesk.services.compliance import rules_for

        return next((rule for rule in rules_for(self._workspace(deadline)) if rule.slug == deadline.rule), None)

    # --- gestures ----------------------------------------------------------------------------------------------------

    def _complete(self, chosen: "Sequence[Deadline]", evidence: str) -> None:
        """Close obligations with one proof; each client's in a step of its own."""
        from officedesk.services import compliance

        with told(self.shared.toasts):
            for workspace, ids in self._by_client(chosen):
                compliance.complete_deadlines(workspace, ids, self.shared.day, evidence or None)
            for each in chosen:
                self._typed.pop(each.id or 0, None)
            one, many = self.tr("Échéance marquée comme faite."), self.tr("{count} échéances marquées comme faites.")
            self.shared.history.offer_undo(counted(len(chosen), one, many))

    def _complete_chosen(self, deadline: "Deadline", evidence: str) -> None:
        """Close the selected lines with what was typed, or the shown one alone."""
        chosen = list(filter(None, map(self.read, self.table.selected_ids())))
        if deadline.id not in {each.id for each in chosen}:
            chosen = [deadline]
        self._complete([each for each in chosen if each.status.value == "open"], evidence)

    def _by_client(self, chosen: "Sequence[Deadline]") -> "Iterator[tuple[Workspace, list[int]]]":
        for client_id in {each.client_id for each in chosen}:
            ids = [each.id or 0 for each in chosen if each.client_id == client_id]
            yield self.shared.portfolio.workspace_by_id(client_id), ids

    def _reopen(self, deadline: "Deadline") -> None:
        from officedesk.services import compliance

        with told(self.shared.toasts):
            compliance.reopen_deadline(self._workspace(deadline), deadline.id or 0)
            self.shared.history.offer_undo(self.tr("Échéance rouverte."))

    def _toggle(self, ids: list[int]) -> None:
        for deadline in filter(None, map(self.read, ids)):
            if deadline.status.value == "open":
                self._complete([deadline], self._typed.get(deadline.id or 0, "").strip())
            else:
                self._reopen(deadline)

    def _ask_reason(self, deadline: "Deadline") -> None:
        self.dialog = dialogs.FormDialog(self.tr("Échéance non applicable"), reason_form(), self)
        self.dialog.form.saved.connect(lambda values: self._set_aside(deadline, values["reason"]))
        self.dialog.open()

    def _set_aside(self, deadline: "Deadline", reason: str) -> None:
        from officedesk.services import compliance

        try:
            compliance.set_not_applicable(self._workspace(deadline), deadline.id or 0, reason)
        except DeskError as error:
            self.dialog.form.refuse(str(error), "reason")
            return
        self.dialog.accept()
        self.shared.history.offer_undo(self.tr("Échéance déclarée non applicable."))

    def _delete(self, ids: list[int]) -> None:
        from officedesk.services import compliance

        own = list(filter(None, map(self.read, ids)))
        ruled = sum(deadline.rule is not None for deadline in own)
        if ruled:
            one = self.tr("Une échéance vient d’une règle : déclarez-la non applicable, avec la raison.")
            many = self.tr("{count} échéances viennent d’une règle : déclarez-les non applicables, avec la raison.")
            self.shared.toasts.say(counted(ruled, one, many) + self.tr(" Rien n’est supprimé."))
            return
        with told(self.shared.toasts):
            for workspace, ids in self._by_client(own):
                compliance.delete_deadlines(workspace, ids)
            self.shared.history.offer_undo(
                counted(len(own), self.tr("Échéance supprimée."), self.tr("{count} échéances supprimées."))
            )

    def _enter(self, row_id: int) -> None:
        deadline = self.read(row_id)
        if deadline is not None and deadline.rule is None:
            self.edit(deadline)
            return
        shown = self.panel.shown()
        if isinstance(shown, DeadlineCard):
            shown.evidence.setFocus()

    def _open_address(self, address: str) -> None:
        question = self.tr("Ouvrir cette page dans votre navigateur ?")
        self.question = dialogs.ask(self, question, address, self.tr("Ouvrir"), lambda: self.launch(address))

    # --- her own deadlines -------------------------------------------------------------------------------------------

    def add(self) -> None:
        """Ask for a deadline that no rule gives."""
        own = self.shared.portfolio.own().client()
        clients = [(client.id or 0, client.name) for client in (*self.shared.portfolio.clients(), own)]
        form = own_deadline_form(self.shared.day, () if self._client_id else clients)
        form.fill({"client_id": self.view.client_id or clients[0][0], "domain": ""})
        self.open_form(self.tr("Nouvelle échéance"), form, self._add, self.tr("Échéance ajoutée."))

    def edit(self, deadline: "Deadline") -> None:
        """Ask for what changes in one of her own deadlines."""
        form = own_deadline_form(self.shared.day)
        form.fill({key: getattr(deadline, key) for key in form.fields})
        self.open_form(
            self.tr("Modifier l’échéance"),
            form,
            lambda values: self._change(deadline, values),
            self.tr("Échéance enregistrée."),
        )

    def _add(self, values: dict[str, Any]) -> int | None:
        from officedesk.domain.entities import DeadlineDraft
        from officedesk.services import compliance

        client_id = values.pop("client_id", self._client_id)
        draft = draft_of(DeadlineDraft, values)
        return compliance.add_deadline(self.shared.portfolio.workspace_by_id(client_id), draft).id

    def _change(self, deadline: "Deadline", values: dict[str, Any]) -> int | None:
        from officedesk.services import compliance

        return compliance.change_deadline(self._workspace(deadline), deadline.id or 0, **values).id

    def _on_change(self, change: "Change") -> None:
        if change.concerns("deadline", "client") and self._client_id in (None, change.client_id):
            self.freshness.ask()
        if change.concerns("setting"):
            # Other rules are in place: the same obligation is told otherwise.
            self._shown = ""
            self.freshness.ask()


def _columns(today: dt.date, *, every_client: bool) -> list[Column[DeadlineRow]]:
    def chip(row: DeadlineRow) -> tuple[str, str]:
        return state_chip(row.due, row.status, today, evidence=bool(row.evidence))

    clients = Column[DeadlineRow](
        translate("Deadlines", "Client"),
        lambda row: row.client,
        width=120,
        under=True,
        muted=True,
        colour=lambda row: row.swatch,
    )
    domains = Column[DeadlineRow](
        translate("Deadlines", "Domaine"), lambda row: domain_name(row.domain), width=86, under=True, muted=True
    )
    dates = Column[DeadlineRow](
        translate("Deadlines", "Date limite"),
        lambda row: days.short_date(row.due) if row.due else "",
        width=124,
    )
    titles = Column[DeadlineRow](translate("Deadlines", "Obligation"), lambda row: row.title)
    states = chip_column(translate("Deadlines", "État"), chip, width=122)
    return [titles, *([clients] if every_client else []), domains, dates, states]


def _file_of(workspace: "Workspace", deadline: "Deadline") -> str:
    """Return the name of the file that proves an obligation, or nothing."""
    if deadline.document_id is None:
        return ""
    from officedesk.services.proofs import document_of

    kept = document_of(workspace, deadline)
    return kept.name if kept else ""
