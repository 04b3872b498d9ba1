"""The window that starts a playbook: whose, which one, from which day, and every date before anything is made."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from officedesk.domain import days
from officedesk.domain.errors import DeskError
from officedesk.domain.playbooks import Playbook, PlaybookTask, playbooks
from officedesk.ui.parts.dialogs import FormDialog
from officedesk.ui.parts.domains import domain_name
from officedesk.ui.parts.fields import ChoiceField, DateField, Field
from officedesk.ui.parts.forms import Form
from officedesk.ui.parts.labels import SMALL, Label
from officedesk.ui.parts.readings import counted

if TYPE_CHECKING:
    from officedesk.ui.collaborators import Collaborators

WIDTH, HEIGHT = 620, 680

translate = QCoreApplication.translate


class PlaybookDialog(FormDialog):
    """Shows what a playbook would make; ``started`` carries the client and the first task made."""

    started = Signal(int, int)

    def __init__(self, shared: "Collaborators", client_id: int | None = None, parent: QWidget | None = None) -> None:
        self._shared = shared
        self._known = {each.slug: each for each in playbooks()}
        self.preview = Preview()
        form = Form(_rows(shared, self.preview), translate("Playbooks", "Créer les tâches"))
        super().__init__(translate("Playbooks", "Depuis un modèle"), form, parent, WIDTH, HEIGHT)
        own = shared.portfolio.own().client_id
        form.fill({"client_id": client_id or own, "playbook": next(iter(self._known)), "day": shared.day})
        form.edited.connect(self._show)
        form.fields["day"].editor.textChanged.connect(self._show)  # type: ignore[attr-defined]
        form.saved.connect(self._start)
        self._show()

    def chosen(self) -> Playbook:
        """Return the playbook chosen."""
        return self._known[self.form.fields["playbook"].value()]

    def _show(self) -> None:
        """Show each date, as long as the day can be read."""
        try:
            day = self.form.fields["day"].value()
        except ValueError:
            day = None
        self.preview.tell(self.chosen(), day)

    def _start(self, values: dict[str, Any]) -> None:
        from officedesk.services.playbooks import start_playbook

        workspace = self._shared.portfolio.workspace_by_id(values["client_id"])
        try:
            made = start_playbook(workspace, values["playbook"], values["day"])
        except DeskError as error:
            self.form.refuse(str(error))
            return
        self.accept()
        one, many = translate("Playbooks", "Une tâche ajoutée."), translate("Playbooks", "{count} tâches ajoutées.")
        self._shared.history.offer_undo(counted(len(made), one, many))
        self.started.emit(workspace.client_id, made[0].id)


class Preview(Field):
    """What would be made, at its dates; it holds no value."""

    def __init__(self) -> None:
        self._body = QWidget()
        self._inside = QVBoxLayout(self._body)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._about = Label(tone="muted", size=SMALL, wrap=True)
        self._inside.addWidget(self._about)
        self._table: QWidget | None = None
        super().__init__("preview", translate("Playbooks", "Ce qui sera créé"), self._body)
        self.lines: list[str] = []

    def tell(self, playbook: Playbook, day: dt.date | None) -> None:
        """Show the tasks of a playbook counted from a day; without one, how far each is from it."""
        tasks = sorted(playbook.tasks, key=lambda task: task.offset)
        whens = [_when(task, day) for task in tasks]
        self.lines = [f"{when} {task.title}" for when, task in zip(whens, tasks, strict=True)]
        if self._table is not None:
            self._inside.removeWidget(self._table)
            self._table.hide()
            self._table.deleteLater()
        self._about.setText(f"{playbook.summary} {playbook.day} : J.")
        self._table = table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        for row, (when, task) in enumerate(zip(whens, tasks, strict=True)):
            grid.addWidget(Label(when, tone="muted", tabular=True), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addLayout(_told(task), row, 1)
        self._inside.addWidget(table)

    def value(self) -> None:
        """Return nothing."""

    def show_value(self, value: Any) -> None:
        """Take nothing."""

    def typed(self) -> str:
        """Return nothing: it is not filled."""
        return ""


def _rows(shared: "Collaborators", preview: Preview) -> list[list[Field]]:
    portfolio = shared.portfolio
    clients = [(client.id or 0, client.name) for client in (portfolio.own().client(), *portfolio.clients())]
    named = [(each.slug, each.name) for each in playbooks()]
    required = translate("Playbooks", "Il manque le jour : écrivez-le et recommencez.")
    return [
        [ChoiceField("playbook", translate("Playbooks", "Modèle"), named)],
        [
            ChoiceField("client_id", translate("Playbooks", "Client"), clients),
            DateField("day", translate("Playbooks", "Jour J"), shared.day, required=required),
        ],
        [preview],
    ]


def _when(task: PlaybookTask, day: dt.date | None) -> str:
    try:
        return f"{task.distance()}, {days.short_day(task.due(day))}" if day else task.distance()
    except DeskError:
        return task.distance()


def _told(task: PlaybookTask) -> QVBoxLayout:
    """Return the title of a task over its domain, its time and its list."""
    more = [domain_name(task.domain), days.hours(task.minutes) if task.minutes else ""]
    if task.checklist:
        one, many = translate("Playbooks", "{count} point"), translate("Playbooks", "{count} points")
        more.append(counted(len(task.checklist), one, many))
    column = QVBoxLayout()
    column.setSpacing(2)
    column.addWidget(Label(task.title, wrap=True))
    column.addWidget(Label(", ".join(filter(None, more)), tone="muted", size=SMALL, wrap=True))
    return column
