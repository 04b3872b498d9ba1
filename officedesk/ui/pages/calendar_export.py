"""« Exporter »: the legal dates of a client, or of each of them, as files for other programs or for the wall."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QUrl
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from officedesk.domain.errors import DeskError
from officedesk.storage.overview import DeadlineView
from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.readings import counted
from officedesk.ui.shell.theme import typeface

if TYPE_CHECKING:
    from officedesk.storage.workspace import Workspace
    from officedesk.ui.collaborators import Collaborators


class ExportButton(Button):
    """Opens the list of formats; ``view`` gives what is shown, which is what is written."""

    def __init__(
        self, shared: "Collaborators", view: Callable[[], DeadlineView], parent: QWidget | None = None
    ) -> None:
        super().__init__("", parent=parent)
        self.setText(self.tr("Exporter"))
        self._shared, self._view = shared, view
        # What asks the system: a test gives its own answers.
        self.choose_file: Callable[[QWidget, str, str], str] = choose_file
        self.choose_folder: Callable[[QWidget], str] = choose_folder
        self.launch: Callable[[QUrl], bool] = QDesktopServices.openUrl
        self.menu_ = QMenu(self)
        self.menu_.setFont(typeface())
        kinds = (
            ("ics", self.tr("Agenda (.ics)")),
            ("xlsx", self.tr("Classeur (.xlsx)")),
            ("csv", self.tr("Tableau (.csv)")),
            ("pdf", self.tr("Page à imprimer (.pdf)")),
        )
        for kind, words in kinds:
            action = QAction(self.menu_)
            action.setText(words)
            action.setData(kind)
            self.menu_.addAction(action)
        self.menu_.triggered.connect(lambda action: self.export(str(action.data())))
        self.clicked.connect(lambda: self.menu_.popup(self.mapToGlobal(QPoint(0, self.height() + 4))))

    def export(self, kind: str) -> None:
        """Ask where, then write: a file for one client, a file for each in a folder for all of them."""
        portfolio, client_id = self._shared.portfolio, self._view().client_id
        if client_id is not None:
            workspace = portfolio.workspace_by_id(client_id)
            chosen = self.choose_file(self, self._name(workspace, kind), kind)
            if chosen:
                target = Path(chosen)
                self._write(kind, [(workspace, target if target.suffix else target.with_suffix(f".{kind}"))])
            return
        folder = self.choose_folder(self)
        if folder:
            everyone = (*portfolio.workspaces(), portfolio.own())
            self._write(kind, [(each, Path(folder) / self._name(each, kind)) for each in everyone])

    def _name(self, workspace: "Workspace", kind: str) -> str:
        client = workspace.client()
        return f"echeances-{'mon-activite' if client.own else client.slug}.{kind}"

    def _write(self, kind: str, wanted: list[tuple["Workspace", Path]]) -> None:
        from officedesk.services.exports import export_calendar

        portfolio, today, now = self._shared.portfolio, self._shared.day, self._shared.portfolio.store.now()
        view = self._view()

        def work() -> list[Path]:
            for workspace, target in wanted:
                export_calendar(portfolio, workspace, kind, target, now, today, view)
            return [target for _, target in wanted]

        self.setEnabled(False)
        everything = view._replace(client_id=None, open_only=True) == DeadlineView()
        self._shared.jobs.run(work, lambda files: self._written(files, everything), self._refused, owner=self)

    def _written(self, files: list[Path], everything: bool) -> None:
        self.setEnabled(True)
        if len(files) == 1:
            said, opened = self.tr("Calendrier écrit : {name}.").format(name=files[0].name), files[0]
        else:
            words = counted(len(files), self.tr("{count} calendrier écrit"), self.tr("{count} calendriers écrits"))
            said = self.tr("{count}, un fichier par client.").format(count=words)
            opened = files[0].parent
        if not everything:
            said += self.tr(" Il ne contient que ce qui est montré.")
        self._shared.toasts.say(said, action=self.tr("Ouvrir"), act=lambda: self._open(opened))

    def _open(self, path: Path) -> None:
        if not self.launch(QUrl.fromLocalFile(str(path))):
            self._shared.toasts.say(self.tr("Aucun programme n’ouvre ce fichier ici : il est bien écrit."), tone="late")

    def _refused(self, error: Exception) -> None:
        self.setEnabled(True)
        if not isinstance(error, DeskError):
            raise error
        self._shared.toasts.say(str(error), tone="late")


def choose_file(parent: QWidget, name: str, kind: str) -> str:
    """Ask for the file to write; an empty answer is a refusal."""
    title = parent.tr("Exporter les échéances")
    return QFileDialog.getSaveFileName(parent, title, str(Path.home() / name), f"*.{kind}")[0]


def choose_folder(parent: QWidget) -> str:
    """Ask for the folder that takes a file for each client; an empty answer is a refusal."""
    title = parent.tr("Exporter les échéances de tous les clients dans un dossier")
    return QFileDialog.getExistingDirectory(parent, title, str(Path.home()))
