"""Finds words in what is written, as Ctrl+K does in the window."""

import typer

from officedesk.cli.invocation import Invocation
from officedesk.cli.words import application, columns
from officedesk.domain.errors import InvalidInputError

app = application()

KINDS = {
    "client": "client",
    "task": "tâche",
    "deadline": "échéance",
    "supplier": "fournisseur",
    "event": "événement",
    "decision": "décision",
    "document": "document",
}
USUAL, MOST = 20, 1000


@app.command()
def search(
    context: typer.Context,
    words: list[str] = typer.Argument(..., metavar="MOTS"),
    client: str | None = typer.Option(None, "--client", metavar="CLIENT", help="un seul client"),
    limit: int = typer.Option(USUAL, "--limit", metavar="N", help="au plus N résultats"),
) -> None:
    """Trouve ce qui contient tous les mots, le plus récent d’abord ; un mot peut n’être qu’un début."""
    from officedesk.storage.search import newest

    if not 1 <= limit <= MOST:
        raise InvalidInputError(f"« {limit} » ne convient pas pour --limit : écrivez un nombre de 1 à {MOST}.")
    invocation: Invocation = context.obj
    with invocation.portfolio() as portfolio:
        desk = portfolio if client is None else portfolio.named(client)
        slugs = {each.id: each.slug for each in portfolio.clients(archived=True)} | {portfolio.own().client_id: "own"}
        found = [
            {
                "kind": hit.kind,
                "client": slugs.get(hit.client_id),
                "id": hit.id,
                "title": hit.title,
                "snippet": hit.snippet,
            }
            for hit in newest(desk.search(" ".join(words), each=limit), limit)
        ]
    lines = [(KINDS[str(each["kind"])], each["client"], each["id"], each["title"], each["snippet"]) for each in found]
    invocation.answer(found, columns(lines))
