"""The pages of the window: their names, their words, and how each is built on its first visit."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from officedesk.ui.collaborators import Collaborators
    from officedesk.ui.pages.client import ClientPage

TODAY = "today"


class Place(NamedTuple):
    """A page of the sidebar; Ctrl and its rank open it."""

    name: str
    build: "Callable[[Collaborators], QWidget] | None"


def _tasks(shared: "Collaborators") -> QWidget:
    from officedesk.ui.pages.tasks import TasksPage

    return TasksPage(shared)


def _agenda(shared: "Collaborators") -> QWidget:
    from officedesk.ui.pages.agenda import AgendaPage

    return AgendaPage(shared)


def _deadlines(shared: "Collaborators") -> QWidget:
    from officedesk.ui.pages.deadlines import DeadlinesPage

    return DeadlinesPage(shared)


def _decisions(shared: "Collaborators") -> QWidget:
    from officedesk.ui.pages.decisions import DecisionsPage

    return DecisionsPage(shared)


def _network(shared: "Collaborators") -> QWidget:
    from officedesk.ui.pages.network import NetworkPage

    return NetworkPage(shared)


def _reports(shared: "Collaborators") -> QWidget:
    from officedesk.ui.pages.reports import ReportsPage

    return ReportsPage(shared)


PLACES = (
    Place(TODAY, None),
    Place("tasks", _tasks),
    Place("agenda", _agenda),
    Place("deadlines", _deadlines),
    Place("decisions", _decisions),
    Place("network", _network),
    Place("reports", _reports),
)


def place_keys() -> list[tuple[str, str]]:
    """Return the name of each page with the keys that open it."""
    return [(place.name, f"Ctrl+{rank}") for rank, place in enumerate(PLACES, start=1)]


def place_title(name: str) -> str:
    """Return the words of a page, in the language of the window."""
    translate = QCoreApplication.translate
    return {
        TODAY: translate("Places", "Aujourd’hui"),
        "tasks": translate("Places", "Tâches"),
        "agenda": translate("Places", "Agenda"),
        "deadlines": translate("Places", "Échéances"),
        "decisions": translate("Places", "Décisions"),
        "network": translate("Places", "Réseau"),
        "reports": translate("Places", "Rapports"),
    }[name]


def client_page(shared: "Collaborators", client_id: int) -> "ClientPage":
    """Build the workspace of one client."""
    from officedesk.ui.pages.client import ClientPage

    return ClientPage(shared.portfolio.workspace_by_id(client_id), shared)


def new_client(shared: "Collaborators", parent: QWidget, created: Callable[[int], None]) -> None:
    """Ask for a new client; ``created`` is called with its number."""
    from officedesk.ui.pages.new_client import NewClientDialog

    dialog = NewClientDialog(shared, parent)
    dialog.created.connect(created)
    dialog.open()
    dialog.finished.connect(dialog.deleteLater)
