"""A card: a title, a note at its right, and lines parted by a hairline."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from officedesk.ui.parts.elided_label import ElidedLabel
from officedesk.ui.parts.labels import BOLD, SMALL, Label, Paragraph

PADDING = 16


class Separator(QFrame):
    """A hairline."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "separator")
        self.setFixedHeight(1)


class Card(QFrame):
    """A titled frame; ``add`` puts a line under the others, ``say`` shows a sentence when there is none."""

    def __init__(self, title: str, note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setAccessibleName(title)
        # Never less than its words need once they fold; it does not grow where something else may.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.title = Label(title, size=SMALL, weight=BOLD)
        self.note = ElidedLabel(note, tone="muted", size=SMALL, tabular=True)

        header = QHBoxLayout()
        header.setContentsMargins(PADDING, 11, PADDING, 10)
        header.addWidget(self.title)
        header.addStretch()
        header.addWidget(self.note)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.setSpacing(0)
        self._column.addLayout(header)
        self._added: list[QWidget] = []

    def set_note(self, text: str) -> None:
        """Write at the right of the title: a count, a total, a period."""
        self.note.setText(text)

    def add(self, widget: QWidget, *, separated: bool = True) -> None:
        """Put a widget at the bottom, after a hairline unless told otherwise."""
        for each in (Separator(), widget) if separated else (widget,):
            self._column.addWidget(each)
            self._added.append(each)

    def say(self, sentence: str) -> None:
        """Show why the card is empty and what to do, in one sentence."""
        label = Paragraph(sentence)
        label.setContentsMargins(PADDING, 12, PADDING, 12)
        self.add(label)

    def empty(self) -> None:
        """Take away everything under the title."""
        for widget in self._added:
            self._column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._added.clear()
