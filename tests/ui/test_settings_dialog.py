"""« Réglages… » and the sheet of keys, from the menu to what the window then shows."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from officedesk.services.settings import absences, letterhead
from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.chips import Chip
from officedesk.ui.parts.periods_field import PeriodsField
from officedesk.ui.shell.main_window import MainWindow
from officedesk.ui.shell.settings_dialog import SettingsDialog
from officedesk.ui.shell.shortcuts_dialog import ShortcutsDialog, native_keys, shortcut_groups
from tests.ui.conftest import type_text, unnamed
from tests.ui.pages.gestures import choose, click, error_of, toast_text, type_in


@pytest.fixture
def dialog(qtbot: QtBot, window: MainWindow) -> SettingsDialog:
    window.actions_.settings.trigger()
    qtbot.waitUntil(lambda: bool(window.findChildren(SettingsDialog)), timeout=20_000)
    return window.findChildren(SettingsDialog)[0]


def away(dialog: SettingsDialog) -> PeriodsField:
    field = dialog.form.fields["absences"]
    assert isinstance(field, PeriodsField)
    return field


def test_the_hours_of_a_day_change_the_load_at_once(qtbot: QtBot, dialog: SettingsDialog, window: MainWindow) -> None:
    type_in(dialog.form, "monday", "3 h 30")
    choose(dialog.form, "theme", "Sombre")
    click(dialog.form.save_button)

    assert toast_text(window.shared) == "Vos réglages sont enregistrés."
    qtbot.waitUntil(lambda: window.today.load.figure.text().endswith("/ 3\u202fh\u202f30"))
    chosen = window.actions_.themes.checkedAction()
    assert chosen is not None
    assert chosen.data() == "dark"
    assert window.shared.theme.palette.dark


def test_absences_are_added_taken_away_and_kept(qtbot: QtBot, dialog: SettingsDialog, window: MainWindow) -> None:
    field = away(dialog)
    for first, last, reason in (("24/12/2026", "", "congé"), ("28/12/2026", "31/12/2026", "")):
        type_text(field.first.line, first)
        type_text(field.last.line, last)
        type_text(field.reason.line, reason)
        click(field.add_button)

    def takes() -> list[Button]:
        return [each for each in field.findChildren(Button) if each.text() == "Retirer" and each.isVisible()]

    qtbot.waitUntil(lambda: len(takes()) == 2)
    assert [each.accessibleName() for each in takes()] == [
        "Retirer : 24 déc. 2026, congé",
        "Retirer : 28 déc. 2026 au 31 déc. 2026",
    ]
    click(takes()[0])
    # What is typed and not added counts too.
    type_text(field.first.line, "04/12/2026")
    click(dialog.form.save_button)

    kept = [(each.first, each.last) for each in absences(window.shared.portfolio)]
    assert kept == [
        (dt.date(2026, 12, 4), dt.date(2026, 12, 4)),
        (dt.date(2026, 12, 28), dt.date(2026, 12, 31)),
    ]


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [("", "31/12/2026", "Il manque le premier jour"), ("31/12/2026", "28/12/2026", "vient avant le premier")],
)
def test_an_absence_the_wrong_way_round_is_refused_in_its_place(
    dialog: SettingsDialog, window: MainWindow, first: str, last: str, why: str
) -> None:
    field = away(dialog)
    type_text(field.first.line, first)
    type_text(field.last.line, last)
    click(dialog.form.save_button)

    assert why in error_of(dialog.form, "absences")
    assert dialog.isVisible()
    assert absences(window.shared.portfolio) == []


def test_the_letterhead_is_hers(dialog: SettingsDialog, window: MainWindow) -> None:
    type_in(dialog.form, "name", "L’Atelier des Bureaux")
    type_in(dialog.form, "siren", "000 707 075")
    click(dialog.form.save_button)

    assert letterhead(window.shared.portfolio).name == "L’Atelier des Bureaux"
    assert letterhead(window.shared.portfolio).siren == "000707075"


def test_every_control_of_the_settings_has_a_name(dialog: SettingsDialog) -> None:
    assert unnamed(dialog) == []


def test_the_sheet_tells_every_key_of_the_window(window: MainWindow) -> None:
    keys = {action.shortcut().toString() for action in window.findChildren(QAction) if not action.shortcut().isEmpty()}
    window.actions_  # noqa: B018 - made right after the first picture
    mine = [each for each in window.findChildren(QShortcut) if each.parent() is window]
    keys |= {shortcut.key().toString() for shortcut in mine}
    told = {QKeySequence(key).toString() for group in shortcut_groups() for each in group.keys for key in each.keys}

    assert {"Ctrl+N", "F1", "?", "Ctrl+2"} <= keys
    assert keys <= told


@pytest.mark.parametrize("key", [Qt.Key.Key_F1, Qt.Key.Key_Question])
def test_f1_and_the_question_mark_open_the_sheet_from_a_list(window: MainWindow, key: Qt.Key) -> None:
    window.actions_  # noqa: B018 - made right after the first picture
    lines = window.today.today.lines
    lines.setFocus()

    QTest.keyClick(lines, key)

    assert window.findChildren(ShortcutsDialog)


def test_a_field_keeps_its_question_mark(window: MainWindow) -> None:
    window.actions_  # noqa: B018 - made right after the first picture
    window.sidebar.capture.entry.setFocus()

    QTest.keyClicks(window.sidebar.capture.entry, "?")

    assert window.sidebar.capture.entry.text() == "?"
    assert not window.findChildren(ShortcutsDialog)


def test_keys_are_told_as_a_french_keyboard_names_them(window: MainWindow) -> None:
    window.actions_.shortcuts.trigger()

    told = [label.text() for label in window.findChildren(ShortcutsDialog)[0].findChildren(Chip)]
    assert {"Ctrl+Maj+Z", "Ctrl+Entrée", "Suppr"} <= set(told)
    assert native_keys("Ctrl+Shift+Z") == "Ctrl+Maj+Z"
    assert native_keys("Ctrl+Enter") == "Ctrl+Entrée"
