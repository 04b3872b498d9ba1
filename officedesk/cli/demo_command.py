"""Fills an empty desk with the demonstration."""

import typer

from officedesk.cli.invocation import Invocation
from officedesk.cli.words import application

app = application()


@app.command()
def demo(context: typer.Context) -> None:
    """Remplit un bureau vide avec six clients fictifs."""
    from officedesk.services.demo import fill

    invocation: Invocation = context.obj
    with invocation.portfolio() as portfolio:
        counts = fill(portfolio, invocation.day)
    invocation.answer(counts, [f"Démonstration prête : {counts['clients']} clients, {counts['tasks']} tâches."])
