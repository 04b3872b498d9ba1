"""Clients, each named by its slug."""

import json
from pathlib import Path

import typer

from officedesk.cli.invocation import Invocation, read_profile
from officedesk.cli.words import application, columns

app = application(nouns=True)


@app.command("list")
def list_clients(context: typer.Context) -> None:
    """Montre les clients, avec leurs tâches ouvertes et leurs échéances en retard."""
    invocation: Invocation = context.obj
    with invocation.portfolio() as portfolio:
        rows = portfolio.client_rows(invocation.day)
    shown = ("slug", "name", "siren", "archived", "open_tasks", "late_deadlines")
    document = [{name: getattr(row, name) for name in shown} for row in rows]
    lines = [
        (
            row.slug,
            row.open_tasks,
            "tâches" if row.open_tasks > 1 else "tâche",
            row.late_deadlines,
            "en retard",
            row.name,
        )
        for row in rows
    ]
    invocation.answer(document, columns(lines))


@app.command()
def show(context: typer.Context, slug: str = typer.Argument(..., metavar="CLIENT")) -> None:
    """Montre le profil d’un client, avec les clés du fichier que « client update » relit."""
    from officedesk.services.profiles import whole_profile

    invocation: Invocation = context.obj
    with invocation.portfolio() as portfolio:
        profile = whole_profile(portfolio.workspace(slug))
    invocation.answer(profile, [f"{key} : {json.dumps(value, ensure_ascii=False)}" for key, value in profile.items()])


@app.command()
def add(context: typer.Context, file: Path = typer.Argument(..., metavar="PROFIL.json")) -> None:
    """Ajoute un client à partir de son profil."""
    from officedesk.services.clients import add_client

    invocation: Invocation = context.obj
    profile = read_profile(file)
    with invocation.portfolio() as portfolio:
        client = add_client(portfolio, profile, today=invocation.day)
    invocation.answer({"slug": client.slug}, [f"Client ajouté : {client.slug}"])


@app.command()
def update(
    context: typer.Context,
    slug: str = typer.Argument(..., metavar="CLIENT"),
    file: Path = typer.Argument(..., metavar="PROFIL.json"),
) -> None:
    """Remplace les champs donnés du profil d’un client."""
    from officedesk.services.clients import update_client

    invocation: Invocation = context.obj
    fields = read_profile(file)
    with invocation.portfolio() as portfolio:
        client = update_client(portfolio, slug, fields, today=invocation.day)
    invocation.answer({"slug": client.slug}, [f"Profil enregistré : {client.slug}"])


@app.command()
def archive(context: typer.Context, slug: str = typer.Argument(..., metavar="CLIENT")) -> None:
    """Archive un client : il n’est plus listé à l’écran, rien n’est effacé."""
    from officedesk.services.clients import archive_client

    invocation: Invocation = context.obj
    with invocation.portfolio() as portfolio:
        archive_client(portfolio, slug, invocation.day)
    invocation.answer({"slug": slug}, [f"Client archivé : {slug}"])
