"""Whole calendars of four companies, read by eye line by line: a change of any date shows here.

`OFFICEDESK_GOLDEN=1 pytest` writes them again; read the difference before it is committed.
"""

import datetime as dt
import json
import os
from pathlib import Path

import pytest

from officedesk.domain.compliance import Explanation, explain, load_rules, parse_profile

FOLDER = Path(__file__).resolve().parents[2] / "data" / "calendars"
START, END = dt.date(2026, 12, 1), dt.date(2027, 12, 31)


def written(found: Explanation) -> str:
    """Return a calendar as people read it: a line a date, then what has none."""
    lines = [
        f"{due.due}{f' {due.due_time:%H:%M}' if due.due_time else '      '}  {due.title}"
        + (f"  [{due.shift_reason}]" if due.shift_reason else "")
        for due in found.deadlines
    ]
    undated = [f"sans date         {duty.title}" for duty in found.standing]
    waiting = [f"à renseigner      {missing.key}" for missing in found.missing]
    return "\n".join([*lines, *undated, *waiting, ""])


@pytest.mark.parametrize("name", ["micro-seule", "sarl-9", "sas-13-apprentie", "metz-52"])
def test_a_calendar_is_the_one_that_was_read(name: str) -> None:
    profile = parse_profile(json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8")))
    golden = FOLDER / f"{name}.txt"

    calendar = written(explain(load_rules(), profile, START, END))

    if os.environ.get("OFFICEDESK_GOLDEN"):
        golden.write_text(calendar, encoding="utf-8")
    assert calendar == golden.read_text(encoding="utf-8")
