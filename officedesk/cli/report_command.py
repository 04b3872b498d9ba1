"""Writes the activity report of a client."""

import datetime as dt
import sys
from pathlib import Path

import typer

from officedesk.cli.invocation import Invocation, month_of
from officedesk.cli.words import application
from officedesk.domain.errors import InvalidInputError

app = application()

FORMATS = ("pdf", "xlsx")


@app.command()
def report(
    context: typer.Context,
    slug: str = typer.Argument(..., metavar="CLIENT"),
    period: str = typer.Option(..., "--period", metavar="AAAA-MM", help="le mois, par exemple 2026-11"),
    kind: str = typer.Option("pdf", "--format", metavar="FORMAT", help="pdf, ou xlsx pour les heures"),
    output: Path = typer.Option(..., "--output", metavar="FICHIER", help="le fichier à écrire"),
) -> None:
    """Écrit le rapport d’activité d’un client pour un mois."""
    from officedesk.reports.activity import page_count
    from officedesk.services.report_hours import write_hours
    from officedesk.services.reports import save_report, summarise

    invocation: Invocation = context.obj
    if kind not in FORMATS:
        raise InvalidInputError(f"Le format « {kind} » n’est pas proposé : choisissez pdf, ou xlsx pour les heures.")
    start, end = month_of(period)
    with invocation.portfolio() as portfolio:
        workspace = portfolio.workspace(slug)
        for remark in remarks(start, invocation.day, output, kind):
            print(remark, file=sys.stderr)
        if kind == "xlsx":
            write_hours(workspace, start, end, output, invocation.now())
            invocation.answer({"file": str(output), "pages": None}, [f"Heures écrites : {output}"])
            return
        summary = summarise(portfolio, workspace, start, end, invocation.day)
    save_report(summary, output, invocation.now())
    pages = page_count(summary)
    invocation.answer({"file": str(output), "pages": pages}, [f"Rapport écrit : {output} ({pages} pages)"])


def remarks(start: dt.date, today: dt.date, output: Path, kind: str) -> list[str]:
    """Return what may be a slip of the fingers: the report is written all the same."""
    found = []
    if start > today:
        found.append("Ce mois n’a pas commencé : le rapport ne contient que ce qui est prévu.")
    if output.suffix.lower() != f".{kind}":
        what = "un PDF" if kind == "pdf" else "un classeur"
        found.append(f"Le nom « {output.name} » ne finit pas par « .{kind} » : le fichier est {what} tout de même.")
    return found
