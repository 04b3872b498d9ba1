"""The legal rules in place, newer ones from a file and its code, and the way back to those before."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from officedesk.domain import days
from officedesk.domain.errors import DeskError
from officedesk.ui.pages.rules_words import difference_words, old_words, pack_words
from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.card import Separator
from officedesk.ui.parts.detail import foldable
from officedesk.ui.parts.dialogs import open_at
from officedesk.ui.parts.elided_label import ElidedLabel
from officedesk.ui.parts.labels import BOLD, SMALL, Label
from officedesk.ui.parts.scrolling import scrolled
from officedesk.ui.shell.theme import typeface

if TYPE_CHECKING:
    from officedesk.domain.compliance import RulePack
    from officedesk.services.rule_packs import PackImport
    from officedesk.ui.collaborators import Collaborators

SIZE = (560, 540)


class RulesDialog(QDialog):
    """Accepted once other rules are in place; a file is looked at as soon as its code is whole, and nothing written."""

    def __init__(self, shared: "Collaborators", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from officedesk.services.rule_packs import previous_pack
        from officedesk.services.rules import rules_in_place

        self._shared = shared
        self._path: Path | None = None
        self._writing = False
        # What asks the system: a test gives its own answer.
        self.choose_file: Callable[[QWidget], str] = choose_file
        self.setWindowTitle(self.tr("Règles légales"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        place, previous = rules_in_place(shared.portfolio.setting), previous_pack(shared.portfolio)
        self.place = Label(pack_words(place), wrap=True)
        self.old = Label(old_words(place, shared.day), tone="soon", size=SMALL, wrap=True)
        self.restore_button = Button(self._way_back(previous), kind="link", size=SMALL)
        self.file = ElidedLabel(self.tr("Aucun fichier choisi"), tone="muted")
        self.choose_button = Button(self.tr("Choisir un fichier…"))
        self.code = QLineEdit(placeholderText="xxxx-xxxx-xxxx-xxxx-xxxx-xxxx-xxxx-xxxx")
        self.code.setFont(typeface(tabular=True))
        self.code.setAccessibleName(self.tr("Code publié avec ce fichier"))
        self.summary = Label("", wrap=True)
        self.details = Label("", tone="muted", size=SMALL, wrap=True)
        self.said = Label("", tone="muted", size=SMALL, wrap=True)
        self.import_button = Button(self.tr("Importer"), kind="primary")
        self.leave_button = Button(self.tr("Fermer"))
        self._lay_out()
        self.old.setVisible(bool(self.old.text()))
        self.restore_button.setVisible(previous is not None)
        # Return in the code's field must never go back to other rules.
        self.restore_button.setAutoDefault(False)
        self.import_button.setDefault(True)
        self.choose_button.clicked.connect(self._choose)
        self.code.textChanged.connect(self._look)
        self.import_button.clicked.connect(self._import)
        self.restore_button.clicked.connect(self._restore)
        self.leave_button.clicked.connect(self.reject)
        self._look()
        self.choose_button.setFocus()

    def reject(self) -> None:
        """Leave, unless rules are being put in place."""
        if not self._writing:
            super().reject()

    # --- the file and its code, then what they would change ----------------------------------------------------------

    def _choose(self) -> None:
        chosen = self.choose_file(self)
        if not chosen:
            return
        self._path = Path(chosen)
        self.file.setText(self._path.name)
        self._look()
        self.code.setFocus()

    def _look(self) -> None:
        """Tell what the file would change; nothing is written."""
        self.summary.setText("")
        self.details.setText("")
        self.import_button.setEnabled(False)
        self.code.setEnabled(self._path is not None)
        asked = self._asked()
        if self._path is None:
            self._tell(self.tr("Choisissez un fichier de règles, puis recopiez le code publié à côté de lui."))
        elif asked is None:
            self._tell(self.tr("Recopiez le code publié avec ce fichier : il prouve que personne ne l’a modifié."))
        else:
            self._tell(self.tr("Lecture du fichier…"))
            self._run(dry_run=True, done=lambda found: self._show(asked, found))

    def _asked(self) -> tuple[Path, str] | None:
        """Return the file and its code once that is whole."""
        from officedesk.domain.compliance.rule_packs import CODE_DIGITS

        code = self.code.text()
        return (self._path, code) if self._path and len(re.sub(r"[\s-]", "", code)) >= CODE_DIGITS else None

    def _show(self, asked: tuple[Path, str], found: "PackImport") -> None:
        if asked != self._asked():
            return
        self.summary.setText(pack_words(found.pack))
        self.details.setText(foldable(difference_words(found.difference)))
        self._tell(self.tr("Rien n’est encore enregistré. Vous pourrez revenir aux règles en place."))
        self.import_button.setEnabled(True)

    # --- taking it, or going back ------------------------------------------------------------------------------------

    def _import(self) -> None:
        if self._asked() is None or self._writing:
            return
        self._write(self.tr("Mise en place des règles…"))
        self._run(dry_run=False, done=lambda found: self._taken(found.pack))

    def _restore(self) -> None:
        portfolio, day = self._shared.portfolio, self._shared.day
        self._write(self.tr("Retour aux règles précédentes…"))

        def work() -> "RulePack":
            from officedesk.services.rule_packs import restore_previous

            return restore_previous(portfolio, day)

        self._shared.jobs.run(work, self._taken, self._fail, owner=self)

    def _run(self, *, dry_run: bool, done: Callable[[Any], None]) -> None:
        asked, portfolio, day = self._asked(), self._shared.portfolio, self._shared.day
        if asked is None:
            return
        path, code = asked

        def work() -> "PackImport":
            from officedesk.services.rule_packs import import_pack

            return import_pack(portfolio, path, code, day, dry_run=dry_run)

        def failed(error: Exception) -> None:
            if asked == self._asked():
                self._fail(error)

        self._shared.jobs.run(work, done, failed, owner=self)

    def _write(self, sentence: str) -> None:
        self._writing = True
        self._enable(False)
        self._tell(sentence)

    def _taken(self, pack: "RulePack") -> None:
        self._writing = False
        words = self.tr("Les règles du {day} sont en place ; les échéances les suivent.")
        self._shared.toasts.say(words.format(day=days.short_date(pack.version)))
        self.accept()

    def _fail(self, error: Exception) -> None:
        self._writing = False
        self._enable(True)
        self.import_button.setEnabled(False)
        if not isinstance(error, DeskError):
            self._tell(self.tr("L’import a échoué ; les règles en place restent."), "late")
            raise error
        self._tell(foldable(str(error)), "late")

    def _enable(self, enabled: bool) -> None:
        for control in (self.choose_button, self.code, self.restore_button, self.import_button, self.leave_button):
            control.setEnabled(enabled)

    def _tell(self, sentence: str, tone: str = "muted") -> None:
        self.said.setText(sentence)
        self.said.set_tone(tone)
        self.code.setAccessibleDescription(sentence)

    def _way_back(self, previous: "RulePack | None") -> str:
        if previous is None:
            return ""
        return self.tr("Revenir aux règles précédentes, du {day}").format(day=days.short_date(previous.version))

    def _lay_out(self) -> None:
        found = QWidget()
        found.setProperty("role", "page")
        inside = QVBoxLayout(found)
        inside.setContentsMargins(0, 0, 8, 0)
        inside.setSpacing(10)
        for label in (self.summary, self.details):
            inside.addWidget(label)
        inside.addStretch()
        chosen = QHBoxLayout()
        chosen.addWidget(self.file, 1)
        chosen.addWidget(self.choose_button)
        label = Label(self.code.accessibleName())
        label.setBuddy(self.code)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addWidget(Label(self.windowTitle(), size=18, weight=BOLD))
        column.addWidget(self.place)
        column.addWidget(self.old)
        column.addWidget(self.restore_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(Separator())
        column.addWidget(Label(self.tr("Importer des règles plus récentes"), weight=BOLD))
        column.addLayout(chosen)
        column.addWidget(label)
        column.addWidget(self.code)
        column.addWidget(scrolled(found), 1)
        column.addWidget(self.said)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self.leave_button)
        buttons.addWidget(self.import_button)
        column.addLayout(buttons)
        open_at(self, *SIZE)


def choose_file(window: QWidget) -> str:
    """Ask for a file of rules; an empty answer is a refusal."""
    title, kinds = window.tr("Choisir un fichier de règles"), window.tr("Règles (*.toml);;Tous les fichiers (*)")
    return QFileDialog.getOpenFileName(window, title, str(Path.home()), kinds)[0]
