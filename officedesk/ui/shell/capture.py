"""What the window makes of a captured line: read at each key, then kept as one client's task."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from officedesk.domain.days import short_day
from officedesk.domain.errors import InvalidInputError
from officedesk.storage.glance import ClientLine, Glance

if TYPE_CHECKING:
    # The grammar is loaded with the first key: the first screen does without.
    from officedesk.domain.capture import Captured, Span
    from officedesk.domain.entities import Task
    from officedesk.storage.portfolio import Portfolio


def read_line(
    text: str, refused: "Sequence[Span]", chosen: int, glance: Glance, portfolio: "Portfolio | None"
) -> "Captured":
    """Return what a line says; the legal dates of its client are only known once the desk is open."""
    from officedesk.domain.capture import parse

    names = {line.slug: line.name for line in glance.clients}
    captured = parse(text, glance.day, clients=names, refused=refused)
    if portfolio is None:
        return captured
    from officedesk.services import capture

    workspace = portfolio.workspace_by_id(_named(captured, glance, chosen).id)
    return capture.read_line(workspace, text, glance.day, names, refused)


def client_of(captured: "Captured", glance: Glance, chosen: int) -> ClientLine:
    """Return whom a line is for; raise InvalidInputError while that is not clear."""
    if captured.named is not None and captured.named.ambiguous:
        raise InvalidInputError(captured.named.warning)
    if captured.stranger:
        unknown = QCoreApplication.translate(
            "Capture",
            "Aucun client ne commence par « {name} » : corrigez le nom après « @ », ou mettez-le entre guillemets.",
        )
        raise InvalidInputError(unknown.format(name=captured.stranger))
    return _named(captured, glance, chosen)


def keep(
    captured: "Captured", chosen: int, glance: Glance, portfolio: "Portfolio", due: dt.date | None
) -> tuple["Task", ClientLine]:
    """Store the task of a line, read once more now that the desk is open; ``due`` is the day of a line without one."""
    from officedesk.services.capture import add_captured

    again = read_line(captured.text, captured.refused, chosen, glance, portfolio)
    client = client_of(again, glance, chosen)
    return add_captured(portfolio.workspace_by_id(client.id), again, due), client


def told(task: "Task", client: ClientLine, day: dt.date) -> str:
    """Return the sentence that says what was added, when and for whom."""
    if task.due is None:
        words = QCoreApplication.translate("Capture", "Tâche ajoutée, sans date : {client}.")
    elif task.due == day:
        words = QCoreApplication.translate("Capture", "Tâche ajoutée pour aujourd’hui : {client}.")
    else:
        words = QCoreApplication.translate("Capture", "Tâche ajoutée pour le {day} : {client}.")
    return words.format(client=client.name, day=short_day(task.due) if task.due else "")


def _named(captured: "Captured", glance: Glance, chosen: int) -> ClientLine:
    slug = captured.client
    named = next((line for line in glance.clients if line.slug == slug), None)
    return named or glance.client(chosen)
