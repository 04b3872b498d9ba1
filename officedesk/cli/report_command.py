"""Writes the activity report of a client."""

import datetime as dt
import sys
from pathlib import Path

import typer

from officedesk.cli.invocation import Invocation, month_of
from officedesk.cli.words import application
from officedesk.domain.errors import InvalidInputError

app = application()

FORMATS = ("pdf",)


@app.command()
def report(
    context: typer.Context,
    slug: str = typer.Argument(..., metavar="CLIENT"),
    period: str = typer.Option(..., "--period", metavar="AAAA-MM", help="le mois, par exemple 2026-11"),
    kind: str = typer.Option("pdf", "--format", metavar="FORMAT", help="le format : pdf"),
    output: Path = typer.Option(..., "--output", metavar="FICHIER", help="le fichier à écrire"),
) -> None:
    """Écrit le rapport d’activité d’un client pour un mois."""
    from officedesk.reports.activity import page_count
    from officedesk.services.reports import save_report, summarise

    invocation: Invocation = context.obj
    if kind not in FORMATS:
        raise InvalidInputError(f"Le format « {kind} » n’est pas proposé : choisissez pdf.")
    start, end = month_of(period)
    with invocation.portfolio() as portfolio:
        summary = summarise(portfolio, portfolio.workspace(slug), start, end, invocation.day)
    for remark in remarks(start, invocation.day, output):
        print(remark, file=sys.stderr)
    save_report(summary, output, invocation.now())
    pages = page_count(summary)
    invocation.answer({"file": str(output), "pages": pages}, [f"Rapport écrit : {output} ({pages} pages)"])


def remarks(start: dt.date, today: dt.date, output: Path) -> list[str]:
    """Return what may be a slip of the fingers: the report is written all the same."""
    found = []
    if start > today:
        found.append("Ce mois n’a pas commencé : le rapport ne contient que ce qui est prévu.")
    if output.suffix.lower() != ".pdf":
        found.append(f"Le nom « {output.name} » ne finit pas par « .pdf » : le fichier est un PDF tout de même.")
    return found
