"""The workspace of one client: its header, and a tab for each of its lists."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from officedesk.storage.decision_lists import DecisionView
from officedesk.storage.overview import DeadlineView
from officedesk.ui.pages.client_facts import subtitle
from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.freshness import Freshness
from officedesk.ui.parts.page import MARGIN, PageHeader
from officedesk.ui.parts.tabs import Tabs

if TYPE_CHECKING:
    from officedesk.storage.store import Change
    from officedesk.storage.workspace import Workspace
    from officedesk.ui.collaborators import Collaborators

YEAR = dt.timedelta(days=365)
TABS = {
    "client": "profile",
    "task": "tasks",
    "deadline": "deadlines",
    "supplier_contract": "suppliers",
    "supplier": "suppliers",
    "event": "events",
    "decision": "decisions",
}


class ClientPage(QWidget):
    """Built for one workspace; the window builds another for another client."""

    opened = Signal(int, str, int)

    def __init__(self, workspace: "Workspace", shared: "Collaborators", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self._workspace = workspace
        self._shared = shared
        client = workspace.client()
        self.header = PageHeader(client.name, client.swatch)
        self.report_button = Button(self.tr("Rapport d’activité"), kind="primary")
        self.header.add_action(self.report_button)
        # Her own business is reported to nobody, and its profile is not a client's.
        self.report_button.setVisible(not client.own)
        self.tabs = Tabs(self.tr("Espace de travail"), MARGIN)
        self._add_tabs()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.tabs, 1)
        self.setFocusProxy(self.tabs.bar)
        self.freshness = Freshness(self, self._describe)
        self.report_button.clicked.connect(self.open_report)
        shared.changes.happened.connect(self._on_change)
        self._describe()

    def show_row(self, table: str, row_id: int) -> None:
        """Open the tab of a table, on one of its rows; row 0 of « client » is the overview."""
        if table == "client" and not row_id:
            self.tabs.open("overview")
            return
        wanted = TABS.get(table, "overview")
        page: Any = self.tabs.open(wanted if self.tabs.has(wanted) else "overview")
        if row_id and hasattr(page, "show_row"):
            page.show_row(row_id)
            page.table.setFocus()

    def open_report(self) -> None:
        """Ask for the period of a report, and show it."""
        from officedesk.ui.pages.report_dialog import ReportDialog

        self.dialog = ReportDialog(self._workspace, self._shared, self)
        self.dialog.open()

    def is_being_filled(self) -> bool:
        """Tell whether something typed in one of the tabs is not saved: closing the page would lose it."""
        pages: list[Any] = list(self.tabs.built().values())
        forms = [page.form for page in pages if getattr(page, "form", None) is not None]
        return any(form.is_changed() for form in forms)

    def _add_tabs(self) -> None:
        workspace, shared = self._workspace, self._shared
        self.tabs.add("overview", self.tr("Vue d’ensemble"), self._overview)
        self.tabs.add("tasks", self.tr("Tâches"), self._tasks)
        self.tabs.add("deadlines", self.tr("Échéances"), self._deadlines)
        self.tabs.add("decisions", self.tr("Décisions"), self._decisions)
        self.tabs.add("suppliers", self.tr("Fournisseurs"), self._suppliers)
        self.tabs.add("events", self.tr("Événements"), self._events)
        if not workspace.client().own:
            self.tabs.add("profile", self.tr("Profil"), lambda: _profile(workspace, shared))

    def _overview(self) -> QWidget:
        from officedesk.ui.pages.client_overview import OverviewView

        view = OverviewView(self._workspace, self._shared)
        view.opened.connect(self._open_from_overview)
        return view

    def _open_from_overview(self, table: str, row_id: int) -> None:
        if table == "client":
            self.tabs.open("profile")
            return
        self.show_row(table, row_id)

    def _tasks(self) -> QWidget:
        from officedesk.ui.pages.client_tasks import TasksView

        return TasksView(self._workspace, self._shared)

    def _deadlines(self) -> QWidget:
        from officedesk.ui.pages.client_deadlines import ClientDeadlinesView

        return ClientDeadlinesView(self._workspace, self._shared)

    def _decisions(self) -> QWidget:
        from officedesk.ui.pages.client_decisions import ClientDecisionsView

        view = ClientDecisionsView(self._workspace, self._shared)
        view.task_opened.connect(lambda _client_id, task_id: self.show_row("task", task_id))
        return view

    def _suppliers(self) -> QWidget:
        from officedesk.ui.pages.client_suppliers import SuppliersView

        return SuppliersView(self._workspace, self._shared)

    def _events(self) -> QWidget:
        from officedesk.ui.pages.client_events import EventsView

        return EventsView(self._workspace, self._shared)

    def _describe(self) -> None:
        from officedesk.services import events, suppliers, tasks

        workspace, today = self._workspace, self._shared.day
        client = workspace.client()
        self.header.title.setText(client.name)
        self.header.swatch.set_colour(client.swatch)
        self.header.subtitle.setText(subtitle(client))
        open_deadlines = self._shared.portfolio.deadline_ids(DeadlineView(client_id=workspace.client_id))
        self.tabs.set_count("tasks", len(tasks.open_task_ids(workspace)))
        self.tabs.set_count("deadlines", len(open_deadlines))
        to_settle = self._shared.portfolio.decision_ids(DecisionView(workspace.client_id))
        self.tabs.set_count("decisions", len(to_settle))
        self.tabs.set_count("suppliers", len(suppliers.contracts(workspace)))
        self.tabs.set_count(
            "events", len({each.event_id for each in events.occurrences(workspace, today, today + YEAR)})
        )

    def _on_change(self, change: "Change") -> None:
        if change.client_id in (None, self._workspace.client_id):
            self.freshness.ask()


def _profile(workspace: "Workspace", shared: "Collaborators") -> QWidget:
    from officedesk.ui.pages.client_profile import ProfileView

    return ProfileView(workspace, shared)
