"""One client's contract, on the card of a supplier."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.chips import Swatch
from officedesk.ui.parts.elided_label import ElidedLabel
from officedesk.ui.parts.labels import SMALL
from officedesk.ui.parts.readings import euros


class ContractLine(QWidget):
    """Whose contract it is, what it is about, and a way to open it."""

    opened = Signal()

    def __init__(
        self, client: str, colour: int, subject: str, annual_cents: int | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        about = [subject] if subject else []
        if annual_cents is not None:
            about.append(self.tr("{amount} HT par an").format(amount=euros(annual_cents)))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(ElidedLabel(client))
        words.addWidget(ElidedLabel(", ".join(about) or self.tr("sans objet noté"), tone="muted", size=SMALL))
        self.button = Button(self.tr("Ouvrir"), kind="link")
        self.button.setAccessibleName(self.tr("Ouvrir le contrat de {client}").format(client=client))
        self.button.clicked.connect(self.opened)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 2, 0, 2)
        line.setSpacing(9)
        line.addWidget(Swatch(colour))
        line.addLayout(words, 1)
        line.addWidget(self.button)
