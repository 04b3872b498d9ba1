"""A new request: priced on the real weeks, answered in three ways, turned into a decision when something must slip."""

import datetime as dt
from pathlib import Path

from officedesk.domain.activity_words import listed
from officedesk.domain.days import long_day
from officedesk.domain.entities import Decision, DecisionDraft
from officedesk.domain.errors import InvalidInputError
from officedesk.domain.load import DAY, Planned, Week, first_fit
from officedesk.domain.request_answers import Priced, Sold, making_room
from officedesk.interop import mail
from officedesk.reports import saving
from officedesk.services.decisions import add_decision
from officedesk.services.load import hours_of, months, weekly_load
from officedesk.services.settings import letterhead
from officedesk.storage.portfolio import Portfolio
from officedesk.storage.workspace import Workspace

MOST_MINUTES = 60 * 1000
FURTHEST = 104  # weeks in which a request may be placed


def price_request(
    portfolio: Portfolio, workspace: Workspace, what: str, minutes: int, wanted: dt.date, today: dt.date
) -> Priced:
    """Return where a request of a client stands; raise InvalidInputError for one without length, or for the past.

    Only tasks of that client may slip for it.
    """
    if not 0 < minutes <= MOST_MINUTES:
        raise InvalidInputError("Une demande prend de 1 minute à 1 000 heures : corrigez sa durée.")
    if wanted < today:
        raise InvalidInputError("Cette date est passée : écrivez celle pour laquelle on vous le demande.")
    found = weekly_load(portfolio, wanted, wanted + dt.timedelta(weeks=FURTHEST))
    asked, placed = found[0], first_fit(found, minutes, wanted)
    slipping: tuple[Planned, ...] = ()
    if placed != asked and asked.available:
        # Hour for hour: what overflows already is not for this client to make up.
        slipping = making_room(_own_tasks(portfolio, workspace, asked), minutes - max(0, asked.free))
    return Priced(
        what=" ".join(what.split()),
        minutes=minutes,
        wanted=wanted,
        asked=asked,
        placed=placed,
        day=wanted if placed == asked else _last_day(portfolio, placed),
        slipping=slipping,
        sold=_sold(portfolio, workspace, wanted, today),
        author=letterhead(portfolio).name,
    )


def decide_what_slips(workspace: Workspace, priced: Priced, today: dt.date) -> Decision:
    """Ask the director whether something slips for a request; raise InvalidInputError when nothing has to."""
    if not priced.slipping:
        raise InvalidInputError("Rien de ce client n’a besoin de glisser : répondez par une date.")
    slips = "passe" if len(priced.slipping) == 1 else "passent"
    titles = listed([f"« {each.title} »" for each in priced.slipping])
    later = f"« {priced.what} » est fait pour le {long_day(priced.day)}." if priced.day else "La demande attend."
    options = [
        {"label": "Repousser ce qui était prévu", "consequence": f"« {priced.what} » est fait pour le "
         f"{long_day(priced.wanted)} ; {titles} {slips} plus tard."},
        {"label": "Garder l’ordre prévu", "consequence": later},
    ]  # fmt: skip
    before = priced.wanted - DAY
    draft = {
        "question": f"Repousser {titles} pour faire « {priced.what} » ?"[:300],
        "context": f"« {priced.what} » est demandé pour le {long_day(priced.wanted)}.",
        "options": options,
        "approver": workspace.client().addressee.removeprefix("À l’attention de "),
        "limit": before if before >= today else None,
    }
    return add_decision(workspace, DecisionDraft.model_validate(draft))


def write_answer(subject: str, body: str, target: Path) -> None:
    """Write a letter that a mail program opens as a draft; NotSavedError leaves nothing behind."""
    saving.save(mail.unsent(subject, body, ""), target, "Le courriel")


def _own_tasks(portfolio: Portfolio, workspace: Workspace, week: Week) -> list[Planned]:
    found = portfolio.task_loads(week.monday, week.monday + 6 * DAY)
    return [each for each in found if each.client_id == workspace.client_id]


def _last_day(portfolio: Portfolio, week: Week | None) -> dt.date | None:
    """Return the last day of a week on which she works."""
    if week is None:
        return None
    hours = hours_of(portfolio)
    days = [week.monday + number * DAY for number in range(7)]
    return next((day for day in reversed(days) if hours.on(day)), None)


def _sold(portfolio: Portfolio, workspace: Workspace, wanted: dt.date, today: dt.date) -> Sold | None:
    slug = workspace.client().slug
    month = next((each for each in months(portfolio, wanted, today) if each.slug == slug), None)
    return None if month is None or not month.included else Sold(month.included, month.used, month.forecast)
