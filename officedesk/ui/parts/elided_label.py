"""A line of text that gives way: shortened with « … », its whole in a tooltip.

Apart from the plain label: painting brings hundreds of constants of the toolkit, which the unlock dialog does without.
"""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from officedesk.ui.parts.labels import Label, plain_tooltip
from officedesk.ui.shell.theme import BASE


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
