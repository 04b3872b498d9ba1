"""Urgent: due today or late, or within two days when it matters most."""

import datetime as dt

import pytest

from officedesk.domain.urgency import is_urgent

TODAY = dt.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("due", "importance", "expected"),
    [
        ("2026-11-20", None, True),
        ("2026-11-23", 3, True),
        ("2026-11-24", None, False),
        ("2026-11-24", 2, False),
        ("2026-11-25", 1, True),
        ("2026-11-26", 1, False),
        ("", 1, False),
    ],
)
def test_what_is_urgent(due: str, importance: int | None, expected: bool) -> None:
    assert is_urgent(dt.date.fromisoformat(due) if due else None, importance, TODAY) is expected
