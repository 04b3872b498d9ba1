"""Fournisseurs: what one client buys, and from whom."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from officedesk.domain import days
from officedesk.domain.errors import DeskError
from officedesk.storage.overview import DeadlineView
from officedesk.ui.failures import told
from officedesk.ui.pages.supplier_forms import contract_form, supplier_form
from officedesk.ui.pages.supplier_words import contract_facts, vigilance_chip
from officedesk.ui.parts import dialogs
from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.controls import Controls
from officedesk.ui.parts.detail import Detail, Fact
from officedesk.ui.parts.drafts import draft_of
from officedesk.ui.parts.elided_label import ElidedLabel
from officedesk.ui.parts.labels import SMALL
from officedesk.ui.parts.listing import Listing
from officedesk.ui.parts.page import MARGIN
from officedesk.ui.parts.readings import counted, euros
from officedesk.ui.parts.rows import Column, chip_column

if TYPE_CHECKING:
    from officedesk.services.suppliers import ContractRow
    from officedesk.storage.store import Change
    from officedesk.storage.workspace import Workspace
    from officedesk.ui.collaborators import Collaborators

translate = QCoreApplication.translate


class SuppliersView(Listing):
    """Shows the contracts of one workspace and turns gestures into service calls."""

    def __init__(self, workspace: "Workspace", shared: "Collaborators", parent: QWidget | None = None) -> None:
        self._workspace = workspace
        # A client has a few dozen contracts: they are read together.
        self._contracts: dict[int, ContractRow] = {}
        self._vigilance: dict[str, dt.date] = {}
        super().__init__(
            shared,
            translate("Suppliers", "Contrats"),
            self._columns(),
            self._find,
            lambda ids: [self._contracts[id] for id in ids],
            empty=translate("Suppliers", "Aucun contrat noté pour ce client. Ajoutez ceux que vous suivez."),
            top=12,
            parent=parent,
        )
        self.add_button = Button(self.tr("Ajouter un contrat"))
        line = Controls()
        line.setContentsMargins(MARGIN, 20, MARGIN, 0)
        note = self.tr("Fiches partagées avec le Réseau ; les contrats ne sont qu’à ce client")
        line.addWidget(ElidedLabel(note, tone="muted", size=SMALL))
        line.add_stretch()
        line.addWidget(self.add_button)
        self.body.insertLayout(0, line)
        self.add_button.clicked.connect(self.add)
        self.table.edit_asked.connect(self.edit)
        self.table.delete_asked.connect(self._delete)
        shared.changes.happened.connect(self._on_change)
        self.refresh()

    def _find(self) -> Sequence[int]:
        from officedesk.services import suppliers

        self._contracts = {contract.id: contract for contract in suppliers.contracts(self._workspace)}
        self._vigilance = self._vigilance_dates()
        return list(self._contracts)

    def _vigilance_dates(self) -> dict[str, dt.date]:
        """Return the earliest open vigilance date of each contract, by the contract's reference."""
        from officedesk.domain.entities import Deadline

        portfolio = self.shared.portfolio
        ids = portfolio.deadline_ids(DeadlineView(client_id=self._workspace.client_id, domain="contrats"))
        found: dict[str, dt.date] = {}
        for deadline in self._workspace.rows(Deadline, ids):
            if deadline.rule == "vigilance-fournisseur" and deadline.subject and deadline.due:
                found[deadline.subject] = min(deadline.due, found.get(deadline.subject, deadline.due))
        return found

    def read(self, row_id: int) -> "tuple[ContractRow, dt.date | None] | None":
        """Return a contract and its next vigilance date, or None when it was deleted since."""
        contract = self._contracts.get(row_id)
        return None if contract is None else (contract, self._vigilance.get(contract.ref))

    def detail_of(self, value: Any) -> Detail:
        """Return a contract's card."""
        contract, vigilance = value
        words, tone = vigilance_chip(vigilance, self.shared.day)
        detail = Detail(contract.supplier, contract.trade, None, (words, tone) if words else None)
        reach = [Fact(self.tr("Téléphone"), contract.phone), Fact(self.tr("Courriel"), contract.email)]
        detail.add_facts([*contract_facts(contract), *reach])
        edit, delete = Button(self.tr("Modifier")), Button(self.tr("Supprimer"), kind="danger")
        edit.clicked.connect(lambda: self.edit(contract.id))
        delete.clicked.connect(lambda: self._delete([contract.id]))
        detail.add_buttons([edit, delete])
        return detail

    def nothing(self) -> QWidget:
        """Say what the panel is for."""
        return Detail(self.tr("Aucun contrat choisi"), self.tr("Son montant et ses dates s’affichent ici."))

    def add(self) -> None:
        """Ask for a new contract; an empty network asks for its first supplier before."""
        network = self.shared.portfolio.suppliers()
        if not network:
            self._ask_supplier()
            return
        form = contract_form(self.shared.day, [(supplier.id or 0, supplier.name) for supplier in network])
        form.fill({"supplier_id": network[0].id})
        self._offer_new_supplier(form)
        self.open_form(self.tr("Nouveau contrat"), form, self._add, self.tr("Contrat ajouté."))

    def edit(self, row_id: int) -> None:
        """Ask for what changes in a contract."""
        from officedesk.domain.entities import SupplierContract

        found = self._workspace.rows(SupplierContract, [row_id])
        if not found:
            return
        network = [(supplier.id or 0, supplier.name) for supplier in self.shared.portfolio.suppliers()]
        form = contract_form(self.shared.day, network)
        form.fill({key: getattr(found[0], key) for key in form.fields})
        said = self.tr("Contrat enregistré.")
        self.open_form(self.tr("Modifier le contrat"), form, lambda values: self._change(row_id, values), said)

    def _offer_new_supplier(self, form: Any) -> None:
        button = Button(self.tr("Nouveau fournisseur"), kind="link")
        form.buttons.addWidget(button)
        button.clicked.connect(self._ask_supplier)

    def _ask_supplier(self) -> None:
        form = supplier_form()
        form.fill({})
        self.dialog = dialogs.FormDialog(self.tr("Nouveau fournisseur"), form, self)
        form.saved.connect(self._add_supplier)
        self.dialog.open()

    def _add_supplier(self, values: dict[str, Any]) -> None:
        from officedesk.domain.entities import SupplierDraft
        from officedesk.services import suppliers

        try:
            made = suppliers.add_supplier(self.shared.portfolio, draft_of(SupplierDraft, values))
        except DeskError as error:
            self.dialog.form.refuse(str(error))
            return
        self.dialog.accept()
        if self.form is None:
            self.add()
        field: Any = self.form.fields["supplier_id"] if self.form else None
        if field is not None:
            network = self.shared.portfolio.suppliers()
            field.offer([(supplier.id, supplier.name) for supplier in network])
            field.show_value(made.id)

    def _add(self, values: dict[str, Any]) -> int | None:
        from officedesk.domain.entities import SupplierContractDraft
        from officedesk.services import suppliers

        draft = draft_of(SupplierContractDraft, in_order(values))
        return suppliers.add_contract(self._workspace, draft, today=self.shared.day).id

    def _change(self, row_id: int, values: dict[str, Any]) -> int | None:
        from officedesk.services import suppliers

        return suppliers.change_contract(self._workspace, row_id, today=self.shared.day, **in_order(values)).id

    def _delete(self, ids: list[int]) -> None:
        from officedesk.services import suppliers

        with told(self.shared.toasts):
            count = suppliers.delete_contracts(self._workspace, ids, today=self.shared.day)
            self.shared.history.offer_undo(
                counted(count, self.tr("Contrat supprimé."), self.tr("{count} contrats supprimés."))
            )

    def _on_change(self, change: "Change") -> None:
        mine = change.client_id == self._workspace.client_id
        if change.concerns("supplier") or (mine and change.concerns("supplier_contract", "deadline")):
            self.freshness.ask()

    def _columns(self) -> "list[Column[ContractRow]]":
        def vigilance(row: "ContractRow") -> tuple[str, str]:
            return vigilance_chip(self._vigilance.get(row.ref), self.shared.day)

        return [
            Column(translate("Suppliers", "Fournisseur"), lambda row: row.supplier),
            Column(translate("Suppliers", "Objet"), lambda row: row.subject, width=140, under=True, muted=True),
            Column(
                translate("Suppliers", "HT par an"),
                lambda row: "" if row.annual_cents is None else euros(row.annual_cents),
                width=96,
                right=True,
            ),
            Column(
                translate("Suppliers", "Fin"),
                lambda row: days.short_date(row.end) if row.end else "",
                width=118,
            ),
            chip_column(translate("Suppliers", "Vigilance"), vigilance, width=122),
        ]


def in_order(values: dict[str, Any]) -> dict[str, Any]:
    """Return the values of a contract; raise InvalidInputError when it ends before it was signed."""
    from officedesk.domain.errors import InvalidInputError

    signed, end = values["signed"], values["end"]
    if signed is not None and end is not None and end < signed:
        raise InvalidInputError(translate("Suppliers", "Le contrat finit avant d’avoir été signé : corrigez la fin."))
    return values
