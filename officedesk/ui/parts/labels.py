"""Text on the window: always plain text, elided with its whole in a tooltip when asked."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

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


class ElidedLabel(Label):
    """One line that shortens itself with « … »; the tooltip then tells the whole."""

    def __init__(
        self,
        text: str = "",
        *,
        tone: str = "text",
        size: int = BASE,
        weight: QFont.Weight = QFont.Weight.Normal,
        tabular: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, tone=tone, size=size, weight=weight, tabular=tabular, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def shown_text(self) -> str:
        """Return the text as it is painted at this width."""
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())

    def minimumSizeHint(self) -> QSize:
        """Let the layout shrink it to a few letters."""
        return QSize(self.fontMetrics().averageCharWidth() * 4, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        """Ask for the whole text: one pixel more, since advances are rounded."""
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 1, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer the whole text in the tooltip only when some of it is hidden."""
        super().resizeEvent(event)
        shown = self.shown_text()
        # A tooltip guesses rich text by itself: what looks like markup is given as a plain line by escaping.
        self.setToolTip("" if shown == self.text() else plain_tooltip(self.text()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the shortened text with the colour of the style sheet."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), int(self.alignment()), self.shown_text())


def plain_tooltip(text: str) -> str:
    """Return a tooltip that Qt cannot take for rich text; a client's name may hold « <b> »."""
    if "<" not in text:
        return text
    from html import escape

    return f"<span>{escape(text)}</span>"
