"""The menu's gestures on the whole desk: served, imported late, and what each one does."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QMessageBox, QTreeView, QWidget
from pytestqt.qtbot import QtBot

from officedesk.domain.entities import Event
from officedesk.domain.errors import WrongPassphraseError
from officedesk.storage import keys
from officedesk.ui.collaborators import Collaborators
from officedesk.ui.jobs import Jobs
from officedesk.ui.shell import desk_menu
from officedesk.ui.shell.actions import Actions
from officedesk.ui.shell.french import complete_french
from officedesk.ui.shell.main_window import MainWindow
from officedesk.ui.shell.passphrase_dialog import PassphraseDialog
from tests.ui.conftest import PASSPHRASE, ShutDesk, type_text

PATIENCE_MS = 20_000
ANOTHER = "une tout autre phrase"


@pytest.fixture
def shared(qtbot: QtBot, window: MainWindow) -> Collaborators:
    window.show_page("network")  # opens the desk
    qtbot.waitUntil(lambda: "network" in window.pages, timeout=PATIENCE_MS)
    return window.shared


@pytest.fixture
def dialog(qtbot: QtBot, desk: ShutDesk) -> Iterator[PassphraseDialog]:
    frame = QWidget()
    qtbot.addWidget(frame)
    jobs = Jobs(frame)
    made = PassphraseDialog(desk.home, jobs, frame)
    made.open()
    yield made
    jobs.wait()


def fill(dialog: PassphraseDialog, current: str, first: str, second: str) -> None:
    for field, text in ((dialog.current, current), (dialog.first, first), (dialog.second, second)):
        field.clear()
        type_text(field, text)


def test_the_gestures_wait_for_the_desk_and_are_asked_in_their_turn(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, shared: Collaborators
) -> None:
    frame = QWidget()
    qtbot.addWidget(frame)
    actions, waiting, called = Actions(frame), list[Callable[[], None]](), list[tuple[object, ...]]()
    added = (actions.import_, actions.rules, actions.reminders, actions.settings, actions.passphrase)
    for name in desk_menu.GESTURES:
        monkeypatch.setitem(desk_menu.GESTURES, name, lambda *given, name=name: called.append((name, *given)))

    actions.serve(waiting.append, lambda: shared, lambda: 7)
    for action in (*added, actions.about):
        action.trigger()
    assert called == []
    for act in waiting:
        act()

    assert called == [
        ("import", shared, frame, 7),
        ("rules", shared, frame),
        ("reminders", shared, frame),
        ("settings", shared, frame),
        ("passphrase", shared, frame),
        ("about", shared, frame),
    ]


def test_the_menu_costs_the_first_screen_no_module() -> None:
    names = ["shell.desk_menu", "shell.french", "shell.passphrase_dialog", "pages.import_dialog", "pages.import_words"]
    names += ["pages.rules_dialog", "pages.rules_words"]
    program = "import sys, officedesk.ui.shell.main_window as _; print(*(n for n in sys.argv[1:] if n in sys.modules))"

    found = subprocess.run(
        [sys.executable, "-c", program, *(f"officedesk.ui.{name}" for name in names)],
        capture_output=True,
        text=True,
        check=True,
    )

    assert found.stdout.strip() == ""


def test_a_chosen_file_is_looked_at_over_the_real_window(
    qtbot: QtBot, window: MainWindow, shared: Collaborators, monkeypatch: pytest.MonkeyPatch
) -> None:
    calendar = Path(__file__).resolve().parents[1] / "data" / "ics" / "node-ical__multi-event-basic.ics"
    monkeypatch.setattr(desk_menu, "choose_file", lambda _window: str(calendar))

    dialog = desk_menu.import_file(shared, window)

    assert dialog is not None
    qtbot.waitUntil(dialog.client.isEnabled, timeout=PATIENCE_MS)
    assert dialog.client.findText("Cabinet Éloïse") > 0
    dialog.reject()


def test_the_client_in_front_is_proposed_and_compared(
    qtbot: QtBot, window: MainWindow, shared: Collaborators, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    calendar = tmp_path / "agenda.ics"
    event = "UID:1@exemple\nSUMMARY:Réunion\nDTSTART:20261201T090000Z"
    calendar.write_text(f"BEGIN:VCALENDAR\nBEGIN:VEVENT\n{event}\nEND:VEVENT\nEND:VCALENDAR\n", encoding="utf-8")
    monkeypatch.setattr(desk_menu, "choose_file", lambda _window: str(calendar))
    chosen = next(client for client in shared.portfolio.clients() if client.name == "Cabinet Éloïse")
    assert chosen.id is not None
    window.show_client(chosen.id)
    assert window.shown_client() == chosen.id

    dialog = desk_menu.import_file(shared, window, window.shown_client())

    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.summary.text() == "À ajouter : 1 événement.", timeout=PATIENCE_MS)
    assert dialog.client.currentText() == "Cabinet Éloïse"
    assert dialog.import_button.isEnabled()
    assert shared.portfolio.workspace("cabinet-eloise").ids(Event) == []
    dialog.reject()


def test_giving_up_the_choice_of_a_file_opens_nothing(
    window: MainWindow, shared: Collaborators, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk_menu, "choose_file", lambda _window: "")

    assert desk_menu.import_file(shared, window) is None


def test_about_says_the_version_the_licence_and_the_folder(
    window: MainWindow, shared: Collaborators, desk: ShutDesk
) -> None:
    box = desk_menu.show_about(shared, window)

    told = f"{box.text()}\n{box.informativeText()}"
    assert all(part in told for part in ("OfficeDesk 0.", "Licence MIT", str(desk.home)))
    assert [button.text() for button in box.buttons()] == ["Fermer"]
    box.close()


def test_the_passphrase_is_changed_and_the_recovery_key_stays(
    qtbot: QtBot, dialog: PassphraseDialog, desk: ShutDesk
) -> None:
    fill(dialog, PASSPHRASE, ANOTHER, ANOTHER)

    with qtbot.waitSignal(dialog.accepted, timeout=PATIENCE_MS):
        dialog.change_button.click()

    assert keys.unlock(desk.home, ANOTHER) == desk.key
    assert keys.unlock(desk.home, desk.recovery) == desk.key
    with pytest.raises(WrongPassphraseError):
        keys.unlock(desk.home, PASSPHRASE)


def test_who_came_in_by_the_recovery_key_chooses_a_phrase_without_the_lost_one(
    qtbot: QtBot, window: MainWindow, shared: Collaborators, desk: ShutDesk
) -> None:
    dialog = desk_menu.change_passphrase(shared, window, desk.key)
    assert not dialog.current.isVisible()
    assert dialog.focusWidget() is dialog.first
    dialog.first.setText(ANOTHER)
    dialog.second.setText(ANOTHER)

    with qtbot.waitSignal(dialog.accepted, timeout=PATIENCE_MS):
        dialog.change_button.click()

    assert keys.unlock(desk.home, ANOTHER) == desk.key
    assert keys.unlock(desk.home, desk.recovery) == desk.key


@pytest.mark.parametrize(
    ("current", "first", "second", "said"),
    [
        ("", ANOTHER, ANOTHER, "phrase de passe actuelle"),
        (PASSPHRASE, "court", "court", "au moins 8 caractères"),
        (PASSPHRASE, ANOTHER, f"{ANOTHER}.", "diffèrent"),
        ("pas la bonne phrase", ANOTHER, ANOTHER, str(WrongPassphraseError())),
    ],
)
def test_a_refused_change_is_a_sentence_and_the_old_phrase_still_opens(
    qtbot: QtBot, dialog: PassphraseDialog, desk: ShutDesk, current: str, first: str, second: str, said: str
) -> None:
    fill(dialog, current, first, second)

    dialog.change_button.click()
    qtbot.waitUntil(dialog.change_button.isEnabled, timeout=PATIENCE_MS)

    assert said in dialog.reason.text()
    assert dialog.first.text() == first
    assert keys.unlock(desk.home, PASSPHRASE) == desk.key


def test_qt_s_own_dialogs_are_french_to_the_last_word(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    complete_french()
    folder = tmp_path / "papiers"
    (folder / "dossier").mkdir(parents=True)
    chooser = QFileDialog(window, "", str(folder))
    chooser.setOption(QFileDialog.Option.DontUseNativeDialog)
    labels = {label.text() for label in chooser.findChildren(QLabel) if label.text()}
    assert labels == {"&Dossier\u00a0:", "&Nom de fichier\u00a0:", "&Type de fichier\u00a0:"}

    tree = chooser.findChild(QTreeView)
    assert isinstance(tree, QTreeView)
    model: QAbstractItemModel = tree.model()
    qtbot.waitUntil(lambda: model.rowCount(tree.rootIndex()) == 1, timeout=PATIENCE_MS)
    assert model.index(0, 2, tree.rootIndex()).data() == "Dossier"
    # A file's kind comes from the system, when it knows one.
    assert QCoreApplication.translate("QAbstractFileIconProvider", "%1 File", "a comment") == "Fichier %1"
    heads = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(4)]
    assert heads == ["Nom", "Taille", "Type", "Dernière modification"]
    chooser.deleteLater()

    box = QMessageBox(window)
    standard = QMessageBox.StandardButton
    box.setStandardButtons(standard.Save | standard.Discard | standard.Cancel | standard.Yes | standard.No)
    words = {button.text() for button in box.buttons()}
    assert words == {"Enregistrer", "Ne pas tenir compte", "Annuler", "&Oui", "&Non"}
    box.deleteLater()
