"""A calendar or an address book enters a client's workspace: looked at first, then taken as a whole."""

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from officedesk.domain.errors import DeskError
from officedesk.interop.found import StoppedError
from officedesk.ui.pages.import_words import findings, remarks
from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.choice import Choice
from officedesk.ui.parts.dialogs import open_at
from officedesk.ui.parts.elided_label import ElidedLabel
from officedesk.ui.parts.labels import BOLD, SMALL, Label
from officedesk.ui.parts.scrolling import scrolled

if TYPE_CHECKING:
    from officedesk.services.exchange import ImportReport, ReadFile
    from officedesk.ui.collaborators import Collaborators

SIZE = (560, 460)


class ImportDialog(QDialog):
    """Accepted once the file is in; until then nothing is written, and a cancelled import leaves nothing.

    ``client_id`` is proposed, and compared with the file as soon as that is read.
    """

    def __init__(
        self, shared: "Collaborators", path: Path, parent: QWidget | None = None, client_id: int | None = None
    ) -> None:
        super().__init__(parent)
        self._shared, self._path, self._proposed = shared, path, client_id
        self._file: ReadFile | None = None
        self._report: ImportReport | None = None
        # The work looks at it, and never at this widget.
        self._stop = threading.Event()
        self._writing = False
        self.setWindowTitle(self.tr("Importer"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.client = Choice(self.tr("Pour quel client ?"), letters=24)
        self.client.addItem(self.tr("Choisir un client"), None)
        own = shared.portfolio.own().client()
        for client in (*shared.portfolio.clients(), own):
            self.client.addItem(client.name, client.id)
        self.summary = Label("", wrap=True)
        self.details = Label("", tone="muted", size=SMALL, wrap=True)
        self.said = Label("", tone="muted", size=SMALL, wrap=True)
        self.import_button = Button(self.tr("Importer"), kind="primary")
        self.leave_button = Button(self.tr("Annuler"))
        self._lay_out()
        self.import_button.setEnabled(False)
        self.client.currentIndexChanged.connect(self._look)
        self.import_button.clicked.connect(self._import)
        self.leave_button.clicked.connect(self.reject)
        self._read()

    def reject(self) -> None:
        """Leave; while the file is being written, ask the work to stop and wait for what it says."""
        self._stop.set()
        if self._writing:
            self.leave_button.setEnabled(False)
            self._tell(self.tr("Arrêt…"))
            return
        super().reject()

    # --- the file, then what it would change -------------------------------------------------------------------------

    def _read(self) -> None:
        path, stopped = self._path, self._stop.is_set
        self.client.setEnabled(False)
        self._tell(self.tr("Lecture du fichier…"))

        def work() -> "ReadFile":
            from officedesk.services.exchange import read_apart

            return read_apart(path, stopped)

        self._shared.jobs.run(work, self._show_file, self._fail, owner=self)

    def _show_file(self, file: "ReadFile") -> None:
        if file.refusal:
            self._tell(file.refusal, "late")
            self.leave_button.setText(self.tr("Fermer"))
            return
        self._file = file
        self.client.setEnabled(True)
        self._tell(self.tr("Choisissez le client à qui appartient ce que contient ce fichier."))
        self.client.setFocus()
        if self._proposed is not None:
            self.client.setCurrentIndex(self.client.findData(self._proposed))

    def _look(self) -> None:
        """Tell what an import for this client would do; nothing is written."""
        file, client_id, portfolio = self._file, self.client.currentData(), self._shared.portfolio
        self._report = None
        self.import_button.setEnabled(False)
        self.summary.setText("")
        self.details.setText("")
        if file is None or client_id is None:
            return
        self._tell(self.tr("Comparaison avec ce qui est déjà enregistré…"))

        def work() -> "tuple[int, ImportReport]":
            from officedesk.services.exchange import import_file

            return client_id, import_file(portfolio, portfolio.workspace_by_id(client_id), file, dry_run=True)

        self._shared.jobs.run(work, lambda found: self._show_report(*found), self._fail, owner=self)

    def _show_report(self, client_id: int, report: "ImportReport") -> None:
        if client_id != self.client.currentData():
            return
        self._report = report
        self.summary.setText(findings(report))
        self.details.setText(remarks(report))
        something = bool(report.created or report.updated)
        self.import_button.setEnabled(something)
        self._tell(self.tr("Rien n’est encore enregistré.") if something else self.tr("Il n’y a rien à importer."))
        if something:
            self.import_button.setDefault(True)
            self.import_button.setFocus()

    # --- taking it ---------------------------------------------------------------------------------------------------

    def _import(self) -> None:
        file, client_id, portfolio = self._file, self.client.currentData(), self._shared.portfolio
        if file is None or self._report is None or self._writing:
            return
        stopped = self._stop.is_set
        self._writing = True
        self.client.setEnabled(False)
        self.import_button.setEnabled(False)
        self._tell(self.tr("Import en cours…"))

        def work() -> "ImportReport":
            from officedesk.services.exchange import import_file

            return import_file(portfolio, portfolio.workspace_by_id(client_id), file, stopped=stopped)

        self._shared.jobs.run(work, self._taken, self._fail, owner=self)

    def _taken(self, report: "ImportReport") -> None:
        self._writing = False
        words = self.tr("« {file} » est importé : {client}.")
        self._shared.history.offer_undo(words.format(file=report.file, client=self.client.currentText()))
        self.accept()

    def _fail(self, error: Exception) -> None:
        self._writing = False
        if isinstance(error, StoppedError):
            super().reject()
            return
        self.leave_button.setEnabled(True)
        self.client.setEnabled(self._file is not None)
        self.import_button.setEnabled(self._report is not None)
        if not isinstance(error, DeskError):
            self._tell(self.tr("L’import a échoué ; rien n’a été enregistré."), "late")
            raise error
        self._tell(str(error), "late")

    def _tell(self, sentence: str, tone: str = "muted") -> None:
        self.said.setText(sentence)
        self.said.set_tone(tone)
        self.client.setAccessibleDescription(sentence)

    def _lay_out(self) -> None:
        found = QWidget()
        found.setProperty("role", "page")
        inside = QVBoxLayout(found)
        inside.setContentsMargins(0, 0, 8, 0)
        inside.setSpacing(10)
        inside.addWidget(self.summary)
        inside.addWidget(self.details)
        inside.addStretch()
        label = Label(self.client.accessibleName())
        label.setBuddy(self.client)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addWidget(Label(self.windowTitle(), size=18, weight=BOLD))
        column.addWidget(ElidedLabel(self._path.name, tone="muted"))
        column.addSpacing(4)
        column.addWidget(label)
        column.addWidget(self.client)
        column.addWidget(scrolled(found), 1)
        column.addWidget(self.said)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self.leave_button)
        buttons.addWidget(self.import_button)
        column.addLayout(buttons)
        open_at(self, *SIZE)
