"""Events, their repetitions expanded."""

import datetime as dt

import typer

from officedesk.cli.invocation import Invocation, optional_date_of
from officedesk.cli.words import application, columns

app = application(nouns=True)

YEAR = dt.timedelta(days=365)


@app.command("list")
def list_events(
    context: typer.Context,
    client: str | None = typer.Option(None, "--client", metavar="CLIENT", help="un seul client"),
    start: str | None = typer.Option(
        None, "--from", metavar="AAAA-MM-JJ", help="premier jour, compris (aujourd’hui sinon)"
    ),
    end: str | None = typer.Option(
        None, "--to", metavar="AAAA-MM-JJ", help="dernier jour, compris (un an plus tard sinon)"
    ),
) -> None:
    """Montre les événements entre deux jours, répétitions comprises."""
    from officedesk.services.events import occurrences

    invocation: Invocation = context.obj
    first = optional_date_of(start, "--from") or invocation.day
    last = optional_date_of(end, "--to") or first + YEAR
    with invocation.portfolio() as portfolio:
        slugs = [client] if client else ["own", *(each.slug for each in portfolio.clients())]
        found = [
            {
                "uid": each.uid,
                "client": slug,
                "title": each.title,
                "start": moment(each.start, each.all_day),
                "end": moment(each.end, each.all_day),
                "all_day": each.all_day,
            }
            for slug in slugs
            for each in occurrences(portfolio.named(slug), first, last)
        ]
    found.sort(key=lambda each: (str(each["start"]), str(each["uid"])))
    invocation.answer(found, columns([(each["start"], each["client"], each["title"]) for each in found]))


def moment(value: dt.datetime, all_day: bool) -> str:
    """Return a local moment, or only its day; the end of whole days is the first day after them."""
    return value.date().isoformat() if all_day else value.isoformat(timespec="minutes")
