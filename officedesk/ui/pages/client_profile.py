"""Profil: the facts of one client that the legal rules read."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from officedesk.domain.errors import DeskError
from officedesk.ui.pages import profile_form
from officedesk.ui.pages.ahead_card import AheadCard
from officedesk.ui.pages.client_records import RecordCards
from officedesk.ui.pages.client_rules import OwnRulesCard
from officedesk.ui.pages.profile_fields import KNOWN_NONE
from officedesk.ui.parts.card import Card, Separator
from officedesk.ui.parts.labels import SMALL, Label
from officedesk.ui.parts.page import MARGIN
from officedesk.ui.parts.plain_line import PlainLine
from officedesk.ui.parts.readings import counted
from officedesk.ui.parts.scrolling import scrolled
from officedesk.ui.parts.toast import FOOT
from officedesk.ui.shell.theme import px

if TYPE_CHECKING:
    from officedesk.domain.entities import Client
    from officedesk.services.compliance import Difference
    from officedesk.storage.store import Change
    from officedesk.storage.workspace import Workspace
    from officedesk.ui.collaborators import Collaborators

WIDEST = 820
LABEL = 240
PAUSE_MS = 300
NOTED = (*profile_form.NOTED, "followed_since")

translate = QCoreApplication.translate
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
        self.ahead = AheadCard(workspace, shared)
        self.records = RecordCards(workspace, shared)
        self.rules = OwnRulesCard(workspace, shared)
        cards = QWidget()
        cards.setMaximumWidth(px(WIDEST))
        column = QVBoxLayout(cards)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for each in (card, self.missing, self.ahead, self.records, self.rules):
            column.addWidget(each)
        column.addStretch()
        holder = QWidget()
        holder.setProperty("role", "page")
        # In a row: a column alone would ask for the heights of a wider page than the cards get.
        row = QHBoxLayout(holder)
        row.setContentsMargins(MARGIN, 20, MARGIN, 24)
        row.addWidget(cards, 1)
        row.addStretch()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(scrolled(holder), 1)
        outer.addWidget(Separator())
        foot = self.form.take_foot()
        foot.setObjectName(FOOT)
        foot.setContentsMargins(MARGIN, 12, MARGIN, 14)
        self.effect = Label(tone="muted", size=SMALL, wrap=True)
        self.effect.hide()
        foot.layout().insertWidget(0, self.effect)  # type: ignore[union-attr]
        outer.addWidget(foot)
        # Not at each key: a calendar is computed.
        self._waiting = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._waiting.timeout.connect(self._show_effect)
        self.form.edited.connect(self._waiting.start)
        self.form.saved.connect(self._save)
        self.form.cancelled.connect(self.refresh)
        # « Enregistré » of a moment ago is not to be read beside a refusal.
        self.form.refused.connect(shared.toasts.clear)
        shared.changes.happened.connect(self._on_change)
        self.refresh()

    def refresh(self) -> None:
        """Show the profile as it is stored."""
        client = self._workspace.client()
        self._facts = facts_of(client)
        self.form.fill(profile_form.shown_values(self._facts, self._shared.day))
        self._show_missing()
        self._show_effect()
        self.ahead.refresh()

    def _show_effect(self) -> None:
        """Tell what the change being typed would add or take away, before it is saved."""
        from officedesk.services import compliance

        today = self._shared.day
        edits = profile_form.edits_so_far(self.form, self._facts, today) if self.form.is_changed() else None
        known = {key: value for key, value in edits.told.items() if key not in NOTED} if edits else {}
        since = edits.told.get("followed_since") if edits else None
        self.effect.setVisible(edits is not None)
        if edits is None:
            return
        try:
            found = compliance.difference(self._workspace, known, today, edits.forgotten)
            late = compliance.late_from(self._workspace, since, today) if since else 0
        except DeskError:
            # Saving says what is wrong, under its field.
            self.effect.hide()
            return
        self.effect.setText(" ".join(filter(None, (difference_words(found), late_words(late)))))

    def _show_missing(self) -> None:
        """Tell what would have to be known to say more, and which obligations wait for it."""
        from officedesk.services import compliance

        labels = {key: field.label.text() for key, field in self.form.fields.items()}
        waiting = [
            (labels[name], titles)
            for key, titles in compliance.missing(self._workspace, self._shared.day)
            if (name := KNOWN_NONE.get(key, key.replace(".", "_"))) in labels
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
        if change.concerns("own_rule"):
            self.rules.refresh()
        if not change.concerns("client"):
            return
        self.records.refresh()
        # What is being typed is hers; it is not written over by what happened elsewhere.
        if not self.form.is_changed():
            self.refresh()


def difference_words(found: "Difference") -> str:
    """Return « Si vous enregistrez : + 3 obligations (…), − 0 »."""
    added = counted(
        len(found.added), translate("Profile", "+ {count} obligation"), translate("Profile", "+ {count} obligations")
    )
    names = [f"+ {title}" for title in found.added] + [f"− {title}" for title in found.removed]
    words = translate("Profile", "Si vous enregistrez : {added}, − {removed}").format(
        added=added, removed=len(found.removed)
    )
    return f"{words} ({BETWEEN.join(names)})." if names else f"{words}."


def late_words(count: int) -> str:
    """Return what an early start of the follow-up brings: the dates already past, as late ones."""
    if not count:
        return ""
    return counted(
        count,
        translate("Profile", "{count} date déjà passée sera en retard : « Suivi depuis » dit ce qui vous revient."),
        translate("Profile", "{count} dates déjà passées seront en retard : « Suivi depuis » dit ce qui vous revient."),
    )


def facts_of(client: "Client") -> dict[str, Any]:
    """Return a client's profile with what she noted beside it."""
    from officedesk.services.clients import profile_of

    noted = {name: getattr(client, name) for name in NOTED}
    return {**profile_of(client), **noted}
