"""The first run: a passphrase is chosen, and the recovery key is shown once."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from officedesk.domain.errors import DeskError
from officedesk.paths import write_atomically
from officedesk.storage.keys import MINIMUM_PASSPHRASE
from officedesk.ui.jobs import Jobs
from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.labels import BOLD, SMALL, TITLE, Label
from officedesk.ui.shell.secret_fields import ShowSecrets, secret_field
from officedesk.ui.shell.theme import typeface

if TYPE_CHECKING:
    from officedesk.storage.portfolio import Portfolio

WIDTH = 520
GROUP = 4


class FirstDeskDialog(QDialog):
    """Accepted once the desk is made and she has copied the end of its recovery key."""

    def __init__(self, home: Path, now: Callable[[], dt.datetime], jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._home, self._now, self._jobs = home, now, jobs
        self.portfolio: Portfolio | None = None
        self.setWindowTitle(self.tr("Créer votre bureau · OfficeDesk"))
        self.choice = _Choice(home)
        self.recovery = _Recovery()
        self.steps = QStackedWidget()
        self.steps.addWidget(self.choice)
        self.steps.addWidget(self.recovery)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 24)
        column.addWidget(self.steps)
        self.setFixedWidth(WIDTH)
        # Only a button that is already in the dialog can be its default.
        self.choice.make_button.setDefault(True)
        self.choice.make_button.clicked.connect(self._make)
        self.choice.quit_button.clicked.connect(self.reject)
        self.recovery.start_button.clicked.connect(self._start)

    @property
    def keep(self) -> bool:
        """Tell whether the system's keyring is to hold the key."""
        return self.choice.keep.isChecked()

    def reject(self) -> None:
        """Refuse to leave the recovery key unread: it is shown this once."""
        if self.portfolio is not None:
            self.recovery.say(self.tr("Notez d’abord la clé : elle ne sera plus jamais montrée."))
            return
        super().reject()

    def _make(self) -> None:
        sentence = self.choice.refusal()
        if sentence:
            self.choice.say(sentence)
            return
        self.choice.busy(True)
        home, passphrase, now = self._home, self.choice.first.text(), self._now

        def work() -> "tuple[Portfolio, str]":
            from officedesk.storage.portfolio import Portfolio

            return Portfolio.create(home, passphrase, now)

        self._jobs.run(work, self._show_recovery, self._refuse, owner=self)

    def _show_recovery(self, made: "tuple[Portfolio, str]") -> None:
        self.portfolio, key = made
        self.steps.setCurrentWidget(self.recovery)
        self.recovery.start_button.setDefault(True)
        self.recovery.show_key(key)

    def _refuse(self, error: Exception) -> None:
        self.choice.busy(False)
        if not isinstance(error, DeskError):
            raise error
        self.choice.say(str(error))

    def _start(self) -> None:
        if self.recovery.copied():
            self.accept()
            return
        self.recovery.say(self.tr("Recopiez les quatre derniers caractères de la clé que vous avez notée."))


class _Choice(QWidget):
    """The passphrase, typed twice."""

    def __init__(self, home: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first, self.second = secret_field(), secret_field()
        self.shown = ShowSecrets(self.first, self.second)
        self.keep = QCheckBox(self.tr("Garder la clé dans le trousseau du système"))
        self.reason = Label(tone="late", size=SMALL, wrap=True)
        self.make_button = Button(self.tr("Créer le bureau"), kind="primary")
        self.quit_button = Button(self.tr("Quitter"))
        intro = self.tr(
            "Tout ce que vous y mettrez sera chiffré dans « {home} ». Personne ne pourra l’ouvrir sans cette phrase, "
            "ou sans la clé de récupération qui vous sera montrée ensuite."
        ).format(home=home)
        first_label = Label(self.tr("Phrase de passe, {count} caractères au moins").format(count=MINIMUM_PASSPHRASE))
        first_label.setBuddy(self.first)
        second_label = Label(self.tr("La même, encore une fois"))
        second_label.setBuddy(self.second)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(Label(self.tr("Créer votre bureau"), size=TITLE, weight=QFont.Weight.Bold))
        column.addWidget(Label(intro, tone="muted", wrap=True))
        for widget in (first_label, self.first, second_label, self.second, self.shown, self.keep, self.reason):
            column.addWidget(widget)
        column.addLayout(_buttons(self.quit_button, self.make_button))

    def refusal(self) -> str:
        """Return why the passphrase cannot be taken, or nothing."""
        if len(self.first.text()) < MINIMUM_PASSPHRASE:
            words = self.tr("La phrase de passe est trop courte : choisissez au moins {count} caractères.")
            return words.format(count=MINIMUM_PASSPHRASE)
        if self.first.text() != self.second.text():
            return self.tr("Les deux phrases diffèrent : écrivez deux fois la même.")
        return ""

    def say(self, sentence: str) -> None:
        self.reason.set_tone("late")
        self.reason.setText(sentence)
        self.first.setAccessibleDescription(sentence)

    def busy(self, busy: bool) -> None:
        for control in (self.first, self.second, self.make_button):
            control.setEnabled(not busy)
        if busy:
            self.reason.set_tone("muted")
            self.reason.setText(self.tr("Création du bureau…"))


class _Recovery(QWidget):
    """The recovery key, to copy by hand, to the clipboard or to a file."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = Label(size=17, weight=BOLD, tabular=True, wrap=True)
        self.key.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.key.setAccessibleName(self.tr("Clé de récupération"))
        self.copy_button = Button(self.tr("Copier"))
        self.save_button = Button(self.tr("Enregistrer dans un fichier…"))
        self.end = QLineEdit()
        self.end.setFont(typeface(tabular=True))
        self.end.setMaxLength(GROUP + 1)
        self.reason = Label(tone="late", size=SMALL, wrap=True)
        self.start_button = Button(self.tr("Commencer"), kind="primary")
        end_label = Label(self.tr("Ses quatre derniers caractères, pour confirmer que vous l’avez notée"), wrap=True)
        end_label.setBuddy(self.end)
        intro = self.tr(
            "Elle ouvre le bureau si vous oubliez la phrase de passe. Elle n’est montrée qu’une fois, et n’est gardée "
            "nulle part : notez-la sur papier, loin de cet ordinateur."
        )
        ways = QHBoxLayout()
        ways.addWidget(self.copy_button)
        ways.addWidget(self.save_button)
        ways.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(Label(self.tr("Votre clé de récupération"), size=TITLE, weight=QFont.Weight.Bold))
        column.addWidget(Label(intro, tone="muted", wrap=True))
        column.addWidget(self.key)
        column.addLayout(ways)
        for widget in (end_label, self.end, self.reason):
            column.addWidget(widget)
        column.addLayout(_buttons(self.start_button))
        self.copy_button.clicked.connect(self._copy)
        self.save_button.clicked.connect(self._save)

    def show_key(self, key: str) -> None:
        """Show the key, and wait for its end."""
        self.key.setText(key)
        self.end.setFocus()

    def copied(self) -> bool:
        """Tell whether the end of the key was typed, capitals and dashes aside."""
        return self.end.text().strip(" -").upper() == self.key.text()[-GROUP:]

    def say(self, sentence: str, *, tone: str = "late") -> None:
        self.reason.set_tone(tone)
        self.reason.setText(sentence)
        self.end.setAccessibleDescription(sentence)
        self.end.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.key.text())
        self.say(self.tr("Clé copiée : collez-la dans un document à imprimer, puis fermez-le."), tone="done")

    def _save(self) -> None:
        name = self.tr("cle-de-recuperation-officedesk.txt")
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Enregistrer la clé de récupération"), name)
        if chosen:
            self.write_key(Path(chosen))

    def write_key(self, target: Path) -> None:
        """Write the key to a file that only she can read."""
        try:
            write_atomically(target, f"{self.key.text()}\n".encode())
        except OSError:
            self.say(self.tr("Ce dossier refuse l’écriture : choisissez-en un autre."))
            return
        words = self.tr("Clé enregistrée dans « {file} » : imprimez-la, ou rangez ce fichier ailleurs qu’ici.")
        self.say(words.format(file=target), tone="done")


def _buttons(*buttons: Button) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addStretch()
    for button in buttons:
        row.addWidget(button)
    return row
