"""How tasks are told: their groups, their dates, what is urgent."""

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from officedesk.domain import days
from officedesk.domain.urgency import is_urgent
from officedesk.storage.task_lists import (
    BY_CLIENT,
    BY_DATE,
    BY_DOMAIN,
    BY_STATE,
    DONE,
    EVERYTHING,
    LATE,
    LATER,
    MOST_COUNTED,
    NO_DATE,
    TODAY,
    TODO,
    UNGROUPED,
    UNSEEN,
    WAITING,
    WEEK,
)
from officedesk.ui.pages.deadline_words import hour_words
from officedesk.ui.pages.task_forms import importance_words
from officedesk.ui.parts.domains import TASK_DOMAINS, domain_choices, domain_name
from officedesk.ui.parts.readings import counted
from officedesk.ui.parts.rows import Column, chip_column

if TYPE_CHECKING:
    from officedesk.storage.portfolio import Portfolio
    from officedesk.storage.task_lists import DeskTask, TaskGroup

translate = QCoreApplication.translate


def groupings() -> list[tuple[str, str]]:
    """Return what a list of tasks can be grouped by, with its words."""
    return [
        (BY_DATE, translate("Tasks", "Par date")),
        (BY_CLIENT, translate("Tasks", "Par client")),
        (BY_DOMAIN, translate("Tasks", "Par domaine")),
        (BY_STATE, translate("Tasks", "Par état")),
        (UNGROUPED, translate("Tasks", "Sans groupes")),
    ]


def orders() -> list[tuple[str, str]]:
    """Return the orders of a list of tasks, with their words."""
    return [
        ("date", translate("Tasks", "Tri : date")),
        ("importance", translate("Tasks", "Tri : importance")),
        ("client", translate("Tasks", "Tri : client")),
        ("title", translate("Tasks", "Tri : titre")),
        ("estimate", translate("Tasks", "Tri : durée")),
    ]


def group_title(key: Any, grouping: str, clients: Mapping[int, str]) -> str:
    """Return the title of a group."""
    if key in (DONE, UNSEEN) or grouping in (BY_DATE, BY_STATE, UNGROUPED):
        return _fixed_titles()[key]
    if grouping == BY_CLIENT:
        return clients.get(key, "")
    return domain_name(key) if key else translate("Tasks", "Sans domaine")


def client_names(portfolio: "Portfolio") -> dict[int, str]:
    """Return the name of each client in business, and of her own."""
    return {client.id or 0: client.name for client in (*portfolio.clients(), portfolio.own().client())}


def _fixed_titles() -> dict[str, str]:
    return {
        LATE: translate("Tasks", "En retard"),
        TODAY: translate("Tasks", "Aujourd’hui"),
        WEEK: translate("Tasks", "Cette semaine"),
        LATER: translate("Tasks", "Plus tard"),
        NO_DATE: translate("Tasks", "Sans date"),
        TODO: translate("Tasks", "À faire"),
        WAITING: translate("Tasks", "En attente"),
        DONE: translate("Tasks", "Terminées"),
        EVERYTHING: translate("Tasks", "Toutes"),
        UNSEEN: translate("Tasks", "D’autres tâches portent ce texte : précisez-le pour les voir."),
    }


def count_words(group: "TaskGroup") -> str:
    """Return how many tasks a group has, those that are not shown included."""
    total = figures(len(group.ids) + group.more)
    return translate("Tasks", "plus de {count}").format(count=total) if group.more >= MOST_COUNTED else total


def figures(number: int) -> str:
    """Return a number with its thousands apart."""
    return f"{number:,}".replace(",", days.NARROW)


def more_words(group: "TaskGroup") -> str:
    """Return « et 240 de plus » for what a group does not show, nothing when it shows everything."""
    if not group.more:
        return ""
    if group.more >= MOST_COUNTED:
        return translate("Tasks", "et plus de {count} autres").format(count=figures(group.more))
    return translate("Tasks", "et {count} de plus").format(count=group.more)


def urgency_words() -> str:
    """Return the rule of what is urgent, for a tooltip."""
    return translate(
        "Tasks", "Urgent : à faire aujourd’hui ou en retard, ou sous 2 jours quand l’importance est haute."
    )


def due_words(due: dt.date | None, today: dt.date) -> str:
    """Return a due date as a list shows it."""
    if due is None:
        return ""
    return translate("Tasks", "aujourd’hui") if due == today else days.short_day(due)


def due_tone(task: "DeskTask", today: dt.date) -> str:
    """Return the tone of a due date: late, urgent, or nothing to say."""
    if task.status != "open" or task.due is None:
        return ""
    if task.due < today:
        return "late"
    return "soon" if is_urgent(task.due, task.importance, today) else ""


def done_words(count: int, next_days: tuple[dt.date, ...], waited: int = 0) -> str:
    """Return what a toast says of tasks that were finished, of the first that follows, and of those that waited."""
    said = counted(count, translate("Tasks", "Tâche terminée."), translate("Tasks", "{count} tâches terminées."))
    if waited:
        alone = translate("Tasks", "Elle attendait encore une réponse ou une autre tâche.")
        one = translate("Tasks", "{count} attendait encore une réponse ou une autre tâche.")
        many = translate("Tasks", "{count} attendaient encore une réponse ou une autre tâche.")
        said = f"{said} {alone if count == 1 else counted(waited, one, many)}"
    if not next_days:
        return said
    after = translate("Tasks", "La suivante : {day}.")
    return f"{said} {after.format(day=days.long_day(next_days[0]))}"


def task_columns(today: dt.date, *, every_client: bool) -> "list[Column[DeskTask]]":
    """Return the columns of a list of tasks."""

    def due(task: "DeskTask") -> tuple[str, str]:
        words = due_words(task.due, today)
        if task.due_time is not None:
            words = translate("Tasks", "{day}, {hour}").format(day=words, hour=hour_words(task.due_time))
        return words, due_tone(task, today)

    def marks(task: "DeskTask") -> str:
        return translate("Tasks", "en attente") if task.waits else ""

    def done(task: "DeskTask") -> bool:
        return task.status == "done"

    # Once for all the lines: each name is asked of the translator.
    domains = dict(domain_choices(TASK_DOMAINS))

    clients = Column["DeskTask"](
        translate("Tasks", "Client"),
        lambda task: task.client,
        width=120,
        under=True,
        muted=True,
        colour=lambda task: task.swatch,
    )
    return [
        Column("", lambda task: task.title, width=44, checked=done),
        Column(translate("Tasks", "Tâche"), lambda task: task.title, struck=done, mark=marks),
        *([clients] if every_client else []),
        Column(
            translate("Tasks", "Domaine"),
            lambda task: domains.get(task.domain or "", task.domain or ""),
            width=96,
            under=True,
            muted=True,
        ),
        chip_column(translate("Tasks", "Échéance"), due, width=122),
        Column(
            translate("Tasks", "Importance"),
            lambda task: importance_words(task.importance),
            width=96,
            under=True,
            muted=True,
        ),
        Column(
            translate("Tasks", "Durée"),
            lambda task: days.hours(task.estimate_minutes) if task.estimate_minutes else "",
            width=84,
            muted=True,
            right=True,
        ),
    ]
