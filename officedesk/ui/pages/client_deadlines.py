"""Échéances of one client: the same list as the page of all of them, scoped."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from officedesk.storage.overview import DeadlineView
from officedesk.ui.pages.calendar_export import ExportButton
from officedesk.ui.pages.deadline_filters import domain_choice, period_choice
from officedesk.ui.pages.deadline_list import DeadlineList
from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.controls import Controls
from officedesk.ui.parts.labelled_check import LabelledCheck
from officedesk.ui.parts.page import MARGIN

if TYPE_CHECKING:
    from officedesk.storage.workspace import Workspace
    from officedesk.ui.collaborators import Collaborators


class ClientDeadlinesView(DeadlineList):
    """The obligations of one workspace."""

    def __init__(self, workspace: "Workspace", shared: "Collaborators", parent: QWidget | None = None) -> None:
        super().__init__(shared, workspace.client_id, parent)
        self.all_box = LabelledCheck(self.tr("Voir les faites"))
        self.export_button = ExportButton(shared, lambda: self.view)
        self.add_button = Button(self.tr("Ajouter"))
        line = Controls(gap=16)
        line.setContentsMargins(MARGIN, 20, MARGIN, 0)
        self.domains = domain_choice()
        self.periods = period_choice(shared.day)
        line.addWidget(self.domains)
        line.addWidget(self.periods)
        line.addWidget(self.all_box)
        line.add_stretch()
        line.addWidget(self.export_button)
        line.addWidget(self.add_button)
        self.body.insertLayout(0, line)
        self.add_button.clicked.connect(self.add)
        self.all_box.toggled.connect(self._filter)
        self.domains.currentIndexChanged.connect(self._filter)
        self.periods.currentIndexChanged.connect(self._filter)

    def _filter(self) -> None:
        since, until = self.periods.currentData()
        every = self.all_box.isChecked()
        self.set_view(DeadlineView(self._client_id, self.domains.currentData(), not every, since, until))
