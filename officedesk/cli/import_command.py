"""Reads the files of other programs into a client's workspace."""

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
    client: str = typer.Option(..., "--client", help="le client à qui appartient ce qui est lu"),
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
    lines = [line for report in reports for line in told(report)]
    invocation.answer(documents[0] if len(documents) == 1 else documents, lines)
    return 1 if any(report.refused for report in reports) else 0


def told(report: "ImportReport") -> list[str]:
    """Return what a person reads about one file."""
    created, updated = sum(report.created.values()), sum(report.updated.values())
    head = f"{report.file} : {created} ajoutés, {updated} mis à jour, {len(report.skipped)} laissés de côté"
    return [head, *(f"  ligne {remark.where} : {remark.why}" for remark in report.skipped)]
