"""What can be done to several chosen tasks at once."""

import datetime as dt
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from officedesk.domain.days import monday_of
from officedesk.ui.pages.task_forms import importances
from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.detail import Detail
from officedesk.ui.parts.domains import TASK_DOMAINS, domain_choices
from officedesk.ui.parts.fields import ChoiceField, DateField
from officedesk.ui.parts.forms import Form

KEPT = "kept"
WEEK = dt.timedelta(days=7)
ONE_DAY = dt.timedelta(days=1)


class BulkCard(Detail):
    """Buttons for the selection, and a form of what may change in all of it."""

    finished = Signal()
    reopened = Signal()
    deleted = Signal()
    changed = Signal(object)

    def __init__(self, count: int, today: dt.date, parent: QWidget | None = None) -> None:
        title = self.tr("{count} tâches choisies").format(count=count)
        super().__init__(title, self.tr("Chaque geste se reprend d’un coup : Annuler."), parent=parent)
        self.finish_button = Button(self.tr("Terminer"), kind="primary")
        self.reopen_button = Button(self.tr("Rouvrir"))
        self.delete_button = Button(self.tr("Supprimer"), kind="danger")
        self.add_buttons([self.finish_button, self.reopen_button, self.delete_button])
        self.form = self._form(today)
        self.add_heading(self.tr("Modifier ensemble"))
        self.add(self.form)
        self.finish_button.clicked.connect(self.finished)
        self.reopen_button.clicked.connect(self.reopened)
        self.delete_button.clicked.connect(self.deleted)
        self.form.saved.connect(self._apply)

    def _form(self, today: dt.date) -> Form:
        kept = (KEPT, self.tr("Ne pas changer"))
        days = [
            kept,
            (today, self.tr("Aujourd’hui")),
            (today + ONE_DAY, self.tr("Demain")),
            (monday_of(today) + WEEK, self.tr("Lundi prochain")),
            (None, self.tr("Sans date")),
        ]
        domains = [kept, *domain_choices(TASK_DOMAINS), (None, self.tr("Aucun"))]
        form = Form(
            [
                [ChoiceField("due", self.tr("Échéance"), days), DateField("day", self.tr("ou le"), today)],
                [ChoiceField("domain", self.tr("Domaine"), domains)],
                [ChoiceField("importance", self.tr("Importance"), [kept, *importances()])],
            ],
            self.tr("Appliquer"),
        )
        form.fill({"due": KEPT, "domain": KEPT, "importance": KEPT})
        form.cancel_button.hide()
        return form

    def _apply(self, values: dict[str, Any]) -> None:
        """Announce what changes; a day that was typed goes before the one that was chosen."""
        day = values.pop("day")
        if day is not None:
            values["due"] = day
        self.changed.emit({key: value for key, value in values.items() if value != KEPT})
