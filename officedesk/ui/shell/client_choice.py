"""The choice of the client that a captured task is for."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from officedesk.ui.parts.choice import Choice


class ClientChoice(Choice):
    """A choice that Return confirms, as it does in the field above."""

    confirmed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Confirm on Return."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.confirmed.emit()
            return
        super().keyPressEvent(event)
