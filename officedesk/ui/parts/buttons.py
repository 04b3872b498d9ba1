"""Buttons: plain, primary, danger, link."""

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QPushButton, QWidget

from officedesk.ui.shell.theme import BASE, typeface


class Button(QPushButton):
    """A button; ``kind`` is plain, primary (one a screen), danger or link. Return presses it when it has focus."""

    def __init__(self, text: str, *, kind: str = "plain", size: int = BASE, parent: QWidget | None = None) -> None:
        # Not in the constructor: one of its forms takes an icon, and the toolkit makes 150 constants to rule it out.
        super().__init__(parent)
        self.setText(text)
        self.setProperty("kind", kind)
        self.setFont(typeface(size, QFont.Weight.Normal if kind == "link" else QFont.Weight.Medium))
        self.setAutoDefault(True)
