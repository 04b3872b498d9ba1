"""The frame of a page: its title and actions, and a list with what is known of its current line."""

from enum import Enum

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.chips import Swatch
from officedesk.ui.parts.detail import WIDTH, SidePanel
from officedesk.ui.parts.elided_label import ElidedLabel
from officedesk.ui.parts.flow import Flow
from officedesk.ui.parts.labels import TITLE, Label
from officedesk.ui.parts.table import Table
from officedesk.ui.shell.theme import px

MARGIN = 28
GAP = 20
NARROW_WIDTH = 880
MOST_WIDTH = 16777215  # Qt’s own: no limit
NARROW_PANEL = 288
# A list that would be narrower has its panel under it; each is then at least so high.
LEAST_LIST = 280
LEAST_HEIGHT = 240


class Fold(Enum):
    """What the width of a header lets stand at the left of its actions."""

    BESIDE = "the title and the facts"
    FACTS_BELOW = "the title"
    STACKED = "nothing: the actions have a row of their own"


class PageHeader(QWidget):
    """A title over a line of facts, and actions at the right."""

    def __init__(self, title: str, colour: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = ElidedLabel(title, size=TITLE, weight=QFont.Weight.Bold)
        self.subtitle = ElidedLabel("", tone="muted", tabular=True)
        heading = QHBoxLayout()
        heading.setSpacing(10)
        self.swatch = Swatch(colour or 0)
        self.swatch.setVisible(colour is not None)
        heading.addWidget(self.swatch)
        heading.addWidget(self.title, 1)
        self._actions = Flow(gap=10)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(MARGIN, 22, MARGIN, 12)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)
        self._heading = heading
        self._fold: Fold | None = None
        self._place(Fold.BESIDE)

    def add_action(self, widget: QWidget) -> None:
        """Put a control at the right of the former ones."""
        self._actions.addWidget(widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the rows that the new width asks for."""
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """Take the rows that other actions or other facts ask for."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    def _arrange(self) -> None:
        """Put the actions beside title and facts, beside the title, or under both: nothing is cut to keep a row."""
        left = self.width() - 2 * MARGIN - self._grid.horizontalSpacing() - self._actions.sizeHint().width()
        if self._heading.sizeHint().width() > left:
            self._place(Fold.STACKED)
        else:
            self._place(Fold.FACTS_BELOW if self.subtitle.sizeHint().width() > left else Fold.BESIDE)

    def _place(self, fold: Fold) -> None:
        if fold is self._fold:
            return
        self._fold = fold
        self._grid.removeItem(self._heading)
        self._grid.removeWidget(self.subtitle)
        self._grid.removeItem(self._actions)
        bottom = Qt.AlignmentFlag.AlignBottom
        self._grid.addLayout(self._heading, 0, 0, 1, 2 if fold is Fold.STACKED else 1)
        self._grid.addWidget(self.subtitle, 1, 0, 1, 1 if fold is Fold.BESIDE else 2)
        if fold is Fold.STACKED:
            self._grid.addLayout(self._actions, 2, 0, 1, 2)
        else:
            self._grid.addLayout(self._actions, 0, 1, 2 if fold is Fold.BESIDE else 1, 1, bottom)


class TableCard(QFrame):
    """A table in a card, or the sentence that says why it is empty, with the gesture that fills it."""

    def __init__(self, table: Table, sentence: str, action: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.table = table
        self.sentence = Label(sentence, tone="muted", wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.action = Button(action)
        self.action.setVisible(bool(action))
        nothing = QWidget()
        column = QVBoxLayout(nothing)
        column.setContentsMargins(48, 24, 48, 24)
        column.setSpacing(12)
        column.addStretch()
        column.addWidget(self.sentence)
        column.addWidget(self.action, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()
        self._stack = QStackedLayout()
        self._stack.addWidget(table)
        self._stack.addWidget(nothing)
        outer = QVBoxLayout(self)
        # The card's rounded border stays whole around the square table.
        outer.setContentsMargins(3, 3, 3, 3)
        outer.addLayout(self._stack)
        table.rows.modelReset.connect(self._choose)
        self._choose()

    def say(self, sentence: str, action: str = "") -> None:
        """Change the sentence of the empty table."""
        self.sentence.setText(sentence)
        self.action.setText(action)
        self.action.setVisible(bool(action))

    def _choose(self) -> None:
        self._stack.setCurrentIndex(0 if self.table.rows.rowCount() else 1)


class ListAndPanel(QWidget):
    """A list at the left, its panel at the right, narrower in a small window; under it where letters are large."""

    def __init__(self, listing: QWidget, panel: SidePanel, top: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.panel, self._listing = panel, listing
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(MARGIN, top, MARGIN, 24)
        self._line.setSpacing(GAP)
        self._line.addWidget(listing, 1)
        self._line.addWidget(panel)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the list what a small window leaves."""
        super().resizeEvent(event)
        narrow = self.width() < px(NARROW_WIDTH)
        wide = px(NARROW_PANEL if narrow else WIDTH)
        gap = GAP - 8 if narrow else GAP
        self._line.setSpacing(gap)
        if self.width() - 2 * MARGIN - gap - wide >= px(LEAST_LIST):
            self._line.setDirection(QBoxLayout.Direction.LeftToRight)
            self._line.setStretchFactor(self.panel, 0)
            self.panel.setFixedWidth(wide)
            self._keep_height(0)
        else:
            self._line.setDirection(QBoxLayout.Direction.TopToBottom)
            self._line.setStretchFactor(self.panel, 1)
            self.panel.setMinimumWidth(0)
            self.panel.setMaximumWidth(MOST_WIDTH)
            self._keep_height(px(LEAST_HEIGHT))

    def _keep_height(self, height: int) -> None:
        for each in (self._listing, self.panel):
            each.setMinimumHeight(height)
