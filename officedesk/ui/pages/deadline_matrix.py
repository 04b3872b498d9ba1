"""Échéances by client and domain: where each client stands, and one click to what is behind."""

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from officedesk.ui.pages.deadline_words import SOON, near_date
from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.card import PADDING
from officedesk.ui.parts.chips import Swatch
from officedesk.ui.parts.domains import RULE_DOMAINS, domain_name
from officedesk.ui.parts.elided_label import ElidedLabel
from officedesk.ui.parts.freshness import Freshness
from officedesk.ui.parts.labels import MEDIUM, SMALL, Label
from officedesk.ui.parts.page import MARGIN
from officedesk.ui.parts.readings import counted

if TYPE_CHECKING:
    import datetime as dt

    from officedesk.storage.overview import DomainState
    from officedesk.storage.store import Change
    from officedesk.ui.collaborators import Collaborators

NAME_WIDTH = 130
# The border and the padding of a cell, as the style sheet has them.
INSET = 9
# Square, name, one column for each domain, then the profile.
FIRST = 2
translate = QCoreApplication.translate


class Cell(NamedTuple):
    """What a cell says, and the tone of its ground."""

    words: str
    tone: str


class DeadlineMatrix(QScrollArea):
    """One line for each client, one column for each domain; a cell asks for the list behind it."""

    list_asked = Signal(int, str)
    profile_asked = Signal(int)

    def __init__(self, shared: "Collaborators", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shared = shared
        self.cells: dict[tuple[int, str], Button] = {}
        self.profiles: dict[int, Button] = {}
        self.setAccessibleName(self.tr("Échéances par client et par domaine"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._card = QFrame()
        self._card.setProperty("role", "card")
        body = QWidget()
        body.setProperty("role", "page")
        column = QVBoxLayout(body)
        column.setContentsMargins(MARGIN, 4, MARGIN, 24)
        column.addWidget(self._card)
        column.addStretch()
        self.setWidget(body)
        self.freshness = Freshness(self, self.refresh)
        shared.changes.happened.connect(self._on_change)
        self.refresh()

    def refresh(self) -> None:
        """Read where everyone stands again; what profiles lack is computed behind."""
        portfolio, today = self._shared.portfolio, self._shared.day
        states = {(state.client_id, state.domain): state for state in portfolio.domain_states(today)}
        old = self._card.layout()
        if old is not None:
            # A layout is replaced by giving the old one, with what it holds, to a widget that goes.
            holder = QWidget()
            holder.setLayout(old)
            holder.deleteLater()
        self.cells.clear()
        self.profiles.clear()
        grid = QGridLayout(self._card)
        grid.setContentsMargins(PADDING, 14, PADDING, 14)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(9)
        grid.setColumnStretch(1, 1)
        for position, domain in enumerate(RULE_DOMAINS):
            grid.addWidget(_plain(domain_name(domain)), 0, FIRST + position)
        grid.addWidget(_plain(self.tr("Profil")), 0, FIRST + len(RULE_DOMAINS))
        clients = [(client.id or 0, client.name, client.swatch) for client in portfolio.clients()]
        for line, (client_id, name, swatch) in enumerate(clients, start=1):
            label = ElidedLabel(name, weight=MEDIUM)
            label.setMinimumWidth(NAME_WIDTH)
            grid.addWidget(Swatch(swatch), line, 0)
            grid.addWidget(label, line, 1)
            for position, domain in enumerate(RULE_DOMAINS):
                self._add_cell(grid, line, FIRST + position, (client_id, domain), name, states)
            self._add_profile(grid, line, client_id, name)
        if not clients:
            grid.addWidget(Label(self.tr("Aucun client\u00a0: ajoutez-en un à gauche."), tone="muted"), 1, 1)
        self._ask_profiles([client_id for client_id, _, _ in clients])

    def _add_cell(
        self,
        grid: QGridLayout,
        line: int,
        column: int,
        key: tuple[int, str],
        name: str,
        states: "dict[tuple[int, str], DomainState]",
    ) -> None:
        state = states.get(key)
        if state is None:
            # Nothing is open: the word « conforme » is not ours to say.
            nothing = _plain("–")
            nothing.setAccessibleName(self.tr("rien à faire"))
            grid.addWidget(nothing, line, column)
            return
        cell = cell_of(state, self._shared.day)
        button = _cell_button(cell)
        button.setAccessibleName(f"{name}, {domain_name(key[1])}, {cell.words}")
        counts = self.tr("{count} obligation ouverte"), self.tr("{count} obligations ouvertes")
        button.setToolTip(counted(state.open, *counts))
        button.clicked.connect(lambda: self.list_asked.emit(*key))
        grid.addWidget(button, line, column, Qt.AlignmentFlag.AlignLeft)
        self.cells[key] = button

    def _add_profile(self, grid: QGridLayout, line: int, client_id: int, name: str) -> None:
        button = _cell_button(Cell("…", "neutral"))
        button.setAccessibleName(self.tr("Profil de {client}").format(client=name))
        button.clicked.connect(lambda: self.profile_asked.emit(client_id))
        grid.addWidget(button, line, FIRST + len(RULE_DOMAINS), Qt.AlignmentFlag.AlignLeft)
        self.profiles[client_id] = button

    def _ask_profiles(self, client_ids: list[int]) -> None:
        from officedesk.services import compliance

        portfolio, today = self._shared.portfolio, self._shared.day

        def work() -> dict[int, int]:
            return {each: len(compliance.missing(portfolio.workspace_by_id(each), today)) for each in client_ids}

        self._shared.jobs.run(work, self._show_profiles, owner=self)

    def _show_profiles(self, missing: dict[int, int]) -> None:
        for client_id, count in missing.items():
            button = self.profiles.get(client_id)
            if button is None:
                continue
            button.setText(self.tr("{count} à compléter").format(count=count) if count else self.tr("rempli"))
            button.setProperty("tone", "accent" if count else "neutral")
            button.style().unpolish(button)
            button.style().polish(button)

    def _on_change(self, change: "Change") -> None:
        if change.concerns("deadline", "client", "supplier_contract"):
            self.freshness.ask()


def cell_of(state: "DomainState", today: "dt.date") -> Cell:
    """Return what a cell says: how many are late, else the next date, else that something waits without a date."""
    if state.late:
        return Cell(
            counted(state.late, translate("Deadlines", "1 en retard"), translate("Deadlines", "{count} en retard")),
            "late",
        )
    if state.due is None:
        return Cell(translate("Deadlines", "à faire"), "accent")
    return Cell(near_date(state.due, today), "soon" if (state.due - today).days <= SOON else "neutral")


def _plain(text: str) -> Label:
    """Return a text that starts where those of the cells do."""
    label = Label(text, tone="muted", size=SMALL)
    label.setContentsMargins(INSET, 0, 0, 0)
    return label


def _cell_button(cell: Cell) -> Button:
    button = Button(cell.words, kind="cell", size=SMALL)
    button.setProperty("tone", cell.tone)
    return button
