"""A line over the legal dates when rules were not verified for more than a year."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.elided_label import ElidedLabel
from officedesk.ui.parts.labels import SMALL
from officedesk.ui.parts.page import MARGIN

if TYPE_CHECKING:
    from officedesk.ui.collaborators import Collaborators


class OldRules(QWidget):
    """Hidden as long as every rule in place is fresh; else says how many are not, and offers to import others."""

    def __init__(self, shared: "Collaborators", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shared = shared
        self.sentence = ElidedLabel("", tone="soon", size=SMALL)
        self.import_button = Button(self.tr("Importer des règles…"), kind="link", size=SMALL)
        line = QHBoxLayout(self)
        line.setContentsMargins(MARGIN, 0, MARGIN, 8)
        line.setSpacing(10)
        line.addWidget(self.sentence)
        line.addWidget(self.import_button)
        line.addStretch()
        self.import_button.clicked.connect(self._import)
        self.refresh()

    def refresh(self) -> None:
        """Look at the rules in place again."""
        from officedesk.services.rules import rules_in_place
        from officedesk.ui.pages.rules_words import old_words

        words = old_words(rules_in_place(self._shared.portfolio.setting), self._shared.day)
        self.sentence.setText(words)
        self.setVisible(bool(words))

    def _import(self) -> None:
        from officedesk.ui.pages.rules_dialog import RulesDialog

        RulesDialog(self._shared, self.window()).open()
