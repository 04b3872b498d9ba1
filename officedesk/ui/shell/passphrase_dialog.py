"""Another passphrase for the same desk: the one in use, the new one twice."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from officedesk.domain.errors import DeskError
from officedesk.storage import keys
from officedesk.ui.jobs import Jobs
from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.labels import SMALL, TITLE, Label
from officedesk.ui.shell.secret_fields import ShowSecrets, secret_field
from officedesk.ui.shell.theme import px

WIDTH = 460


class PassphraseDialog(QDialog):
    """Accepted once the key file is written; what is refused stays in its field, with the reason under it.

    ``key`` is given when the recovery key has just opened the desk: the lost passphrase is not asked for.
    """

    def __init__(self, home: Path, jobs: Jobs, parent: QWidget | None = None, *, key: bytes | None = None) -> None:
        super().__init__(parent)
        self._home, self._jobs, self._key = home, jobs, key
        self.setWindowTitle(self.tr("Changer la phrase de passe"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.current, self.first, self.second = secret_field(), secret_field(), secret_field()
        self.shown = ShowSecrets(self.current, self.first, self.second)
        self.reason = Label(tone="late", size=SMALL, wrap=True)
        self.reason.setMinimumHeight(2 * self.reason.fontMetrics().height())
        self.reason.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.change_button = Button(self.tr("Changer"), kind="primary")
        self.leave_button = Button(self.tr("Plus tard") if key else self.tr("Annuler"))
        self._lay_out()
        self.change_button.setDefault(True)
        self.change_button.clicked.connect(self._change)
        self.leave_button.clicked.connect(self.reject)

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
        home, key, current, chosen = self._home, self._key, self.current.text(), self.first.text()

        def work() -> None:
            keys.change_passphrase(home, key or keys.unlock(home, current), chosen)

        # Two derivations of a key: never on this thread.
        self._jobs.run(work, lambda _none: self.accept(), self._refuse, owner=self)

    def _refusal(self) -> str:
        if not (self._key or self.current.text()):
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

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 24)
        column.setSpacing(10)
        column.addWidget(Label(self.windowTitle(), size=TITLE, weight=QFont.Weight.Bold))
        intro = self.tr("La clé de récupération que vous avez notée reste valable.")
        recovered = self.tr("Vous avez ouvert le bureau avec la clé de récupération : choisissez une nouvelle phrase.")
        column.addWidget(Label(f"{recovered} {intro}" if self._key else intro, tone="muted", wrap=True))
        rows = (
            (self.tr("Phrase de passe actuelle, ou clé de récupération"), self.current),
            (self.tr("Nouvelle phrase de passe, {count} caractères au moins"), self.first),
            (self.tr("La même, encore une fois"), self.second),
        )
        asked = rows[1:] if self._key else rows
        for words, field in asked:
            label = Label(words.format(count=keys.MINIMUM_PASSPHRASE))
            label.setBuddy(field)
            column.addWidget(label)
            column.addWidget(field)
        column.addWidget(self.shown)
        column.addWidget(self.reason)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self.leave_button)
        buttons.addWidget(self.change_button)
        column.addLayout(buttons)
        self.setFixedWidth(min(px(WIDTH), self.screen().availableSize().width()))
        # Its sentences fold: it opens at the height that its width asks for.
        self.resize(self.width(), column.totalHeightForWidth(self.width()))
        asked[0][1].setFocus()
