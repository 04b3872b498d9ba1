"""Text on the window: always plain text, never markup."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QWidget

from officedesk.ui.shell.theme import BASE, px, typeface

SMALL = 13
TITLE = 22
COMFORTABLE, NARROWEST = 240, 80
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


class Paragraph(Label):
    """A muted sentence that never changes, on as many lines as it needs.

    Qt tries dozens of widths to guess a size, and sets the text anew at every layout: the measures are kept here.
    """

    def __init__(self, text: str) -> None:
        self._heights: dict[int, int] = {}
        super().__init__(text, tone="muted", size=SMALL, wrap=True)

    def heightForWidth(self, width: int) -> int:
        """Return the height of the text set in a width, in pixels."""
        if width not in self._heights:
            self._heights[width] = super().heightForWidth(width)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        """Ask for a comfortable width; the layout asks again for the height."""
        return QSize(px(COMFORTABLE), self.heightForWidth(px(COMFORTABLE)))

    def minimumSizeHint(self) -> QSize:
        """Let the layout shrink it."""
        return QSize(px(NARROWEST), 0)


def plain_tooltip(text: str) -> str:
    """Return a tooltip that Qt cannot take for rich text; a client's name may hold « <b> »."""
    if "<" not in text:
        return text
    from html import escape

    return f"<span>{escape(text)}</span>"
