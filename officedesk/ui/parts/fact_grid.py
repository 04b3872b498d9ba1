"""Names and what they say in two columns; what cannot be folded to its column stands under its name."""

from typing import NamedTuple

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from officedesk.ui.parts.labels import Label
from officedesk.ui.shell.theme import px

WIDEST_NAME = 104
GAP = 12


class Pair(NamedTuple):
    """A name, what it says, and the width below which that would be cut, in pixels."""

    name: Label
    said: QWidget
    needed: int


class FactGrid(QWidget):
    """Lays the pairs out, again each time that its width changes."""

    def __init__(self, pairs: list[Pair], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pairs = pairs
        self._under: list[bool] = []
        widest = max((pair.name.fontMetrics().horizontalAdvance(pair.name.text()) + 1 for pair in pairs), default=0)
        self._name_width = min(widest, px(WIDEST_NAME))
        for pair in pairs:
            pair.name.setFixedWidth(self._name_width)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 4, 0, 4)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        # Beside each other until the width is known, which seldom changes anything.
        self._place(max((pair.needed for pair in pairs), default=0) + self._name_width + GAP)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put beside its name what the width has room for."""
        super().resizeEvent(event)
        self._place(event.size().width())

    def _place(self, width: int) -> None:
        room = width - self._name_width - GAP
        under = [pair.needed > room for pair in self._pairs]
        if under == self._under:
            return
        self._under = under
        for row, (pair, below) in enumerate(zip(self._pairs, under, strict=True)):
            for widget in (pair.name, pair.said):
                self._grid.removeWidget(widget)
            # Two rows of the grid for each pair: an empty one takes no room.
            self._grid.addWidget(pair.name, 2 * row, 0)
            self._grid.addWidget(pair.said, 2 * row + below, 0 if below else 1, 1, 2 if below else 1)
