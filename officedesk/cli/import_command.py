"""Reads the files of other programs into a client's workspace."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from officedesk.cli.invocation import Invocation
from officedesk.cli.words import application

if TYPE_CHECKING:
    from officedesk.services.exchange import ImportReport

app = application()


@app.command("import")
def import_(
    context: typer.Context,
    files: list[Path] = typer.Argument(..., metavar="FICHIER…"),
    client: str = typer.Option(..., "--client", metavar="CLIENT", help="le client à qui appartient ce qui est lu"),
    dry_run: bool = typer.Option(False, "--dry-run", help="dit ce qui serait fait, n’écrit rien"),
) -> int:
    """Lit des agendas (.ics) et des cartes de visite (.vcf) ; un second import met à jour sans doubler."""
    from officedesk.services.exchange import import_files

    invocation: Invocation = context.obj
    with invocation.portfolio() as portfolio:
        reports = import_files(portfolio, portfolio.named(client), files, dry_run=dry_run)
    documents = [
        {
            "file": report.file,
            "format": report.format,
            "created": report.created,
            "updated": report.updated,
            "skipped": [{"where": remark.where, "why": remark.why} for remark in report.skipped],
            "remarks": [{"where": remark.where, "why": remark.why} for remark in report.remarks],
        }
        for report in reports
    ]
    lines = [line for report in reports if not report.unread for line in told(report)]
    if not invocation.as_json:
        for report in reports:
            if report.unread:
                print(report.unread, file=sys.stderr)
    invocation.answer(documents[0] if len(documents) == 1 else documents, lines)
    return 1 if any(report.refused for report in reports) else 0


def told(report: "ImportReport") -> list[str]:
    """Return what a person reads about one file that could be read."""
    created, updated, left = sum(report.created.values()), sum(report.updated.values()), len(report.skipped)
    if not (created or updated or left):
        return [f"{report.file} : rien de nouveau, tout est déjà là"]
    counts = f"{_agreed(created, 'ajouté')}, {updated} mis à jour, {_agreed(left, 'laissé')} de côté"
    return [f"{report.file} : {counts}", *(f"  ligne {remark.where} : {remark.why}" for remark in report.skipped)]


def _agreed(number: int, word: str) -> str:
    # French counts nought and one alike.
    return f"{number} {word}{'s' if number > 1 else ''}"
