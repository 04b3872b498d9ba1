"""What the demo desk says of itself."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from officedesk.ui.parts.elided_label import ElidedLabel
from officedesk.ui.parts.labels import SMALL


class DemoBanner(QFrame):
    """A line over the page: nothing here is true, and nothing here is protected."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner")
        text = self.tr(
            "Bureau de démonstration : sociétés fictives. Sa phrase de passe est rangée à côté, il ne protège rien : "
            "n’y mettez pas de vraies données."
        )
        label = ElidedLabel(text, tone="soon", size=SMALL)
        row = QHBoxLayout(self)
        row.setContentsMargins(28, 6, 28, 6)
        row.addWidget(label)
