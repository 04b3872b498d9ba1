"""A card that holds one list, and a sentence when the list is empty."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from officedesk.ui.parts.card import PADDING, Card
from officedesk.ui.parts.labels import Paragraph
from officedesk.ui.parts.line_painting import Line
from officedesk.ui.parts.lines import Lines


class ListCard(Card):
    """A title, its lines, and perhaps a foot: a field or a link."""

    def __init__(self, title: str, nothing: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent=parent)
        self.lines = Lines(title)
        self.nothing = Paragraph(nothing)
        self.nothing.setContentsMargins(PADDING, 12, PADDING, 12)
        self.add(self.lines)
        self.add(self.nothing, separated=False)
        self._foot: list[QWidget] = []

    def show_lines(self, lines: Sequence[Line], note: str = "") -> None:
        """Show lines, or the sentence that stands for none."""
        self.lines.show_lines(lines)
        self.lines.setVisible(bool(lines))
        self.nothing.setVisible(not lines)
        self.set_note(note)

    def add_foot(self, widget: QWidget) -> None:
        """Put a field or a link under the lines."""
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(PADDING - 6, 2, PADDING - 6, 2)
        row.addWidget(widget)
        self.add(foot)
        self._foot = self._added[-2:]

    def show_foot(self, shown: bool) -> None:
        """Show or hide the foot, with the hairline above it."""
        for each in self._foot:
            each.setVisible(shown)
