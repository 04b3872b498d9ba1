"""The form of a task."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from officedesk.ui.parts.domains import TASK_DOMAINS, domain_choices
from officedesk.ui.parts.durations import DurationField, written_duration
from officedesk.ui.parts.fields import ChoiceField, DateField, Field, NotesField, TextField
from officedesk.ui.parts.forms import Form
from officedesk.ui.parts.readings import typed_time, written_time
from officedesk.ui.parts.recurrence_field import RecurrenceField, Repeat

if TYPE_CHECKING:
    from officedesk.domain.entities import Task

translate = QCoreApplication.translate


def task_form(today: dt.date) -> Form:
    """Return the form of a task."""
    return Form(_rows(today), translate("Tasks", "Enregistrer"))


def new_task_form(today: dt.date, clients: Sequence[tuple[int, str]]) -> Form:
    """Return the form of a new task of one of the clients."""
    title, *rows = _rows(today)
    client = ChoiceField("client_id", translate("Tasks", "Client"), clients)
    return Form([title, [client], *rows], translate("Tasks", "Ajouter"))


def filled(task: "Task", form: Form) -> dict[str, Any]:
    """Return what a form shows of a task."""
    values = {key: getattr(task, key) for key in form.fields if key != "repeat"}
    return {**values, "repeat": Repeat(task.recurrence, task.repeats_from_done)}


def task_values(values: dict[str, Any]) -> dict[str, Any]:
    """Return the values of a task from those of its form."""
    kept = {key: value for key, value in values.items() if key != "repeat"}
    repeat: Repeat = values["repeat"]
    return {**kept, "recurrence": repeat.recurrence, "repeats_from_done": repeat.from_done}


def _rows(today: dt.date) -> list[list[Field]]:
    title = TextField(
        "title",
        translate("Tasks", "Titre"),
        required=translate("Tasks", "Il manque un titre : écrivez-le et recommencez."),
    )
    due = DateField("due", translate("Tasks", "Échéance"), today)
    domains = [(None, translate("Tasks", "Aucun")), *domain_choices(TASK_DOMAINS)]
    return [
        [title],
        [ChoiceField("domain", translate("Tasks", "Domaine"), domains)],
        [
            due,
            TextField("due_time", translate("Tasks", "Heure"), typed_time, written_time, placeholder="14:30"),
        ],
        [
            DurationField("estimate_minutes", translate("Tasks", "Durée prévue"), placeholder=written_duration(45)),
            ChoiceField("importance", translate("Tasks", "Importance"), importances()),
        ],
        [RecurrenceField("repeat", translate("Tasks", "Répétition"), today, due, after_done=True)],
        [NotesField("notes", translate("Tasks", "Notes"), lines=5)],
    ]


def importances() -> list[tuple[int | None, str]]:
    """Return each importance that a task may have, with its words; None is what she has not said."""
    return [
        (None, translate("Tasks", "Non précisée")),
        (1, translate("Tasks", "Haute")),
        (2, translate("Tasks", "Normale")),
        (3, translate("Tasks", "Basse")),
    ]


def importance_words(importance: int | None) -> str:
    """Return the words of an importance wherever it is shown, nothing when she has not said it."""
    return "" if importance is None else dict(importances())[importance]
