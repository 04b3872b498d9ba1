"""The passphrase, the recovery key, the first desk: who gets in, and what is said to the others."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from officedesk.storage import keys
from officedesk.ui.jobs import Jobs
from officedesk.ui.shell.first_desk import FirstDeskDialog
from officedesk.ui.shell.passphrase_dialog import PassphraseDialog
from officedesk.ui.shell.session import Session
from officedesk.ui.shell.theme import Theme
from officedesk.ui.shell.unlock import UnlockDialog
from tests.ui.conftest import DAY, PASSPHRASE, ShutDesk, now, type_text, unnamed

PATIENCE = 15_000


@pytest.fixture
def jobs(qtbot: QtBot, qapp: QApplication) -> Jobs:
    return Jobs(qapp)


@pytest.fixture
def dialog(qtbot: QtBot, desk: ShutDesk, theme: Theme, jobs: Jobs) -> UnlockDialog:
    theme.dress()
    made = UnlockDialog(desk.home, jobs)
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_passphrase_opens_without_stopping_the_window(qtbot: QtBot, dialog: UnlockDialog, desk: ShutDesk) -> None:
    type_text(dialog.entry, PASSPHRASE)

    with qtbot.waitSignal(dialog.accepted, timeout=PATIENCE):
        QTest.keyClick(dialog.entry, Qt.Key.Key_Return)
        # The gesture is back while the key is being derived.
        assert dialog.reason.text() == "Ouverture…"
        assert not dialog.open_button.isEnabled()

    assert dialog.key == desk.key


def test_the_recovery_key_opens_too(qtbot: QtBot, dialog: UnlockDialog, desk: ShutDesk) -> None:
    dialog.entry.setText(desk.recovery.lower().replace("-", " "))

    with qtbot.waitSignal(dialog.accepted, timeout=PATIENCE):
        QTest.mouseClick(dialog.open_button, Qt.MouseButton.LeftButton)

    assert dialog.key == desk.key
    assert dialog.recovered


def test_a_wrong_passphrase_says_so_and_is_replaced_by_what_is_typed_next(qtbot: QtBot, dialog: UnlockDialog) -> None:
    type_text(dialog.entry, "Une phrase égarée")

    QTest.keyClick(dialog.entry, Qt.Key.Key_Return)
    qtbot.waitUntil(dialog.open_button.isEnabled, timeout=PATIENCE)

    assert "ne convient pas" in dialog.reason.text()
    assert dialog.entry.text() == "Une phrase égarée"
    assert dialog.isVisible()
    type_text(dialog.entry, "x")
    assert dialog.entry.text() == "x"


def test_an_empty_field_is_asked_for(dialog: UnlockDialog) -> None:
    QTest.mouseClick(dialog.open_button, Qt.MouseButton.LeftButton)

    assert dialog.reason.text().startswith("Écrivez votre phrase de passe")


def test_a_damaged_key_file_is_told_as_such(qtbot: QtBot, dialog: UnlockDialog, desk: ShutDesk) -> None:
    (desk.home / keys.HEADER).write_text("{", encoding="utf-8")
    type_text(dialog.entry, PASSPHRASE)

    QTest.keyClick(dialog.entry, Qt.Key.Key_Return)
    qtbot.waitUntil(dialog.open_button.isEnabled, timeout=PATIENCE)

    assert "illisible" in dialog.reason.text()


def test_the_secret_is_hidden_unless_asked(dialog: UnlockDialog) -> None:
    assert dialog.entry.echoMode() is QLineEdit.EchoMode.Password

    dialog.shown.click()

    assert dialog.entry.echoMode() is QLineEdit.EchoMode.Normal


def test_every_control_of_the_dialog_has_a_name(dialog: UnlockDialog) -> None:
    assert unnamed(dialog) == []


def test_a_desk_opened_by_its_recovery_key_offers_a_new_phrase(qtbot: QtBot, desk: ShutDesk, theme: Theme) -> None:
    session = Session(desk.home, DAY, now, theme)

    def type_the_key() -> None:
        [unlock] = [each for each in QApplication.topLevelWidgets() if isinstance(each, UnlockDialog)]
        unlock.entry.setText(desk.recovery)
        unlock.open_button.click()

    QTimer.singleShot(0, type_the_key)
    assert session.open(lambda: None)
    window = session.window
    assert window is not None
    qtbot.addWidget(window)
    qtbot.waitUntil(lambda: window.findChild(PassphraseDialog) is not None, timeout=PATIENCE)
    offered = window.findChild(PassphraseDialog)
    assert offered is not None
    assert offered.isVisible()

    offered.leave_button.click()
    session.close()


@pytest.fixture
def first(qtbot: QtBot, tmp_path: Path, theme: Theme, jobs: Jobs) -> FirstDeskDialog:
    made = FirstDeskDialog(tmp_path / "desk", now, jobs)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(
    ("one", "two", "said"),
    [("court", "court", "trop courte"), ("une phrase assez longue", "une autre assez longue", "diffèrent")],
)
def test_a_passphrase_that_cannot_do_is_refused(first: FirstDeskDialog, one: str, two: str, said: str) -> None:
    first.choice.first.setText(one)
    first.choice.second.setText(two)

    QTest.mouseClick(first.choice.make_button, Qt.MouseButton.LeftButton)

    assert said in first.choice.reason.text()
    assert first.choice.first.text() == one
    assert first.portfolio is None


def test_a_first_passphrase_can_be_read_while_it_is_chosen(first: FirstDeskDialog) -> None:
    fields = (first.choice.first, first.choice.second)
    assert {field.echoMode() for field in fields} == {QLineEdit.EchoMode.Password}

    first.choice.shown.click()

    assert {field.echoMode() for field in fields} == {QLineEdit.EchoMode.Normal}


def test_a_first_desk_shows_its_recovery_key_until_it_is_noted(qtbot: QtBot, first: FirstDeskDialog) -> None:
    for field in (first.choice.first, first.choice.second):
        type_text(field, PASSPHRASE)
    assert unnamed(first) == []
    QTest.keyClick(first.choice.second, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: first.portfolio is not None, timeout=PATIENCE)
    assert first.portfolio is not None
    home, shown = first.portfolio.store.home, first.recovery.key.text()
    first.portfolio.close()

    QTest.keyClick(first, Qt.Key.Key_Escape)
    assert first.isVisible()
    assert "plus jamais montrée" in first.recovery.reason.text()
    QTest.mouseClick(first.recovery.start_button, Qt.MouseButton.LeftButton)
    assert first.isVisible()
    assert unnamed(first) == []

    first.recovery.end.setText(shown[-4:].lower())
    with qtbot.waitSignal(first.accepted):
        QTest.keyClick(first.recovery.end, Qt.Key.Key_Return)
    assert keys.unlock(home, shown) == keys.unlock(home, PASSPHRASE)


def test_the_recovery_key_can_be_copied_and_saved_for_her_alone(first: FirstDeskDialog, tmp_path: Path) -> None:
    first.recovery.show_key("ABCD-EFGH")

    first.recovery.copy_button.click()
    assert first.recovery.reason.text().startswith("Clé copiée")
    first.recovery.say("Recopiez les quatre derniers caractères.")
    first.recovery.write_key(tmp_path / "cle.txt")
    assert str(tmp_path / "cle.txt") in first.recovery.reason.text()
    assert first.recovery.reason.property("tone") == "done"

    assert QApplication.clipboard().text() == "ABCD-EFGH"
    assert (tmp_path / "cle.txt").read_text(encoding="utf-8") == "ABCD-EFGH\n"
    assert (tmp_path / "cle.txt").stat().st_mode & 0o077 == 0


def test_a_folder_that_refuses_the_key_is_told(first: FirstDeskDialog, tmp_path: Path) -> None:
    first.recovery.show_key("ABCD-EFGH")

    first.recovery.write_key(tmp_path / "absent" / "cle.txt")

    assert "choisissez-en un autre" in first.recovery.reason.text()


def test_a_folder_that_is_not_empty_is_refused_and_nothing_is_lost(
    qtbot: QtBot, tmp_path: Path, theme: Theme, jobs: Jobs
) -> None:
    (tmp_path / "note.txt").write_text("à garder", encoding="utf-8")
    first = FirstDeskDialog(tmp_path, now, jobs)
    qtbot.addWidget(first)
    first.show()
    for field in (first.choice.first, first.choice.second):
        type_text(field, PASSPHRASE)

    QTest.mouseClick(first.choice.make_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(first.choice.make_button.isEnabled, timeout=PATIENCE)

    assert "n’est pas vide" in first.choice.reason.text()
    assert [path.name for path in tmp_path.iterdir()] == ["note.txt"]
