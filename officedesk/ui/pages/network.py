"""Réseau: the suppliers of every client, and what each client buys from them."""

from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from officedesk.storage.overview import SupplierRow
from officedesk.ui.failures import told
from officedesk.ui.pages.supplier_forms import supplier_form
from officedesk.ui.pages.supplier_words import supplier_facts, vigilance_chip
from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.contract_line import ContractLine
from officedesk.ui.parts.detail import Detail
from officedesk.ui.parts.drafts import draft_of
from officedesk.ui.parts.listing import Listing
from officedesk.ui.parts.page import PageHeader
from officedesk.ui.parts.readings import counted
from officedesk.ui.parts.rows import Column, chip_column
from officedesk.ui.shell.theme import px

if TYPE_CHECKING:
    import datetime as dt

    from officedesk.domain.entities import Client, Supplier
    from officedesk.services.suppliers import ContractRow
    from officedesk.storage.store import Change
    from officedesk.ui.collaborators import Collaborators

translate = QCoreApplication.translate


class Card(NamedTuple):
    """What is known of a supplier: its sheet, its line, and its contract with each client."""

    supplier: "Supplier"
    row: SupplierRow
    contracts: "tuple[tuple[Client, ContractRow], ...]"


class SupplierList(Listing):
    """The network's suppliers whose name or trade holds the words looked for."""

    contract_opened = Signal(int, int)
    """A client and a contract."""

    def __init__(self, shared: "Collaborators", parent: QWidget | None = None) -> None:
        self.words = ""
        super().__init__(
            shared,
            translate("Suppliers", "Réseau"),
            _columns(shared.day),
            lambda: shared.portfolio.supplier_ids(self.words),
            shared.portfolio.supplier_rows,
            empty=translate("Suppliers", "Aucun fournisseur ici. Ajoutez ceux que vous appelez pour vos clients."),
            top=4,
            parent=parent,
        )
        self.table.edit_asked.connect(self.edit)
        self.table.delete_asked.connect(self.delete)
        shared.changes.happened.connect(self._on_change)
        self.refresh()

    def look_for(self, words: str) -> None:
        """Show the suppliers that hold some words."""
        self.words = words
        self.refresh()

    def read(self, row_id: int) -> Card | None:
        """Return what is known of a supplier, or None when it was deleted since the list was read."""
        from officedesk.services import suppliers

        portfolio = self.shared.portfolio
        sheets, rows = portfolio.suppliers([row_id]), portfolio.supplier_rows([row_id])
        if not sheets or not rows:
            return None
        contracts = tuple(
            (workspace.client(), contract)
            for workspace in portfolio.workspaces()
            for contract in suppliers.contracts(workspace)
            if contract.supplier_id == row_id
        )
        return Card(sheets[0], rows[0], contracts)

    def detail_of(self, value: Any) -> Detail:
        """Return a supplier's card."""
        card: Card = value
        words, tone = vigilance_chip(card.row.vigilance_due, self.shared.day)
        detail = Detail(card.supplier.name, card.supplier.trade, None, (words, tone) if words else None)
        detail.add_facts(supplier_facts(card.supplier))
        if card.supplier.notes:
            detail.add_heading(self.tr("Notes"))
            detail.add_paragraph(card.supplier.notes)
        detail.add_heading(self.tr("Contrats"), str(len(card.contracts)))
        if not card.contracts:
            detail.add_paragraph(self.tr("Aucun client n’a de contrat avec ce fournisseur."))
        for client, contract in card.contracts:
            line = ContractLine(client.name, client.swatch, contract.subject, contract.annual_cents)
            line.opened.connect(lambda c=client.id, k=contract.id: self.contract_opened.emit(c, k))
            detail.add(line)
        row_id = card.row.id
        edit, delete = Button(self.tr("Modifier")), Button(self.tr("Supprimer"), kind="danger")
        edit.clicked.connect(lambda: self.edit(row_id))
        delete.clicked.connect(lambda: self.delete([row_id]))
        detail.add_buttons([edit, delete])
        return detail

    def nothing(self) -> QWidget:
        """Say what the panel is for."""
        return Detail(self.tr("Aucun fournisseur choisi"), self.tr("Ses coordonnées et ses contrats s’affichent ici."))

    def add(self) -> None:
        """Ask for a new supplier."""
        form = supplier_form()
        form.fill({})
        self.open_form(self.tr("Nouveau fournisseur"), form, self._add, self.tr("Fournisseur ajouté."))

    def edit(self, row_id: int) -> None:
        """Ask for what changes in a supplier's sheet."""
        found = self.shared.portfolio.suppliers([row_id])
        if not found:
            return
        form = supplier_form()
        form.fill({key: getattr(found[0], key) for key in form.fields})
        self.open_form(
            self.tr("Modifier le fournisseur"),
            form,
            lambda values: self._change(row_id, values),
            self.tr("Fournisseur enregistré."),
        )

    def delete(self, ids: list[int]) -> None:
        """Delete suppliers that no client has a contract with; the toast offers to undo."""
        from officedesk.services import suppliers

        for row_id in ids:
            with told(self.shared.toasts):
                suppliers.delete_supplier(self.shared.portfolio, row_id)
                self.shared.history.offer_undo(self.tr("Fournisseur supprimé."))

    def _add(self, values: dict[str, Any]) -> int | None:
        from officedesk.domain.entities import SupplierDraft
        from officedesk.services import suppliers

        return suppliers.add_supplier(self.shared.portfolio, draft_of(SupplierDraft, values)).id

    def _change(self, row_id: int, values: dict[str, Any]) -> int | None:
        from officedesk.services import suppliers

        return suppliers.change_supplier(self.shared.portfolio, row_id, **values).id

    def _on_change(self, change: "Change") -> None:
        if change.concerns("supplier", "supplier_contract", "client", "deadline"):
            self.freshness.ask()


class NetworkPage(QWidget):
    """A search over the list of suppliers."""

    opened = Signal(int, str, int)

    def __init__(self, shared: "Collaborators", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self._shared = shared
        self.header = PageHeader(self.tr("Réseau"))
        self.search = QLineEdit(clearButtonEnabled=True)
        self.search.setPlaceholderText(self.tr("Nom ou métier"))
        self.search.setAccessibleName(self.tr("Chercher un fournisseur par son nom ou son métier"))
        self.search.setFixedWidth(px(220))
        self.add_button = Button(self.tr("Ajouter"), kind="primary")
        self.list = SupplierList(shared)
        self.header.add_action(self.search)
        self.header.add_action(self.add_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.list, 1)
        self.setFocusProxy(self.list.table)
        QShortcut(QKeySequence.StandardKey.Find, self, self.search.setFocus)
        self.search.textChanged.connect(self.list.look_for)
        self.add_button.clicked.connect(self.list.add)
        self.list.contract_opened.connect(
            lambda client_id, contract_id: self.opened.emit(client_id, "supplier_contract", contract_id)
        )
        self.list.rows.modelReset.connect(self._count)
        self._count()

    def show_row(self, row_id: int) -> None:
        """Choose a supplier."""
        self.search.clear()
        self.list.show_row(row_id)

    def _count(self) -> None:
        count = self.list.rows.rowCount()
        self.header.subtitle.setText(
            counted(
                count, self.tr("{count} fournisseur ou prestataire"), self.tr("{count} fournisseurs et prestataires")
            )
        )


def _columns(today: "dt.date") -> list[Column[SupplierRow]]:
    def chip(row: SupplierRow) -> tuple[str, str]:
        return vigilance_chip(row.vigilance_due, today)

    def clients(row: SupplierRow) -> str:
        return ", ".join(row.clients)

    return [
        Column(translate("Suppliers", "Nom"), lambda row: row.name),
        Column(translate("Suppliers", "Métier"), lambda row: row.trade, width=110, under=True, muted=True),
        Column(translate("Suppliers", "Clients"), clients, width=110, under=True, muted=True),
        Column(translate("Suppliers", "Téléphone"), lambda row: row.phone, width=124),
        chip_column(translate("Suppliers", "Vigilance"), chip, width=122),
    ]
