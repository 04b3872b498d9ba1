"""Décisions: what directors have to settle, the question that waits longest first."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from officedesk.storage.decision_lists import TO_SETTLE, DecisionView
from officedesk.ui.pages.decision_list import DecisionList
from officedesk.ui.pages.decision_words import EXPIRED, SENT, states
from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.choice import Choice
from officedesk.ui.parts.controls import Controls
from officedesk.ui.parts.page import MARGIN, PageHeader
from officedesk.ui.parts.readings import counted

if TYPE_CHECKING:
    from officedesk.storage.store import Change
    from officedesk.ui.collaborators import Collaborators


class DecisionsPage(QWidget):
    """Filters over the list of decisions."""

    opened = Signal(int, str, int)

    def __init__(self, shared: "Collaborators", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self._shared = shared
        self.header = PageHeader(self.tr("Décisions"))
        self.request_button = Button(self.tr("Répondre à une demande…"))
        self.add_button = Button(self.tr("Ajouter"), kind="primary")
        self.header.add_action(self.request_button)
        self.header.add_action(self.add_button)
        self.clients = Choice(self.tr("Client montré"), 11)
        self.states = Choice(self.tr("État montré"), 9)
        for words, state in states():
            self.states.addItem(words, state)
        self.list = DecisionList(shared)
        self._offer_clients()
        line = Controls()
        line.setContentsMargins(MARGIN, 0, MARGIN, 10)
        for each in (self.clients, self.states):
            line.addWidget(each)
            each.currentIndexChanged.connect(self._filter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(line)
        column.addWidget(self.list, 1)
        self.setFocusProxy(self.list.table)
        self.add_button.clicked.connect(self.list.add)
        self.request_button.clicked.connect(self.answer_request)
        self.list.widened.connect(self._widen)
        self.list.task_opened.connect(lambda client_id, task_id: self.opened.emit(client_id, "task", task_id))
        shared.changes.happened.connect(self._on_change)
        self._count()

    def show_row(self, row_id: int) -> None:
        """Choose a decision, out of the filters if it must be."""
        self.list.show_row(row_id)

    def answer_request(self) -> None:
        """Price a new request, and answer it."""
        from officedesk.ui.pages.request_dialog import RequestDialog

        self.dialog = RequestDialog(self._shared, self.clients.currentData() or None, self)
        self.dialog.decided.connect(self.show_row)
        self.dialog.open()

    def _widen(self) -> None:
        """Let the filters say that everything is shown."""
        for choice, everything in ((self.clients, 0), (self.states, self.states.count() - 1)):
            choice.blockSignals(True)
            choice.setCurrentIndex(everything)
            choice.blockSignals(False)

    def _filter(self) -> None:
        self.list.set_view(DecisionView(self.clients.currentData(), self.states.currentData()))

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

    def _count(self) -> None:
        def number(state: str) -> int:
            return len(self._shared.portfolio.decision_ids(DecisionView(state=state)))

        expired = number(EXPIRED)
        words = [
            counted(number(SENT), self.tr("{count} attend une réponse"), self.tr("{count} attendent une réponse")),
            counted(number(TO_SETTLE), self.tr("{count} à prendre"), self.tr("{count} à prendre")),
        ]
        if expired:
            words.insert(0, counted(expired, self.tr("{count} expirée"), self.tr("{count} expirées")))
        self.header.subtitle.setText(", ".join(words))

    def _on_change(self, change: "Change") -> None:
        if change.concerns("client"):
            self._offer_clients()
        if change.concerns("client", "decision"):
            self._count()
