"""A question for the director, ready to be sent: an e-mail that opens as a draft, and a page to print."""

import datetime as dt
from pathlib import Path

from officedesk.domain.decision_sheet import DecisionSheet, Option, letter, subject
from officedesk.domain.entities import Decision
from officedesk.interop import mail
from officedesk.reports import decision_page, saving
from officedesk.services.settings import letterhead
from officedesk.storage.portfolio import Portfolio
from officedesk.storage.workspace import Workspace


def sheet_of(portfolio: Portfolio, workspace: Workspace, decision_id: int, today: dt.date) -> DecisionSheet:
    """Return all that is said of a decision to the one who takes it."""
    decision = workspace.get(Decision, decision_id)
    return DecisionSheet(
        client=workspace.client().name,
        author=letterhead(portfolio).name,
        approver=decision.approver,
        question=decision.question,
        context=decision.context,
        stake=decision.stake,
        options=tuple(Option(**each) for each in decision.options),
        recommendation=decision.recommendation,
        limit=decision.limit,
        limit_time=decision.limit_time,
        asked_on=decision.asked_on,
        made_on=today,
    )


def write_letter(sheet: DecisionSheet, target: Path, now: dt.datetime, *, reminder: bool = False) -> None:
    """Write the e-mail, with its page; NotSavedError leaves nothing behind."""
    page = (f"{target.stem}.pdf", decision_page.pdf(sheet, moment=now))
    to = mail.address_in(sheet.approver)
    content = mail.unsent(subject(sheet, reminder=reminder), letter(sheet, reminder=reminder), to, page)
    saving.save(content, target, "Le courriel")


def write_page(sheet: DecisionSheet, target: Path, now: dt.datetime) -> None:
    """Write the page; NotSavedError leaves nothing behind."""
    saving.save(decision_page.pdf(sheet, moment=now), target, "La page")
