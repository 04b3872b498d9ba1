"""What a profile owes and the shipped rules, without a desk; newer rules for a desk."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from officedesk.cli.invocation import Invocation, date_of, read_profile
from officedesk.cli.words import application

if TYPE_CHECKING:
    import datetime as dt

    from officedesk.domain.compliance import Rule
    from officedesk.services.rule_packs import PackImport

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
    lines = [f"{due.due:%Y-%m-%d}  {due.title}{f'  ({due.why})' if due.why else ''}" for due in found.deadlines]
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
    invocation.answer(compliance.rules_as_json(shipped), [_line(rule, invocation.day) for rule in shipped])


@app.command("import")
def import_(
    context: typer.Context,
    file: Path = typer.Argument(..., metavar="FICHIER"),
    code: str = typer.Option(..., "--code", metavar="CODE", help="le code publié avec ce fichier"),
    dry_run: bool = typer.Option(False, "--dry-run", help="dit ce qui changerait, n’écrit rien"),
) -> None:
    """Met en place les règles plus récentes d’un fichier ; celles d’avant sont gardées."""
    from officedesk.services.rule_packs import import_pack

    invocation: Invocation = context.obj
    with invocation.portfolio() as portfolio:
        found = import_pack(portfolio, file, code, invocation.day, dry_run=dry_run)
    document = {
        "version": found.pack.version.isoformat(),
        "title": found.pack.title,
        "rules": len(found.pack.rules),
        **found.difference._asdict(),
        "deadlines_written": found.written,
    }
    invocation.answer(document, _told(found, dry_run=dry_run))


@app.command()
def restore(context: typer.Context) -> None:
    """Revient aux règles qui étaient en place avant le dernier import."""
    from officedesk.services.rule_packs import restore_previous

    invocation: Invocation = context.obj
    with invocation.portfolio() as portfolio:
        pack = restore_previous(portfolio, invocation.day)
    document = {"version": pack.version.isoformat(), "title": pack.title, "rules": len(pack.rules)}
    invocation.answer(document, [f"Règles du {pack.version:%d/%m/%Y} de nouveau en place : {pack.title}"])


def _line(rule: "Rule", today: "dt.date") -> str:
    old = ", il y a plus de 12 mois : à vérifier" if rule.is_old(today) else ""
    return f"{rule.slug}  {rule.title}  ({rule.basis}, vérifié le {rule.verified_on:%d/%m/%Y}{old})"


def _told(found: "PackImport", *, dry_run: bool) -> list[str]:
    """Return what a person reads of an import, done or only looked at."""
    pack, difference = found.pack, found.difference
    state = "seraient mises en place" if dry_run else "sont en place"
    return [
        f"Les {len(pack.rules)} règles du {pack.version:%d/%m/%Y} {state} : {pack.title}",
        *_listed("nouvelle", difference.added),
        *_listed("modifiée", difference.changed),
        *_listed("close", difference.closed),
    ]


def _listed(word: str, titles: Sequence[str]) -> list[str]:
    return [f"  {word} : {title}" for title in titles]
