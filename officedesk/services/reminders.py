"""Reminders: what the desk's dates ask to be said now, how she wants it said, and what was said already."""

import datetime as dt
from collections.abc import Callable
from typing import NamedTuple

from sqlmodel import col

from officedesk.domain import reminders
from officedesk.domain.days import clock
from officedesk.domain.entities import Deadline, DeadlineStatus
from officedesk.domain.errors import InvalidInputError
from officedesk.domain.reminders import OWN_LEADS, Preferences, Reminder, Told, Watched
from officedesk.services.compliance import rules_for
from officedesk.storage.portfolio import Portfolio
from officedesk.storage.workspace import Workspace

# The settings that hold her choices, and what was said.
CHOSEN, TOLD = "reminders", "reminders_told"
HOURS = ("digest", "quiet_from", "quiet_to")
FARTHEST = dt.timedelta(days=400)

_ONE_DAY = dt.timedelta(days=1)


class InQuietHoursError(InvalidInputError):
    """The hour of the digest is one of silence."""


class News(NamedTuple):
    """What is to be said now, if anything; ``told`` is to be kept once it was, and ``next_check`` is wall time."""

    said: Reminder | None
    told: Told
    next_check: dt.datetime


def news(portfolio: Portfolio, now: dt.datetime) -> News:
    """Return what is to be said at a moment of the wall clock; a moment of which nothing is said is kept as told."""
    chosen = preferences(portfolio)
    # What came before the first start is on the screens already.
    known = _told(portfolio) or Told(now.date() - _ONE_DAY)
    if not chosen.on:
        return News(None, known, now + _ONE_DAY)
    dates = watched(portfolio, now.date())
    found = reminders.plan(dates, known, now, chosen)
    if found.said is None and found.told != _told(portfolio):
        keep_told(portfolio, found.told)
    return News(found.said, found.told, reminders.next_check(dates, now, chosen))


def watched(portfolio: Portfolio, today: dt.date) -> list[Watched]:
    """Return the open dates that may have to be said: those of every client in business, and her own."""
    workspaces = [*portfolio.workspaces(), portfolio.own()]
    return [each for workspace in workspaces for each in _watched(workspace, today)]


def lead_times_of(workspace: Workspace) -> Callable[[str | None], tuple[int, ...]]:
    """Return what gives, for the rule of a date or None, the days before it on which a client is to be reminded."""
    leads = {rule.slug: rule.lead_times for rule in rules_for(workspace)}
    return lambda rule: leads.get(rule or "", OWN_LEADS)


def keep_told(portfolio: Portfolio, told: Told) -> None:
    """Keep what was said, so that no other start of the program says it again."""
    portfolio.set_setting(TOLD, {"day": told.day.isoformat(), "notices": sorted(told.notices)})


def preferences(portfolio: Portfolio) -> Preferences:
    """Return when and how she wants to be reminded."""
    kept = portfolio.setting(CHOSEN, {})
    return Preferences(**{**kept, **{name: dt.time.fromisoformat(kept[name]) for name in HOURS if name in kept}})


def keep_preferences(portfolio: Portfolio, chosen: Preferences) -> None:
    """Keep when and how she wants to be reminded; what passed while she did not is not said afterwards."""
    if chosen.is_quiet(chosen.digest):
        silence = f"de {clock(chosen.quiet_from)} à {clock(chosen.quiet_to)}"
        raise InQuietHoursError(
            f"Cette heure tombe dans les heures calmes, {silence} : choisissez-en une autre, ou changez-les."
        )
    if chosen.on and not preferences(portfolio).on:
        portfolio.set_setting(TOLD, None)
    hours = {name: getattr(chosen, name).isoformat() for name in HOURS}
    portfolio.set_setting(CHOSEN, {**chosen._asdict(), **hours})


def _watched(workspace: Workspace, today: dt.date) -> list[Watched]:
    name = workspace.client().name
    leads = lead_times_of(workspace)
    names = ("rule", "subject", "period", "uid", "title", "due", "due_time", "remind_on")
    is_open = col(Deadline.status) == DeadlineStatus.OPEN
    may_speak = (col(Deadline.due) <= today + FARTHEST) | (col(Deadline.remind_on) <= today)
    return [
        Watched(
            key=f"{workspace.client_id}/{rule}/{subject}/{period}" if rule else uid,
            client=name,
            title=title,
            due=due,
            due_time=due_time,
            lead_days=leads(rule),
            remind_on=remind_on,
        )
        for rule, subject, period, uid, title, due, due_time, remind_on in workspace.tuples(
            [getattr(Deadline, each) for each in names], is_open, may_speak
        )
    ]


def _told(portfolio: Portfolio) -> Told | None:
    kept = portfolio.setting(TOLD)
    return Told(dt.date.fromisoformat(kept["day"]), frozenset(kept["notices"])) if kept else None
