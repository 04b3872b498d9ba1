"""The small tables under a client's profile: each record has its line, and a form in a window of its own."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from officedesk.domain.errors import DeskError
from officedesk.ui.pages import record_fields
from officedesk.ui.pages.record_fields import Item, Table
from officedesk.ui.parts.asking import ask
from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.card import PADDING, Card
from officedesk.ui.parts.dialogs import FormDialog
from officedesk.ui.parts.elided_label import ElidedLabel
from officedesk.ui.parts.forms import Form
from officedesk.ui.parts.labels import BOLD, SMALL, Label
from officedesk.ui.shell.theme import px

if TYPE_CHECKING:
    from officedesk.storage.workspace import Workspace
    from officedesk.ui.collaborators import Collaborators

translate = QCoreApplication.translate

NAME_WIDTH = 150
_PLACE = re.compile(r"[\w\[\]]+\.(\w+)\u00a0: (.+)", re.DOTALL)


class RecordLine(QWidget):
    """The name of a record, what is known of it, and a way to change it."""

    opened = Signal()

    def __init__(self, name: str, told: str, width: int = NAME_WIDTH, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        heading = ElidedLabel(name, weight=BOLD)
        heading.setFixedWidth(px(width))
        said = Label(told, tone="muted", tabular=True, wrap=True)
        said.setMinimumWidth(1)
        self.button = Button(self.tr("Modifier"), kind="link", size=SMALL)
        self.button.setAccessibleName(self.tr("Modifier {name}").format(name=name))
        self.button.clicked.connect(self.opened)
        line = QHBoxLayout(self)
        line.setContentsMargins(PADDING, 6, PADDING, 6)
        line.setSpacing(12)
        line.addWidget(heading)
        line.addWidget(said, 1)
        line.addWidget(self.button)


class RecordDialog(FormDialog):
    """Asks for one record; ``removed`` says that it is to be taken out."""

    removed = Signal()

    def __init__(self, table: Table, shared: "Collaborators", item: Item | None, parent: QWidget | None = None) -> None:
        form = Form(table.rows(shared.day), translate("RecordDialog", "Enregistrer"))
        form.fill(record_fields.shown_values(item or {}))
        self.remove_button = Button(translate("RecordDialog", "Retirer"), kind="danger")
        self.remove_button.setVisible(item is not None)
        form.buttons.addWidget(self.remove_button)
        super().__init__(table.add if item is None else table.edit, form, parent, width=600)
        self.remove_button.clicked.connect(self.removed)


class RecordList(Card):
    """Lines that open a form, or a sentence when there is none, over a button that adds one."""

    def __init__(self, title: str, add: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent=parent)
        self.lines: list[RecordLine] = []
        self.add_button = Button(add, kind="link", size=SMALL)
        self._foot = QWidget()
        row = QHBoxLayout(self._foot)
        row.setContentsMargins(PADDING - 6, 4, PADDING - 6, 4)
        row.addWidget(self.add_button)
        row.addStretch()
        self._column.addWidget(self._foot)

    def show_lines(self, lines: Sequence[RecordLine], nothing: str) -> None:
        """Replace the lines."""
        self.empty()
        self.lines = list(lines)
        self.set_note(str(len(lines) or ""))
        for line in lines:
            self.add(line)
        if not lines:
            self.say(nothing)
        # What is added goes to the bottom: the foot stays under it.
        self._column.removeWidget(self._foot)
        self._column.addWidget(self._foot)


class RecordCard(RecordList):
    """One list of the profile of a workspace."""

    def __init__(
        self, table: Table, workspace: "Workspace", shared: "Collaborators", parent: QWidget | None = None
    ) -> None:
        super().__init__(table.title, table.add, parent)
        self.table, self._workspace, self._shared = table, workspace, shared
        self.add_button.clicked.connect(lambda: self.edit(None))
        self.refresh()

    def refresh(self) -> None:
        """Show the records as they are stored."""
        lines = []
        for position, item in enumerate(self._items()):
            line = RecordLine(str(item["ref"]), ", ".join(part for part in self.table.told(item) if part))
            line.opened.connect(lambda position=position: self.edit(position))
            lines.append(line)
        self.show_lines(lines, self.table.empty)

    def edit(self, position: int | None) -> RecordDialog:
        """Open the form of a record, or of a new one."""
        item = None if position is None else self._items()[position]
        dialog = RecordDialog(self.table, self._shared, item, self.window())
        dialog.form.saved.connect(lambda values: self._check(dialog, position, values))
        dialog.removed.connect(lambda: self._remove(dialog, position or 0))
        dialog.open()
        return dialog

    # --- writing -----------------------------------------------------------------------------------------------------

    def _check(self, dialog: RecordDialog, position: int | None, values: dict[str, Any]) -> None:
        """Save; ask again first when something is said to have happened on a day to come."""
        if "kind" in values and values["kind"] is None:
            dialog.form.refuse(self.tr("Il manque ce qui est arrivé : choisissez-le dans la liste."), "kind")
            return
        day = values.get("day")
        if day is None or day <= self._shared.day:
            self._save(dialog, position, values)
            return
        question = self.tr("Ce jour n’est pas encore arrivé. L’enregistrer quand même\u202f?")
        more = self.tr("Un fait ouvre un délai à partir de son jour.")
        ask(dialog, question, more, self.tr("Enregistrer"), lambda: self._save(dialog, position, values))

    def _save(self, dialog: RecordDialog, position: int | None, values: dict[str, Any]) -> None:
        items = self._items()
        record = record_fields.written(values, {} if position is None else items[position])
        if position is None:
            items.append(record)
        else:
            items[position] = record
        try:
            self._write(items)
        except DeskError as error:
            found = _PLACE.fullmatch(str(error))
            key = {"at": "day"}.get(found[1], found[1]) if found else None
            sentence = found[2] if found and key in dialog.form.fields else str(error)
            dialog.form.refuse(sentence[:1].upper() + sentence[1:], key)
            return
        dialog.accept()
        self._shared.history.offer_undo(self.tr("Profil enregistré, échéances mises à jour."))

    def _remove(self, dialog: RecordDialog, position: int) -> None:
        items = self._items()
        del items[position]
        self._write(items)
        dialog.accept()
        self._shared.history.offer_undo(self.tr("Retiré du profil, échéances mises à jour."))

    def _write(self, items: list[dict[str, Any]]) -> None:
        from officedesk.services import clients

        slug = self._workspace.client().slug
        clients.update_client(self._shared.portfolio, slug, {self.table.key: items}, today=self._shared.day)
        self.refresh()

    def _items(self) -> list[dict[str, Any]]:
        return [dict(item) for item in self._workspace.client().profile.get(self.table.key) or ()]


class RecordCards(QWidget):
    """Every list of a profile, one under the other."""

    def __init__(self, workspace: "Workspace", shared: "Collaborators", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards = {table.key: RecordCard(table, workspace, shared) for table in record_fields.tables()}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for card in self.cards.values():
            column.addWidget(card)

    def refresh(self) -> None:
        """Show what is stored."""
        for card in self.cards.values():
            card.refresh()
