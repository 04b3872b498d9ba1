"""« Exporter », from the click to the files."""

import csv
import io
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from officedesk.domain.entities import DeadlineDraft
from officedesk.services import compliance
from officedesk.storage.workspace import Workspace
from officedesk.ui.collaborators import Collaborators
from officedesk.ui.pages.calendar_export import ExportButton
from officedesk.ui.pages.client_deadlines import ClientDeadlinesView
from officedesk.ui.pages.deadlines import DeadlinesPage
from tests.ui.pages.gestures import click, shown, toast_text

# A menu that opens asks for the keyboard, which the screen in memory has not.
without_screen = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def page(qtbot: QtBot, window: QWidget, lumen: Workspace, halo: Workspace, shared: Collaborators) -> DeadlinesPage:
    made = DeadlinesPage(shared)
    shown(qtbot, window, made)
    return made


def choose(button: ExportButton, words: str) -> None:
    """Click, and choose a line of the list."""
    click(button)
    assert button.menu_.isVisible()
    [action] = [each for each in button.menu_.actions() if each.text() == words]
    action.trigger()
    button.menu_.close()


@without_screen
def test_the_shown_client_is_written_to_one_file(
    qtbot: QtBot, page: DeadlinesPage, lumen: Workspace, shared: Collaborators, tmp_path: Path
) -> None:
    proposed: list[str] = []
    opened: list[QUrl] = []

    def save_as(_parent: QWidget, name: str, _kind: str) -> str:
        proposed.append(name)
        return str(tmp_path / "agenda")

    page.export_button.choose_file = save_as

    def launch(url: QUrl) -> bool:
        opened.append(url)
        return True

    page.export_button.launch = launch
    page.clients.setCurrentIndex(page.clients.findData(lumen.client_id))

    choose(page.export_button, "Agenda (.ics)")
    qtbot.waitUntil(lambda: shared.toasts.current is not None)

    assert proposed == ["echeances-atelier-lumen.ics"]
    assert (tmp_path / "agenda.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert toast_text(shared) == "Calendrier écrit : agenda.ics."
    assert shared.toasts.current is not None
    assert shared.toasts.current.button is not None
    shared.toasts.current.button.click()
    assert opened == [QUrl.fromLocalFile(str(tmp_path / "agenda.ics"))]


@without_screen
def test_all_clients_have_a_file_each(qtbot: QtBot, page: DeadlinesPage, shared: Collaborators, tmp_path: Path) -> None:
    page.export_button.choose_folder = lambda _parent: str(tmp_path)

    choose(page.export_button, "Tableau (.csv)")
    qtbot.waitUntil(lambda: shared.toasts.current is not None)

    names = {path.name for path in tmp_path.glob("*.csv")}
    expected = {"atelier-lumen", "studio-halo", "hostile", "mon-activite"}
    assert names == {f"echeances-{slug}.csv" for slug in expected}
    assert toast_text(shared) == "4 calendriers écrits, un fichier par client."


@without_screen
def test_a_filtered_list_writes_what_it_shows_and_says_so(
    qtbot: QtBot, page: DeadlinesPage, lumen: Workspace, shared: Collaborators, tmp_path: Path
) -> None:
    page.export_button.choose_file = lambda _parent, _name, _kind: str(tmp_path / "rgpd.csv")
    page.clients.setCurrentIndex(page.clients.findData(lumen.client_id))
    compliance.add_deadline(lumen, DeadlineDraft(title="Tenir le registre", due=shared.day, domain="rgpd"))
    page.domains.setCurrentIndex(page.domains.findData("rgpd"))

    choose(page.export_button, "Tableau (.csv)")
    qtbot.waitUntil(lambda: shared.toasts.current is not None)

    rows = list(csv.DictReader(io.StringIO((tmp_path / "rgpd.csv").read_text("utf-8-sig")), delimiter=";"))
    assert [row["Échéance"] for row in rows] == ["Tenir le registre"]
    assert page.list.rows.rowCount() == 1
    assert toast_text(shared) == "Calendrier écrit : rgpd.csv. Il ne contient que ce qui est montré."


@without_screen
def test_giving_up_writes_nothing(page: DeadlinesPage, shared: Collaborators, tmp_path: Path) -> None:
    page.export_button.choose_folder = lambda _parent: ""

    choose(page.export_button, "Page à imprimer (.pdf)")

    assert not shared.jobs.busy
    assert shared.toasts.current is None


@without_screen
def test_a_folder_that_refuses_is_told_and_the_button_comes_back(
    qtbot: QtBot, window: QWidget, lumen: Workspace, shared: Collaborators, tmp_path: Path
) -> None:
    view = ClientDeadlinesView(lumen, shared)
    shown(qtbot, window, view)
    view.export_button.choose_file = lambda _parent, _name, _kind: str(tmp_path / "absent" / "c.xlsx")

    choose(view.export_button, "Classeur (.xlsx)")
    qtbot.waitUntil(lambda: shared.toasts.current is not None)

    assert "choisissez un dossier où vous pouvez écrire" in toast_text(shared)
    assert view.export_button.isEnabled()
