"""A line of a card that is only read: a word, a text, a chip."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from officedesk.ui.parts.card import PADDING
from officedesk.ui.parts.chips import Chip
from officedesk.ui.parts.elided_label import ElidedLabel
from officedesk.ui.parts.labels import BOLD, Label
from officedesk.ui.shell.theme import px, tall

HEIGHT = 39


class PlainLine(QWidget):
    """Shows a word in a column of its own, a text, and where it stands; ``strong`` tells which of the two is bold."""

    def __init__(
        self,
        word: str,
        text: str,
        chip: tuple[str, str] | None = None,
        *,
        column: int = 96,
        strong: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setMinimumHeight(tall(HEIGHT))
        weight = BOLD if strong else QFont.Weight.Normal
        heading = ElidedLabel(word, tone="text" if strong else "muted", weight=weight, tabular=True)
        heading.setFixedWidth(px(column))
        said = Label(text, tone="muted" if strong else "text", tabular=True, wrap=True)
        # A long title takes a second line rather than being cut.
        said.setMinimumWidth(1)
        line = QHBoxLayout(self)
        line.setContentsMargins(PADDING, 8, PADDING, 8)
        line.setSpacing(12)
        line.addWidget(heading)
        line.addWidget(said, 1)
        if chip is not None and chip[0]:
            line.addWidget(Chip(*chip), 0, Qt.AlignmentFlag.AlignRight)


def facts_block(facts: list[tuple[str, str]]) -> QWidget:
    """Return names and what they say, under the title of a card."""
    block = QWidget()
    grid = QGridLayout(block)
    grid.setContentsMargins(PADDING, 2, PADDING, 14)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(8)
    grid.setColumnMinimumWidth(0, px(110))
    grid.setColumnStretch(1, 1)
    for position, (name, said) in enumerate(fact for fact in facts if fact[1]):
        grid.addWidget(Label(name, tone="muted"), position, 0, Qt.AlignmentFlag.AlignTop)
        words = Label(said, tabular=True, wrap=True)
        words.setMinimumWidth(1)
        grid.addWidget(words, position, 1)
    return block
