"""What is known of one line: a card at the right of a list, or a form in its place."""

import re
from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.chips import Chip, Swatch
from officedesk.ui.parts.fact_grid import FactGrid, Pair
from officedesk.ui.parts.flow import Flow
from officedesk.ui.parts.labels import BOLD, SMALL, Label
from officedesk.ui.shell.theme import px

WIDTH = 376
FOLD = "\u200b"

W = TypeVar("W", bound=QWidget)

_LONG_WORD = re.compile(r"\S{41,}")
_PIECE = re.compile(r".{1,16}")


class Fact(NamedTuple):
    """A line of a card: what it is, what it says, and the address it leads to, if any."""

    name: str
    text: str
    address: str = ""


class SidePanel(QFrame):
    """A card at the right of a list, as high as it; its content scrolls when the window is small."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setAccessibleName(name)
        self.setFixedWidth(px(WIDTH))
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # The card's own ground shows through.
        self._area.viewport().setAutoFillBackground(False)
        self._footer: QWidget | None = None
        # Who takes the keyboard when the button or the field that has it goes away.
        self.heir: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 10, 1, 10)
        self._column.addWidget(self._area)

    def show_widget(self, widget: QWidget) -> None:
        """Show a widget in place of the former one, which is deleted; a detail's footer stays under it, in sight."""
        keyboard = QApplication.focusWidget()
        if self.heir is not None and keyboard is not None and self.isAncestorOf(keyboard):
            self.heir.setFocus()
        if self._footer is not None:
            # At once: it goes for good only when events are delivered.
            self._footer.hide()
            self._footer.deleteLater()
        self._footer = widget.footer if isinstance(widget, Detail) else None
        if self._footer is not None:
            self._column.addWidget(self._footer)
        self._area.setWidget(widget)
        # The area fills what it is given with the window's ground; here the card's shows through.
        widget.setAutoFillBackground(False)

    def shown(self) -> QWidget | None:
        """Return the widget shown."""
        return self._area.widget()


class Detail(QWidget):
    """A title, the client, and facts in two columns; ``add`` puts buttons and fields under them."""

    address_asked = Signal(str)

    def __init__(
        self,
        title: str,
        subtitle: str = "",
        colour: int | None = None,
        chip: tuple[str, str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.title = Label(foldable(title), size=15, weight=BOLD, wrap=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 4, 16, 8)
        self._column.setSpacing(8)
        self._column.addWidget(self.title)
        line = QHBoxLayout()
        line.setSpacing(9)
        if colour is not None:
            line.addWidget(Swatch(colour))
        if subtitle:
            line.addWidget(Label(foldable(subtitle), tone="muted", wrap=True), 1)
        if chip is not None:
            line.addWidget(Chip(*chip), 0, Qt.AlignmentFlag.AlignRight if subtitle else Qt.AlignmentFlag.AlignLeft)
        self._column.addLayout(line)
        self._end = self._column.count()
        self._column.addStretch()
        self.footer: QWidget | None = None

    def keep_in_sight(self) -> None:
        """Put what is added from now on under the card, where it stays however long the card is."""
        self.footer = QWidget()
        self._column = QVBoxLayout(self.footer)
        self._column.setContentsMargins(16, 4, 16, 4)
        self._column.setSpacing(8)
        self._end = 0

    def add_facts(self, facts: Sequence[Fact]) -> None:
        """Show facts; one that says nothing is left out."""
        told = [fact for fact in facts if fact.text]
        self.add(FactGrid([Pair(_top(Label(fact.name, tone="muted", wrap=True)), *self._said(fact)) for fact in told]))

    def _said(self, fact: Fact) -> tuple[QWidget, int]:
        """Return what shows a fact, and the width of its longest word, which cannot be folded."""
        words = Label(foldable(fact.text), tabular=True, wrap=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.setAccessibleName(f"{fact.name} {fact.text}")
        # One pixel more, since advances are rounded.
        needed = (
            max(words.fontMetrics().horizontalAdvance(word) for word in words.text().replace(FOLD, " ").split()) + 1
        )
        if not fact.address:
            return _top(words), needed
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(words)
        link = Button(self.tr("Ouvrir la page"), kind="link")
        link.setAccessibleDescription(fact.address)
        link.clicked.connect(lambda: self.address_asked.emit(fact.address))
        column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        return both, needed

    def add_heading(self, text: str, note: str = "") -> None:
        """Open a part of the card under a small title."""
        line = QHBoxLayout()
        line.setContentsMargins(0, 8, 0, 0)
        line.addWidget(Label(text, size=SMALL, weight=BOLD))
        line.addStretch()
        if note:
            line.addWidget(Label(note, tone="muted", size=SMALL))
        self._insert_layout(line)

    def add_paragraph(self, text: str) -> None:
        """Show text that was typed or read from a file, as it is."""
        words = Label(foldable(text), wrap=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.add(words)

    def add(self, widget: QWidget) -> None:
        """Put a widget under what is shown."""
        self._column.insertWidget(self._end, widget)
        self._end += 1

    def add_buttons(self, buttons: Sequence[Button]) -> None:
        """Put buttons under what is shown, side by side as far as they fit."""
        line = Flow()
        for each in buttons:
            line.addWidget(each)
        self._insert_layout(line)

    def _insert_layout(self, layout: QLayout) -> None:
        self._column.insertLayout(self._end, layout)
        self._end += 1


def foldable(text: str) -> str:
    """Return a text whose longest words may be folded too: a label breaks a line between words only.

    Addresses that someone may copy are shorter, and stay as they are.
    """
    return _LONG_WORD.sub(lambda word: FOLD.join(_PIECE.findall(word.group())), text)


def _top(widget: W) -> W:
    """Return a text that starts at the top of its place and folds to the width it is given."""
    if isinstance(widget, Label):
        widget.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        widget.setMinimumWidth(1)
    return widget
