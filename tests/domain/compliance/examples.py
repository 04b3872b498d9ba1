"""What the worked examples share: a profile in, the dates and hours of one rule out."""

import datetime as dt
from typing import Any

from officedesk.domain.compliance import Due, deadlines, load_rules, parse_profile

Profile = dict[str, Any]
FIVE_YEARS = ("2021", "2022", "2023", "2024", "2025")


def owed(profile: Profile, rule: str, start: str = "2026-01-01", end: str = "2027-12-31") -> list[Due]:
    """Return what a rule asks of a profile between two days."""
    found = deadlines(
        load_rules(), parse_profile({"name": "A", **profile}), dt.date.fromisoformat(start), dt.date.fromisoformat(end)
    )
    return [due for due in found if due.rule == rule]


def told(profile: Profile, rule: str, start: str = "2026-01-01", end: str = "2027-12-31") -> list[str]:
    """Return the dates, with their hours, that a rule gives."""
    return [_told(due) for due in owed(profile, rule, start, end)]


def employer(number: float, **more: object) -> Profile:
    """Return an employer whose headcount has been the same for five years, by both counts."""
    return {
        "has_employees": True,
        "effectif_css": dict.fromkeys(FIVE_YEARS, number),
        "effectif_ct": number,
        "pay_practice": "same_month",
        **more,
    }


def employee(**more: object) -> Profile:
    """Return a profile of one employee, E1."""
    return {"employees": [{"ref": "E1", **more}]}


def happened(kind: str, at: str, **more: object) -> Profile:
    """Return a profile where one thing happened, O1."""
    return {"occurrences": [{"ref": "O1", "kind": kind, "at": at}], **more}


def _told(due: Due) -> str:
    return f"{due.due} {due.due_time:%H:%M}" if due.due_time else f"{due.due}"
