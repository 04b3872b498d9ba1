"""Échéances of one client: the same list as the page of all of them, scoped."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from officedesk.storage.overview import DeadlineView
from officedesk.ui.pages.calendar_export import ExportButton
from officedesk.ui.pages.deadline_list import DeadlineList
from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.elided_label import ElidedLabel
from officedesk.ui.parts.labelled_check import LabelledCheck
from officedesk.ui.parts.labels import SMALL
from officedesk.ui.parts.page import MARGIN

if TYPE_CHECKING:
    from officedesk.storage.workspace import Workspace
    from officedesk.ui.collaborators import Collaborators


class ClientDeadlinesView(DeadlineList):
    """The obligations of one workspace."""

    def __init__(self, workspace: "Workspace", shared: "Collaborators", parent: QWidget | None = None) -> None:
        super().__init__(shared, workspace.client_id, parent)
        self.all_box = LabelledCheck(self.tr("Montrer celles qui sont faites"))
        self.export_button = ExportButton(shared, lambda: workspace.client_id)
        self.add_button = Button(self.tr("Ajouter une échéance"))
        line = QHBoxLayout()
        line.setContentsMargins(MARGIN, 20, MARGIN, 0)
        line.setSpacing(16)
        line.addWidget(ElidedLabel(self.tr("Les dates légales viennent du profil"), tone="muted", size=SMALL), 1)
        line.addWidget(self.all_box)
        line.addWidget(self.export_button)
        line.addWidget(self.add_button)
        self.body.insertLayout(0, line)
        self.add_button.clicked.connect(self.add)
        self.all_box.toggled.connect(
            lambda every: self.set_view(DeadlineView(client_id=workspace.client_id, open_only=not every))
        )
