"""Whether a desk is whole."""

import sys

import typer

from officedesk.cli.invocation import Invocation
from officedesk.cli.words import application
from officedesk.domain.errors import DamagedFileError

app = application()


@app.command("check")
def check(context: typer.Context) -> int:
    """Vérifie le fichier, les liens, la recherche, les documents, les règles et le journal des décisions."""
    from officedesk.services.checks import check_desk

    invocation: Invocation = context.obj
    try:
        with invocation.portfolio() as portfolio:
            problems = check_desk(portfolio)
    except DamagedFileError as error:
        problems = [str(error)]
    invocation.answer({"ok": not problems, "problems": problems}, problems or ["Tout est en ordre."])
    if problems:
        print("Le bureau a des défauts : restaurez la dernière sauvegarde vérifiée.", file=sys.stderr)
    return 1 if problems else 0
