"""A form: fields in rows, one way to save them and one to leave; filling it never saves."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from officedesk.ui.parts.asking import ask
from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.fields import Field
from officedesk.ui.parts.flow import Flow
from officedesk.ui.parts.keys import on_key
from officedesk.ui.parts.labels import BOLD, SMALL, Label
from officedesk.ui.parts.side_by_side import SideBySide


class Form(QWidget):
    """Asks for several values at once; ``saved`` carries them when each one is understood."""

    saved = Signal(object)
    cancelled = Signal()
    edited = Signal()
    refused = Signal()

    def __init__(self, rows: Sequence[str | Sequence[Field]], save: str, parent: QWidget | None = None) -> None:
        """Take rows of fields; a text among them opens a group under that heading."""
        super().__init__(parent)
        self.fields = {field.key: field for row in rows if not isinstance(row, str) for field in row}
        self._filled: dict[str, str] = {}
        self.error = Label(tone="late", size=SMALL, wrap=True)
        self.error.hide()
        self.save_button = Button(save, kind="primary")
        self.cancel_button = Button(self.tr("Annuler"))
        self.save_button.setToolTip(self.tr("Entrée, ou Ctrl+Entrée dans un texte de plusieurs lignes"))
        self.cancel_button.setToolTip(self.tr("Échap"))
        self._lay_out(rows)
        self.save_button.clicked.connect(self.save)
        self.cancel_button.clicked.connect(self.cancelled)
        for keys, gesture in (("Ctrl+Return", self.save), ("Ctrl+Enter", self.save), ("Escape", self.leave)):
            on_key(self, keys, gesture, children=True)
        for field in self.fields.values():
            field.edited.connect(self.edited)
        self.edited.connect(self.error.hide)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save on Enter in a field of one line, which leaves this key to the form; a button or a text keeps it."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or not plain or not self._is_in_a_field():
            super().keyPressEvent(event)
            return
        # A dialog would press its first button, too.
        event.accept()
        self.save()

    def _is_in_a_field(self) -> bool:
        return any(field.editor.hasFocus() for field in self.fields.values())

    def _lay_out(self, rows: Sequence[str | Sequence[Field]]) -> None:
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for row in rows:
            if isinstance(row, str):
                column.addSpacing(12 if column.count() else 0)
                column.addWidget(Label(row, weight=BOLD))
                continue
            line = SideBySide()
            for field in row:
                line.addWidget(field)
            column.addLayout(line)
        column.addWidget(self.error)
        # On a second line when the panel is narrow.
        self.buttons = Flow()
        self.buttons.addWidget(self.save_button)
        self.buttons.addWidget(self.cancel_button)
        column.addLayout(self.buttons)
        column.addStretch()

    def take_foot(self) -> QWidget:
        """Return the buttons and the general refusal, to be kept in sight under a form that scrolls."""
        foot = QWidget()
        column = QVBoxLayout(foot)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._column.removeItem(self.buttons)
        column.addWidget(self.error)
        column.addLayout(self.buttons)
        return foot

    def fill(self, values: Mapping[str, Any]) -> None:
        """Show values; a field that they do not name is emptied."""
        for key, field in self.fields.items():
            field.show_value(values.get(key))
        self.accept_all()
        self._filled = {key: field.typed() for key, field in self.fields.items()}

    def is_changed(self) -> bool:
        """Tell whether something was typed since the form was filled."""
        return any(field.typed() != self._filled.get(key, "") for key, field in self.fields.items())

    def changed_keys(self) -> set[str]:
        """Return the keys of the fields that were edited since the form was filled."""
        return {key for key, field in self.fields.items() if field.typed() != self._filled.get(key, "")}

    def values(self) -> dict[str, Any] | None:
        """Return every value, or None after showing which fields are not understood; nothing typed is lost."""
        self.accept_all()
        values, first = {}, None
        for key, field in self.fields.items():
            try:
                values[key] = field.value()
            except ValueError as error:
                field.refuse(str(error))
                first = first or field
        if first is not None:
            first.show_refusal()
            return None
        return values

    def save(self) -> None:
        """Say that the values are to be saved, if each is understood."""
        values = self.values()
        if values is None:
            self.refused.emit()
            return
        self.saved.emit(values)

    def leave(self) -> None:
        """Leave the form; ask first when something was typed, which would be lost."""
        if not self.is_changed():
            self.cancelled.emit()
            return
        question = self.tr("Abandonner ce que vous avez écrit\u202f?")
        more = self.tr("Ce formulaire n’est pas enregistré.")
        ask(self, question, more, self.tr("Abandonner"), self.cancelled.emit, self.tr("Continuer à écrire"))

    def refuse(self, sentence: str, key: str | None = None) -> None:
        """Show why the whole was refused, under the field at fault when it is known."""
        self.refused.emit()
        if key in self.fields:
            self.fields[key].refuse(sentence)
            self.fields[key].show_refusal()
            return
        self.error.setText(sentence)
        self.error.setVisible(True)

    def accept_all(self) -> None:
        """Take every refusal away."""
        self.error.setVisible(False)
        for field in self.fields.values():
            field.refuse("")
