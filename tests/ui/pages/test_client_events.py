"""The events of one client: repetitions expanded, whole days, ends that come after their start."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from officedesk.domain.entities import Event, EventDraft
from officedesk.services import events
from officedesk.storage.workspace import Workspace
from officedesk.ui.collaborators import Collaborators
from officedesk.ui.pages.client_events import EventsView
from tests.ui.pages.conftest import HOSTILE
from tests.ui.pages.gestures import (
    answer,
    button_of,
    cells,
    choose,
    click,
    error_of,
    local,
    press,
    press_undo,
    shown,
    texts_of,
    toast_text,
    type_in,
)

DATE, HOUR, TITLE = 0, 1, 2


@pytest.fixture
def view(qtbot: QtBot, window: QWidget, lumen: Workspace, shared: Collaborators) -> EventsView:
    start = local(2026, 12, 17, 12, 30)
    draft = EventDraft(
        title="Repas d’équipe", start=start, end=start + dt.timedelta(hours=2), guests=14, budget_cents=90_000
    )
    events.add_event(lumen, draft)
    made = EventsView(lumen, shared)
    shown(qtbot, window, made)
    return made


def test_an_event_says_when_for_how_many_and_for_how_much(view: EventsView) -> None:
    assert cells(view.rows, DATE) == ["jeu. 17 déc. 2026"]
    assert cells(view.rows, HOUR) == ["12\u202fh\u202f30"]
    told = texts_of(view.panel)
    assert "jeudi 17 décembre 2026, 12\u202fh\u202f30 à 14\u202fh\u202f30" in told
    assert "14 invités" in told
    assert "900\u202f€" in told


def test_an_event_of_whole_days_keeps_its_last_day(view: EventsView, lumen: Workspace) -> None:
    click(view.add_button)
    form = view.form
    assert form is not None
    type_in(form, "title", "Séminaire")
    type_in(form, "first", "14/01/2027")
    type_in(form, "last", "15/01/2027")
    press(form.fields["title"].editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    kept = next(event for event in lumen.select(Event) if event.title == "Séminaire")
    assert kept.all_day
    # The end is exclusive.
    assert (kept.start, kept.end) == (local(2027, 1, 14), local(2027, 1, 16))
    view.table.selectRow(1)
    assert "du jeudi 14 janvier 2027 au vendredi 15 janvier 2027" in texts_of(view.panel)

    press(view.table, Qt.Key.Key_Return)
    assert view.form is not None
    assert view.form.fields["last"].typed() == "15/01/2027"
    view.form.save_button.click()
    assert lumen.get(Event, kept.id or 0).end == local(2027, 1, 16)


def test_an_hour_without_an_end_lasts_one_hour(view: EventsView, lumen: Workspace) -> None:
    click(view.add_button)
    form = view.form
    assert form is not None
    type_in(form, "title", "Point")
    type_in(form, "first", "24/11/2026")
    type_in(form, "first_hour", "9h")
    form.save_button.click()

    kept = next(event for event in lumen.select(Event) if event.title == "Point")
    assert (kept.start, kept.end) == (local(2026, 11, 24, 9), local(2026, 11, 24, 10))


def test_a_repetition_is_shown_each_time(view: EventsView) -> None:
    click(view.add_button)
    form = view.form
    assert form is not None
    type_in(form, "title", "Point hebdomadaire")
    type_in(form, "first", "24/11/2026")
    type_in(form, "first_hour", "9:00")
    choose(form, "recurrence", "Chaque semaine")
    form.save_button.click()

    days = [day for day, title in zip(cells(view.rows, DATE), cells(view.rows, TITLE), strict=True) if "Point" in title]
    assert days[:3] == ["mar. 24 nov. 2026", "mar. 1er déc. 2026", "mar. 8 déc. 2026"]
    # From 24 November 2026 to 23 November 2027, both included, there are 53 Tuesdays.
    assert len(days) == 53
    assert "Chaque semaine, le mardi" in texts_of(view.panel)


@pytest.mark.parametrize(
    ("last", "last_hour", "first_hour", "sentence"),
    [
        ("23/11/2026", "", "", "L’événement finit avant d’avoir commencé : corrigez la fin."),
        ("24/11/2026", "8:00", "9:00", "L’événement finit avant d’avoir commencé : corrigez la fin."),
        ("24/11/2026", "8:00", "", "Il manque l’heure du début : écrivez-la aussi."),
    ],
)
def test_an_end_before_the_start_is_refused_and_nothing_is_lost(
    view: EventsView, lumen: Workspace, last: str, last_hour: str, first_hour: str, sentence: str
) -> None:
    click(view.add_button)
    form = view.form
    assert form is not None
    type_in(form, "title", "À l’envers")
    type_in(form, "first", "24/11/2026")
    type_in(form, "first_hour", first_hour)
    type_in(form, "last", last)
    type_in(form, "last_hour", last_hour)
    form.save_button.click()

    assert form.error.text() == sentence
    assert form.error.isVisible()
    assert view.form is form
    assert form.fields["title"].typed() == "À l’envers"
    assert len(lumen.select(Event)) == 1


def test_an_event_needs_a_title_and_a_day(view: EventsView, lumen: Workspace) -> None:
    click(view.add_button)
    form = view.form
    assert form is not None
    form.save_button.click()

    assert error_of(form, "title") == "Il manque un titre : écrivez-le et recommencez."
    assert error_of(form, "first").startswith("Il manque le jour du début")
    assert len(lumen.select(Event)) == 1


def test_delete_takes_the_event_and_its_undo_brings_it_back(
    view: EventsView, lumen: Workspace, shared: Collaborators
) -> None:
    press(view.table, Qt.Key.Key_Delete)
    assert lumen.select(Event) == []
    assert toast_text(shared) == "Événement supprimé."

    press_undo(shared)
    assert cells(view.rows, TITLE) == ["Repas d’équipe"]


def test_a_rule_of_an_imported_calendar_is_kept(view: EventsView, lumen: Workspace) -> None:
    rule = "RRULE:FREQ=MONTHLY;BYDAY=TU,TH;BYSETPOS=2\nEXDATE:20270114T090000"
    start = local(2026, 12, 17, 9)
    made = events.add_event(lumen, EventDraft(title="Comité", start=start, end=start, recurrence=rule))
    view.show_row(made.id or 0)
    words = "Chaque mois, le mardi et le jeudi, selon une règle plus précise d’un autre agenda, sauf 1 date"
    assert words in texts_of(view.panel)

    press(view.table, Qt.Key.Key_Return)
    answer(view.question, "Toute la série")
    assert view.form is not None
    type_in(view.form, "title", "Comité mensuel")
    view.form.save_button.click()

    kept = lumen.get(Event, made.id or 0)
    assert (kept.title, kept.recurrence) == ("Comité mensuel", rule)


def test_a_hostile_event_is_shown_as_it_is(
    qtbot: QtBot, window: QWidget, lumen: Workspace, shared: Collaborators
) -> None:
    start = local(2026, 12, 1, 9)
    events.add_event(lumen, EventDraft(title=HOSTILE, place=HOSTILE, notes=HOSTILE, start=start, end=start))
    view = EventsView(lumen, shared)
    shown(qtbot, window, view)

    assert texts_of(view.panel).count(HOSTILE) == 3
    view.grab()


@pytest.fixture
def weekly(view: EventsView, lumen: Workspace) -> EventsView:
    """Give the list with a meeting of each Tuesday, the second one chosen."""
    draft = EventDraft(title="Point", start=local(2026, 11, 24, 9), end=local(2026, 11, 24, 10),
                       recurrence="RRULE:FREQ=WEEKLY")  # fmt: skip
    events.add_event(lumen, draft)
    titles = cells(view.rows, TITLE)
    view.table.selectRow([row for row, title in enumerate(titles) if title == "Point"][1])
    return view


def told(view: EventsView) -> list[tuple[str, str]]:
    """Return the first meetings, with their dates."""
    rows = zip(cells(view.rows, DATE), cells(view.rows, TITLE), strict=True)
    return [(day, title) for day, title in rows if title.startswith("Point")][:3]


def test_one_date_of_a_series_is_changed_alone(weekly: EventsView, shared: Collaborators) -> None:
    button_of(weekly.panel, "Modifier").click()
    answer(weekly.question, "Cette date seulement")
    assert weekly.form is not None
    assert weekly.form.fields["first"].typed() == "01/12/2026"
    type_in(weekly.form, "title", "Point annuel")
    type_in(weekly.form, "first", "02/12/2026")
    type_in(weekly.form, "last", "02/12/2026")
    click(weekly.form.save_button)

    assert told(weekly) == [
        ("mar. 24 nov. 2026", "Point"),
        ("mer. 2 déc. 2026", "Point annuel"),
        ("mar. 8 déc. 2026", "Point"),
    ]
    press_undo(shared)
    assert told(weekly)[1] == ("mar. 1er déc. 2026", "Point")


def test_a_date_and_those_after_it_are_changed(weekly: EventsView) -> None:
    button_of(weekly.panel, "Modifier").click()
    answer(weekly.question, "Celle-ci et les suivantes")
    assert weekly.form is not None
    type_in(weekly.form, "first", "03/12/2026")
    type_in(weekly.form, "last", "03/12/2026")
    click(weekly.form.save_button)

    assert [day for day, _ in told(weekly)] == ["mar. 24 nov. 2026", "jeu. 3 déc. 2026", "jeu. 10 déc. 2026"]


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("Cette date seulement", ["mar. 24 nov. 2026", "mar. 8 déc. 2026", "mar. 15 déc. 2026"]),
        ("Celle-ci et les suivantes", ["mar. 24 nov. 2026"]),
        ("Toute la série", []),
    ],
)
def test_delete_asks_which_dates_are_meant(
    weekly: EventsView, shared: Collaborators, words: str, left: list[str]
) -> None:
    press(weekly.table, Qt.Key.Key_Delete)
    answer(weekly.question, words)

    assert [day for day, _ in told(weekly)] == left
    press_undo(shared)
    assert [day for day, _ in told(weekly)] == ["mar. 24 nov. 2026", "mar. 1er déc. 2026", "mar. 8 déc. 2026"]


def test_the_hours_of_another_zone_say_so_in_the_card_and_in_the_form(view: EventsView, lumen: Workspace) -> None:
    start = local(2026, 12, 1, 9)
    made = events.add_event(
        lumen, EventDraft(title="Siège", start=start, end=local(2026, 12, 1, 10), zone="America/New_York")
    )
    view.show_row(made.id or 0)

    # New York is six hours behind Paris on that day.
    assert "mardi 1er décembre 2026, 15\u202fh à 16\u202fh" in texts_of(view.panel)
    assert "9\u202fh à l’heure de « America/New_York »" in texts_of(view.panel)
    press(view.table, Qt.Key.Key_Return)
    assert view.form is not None
    assert view.form.fields["first_hour"].typed() == "15:00"
    hint = "Heures de Paris ; l’événement est noté à l’heure de « America/New_York »."
    assert hint in texts_of(view.panel)
    type_in(view.form, "first_hour", "16:30")
    type_in(view.form, "last_hour", "17:30")
    click(view.form.save_button)

    kept = lumen.get(Event, made.id or 0)
    assert (kept.start, kept.end) == (local(2026, 12, 1, 10, 30), local(2026, 12, 1, 11, 30))
    assert kept.zone == "America/New_York"


def test_an_event_of_another_zone_made_a_whole_day_is_the_day_that_was_shown(
    view: EventsView, lumen: Workspace
) -> None:
    # 9 p.m. in New York is 3 a.m. on the next day here.
    draft = EventDraft(title="Appel", start=local(2026, 12, 1, 21), end=local(2026, 12, 1, 22), zone="America/New_York")
    made = events.add_event(lumen, draft).id or 0
    view.show_row(made)
    press(view.table, Qt.Key.Key_Return)
    assert view.form is not None
    type_in(view.form, "first_hour", "")
    type_in(view.form, "last_hour", "")
    click(view.form.save_button)

    assert ("mer. 2 déc. 2026", "journée") in zip(cells(view.rows, DATE), cells(view.rows, HOUR), strict=True)


def test_the_whole_series_is_moved_with_what_was_taken_out_of_it(weekly: EventsView) -> None:
    press(weekly.table, Qt.Key.Key_Delete)
    answer(weekly.question, "Cette date seulement")
    weekly.table.selectRow(cells(weekly.rows, TITLE).index("Point"))
    button_of(weekly.panel, "Modifier").click()
    answer(weekly.question, "Toute la série")
    assert weekly.form is not None
    type_in(weekly.form, "first_hour", "11:00")
    type_in(weekly.form, "last_hour", "12:00")
    click(weekly.form.save_button)

    # 1 December was taken out.
    assert [day for day, _ in told(weekly)] == ["mar. 24 nov. 2026", "mar. 8 déc. 2026", "mar. 15 déc. 2026"]
    hours = [hour for hour, title in zip(cells(weekly.rows, HOUR), cells(weekly.rows, TITLE), strict=True)
             if title == "Point"]  # fmt: skip
    assert set(hours) == {"11\u202fh"}


def test_the_form_of_those_that_follow_says_how_many_are_left(view: EventsView, lumen: Workspace) -> None:
    draft = EventDraft(title="Point", start=local(2026, 11, 24, 9), end=local(2026, 11, 24, 10),
                       recurrence="RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=5")  # fmt: skip
    events.add_event(lumen, draft)
    view.table.selectRow([row for row, title in enumerate(cells(view.rows, TITLE)) if title == "Point"][2])
    button_of(view.panel, "Modifier").click()
    answer(view.question, "Celle-ci et les suivantes")
    assert view.form is not None
    assert any("3 fois" in text for text in texts_of(view.form))

    view.form.fields["recurrence"].show_value("RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=3")
    click(view.form.save_button)

    days = [day for day, title in zip(cells(view.rows, DATE), cells(view.rows, TITLE), strict=True) if title == "Point"]
    assert days == ["mar. 24 nov. 2026", "mar. 1er déc. 2026", "mar. 8 déc. 2026", "mar. 22 déc. 2026",
                    "mar. 5 janv. 2027"]  # fmt: skip


def test_a_series_that_cannot_be_cut_says_why_before_any_form_opens(
    view: EventsView, lumen: Workspace, shared: Collaborators
) -> None:
    start = local(2026, 11, 24, 9)
    made = events.add_event(lumen, EventDraft(title="Point", start=start, end=start, recurrence="RRULE:FREQ=WEEKLY"))
    # As an older file may hold it.
    with lumen.step("Importer") as step:
        step.change(made, recurrence="RRULE:FREQ=WEEKLY\nRDATE:20261127T090000")
    view.refresh()
    view.table.selectRow([row for row, title in enumerate(cells(view.rows, TITLE)) if title == "Point"][1])
    button_of(view.panel, "Modifier").click()
    answer(view.question, "Celle-ci et les suivantes")

    assert view.form is None
    assert "ne se coupe pas : changez cette date seulement" in toast_text(shared)
