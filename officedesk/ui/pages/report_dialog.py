"""Rapport d'activité: the period, the essential, the pages as they will be, and the file."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from officedesk.domain.errors import DeskError
from officedesk.ui.pages.report_period import PeriodField
from officedesk.ui.pages.report_preview import Preview
from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.dialogs import open_at
from officedesk.ui.parts.fields import NotesField
from officedesk.ui.parts.flow import Flow
from officedesk.ui.parts.labels import BOLD, SMALL, Label
from officedesk.ui.parts.scrolling import scrolled
from officedesk.ui.shell.theme import px

if TYPE_CHECKING:
    from officedesk.domain.activity import ActivitySummary
    from officedesk.storage.workspace import Workspace
    from officedesk.ui.collaborators import Collaborators
    from officedesk.ui.jobs import Job

RESOLUTION = 150
LEFT_WIDTH = 340
PAUSE_MS = 500
# The first word of a file's name, and how it ends.
REPORT, HOURS = ("rapport", "pdf"), ("heures", "xlsx")

ChoosePath = Callable[[QWidget, str], str]


class ReportDialog(QDialog):
    """Sets one client's report; nothing of the desk is changed by it."""

    def __init__(self, workspace: "Workspace", shared: "Collaborators", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._shared = shared
        self._client = workspace.client()
        self._proposed = ""
        self._job: Job | None = None
        self.choose_path: ChoosePath = choose_path
        self.launch: Callable[[QUrl], bool] = QDesktopServices.openUrl
        self.summary: ActivitySummary | None = None
        self.saved_to: Path | None = None
        self.setWindowTitle(self.tr("Rapport d’activité"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.period = PeriodField(shared.day)
        self.essential = NotesField("essential", self.tr("L’essentiel"), lines=11)
        self.propose_button = Button(self.tr("Reprendre le texte proposé"), kind="link", size=SMALL)
        self.preview = Preview(self.tr("Aperçu du rapport"))
        self.said = Label("", tone="muted", size=SMALL, wrap=True)
        self.save_button = Button(self.tr("Enregistrer le PDF"), kind="primary")
        self.hours_button = Button(self.tr("Heures en classeur…"))
        self.open_button = Button(self.tr("Ouvrir"))
        self.close_button = Button(self.tr("Fermer"))
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._lay_out()
        self.period.changed.connect(self._set_again)
        self.essential.edited.connect(self._pause.start)
        self._pause.timeout.connect(self._set_again)
        self.propose_button.clicked.connect(self._propose)
        self.save_button.clicked.connect(self._save)
        self.hours_button.clicked.connect(self._save_hours)
        self.open_button.clicked.connect(self._open)
        self.close_button.clicked.connect(self.reject)
        self._set_again()

    def _lay_out(self) -> None:
        open_at(self, 1000, 660)
        self.open_button.hide()
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(Label(self.tr("Rapport d’activité"), size=18, weight=BOLD))
        left.addWidget(Label(self._client.name, tone="muted", wrap=True))
        left.addWidget(self.period)
        left.addWidget(self.essential)
        left.addWidget(self.propose_button, 0, Qt.AlignmentFlag.AlignLeft)
        left.addStretch()
        left.addWidget(self.said)
        buttons = Flow()
        for button in (self.save_button, self.hours_button, self.open_button, self.close_button):
            buttons.addWidget(button)
        left.addLayout(buttons)
        holder = QWidget()
        holder.setProperty("role", "page")
        holder.setLayout(left)
        left.setContentsMargins(20, 20, 12, 20)
        area = scrolled(holder)
        # The pages keep what room large letters leave.
        area.setFixedWidth((LEFT_WIDTH + px(LEFT_WIDTH)) // 2)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(area)
        line.addWidget(self.preview, 1)

    # --- the pages ---------------------------------------------------------------------------------------------------

    def _set_again(self) -> None:
        """Gather the facts and set the pages, away from the interface."""
        self._pause.stop()
        period = self.period.period()
        if period is None:
            return
        if self._job is not None:
            self._job.cancel()
        self.save_button.setEnabled(False)
        self.preview.say(self.tr("Mise en page…"))
        typed = self.essential.typed()
        essential = None if typed == self._proposed else typed
        portfolio, workspace, today = self._shared.portfolio, self._workspace, self._shared.day

        def work() -> "tuple[ActivitySummary, list[bytes]]":
            from officedesk.reports.activity import page_images
            from officedesk.services.reports import summarise

            summary = summarise(portfolio, workspace, *period, today, essential=essential)
            return summary, page_images(summary, RESOLUTION)

        self._job = self._shared.jobs.run(
            work, lambda made: self._show(*made, proposed=essential is None), self._fail, self
        )

    def _show(self, summary: "ActivitySummary", images: list[bytes], *, proposed: bool) -> None:
        self.summary = summary
        if proposed:
            self._proposed = summary.essential
            self.essential.text.blockSignals(True)
            self.essential.show_value(summary.essential)
            self.essential.text.blockSignals(False)
        self.preview.show_pages(images)
        self.save_button.setEnabled(True)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, DeskError):
            self.preview.say(self.tr("Le rapport n’a pas pu être mis en page."))
            raise error
        self.preview.say(str(error))

    def _propose(self) -> None:
        self.essential.show_value(self._proposed)
        self._set_again()

    # --- the file ----------------------------------------------------------------------------------------------------

    def _save(self) -> None:
        if self.summary is None or self._pause.isActive():
            # What was typed last is not in the pages yet: they are set first.
            self._set_again()
            return
        summary, now = self.summary, self._shared.portfolio.store.now()

        def write(target: Path) -> None:
            from officedesk.services.reports import save_report

            save_report(summary, target, now)

        self._write(REPORT, (summary.start, summary.end), write)

    def _save_hours(self) -> None:
        period = self.period.period()
        if period is None:
            return
        workspace, now = self._workspace, self._shared.portfolio.store.now()

        def write(target: Path) -> None:
            from officedesk.services.report_hours import write_hours

            write_hours(workspace, *period, target, now)

        self._write(HOURS, period, write)

    def _write(self, kind: tuple[str, str], period: tuple[dt.date, dt.date], write: Callable[[Path], None]) -> None:
        """Ask where, then write away from the interface."""
        path = self.choose_path(self, file_name(self._client.slug, *period, kind))
        if not path:
            return
        ending = f".{kind[1]}"
        target = Path(path) if path.lower().endswith(ending) else Path(f"{path}{ending}")

        def work() -> Path:
            write(target)
            return target

        self.save_button.setEnabled(False)
        self._tell(self.tr("Enregistrement…"))
        self._shared.jobs.run(work, self._saved, self._refused, self)

    def _saved(self, target: Path) -> None:
        self.saved_to = target
        self.save_button.setEnabled(True)
        self.open_button.show()
        self._tell(self.tr("Enregistré : {name}").format(name=target.name), "done")
        self.open_button.setFocus()

    def _refused(self, error: Exception) -> None:
        self.save_button.setEnabled(True)
        if not isinstance(error, DeskError):
            raise error
        self._tell(str(error), "late")

    def _tell(self, sentence: str, tone: str = "muted") -> None:
        self.said.setText(sentence)
        self.said.set_tone(tone)

    def _open(self) -> None:
        if self.saved_to is not None and not self.launch(QUrl.fromLocalFile(str(self.saved_to))):
            self._tell(self.tr("Aucun programme n’ouvre ce fichier ici : il est bien enregistré."), "late")


def file_name(slug: str, start: dt.date, end: dt.date, kind: tuple[str, str] = REPORT) -> str:
    """Return the name proposed for the file: « rapport-studio-halo-2026-11.pdf »."""
    from officedesk.domain.days import month_end

    if start.day == 1 and end == month_end(start):
        return f"{kind[0]}-{slug}-{start:%Y-%m}.{kind[1]}"
    return f"{kind[0]}-{slug}-{start:%Y-%m-%d}-{end:%Y-%m-%d}.{kind[1]}"


def choose_path(parent: QWidget, name: str) -> str:
    """Ask where to save a PDF; an empty answer is a refusal."""
    is_report = name.endswith(REPORT[1])
    title = parent.tr("Enregistrer le rapport") if is_report else parent.tr("Enregistrer les heures")
    kinds = parent.tr("Documents PDF (*.pdf)") if is_report else parent.tr("Classeurs (*.xlsx)")
    return QFileDialog.getSaveFileName(parent, title, str(Path.home() / name), kinds)[0]
