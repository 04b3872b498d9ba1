"""« Ce qui va changer » in the profile: what a planned hire and the laws to come bring, with their source."""

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from officedesk.services.clients import update_client
from officedesk.storage.workspace import Workspace
from officedesk.ui.collaborators import Collaborators
from officedesk.ui.pages.client_profile import ProfileView
from tests.ui.pages.gestures import shown


@pytest.fixture
def view(qtbot: QtBot, window: QWidget, lumen: Workspace, shared: Collaborators) -> ProfileView:
    made = ProfileView(lumen, shared)
    shown(qtbot, window, made)
    qtbot.waitUntil(lambda: not shared.jobs.busy)
    return made


def test_a_planned_hire_is_told_with_what_it_brings(
    qtbot: QtBot, view: ProfileView, lumen: Workspace, shared: Collaborators
) -> None:
    facts = {
        "has_employees": True,
        "effectif_ct": 10,
        "duerp_last_version": "2026-02-01",
        "employees": [{"ref": "Recrue <b>", "hired": "2027-02-01", "contract": "cdi"}],
    }
    update_client(shared.portfolio, lumen.client().slug, facts, today=shared.day)

    def crossing() -> list[QWidget]:
        lines = view.ahead.lines
        return [line for line in lines if any("10 → 11" in label.text() for label in line.findChildren(QLabel))]

    qtbot.waitUntil(lambda: len(crossing()) == 1)
    (line,) = crossing()
    said = [label.text() for label in line.findChildren(QLabel)]
    assert said[0] == "1er févr. 2027"
    assert "Recrue <b>" in said[2]
    assert "+ Mise à jour annuelle du DUERP" in said[3]
    assert "source : doctrine.fr, vérifiée le 23 nov. 2026" in said[4]


def test_a_law_for_everyone_is_told_to_a_client_of_whom_nothing_is_known(view: ProfileView) -> None:
    said = {label.text() for line in view.ahead.lines for label in line.findChildren(QLabel)}

    assert "Garder dix ans les documents fiscaux" in said
    assert not any(text.startswith("Effectif") for text in said)
    assert view.ahead.isVisibleTo(view)
