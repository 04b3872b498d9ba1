"""Says what her weeks hold, against the hours that she has."""

import datetime as dt

import typer

from officedesk.cli.invocation import Invocation, optional_date_of
from officedesk.cli.words import application, columns
from officedesk.domain import days
from officedesk.domain.errors import InvalidInputError

app = application()

MOST_DAYS = 3660


@app.command()
def load(
    context: typer.Context,
    start: str | None = typer.Option(
        None, "--from", metavar="AAAA-MM-JJ", help="un jour de la première semaine (aujourd’hui sinon)"
    ),
    end: str | None = typer.Option(
        None, "--to", metavar="AAAA-MM-JJ", help="un jour de la dernière (onze semaines plus tard sinon)"
    ),
) -> None:
    """Montre, semaine par semaine, les heures prévues de tous les clients face aux heures disponibles."""
    from officedesk.services.load import AHEAD, late_load, weekly_load

    invocation: Invocation = context.obj
    first = optional_date_of(start, "--from") or invocation.day
    last = optional_date_of(end, "--to") or first + dt.timedelta(weeks=AHEAD - 1)
    if last < first:
        raise InvalidInputError(f"« {last} » (--to) est avant « {first} » (--from) : échangez les deux dates.")
    if (last - first).days > MOST_DAYS:
        raise InvalidInputError("Plus de dix ans demandés : rapprochez les deux dates.")
    with invocation.portfolio() as portfolio:
        found = weekly_load(portfolio, first, last)
        late = late_load(portfolio, invocation.day)
    document = [
        {
            "week": week.name,
            "planned_hours": week.planned / 60,
            "available_hours": week.available / 60,
            "percent": week.percent,
        }
        for week in found
    ]
    lines = columns([(week.name, *told(week.planned, week.available), unknown(week.unestimated)) for week in found])
    if late.tasks:
        tasks = "tâche ouverte" if late.tasks == 1 else "tâches ouvertes"
        lines.append(f"En retard : {late.tasks} {tasks}, {days.hours(late.minutes)}, comptées dans leur semaine.")
    invocation.answer(document, lines)


def told(planned: int, available: int) -> tuple[str, str, str]:
    """Return hours planned over hours available, the share, and what does not fit."""
    share = f"{100 * planned / available:.0f} %" if available else ""
    over = f"déborde de {days.hours(planned - available)}" if planned > available else ""
    return f"{days.hours(planned)} sur {days.hours(available)}", share, over


def unknown(count: int) -> str:
    """Say how many tasks have no length."""
    if not count:
        return ""
    return "1 tâche sans durée" if count == 1 else f"{count} tâches sans durée"
