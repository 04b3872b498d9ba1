"""Profil: the facts of one client that the legal rules read."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from officedesk.domain.errors import DeskError
from officedesk.ui.pages import profile_form
from officedesk.ui.pages.client_records import RecordCards
from officedesk.ui.parts.card import Card, Separator
from officedesk.ui.parts.labels import SMALL, Label
from officedesk.ui.parts.page import MARGIN
from officedesk.ui.parts.plain_line import PlainLine

if TYPE_CHECKING:
    from officedesk.domain.entities import Client
    from officedesk.storage.store import Change
    from officedesk.storage.workspace import Workspace
    from officedesk.ui.collaborators import Collaborators

WIDEST = 820
LABEL = 240
BETWEEN = "\u202f; "  # a title may hold commas of its own


class ProfileView(QWidget):
    """Shows the profile of one workspace; nothing is written before « Enregistrer »."""

    def __init__(self, workspace: "Workspace", shared: "Collaborators", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._shared = shared
        self._facts: dict[str, Any] = {}
        self.form = profile_form.profile_form(shared.day, self.tr("Enregistrer"))
        self.form.cancel_button.setText(self.tr("Annuler les changements"))
        note = self.tr("Ce qui est connu fait apparaître les échéances légales ; le reste n’en produit aucune.")
        card = QFrame()
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(20, 16, 20, 20)
        inside.setSpacing(16)
        inside.addWidget(Label(note, tone="muted", size=SMALL, wrap=True))
        inside.addWidget(self.form)
        self.missing = Card(self.tr("À renseigner"))
        self.records = RecordCards(workspace, shared)
        cards = QWidget()
        cards.setMaximumWidth(WIDEST)
        column = QVBoxLayout(cards)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for each in (card, self.missing, self.records):
            column.addWidget(each)
        column.addStretch()
        holder = QWidget()
        holder.setProperty("role", "page")
        # In a row: a column alone would ask for the heights of a wider page than the cards get.
        row = QHBoxLayout(holder)
        row.setContentsMargins(MARGIN, 20, MARGIN, 24)
        row.addWidget(cards, 1)
        row.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(holder)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(area, 1)
        outer.addWidget(Separator())
        foot = self.form.take_foot()
        foot.setContentsMargins(MARGIN, 12, MARGIN, 14)
        outer.addWidget(foot)
        self.form.saved.connect(self._save)
        self.form.cancelled.connect(self.refresh)
        shared.changes.happened.connect(self._on_change)
        self.refresh()

    def refresh(self) -> None:
        """Show the profile as it is stored."""
        client = self._workspace.client()
        self._facts = facts_of(client)
        self.form.fill(profile_form.shown_values(self._facts, self._shared.day))
        self._show_missing()

    def _show_missing(self) -> None:
        """Tell what would have to be known to say more, and which obligations wait for it."""
        from officedesk.services import compliance

        labels = {key: field.label.text() for key, field in self.form.fields.items()}
        waiting = [
            (labels[name], titles)
            for key, titles in compliance.missing(self._workspace, self._shared.day)
            if (name := profile_form.KNOWN_NONE.get(key, key.replace(".", "_"))) in labels
        ]
        self.missing.empty()
        self.missing.set_note(str(len(waiting) or ""))
        for label, titles in waiting:
            self.missing.add(PlainLine(label, BETWEEN.join(titles), column=LABEL))
        self.missing.setVisible(bool(waiting))

    def _save(self, values: dict[str, Any]) -> None:
        from officedesk.services import clients

        today = self._shared.day
        try:
            edits = profile_form.profile_edits(self.form, values, self._facts, today)
            slug = self._workspace.client().slug
            clients.update_client(self._shared.portfolio, slug, edits.told, today=today, forgotten=edits.forgotten)
        except DeskError as error:
            profile_form.refuse(self.form, error)
            return
        except ValueError:
            # The field at fault says why.
            return
        self.refresh()
        self._shared.history.offer_undo(self.tr("Profil enregistré, échéances mises à jour."))

    def _on_change(self, change: "Change") -> None:
        if not change.concerns("client"):
            return
        self.records.refresh()
        # What is being typed is hers; it is not written over by what happened elsewhere.
        if not self.form.is_changed():
            self.refresh()


def facts_of(client: "Client") -> dict[str, Any]:
    """Return a client's profile with what she noted beside it."""
    from officedesk.services.clients import profile_of

    noted = {name: getattr(client, name) for name in (*profile_form.NOTED, "followed_since")}
    return {**profile_of(client), **noted}
