"""The hours of each client, and the report that is looked at before it is saved."""

import datetime as dt
import zipfile
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from officedesk.domain.entities import TaskDraft, TimeEntryDraft
from officedesk.services import tasks, timesheets
from officedesk.storage.workspace import Workspace
from officedesk.ui.collaborators import Collaborators
from officedesk.ui.pages.report_dialog import ReportDialog, file_name
from officedesk.ui.pages.reports import ReportsPage
from tests.ui.pages.conftest import HOSTILE, TODAY
from tests.ui.pages.gestures import click, shown, texts_of, write

PATIENCE_MS = 20_000


@pytest.fixture
def worked(lumen: Workspace, halo: Workspace) -> Workspace:
    timesheets.add_entry(lumen, TimeEntryDraft(day=TODAY, minutes=870, domain="paie"))
    timesheets.add_entry(lumen, TimeEntryDraft(day=dt.date(2026, 10, 5), minutes=60, domain="rh"))
    task = tasks.add_task(lumen, TaskDraft(title="Contrôler les bulletins", domain="paie"))
    tasks.complete_tasks(lumen, [task.id or 0], TODAY)
    timesheets.add_entry(halo, TimeEntryDraft(day=TODAY, minutes=30, domain="rh", note="Secret de Halo"))
    return lumen


@pytest.fixture
def page(qtbot: QtBot, window: QWidget, worked: Workspace, shared: Collaborators) -> ReportsPage:
    made = ReportsPage(shared)
    shown(qtbot, window, made)
    return made


@pytest.fixture
def dialog(qtbot: QtBot, window: QWidget, worked: Workspace, shared: Collaborators) -> ReportDialog:
    window.show()
    made = ReportDialog(worked, shared, window)
    made.open()
    set_again(qtbot, made)
    return made


def set_again(qtbot: QtBot, dialog: ReportDialog) -> None:
    """Wait until the pages are those of what the dialog asks."""
    qtbot.waitUntil(dialog.save_button.isEnabled, timeout=PATIENCE_MS)


def saved_text(path: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


def test_each_client_shows_its_hours_against_those_sold(page: ReportsPage, lumen: Workspace, halo: Workspace) -> None:
    told = texts_of(page.lines[lumen.client_id])
    assert "14\u202fh\u202f30 utilisées" in told
    assert "Forfait, 20\u202fh par mois" in told
    assert "5\u202fh\u202f30 restantes" in told
    assert page.lines[lumen.client_id].bar.share == pytest.approx(870 / 1200)

    assert "30\u202fmin utilisées" in texts_of(page.lines[halo.client_id])
    assert "Heures, mission à renseigner" in texts_of(page.lines[halo.client_id])
    assert page.header.subtitle.text() == "3 clients, 15\u202fh notées en novembre 2026"


def test_another_month_shows_its_own_hours(page: ReportsPage, lumen: Workspace) -> None:
    page.months.setCurrentIndex(page.months.findText("Octobre 2026"))

    assert "1\u202fh utilisées" in texts_of(page.lines[lumen.client_id])


def test_what_the_open_tasks_will_add_is_told(page: ReportsPage, lumen: Workspace) -> None:
    tasks.add_task(lumen, TaskDraft(title="Paie", due=dt.date(2026, 11, 25), estimate_minutes=90))

    assert "5\u202fh\u202f30 restantes, 16\u202fh prévues" in texts_of(page.lines[lumen.client_id])


def test_hours_noted_elsewhere_are_followed(page: ReportsPage, lumen: Workspace) -> None:
    timesheets.add_entry(lumen, TimeEntryDraft(day=TODAY, minutes=30))

    assert "15\u202fh utilisées" in texts_of(page.lines[lumen.client_id])


def test_the_button_opens_the_report_of_its_client(qtbot: QtBot, page: ReportsPage, lumen: Workspace) -> None:
    click(page.lines[lumen.client_id].report_button)

    set_again(qtbot, page.dialog)
    assert page.dialog.summary is not None
    assert page.dialog.summary.client == "Atelier Lumen"
    page.dialog.reject()


def test_the_pages_and_the_essential_are_proposed(dialog: ReportDialog) -> None:
    assert len(dialog.preview.pages) >= 1
    assert not dialog.preview.pages[0].pixmap().isNull()
    assert "Au 23 novembre, 14\u202fh\u202f30" in dialog.essential.typed()
    assert dialog.preview.sentence.isHidden()


def test_the_saved_file_is_the_report_of_this_client_with_her_words(
    qtbot: QtBot, dialog: ReportDialog, tmp_path: Path
) -> None:
    dialog.essential.text.selectAll()
    write(dialog.essential.text, "Un mois calme, écrit à la main.")
    set_again(qtbot, dialog)
    qtbot.waitUntil(lambda: dialog.summary is not None and "calme" in dialog.summary.essential, timeout=PATIENCE_MS)
    set_again(qtbot, dialog)
    asked: list[str] = []

    def choose(_parent: QWidget, name: str) -> str:
        asked.append(name)
        return str(tmp_path / "rapport")

    dialog.choose_path = choose
    click(dialog.save_button)
    qtbot.waitUntil(lambda: dialog.saved_to is not None, timeout=PATIENCE_MS)

    assert asked == ["rapport-atelier-lumen-2026-11.pdf"]
    text = saved_text(tmp_path / "rapport.pdf")
    assert "Un mois calme, écrit à la main." in text
    assert "Atelier Lumen" in text
    assert "Contrôler les bulletins" in text
    assert "Halo" not in text
    assert "Enregistré : rapport.pdf" in texts_of(dialog)


def test_the_saved_file_is_opened_on_demand(qtbot: QtBot, dialog: ReportDialog, tmp_path: Path) -> None:
    opened: list[QUrl] = []

    def launch(address: QUrl) -> bool:
        opened.append(address)
        return True

    dialog.launch = launch
    dialog.choose_path = lambda _parent, _name: str(tmp_path / "r.pdf")
    assert dialog.open_button.isHidden()
    click(dialog.save_button)
    qtbot.waitUntil(lambda: dialog.saved_to is not None, timeout=PATIENCE_MS)

    click(dialog.open_button)

    assert [address.toLocalFile() for address in opened] == [str(tmp_path / "r.pdf")]


def test_the_hours_are_saved_as_a_workbook(qtbot: QtBot, dialog: ReportDialog, tmp_path: Path) -> None:
    asked: list[str] = []

    def choose(_parent: QWidget, name: str) -> str:
        asked.append(name)
        return str(tmp_path / name.removesuffix(".xlsx"))

    dialog.choose_path = choose
    click(dialog.hours_button)
    qtbot.waitUntil(dialog.open_button.isVisible, timeout=PATIENCE_MS)

    [name] = asked
    assert name.startswith("heures-")
    assert zipfile.is_zipfile(tmp_path / name)
    assert dialog.said.text() == f"Enregistré : {name}"


def test_no_file_chosen_writes_nothing(dialog: ReportDialog, tmp_path: Path) -> None:
    dialog.choose_path = lambda _parent, _name: ""

    click(dialog.save_button)

    assert dialog.saved_to is None
    assert list(tmp_path.glob("*.pdf")) == []


def test_a_folder_that_is_not_there_says_what_to_do_and_keeps_the_text(
    qtbot: QtBot, dialog: ReportDialog, tmp_path: Path
) -> None:
    before = dialog.essential.typed()
    dialog.choose_path = lambda _parent, _name: str(tmp_path / "absent" / "r.pdf")

    click(dialog.save_button)
    qtbot.waitUntil(lambda: "n’a pas pu être enregistré" in dialog.said.text(), timeout=PATIENCE_MS)

    assert dialog.save_button.isEnabled()
    assert dialog.essential.typed() == before
    assert dialog.saved_to is None


def test_last_month_is_told_whole(qtbot: QtBot, dialog: ReportDialog) -> None:
    box = dialog.period.choice.box
    box.setCurrentIndex(box.findText("Octobre 2026"))
    box.activated.emit(box.currentIndex())
    set_again(qtbot, dialog)

    assert dialog.summary is not None
    assert (dialog.summary.start, dialog.summary.end) == (dt.date(2026, 10, 1), dt.date(2026, 10, 31))
    assert dialog.summary.used_minutes == 60


def test_a_chosen_period_is_read_and_checked(qtbot: QtBot, dialog: ReportDialog) -> None:
    box = dialog.period.choice.box
    box.setCurrentIndex(box.findText("Période choisie"))
    box.activated.emit(box.currentIndex())
    set_again(qtbot, dialog)
    assert dialog.period.start.isVisible()

    end = dialog.period.end.line
    end.setText("31/10/2026")
    end.editingFinished.emit()
    assert dialog.period.end.error.text() == "La période finit avant d’avoir commencé : corrigez cette date."

    dialog.period.start.line.setText("05/10/2026")
    dialog.period.start.line.editingFinished.emit()
    set_again(qtbot, dialog)
    assert dialog.summary is not None
    assert (dialog.summary.start, dialog.summary.end) == (dt.date(2026, 10, 5), dt.date(2026, 10, 31))


def test_a_text_she_wrote_survives_another_period(qtbot: QtBot, dialog: ReportDialog) -> None:
    dialog.essential.text.selectAll()
    write(dialog.essential.text, "Écrit par elle.")
    box = dialog.period.choice.box
    box.setCurrentIndex(box.findText("Octobre 2026"))
    box.activated.emit(box.currentIndex())
    set_again(qtbot, dialog)

    assert dialog.essential.typed() == "Écrit par elle."
    assert dialog.summary is not None
    assert dialog.summary.essential == "Écrit par elle."

    click(dialog.propose_button)
    set_again(qtbot, dialog)
    assert dialog.essential.typed() != "Écrit par elle."


def test_a_hostile_client_is_named_as_it_is(qtbot: QtBot, window: QWidget, shared: Collaborators) -> None:
    window.show()
    dialog = ReportDialog(shared.portfolio.workspace("hostile"), shared, window)
    dialog.open()
    set_again(qtbot, dialog)

    assert HOSTILE in texts_of(dialog)
    assert dialog.essential.typed() == "Aucune activité n’a été enregistrée sur cette période."


def test_escape_closes_the_dialog(qtbot: QtBot, dialog: ReportDialog) -> None:
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)  # type: ignore[no-untyped-call]


def test_a_file_is_named_after_its_client_and_its_period() -> None:
    assert file_name("studio-halo", dt.date(2026, 11, 1), dt.date(2026, 11, 30)) == "rapport-studio-halo-2026-11.pdf"
    assert (
        file_name("studio-halo", dt.date(2026, 11, 2), dt.date(2026, 11, 30))
        == "rapport-studio-halo-2026-11-02-2026-11-30.pdf"
    )
