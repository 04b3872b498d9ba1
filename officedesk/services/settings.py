"""Her own settings: when she works, when she is away, and the head of what she sends."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from officedesk.domain.activity import Issuer
from officedesk.domain.errors import InvalidInputError
from officedesk.services.siren import checked_siren
from officedesk.storage.glance import DEFAULT_HOURS, WEEKDAYS
from officedesk.storage.portfolio import Portfolio

HOURS, ABSENCES, LETTERHEAD = "hours", "absences", "letterhead"
SHARED, TEXT_SIZE = "shared_screen", "text_size"
MOST_MINUTES = 24 * 60
MOST_ABSENCES = 400
MOST_LETTERS = 120


class Absence(NamedTuple):
    """Days on which she does not work, both included, and why."""

    first: dt.date
    last: dt.date
    reason: str = ""


def working_minutes(portfolio: Portfolio) -> dict[str, int]:
    """Return the minutes that she works on each day of the week, by its English name, from Monday on."""
    hours = portfolio.setting(HOURS, DEFAULT_HOURS)
    return {day: round(60 * hours.get(day, 0)) for day in WEEKDAYS}


def absences(portfolio: Portfolio) -> list[Absence]:
    """Return the days on which she is away, the first ones first."""
    told = portfolio.setting(ABSENCES, [])
    return sorted(
        Absence(
            dt.date.fromisoformat(each["from"]),
            dt.date.fromisoformat(each.get("to") or each["from"]),
            each.get("reason", ""),
        )
        for each in told
    )


def letterhead(portfolio: Portfolio) -> Issuer:
    """Return what stands at the head of her reports."""
    told = portfolio.setting(LETTERHEAD, {})
    return Issuer(told.get("name", ""), told.get("tagline", ""), told.get("siren", ""))


def text_size(portfolio: Portfolio) -> int:
    """Return the size of the window's text, in per cent of the usual one."""
    return int(portfolio.setting(TEXT_SIZE, 100))


def keep_settings(
    portfolio: Portfolio,
    minutes: Mapping[str, int],
    away: Iterable[Absence],
    head: Issuer,
    *,
    theme: str,
    text_size: int,
) -> None:
    """Keep all of them or none; raise InvalidInputError with a French sentence."""
    for day in WEEKDAYS:
        if not 0 <= minutes[day] <= MOST_MINUTES:
            raise InvalidInputError("Une journée a 24 heures au plus : corrigez vos heures de travail.")
    days = sorted(set(away))
    if len(days) > MOST_ABSENCES:
        raise InvalidInputError(f"Plus de {MOST_ABSENCES} absences : retirez les plus anciennes.")
    for each in days:
        if each.last < each.first:
            raise InvalidInputError("Une absence finit avant d’avoir commencé : corrigez ses dates.")
    if max(len(head.name), len(head.tagline)) > MOST_LETTERS:
        raise InvalidInputError(f"Un texte de l’en-tête dépasse {MOST_LETTERS} lettres : raccourcissez-le.")
    siren = checked_siren(head.siren) or ""
    portfolio.set_settings(
        {
            HOURS: {day: minutes[day] / 60 for day in WEEKDAYS},
            ABSENCES: [_kept(each) for each in days],
            LETTERHEAD: {"name": head.name, "tagline": head.tagline, "siren": siren},
            "theme": theme,
            TEXT_SIZE: text_size,
        }
    )


def shared_with(portfolio: Portfolio) -> int | None:
    """Return the client with whom the screen is shared, if it is."""
    found = portfolio.setting(SHARED)
    return None if found is None else int(found)


def share_screen(portfolio: Portfolio, client_id: int | None) -> None:
    """Show one client alone from now on, whatever happens to the program; None ends it."""
    portfolio.set_setting(SHARED, client_id)


def _kept(absence: Absence) -> dict[str, Any]:
    first, last, reason = absence
    return {"from": first.isoformat(), "to": last.isoformat(), "reason": reason}
