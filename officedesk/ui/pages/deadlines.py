"""Échéances: the obligations of every client, what each one asks, and the proof that it was met."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from officedesk.storage.overview import DeadlineView
from officedesk.ui.pages.calendar_export import ExportButton
from officedesk.ui.pages.deadline_list import DeadlineList
from officedesk.ui.pages.old_rules import OldRules
from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.choice import Choice
from officedesk.ui.parts.domains import RULE_DOMAINS, domain_name
from officedesk.ui.parts.page import PageHeader
from officedesk.ui.parts.readings import counted

if TYPE_CHECKING:
    from officedesk.storage.store import Change
    from officedesk.ui.collaborators import Collaborators


class DeadlinesPage(QWidget):
    """Filters over the list of obligations."""

    opened = Signal(int, str, int)

    def __init__(self, shared: "Collaborators", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self._shared = shared
        self.header = PageHeader(self.tr("Échéances"))
        self.clients = Choice(self.tr("Client montré"), 11)
        self.domains = Choice(self.tr("Domaine montré"), 11)
        self.states = Choice(self.tr("État montré"), 5)
        self.add_button = Button(self.tr("Ajouter"), kind="primary")
        self.export_button = ExportButton(shared, self.clients.currentData)
        self.old_rules = OldRules(shared)
        self.list = DeadlineList(shared)
        self._offer_filters()
        for control in (self.clients, self.domains, self.states, self.export_button, self.add_button):
            self.header.add_action(control)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.old_rules)
        column.addWidget(self.list, 1)
        for filters in (self.clients, self.domains, self.states):
            filters.currentIndexChanged.connect(self._filter)
        self.add_button.clicked.connect(self.list.add)
        shared.changes.happened.connect(self._on_change)
        self._count()

    def show_row(self, row_id: int) -> None:
        """Choose an obligation."""
        self.list.show_row(row_id)

    def _offer_filters(self) -> None:
        self.domains.addItem(self.tr("Tous les domaines"), None)
        for domain in RULE_DOMAINS:
            self.domains.addItem(domain_name(domain), domain)
        self.states.addItem(self.tr("À faire"), True)
        self.states.addItem(self.tr("Tout"), False)
        self._offer_clients()

    def _offer_clients(self) -> None:
        chosen = self.clients.currentData()
        self.clients.blockSignals(True)
        self.clients.clear()
        self.clients.addItem(self.tr("Tous les clients"), None)
        own = self._shared.portfolio.own().client()
        for client in (*self._shared.portfolio.clients(), own):
            self.clients.addItem(client.name, client.id)
        self.clients.setCurrentIndex(max(0, self.clients.findData(chosen)))
        self.clients.blockSignals(False)

    def _filter(self) -> None:
        view = DeadlineView(self.clients.currentData(), self.domains.currentData(), bool(self.states.currentData()))
        self.list.set_view(view)
        self._count()

    def _count(self) -> None:
        portfolio = self._shared.portfolio
        glance = portfolio.glance(self._shared.day)
        clients = len(glance.clients)
        followed = len(portfolio.deadline_ids(DeadlineView(open_only=True)))
        late = sum(client.late for client in (glance.own, *glance.clients))
        # The last words give way in a small window: what is late comes first.
        words = (
            self.tr("{count} en retard").format(count=late),
            counted(followed, self.tr("{count} obligation à tenir"), self.tr("{count} obligations à tenir")),
            counted(clients, self.tr("{count} client"), self.tr("{count} clients")),
        )
        self.header.subtitle.setText(", ".join(words))

    def _on_change(self, change: "Change") -> None:
        if change.concerns("client"):
            self._offer_clients()
        if change.concerns("client", "deadline"):
            self._count()
        if change.concerns("setting"):
            self.old_rules.refresh()
