"""The capture line of the window: chips as she types, refused by a gesture, and the task that is kept."""

import datetime as dt
import json
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from officedesk.domain.entities import DeadlineDraft, Task
from officedesk.services.compliance import add_deadline
from officedesk.ui.parts.capture_chips import CROSS, CaptureChips, ChipButton
from officedesk.ui.shell.capture_box import CaptureBox
from officedesk.ui.shell.main_window import MainWindow
from tests.ui.conftest import DAY, OpenDesk, ShutDesk, add_client, made_desk, type_text

PATIENCE = 10_000
NAUGHTY = json.loads((Path(__file__).parents[1] / "data" / "strings" / "blns.json").read_text("utf-8"))


@pytest.fixture
def window(desk: ShutDesk, open_desk: OpenDesk) -> MainWindow:
    return open_desk(desk)


@pytest.fixture
def box(qtbot: QtBot, window: MainWindow) -> CaptureBox:
    """Give the line with the keyboard in it, the desk open."""
    with qtbot.waitSignal(window._opener.opened, timeout=PATIENCE):
        window._opener.when_open(lambda: None)
    window.activateWindow()
    window.sidebar.capture.start()
    qtbot.waitUntil(window.sidebar.capture.entry.hasFocus)
    return window.sidebar.capture


def chips_of(chips: CaptureChips) -> list[str]:
    return [button.text().removesuffix(CROSS) for button in chips.buttons if button.isVisibleTo(chips)]


def button_named(box: CaptureBox, words: str) -> ChipButton:
    return next(button for button in box.chips.buttons if button.isVisible() and button.text().startswith(words))


def kept(window: MainWindow) -> dict[str, Task]:
    portfolio = window.shared.portfolio
    return {
        task.title: task for workspace in (portfolio.own(), *portfolio.workspaces()) for task in workspace.select(Task)
    }


def enter(qtbot: QtBot, box: CaptureBox) -> None:
    QTest.keyClick(box.entry, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: box.entry.text() == "", timeout=PATIENCE)


def said(window: MainWindow) -> str:
    return window.toasts.current.label.text() if window.toasts.current is not None else ""


def test_chips_show_what_was_understood_as_she_types(qtbot: QtBot, window: MainWindow, box: CaptureBox) -> None:
    type_text(box.entry, "relancer le devis vendredi 14h")
    assert chips_of(box.chips) == ["ven. 27 nov.", "à 14\u202fh"]

    type_text(box.entry, " 45min !1 #prestataires @éloïse")
    assert chips_of(box.chips)[2:] == ["45\u202fmin", "!1", "Prestataires", "@Cabinet Éloïse"]
    assert box.clients.currentText() == "Cabinet Éloïse"

    enter(qtbot, box)
    assert said(window) == "Tâche ajoutée pour le ven. 27 nov. : Cabinet Éloïse."
    task = kept(window)["relancer le devis"]
    assert (task.due, task.due_time) == (dt.date(2026, 11, 27), dt.time(14))
    assert (task.estimate_minutes, task.importance, task.domain) == (45, 1, "prestataires")
    assert chips_of(box.chips) == []


def test_a_chip_says_what_it_is_about_to_a_screen_reader(box: CaptureBox) -> None:
    type_text(box.entry, "payer tous les 25 à 9h")

    assert (
        button_named(box, "25 nov.")
        .accessibleName()
        .startswith("Répétition : le 25 de chaque mois, dès le 25 nov. 2026")
    )
    assert (
        box.entry.accessibleDescription() == "Répétition : le 25 de chaque mois, dès le 25 nov. 2026, Heure : 9\u202fh"
    )


def test_what_comes_back_says_from_when_in_its_chip(box: CaptureBox) -> None:
    type_text(box.entry, "payer tous les 25")
    [chip] = chips_of(box.chips)
    assert chip.startswith("25 nov., puis le 25 de chaque")

    box.entry.setText("payer tous les 25, vendredi")
    assert chips_of(box.chips) == ["le 25 de chaque mois", "ven. 27 nov."]


def test_a_text_too_long_to_be_kept_says_so(box: CaptureBox) -> None:
    type_text(box.entry, "relire " * 80)

    assert len(box.entry.text()) == 400
    assert box.chips.notice.text() == "Une tâche tient en 400 lettres : ce qui dépasse n’est pas gardé."
    assert box.chips.notice.isVisible()
    box.entry.setText("relire")
    assert not box.chips.notice.isVisible()


def test_a_click_on_a_chip_leaves_its_words_in_the_title(qtbot: QtBot, window: MainWindow, box: CaptureBox) -> None:
    type_text(box.entry, "préparer la réunion de lundi pour vendredi")
    assert chips_of(box.chips) == ["lun. 30 nov."]

    QTest.mouseClick(button_named(box, "lun. 30 nov."), Qt.MouseButton.LeftButton)

    assert chips_of(box.chips) == ["ven. 27 nov."]
    enter(qtbot, box)
    assert kept(window)["préparer la réunion de lundi"].due == dt.date(2026, 11, 27)


def test_backspace_refuses_the_chip_before_the_cursor_then_erases(box: CaptureBox) -> None:
    type_text(box.entry, "voir vendredi")

    QTest.keyClick(box.entry, Qt.Key.Key_Backspace)
    assert box.entry.text() == "voir vendredi"
    assert chips_of(box.chips) == []
    type_text(box.entry, " tôt")
    assert chips_of(box.chips) == []

    box.entry.clear()
    type_text(box.entry, "voir vendredi")
    QTest.keyClick(box.entry, Qt.Key.Key_Backspace)
    QTest.keyClick(box.entry, Qt.Key.Key_Backspace)
    assert box.entry.text() == "voir vendred"
    # The word was edited: it is read again.
    type_text(box.entry, "i")
    assert chips_of(box.chips) == ["ven. 27 nov."]


def test_chips_are_reached_and_refused_by_keyboard(qtbot: QtBot, box: CaptureBox) -> None:
    type_text(box.entry, "voir vendredi !1")

    QTest.keyClick(box.entry, Qt.Key.Key_Tab)
    focused = QApplication.focusWidget()
    assert focused is button_named(box, "ven.")
    QTest.keyClick(focused, Qt.Key.Key_Delete)

    assert chips_of(box.chips) == ["!1"]
    assert box.entry.hasFocus()


def test_a_wrong_weekday_is_said(box: CaptureBox) -> None:
    type_text(box.entry, "dîner mardi 29 novembre")

    assert chips_of(box.chips) == ["dim. 29 nov."]
    assert box.chips.notice.text() == "Le 29 novembre 2026 est un dimanche, pas un mardi : la date compte."


def test_an_ambiguous_client_asks_which(qtbot: QtBot, tmp_path: Path, open_desk: OpenDesk) -> None:
    def studios(portfolio: object) -> None:
        add_client(portfolio, "Studio Halo", "studio-halo")  # type: ignore[arg-type]
        add_client(portfolio, "Studio Vermandrin & Fils", "studio-vermandrin")  # type: ignore[arg-type]

    window = open_desk(made_desk(tmp_path / "studios", studios))
    box = window.sidebar.capture
    window.activateWindow()
    box.start()
    type_text(box.entry, "relire pour @studio le bail")
    assert chips_of(box.chips) == ["@studio ?", "Studio Halo", "Studio Vermandrin && Fils"]

    QTest.keyClick(box.entry, Qt.Key.Key_Return)
    assert "Studio Halo, Studio Vermandrin" in said(window)
    assert box.entry.text() == "relire pour @studio le bail"

    QTest.mouseClick(button_named(box, "Studio Verm"), Qt.MouseButton.LeftButton)
    assert box.entry.text() == "relire pour @studio-vermandrin le bail"
    assert box.clients.currentText() == "Studio Vermandrin & Fils"
    enter(qtbot, box)
    assert "relire le bail" in kept(window)


def test_days_are_counted_from_the_legal_dates_of_the_client(window: MainWindow, box: CaptureBox) -> None:
    lumen = window.shared.portfolio.workspace("atelier-lumen")
    add_deadline(lumen, DeadlineDraft(title="Déposer la liasse", due=dt.date(2026, 12, 15)))

    type_text(box.entry, "relire J-5 avant liasse")
    assert chips_of(box.chips) == []

    type_text(box.entry, " @lumen")
    assert chips_of(box.chips) == ["jeu. 10 déc. (J-5 LIASSE)", "@Atelier Lumen"]


def test_a_refused_chip_stays_refused_while_the_desk_opens(qtbot: QtBot, window: MainWindow) -> None:
    box = window.sidebar.capture
    window.activateWindow()
    box.start()
    box.entry.setText("lire lundi")
    QTest.keyClick(box.entry, Qt.Key.Key_Backspace)

    enter(qtbot, box)

    assert kept(window)["lire lundi"].due == DAY


def test_a_pasted_book_is_cut(qtbot: QtBot, box: CaptureBox) -> None:
    QApplication.clipboard().setText("vendredi @lumen " * 62_500)
    box.entry.paste()

    assert len(box.entry.text()) == 400
    qtbot.waitUntil(lambda: chips_of(box.chips) == ["ven. 27 nov.", "@Atelier Lumen"])


def test_naughty_strings_are_shown_kept_and_found_as_they_are(
    qtbot: QtBot, window: MainWindow, box: CaptureBox
) -> None:
    typed = [text for text in NAUGHTY if text.strip() and len(text) <= 200]
    assert len(typed) > 50
    for text in typed:
        box.entry.setText(text)
        assert box.entry.text() == text
        enter(qtbot, box)

    titles = kept(window)
    assert [text for text in typed if text.strip() not in titles] == []


def test_chips_stay_within_the_sidebar(window: MainWindow, box: CaptureBox) -> None:
    window.resize(1024, 700)
    box.entry.setText("voir mardi en huit 14h30 ~1h30 tous les derniers vendredis du mois #administratif !1 @cabinet")
    QApplication.processEvents()

    shown = [button for button in box.chips.buttons if button.isVisible()]
    assert len(shown) == 7
    for button in shown:
        assert button.mapTo(window.sidebar, QPoint(button.width(), 0)).x() <= window.sidebar.width()
    places = [button.geometry() for button in shown]
    assert not any(one.intersects(other) for place, one in enumerate(places) for other in places[place + 1 :])


def test_the_line_of_today_shows_chips_too(qtbot: QtBot, window: MainWindow) -> None:
    type_text(window.today.entry, "ranger demain 9h")
    assert chips_of(window.today.chips) == ["mar. 24 nov.", "à 9\u202fh"]

    QTest.keyClick(window.today.entry, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.today.entry.text() == "", timeout=PATIENCE)

    assert kept(window)["ranger"].due == dt.date(2026, 11, 24)
