"""« Ce qui va changer »: planned hires against the thresholds, and laws to come, for one client."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from officedesk.domain import days
from officedesk.domain.compliance.rule import READ
from officedesk.ui.pages.deadline_words import place_of
from officedesk.ui.parts.card import PADDING, Card
from officedesk.ui.parts.labels import BOLD, SMALL, Label
from officedesk.ui.shell.theme import px

if TYPE_CHECKING:
    from officedesk.domain.compliance.ahead import ChangeAhead
    from officedesk.storage.workspace import Workspace
    from officedesk.ui.collaborators import Collaborators

translate = QCoreApplication.translate

DAY_WIDTH = 110


class AheadLine(QWidget):
    """One change: its day, what it is, what it adds or takes away, and where it was read."""

    def __init__(self, change: "ChangeAhead", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        day = Label(days.short_date(change.day), weight=BOLD, tabular=True)
        day.setFixedWidth(px(DAY_WIDTH))
        said = QVBoxLayout()
        said.setSpacing(3)
        for text, tone, size in (
            (change.title, "text", None),
            (change.sentence, "muted", None),
            (effect_words(change), "text", None),
            (source_words(change), "muted", SMALL - 1),
        ):
            if text:
                label = (
                    Label(text, tone=tone, wrap=True) if size is None else Label(text, tone=tone, size=size, wrap=True)
                )
                label.setMinimumWidth(1)
                said.addWidget(label)
        line = QHBoxLayout(self)
        line.setContentsMargins(PADDING, 10, PADDING, 10)
        line.setSpacing(12)
        line.addWidget(day, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(said, 1)


class AheadCard(Card):
    """The changes of one workspace; it is not there when there is none."""

    def __init__(self, workspace: "Workspace", shared: "Collaborators", parent: QWidget | None = None) -> None:
        super().__init__(translate("Ahead", "Ce qui va changer"), parent=parent)
        self._workspace, self._shared = workspace, shared
        self.lines: list[AheadLine] = []
        self.hide()

    def refresh(self) -> None:
        """Compute the changes behind: each planned hire asks for a calendar."""
        workspace, today = self._workspace, self._shared.day

        def work() -> "list[ChangeAhead]":
            from officedesk.services.ahead import changes_ahead

            return changes_ahead(workspace, today)

        self._shared.jobs.run(work, self._show, owner=self)

    def _show(self, changes: "list[ChangeAhead]") -> None:
        self.empty()
        self.lines = [AheadLine(change) for change in changes]
        self.set_note(translate("Ahead", "dans les 24 mois"))
        for line in self.lines:
            self.add(line)
        self.setVisible(bool(changes))


def effect_words(change: "ChangeAhead") -> str:
    """Return « + Mise à jour annuelle du DUERP », one obligation after the other; the title is not said twice."""
    added = [title for title in change.added if title != change.title]
    removed = [title for title in change.removed if title != change.title]
    return "\u202f; ".join([*(f"+ {title}" for title in added), *(f"− {title}" for title in removed)])


def source_words(change: "ChangeAhead") -> str:
    """Return the text, where it was read and when; what was not read in the law says so."""
    words = translate("Ahead", "{basis} ; source : {site}, vérifiée le {day}").format(
        basis=change.basis, site=place_of(change.source), day=days.short_date(change.verified_on)
    )
    if change.confidence in READ:
        return words
    return translate("Ahead", "{words} (non vérifié dans la loi)").format(words=words)
