"""Whatever a profile becomes: what was met stays met, what she wrote stays, and a second refresh writes nothing."""

import datetime as dt
import itertools
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from officedesk.domain.compliance import deadlines as computed
from officedesk.domain.compliance import load_rules, parse_profile
from officedesk.domain.entities import Deadline, DeadlineStatus
from officedesk.services import compliance
from officedesk.services.clients import add_client, update_client
from officedesk.storage.portfolio import Portfolio
from tests.domain.compliance.test_deadline_invariants import raw_profile
from tests.storage.desks import DAY

NUMBERS = itertools.count()
TOUCHED = ("status", "done_on", "evidence", "notes")


def kept(row: Deadline) -> dict[str, Any]:
    """Return what she said of a legal date, and which one it is."""
    return {name: getattr(row, name) for name in ("rule", "subject", "period", *TOUCHED)}


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw_profile, raw_profile, st.integers(0, 400), st.data())
def test_a_refresh_destroys_nothing_and_ends(
    portfolio: Portfolio, before: dict[str, Any], after: dict[str, Any], later: int, data: st.DataObject
) -> None:
    name = f"Client {next(NUMBERS)}"
    workspace = portfolio.workspace(add_client(portfolio, {**before, "name": name}, today=DAY).slug)
    rows = compliance.deadlines(workspace)
    met = data.draw(st.lists(st.sampled_from(rows), max_size=3, unique_by=lambda row: row.id)) if rows else []
    hers = [kept(compliance.complete_deadline(workspace, row.id or 0, DAY, "preuve")) for row in met]
    today = DAY + dt.timedelta(days=later)

    update_client(
        portfolio, workspace.client().slug, {**after, "name": name}, today=today, forgotten=set(before) - set(after)
    )

    stored = workspace.select(Deadline)
    assert all(each in [kept(row) for row in stored] for each in hers)
    assert len({(row.rule, row.subject, row.period) for row in stored}) == len(stored)
    assert compliance.refresh(workspace, today) == 0
    # Everything that the profile owes in the months ahead is there, open or met.
    end = today + dt.timedelta(days=365)
    owed = computed(load_rules(), parse_profile({**after, "name": name}), today, end)
    known = {(row.rule, row.subject, row.period) for row in stored}
    assert {(due.rule, due.subject, due.period) for due in owed} <= known
    assert all(row.status is DeadlineStatus.DONE for row in stored if kept(row) in hers)
