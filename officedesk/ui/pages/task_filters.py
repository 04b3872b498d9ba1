"""What the page of tasks is kept to, how it is grouped, in which order."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from officedesk.storage.task_lists import TaskView
from officedesk.ui.pages.task_words import groupings, orders
from officedesk.ui.parts.choice import Choice
from officedesk.ui.parts.controls import Controls
from officedesk.ui.parts.domains import TASK_DOMAINS, domain_choices
from officedesk.ui.parts.page import MARGIN
from officedesk.ui.shell.theme import px

if TYPE_CHECKING:
    from officedesk.ui.collaborators import Collaborators

LEAST_TEXT = 130


class TaskFilters(QWidget):
    """A line of choices over the list; ``changed`` carries the view that they ask for."""

    changed = Signal(object)

    def __init__(self, shared: "Collaborators", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shared = shared
        self.text = QLineEdit(maxLength=200, clearButtonEnabled=True)
        self.text.setMinimumWidth(px(LEAST_TEXT))
        self.text.setPlaceholderText(self.tr("Filtrer"))
        self.text.setAccessibleName(self.tr("Filtrer par des mots du titre ou des notes"))
        self.clients = Choice(self.tr("Client montré"), 11)
        self.domains = Choice(self.tr("Domaine montré"), 11)
        self.states = Choice(self.tr("État montré"), 5)
        self.groups = Choice(self.tr("Groupes"), 8)
        self.orders = Choice(self.tr("Ordre"), 9)
        self._offer()
        line = Controls(parent=self)
        line.setContentsMargins(MARGIN, 0, MARGIN, 10)
        line.addWidget(self.text)
        for each in self.choices():
            line.addWidget(each)
            each.currentIndexChanged.connect(self._announce)
        # What is typed fast is looked for once.
        self._typing = QTimer(self, singleShot=True, interval=0)
        self._typing.timeout.connect(self._announce)
        self.text.textChanged.connect(lambda: self._typing.start())

    def choices(self) -> tuple[Choice, ...]:
        """Return the choices in the order of the Tab key."""
        return self.clients, self.domains, self.states, self.groups, self.orders

    def view(self) -> TaskView:
        """Return what is asked for."""
        return TaskView(
            client_id=self.clients.currentData(),
            domain=self.domains.currentData(),
            text=self.text.text(),
            open_only=bool(self.states.currentData()),
            group=self.groups.currentData(),
            sort=self.orders.currentData(),
        )

    def show_everything(self) -> None:
        """Take every filter away, so that any task can be shown."""
        self.blockSignals(True)
        self.text.clear()
        for each, position in ((self.clients, 0), (self.domains, 0), (self.states, 1)):
            each.setCurrentIndex(position)
        self._typing.stop()
        self.blockSignals(False)
        self._announce()

    def offer_clients(self) -> None:
        """Offer the clients of now; the one that is chosen stays."""
        chosen = self.clients.currentData()
        self.clients.blockSignals(True)
        self.clients.clear()
        self.clients.addItem(self.tr("Tous les clients"), None)
        own = self._shared.portfolio.own().client()
        for client in (*self._shared.portfolio.clients(), own):
            self.clients.addItem(client.name, client.id)
        self.clients.setCurrentIndex(max(0, self.clients.findData(chosen)))
        self.clients.blockSignals(False)

    def _offer(self) -> None:
        self.offer_clients()
        self.domains.addItem(self.tr("Tous les domaines"), None)
        for key, name in domain_choices(TASK_DOMAINS):
            self.domains.addItem(name, key)
        self.states.addItem(self.tr("À faire"), True)
        self.states.addItem(self.tr("Tout"), False)
        for choice, offered in ((self.groups, groupings()), (self.orders, orders())):
            for value, words in offered:
                choice.addItem(words, value)

    def _announce(self) -> None:
        self.changed.emit(self.view())
