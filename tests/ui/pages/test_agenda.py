"""Agenda: what is seen of some days, by mouse and by keyboard."""

import datetime as dt

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from officedesk.domain.agenda import Entry
from officedesk.domain.entities import DeadlineDraft, Event, EventDraft, Task, TaskDraft
from officedesk.services import tasks
from officedesk.services.compliance import add_deadline
from officedesk.services.events import add_event, occurrences
from officedesk.storage.workspace import Workspace
from officedesk.ui.collaborators import Collaborators
from officedesk.ui.pages.agenda import AgendaPage
from officedesk.ui.pages.agenda_view import AgendaView
from tests.ui.pages.gestures import answer, click, press_undo, shown, toast_text, type_in

ALT = Qt.KeyboardModifier.AltModifier
MONDAY = dt.date(2026, 11, 23)


def at(day: int, hour: int = 0, minute: int = 0) -> dt.datetime:
    return dt.datetime(2026, 11, day, hour, minute)  # noqa: DTZ001 - wall time


@pytest.fixture
def page(qtbot: QtBot, window: QWidget, lumen: Workspace, halo: Workspace, shared: Collaborators) -> AgendaPage:
    for workspace in (lumen, halo):
        tasks.delete_tasks(workspace, workspace.ids(Task))
    add_event(lumen, EventDraft(title="Réunion", start=at(24, 10), end=at(24, 12)))
    add_event(halo, EventDraft(title="Visite", start=at(24, 11), end=at(24, 12)))
    tasks.add_task(lumen, TaskDraft(title="Devis", due=MONDAY, due_time=dt.time(14), estimate_minutes=45))
    tasks.add_task(halo, TaskDraft(title="Paie", due=MONDAY))
    add_deadline(lumen, DeadlineDraft(title="DSN", due=dt.date(2026, 11, 27)))
    made = AgendaPage(shared)
    shown(qtbot, window, made)
    made.resize(1200, 800)
    return made


def titles(view: AgendaView) -> list[str]:
    return [each.title for each in view.entries]


def entry(page: AgendaPage, title: str) -> Entry:
    return next(each for each in page.shown.entries if each.title == title)


def middle(page: AgendaPage, title: str) -> QPoint:
    box = next(box for each, box in page.days_view.boxes() if each.title == title)
    return box.center().toPoint()


def drag(view: AgendaView, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    for step in (0.3, 0.7, 1.0):
        QTest.mouseMove(view, start + (end - start) * step)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)


def test_a_week_shows_every_client_on_worked_days(page: AgendaPage) -> None:
    assert titles(page.shown) == ["Paie", "Devis", "Réunion", "Visite", "DSN"]
    assert [day.day for day in page.shown.days] == [23, 24, 25, 26, 27]
    assert page.header.title.text() == "Semaine du 23 novembre"
    assert page.header.subtitle.text() == "Semaine 48, 45\u202fmin planifiées"


def test_saturday_is_there_when_something_is_on_it(page: AgendaPage, lumen: Workspace) -> None:
    add_event(lumen, EventDraft(title="Portes ouvertes", start=at(28, 9), end=at(28, 18)))

    assert len(page.shown.days) == 7


def test_two_that_overlap_stand_side_by_side(page: AgendaPage) -> None:
    boxes = {each.title: box for each, box in page.days_view.boxes()}

    assert not boxes["Réunion"].intersects(boxes["Visite"])
    assert boxes["Réunion"].top() < boxes["Visite"].top()


def test_the_pages_turn_and_come_back_to_today(page: AgendaPage) -> None:
    click(page.next_button)
    assert page.header.title.text() == "Semaine du 30 novembre"
    click(page.today_button)
    assert page.header.title.text() == "Semaine du 23 novembre"
    page.views.setCurrentIndex(2)
    assert page.header.title.text() == "Novembre 2026"
    click(page.next_button)
    assert (page.header.title.text(), page.day) == ("Décembre 2026", dt.date(2026, 12, 1))


def test_the_arrows_go_round_and_return_opens(qtbot: QtBot, page: AgendaPage) -> None:
    view = page.shown
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.current == entry(page, "Réunion")
    assert view.accessibleDescription() == "Réunion, Atelier Lumen, mardi 24 novembre 2026, 10:00 – 12:00, événement"
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.current == entry(page, "Visite")
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.current == entry(page, "Paie")

    with qtbot.waitSignal(page.opened) as told:
        QTest.keyClick(view, Qt.Key.Key_Return)

    assert told.args == [entry(page, "Paie").client_id, "task", entry(page, "Paie").id]


def test_alt_and_the_arrows_move_and_stretch_what_undo_puts_back(
    page: AgendaPage, lumen: Workspace, shared: Collaborators
) -> None:
    view, number = page.shown, entry(page, "Réunion").id
    view.choose(entry(page, "Réunion"))
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Down, ALT)
    QTest.keyClick(view, Qt.Key.Key_Right, ALT)
    event = lumen.get(Event, number)
    assert (event.start, event.end) == (at(25, 10, 15), at(25, 12, 15))
    assert toast_text(shared) == "Événement déplacé."
    assert view.current is not None
    assert view.current.id == number

    QTest.keyClick(view, Qt.Key.Key_Up, ALT | Qt.KeyboardModifier.ShiftModifier)
    assert lumen.get(Event, number).end == at(25, 12)
    press_undo(shared)
    assert lumen.get(Event, number).end == at(25, 12, 15)


def test_a_legal_date_that_is_moved_says_why_it_stays(page: AgendaPage, shared: Collaborators) -> None:
    page.shown.choose(entry(page, "DSN"))
    page.shown.setFocus()
    QTest.keyClick(page.shown, Qt.Key.Key_Left, ALT)

    assert "Une échéance légale ne se déplace pas" in toast_text(shared)
    assert entry(page, "DSN").start == at(27)


def test_the_mouse_carries_a_task_to_another_day_and_hour(page: AgendaPage, lumen: Workspace) -> None:
    view, number = page.days_view, entry(page, "Devis").id
    start = middle(page, "Devis")
    _, width = view._column(0)
    drag(view, start, start + QPoint(round(2 * width), -2 * 56))

    task = lumen.get(Task, number)
    assert (task.due, task.due_time) == (dt.date(2026, 11, 25), dt.time(12))


def test_the_mouse_stretches_an_event_by_its_lower_edge(page: AgendaPage, lumen: Workspace) -> None:
    view, number = page.days_view, entry(page, "Réunion").id
    box = next(box for each, box in view.boxes() if each.title == "Réunion")
    edge = QPointF(box.center().x(), box.bottom() - 2).toPoint()
    drag(view, edge, edge + QPoint(0, 56))

    event = lumen.get(Event, number)
    assert (event.start, event.end) == (at(24, 10), at(24, 13))


def test_a_click_moves_nothing(page: AgendaPage, lumen: Workspace, shared: Collaborators) -> None:
    QTest.mouseClick(page.days_view, Qt.MouseButton.LeftButton, pos=middle(page, "Réunion"))

    assert page.shown.current == entry(page, "Réunion")
    assert shared.toasts.current is None
    assert lumen.get(Event, entry(page, "Réunion").id).start == at(24, 10)


def test_a_double_click_on_an_hour_asks_for_an_event_there(page: AgendaPage, halo: Workspace) -> None:
    view = page.days_view
    left, width = view._column(2)
    place = QPoint(round(left + width / 2), round(view._y(9 * 60 + 20)))
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=place)
    form = page.dialog.form
    assert (form.fields["first"].typed(), form.fields["first_hour"].typed()) == ("25/11/2026", "09:15")
    type_in(form, "title", "Entretien")
    form.fields["client_id"].show_value(halo.client_id)
    click(form.save_button)

    assert entry(page, "Entretien").start == at(25, 9, 15)
    assert entry(page, "Entretien").client_id == halo.client_id


def test_a_crowded_day_says_how_many_more_and_opens(page: AgendaPage, lumen: Workspace) -> None:
    for number in range(9):
        tasks.add_task(lumen, TaskDraft(title=f"Tâche {number}", due=dt.date(2026, 11, 26)))
    view = page.days_view
    shown_bars, more = view._shown_bars(3)
    assert (len(shown_bars), more) == (3, 6)

    place = view._bar(3, 3).center().toPoint()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=place)

    assert page.view == "day"
    assert page.header.title.text() == "Jeudi 26 novembre 2026"
    assert len(titles(page.shown)) == 9


def test_a_month_carries_a_task_to_another_day(page: AgendaPage, halo: Workspace) -> None:
    number = entry(page, "Paie").id
    page.views.setCurrentIndex(2)
    view = page.month_view
    start = next(box for each, box in view.boxes() if each.title == "Paie").center().toPoint()
    cell = view._cell(0)
    drag(view, start, start + QPoint(round(2 * cell.width()), -round(cell.height())))

    # Two days later, a week before.
    assert halo.get(Task, number).due == dt.date(2026, 11, 18)


def test_letters_choose_the_view(page: AgendaPage) -> None:
    page.shown.setFocus()
    QTest.keyClick(page.shown, Qt.Key.Key_M)
    assert page.view == "month"
    QTest.keyClick(page.shown, Qt.Key.Key_J)
    assert page.view == "day"
    QTest.keyClick(page.shown, Qt.Key.Key_S)
    assert page.view == "week"


def test_a_date_of_a_series_that_is_moved_asks_which_ones_are_meant(
    page: AgendaPage, lumen: Workspace, shared: Collaborators
) -> None:
    weekly = "RRULE:FREQ=WEEKLY;BYDAY=WE"
    add_event(lumen, EventDraft(title="Point", start=at(11, 9), end=at(11, 10), recurrence=weekly))

    def days() -> list[int]:
        found = occurrences(lumen, dt.date(2026, 11, 9), dt.date(2026, 12, 6))
        return [each.start.day for each in found if each.title == "Point"]

    def move(words: str) -> None:
        page.shown.choose(entry(page, "Point"))
        page.shown.setFocus()
        QTest.keyClick(page.shown, Qt.Key.Key_Right, ALT)
        answer(page.question, words)

    move("Cette date seulement")
    assert days() == [11, 18, 26, 2]
    press_undo(shared)
    move("Celle-ci et les suivantes")
    assert days() == [11, 18, 26, 3]
    press_undo(shared)
    move("Toute la série")
    assert days() == [12, 19, 26, 3]
    press_undo(shared)
    assert days() == [11, 18, 25, 2]
