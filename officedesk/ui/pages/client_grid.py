"""A table of clients: one line for each, cells that say where it stands, and a click to the list behind a cell."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.card import PADDING
from officedesk.ui.parts.chips import Swatch
from officedesk.ui.parts.elided_label import ElidedLabel
from officedesk.ui.parts.freshness import Freshness
from officedesk.ui.parts.labels import MEDIUM, SMALL, Label
from officedesk.ui.parts.page import MARGIN
from officedesk.ui.shell.theme import px

if TYPE_CHECKING:
    from officedesk.storage.store import Change
    from officedesk.ui.collaborators import Collaborators

NAME_WIDTH = 130
# The border and the padding of a cell, as the style sheet has them.
INSET = 9
# The columns of the square and of the name.
FIRST = 2


class Cell(NamedTuple):
    """What a cell says, the tone of its ground, and what its tooltip adds."""

    words: str
    tone: str
    more: str = ""


class ClientGrid(QScrollArea):
    """One line for each client in business; a subclass says what the columns are and what stands in the cells."""

    list_asked = Signal(int, str)

    def __init__(self, shared: "Collaborators", name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shared = shared
        self.cells: dict[tuple[int, str], Button] = {}
        self.setAccessibleName(name)
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

    @abstractmethod
    def columns(self) -> Sequence[tuple[str, str]]:
        """Return the key and the title of each column."""

    @abstractmethod
    def states(self) -> Mapping[tuple[int, str], Cell]:
        """Return what stands in the cells, by client and column; one that is not named has nothing to do."""

    def titles(self) -> list[str]:
        """Return what stands over the columns."""
        return [title for _, title in self.columns()]

    def head(self) -> QWidget | None:
        """Return what stands over the names."""
        return None

    def tail(self, client_id: int, name: str) -> QWidget | None:  # noqa: ARG002 - for who has one
        """Return what ends the line of a client."""
        return None

    def refresh(self) -> None:
        """Read where everyone stands again."""
        columns, states = self.columns(), self.states()
        old = self._card.layout()
        if old is not None:
            # A layout is replaced by giving the old one, with what it holds, to a widget that goes.
            holder = QWidget()
            holder.setLayout(old)
            holder.deleteLater()
        self.cells.clear()
        grid = QGridLayout(self._card)
        grid.setContentsMargins(PADDING, 14, PADDING, 14)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(9)
        grid.setColumnStretch(1, 1)
        self._add_titles(grid)
        clients = [(client.id or 0, client.name, client.swatch) for client in self._shared.portfolio.clients()]
        for line, (client_id, name, swatch) in enumerate(clients, start=1):
            label = ElidedLabel(name, weight=MEDIUM)
            label.setMinimumWidth(px(NAME_WIDTH))
            grid.addWidget(Swatch(swatch), line, 0)
            grid.addWidget(label, line, 1)
            for position, (key, title) in enumerate(columns):
                cell = self._cell((client_id, key), states.get((client_id, key)), f"{name}, {title}")
                grid.addWidget(cell, line, FIRST + position, Qt.AlignmentFlag.AlignLeft)
            tail = self.tail(client_id, name)
            if tail is not None:
                grid.addWidget(tail, line, FIRST + len(columns), Qt.AlignmentFlag.AlignLeft)
        if not clients:
            grid.addWidget(Label(self.tr("Aucun client\u00a0: ajoutez-en un à gauche."), tone="muted"), 1, 1)

    def _add_titles(self, grid: QGridLayout) -> None:
        head = self.head()
        if head is not None:
            grid.addWidget(head, 0, 0, 1, FIRST, Qt.AlignmentFlag.AlignLeft)
        for position, title in enumerate(self.titles()):
            grid.addWidget(plain(title), 0, FIRST + position)

    def _cell(self, key: tuple[int, str], cell: Cell | None, name: str) -> QWidget:
        if cell is None:
            # Nothing is open: the word « conforme » is not ours to say.
            nothing = plain("–")
            nothing.setAccessibleName(self.tr("rien à faire"))
            return nothing
        button = cell_button(cell)
        button.setAccessibleName(f"{name}, {cell.words}")
        button.setToolTip(cell.more)
        button.clicked.connect(lambda: self.list_asked.emit(*key))
        self.cells[key] = button
        return button

    def _on_change(self, change: "Change") -> None:
        if change.concerns("deadline", "client", "supplier_contract"):
            self.freshness.ask()


def plain(text: str) -> Label:
    """Return a text that starts where those of the cells do."""
    label = Label(text, tone="muted", size=SMALL)
    label.setContentsMargins(INSET, 0, 0, 0)
    return label


def cell_button(cell: Cell) -> Button:
    """Return the button of a cell."""
    button = Button(cell.words, kind="cell", size=SMALL)
    button.setProperty("tone", cell.tone)
    return button
