"""Legal rules in the window: a file is looked at with its code, taken, left again, or refused in a sentence."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from officedesk.domain.compliance import stamp
from officedesk.domain.compliance.rule_packs import code_of
from officedesk.services import rule_packs
from officedesk.services.compliance import deadlines, refresh_all
from officedesk.services.rules import rules_in_place
from officedesk.storage.portfolio import Portfolio
from officedesk.storage.workspace import Workspace
from officedesk.ui.collaborators import Collaborators
from officedesk.ui.pages.deadlines import DeadlinesPage
from officedesk.ui.pages.old_rules import OldRules
from officedesk.ui.pages.rules_dialog import RulesDialog
from tests.packs import DSN, SOONER, pack
from tests.ui.conftest import unnamed
from tests.ui.pages.conftest import TODAY
from tests.ui.pages.gestures import click, press, toast_text

PATIENCE_MS = 20_000
LATER = TODAY.replace(day=30)

Open = Callable[[Path], RulesDialog]


@pytest.fixture
def later(shared: Collaborators) -> Collaborators:
    """Give the window a week later, when the rules of a file have been verified."""
    refresh_all(shared.portfolio, LATER)
    return shared._replace(day=LATER)


@pytest.fixture
def opened(qtbot: QtBot, window: QWidget, later: Collaborators) -> Open:
    window.show()

    def opening(path: Path) -> RulesDialog:
        made = RulesDialog(later, window)
        made.choose_file = lambda _window: str(path)
        made.open()
        click(made.choose_button)
        return made

    return opening


def given(qtbot: QtBot, shared: Collaborators, dialog: RulesDialog, code: str) -> None:
    dialog.code.setText(code)
    qtbot.waitUntil(lambda: not shared.jobs.busy, timeout=PATIENCE_MS)


def place_of(portfolio: Portfolio) -> str:
    return rules_in_place(portfolio.setting).code


def test_a_file_is_looked_at_then_taken_and_the_dates_follow(
    qtbot: QtBot, later: Collaborators, opened: Open, lumen: Workspace, tmp_path: Path
) -> None:
    path = pack(tmp_path, SOONER, day="2026-11-25")
    dialog = opened(path)
    assert dialog.place.text() == "Règles fournies avec OfficeDesk : 92 règles, version du 23 nov. 2026"
    assert dialog.restore_button.isHidden()
    assert not dialog.import_button.isEnabled()

    given(qtbot, later, dialog, code_of(path.read_bytes()))

    assert dialog.summary.text() == "Règles d’essai : 92 règles, version du 25 nov. 2026"
    assert dialog.details.text() == "Modifiées :\n•  DSN et paiement des cotisations, le 15"
    assert place_of(later.portfolio) == stamp()
    with qtbot.waitSignal(dialog.finished, timeout=PATIENCE_MS):
        click(dialog.import_button)
    assert place_of(later.portfolio) == code_of(path.read_bytes())
    assert toast_text(later) == "Les règles du 25 nov. 2026 sont en place ; les échéances les suivent."
    found = [each.due for each in deadlines(lumen) if each.rule == DSN and each.due]
    # From the tenth of December, or the first worked day from it on: never from the fifteenth.
    assert {due.day for due in found} <= {10, 11, 12, 13}


def test_the_previous_rules_come_back(qtbot: QtBot, later: Collaborators, opened: Open, tmp_path: Path) -> None:
    path = pack(tmp_path, SOONER, day="2026-11-25")
    rule_packs.import_pack(later.portfolio, path, code_of(path.read_bytes()), LATER)
    dialog = opened(path)
    assert dialog.restore_button.text() == "Revenir aux règles précédentes, du 23 nov. 2026"

    with qtbot.waitSignal(dialog.finished, timeout=PATIENCE_MS):
        click(dialog.restore_button)

    assert place_of(later.portfolio) == stamp()


def test_return_never_goes_back_to_other_rules(
    qtbot: QtBot, later: Collaborators, opened: Open, tmp_path: Path
) -> None:
    path = pack(tmp_path, SOONER, day="2026-11-25")
    code = code_of(path.read_bytes())
    rule_packs.import_pack(later.portfolio, path, code, LATER)
    dialog = opened(path)

    press(dialog.code, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not later.jobs.busy, timeout=PATIENCE_MS)

    assert dialog.isVisible()
    assert place_of(later.portfolio) == code


@pytest.mark.parametrize(
    ("code", "why"),
    [("0" * 32, "ne va pas avec lui"), ("z" * 32, "recopiez-le en entier"), ("abc", "Recopiez le code")],
)
def test_a_wrong_code_is_a_sentence_and_the_rules_stay(
    qtbot: QtBot, later: Collaborators, opened: Open, tmp_path: Path, code: str, why: str
) -> None:
    dialog = opened(pack(tmp_path, SOONER, day="2026-11-25"))

    given(qtbot, later, dialog, code)

    assert why in dialog.said.text()
    assert not dialog.import_button.isEnabled()
    assert dialog.code.isEnabled()
    assert place_of(later.portfolio) == stamp()


def test_another_file_asks_for_its_own_code(qtbot: QtBot, later: Collaborators, opened: Open, tmp_path: Path) -> None:
    first, second = (pack(tmp_path, day=day) for day in ("2026-11-25", "2026-11-26"))
    dialog = opened(first)
    given(qtbot, later, dialog, code_of(first.read_bytes()))
    assert dialog.import_button.isEnabled()
    assert "vérifiées de nouveau" in dialog.details.text()

    dialog.choose_file = lambda _window: str(second)
    click(dialog.choose_button)
    qtbot.waitUntil(lambda: not later.jobs.busy, timeout=PATIENCE_MS)

    assert "ne va pas avec lui" in dialog.said.text()
    assert not dialog.import_button.isEnabled()
    assert dialog.details.text() == ""


def test_every_control_has_a_name(opened: Open, tmp_path: Path) -> None:
    assert unnamed(opened(tmp_path / "absent.toml")) == []


@pytest.mark.parametrize(
    ("day", "said"), [("2027-11-22", ""), ("2027-11-23", "59 règles"), ("2027-11-24", "92 règles")]
)
def test_old_rules_are_told_over_the_dates(qtbot: QtBot, shared: Collaborators, day: str, said: str) -> None:
    # 59 of the shipped rules were verified on 22 November 2026, the 33 others the day after.
    line = OldRules(shared._replace(day=TODAY.fromisoformat(day)))
    qtbot.addWidget(line)

    assert line.sentence.text().startswith(said)
    assert line.isHidden() == (not said)
    if said:
        assert line.sentence.text() == f"{said} n’ont pas été vérifiées depuis plus de 12 mois."


def test_the_page_forgets_old_rules_once_newer_ones_are_in_place(
    qtbot: QtBot, shared: Collaborators, window: QWidget, tmp_path: Path
) -> None:
    day = TODAY.replace(year=2027, day=23)
    page = DeadlinesPage(shared._replace(day=day))
    qtbot.addWidget(page)
    assert page.old_rules.sentence.text().startswith("59 ")
    path = pack(tmp_path, day="2027-11-01")

    rule_packs.import_pack(shared.portfolio, path, code_of(path.read_bytes()), day)
    qtbot.waitUntil(lambda: page.old_rules.sentence.text().startswith("58 "), timeout=PATIENCE_MS)

    click(page.old_rules.import_button)
    dialog = page.window().findChild(RulesDialog)
    assert isinstance(dialog, RulesDialog)
    assert dialog.isVisible()
    dialog.reject()
