"""Another passphrase for the same desk: the one in use, the new one twice."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from officedesk.domain.errors import DeskError
from officedesk.storage import keys
from officedesk.ui.jobs import Jobs
from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.labels import SMALL, TITLE, Label
from officedesk.ui.shell.theme import typeface

WIDTH = 460


class PassphraseDialog(QDialog):
    """Accepted once the key file is written; what is refused stays in its field, with the reason under it."""

    def __init__(self, home: Path, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._home, self._jobs = home, jobs
        self.setWindowTitle(self.tr("Changer la phrase de passe"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.current, self.first, self.second = (QLineEdit(echoMode=QLineEdit.EchoMode.Password) for _ in range(3))
        self.shown = QCheckBox(self.tr("Montrer ce que j’écris"))
        self.reason = Label(tone="late", size=SMALL, wrap=True)
        self.reason.setMinimumHeight(2 * self.reason.fontMetrics().height())
        self.reason.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.change_button = Button(self.tr("Changer"), kind="primary")
        self.leave_button = Button(self.tr("Annuler"))
        self._lay_out()
        self.change_button.setDefault(True)
        self.change_button.clicked.connect(self._change)
        self.leave_button.clicked.connect(self.reject)
        self.shown.toggled.connect(self._show_secrets)

    def reject(self) -> None:
        """Leave, unless the key file is being written."""
        if self.change_button.isEnabled():
            super().reject()

    def _change(self) -> None:
        sentence = self._refusal()
        if sentence:
            self._say(sentence)
            return
        self._busy(True)
        home, current, chosen = self._home, self.current.text(), self.first.text()

        def work() -> None:
            keys.change_passphrase(home, keys.unlock(home, current), chosen)

        # Two derivations of a key: never on this thread.
        self._jobs.run(work, lambda _none: self.accept(), self._refuse, owner=self)

    def _refusal(self) -> str:
        if not self.current.text():
            return self.tr("Écrivez d’abord votre phrase de passe actuelle, ou votre clé de récupération.")
        if len(self.first.text()) < keys.MINIMUM_PASSPHRASE:
            words = self.tr("La phrase de passe est trop courte : choisissez au moins {count} caractères.")
            return words.format(count=keys.MINIMUM_PASSPHRASE)
        if self.first.text() != self.second.text():
            return self.tr("Les deux phrases diffèrent : écrivez deux fois la même.")
        return ""

    def _refuse(self, error: Exception) -> None:
        self._busy(False)
        if not isinstance(error, DeskError):
            raise error
        self._say(str(error))

    def _say(self, sentence: str) -> None:
        self.reason.set_tone("late")
        self.reason.setText(sentence)
        self.current.setAccessibleDescription(sentence)

    def _busy(self, busy: bool) -> None:
        for control in (self.current, self.first, self.second, self.change_button, self.leave_button):
            control.setEnabled(not busy)
        if busy:
            self.reason.set_tone("muted")
            self.reason.setText(self.tr("Changement en cours…"))

    def _show_secrets(self, shown: bool) -> None:
        for field in (self.current, self.first, self.second):
            field.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 24)
        column.setSpacing(10)
        column.addWidget(Label(self.windowTitle(), size=TITLE, weight=QFont.Weight.Bold))
        intro = self.tr("La clé de récupération que vous avez notée reste valable.")
        column.addWidget(Label(intro, tone="muted", wrap=True))
        rows = (
            (self.tr("Phrase de passe actuelle, ou clé de récupération"), self.current),
            (self.tr("Nouvelle phrase de passe, {count} caractères au moins"), self.first),
            (self.tr("La même, encore une fois"), self.second),
        )
        for words, field in rows:
            label = Label(words.format(count=keys.MINIMUM_PASSPHRASE))
            label.setBuddy(field)
            field.setFont(typeface())
            column.addWidget(label)
            column.addWidget(field)
        column.addWidget(self.shown)
        column.addWidget(self.reason)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self.leave_button)
        buttons.addWidget(self.change_button)
        column.addLayout(buttons)
        self.setFixedWidth(WIDTH)
        self.current.setFocus()
