"""The load of the weeks on the screens: figures in words, what overflows, what could be done earlier, the way there."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from officedesk.domain.entities import Task, TaskDraft
from officedesk.services import tasks
from officedesk.storage.portfolio import Portfolio
from officedesk.ui.pages.agenda import AgendaPage
from officedesk.ui.pages.load_strip import LoadStrip, WeekLoad
from officedesk.ui.shell.main_window import MainWindow
from tests.ui.conftest import DAY

MONDAY = DAY - dt.timedelta(days=DAY.weekday())
SPACE = "\u202f"


def plan(portfolio: Portfolio, hours: int, weeks: int, title: str = "Long travail") -> int:
    """Add a task of her own, due on the Friday of a week to come."""
    due = MONDAY + dt.timedelta(weeks=weeks, days=4)
    return tasks.add_task(portfolio.own(), TaskDraft(title=title, due=due, estimate_minutes=60 * hours)).id or 0


def told(week: WeekLoad) -> tuple[str, str, str]:
    return week.name.text(), week.figure.text(), week.meaning.text()


def settled(qtbot: QtBot, window: MainWindow, strip: LoadStrip, first: str) -> None:
    """Wait until the strip says something of its first week."""
    qtbot.waitUntil(lambda: not window.shared.jobs.busy and first in strip.weeks[0].figure.text(), timeout=5000)


@pytest.fixture
def ready(qtbot: QtBot, window: MainWindow) -> MainWindow:
    """Give the window, its desk open and its dates written."""
    with qtbot.waitSignal(window._opener.opened, timeout=10_000):
        window._opener.when_open(lambda: None)
    qtbot.waitUntil(lambda: not window.shared.jobs.busy, timeout=10_000)
    return window


@pytest.fixture
def strip(qtbot: QtBot, ready: MainWindow) -> LoadStrip:
    """Give the weeks of Aujourd’hui, where nothing is planned from the third week on."""
    portfolio = ready.shared.portfolio
    portfolio.set_setting("hours", dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), 6))
    for owner in (portfolio.own(), *portfolio.workspaces()):
        tasks.delete_tasks(owner, list(owner.ids(Task)))
    plan(portfolio, 26, 0)
    plan(portfolio, 30, 1)
    plan(portfolio, 3, 2, "Ranger")
    qtbot.waitUntil(lambda: not ready.shared.jobs.busy, timeout=5000)
    settled(qtbot, ready, ready.today.weeks, f"26{SPACE}h / 30{SPACE}h")
    return ready.today.weeks


def test_each_week_says_its_hours_and_what_they_mean(strip: LoadStrip) -> None:
    names = [f"Semaine {(MONDAY + dt.timedelta(weeks=number)).isocalendar().week}" for number in range(5)]

    assert [told(week) for week in strip.weeks][:3] == [
        (names[0], f"26{SPACE}h / 30{SPACE}h", f"4{SPACE}h libres"),
        (names[1], f"30{SPACE}h / 30{SPACE}h", "complète"),
        (names[2], f"3{SPACE}h / 30{SPACE}h", f"27{SPACE}h libres"),
    ]
    assert [week.name.text() for week in strip.weeks] == names
    assert strip.advice.isHidden()
    assert "26\u202fh planifiées sur 30\u202fh disponibles" in strip.weeks[0].name.accessibleName()


def test_what_overflows_names_what_could_be_done_earlier(qtbot: QtBot, ready: MainWindow, strip: LoadStrip) -> None:
    plan(ready.shared.portfolio, 29, 2, "Préparer le séminaire")
    qtbot.waitUntil(lambda: not strip.advice.isHidden(), timeout=5000)

    assert strip.weeks[2].meaning.text() == f"2{SPACE}h de trop"
    week = (MONDAY + dt.timedelta(weeks=2)).isocalendar().week
    assert strip.advice.text() == (
        f"2{SPACE}h de trop en semaine {week}. À faire plus tôt sans manquer de date : « Ranger » (3{SPACE}h)."
    )
    assert f"en semaine {MONDAY.isocalendar().week} plutôt que {week}" in strip.advice.toolTip()

    # Nothing is as short as the hour that is left.
    plan(ready.shared.portfolio, 3, 0)
    qtbot.waitUntil(lambda: "négocier" in strip.advice.text(), timeout=5000)


def test_a_week_opens_in_the_agenda_which_shows_the_weeks_from_there(
    qtbot: QtBot, ready: MainWindow, strip: LoadStrip
) -> None:
    QTest.mouseClick(strip.weeks[1].name, Qt.MouseButton.LeftButton)
    page = ready.stack.page

    assert isinstance(page, AgendaPage)
    assert page.day == MONDAY + dt.timedelta(weeks=1)
    settled(qtbot, ready, page.weeks, f"30{SPACE}h / 30{SPACE}h")
    assert page.weeks.weeks[0].name.text() == strip.weeks[1].name.text()


def test_a_narrow_line_leaves_out_the_last_weeks(qtbot: QtBot, ready: MainWindow, strip: LoadStrip) -> None:
    shown = []
    for width in (1440, 1024, 700):
        ready.resize(width, 700)
        qtbot.wait(30)
        shown.append(sum(not week.isHidden() for week in strip.weeks))
        rows = {week.y() for week in strip.weeks if not week.isHidden()}
        assert len(rows) == 1

    assert shown[0] == 5
    assert shown == sorted(shown, reverse=True)
    assert shown[-1] >= 2


def test_the_calendar_keeps_its_room_in_a_low_window(qtbot: QtBot, ready: MainWindow, strip: LoadStrip) -> None:
    QTest.mouseClick(strip.weeks[0].name, Qt.MouseButton.LeftButton)
    page = ready.stack.page
    assert isinstance(page, AgendaPage)
    for height, seen in ((900, True), (600, False), (700, True)):
        ready.resize(1024, height)
        qtbot.waitUntil(lambda seen=seen: page.weeks.isVisible() is seen, timeout=2000)  # type: ignore[misc]
