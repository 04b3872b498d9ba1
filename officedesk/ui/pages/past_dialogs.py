"""La corbeille and l’historique: what was deleted and may be put back, and what was done for a client."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from officedesk.domain import days
from officedesk.storage.past import Deletion, Done
from officedesk.ui.failures import told
from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.choice import Choice
from officedesk.ui.parts.dialogs import open_at
from officedesk.ui.parts.labels import BOLD, Label
from officedesk.ui.parts.page import TableCard
from officedesk.ui.parts.rows import Column, RowsModel
from officedesk.ui.parts.table import Table

if TYPE_CHECKING:
    from officedesk.storage.workspace import Workspace
    from officedesk.ui.collaborators import Collaborators

SIZE = (720, 520)

translate = QCoreApplication.translate


class PastDialog(QDialog):
    """A list of what was done, read again at each change, and one gesture on the chosen line: Return makes it."""

    def __init__(
        self,
        shared: "Collaborators",
        title: str,
        columns: Sequence[Column[Any]],
        read: Callable[[], Sequence[Any]],
        words: tuple[str, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._shared, self._read = shared, read
        self._lines: dict[int, Any] = {}
        empty, gesture = words
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.rows = RowsModel(columns, self._find, lambda ids: [self._lines[id] for id in ids], self)
        self.table = Table(self.rows, title)
        self.act_button = Button(gesture, kind="primary")
        self.close_button = Button(self.tr("Fermer"))
        for each in (self.act_button, self.close_button):
            each.setAutoDefault(False)
        self._lay_out(title, empty)
        self.table.chosen.connect(lambda _id: self._show_gesture())
        self.table.edit_asked.connect(lambda _id: self._act())
        self.act_button.clicked.connect(self._act)
        self.close_button.clicked.connect(self.reject)
        shared.changes.happened.connect(self.refresh)
        self.refresh()
        self.table.setFocus()

    def refresh(self) -> None:
        """Read the list again."""
        self.rows.refresh()
        if self.table.current_id() is None and self.rows.rowCount():
            self.table.selectRow(0)
        self._show_gesture()

    def may_act(self, _line: Any) -> bool:
        """Tell whether the gesture fits a line."""
        return True

    def act(self, line: Any) -> None:
        """Do it; raise DeskError with what stands in the way."""
        raise NotImplementedError

    def _find(self) -> list[int]:
        self._lines = {line.id: line for line in self._read()}
        return list(self._lines)

    def _current(self) -> Any:
        return self._lines.get(self.table.current_id() or 0)

    def _show_gesture(self) -> None:
        line = self._current()
        self.act_button.setEnabled(line is not None and self.may_act(line))

    def _act(self) -> None:
        line = self._current()
        if line is not None and self.may_act(line):
            with told(self._shared.toasts):
                self.act(line)
            self.table.setFocus()

    def _lay_out(self, title: str, empty: str) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.act_button)
        buttons.addStretch()
        buttons.addWidget(self.close_button)
        column = self.column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(14)
        column.addWidget(Label(title, size=18, weight=BOLD, wrap=True))
        column.addWidget(TableCard(self.table, empty), 1)
        column.addLayout(buttons)
        open_at(self, *SIZE)


class BinDialog(PastDialog):
    """What was deleted in the last 30 days, for every client; a line is one deletion, put back whole."""

    def __init__(self, shared: "Collaborators", parent: QWidget | None = None) -> None:
        clients = [*shared.portfolio.clients(archived=True), shared.portfolio.own().client()]
        names = {client.id: (client.name, client.swatch) for client in clients}
        network = translate("Past", "Réseau")
        columns = [
            Column[Deletion](translate("Past", "Supprimé"), _what),
            Column[Deletion](
                translate("Past", "Client"),
                lambda row: names.get(row.client_id, (network, None))[0],
                width=150,
                under=True,
                muted=True,
                colour=lambda row: names.get(row.client_id, (network, None))[1],
            ),
            Column[Deletion](translate("Past", "Quand"), lambda row: _when(row.at), width=160, under=True, muted=True),
        ]
        empty = translate("Past", "Rien n’a été supprimé depuis 30 jours.")
        words = (empty, translate("Past", "Remettre"))
        super().__init__(shared, translate("Past", "Corbeille"), columns, shared.portfolio.deletions, words, parent)

    def act(self, line: Deletion) -> None:
        """Put back all that one deletion took away."""
        self._shared.portfolio.undo(line.id)
        self._shared.history.moved.emit()
        self._shared.toasts.say(self.tr("Remis : {what}").format(what=_what(line)))


class HistoryDialog(PastDialog):
    """What was done for one client, another one at choice; only the very last thing of the desk is taken back."""

    def __init__(self, shared: "Collaborators", workspace: "Workspace", parent: QWidget | None = None) -> None:
        columns = [
            Column[Done](translate("Past", "Fait"), lambda row: row.label, struck=lambda row: row.undone),
            Column[Done](translate("Past", "Par"), _who, width=120, under=True, muted=True),
            Column[Done](translate("Past", "Quand"), lambda row: _when(row.at), width=160, under=True, muted=True),
        ]
        self._workspace = workspace
        words = (translate("Past", "Rien n’a encore été fait ici."), translate("Past", "Annuler cette étape"))
        super().__init__(
            shared, translate("Past", "Historique"), columns, lambda: self._workspace.steps(), words, parent
        )
        self.clients = Choice(self.tr("Client"), letters=24)
        for line in (*shared.portfolio.clients(archived=True), shared.portfolio.own().client()):
            self.clients.addItem(line.name, line.id)
        self.clients.setCurrentIndex(self.clients.findData(workspace.client_id))
        self.column.insertWidget(1, self.clients, 0, Qt.AlignmentFlag.AlignLeft)
        self.clients.activated.connect(lambda _place: self._follow())
        self.table.setFocus()
        self._say_whose()

    def _follow(self) -> None:
        self._workspace = self._shared.portfolio.workspace_by_id(self.clients.currentData())
        self._say_whose()
        self.refresh()

    def _say_whose(self) -> None:
        self.setWindowTitle(self.tr("Historique : {client}").format(client=self.clients.currentText()))

    def may_act(self, line: Done) -> bool:
        """Tell whether a step is the last one: an older one may be what others were built on."""
        last = self._shared.portfolio.undoable()
        return last is not None and last[0] == line.id

    def act(self, _line: Done) -> None:
        """Take the step back; Ctrl+Maj+Z does it again."""
        self._shared.history.undo()


def _what(row: Deletion) -> str:
    """Return the first thing that was deleted, and how many others went with it."""
    first, others = next(iter(row.names), row.label), len(row.names) - 1
    if others < 1:
        return first
    if others == 1:
        return translate("Past", "{first}, et une autre ligne").format(first=first)
    return translate("Past", "{first}, et {number} autres lignes").format(first=first, number=others)


def _who(row: Done) -> str:
    who = translate("Past", "vous") if row.by_user else translate("Past", "le programme")
    return translate("Past", "{who}, annulé").format(who=who) if row.undone else who


def _when(at: dt.datetime) -> str:
    local = at.astimezone()
    return f"{days.short_date(local.date())}, {days.clock(local.time())}"
