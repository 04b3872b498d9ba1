"""Text on the window: always plain text, never markup."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QWidget

from officedesk.ui.shell.theme import BASE, typeface

SMALL = 13
TITLE = 22
BOLD = QFont.Weight.DemiBold
MEDIUM = QFont.Weight.Medium


class Label(QLabel):
    """A line or a paragraph; ``tone`` is text, muted, side, late, soon, done or accent."""

    def __init__(
        self,
        text: str = "",
        *,
        tone: str = "text",
        size: int = BASE,
        weight: QFont.Weight = QFont.Weight.Normal,
        tabular: bool = False,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("tone", tone)
        self.setFont(typeface(size, weight, tabular=tabular))
        self.setWordWrap(wrap)
        self.setText(text)

    def set_tone(self, tone: str) -> None:
        """Change the colour by the meaning it has."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)


def plain_tooltip(text: str) -> str:
    """Return a tooltip that Qt cannot take for rich text; a client's name may hold « <b> »."""
    if "<" not in text:
        return text
    from html import escape

    return f"<span>{escape(text)}</span>"
