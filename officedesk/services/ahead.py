"""What will change for a client, from its profile, its planned hires and the laws to come."""

import datetime as dt
from functools import lru_cache

from officedesk.domain.compliance import parse_profile
from officedesk.domain.compliance.ahead import ChangeAhead, Notice, read_notices
from officedesk.domain.compliance.ahead import changes_ahead as changes_of
from officedesk.paths import resources
from officedesk.services.compliance import rules_for
from officedesk.services.profiles import whole_profile
from officedesk.storage.workspace import Workspace


def changes_ahead(workspace: Workspace, today: dt.date) -> list[ChangeAhead]:
    """Return what the 24 months ahead change for a client, in order of day."""
    return changes_of(rules_for(workspace), _notices(), parse_profile(whole_profile(workspace)), today)


@lru_cache(maxsize=1)
def _notices() -> tuple[Notice, ...]:
    return read_notices((resources() / "ahead" / "hires.toml").read_text(encoding="utf-8"))
