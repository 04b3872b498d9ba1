"""Writes the activity report of a client."""

import calendar
import datetime as dt
import re
import sys
from pathlib import Path

import typer

from officedesk.cli.invocation import Invocation
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


def month_of(period: str) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of a month written 2026-11."""
    found = re.fullmatch(r"(\d{4})-(\d{2})", period)
    if not found or not 1 <= int(found[2]) <= 12 or not 1900 <= int(found[1]) <= 2099:
        raise InvalidInputError(f"« {period} » n’est pas un mois : écrivez par exemple 2026-11.")
    year, month = int(found[1]), int(found[2])
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])
