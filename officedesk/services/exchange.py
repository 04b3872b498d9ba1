"""Imports files of other programs: each file is one step, and importing it again updates instead of doubling."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sqlmodel import col

from officedesk.domain.entities import Draft, Event, EventDraft, Row, SupplierContract, Task, TaskDraft
from officedesk.domain.errors import InvalidInputError
from officedesk.interop.files import read_file
from officedesk.interop.found import Found, Reading, StoppedError
from officedesk.interop.ics import told_in_series
from officedesk.services.network import Network, Placed
from officedesk.storage.portfolio import Portfolio
from officedesk.storage.step import Step, validated
from officedesk.storage.workspace import CHUNK, Workspace

Stopped = Callable[[], bool]
NOUNS: dict[str, tuple[type[Row], type[Draft]]] = {"event": (Event, EventDraft), "task": (Task, TaskDraft)}


def never() -> bool:
    """Go on to the end."""
    return False


@dataclass(frozen=True)
class Remark:
    """Something to know about one component: the line where it begins, and the reason, in French."""

    where: int
    why: str


@dataclass
class ImportReport:
    """What became of one file; counts are components of it, by noun, and an unchanged one counts nowhere.

    ``remarks`` tell what was mended in components that were taken. ``refused`` is true when nothing could be taken;
    ``unread`` is the sentence that says why the file as a whole could not be read, or nothing.
    """

    file: str
    format: str | None
    created: dict[str, int] = field(default_factory=dict)
    updated: dict[str, int] = field(default_factory=dict)
    skipped: list[Remark] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    refused: bool = False

    @property
    def unread(self) -> str:
        """Return why no component of the file was even looked at, or nothing."""
        return self.skipped[0].why if self.refused and self.format is None else ""


@dataclass(frozen=True)
class ReadFile:
    """A file that was read once, for any client: what it holds, or the sentence that refuses it as a whole."""

    name: str
    reading: Reading | None
    refusal: str = ""


def import_files(
    portfolio: Portfolio, workspace: Workspace, paths: Sequence[Path], dry_run: bool = False
) -> list[ImportReport]:
    """Import calendars and address books into a client's workspace; return one report a file, in order.

    A file is written as a whole in one step, or not at all; a dry run writes nothing and reports the same. A file
    that cannot be read is refused in its own report, and does not stop the others.
    """
    return [import_file(portfolio, workspace, read_apart(path), dry_run) for path in paths]


def read_apart(path: Path, stopped: Stopped = never) -> ReadFile:
    """Read a file in a child process; raise StoppedError soon after ``stopped`` says so."""
    try:
        return ReadFile(path.name, read_file(path, stopped=stopped))
    except InvalidInputError as error:
        return ReadFile(path.name, None, str(error))


def import_file(
    portfolio: Portfolio, workspace: Workspace, file: ReadFile, dry_run: bool = False, stopped: Stopped = never
) -> ImportReport:
    """Import a file that was read; raise StoppedError, nothing being written, when ``stopped`` says so in time."""
    if file.reading is None:
        return ImportReport(file.name, None, skipped=[Remark(1, file.refusal)], refused=True)
    reading = file.reading
    skipped = [Remark(*each) for each in reading.skipped]
    plan = _Plan(portfolio, workspace, reading, skipped)
    if not dry_run and plan.writes:
        with workspace.step(f"Importer {file.name}"[:200]) as step:
            plan.write(step)
            if stopped():
                raise StoppedError
    remarks = sorted((Remark(*each) for each in [*reading.remarks, *plan.remarks]), key=lambda each: each.where)
    return ImportReport(
        file.name,
        reading.format,
        dict(plan.created),
        dict(plan.updated),
        sorted(skipped, key=lambda each: each.where),
        remarks,
        refused=bool(skipped) and not plan.taken,
    )


class _Plan:
    """What a file would change, found out before anything is written."""

    def __init__(self, portfolio: Portfolio, workspace: Workspace, reading: Reading, skipped: list[Remark]) -> None:
        self.created: Counter[str] = Counter()
        self.updated: Counter[str] = Counter()
        self.remarks: list[tuple[int, str]] = []
        self.taken = 0
        self._adds: dict[type[Row], dict[str, Draft]] = {}
        self._changes: dict[type[Row], list[tuple[Row, dict[str, Any]]]] = {}
        self._suppliers: list[Placed] = []
        for kind in NOUNS:
            self._plan_rows(workspace, [each for each in reading.found if each.kind == kind], kind, skipped)
        cards = [each for each in reading.found if each.kind == "supplier"]
        if cards:
            self._plan_suppliers(portfolio, workspace, cards, skipped)

    @property
    def writes(self) -> bool:
        """Tell whether there is anything to write."""
        return bool(self._adds or self._changes or any(placed.writes for placed in self._suppliers))

    def write(self, step: Step) -> None:
        """Write everything in an open step."""
        for table, drafts in self._adds.items():
            step.add_all(table, list(drafts.values()), uids=list(drafts))
        for changes in self._changes.values():
            step.change_all(changes)
        for placed in self._suppliers:
            placed.write(step)

    def _plan_rows(self, workspace: Workspace, found: list[Found], kind: str, skipped: list[Remark]) -> None:
        table, draft_type = NOUNS[kind]
        known = {row.uid: row for row in _rows(workspace, table, {uid for each in found for uid in _uids(each)})}
        for read in found:
            each, series = read, known.get(read.series or "")
            if isinstance(series, Event):
                # The same reading may be planned for another client, whose series is told elsewhere.
                each = replace(read, values=dict(read.values))
                told_in_series(each, series.zone)
            draft = _draft(draft_type, each, skipped)
            if draft is None:
                continue
            self.taken += 1
            row = known.get(each.uid)
            if row is None:
                self._adds.setdefault(table, {})[each.uid] = draft
                self.created[kind] += 1
                continue
            values = {name: getattr(draft, name) for name in each.values if getattr(draft, name) != getattr(row, name)}
            if values:
                self._changes.setdefault(table, []).append((row, values))
                self.updated[kind] += 1

    def _plan_suppliers(
        self, portfolio: Portfolio, workspace: Workspace, cards: list[Found], skipped: list[Remark]
    ) -> None:
        linked = {link for (link,) in workspace.tuples([col(SupplierContract.supplier_id)])}
        network = Network(portfolio.suppliers(), linked)
        for each in cards:
            try:
                placed = network.place(each)
            except InvalidInputError as error:
                skipped.append(Remark(each.number, str(error)))
                continue
            self.taken += 1
            self._suppliers.append(placed)
            if placed.remark:
                self.remarks.append((each.number, placed.remark))
            if placed.known is None:
                self.created["supplier"] += 1
            elif placed.writes:
                self.updated["supplier"] += 1


def _uids(found: Found) -> set[str]:
    return {found.uid} | ({found.series} if found.series else set())


def _rows(workspace: Workspace, table: type[Row], uids: set[str]) -> Iterator[Row]:
    wanted = sorted(uids)
    for start in range(0, len(wanted), CHUNK):
        yield from workspace.select(table, col(table.uid).in_(wanted[start : start + CHUNK]))


def _draft(draft_type: type[Draft], found: Found, skipped: list[Remark]) -> Draft | None:
    try:
        return validated(draft_type, found.values)
    except InvalidInputError as error:
        skipped.append(Remark(found.number, str(error)))
        return None
