"""The form of a task."""

import datetime as dt

from PySide6.QtCore import QCoreApplication

from officedesk.ui.parts.domains import TASK_DOMAINS, domain_choices
from officedesk.ui.parts.fields import ChoiceField, DateField, Field, NotesField, TextField
from officedesk.ui.parts.forms import Form
from officedesk.ui.parts.readings import typed_minutes, typed_time, written_minutes, written_time

translate = QCoreApplication.translate


def task_form(today: dt.date) -> Form:
    """Return the form of a task."""
    title = TextField(
        "title",
        translate("Tasks", "Titre"),
        required=translate("Tasks", "Il manque un titre : écrivez-le et recommencez."),
    )
    domains = [(None, translate("Tasks", "Aucun")), *domain_choices(TASK_DOMAINS)]
    importance = [
        (None, translate("Tasks", "Normale")),
        (1, translate("Tasks", "1, la plus haute")),
        (2, translate("Tasks", "2")),
        (3, translate("Tasks", "3")),
    ]
    rows: list[list[Field]] = [
        [title],
        [ChoiceField("domain", translate("Tasks", "Domaine"), domains)],
        [
            DateField("due", translate("Tasks", "Échéance"), today),
            TextField("due_time", translate("Tasks", "Heure"), typed_time, written_time, placeholder="14:30"),
        ],
        [
            TextField(
                "estimate_minutes",
                translate("Tasks", "Durée prévue"),
                typed_minutes,
                written_minutes,
                placeholder=translate("Tasks", "45 min"),
                longest=20,
            ),
            ChoiceField("importance", translate("Tasks", "Importance"), importance),
        ],
        [NotesField("notes", translate("Tasks", "Notes"), lines=5)],
    ]
    return Form(rows, translate("Tasks", "Enregistrer"))
