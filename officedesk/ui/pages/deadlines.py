"""Échéances: the obligations of every client, what each one asks, and the proof that it was met."""

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from officedesk.domain.days import month_end, month_name
from officedesk.storage.overview import DeadlineView
from officedesk.ui.pages.calendar_export import ExportButton
from officedesk.ui.pages.deadline_filters import domain_choice, period_choice
from officedesk.ui.pages.deadline_list import DeadlineList
from officedesk.ui.pages.old_rules import OldRules
from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.choice import Choice
from officedesk.ui.parts.controls import Controls
from officedesk.ui.parts.page import MARGIN, PageHeader
from officedesk.ui.parts.readings import counted
from officedesk.ui.parts.stack import Stack

if TYPE_CHECKING:
    from officedesk.storage.store import Change
    from officedesk.ui.collaborators import Collaborators
    from officedesk.ui.pages.deadline_matrix import DeadlineMatrix
    from officedesk.ui.pages.deadline_year import DeadlineYear

LIST, DOMAINS, YEAR = "list", "domains", "year"


class DeadlinesPage(QWidget):
    """Filters over the list of obligations."""

    opened = Signal(int, str, int)

    def __init__(self, shared: "Collaborators", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self._shared = shared
        self.header = PageHeader(self.tr("Échéances"))
        self.views = Choice(self.tr("Vue"), 8)
        self.clients = Choice(self.tr("Client montré"), 11)
        self.domains = domain_choice()
        self.states = Choice(self.tr("État montré"), 5)
        self.periods = period_choice(shared.day)
        self._usual_periods = self.periods.count()
        self.add_button = Button(self.tr("Ajouter"), kind="primary")
        self.export_button = ExportButton(shared, self._exported)
        self.old_rules = OldRules(shared)
        self.list = DeadlineList(shared)
        self._offer_filters()
        for control in (self.views, self.export_button, self.add_button):
            self.header.add_action(control)
        self.filters = QWidget()
        line = Controls(parent=self.filters)
        line.setContentsMargins(MARGIN, 0, MARGIN, 10)
        for each in self._filters():
            line.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.old_rules)
        column.addWidget(self.filters)
        self.stack = Stack()
        self.stack.addWidget(self.list)
        self.setFocusProxy(self.list.table)
        self.matrix: DeadlineMatrix | None = None
        self.year: DeadlineYear | None = None
        column.addWidget(self.stack, 1)
        for each in self._filters():
            each.currentIndexChanged.connect(self._filter)
        self.views.currentIndexChanged.connect(self._show_view)
        self.add_button.clicked.connect(self.list.add)
        shared.changes.happened.connect(self._on_change)
        self._count()

    def show_row(self, row_id: int) -> None:
        """Choose an obligation."""
        self.views.setCurrentIndex(0)
        self.list.show_row(row_id)

    def _exported(self) -> DeadlineView:
        """Return what is written: the list as it is shown, everything from a table."""
        return self.list.view if self.views.currentData() == LIST else DeadlineView()

    def _filters(self) -> tuple[Choice, ...]:
        return self.clients, self.domains, self.states, self.periods

    def _show_view(self) -> None:
        """Show the list with its filters, or a table of where each client stands."""
        view = self.views.currentData()
        shown = {LIST: lambda: self.list, DOMAINS: self._matrix, YEAR: self._year}[view]()
        self.filters.setVisible(view == LIST)
        self.stack.setCurrentWidget(shown)

    def _matrix(self) -> "DeadlineMatrix":
        if self.matrix is None:
            from officedesk.ui.pages.deadline_matrix import DeadlineMatrix

            self.matrix = DeadlineMatrix(self._shared)
            self.matrix.list_asked.connect(lambda client_id, domain: self._show_cell(client_id, domain=domain))
            self.matrix.profile_asked.connect(lambda client_id: self.opened.emit(client_id, "client", client_id))
            self.stack.addWidget(self.matrix)
        return self.matrix

    def _year(self) -> "DeadlineYear":
        if self.year is None:
            from officedesk.ui.pages.deadline_year import DeadlineYear

            self.year = DeadlineYear(self._shared)
            self.year.list_asked.connect(lambda client_id, month: self._show_cell(client_id, month=month))
            self.stack.addWidget(self.year)
        return self.year

    def _show_cell(self, client_id: int, domain: str | None = None, month: str = "") -> None:
        """Show the list behind a cell: what is open in a domain, or everything of a month."""
        self.views.setCurrentIndex(0)
        self.clients.setCurrentIndex(self.clients.findData(client_id))
        self.domains.setCurrentIndex(self.domains.findData(domain))
        self.states.setCurrentIndex(self.states.findData(not month))
        self.periods.setCurrentIndex(self._offered_month(month) if month else 0)
        self.list.table.setFocus()

    def _offered_month(self, month: str) -> int:
        """Return the place of a month among the periods, at their end; the month shown before gives it up."""
        first = dt.date.fromisoformat(f"{month}-01")
        while self.periods.count() > self._usual_periods:
            self.periods.removeItem(self._usual_periods)
        self.periods.addItem(month_name(first), (first, month_end(first)))
        return self._usual_periods

    def _offer_filters(self) -> None:
        self.states.addItem(self.tr("À faire"), True)
        self.states.addItem(self.tr("Tout"), False)
        for view, name in (
            (LIST, self.tr("Liste")),
            (DOMAINS, self.tr("Par domaine")),
            (YEAR, self.tr("Par mois")),
        ):
            self.views.addItem(name, view)
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
        since, until = self.periods.currentData() or (None, None)
        view = DeadlineView(
            self.clients.currentData(), self.domains.currentData(), bool(self.states.currentData()), since, until
        )
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
