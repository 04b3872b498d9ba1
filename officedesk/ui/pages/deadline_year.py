"""Échéances by client and month: what each month of a year asks, and what of it is done."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from officedesk.domain import days
from officedesk.ui.pages.client_grid import Cell, ClientGrid
from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.labels import BOLD, Label
from officedesk.ui.parts.readings import counted

if TYPE_CHECKING:
    import datetime as dt

    from officedesk.storage.overview import MonthState
    from officedesk.ui.collaborators import Collaborators

translate = QCoreApplication.translate


class DeadlineYear(ClientGrid):
    """One column for each month of a year, which two buttons change."""

    def __init__(self, shared: "Collaborators", parent: QWidget | None = None) -> None:
        self.year = shared.day.year
        super().__init__(shared, translate("Deadlines", "Échéances par client et par mois"), parent)

    def columns(self) -> Sequence[tuple[str, str]]:
        """Return the months."""
        return [(f"{self.year}-{month:02d}", days.short_month(month)) for month in range(1, 13)]

    def states(self) -> Mapping[tuple[int, str], Cell]:
        """Return how many obligations each month has."""
        found = self._shared.portfolio.month_states(self.year, self._shared.day)
        return {(state.client_id, state.month): cell_of(state, self._shared.day) for state in found}

    def head(self) -> QWidget:
        """Return the year between the two buttons that change it."""
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        self.back, self.forward = Button("‹", kind="cell"), Button("›", kind="cell")
        for button, step, name in (
            (self.back, -1, self.tr("Année précédente")),
            (self.forward, 1, self.tr("Année suivante")),
        ):
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.clicked.connect(lambda _checked=False, step=step: self.show_year(self.year + step))
        line.addWidget(self.back)
        line.addWidget(Label(str(self.year), weight=BOLD, tabular=True))
        line.addWidget(self.forward)
        return holder

    def show_year(self, year: int) -> None:
        """Show another year, and keep the keyboard on the button that asked for it."""
        forward, self.year = year > self.year, year
        self.refresh()
        (self.forward if forward else self.back).setFocus()


def cell_of(state: "MonthState", today: "dt.date") -> Cell:
    """Return what a cell says: how many are still to be met, or how many were."""
    told = [
        counted(state.open, translate("Deadlines", "{count} à faire"), translate("Deadlines", "{count} à faire")),
        counted(state.done, translate("Deadlines", "{count} faite"), translate("Deadlines", "{count} faites")),
    ]
    if state.late:
        told.insert(0, translate("Deadlines", "{count} en retard").format(count=state.late))
    more = ", ".join(told)
    if not state.open:
        return Cell(translate("Deadlines", "{count} ✓").format(count=state.done), "neutral", more)
    near = state.month == f"{today:%Y-%m}"
    return Cell(str(state.open), "late" if state.late else "soon" if near else "accent", more)
