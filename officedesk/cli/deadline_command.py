"""Legal dates that are stored."""

from typing import Any

import typer

from officedesk.cli.invocation import Invocation, optional_date_of
from officedesk.cli.words import application, columns
from officedesk.domain.legal_calendar import STATES

app = application(nouns=True)

DATES = ("nominal", "due", "opens", "verified_on")
TEXTS = (
    "rule",
    "subject",
    "title",
    "domain",
    "period",
    "force",
    "why",
    "basis",
    "source",
    "responsible",
    "shift_reason",
)


@app.command("list")
def list_deadlines(
    context: typer.Context,
    client: str | None = typer.Option(None, "--client", metavar="CLIENT", help="un seul client"),
    start: str | None = typer.Option(None, "--from", metavar="AAAA-MM-JJ", help="premier jour, compris"),
    end: str | None = typer.Option(None, "--to", metavar="AAAA-MM-JJ", help="dernier jour, compris"),
) -> None:
    """Montre les échéances enregistrées, par date."""
    from officedesk.services.compliance import deadlines

    invocation: Invocation = context.obj
    first, last = optional_date_of(start, "--from"), optional_date_of(end, "--to")
    with invocation.portfolio() as portfolio:
        slugs = [client] if client else ["own", *(each.slug for each in portfolio.clients())]
        found = [
            document(deadline, slug) for slug in slugs for deadline in deadlines(portfolio.named(slug), first, last)
        ]
    found.sort(key=lambda each: (each["due"] or "", each["id"]))
    rows = [(each["due"] or "sans date", STATES[each["status"]], each["client"], each["title"]) for each in found]
    invocation.answer(found, columns(rows))


def document(deadline: Any, slug: str) -> dict[str, Any]:
    """Return a stored deadline as the command line prints it: ``evidence`` is the proof that is kept."""
    return {
        "id": deadline.id,
        "client": slug,
        **{name: getattr(deadline, name) for name in TEXTS},
        **{name: getattr(deadline, name).isoformat() if getattr(deadline, name) else None for name in DATES},
        "due_time": deadline.due_time.strftime("%H:%M") if deadline.due_time else None,
        "keep_years": deadline.keep_years,
        "status": deadline.status.value,
        "done_on": deadline.done_on.isoformat() if deadline.done_on else None,
        "evidence": deadline.evidence,
        "evidence_expected": deadline.evidence_expected,
    }
