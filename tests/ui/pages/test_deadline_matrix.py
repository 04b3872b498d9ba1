"""« Par domaine », « Par mois »: where each client stands in each domain, and the list behind a cell."""

import datetime as dt

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from officedesk.domain.entities import Deadline, DeadlineDraft
from officedesk.services import clients, compliance
from officedesk.storage.workspace import Workspace
from officedesk.ui.collaborators import Collaborators
from officedesk.ui.pages.deadline_matrix import DeadlineMatrix
from officedesk.ui.pages.deadline_year import DeadlineYear
from officedesk.ui.pages.deadlines import DeadlinesPage
from tests.ui.pages.conftest import HOSTILE, TODAY
from tests.ui.pages.gestures import cells, click, shown


def owe(workspace: Workspace, domain: str, due: dt.date | None, title: str = "Obligation") -> int:
    with workspace.step("Préparer") as step:
        return step.add(Deadline, DeadlineDraft(title=title, domain=domain, due=due)).id or 0


@pytest.fixture
def page(qtbot: QtBot, window: QWidget, lumen: Workspace, halo: Workspace, shared: Collaborators) -> DeadlinesPage:
    owe(lumen, "duerp", dt.date(2026, 11, 20), "Mise à jour annuelle du DUERP")
    owe(lumen, "duerp", dt.date(2026, 10, 1), "Programme de prévention")
    owe(lumen, "urssaf", dt.date(2026, 12, 15), "DSN de novembre 2026")
    owe(lumen, "societe", dt.date(2027, 6, 30), "Approbation des comptes")
    owe(lumen, "rgpd", None, "Revue du registre")
    owe(halo, "fiscal", TODAY, "TVA d’octobre 2026")
    made = DeadlinesPage(shared)
    shown(qtbot, window, made)
    return made


@pytest.fixture
def matrix(qtbot: QtBot, page: DeadlinesPage, shared: Collaborators) -> DeadlineMatrix:
    page.views.setCurrentText("Par domaine")
    assert page.matrix is not None
    qtbot.waitUntil(lambda: not shared.jobs.busy)
    return page.matrix


def said(matrix: DeadlineMatrix, workspace: Workspace, domain: str) -> tuple[str, str]:
    button = matrix.cells[workspace.client_id, domain]
    return button.text(), button.property("tone")


def test_a_cell_tells_what_is_late_then_what_comes(matrix: DeadlineMatrix, lumen: Workspace, halo: Workspace) -> None:
    assert said(matrix, lumen, "duerp") == ("2 en retard", "late")
    assert said(matrix, lumen, "urssaf") == ("15 déc.", "soon")
    assert said(matrix, lumen, "societe") == ("30 juin", "neutral")
    assert said(matrix, lumen, "rgpd") == ("à faire", "accent")
    # Due today is not late.
    assert said(matrix, halo, "fiscal") == ("23 nov.", "soon")


def test_where_nothing_is_open_nobody_is_said_to_comply(matrix: DeadlineMatrix, halo: Workspace) -> None:
    assert (halo.client_id, "duerp") not in matrix.cells
    texts = [label.text() for label in matrix.findChildren(QLabel)]
    assert "–" in texts
    assert not any("conforme" in text.lower() for text in texts)


def test_what_a_profile_lacks_is_counted_apart(matrix: DeadlineMatrix, lumen: Workspace, halo: Workspace) -> None:
    lacking = len(compliance.missing(lumen, TODAY))
    assert lacking > 0
    assert matrix.profiles[lumen.client_id].text() == f"{lacking} à compléter"
    assert matrix.profiles[halo.client_id].property("tone") == "accent"


def test_a_name_is_never_read_as_markup(matrix: DeadlineMatrix) -> None:
    assert HOSTILE in [label.text() for label in matrix.findChildren(QLabel)]


def test_a_cell_opens_the_list_behind_it(page: DeadlinesPage, matrix: DeadlineMatrix, lumen: Workspace) -> None:
    click(matrix.cells[lumen.client_id, "duerp"])

    assert page.stack.currentWidget() is page.list
    assert page.views.currentText() == "Liste"
    assert cells(page.list.rows, 0) == ["Programme de prévention", "Mise à jour annuelle du DUERP"]
    assert (page.clients.currentText(), page.domains.currentText()) == ("Atelier Lumen", "DUERP")


def test_a_profile_is_one_click_away(
    qtbot: QtBot, page: DeadlinesPage, matrix: DeadlineMatrix, halo: Workspace
) -> None:
    with qtbot.waitSignal(page.opened) as opened:
        click(matrix.profiles[halo.client_id])

    assert opened.args == [halo.client_id, "client", halo.client_id]


def test_the_table_follows_what_is_met_and_who_leaves(
    qtbot: QtBot, matrix: DeadlineMatrix, lumen: Workspace, halo: Workspace, shared: Collaborators
) -> None:
    for row in lumen.select(Deadline):
        if row.domain == "duerp":
            compliance.complete_deadline(lumen, row.id or 0, TODAY, "dossier 12")
    qtbot.waitUntil(lambda: (lumen.client_id, "duerp") not in matrix.cells)

    clients.archive_client(shared.portfolio, "studio-halo", TODAY)
    qtbot.waitUntil(lambda: halo.client_id not in matrix.profiles)
    qtbot.waitUntil(lambda: not shared.jobs.busy)


def test_the_filters_of_the_list_are_hidden_with_it(page: DeadlinesPage, matrix: DeadlineMatrix) -> None:
    assert matrix.isVisible()
    assert not page.clients.isVisible()

    page.views.setCurrentText("Liste")

    assert page.clients.isVisible()
    assert page.list.isVisible()


# --- by month --------------------------------------------------------------------------------------------------------


@pytest.fixture
def year(page: DeadlinesPage) -> DeadlineYear:
    page.views.setCurrentText("Par mois")
    assert page.year is not None
    return page.year


def test_a_month_tells_what_is_to_be_done_and_what_was(
    qtbot: QtBot, year: DeadlineYear, lumen: Workspace, halo: Workspace
) -> None:
    def said(workspace: Workspace, month: str) -> tuple[str, str]:
        button = year.cells[workspace.client_id, month]
        return button.text(), button.property("tone")

    assert said(lumen, "2026-10") == ("1", "late")
    assert said(lumen, "2026-12") == ("1", "accent")
    assert said(halo, "2026-11") == ("1", "soon")  # due today: not late
    assert (halo.client_id, "2026-12") not in year.cells
    (late,) = [row for row in lumen.select(Deadline) if row.due == dt.date(2026, 10, 1)]
    compliance.complete_deadline(lumen, late.id or 0, TODAY, "dossier 12")
    qtbot.waitUntil(lambda: said(lumen, "2026-10") == ("1 ✓", "neutral"))


def test_another_year_is_one_key_away(year: DeadlineYear, lumen: Workspace) -> None:
    year.forward.click()

    assert (lumen.client_id, "2027-06") in year.cells
    assert not any(month.startswith("2026") for _, month in year.cells)
    assert any(label.text() == "2027" for label in year.findChildren(QLabel))
    year.back.click()
    assert (lumen.client_id, "2026-12") in year.cells


def test_a_month_opens_the_list_behind_it(page: DeadlinesPage, year: DeadlineYear, lumen: Workspace) -> None:
    click(year.cells[lumen.client_id, "2026-12"])

    assert page.stack.currentWidget() is page.list
    assert cells(page.list.rows, 0) == ["DSN de novembre 2026"]
    assert page.periods.currentText() == "décembre 2026"
    page.views.setCurrentText("Par mois")
    click(year.cells[lumen.client_id, "2026-11"])
    assert page.periods.currentText() == "novembre 2026"
    assert page.periods.findText("décembre 2026") == -1


def test_the_list_is_kept_to_a_period(page: DeadlinesPage) -> None:
    page.periods.setCurrentText("30 jours")
    assert cells(page.list.rows, 0) == ["TVA d’octobre 2026", "DSN de novembre 2026"]

    page.periods.setCurrentText("En retard")
    assert cells(page.list.rows, 0) == ["Programme de prévention", "Mise à jour annuelle du DUERP"]

    page.periods.setCurrentText("2027")
    assert cells(page.list.rows, 0) == ["Approbation des comptes"]
