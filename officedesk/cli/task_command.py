"""Tasks: adding, listing, finishing."""

import sys
from typing import Any

import typer

from officedesk.cli.invocation import Invocation
from officedesk.cli.words import application, columns
from officedesk.domain.errors import InvalidInputError

app = application(nouns=True)

STATES = {"open": "à faire", "done": "terminée"}


@app.command()
def add(
    context: typer.Context,
    slug: str = typer.Argument(..., metavar="CLIENT"),
    text: str = typer.Argument(..., metavar="TEXTE"),
) -> None:
    """Ajoute une tâche : « relancer le devis vendredi 14h 45min !1 #prestataires » ; « own » est votre activité."""
    from officedesk.services.capture import add_captured, read_line

    invocation: Invocation = context.obj
    with invocation.portfolio() as portfolio:
        workspace = portfolio.named(slug)
        clients = {client.slug: client.name for client in portfolio.clients()}
        captured = read_line(workspace, text, invocation.day, clients)
        refuse_another(captured.client, slug)
        task = add_captured(workspace, captured)
        document = documents(workspace, slug, [task.id or 0])[0]
    chips = " · ".join(chip.label for chip in captured.chips)
    invocation.answer(document, [f"Tâche {document['id']} ajoutée : {document['title']}", *filter(None, [chips])])
    for chip in captured.chips:
        if chip.warning:
            print(chip.warning, file=sys.stderr)


def refuse_another(named: str | None, slug: str) -> None:
    """Refuse a line that names another client than the one it is given to."""
    if named not in (None, slug):
        raise InvalidInputError(
            f"La ligne nomme « {named} » et la commande « {slug} » : retirez l’un des deux, ou mettez « @… » entre "
            "guillemets pour le garder dans le titre."
        )


@app.command("list")
def list_tasks(
    context: typer.Context,
    client: str | None = typer.Option(None, "--client", metavar="CLIENT", help="un seul client"),
    open_only: bool = typer.Option(False, "--open", help="seulement ce qui reste à faire"),
) -> None:
    """Montre les tâches par date, les terminées comprises."""
    from officedesk.services.tasks import task_ids

    invocation: Invocation = context.obj
    with invocation.portfolio() as portfolio:
        slugs = [client] if client else ["own", *(each.slug for each in portfolio.clients())]
        found: list[dict[str, Any]] = []
        for slug in slugs:
            workspace = portfolio.named(slug)
            found += documents(workspace, slug, task_ids(workspace, include_done=not open_only))
    found.sort(key=lambda task: (task["due"] is None, task["due"] or "", task["due_time"] or "", task["id"]))
    rows = [(task["id"], task["due"], STATES[task["status"]], task["client"], task["title"]) for task in found]
    invocation.answer(found, columns(rows))


@app.command()
def done(context: typer.Context, task_id: int = typer.Argument(..., metavar="NUMÉRO")) -> None:
    """Termine une tâche."""
    from officedesk.services.tasks import complete_tasks

    invocation: Invocation = context.obj
    with invocation.portfolio() as portfolio:
        workspace = portfolio.workspace_of("task", task_id)
        changed = complete_tasks(workspace, [task_id], invocation.day)
        document = documents(workspace, portfolio.name_of(workspace), [task_id])[0]
    said = "Tâche terminée" if changed else "Cette tâche était déjà terminée"
    invocation.answer(document, [f"{said} : {document['title']}"])


def documents(workspace: Any, slug: str, ids: list[int]) -> list[dict[str, Any]]:
    """Return tasks as the command line prints them."""
    from officedesk.services.tasks import causes, task_lines

    waits = causes(workspace, ids)
    return [
        {
            "id": row.id,
            "client": slug,
            "title": row.title,
            "due": row.due.isoformat() if row.due else None,
            "due_time": row.due_time.strftime("%H:%M") if row.due_time else None,
            "estimate_minutes": row.estimate_minutes,
            "domain": row.domain,
            "importance": row.importance,
            "status": row.status.value,
            "waits_for": [cause._asdict() for cause in waits.get(row.id, [])],
        }
        for row in task_lines(workspace, ids)
    ]
