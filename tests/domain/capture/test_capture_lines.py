"""Lines of French, and what they mean."""

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest

from officedesk.domain.capture import Kind, parse

MONDAY = dt.date(2026, 11, 23)
CLIENTS = {
    "menuiserie-calvarec": "Menuiserie Calvarec",
    "studio-halo": "Studio Halo",
    "studio-vermandrin": "Studio Vermandrin",
    "clinique-boreal": "Clinique vétérinaire du Quai Boréal",
    "oeuvre-vive": "Œuvre vive",
}
LINES = tomllib.loads((Path(__file__).parents[2] / "data" / "capture.toml").read_text("utf-8"))["line"]
FIELDS = {"due": "due", "at": "due_time", "minutes": "estimate_minutes", "rule": "recurrence", "domain": "domain",
          "importance": "importance"}  # fmt: skip


def next_deadline(rule: str) -> dt.date | None:
    return {"dsn": dt.date(2026, 12, 15)}.get(rule)


@pytest.mark.parametrize("line", LINES, ids=[line["text"] for line in LINES])
def test_a_line_means_what_the_table_says(line: dict[str, Any]) -> None:
    expected = {field: line[key] for key, field in FIELDS.items() if key in line}
    expected["title"] = line.get("title", line["text"])
    if "rule" in line:
        expected["repeats_from_done"] = line.get("done", False)

    found = parse(line["text"], MONDAY, clients=CLIENTS, next_deadline=next_deadline)

    assert found.values() == expected
    assert found.client == line.get("client")
    asked = [list(chip.clients) for chip in found.chips if chip.ambiguous]
    assert asked == ([line["asks"]] if "asks" in line else [])
    warned = [chip for chip in found.chips if chip.kind is Kind.DAY and chip.warning]
    assert bool(warned) == line.get("warned", False)
