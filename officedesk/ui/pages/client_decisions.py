"""Décisions of one client: the same list as the page of all of them, scoped."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from officedesk.storage.decision_lists import TO_SETTLE, DecisionView
from officedesk.ui.pages.decision_list import DecisionList
from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.controls import Controls
from officedesk.ui.parts.labelled_check import LabelledCheck
from officedesk.ui.parts.page import MARGIN

if TYPE_CHECKING:
    from officedesk.storage.workspace import Workspace
    from officedesk.ui.collaborators import Collaborators


class ClientDecisionsView(DecisionList):
    """The decisions of one workspace."""

    def __init__(self, workspace: "Workspace", shared: "Collaborators", parent: QWidget | None = None) -> None:
        super().__init__(shared, workspace.client_id, parent)
        self.all_box = LabelledCheck(self.tr("Voir les prises"))
        self.add_button = Button(self.tr("Ajouter"))
        line = Controls(gap=16)
        line.setContentsMargins(MARGIN, 20, MARGIN, 0)
        line.addWidget(self.all_box)
        line.add_stretch()
        line.addWidget(self.add_button)
        self.body.insertLayout(0, line)
        self.add_button.clicked.connect(self.add)
        self.widened.connect(lambda: self.all_box.setChecked(True))
        self.all_box.toggled.connect(lambda every: self.set_view(DecisionView(self._client_id, _state(every=every))))


def _state(*, every: bool) -> str | None:
    return None if every else TO_SETTLE
