"""Échéances by client and domain: where each client stands, and what its profile lacks."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from officedesk.ui.pages.client_grid import Cell, ClientGrid, cell_button
from officedesk.ui.pages.deadline_words import SOON, near_date
from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.domains import RULE_DOMAINS, domain_name
from officedesk.ui.parts.readings import counted

if TYPE_CHECKING:
    import datetime as dt

    from officedesk.storage.overview import DomainState
    from officedesk.ui.collaborators import Collaborators

translate = QCoreApplication.translate


class DeadlineMatrix(ClientGrid):
    """One column for each domain, then what the profile lacks."""

    profile_asked = Signal(int)

    def __init__(self, shared: "Collaborators", parent: QWidget | None = None) -> None:
        self.profiles: dict[int, Button] = {}
        super().__init__(shared, translate("Deadlines", "Échéances par client et par domaine"), parent)

    def columns(self) -> Sequence[tuple[str, str]]:
        """Return the domains."""
        return [(domain, domain_name(domain)) for domain in RULE_DOMAINS]

    def titles(self) -> list[str]:
        """Return the titles of the domains, and that of the profile."""
        return [*super().titles(), self.tr("Profil")]

    def states(self) -> Mapping[tuple[int, str], Cell]:
        """Return what is late, else what comes next, in each domain in which something is open."""
        today = self._shared.day
        found = self._shared.portfolio.domain_states(today)
        return {(state.client_id, state.domain): cell_of(state, today) for state in found}

    def tail(self, client_id: int, name: str) -> QWidget:
        """Return the button that leads to the profile; what it lacks is computed behind."""
        button = cell_button(Cell("…", "neutral"))
        button.setAccessibleName(self.tr("Profil de {client}").format(client=name))
        button.clicked.connect(lambda: self.profile_asked.emit(client_id))
        self.profiles[client_id] = button
        return button

    def refresh(self) -> None:
        """Read where everyone stands again, then ask what profiles lack."""
        self.profiles.clear()
        super().refresh()
        self._ask_profiles(list(self.profiles))

    def _ask_profiles(self, client_ids: list[int]) -> None:
        from officedesk.services import compliance

        portfolio, today = self._shared.portfolio, self._shared.day

        def work() -> dict[int, int]:
            return {each: len(compliance.missing(portfolio.workspace_by_id(each), today)) for each in client_ids}

        self._shared.jobs.run(work, self._show_profiles, owner=self)

    def _show_profiles(self, missing: dict[int, int]) -> None:
        for client_id, count in missing.items():
            button = self.profiles.get(client_id)
            if button is None:
                continue
            button.setText(self.tr("{count} à compléter").format(count=count) if count else self.tr("rempli"))
            button.setProperty("tone", "accent" if count else "neutral")
            button.style().unpolish(button)
            button.style().polish(button)


def cell_of(state: "DomainState", today: "dt.date") -> Cell:
    """Return what a cell says: how many are late, else the next date, else that something waits without a date."""
    counts = (
        translate("Deadlines", "{count} obligation ouverte"),
        translate("Deadlines", "{count} obligations ouvertes"),
    )
    more = counted(state.open, *counts)
    if state.late:
        late = counted(state.late, translate("Deadlines", "1 en retard"), translate("Deadlines", "{count} en retard"))
        return Cell(late, "late", more)
    if state.due is None:
        return Cell(translate("Deadlines", "à faire"), "accent", more)
    return Cell(near_date(state.due, today), "soon" if (state.due - today).days <= SOON else "neutral", more)
