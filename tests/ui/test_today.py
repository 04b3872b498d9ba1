"""Aujourd’hui: what she sees of her day, and what becomes of what she does there."""

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from officedesk.domain.entities import Decision, DecisionDraft, Event, EventDraft, Wait, WaitDraft
from officedesk.domain.entities import Task as TaskRow
from officedesk.storage.portfolio import Portfolio
from officedesk.ui.parts.line_painting import LINE_HEIGHT, TALL_HEIGHT
from officedesk.ui.parts.lines import Lines
from officedesk.ui.shell.main_window import MainWindow
from tests.ui.conftest import (
    DAY,
    OpenDesk,
    ShutDesk,
    add_client,
    add_deadline,
    add_task,
    made_desk,
    reopened,
    type_text,
    unnamed,
)

HOSTILE = "<b>Société</b> <img src=x> & Cie " + "à rallonge " * 8


def titles(lines: Lines) -> list[str]:
    return [line.title for line in lines.table.lines]


def test_each_task_is_in_the_card_of_its_day(window: MainWindow) -> None:
    today = window.today

    assert today.heading.text() == "Lundi 23 novembre"
    assert today.summary.text() == "Cette semaine : 4 tâches ; 1 échéance légale en retard"
    assert titles(today.late.lines) == ["Classer les contrats"]
    assert titles(today.today.lines) == ["Publier la note", "Préparer la convocation"]
    assert titles(today.following.lines) == ["Réserver la salle"]
    assert titles(today.deadlines.lines) == ["DSN d’octobre 2026"]


def test_a_line_says_whose_it_is_when_and_how_long(window: MainWindow) -> None:
    late = window.today.late.lines.table.lines[0]
    following = window.today.following.lines.table.lines[0]
    deadline = window.today.deadlines.lines.table.lines[0]

    assert late.spoken() == "Classer les contrats, Atelier Lumen, jeu. 19 nov., 30\u202fmin"
    assert late.when_tone == "late"
    assert (following.when, following.when_tone, following.amount) == ("mar. 24 nov.", "", "45\u202fmin")
    assert (deadline.detail, deadline.when, deadline.when_tone) == ("Atelier Lumen, Urssaf", "en retard", "late")


def test_the_load_of_the_day_is_what_is_planned_over_what_is_available(window: MainWindow) -> None:
    load = window.today.load

    # 90 + 60 minutes are due today, seven hours are worked on a Monday unless she says otherwise.
    assert load.figure.text() == "2\u202fh\u202f30 / 7\u202fh"
    assert load.meaning.text() == "4\u202fh\u202f30 encore libres."
    assert load.bar.share == pytest.approx(150 / 420)


def test_a_click_on_the_square_completes_the_task_and_the_toast_takes_it_back(
    qtbot: QtBot, window: MainWindow, desk: ShutDesk
) -> None:
    lines = window.today.today.lines

    QTest.mouseClick(lines.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(24, 20))
    qtbot.waitUntil(lambda: titles(lines) == ["Préparer la convocation"], timeout=10_000)

    assert window.toasts.current is not None
    assert window.toasts.current.label.text() == "Tâche terminée."
    assert window.toasts.current.button is not None
    QTest.mouseClick(window.toasts.current.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: titles(lines) == ["Publier la note", "Préparer la convocation"])


def test_space_completes_the_current_line_and_the_file_keeps_it(
    qtbot: QtBot, window: MainWindow, desk: ShutDesk
) -> None:
    lines = window.today.late.lines
    window.activateWindow()
    lines.setFocus()
    qtbot.waitUntil(lines.hasFocus)

    QTest.keyClick(lines, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: titles(lines) == [], timeout=10_000)

    assert not window.today.late.isVisible()
    assert lines.table.lines == []
    # The keyboard goes to the next list, and not to the first control of the window.
    assert window.today.today.lines.hasFocus()
    window.close()
    portfolio = reopened(desk)
    done = portfolio.workspace("atelier-lumen").select(TaskRow)
    portfolio.close()
    assert [(task.title, task.done_on) for task in done if task.done_on] == [("Classer les contrats", DAY)]


def test_return_opens_the_client_on_that_task(qtbot: QtBot, window: MainWindow) -> None:
    lines = window.today.today.lines
    window.activateWindow()
    lines.setFocus()
    qtbot.waitUntil(lines.hasFocus)

    with qtbot.waitSignal(window.page_shown, timeout=10_000) as shown:
        QTest.keyClick(lines, Qt.Key.Key_Return)

    assert shown.args == ["client"]
    assert window.client is not None
    marked = next(line for line in window.sidebar.clients.rows.lines if line.id == window.sidebar.clients.marked)
    assert marked.name == "Atelier Lumen"
    assert window.client[0] == marked.id


def test_a_line_typed_in_the_card_becomes_a_task_of_today(qtbot: QtBot, window: MainWindow) -> None:
    entry = window.today.entry
    type_text(entry, "@éloïse Relire l’été à Nîmes")

    QTest.keyClick(entry, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(titles(window.today.today.lines)) == 3, timeout=10_000)

    added = window.today.today.lines.table.lines[-1]
    assert (added.title, added.client) == ("Relire l’été à Nîmes", "Cabinet Éloïse")
    assert entry.text() == ""


def test_a_client_that_nobody_knows_is_refused_and_the_line_stays(qtbot: QtBot, window: MainWindow) -> None:
    type_text(window.today.entry, "@personne Relire")

    QTest.keyClick(window.today.entry, Qt.Key.Key_Return)

    assert window.today.entry.text() == "@personne Relire"
    assert window.toasts.current is not None
    assert "Aucun client ne commence par « personne »" in window.toasts.current.label.text()


def test_an_empty_day_says_useful_sentences(tmp_path: Path, open_desk: OpenDesk) -> None:
    window = open_desk(made_desk(tmp_path / "empty", lambda _portfolio: None))

    said = [card.nothing.text() for card in (window.today.today, window.today.deadlines)]
    assert all(card.isVisible() for card in (window.today.today.nothing, window.today.events.nothing))
    assert not window.today.late.isVisible()
    assert "ajoutez une tâche" in said[0]
    assert "profil" in said[1]
    deadlines = window.today.deadlines
    assert deadlines.nothing.geometry().bottom() == deadlines.contentsRect().bottom() - 1
    assert window.today.summary.text() == "Rien de daté cette semaine"
    assert [line.name for line in window.sidebar.clients.rows.lines] == ["Mon activité"]


def tasks_to_come(portfolio: Portfolio) -> None:
    add_client(portfolio, "Atelier Lumen", "atelier-lumen")
    add_task(portfolio, "atelier-lumen", "Relancer le fournisseur", DAY + dt.timedelta(days=1))
    add_task(portfolio, "atelier-lumen", "Préparer le séminaire", DAY + dt.timedelta(days=7))


def test_a_free_day_shows_what_comes_next_near_the_top(tmp_path: Path, open_desk: OpenDesk) -> None:
    window = open_desk(made_desk(tmp_path / "free", tasks_to_come))
    today = window.today

    # The next Monday is of another week.
    assert today.summary.text() == "Cette semaine : 1 tâche"
    assert today.following.title.text() == "Ensuite"
    assert titles(today.following.lines) == ["Relancer le fournisseur", "Préparer le séminaire"]
    window.resize(1440, 900)
    below = today.following.lines.mapTo(window, QPoint(0, today.following.lines.height())).y()
    assert below < window.height() / 2


def test_a_task_of_a_narrow_card_has_its_client_under_its_title(qtbot: QtBot, window: MainWindow) -> None:
    lines = window.today.today.lines
    window.resize(1440, 900)
    qtbot.waitUntil(lambda: lines.height() == 2 * LINE_HEIGHT)
    wide = lines.height()

    window.resize(1024, 700)
    qtbot.waitUntil(lambda: lines.height() > wide)

    assert lines.visualRect(lines.table.index(1)).height() == TALL_HEIGHT
    assert lines.height() == 2 * TALL_HEIGHT
    assert lines.table.index(0).data(Qt.ItemDataRole.ToolTipRole) == ""
    window.resize(1440, 900)
    qtbot.waitUntil(lambda: lines.height() == wide)
    assert lines.visualRect(lines.table.index(1)).bottom() < wide


def test_a_click_under_a_title_of_two_rows_opens_that_task(qtbot: QtBot, window: MainWindow) -> None:
    lines = window.today.today.lines
    window.resize(1024, 700)
    qtbot.waitUntil(lambda: lines.height() == 2 * TALL_HEIGHT)

    place = QPoint(120, TALL_HEIGHT + 40)
    with qtbot.waitSignal(lines.opened) as said:
        QTest.mouseClick(lines.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert said.args == [lines.table.lines[1].client_id, "task", lines.table.lines[1].row_id]


def many(portfolio: Portfolio) -> None:
    for number in range(50):
        name = HOSTILE if number == 0 else f"Client numéro {number}"
        add_client(portfolio, name[:120].strip(), f"client-{number}", number)
    for number in range(60):
        add_task(portfolio, "client-0", f"{HOSTILE} {number}"[:200], DAY - dt.timedelta(days=1 + number % 9))
    for number in range(9):
        add_deadline(portfolio, "client-1", f"Obligation {number}", DAY + dt.timedelta(days=number))
    with portfolio.workspace("client-1").step("Décider") as step:
        decision = step.add(Decision, DecisionDraft(question=HOSTILE, asked_on=DAY - dt.timedelta(days=4)))
        step.add(
            Event,
            EventDraft(
                title=HOSTILE,
                start=dt.datetime(2026, 11, 23, 14),  # noqa: DTZ001 - local wall time
                end=dt.datetime(2026, 11, 23, 15),  # noqa: DTZ001
                place="visio",
                guests=60,
            ),
        )
    held = add_task(portfolio, "client-1", "Comparer trois devis", DAY, 120)
    with portfolio.workspace("client-1").step("Attendre") as step:
        step.add(Wait, WaitDraft(task_id=held, decision_id=decision.id))


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> ShutDesk:
    return made_desk(tmp_path_factory.mktemp("crowd") / "desk", many)


def test_a_crowded_desk_tells_what_it_does_not_show(crowd: ShutDesk, open_desk: OpenDesk) -> None:
    window = open_desk(crowd)
    today = window.today

    assert len(titles(today.late.lines)) == 50
    assert today.late.note.text() == "50+"
    assert today.summary.text().startswith("Cette semaine : plus de 50 tâches")
    assert window.sidebar.pages["today"].look.number == "50+"
    assert len(titles(today.deadlines.lines)) == 6
    assert today.all_deadlines.isVisible()
    assert window.sidebar.clients.rows.rowCount() == 51


def test_what_does_not_show_of_the_next_tasks_is_a_click_away(
    crowd: ShutDesk, open_desk: OpenDesk, qtbot: QtBot
) -> None:
    window = open_desk(crowd)
    assert window.today.all_tasks.isVisible() == (
        len(window.glance.following) > len(window.today.following.lines.table.lines)
    )
    window.today.all_tasks.click()

    qtbot.waitUntil(lambda: window.stack.page is window.pages.get("tasks"))


def test_what_waits_what_is_asked_and_what_happens_is_told(crowd: ShutDesk, open_desk: OpenDesk) -> None:
    today = open_desk(crowd).today

    assert today.today.lines.table.lines[0].mark == "attend validation"
    assert today.decisions.lines.table.lines[0].detail == "Client numéro 1, envoyé il y a 4 jours"
    event = today.events.lines.table.lines[0]
    assert (event.lead, event.detail) == ("14:00", "Client numéro 1, visio, 60 invités")


@pytest.mark.parametrize("width", [1440, 1024])
def test_nothing_is_wider_than_the_page(crowd: ShutDesk, open_desk: OpenDesk, qtbot: QtBot, width: int) -> None:
    window = open_desk(crowd)
    window.resize(width, 700)
    qtbot.waitUntil(lambda: window.width() == width)

    body = window.today.widget()
    assert body is not None
    assert body.minimumSizeHint().width() <= window.today.viewport().width()
    assert window.sidebar.minimumSizeHint().height() <= 700


def test_names_that_look_like_markup_are_shown_as_they_are(crowd: ShutDesk, open_desk: OpenDesk) -> None:
    window = open_desk(crowd)
    clients = window.sidebar.clients
    row = next(row for row, line in enumerate(clients.rows.lines) if line.name.startswith("<b>"))

    assert "&lt;b&gt;" in clients.rows.index(row).data(Qt.ItemDataRole.ToolTipRole)
    assert titles(window.today.late.lines)[0].startswith("<b>Société</b> <img")


def test_every_control_has_a_name(window: MainWindow, crowd: ShutDesk) -> None:
    assert unnamed(window) == []


def test_the_dark_theme_repaints_the_lines(window: MainWindow, qtbot: QtBot) -> None:
    def ground() -> int:
        image: QImage = window.today.today.grab().toImage()
        return image.pixelColor(image.width() // 2, 8).lightness()

    light = ground()
    window._theme.choose("dark")

    assert light > 200
    qtbot.waitUntil(lambda: ground() < 60)


def behind(portfolio: Portfolio) -> None:
    add_client(portfolio, "Atelier Lumen", "atelier-lumen", 0)
    for number in range(60):
        add_deadline(portfolio, "atelier-lumen", f"Oubliée {number}", DAY - dt.timedelta(days=1 + number))
    for number in range(4):
        add_deadline(portfolio, "atelier-lumen", f"À venir {number}", DAY + dt.timedelta(days=number))


def test_many_late_dates_leave_a_place_to_those_that_come(tmp_path: Path, open_desk: OpenDesk) -> None:
    today = open_desk(made_desk(tmp_path / "desk", behind)).today

    shown = titles(today.deadlines.lines)
    assert len([title for title in shown if title.startswith("Oubliée")]) == 3
    assert shown[3:] == ["À venir 0", "À venir 1", "À venir 2"]
    assert today.summary.text() == "Cette semaine : 4 échéances légales ; 60 échéances légales en retard"
