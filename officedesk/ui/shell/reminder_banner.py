"""A reminder shown in the window, where no desktop shows it; it stays until it is read."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from officedesk.interop.desktop_notifications import Notice
from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.elided_label import ElidedLabel
from officedesk.ui.parts.labels import BOLD, SMALL


class ReminderBanner(QFrame):
    """Lines over the page, a button that opens the legal dates, another that takes the lines away."""

    asked = Signal()
    left = Signal()

    def __init__(self, notice: Notice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner")
        self.setAccessibleName(f"{notice.title}\n{notice.body}".strip())
        self.lines = [ElidedLabel(notice.title, weight=BOLD)]
        self.lines += [ElidedLabel(line, size=SMALL) for line in notice.body.splitlines()]
        self.open_button = Button(notice.action)
        self.close_button = Button(self.tr("Fermer"))
        said = QVBoxLayout()
        said.setSpacing(4)
        for line in self.lines:
            said.addWidget(line)
        row = QHBoxLayout(self)
        row.setContentsMargins(28, 12, 28, 12)
        row.setSpacing(8)
        row.addLayout(said, 1)
        for button in (self.open_button, self.close_button):
            button.setAccessibleDescription(notice.title)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.open_button.clicked.connect(self._open)
        self.close_button.clicked.connect(self.left)

    def alert(self) -> None:
        """Have it read aloud to who cannot see it."""
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _open(self) -> None:
        self.left.emit()
        self.asked.emit()
