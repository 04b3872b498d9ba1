"""The page of the tasks of every client: groups, filters, several lines at once, more of a group."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from officedesk.domain.entities import Task, TaskDraft, TaskStatus
from officedesk.services import tasks
from officedesk.storage.portfolio import Portfolio
from officedesk.storage.workspace import Workspace
from officedesk.ui.collaborators import Collaborators
from officedesk.ui.pages import task_list
from officedesk.ui.pages.task_bulk import BulkCard
from officedesk.ui.pages.task_card import TaskCard
from officedesk.ui.pages.tasks import TasksPage
from tests.ui.conftest import unnamed
from tests.ui.pages.conftest import HOSTILE, TODAY
from tests.ui.pages.gestures import choose, click, press, press_undo, shown, texts_of, toast_text, type_in, write

TITLE = 1


def add(workspace: Workspace, title: str, **values: object) -> int:
    return tasks.add_task(workspace, TaskDraft.model_validate({"title": title, **values})).id or 0


def day(offset: int) -> dt.date:
    return TODAY + dt.timedelta(days=offset)


@pytest.fixture
def page(
    qtbot: QtBot, window: QWidget, lumen: Workspace, halo: Workspace, portfolio: Portfolio, shared: Collaborators
) -> TasksPage:
    add(lumen, "Relancer le devis", due=day(-3), domain="prestataires")
    add(halo, "Préparer la paie", due=day(0), domain="paie", importance=1)
    add(lumen, "Classer les contrats", due=day(2), estimate_minutes=90)
    add(portfolio.own(), "Ranger le bureau")
    made = TasksPage(shared)
    shown(qtbot, window, made)
    return made


def lines(page: TasksPage) -> list[str]:
    rows = page.list.rows
    return [str(rows.index(position, TITLE).data()) for position in range(rows.rowCount())]


def select(page: TasksPage, *titles: str) -> None:
    """Choose lines as Ctrl+click does."""
    table = page.list.table
    for number, title in enumerate(titles):
        place = table.visualRect(page.list.rows.index(lines(page).index(title), TITLE)).center()
        modifiers = Qt.KeyboardModifier.ControlModifier if number else Qt.KeyboardModifier.NoModifier
        from PySide6.QtTest import QTest

        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, modifiers, place)


def test_each_date_has_its_title_over_its_tasks(page: TasksPage) -> None:
    assert lines(page) == [
        *("En retard, 1", "Relancer le devis"),
        *("Aujourd’hui, 1", "Préparer la paie"),
        *("Cette semaine, 1", "Classer les contrats"),
        *("Sans date, 1", "Ranger le bureau"),
    ]
    assert page.header.subtitle.text().startswith("1 en retard, 1 pour aujourd’hui")


def test_the_keyboard_passes_over_the_titles(page: TasksPage) -> None:
    table = page.list.table
    table.setFocus()
    seen = []
    for _ in range(4):
        seen.append(lines(page)[table.currentIndex().row()])
        press(table, Qt.Key.Key_Down)

    assert seen == ["Relancer le devis", "Préparer la paie", "Classer les contrats", "Ranger le bureau"]
    press(table, Qt.Key.Key_Home)
    press(table, Qt.Key.Key_Space)
    assert "Préparer la paie" in lines(page)


@pytest.mark.parametrize(
    ("grouping", "titles"),
    [
        ("Par client", ["Atelier Lumen, 2", "Studio Halo, 1", "Mon activité, 1"]),
        ("Par domaine", ["Paie, 1", "Prestataires, 1", "Sans domaine, 2"]),
        ("Par état", ["À faire, 4"]),
        ("Sans groupes", []),
    ],
)
def test_other_groups(page: TasksPage, grouping: str, titles: list[str]) -> None:
    page.filters.groups.setCurrentIndex(page.filters.groups.findText(grouping))

    heads = page.list.rows.head_rows()
    assert [lines(page)[position] for position in heads] == titles
    assert page.list.rows.rowCount() == 4 + len(titles)


def test_an_order_is_chosen(page: TasksPage) -> None:
    page.filters.groups.setCurrentIndex(page.filters.groups.findText("Sans groupes"))
    page.filters.orders.setCurrentIndex(page.filters.orders.findText("Tri : titre"))

    assert lines(page) == ["Classer les contrats", "Préparer la paie", "Ranger le bureau", "Relancer le devis"]


def test_filters_are_joined(qtbot: QtBot, page: TasksPage, lumen: Workspace) -> None:
    write(page.filters.text, "CLASSER")
    qtbot.waitUntil(lambda: lines(page) == ["Cette semaine, 1", "Classer les contrats"])

    page.filters.text.clear()
    page.filters.clients.setCurrentIndex(page.filters.clients.findData(lumen.client_id))
    page.filters.domains.setCurrentIndex(page.filters.domains.findData("prestataires"))
    qtbot.waitUntil(lambda: lines(page) == ["En retard, 1", "Relancer le devis"])


def test_a_done_task_is_under_its_title_when_everything_is_shown(page: TasksPage, lumen: Workspace) -> None:
    press(page.list.table, Qt.Key.Key_Space)
    assert "Relancer le devis" not in lines(page)

    page.filters.states.setCurrentIndex(1)

    assert lines(page)[-2:] == ["Terminées, 1", "Relancer le devis"]


def test_two_clients_are_finished_together_and_taken_back_together(
    page: TasksPage, lumen: Workspace, halo: Workspace, shared: Collaborators
) -> None:
    select(page, "Relancer le devis", "Préparer la paie", "Classer les contrats")
    card = page.list.panel.shown()
    assert isinstance(card, BulkCard)
    assert card.title.text() == "3 tâches choisies"

    click(card.finish_button)

    assert toast_text(shared) == "3 tâches terminées."
    assert {task.status for task in (*lumen.select(Task), *halo.select(Task))} == {TaskStatus.DONE}
    press_undo(shared)
    assert {task.status for task in (*lumen.select(Task), *halo.select(Task))} == {TaskStatus.OPEN}
    assert toast_text(shared) == "Annulé : 3 tâches terminées"


def test_ctrl_z_takes_back_and_does_again_the_whole_of_one_gesture(
    page: TasksPage, lumen: Workspace, halo: Workspace, shared: Collaborators
) -> None:
    def done() -> set[TaskStatus]:
        return {task.status for task in (*lumen.select(Task), *halo.select(Task))}

    select(page, "Relancer le devis", "Préparer la paie", "Classer les contrats")
    card = page.list.panel.shown()
    assert isinstance(card, BulkCard)
    click(card.finish_button)
    assert shared.history.labels()[0] == "3 tâches terminées"

    shared.history.undo()
    assert done() == {TaskStatus.OPEN}
    assert shared.history.labels()[1] == "3 tâches terminées"
    shared.history.redo()
    assert done() == {TaskStatus.DONE}
    shared.history.undo()
    assert done() == {TaskStatus.OPEN}


def test_an_hour_is_told_with_its_day(page: TasksPage, lumen: Workspace) -> None:
    (first, *_) = lumen.select(Task)
    with lumen.step("Modifier") as step:
        step.change(first, due=dt.date(2026, 11, 27), due_time=dt.time(14))

    row = page.list.rows.position_of(first.id or 0)
    assert row is not None
    shown = [page.list.rows.index(row, column).data() for column in range(page.list.rows.columnCount())]
    assert "ven. 27 nov., 14\u202fh" in shown


def test_one_form_changes_all_that_is_chosen_in_one_step_a_client(
    page: TasksPage, lumen: Workspace, shared: Collaborators
) -> None:
    select(page, "Relancer le devis", "Classer les contrats")
    card = page.list.panel.shown()
    assert isinstance(card, BulkCard)
    choose(card.form, "domain", "RH")
    choose(card.form, "importance", "Basse")
    type_in(card.form, "day", "1/12/2026")

    card.form.save_button.click()

    found = [(task.domain, task.importance, task.due) for task in lumen.select(Task)]
    assert found == [("rh", 3, dt.date(2026, 12, 1))] * 2
    assert toast_text(shared) == "2 tâches modifiées."
    press_undo(shared)
    assert [task.domain for task in lumen.select(Task)] == ["prestataires", None]


def test_what_is_not_touched_in_the_form_is_kept(page: TasksPage, lumen: Workspace) -> None:
    select(page, "Relancer le devis", "Classer les contrats")
    card = page.list.panel.shown()
    assert isinstance(card, BulkCard)
    choose(card.form, "due", "Sans date")
    card.form.save_button.click()

    assert [(task.due, task.domain) for task in lumen.select(Task)] == [(None, "prestataires"), (None, None)]


def test_deleting_several_can_be_taken_back(page: TasksPage, lumen: Workspace, shared: Collaborators) -> None:
    select(page, "Relancer le devis", "Préparer la paie")
    press(page.list.table, Qt.Key.Key_Delete)
    assert lines(page) == ["Cette semaine, 1", "Classer les contrats", "Sans date, 1", "Ranger le bureau"]

    press_undo(shared)
    assert len(lines(page)) == 8


def test_return_on_the_last_line_of_a_group_shows_more(
    qtbot: QtBot, page: TasksPage, halo: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(task_list, "MOST", 3)
    for number in range(8):
        add(halo, f"Plus tard {number}", due=day(20))
    assert lines(page)[-4:] == ["Plus tard 2", "et 5 de plus", "Sans date, 1", "Ranger le bureau"]
    assert "Plus tard, 8" in lines(page)

    table = page.list.table
    table.setFocus()
    table.selectRow(lines(page).index("et 5 de plus"))
    press(table, Qt.Key.Key_Return)

    assert lines(page)[-3:] == ["Plus tard 7", "Sans date, 1", "Ranger le bureau"]
    assert lines(page)[table.currentIndex().row()] == "Plus tard 3"


def test_a_task_is_added_to_a_client(page: TasksPage, halo: Workspace) -> None:
    click(page.add_button)
    form = page.list.form
    assert form is not None
    type_in(form, "title", "Publier la note")
    choose(form, "client_id", "Studio Halo")
    type_in(form, "due", "25/11/2026")
    form.save()

    assert [task.title for task in halo.select(Task)] == ["Préparer la paie", "Publier la note"]
    shown_card = page.list.panel.shown()
    assert isinstance(shown_card, TaskCard)
    assert shown_card.title.text() == "Publier la note"


def test_a_task_out_of_the_filters_is_shown_when_it_is_asked(page: TasksPage, halo: Workspace) -> None:
    page.filters.domains.setCurrentIndex(page.filters.domains.findData("rh"))
    assert lines(page) == []

    page.show_row(halo.ids(Task)[0])

    assert lines(page)[page.list.table.currentIndex().row()] == "Préparer la paie"


def test_what_follows_a_repeated_task_is_said(page: TasksPage, lumen: Workspace, shared: Collaborators) -> None:
    first = lumen.ids(Task)[0]
    tasks.change_task(lumen, first, recurrence="FREQ=WEEKLY;BYDAY=MO")
    page.show_row(first)
    press(page.list.table, Qt.Key.Key_Space)

    assert toast_text(shared) == "Tâche terminée. La suivante : lundi 30 novembre 2026."


def test_every_control_has_a_name(page: TasksPage) -> None:
    assert unnamed(page) == []


def test_a_hostile_client_and_title_are_shown_as_they_are(page: TasksPage, portfolio: Portfolio) -> None:
    add(portfolio.workspace("hostile"), HOSTILE, due=day(0))
    page.filters.groups.setCurrentIndex(page.filters.groups.findText("Par client"))

    assert f"{HOSTILE}, 1" in lines(page)
    assert HOSTILE in lines(page)
    page.grab()


def test_urgent_is_computed_and_its_rule_told(page: TasksPage, halo: Workspace, lumen: Workspace) -> None:
    from officedesk.ui.parts.chips import Chip

    page.show_row(halo.ids(Task)[0])
    card = page.list.panel.shown()
    assert card is not None
    (chip,) = card.findChildren(Chip)
    assert "urgente" in texts_of(card)
    assert "sous 2 jours quand l’importance est haute" in chip.toolTip()

    page.show_row(lumen.ids(Task)[1])
    assert "urgente" not in texts_of(page.list.panel.shown())
