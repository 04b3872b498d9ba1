"""Legal dates written to files that leave the desk: an agenda, a table, a workbook, a page to pin up."""

import datetime as dt
import uuid
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from sqlmodel import col

from officedesk.domain.days import add_months, month_end
from officedesk.domain.domains import domain_label
from officedesk.domain.entities import Client, Deadline, DeadlineStatus
from officedesk.domain.errors import InvalidInputError
from officedesk.domain.legal_calendar import HEAD, LATE, MONTHS, OPEN, STATES, CalendarLine, LegalCalendar
from officedesk.reports import saving
from officedesk.services.compliance import rules_for
from officedesk.services.reminders import lead_times_of
from officedesk.services.settings import letterhead
from officedesk.storage.overview import DeadlineView
from officedesk.storage.portfolio import Portfolio
from officedesk.storage.workspace import Workspace

FORMATS = ("ics", "csv", "xlsx", "pdf")
EVERYTHING = DeadlineView(open_only=False)


def legal_calendar(workspace: Workspace, today: dt.date, view: DeadlineView = EVERYTHING) -> LegalCalendar:
    """Return the dates of the month under way and of the eleven after it, what is late, and what has no date.

    A view keeps to its domain, to what is open, to its period; the months start with the period's.
    """
    client = workspace.client()
    start = (view.since or today).replace(day=1)
    end = month_end(add_months(start, MONTHS - 1))
    wanted = _wanted(view, start, end)
    order = [col(Deadline.due).is_(None), col(Deadline.due), col(Deadline.due_time), col(Deadline.id)]
    leads = lead_times_of(workspace)
    unread = {rule.slug for rule in rules_for(workspace) if not rule.is_read_in_the_law}
    lines = [
        _line(client, each, today, leads, is_read=each.rule not in unread)
        for each in workspace.select(Deadline, *wanted, order_by=order)
    ]
    return LegalCalendar(client.name, start, end, today, tuple(lines))


def export_calendar(
    portfolio: Portfolio,
    workspace: Workspace,
    kind: str,
    target: Path,
    now: dt.datetime,
    today: dt.date,
    view: DeadlineView = EVERYTHING,
) -> None:
    """Write a client's legal dates, those of a view, as a file of a kind, whole or not at all."""
    if kind not in FORMATS:
        raise InvalidInputError(f"Le format « {kind} » n’est pas proposé : choisissez {_listed(FORMATS)}.")
    author = letterhead(portfolio).name
    saving.save(_content(legal_calendar(workspace, today, view), kind, author, now), target, "Le calendrier")


def _wanted(view: DeadlineView, start: dt.date, end: dt.date) -> list[Any]:
    """Return the conditions of what a view shows; without a period of its own, from what is late to a year ahead."""
    is_open, due = col(Deadline.status) == DeadlineStatus.OPEN, col(Deadline.due)
    found: list[Any] = []
    if view.open_only:
        found.append(is_open)
    if view.domain is not None:
        found.append(col(Deadline.domain) == view.domain)
    if view.since is None and view.until is None:
        return [*found, (is_open & (due.is_(None) | (due < start))) | due.between(start, end)]
    if view.since is not None:
        found.append(due >= view.since)
    if view.until is not None:
        found.append(due <= view.until)
    return found


def _content(calendar: LegalCalendar, kind: str, author: str, now: dt.datetime) -> bytes:
    # Each library is loaded by who writes that kind.
    if kind == "ics":
        from officedesk.interop import ics_calendar

        return ics_calendar.write(calendar, now)
    if kind == "pdf":
        from officedesk.reports import calendar_page

        return calendar_page.pdf(calendar, author=author, moment=now)
    rows = [line.cells() for line in calendar.lines]
    if kind == "csv":
        from officedesk.interop import tables

        return tables.write_csv(HEAD, rows)
    from officedesk.reports import workbook

    return workbook.xlsx(f"Échéances {calendar.client}", HEAD, rows, now)


def _line(
    client: Client, deadline: Deadline, today: dt.date, leads: Callable[[str | None], tuple[int, ...]], *, is_read: bool
) -> CalendarLine:
    state = STATES[deadline.status]
    if state == OPEN and deadline.due is not None and deadline.due < today:
        state = LATE
    return CalendarLine(
        uid=_uid(client, deadline),
        title=deadline.title,
        domain=domain_label(deadline.domain),
        due=deadline.due,
        due_time=deadline.due_time,
        state=state,
        responsible=deadline.responsible,
        why=deadline.why,
        basis=deadline.basis,
        source=deadline.source,
        verified_on=deadline.verified_on,
        force=deadline.force,
        evidence_expected=deadline.evidence_expected,
        evidence=deadline.evidence or "",
        done_on=deadline.done_on,
        shift_reason=deadline.shift_reason or "",
        lead_days=leads(deadline.rule) if deadline.status is DeadlineStatus.OPEN else (),
        is_read=is_read,
    )


def _uid(client: Client, deadline: Deadline) -> str:
    """Return a name that outlives the row: a date that follows the profile is another row, and the same obligation."""
    if deadline.rule is None:
        return deadline.uid
    told = "/".join((client.uid, deadline.rule, deadline.subject or "", deadline.period or ""))
    return f"{uuid.uuid5(uuid.NAMESPACE_OID, told)}"


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} ou {names[-1]}"
