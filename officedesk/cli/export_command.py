"""Writes what leaves the desk: today a client's legal dates."""

from pathlib import Path

import typer

from officedesk.cli.invocation import Invocation
from officedesk.cli.words import application

app = application()


@app.command()
def export(
    context: typer.Context,
    slug: str = typer.Argument(..., metavar="CLIENT"),
    kind: str = typer.Option(..., "--format", metavar="FORMAT", help="ics, csv, xlsx ou pdf"),
    output: Path = typer.Option(..., "--output", metavar="FICHIER", help="le fichier à écrire"),
) -> None:
    """Écrit les échéances légales d’un client pour douze mois : agenda, tableau, classeur, ou une page à imprimer."""
    from officedesk.services.exports import export_calendar

    invocation: Invocation = context.obj
    with invocation.portfolio() as portfolio:
        export_calendar(portfolio, portfolio.named(slug), kind, output, now=invocation.now(), today=invocation.day)
    invocation.answer({"files": [str(output)]}, [f"Calendrier écrit : {output}"])
