"""A client's legal dates in files that other programs open, read back by programs that are not ours."""

import csv
import datetime as dt
import io
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pypdf
import pytest
import vobject

from officedesk.domain.compliance import load_rules
from officedesk.domain.entities import Deadline, DeadlineDraft
from officedesk.domain.errors import DeskError, InvalidInputError
from officedesk.reports.saving import NotSavedError
from officedesk.services import compliance
from officedesk.services.clients import add_client, update_client
from officedesk.services.exports import EVERYTHING, export_calendar
from officedesk.storage.overview import DeadlineView
from officedesk.storage.portfolio import Portfolio
from officedesk.storage.workspace import Workspace
from tests.storage.desks import DAY

OTHER = "Boulangerie Kerdanet"
NOW = dt.datetime(2026, 11, 23, 8, 30, tzinfo=dt.UTC)
DECLARATION = "DSN de novembre 2026 (avant 12\u202fh)"
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.fixture
def gamma(portfolio: Portfolio) -> Workspace:
    """Give an employer of nine, with one date of her own, beside a client that no file may name."""
    add_client(portfolio, {"name": OTHER, "has_employees": True, "effectif_ct": 3}, today=DAY)
    profile = {"name": "Gamma", "has_employees": True, "effectif_ct": 9, "pay_practice": "same_month",
               "effectif_css": {str(year): 9 for year in range(2021, 2026)}}  # fmt: skip
    add_client(portfolio, profile, today=DAY)
    workspace = portfolio.workspace("gamma")
    draft = DeadlineDraft(title="=1+1 ; « loyer »", due=dt.date(2026, 12, 1), notes="à moi")
    compliance.add_deadline(workspace, draft)
    return workspace


def written(
    portfolio: Portfolio, workspace: Workspace, folder: Path, kind: str, view: DeadlineView = EVERYTHING
) -> bytes:
    target = folder / f"calendrier.{kind}"
    export_calendar(portfolio, workspace, kind, target, NOW, DAY, view)
    return target.read_bytes()


def table(
    portfolio: Portfolio, workspace: Workspace, folder: Path, view: DeadlineView = EVERYTHING
) -> list[dict[str, str]]:
    text = written(portfolio, workspace, folder, "csv", view).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def agenda(portfolio: Portfolio, workspace: Workspace, folder: Path) -> dict[str, "vobject.base.Component"]:
    text = written(portfolio, workspace, folder, "ics").decode("utf-8")
    return {event.summary.value: event for event in vobject.readOne(text).vevent_list}


def test_an_agenda_has_one_whole_day_for_each_date(portfolio: Portfolio, gamma: Workspace, tmp_path: Path) -> None:
    events = agenda(portfolio, gamma, tmp_path)

    # Nine employees, paid in the month: the declaration of November is due on Tuesday 15 December at noon.
    declaration = events[DECLARATION]
    assert declaration.dtstart.value == dt.date(2026, 12, 15)
    assert declaration.dtend.value == dt.date(2026, 12, 16)
    assert declaration.transp.value == "TRANSPARENT"
    assert "moins de 50" in declaration.description.value
    assert "CSS R243-6" in declaration.description.value
    lead_times = next(rule.lead_times for rule in load_rules() if rule.slug == "dsn-mensuelle-15")
    reminders = {alarm.trigger.value for alarm in declaration.valarm_list}
    assert reminders == {dt.timedelta(hours=9) - dt.timedelta(days=days) for days in lead_times}
    # Hers has no rule: a week before, and the eve.
    rent = events["=1+1 ; « loyer »"]
    assert rent.dtstart.value == dt.date(2026, 12, 1)
    before = {dt.timedelta(hours=9) - alarm.trigger.value for alarm in rent.valarm_list}
    assert before == {dt.timedelta(days=7), dt.timedelta(days=1)}


def test_an_agenda_imported_again_updates_its_dates(portfolio: Portfolio, gamma: Workspace, tmp_path: Path) -> None:
    before = agenda(portfolio, gamma, tmp_path)[DECLARATION]
    [row] = [each for each in gamma.select(Deadline) if each.title == "DSN de novembre 2026"]

    # Ten and no longer nine: another reason, hence another row of the desk, for the same obligation.
    means = {str(year): 10 for year in range(2021, 2026)}
    update_client(portfolio, "gamma", {"effectif_ct": 10, "effectif_css": means}, today=DAY)
    after = agenda(portfolio, gamma, tmp_path)[DECLARATION]

    assert gamma.rows(Deadline, [row.id or 0]) == []
    assert "10 salariés" in after.description.value
    assert after.uid.value == before.uid.value


def test_a_date_that_is_met_is_marked_and_no_longer_rings(
    portfolio: Portfolio, gamma: Workspace, tmp_path: Path
) -> None:
    [met] = [row for row in gamma.select(Deadline) if row.title == "DSN de novembre 2026"]
    compliance.complete_deadline(gamma, met.id or 0, DAY, "certificat 42")

    event = agenda(portfolio, gamma, tmp_path)["✓ DSN de novembre 2026"]
    row = next(row for row in table(portfolio, gamma, tmp_path) if row["Échéance"] == "DSN de novembre 2026")

    assert "certificat 42" in event.description.value
    assert not hasattr(event, "valarm")
    assert (row["État"], row["Preuve"], row["Fait le"]) == ("faite", "certificat 42", "23/11/2026")


def test_a_table_opens_in_a_french_spreadsheet(portfolio: Portfolio, gamma: Workspace, tmp_path: Path) -> None:
    assert written(portfolio, gamma, tmp_path, "csv").startswith(b"\xef\xbb\xbf")

    rows = {row["Échéance"]: row for row in table(portfolio, gamma, tmp_path)}

    declaration = rows["DSN de novembre 2026"]
    assert (declaration["Date limite"], declaration["Heure"], declaration["Domaine"]) == (
        "15/12/2026",
        "12:00",
        "Urssaf",
    )
    assert declaration["État"] == "à faire"
    # Nothing that was typed becomes a formula.
    assert rows["'=1+1 ; « loyer »"]["Date limite"] == "01/12/2026"


def test_a_workbook_has_real_dates_and_no_formula(portfolio: Portfolio, gamma: Workspace, tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(written(portfolio, gamma, tmp_path, "xlsx"))) as book:
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    rows = [list(row.iter(f"{SHEET}c")) for row in sheet.iter(f"{SHEET}row")]

    def text(cell: ElementTree.Element) -> str:
        return "".join(cell.itertext())

    by_title = {text(row[0]): row for row in rows}
    assert not list(sheet.iter(f"{SHEET}f"))
    assert "=1+1 ; « loyer »" in by_title
    # Excel counts days from 30 December 1899.
    assert text(by_title["DSN de novembre 2026"][2]) == str((dt.date(2026, 12, 15) - dt.date(1899, 12, 30)).days)
    pane = sheet.find(f".//{SHEET}pane")
    assert pane is not None
    assert pane.get("state") == "frozen"


def test_a_year_stands_on_one_page(portfolio: Portfolio, gamma: Workspace, tmp_path: Path) -> None:
    document = pypdf.PdfReader(io.BytesIO(written(portfolio, gamma, tmp_path, "pdf")))

    assert len(document.pages) == 1
    assert document.metadata is not None
    assert document.metadata.title == "Calendrier légal, Gamma"
    told = " ".join(document.pages[0].extract_text().split())
    assert all(month in told for month in ("Novembre 2026", "Janvier 2027", "Octobre 2027"))
    assert "Novembre 2027" not in told
    assert "DSN de novembre 2026" in told


def test_even_a_crowded_year_stands_on_one_page(portfolio: Portfolio, gamma: Workspace, tmp_path: Path) -> None:
    for number in range(120):
        due = dt.date(2026, 11, 2) + dt.timedelta(days=3 * number)
        compliance.add_deadline(gamma, DeadlineDraft(title=f"Contrôle n° {number} de l’installation", due=due))

    document = pypdf.PdfReader(io.BytesIO(written(portfolio, gamma, tmp_path, "pdf")))

    assert len(document.pages) == 1
    # The second and the fifth of November are past, and in the month shown.
    assert "Contrôle n° 119" in " ".join(document.pages[0].extract_text().split())


def test_many_late_dates_leave_the_year_its_page(portfolio: Portfolio, gamma: Workspace, tmp_path: Path) -> None:
    for number in range(97):
        compliance.add_deadline(
            gamma, DeadlineDraft(title=f"Relevé du compteur n° {number}", due=DAY - dt.timedelta(days=500 - number))
        )

    document = pypdf.PdfReader(io.BytesIO(written(portfolio, gamma, tmp_path, "pdf")))

    assert len(document.pages) == 1
    told = " ".join(document.pages[0].extract_text().split())
    assert "Relevé du compteur n° 11 (" in told
    assert "et 85 autres" in told
    assert "Octobre 2027" in told


def test_a_table_says_what_is_late_and_what_was_set_aside(
    portfolio: Portfolio, gamma: Workspace, tmp_path: Path
) -> None:
    compliance.add_deadline(gamma, DeadlineDraft(title="Relevé", due=DAY - dt.timedelta(days=1)))
    aside = compliance.add_deadline(gamma, DeadlineDraft(title="Ramonage", due=DAY))
    compliance.set_not_applicable(gamma, aside.id or 0, "plus de cheminée")

    states = {row["Échéance"]: row["État"] for row in table(portfolio, gamma, tmp_path)}

    assert (states["Relevé"], states["Ramonage"]) == ("en retard", "non applicable")


def test_a_file_holds_what_the_list_is_kept_to(portfolio: Portfolio, gamma: Workspace, tmp_path: Path) -> None:
    met = compliance.add_deadline(gamma, DeadlineDraft(title="Vérifier", due=dt.date(2026, 12, 2), domain="securite"))
    compliance.complete_deadline(gamma, met.id or 0, DAY)
    december = (dt.date(2026, 12, 1), dt.date(2026, 12, 31))

    def titles(view: DeadlineView) -> set[str]:
        return {row["Échéance"] for row in table(portfolio, gamma, tmp_path, view)}

    assert titles(DeadlineView(None, "securite", False, *december)) == {"Vérifier"}
    assert titles(DeadlineView(None, "securite", True, *december)) == set()
    shown = titles(DeadlineView(None, None, True, *december))
    assert {"DSN de novembre 2026", "'=1+1 ; « loyer »"} <= shown
    assert "DSN de décembre 2026" not in shown


@pytest.mark.parametrize("kind", ["ics", "csv", "xlsx", "pdf"])
def test_no_file_names_another_client(portfolio: Portfolio, gamma: Workspace, tmp_path: Path, kind: str) -> None:
    content = written(portfolio, gamma, tmp_path, kind)
    if kind == "xlsx":
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            content = b"".join(book.read(name) for name in book.namelist())
    text = content.decode("utf-8", errors="ignore")
    if kind == "pdf":
        text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)

    assert OTHER not in text
    assert "Kerdanet" not in text


def test_an_unknown_format_writes_nothing(portfolio: Portfolio, gamma: Workspace, tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match="ics, csv, xlsx ou pdf"):
        export_calendar(portfolio, gamma, "docx", tmp_path / "calendrier.docx", NOW, DAY)

    assert list(tmp_path.glob("calendrier*")) == []


def test_a_folder_that_refuses_keeps_what_was_there(portfolio: Portfolio, gamma: Workspace, tmp_path: Path) -> None:
    with pytest.raises(NotSavedError, match="choisissez un dossier") as refused:
        export_calendar(portfolio, gamma, "csv", tmp_path / "absent" / "calendrier.csv", NOW, DAY)

    assert isinstance(refused.value, DeskError)


def test_a_rule_that_was_not_read_in_the_law_says_so_in_every_file(
    portfolio: Portfolio, gamma: Workspace, tmp_path: Path
) -> None:
    unread = {rule.title for rule in load_rules() if not rule.is_read_in_the_law}
    rows = [row for row in table(portfolio, gamma, tmp_path) if row["Source"]]

    flagged = {row["Échéance"] for row in rows if row["Source"].endswith("(non vérifié dans la loi)")}
    assert flagged
    assert any(title in unread for title in flagged)
    assert not all(row["Échéance"] in flagged for row in rows)
    told = agenda(portfolio, gamma, tmp_path)
    assert any("(non vérifié dans la loi)" in event.description.value for event in told.values())
