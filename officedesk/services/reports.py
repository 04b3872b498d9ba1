"""The activity report: what was done for one client over a period, gathered and written."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

from sqlalchemy import or_
from sqlmodel import col

from officedesk.domain.activity import (
    ActivitySummary,
    DomainTime,
    DoneTask,
    LegalDeadline,
    PastEvent,
    PendingDecision,
    TakenDecision,
    engagement_label,
)
from officedesk.domain.activity_essential import propose_essential
from officedesk.domain.activity_words import listed
from officedesk.domain.compliance.rule import COMPULSORY
from officedesk.domain.days import add_months, hours, month_end
from officedesk.domain.domains import domain_label
from officedesk.domain.entities import Deadline, DeadlineStatus, Decision, DecisionState, Task, TaskStatus
from officedesk.services.engagements import engagement_in
from officedesk.services.events import Occurrence, occurrences
from officedesk.services.settings import letterhead
from officedesk.services.tasks import ORDER
from officedesk.services.timesheets import minutes_by_domain, minutes_by_task
from officedesk.storage.portfolio import Portfolio
from officedesk.storage.workspace import Workspace

DAY = dt.timedelta(days=1)
NAMED_TASKS = 5
BETWEEN_TITLES = "\u202f; "  # a title may hold commas of its own


def summarise(
    portfolio: Portfolio,
    workspace: Workspace,
    start: dt.date,
    end: dt.date,
    today: dt.date,
    *,
    essential: str | None = None,
) -> ActivitySummary:
    """Gather one client's facts between two days, both included; ``essential`` is her text, or the proposed one."""
    client = workspace.client()
    told = min(end, today)
    engagement = engagement_in(workspace, start, end)
    by_domain = minutes_by_domain(workspace, start, told)
    summary = ActivitySummary(
        issuer=letterhead(portfolio),
        client=client.name,
        addressee=client.addressee,
        start=start,
        end=end,
        written_on=today,
        engagement=engagement_label(engagement.kind.value, engagement.included_minutes) if engagement else "",
        included_minutes=(engagement.included_minutes or None) if engagement else None,
        used_minutes=sum(by_domain.values()),
        time=tuple(DomainTime(domain_label(domain), minutes) for domain, minutes in by_domain.items()),
        done=_done(workspace, start, told),
        deadlines=_deadlines(workspace, start, end),
        to_decide=_to_decide(workspace),
        decided=_decided(workspace, start, told),
        events=tuple(
            PastEvent(each.title, each.start.date(), _guests(each)) for each in occurrences(workspace, start, told)
        ),
        next_steps=_next_steps(workspace, told + DAY, month_end(add_months(told + DAY, 0 if told == end else 1))),
    )
    return replace(summary, essential=propose_essential(summary) if essential is None else essential)


def save_report(summary: ActivitySummary, target: Path, now: dt.datetime) -> None:
    """Write the report as a PDF, whole or not at all; raise a DeskError when the folder refuses it."""
    from officedesk.reports.activity import save

    save(summary, target, timestamp=now)


def _done(workspace: Workspace, start: dt.date, end: dt.date) -> tuple[DoneTask, ...]:
    finished = workspace.select(
        Task,
        col(Task.status) == TaskStatus.DONE,
        col(Task.done_on).between(start, end),
        order_by=(col(Task.done_on), col(Task.id)),
    )
    spent = minutes_by_task(workspace, [task.id or 0 for task in finished])
    return tuple(
        DoneTask(task.title, task.done_on, domain_label(task.domain), spent.get(task.id or 0))
        for task in finished
        if task.done_on is not None
    )


def _deadlines(workspace: Workspace, start: dt.date, end: dt.date) -> tuple[LegalDeadline, ...]:
    """Return what was due or done in the period, and what is still owed from before it."""
    owed = col(Deadline.status) == DeadlineStatus.OPEN
    found = workspace.select(
        Deadline,
        col(Deadline.status) != DeadlineStatus.NOT_APPLICABLE,
        or_(
            col(Deadline.due).between(start, end),
            col(Deadline.done_on).between(start, end),
            owed & (col(Deadline.due) < start),
            # Owed at once by law; a review that nobody dated is advice, not a date that was missed.
            owed & col(Deadline.due).is_(None) & col(Deadline.force).in_(("", *COMPULSORY)),
        ),
        order_by=(col(Deadline.due), col(Deadline.id)),
    )
    return tuple(LegalDeadline(each.title, each.due, each.done_on, each.evidence or "") for each in found)


def _to_decide(workspace: Workspace) -> tuple[PendingDecision, ...]:
    """Return what the director was asked; a draft was not asked yet."""
    asked = workspace.select(
        Decision,
        col(Decision.state).in_([DecisionState.SENT, DecisionState.BLOCKED]),
        order_by=(col(Decision.limit), col(Decision.id)),
    )
    return tuple(PendingDecision(each.question, each.asked_on, each.limit, each.stake) for each in asked)


def _decided(workspace: Workspace, start: dt.date, end: dt.date) -> tuple[TakenDecision, ...]:
    answered = workspace.select(
        Decision, col(Decision.answered_on).between(start, end), order_by=(col(Decision.answered_on), col(Decision.id))
    )
    return tuple(
        TakenDecision(each.question, each.answered_on, each.answer) for each in answered if each.answered_on is not None
    )


def _guests(event: Occurrence) -> str:
    return f"{event.guests} personnes" if event.guests else ""


def _next_steps(workspace: Workspace, start: dt.date, end: dt.date) -> tuple[str, ...]:
    """Return a sentence for the legal dates, one for the events and one for the work of the coming days."""
    due = workspace.select(
        Deadline,
        col(Deadline.status) == DeadlineStatus.OPEN,
        col(Deadline.due).between(start, end),
        order_by=(col(Deadline.due), col(Deadline.id)),
    )
    planned = workspace.select(
        Task, col(Task.status) == TaskStatus.OPEN, col(Task.due).between(start, end), order_by=ORDER
    )
    coming = occurrences(workspace, start, end)
    sentences = (
        _sentence("Échéances", [f"{each.title} ({_day(each.due)})" for each in due]),
        _sentence("Événements", [f"{each.title} ({_day(each.start.date())})" for each in coming]),
        _work(planned),
    )
    return tuple(sentence for sentence in sentences if sentence)


def _work(planned: list[Task]) -> str:
    if not planned:
        return ""
    named = [task.title for task in planned[:NAMED_TASKS]]
    more = len(planned) - len(named)
    minutes = sum(task.estimate_minutes or 0 for task in planned)
    rest = [f"{more} autre{'s' if more > 1 else ''}"] if more else []
    total = f" Au total, {hours(minutes)} prévues." if minutes else ""
    return f"Travail prévu\u202f: {BETWEEN_TITLES.join([*named, *rest])}.{total}"


def _sentence(head: str, items: list[str]) -> str:
    return f"{head}\u202f: {listed(items)}." if items else ""


def _day(day: dt.date | None) -> str:
    return "sans date" if day is None else f"le {'1er' if day.day == 1 else day.day}/{day.month:02d}"
