"""The hours as a workbook: read back from its XML, so that nothing but the file is believed."""

import datetime as dt
import io
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from officedesk.domain.entities import TaskDraft, TimeEntryDraft
from officedesk.domain.errors import DeskError
from officedesk.services import tasks, timesheets
from officedesk.services.report_hours import write_hours
from officedesk.storage.portfolio import Portfolio
from officedesk.storage.workspace import Workspace

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
START, END = dt.date(2026, 11, 1), dt.date(2026, 11, 30)
NOW = dt.datetime(2026, 11, 30, 17, 30, 5, tzinfo=dt.UTC)


def worked(workspace: Workspace, day: int, minutes: int, **values: object) -> None:
    draft = {"day": dt.date(2026, 11, day), "minutes": minutes, **values}
    timesheets.add_entry(workspace, TimeEntryDraft.model_validate(draft))


def written(workspace: Workspace, folder: Path, now: dt.datetime = NOW) -> bytes:
    target = folder / "heures.xlsx"
    write_hours(workspace, START, END, target, now)
    return target.read_bytes()


def tables(file: bytes) -> dict[str, list[list[str]]]:
    """Return the rows of each sheet, by the name of the sheet."""
    with zipfile.ZipFile(io.BytesIO(file)) as book:
        root = ElementTree.fromstring(book.read("xl/workbook.xml"))
        names = [each.get("name", "") for each in root.iter(f"{SHEET}sheet")]
        found = {}
        for number, name in enumerate(names, start=1):
            sheet = ElementTree.fromstring(book.read(f"xl/worksheets/sheet{number}.xml"))
            assert not list(sheet.iter(f"{SHEET}f"))
            rows = list(sheet.iter(f"{SHEET}row"))
            found[name] = [["".join(cell.itertext()) for cell in row.iter(f"{SHEET}c")] for row in rows]
    return found


@pytest.fixture
def busy(workspace: Workspace) -> Workspace:
    """Give a month with three hours and a quarter, the day after it left out."""
    payroll = tasks.add_task(workspace, TaskDraft(title="=Paie de novembre", domain="paie"))
    worked(workspace, 12, 90, domain="paie", task_id=payroll.id)
    worked(workspace, 3, 45, domain="rh", note="Entretien", billable=False)
    worked(workspace, 12, 60, domain="paie", task_id=payroll.id)
    timesheets.add_entry(workspace, TimeEntryDraft(day=dt.date(2026, 12, 1), minutes=600))
    return workspace


def test_the_hours_are_told_by_day_by_domain_and_by_task(busy: Workspace, tmp_path: Path) -> None:
    found = tables(written(busy, tmp_path))

    assert list(found) == ["Jours", "Domaines", "Tâches"]
    # Spreadsheets count days from 30 December 1899.
    third, twelfth = (str((dt.date(2026, 11, day) - dt.date(1899, 12, 30)).days) for day in (3, 12))
    head, *rows, total = found["Jours"]
    assert head == ["Jour", "Tâche", "Domaine", "Heures", "À facturer", "Note"]
    assert [[row[0], row[1], row[2], float(row[3]), row[4], row[5]] for row in rows] == [
        [third, "", "RH", 0.75, "non", "Entretien"],
        [twelfth, "=Paie de novembre", "Paie", 1.5, "oui", ""],
        [twelfth, "=Paie de novembre", "Paie", 1.0, "oui", ""],
    ]
    assert (total[0], float(total[-1])) == ("Total", 3.25)
    assert [[row[0], float(row[1])] for row in found["Domaines"][1:]] == [["Paie", 2.5], ["RH", 0.75], ["Total", 3.25]]
    assert [[row[0], float(row[1])] for row in found["Tâches"][1:]] == [
        ["=Paie de novembre", 2.5],
        ["Sans tâche", 0.75],
        ["Total", 3.25],
    ]


def test_the_same_hours_are_the_same_bytes_whenever_they_are_written(busy: Workspace, tmp_path: Path) -> None:
    first = written(busy, tmp_path)

    assert written(busy, tmp_path) == first
    with zipfile.ZipFile(io.BytesIO(first)) as book:
        # The only dates are those of the report, none the machine's: an archive counts two seconds at a time.
        assert {each.date_time for each in book.infolist()} == {(2026, 11, 30, 17, 30, 4)}
        assert re.findall(rb"2\d{3}-\d\d-\d\dT[\d:]*Z", book.read("docProps/core.xml")) == [b"2026-11-30T17:30:05Z"] * 2


def test_a_month_without_any_work_adds_up_to_nothing(workspace: Workspace, tmp_path: Path) -> None:
    found = tables(written(workspace, tmp_path))

    assert {name: [row[0] for row in rows[1:]] for name, rows in found.items()} == {
        name: ["Total"] for name in ("Jours", "Domaines", "Tâches")
    }


def test_the_hours_of_a_client_name_no_other(demo: Portfolio, tmp_path: Path) -> None:
    names = {client.slug: client.name for client in demo.clients()}
    for slug in names:
        file = written(demo.workspace(slug), tmp_path)
        with zipfile.ZipFile(io.BytesIO(file)) as book:
            text = " ".join(book.read(each).decode() for each in book.namelist())
        assert not [name for other, name in names.items() if other != slug and name.split()[0] in text]


def test_a_folder_that_refuses_is_told_and_nothing_is_left(busy: Workspace, tmp_path: Path) -> None:
    with pytest.raises(DeskError, match="Le classeur"):
        write_hours(busy, START, END, tmp_path / "absent" / "heures.xlsx", NOW)

    assert not list(tmp_path.glob("**/heures*"))
