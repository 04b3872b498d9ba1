"""What putting a task in another column of the board does to it."""

import datetime as dt
from typing import Any

from PySide6.QtCore import QCoreApplication

from officedesk.domain.days import monday_of
from officedesk.domain.errors import InvalidInputError
from officedesk.storage.task_lists import (
    BY_CLIENT,
    BY_DATE,
    BY_DOMAIN,
    LATE,
    LATER,
    NO_DATE,
    TODAY,
    WAITING,
    WEEK,
    DeskTask,
    Key,
)

translate = QCoreApplication.translate

FRIDAY = 4


def values_of(grouping: str, key: Key, task: DeskTask, today: dt.date) -> dict[str, Any]:
    """Return what changes in a task that is put in a column; raise InvalidInputError for a column that cannot take it.

    An empty answer: its state changes, it is finished or opened again.
    """
    if grouping == BY_DATE:
        return {"due": due_in(key, today)}
    if grouping == BY_DOMAIN:
        return {"domain": key}
    if grouping == BY_CLIENT:
        raise InvalidInputError(
            translate("Tasks", "Une tâche ne change pas de client : ajoutez-la à l’autre, puis supprimez celle-ci.")
        )
    if key == WAITING or task.waits:
        raise InvalidInputError(translate("Tasks", "Ce qu’une tâche attend se dit sur sa carte : ouvrez-la."))
    return {}


def due_in(key: Key, today: dt.date) -> dt.date | None:
    """Return the date of a column: this week is its Friday, or its Sunday once Friday has come."""
    if key == LATE:
        raise InvalidInputError(translate("Tasks", "Une tâche ne se met pas en retard : choisissez un jour à venir."))
    monday = monday_of(today)
    friday, sunday = monday + dt.timedelta(days=FRIDAY), monday + dt.timedelta(days=6)
    if key == WEEK and today == sunday:
        raise InvalidInputError(translate("Tasks", "Cette semaine finit aujourd’hui : choisissez un autre jour."))
    days = {
        TODAY: today,
        WEEK: friday if today < friday else sunday,
        LATER: monday + dt.timedelta(days=7),
        NO_DATE: None,
    }
    # « Terminées » has no date of its own.
    if key not in days:
        raise InvalidInputError(translate("Tasks", "Terminez une tâche en la cochant, avec Espace ou un clic."))
    return days[str(key)]
