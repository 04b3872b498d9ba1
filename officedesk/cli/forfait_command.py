"""Says where each client stands against the hours sold."""

import typer

from officedesk.cli.invocation import Invocation, month_of
from officedesk.cli.words import application, columns
from officedesk.domain import days

app = application()


@app.command()
def forfait(
    context: typer.Context,
    month: str | None = typer.Option(None, "--month", metavar="AAAA-MM", help="le mois (celui d’aujourd’hui sinon)"),
) -> None:
    """Montre, client par client, les heures vendues d’un mois, les heures faites et celles qui restent à faire."""
    from officedesk.services.load import months

    invocation: Invocation = context.obj
    first = invocation.day.replace(day=1) if month is None else month_of(month)[0]
    with invocation.portfolio() as portfolio:
        found = months(portfolio, first, invocation.day)
    document = [
        {
            "client": each.slug,
            "month": f"{first:%Y-%m}",
            "included_hours": each.included / 60,
            "used_hours": each.used / 60,
            "left_hours": each.left / 60,
            "forecast_hours": each.forecast / 60,
            "percent": each.percent,
        }
        for each in found
    ]
    lines = [
        (
            each.slug,
            f"{days.hours(each.used)} faites sur {days.hours(each.included)}",
            f"{days.hours(each.forecast)} prévues à la fin du mois",
            "" if each.percent is None else f"{each.percent:.0f} %",
        )
        for each in found
    ]
    invocation.answer(document, columns(lines))
