"""The first screen when nobody gave the key: a passphrase, or the recovery key."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from officedesk.domain.errors import DeskError
from officedesk.storage import keys
from officedesk.ui.jobs import Jobs
from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.labels import SMALL, TITLE, Label
from officedesk.ui.shell.secret_fields import ShowSecrets, secret_field

WIDTH = 420


class UnlockDialog(QDialog):
    """Accepted once ``key`` is the desk's; a wrong secret stays in the field, with the reason under it.

    ``recovered`` says that the recovery key opened it: the passphrase may be lost.
    """

    def __init__(
        self, home: Path, jobs: Jobs, *, keep: bool | None = False, title: str = "", parent: QWidget | None = None
    ) -> None:
        """Offer to keep the key in the system's keyring, unless ``keep`` is None; ``title`` says what it is for."""
        super().__init__(parent)
        self._title = title or self.tr("Ouvrir le bureau")
        self._home, self._jobs = home, jobs
        self.key = b""
        self.recovered = False
        self.setWindowTitle(self.tr("{title} · OfficeDesk").format(title=self._title))
        self.entry = secret_field()
        self.shown = ShowSecrets(self.entry)
        self.keep = QCheckBox(self.tr("Garder la clé dans le trousseau du système"))
        self.keep.setChecked(bool(keep))
        self.keep.setVisible(keep is not None)
        self.reason = Label(tone="late", size=SMALL, wrap=True)
        self.reason.setMinimumHeight(2 * self.reason.fontMetrics().height())
        self.reason.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.open_button = Button(self.tr("Ouvrir"), kind="primary")
        self.quit_button = Button(self.tr("Quitter"))
        self._lay_out()
        self.open_button.setDefault(True)
        self.open_button.clicked.connect(self._try)
        self.quit_button.clicked.connect(self.reject)

    def _try(self) -> None:
        if not self.entry.text():
            self._say(self.tr("Écrivez votre phrase de passe, ou votre clé de récupération."))
            return
        self._busy(True)
        home, secret = self._home, self.entry.text()
        # The derivation of the key takes a third of a second: never on this thread.
        self._jobs.run(lambda: keys.unlock(home, secret), self._accept, self._refuse, owner=self)

    def _accept(self, key: bytes) -> None:
        self.key, self.recovered = key, keys.is_recovery_key(self.entry.text())
        self.accept()

    def _refuse(self, error: Exception) -> None:
        self._busy(False)
        if not isinstance(error, DeskError):
            raise error
        self._say(str(error))
        # Typing again replaces it.
        self.entry.selectAll()

    def _say(self, sentence: str) -> None:
        self.reason.set_tone("late")
        self.reason.setText(sentence)
        self.entry.setAccessibleDescription(sentence)
        self.entry.setFocus()

    def _busy(self, busy: bool) -> None:
        for control in (self.entry, self.open_button, self.keep):
            control.setEnabled(not busy)
        if busy:
            self.reason.set_tone("muted")
            self.reason.setText(self.tr("Ouverture…"))

    def _lay_out(self) -> None:
        label = Label(self.tr("Phrase de passe, ou clé de récupération"))
        label.setBuddy(self.entry)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self.quit_button)
        buttons.addWidget(self.open_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 24)
        column.setSpacing(10)
        column.addWidget(Label(self._title, size=TITLE, weight=QFont.Weight.Bold))
        column.addSpacing(6)
        column.addWidget(label)
        column.addWidget(self.entry)
        column.addWidget(self.shown)
        column.addWidget(self.keep)
        column.addWidget(self.reason)
        column.addLayout(buttons)
        self.setFixedWidth(WIDTH)
        for first, second in (
            (self.entry, self.shown),
            (self.shown, self.keep),
            (self.keep, self.open_button),
            (self.open_button, self.quit_button),
        ):
            QWidget.setTabOrder(first, second)
