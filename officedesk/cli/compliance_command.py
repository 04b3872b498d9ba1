"""Legal dates that need no desk: what a profile owes, and the rules."""

from pathlib import Path
from typing import Any

import typer

from officedesk.cli.invocation import Invocation, date_of, read_profile
from officedesk.cli.words import application

app = application(nouns=True)


@app.command()
def preview(
    context: typer.Context,
    file: Path = typer.Argument(..., metavar="FICHIER.json"),
    start: str = typer.Option(..., "--from", metavar="AAAA-MM-JJ", help="premier jour, compris"),
    end: str = typer.Option(..., "--to", metavar="AAAA-MM-JJ", help="dernier jour, compris"),
    explain: bool = typer.Option(
        False, "--explain", help="dit aussi ce qui manque au profil et ce qui n’a pas de date"
    ),
) -> None:
    """Montre ce qu’un profil doit entre deux dates ; n’enregistre rien."""
    from officedesk.domain import compliance

    invocation: Invocation = context.obj
    profile = compliance.parse_profile(read_profile(file))
    first, last = date_of(start, "--from"), date_of(end, "--to")
    found = compliance.explain(compliance.load_rules(), profile, first, last)
    lines = [f"{due.due:%Y-%m-%d}  {due.title}  ({due.why})" for due in found.deadlines]
    if explain:
        whole: Any = found.as_json()
        lines += [f"il manque « {missing['key']} » ({', '.join(missing['rules'])})" for missing in whole["missing"]]
        invocation.answer(whole, lines)
        return
    invocation.answer([due.as_json() for due in found.deadlines], lines)


@app.command()
def rules(context: typer.Context) -> None:
    """Montre les règles fournies, avec leur source et le jour de leur vérification."""
    from officedesk.domain import compliance

    invocation: Invocation = context.obj
    shipped = compliance.load_rules()
    lines = [f"{rule.slug}  {rule.title}  ({rule.basis}, vérifié le {rule.verified_on:%d/%m/%Y})" for rule in shipped]
    invocation.answer(compliance.rules_as_json(shipped), lines)
