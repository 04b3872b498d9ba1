"""The capture line: what it says of a client's deadlines, and the task that it becomes."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping

from sqlmodel import col

from officedesk.domain.capture import Captured, Span, folded, parse
from officedesk.domain.entities import Deadline, DeadlineStatus, Task, TaskDraft
from officedesk.domain.errors import InvalidInputError
from officedesk.services.tasks import add_task
from officedesk.storage.step import validated
from officedesk.storage.workspace import Workspace

LONGEST_TITLE = 200

_BREAKS = re.compile("[\0\r\n]+")


def read_line(
    workspace: Workspace, text: str, today: dt.date, clients: Mapping[str, str], refused: Iterable[Span] = ()
) -> Captured:
    """Read a line; « J-5 avant DSN » counts from the next deadline of this workspace's client."""
    return parse(
        text, today, clients=clients, next_deadline=lambda rule: next_deadline(workspace, rule, today), refused=refused
    )


def add_captured(workspace: Workspace, captured: Captured, due: dt.date | None = None) -> Task:
    """Store the task that a line says, due on ``due`` when the line names no day.

    Raises InvalidInputError for a name that may be several clients', for want of a title, or for one too long.
    """
    refuse_unclear(captured)
    values = {"due": due, **captured.values()}
    # A paste may bring what a title of one line cannot hold.
    values["title"] = _BREAKS.sub(" ", captured.title)
    return add_task(workspace, validated(TaskDraft, values))


def refuse_unclear(captured: Captured) -> None:
    """Raise InvalidInputError when a line cannot be kept as it is, with what to mend."""
    if captured.named is not None and captured.named.ambiguous:
        raise InvalidInputError(captured.named.warning)
    if len(captured.title) > LONGEST_TITLE:
        raise InvalidInputError(
            f"Ce titre est trop long ({LONGEST_TITLE} caractères au plus) : raccourcissez-le et recommencez."
        )


def next_deadline(workspace: Workspace, rule: str, today: dt.date) -> dt.date | None:
    """Return the client's next open deadline whose rule, or whose title, has that word; None when there is none."""
    wanted = folded(rule)
    columns = [col(Deadline.due), col(Deadline.rule), col(Deadline.title)]
    is_open = col(Deadline.status) == DeadlineStatus.OPEN
    found = workspace.tuples(columns, is_open, col(Deadline.due) >= today, order_by=[col(Deadline.due)])
    return next((due for due, slug, title in found if wanted in _words(slug, title)), None)


def _words(slug: str | None, title: str) -> set[str]:
    return {*(slug or "").split("-"), *re.findall(r"\w+", folded(title))}
