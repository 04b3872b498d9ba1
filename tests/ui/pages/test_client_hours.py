"""The hours of a client's month: what is used, where the month will end, and a warning before it is too late."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from officedesk.domain.entities import EngagementDraft, TaskDraft, TimeEntryDraft
from officedesk.services import engagements, tasks, timesheets
from officedesk.storage.workspace import Workspace
from officedesk.ui.collaborators import Collaborators
from officedesk.ui.pages.client_overview import OverviewView
from officedesk.ui.shell.theme import colours
from tests.ui.pages.gestures import shown

H, PERCENT = "\u202fh", "\u202f%"


@pytest.fixture
def overview(qtbot: QtBot, window: QWidget, lumen: Workspace, shared: Collaborators) -> OverviewView:
    """Give the overview of a client to whom ten hours a month are sold, five of them used."""
    first = shared.day.replace(day=1)
    engagements.add_engagement(lumen, EngagementDraft(included_minutes=600, start=first))
    timesheets.add_entry(lumen, TimeEntryDraft(day=first, minutes=300))
    made = OverviewView(lumen, shared)
    shown(qtbot, window, made)
    return made


@pytest.mark.parametrize(
    ("hours", "said", "tone"),
    [
        (2, f"7{H} faites et prévues à la fin du mois, 70{PERCENT}.", "muted"),
        (3, f"8{H} faites et prévues à la fin du mois, 80{PERCENT} : il restera 2{H}.", "soon"),
        (5, f"10{H} faites et prévues à la fin du mois, 100{PERCENT} : il restera 0{H}.", "soon"),
        (6, f"11{H} faites et prévues à la fin du mois, 110{PERCENT} : 1{H} de plus que vendu, "
            "à convenir avant d’y arriver.", "late"),
    ],
)  # fmt: skip
def test_the_end_of_the_month_is_told_before_it_comes(
    overview: OverviewView, lumen: Workspace, shared: Collaborators, hours: int, said: str, tone: str
) -> None:
    tasks.add_task(lumen, TaskDraft(title="Paie", due=shared.day, estimate_minutes=60 * hours))

    card = overview.forfait
    assert card.forecast.text() == said
    assert card.forecast.property("tone") == tone
    assert said in card.bar.accessibleDescription()
    # Half is used; what is planned is lighter, up to its own share.
    picture = card.bar.grab().toImage()
    ratio = picture.devicePixelRatio()
    middle, used = picture.height() // 2, round(card.bar.width() * ratio * 0.3)
    planned = round(card.bar.width() * ratio * min(0.98, 0.5 + hours / 20 - 0.02))
    assert picture.pixelColor(used, middle).name() == colours().accent
    assert picture.pixelColor(planned, middle).name() not in (colours().accent, colours().line)


def test_what_is_not_sold_in_advance_has_no_forecast(
    qtbot: QtBot, window: QWidget, halo: Workspace, shared: Collaborators
) -> None:
    made = OverviewView(halo, shared)
    shown(qtbot, window, made)

    assert made.forfait.forecast.isHidden()
    assert made.forfait.bar.ahead == 0
