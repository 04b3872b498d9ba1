"""Forms: filling never saves, a refusal is beside its field, keys do what buttons do."""

import datetime as dt

import pytest
from PySide6.QtCore import QDate, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCalendarWidget
from pytestqt.qtbot import QtBot

from officedesk.ui.parts.fields import ChoiceField, DateField, NotesField, TextField
from officedesk.ui.parts.forms import Form

TODAY = dt.date(2026, 11, 23)

# Without a screen nothing is raised over the rest, and no popup takes the keyboard.
without_screen = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    made = Form(
        [
            "Un groupe",
            [TextField("title", "Titre", required="Il manque un titre."), DateField("due", "Échéance", TODAY)],
            [ChoiceField("kind", "Nature", [(None, "Aucune"), ("a", "Une"), ("b", "Deux")])],
            [NotesField("notes", "Notes")],
        ],
        "Enregistrer",
    )
    made.fill({"title": "Premier", "due": dt.date(2026, 12, 1), "kind": "a"})
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_a_form_gives_back_what_it_was_filled_with(form: Form) -> None:
    assert form.values() == {"title": "Premier", "due": dt.date(2026, 12, 1), "kind": "a", "notes": ""}
    assert not form.is_changed()


def test_every_field_has_a_name_for_who_cannot_see_it(form: Form) -> None:
    names = [field.editor.accessibleName() for field in form.fields.values()]

    assert names == ["Titre", "Échéance", "Nature", "Notes"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_ctrl_return_saves_from_any_field(qtbot: QtBot, form: Form, key: Qt.Key) -> None:
    for field in form.fields.values():
        with qtbot.waitSignal(form.saved):
            QTest.keyClick(field.editor, key, Qt.KeyboardModifier.ControlModifier)


def test_escape_leaves_from_any_field(qtbot: QtBot, form: Form) -> None:
    for field in form.fields.values():
        with qtbot.waitSignal(form.cancelled):
            QTest.keyClick(field.editor, Qt.Key.Key_Escape)


def test_return_alone_saves_nothing(qtbot: QtBot, form: Form) -> None:
    with qtbot.assertNotEmitted(form.saved):
        QTest.keyClick(form.fields["title"].editor, Qt.Key.Key_Return)


def test_a_refusal_is_read_out_and_goes_when_it_is_mended(qtbot: QtBot, form: Form) -> None:
    title = form.fields["title"]
    title.show_value("")
    with qtbot.assertNotEmitted(form.saved):
        form.save()
    assert title.error.isVisible()
    assert title.editor.accessibleDescription() == "Il manque un titre."
    assert title.editor.property("invalid") is True

    title.show_value("Mieux")
    with qtbot.waitSignal(form.saved):
        form.save()
    assert title.error.isHidden()
    assert title.editor.property("invalid") is False
    assert title.editor.accessibleDescription() == ""


def test_a_general_refusal_is_shown_over_the_buttons(form: Form) -> None:
    form.refuse("Le disque est plein.")
    assert form.error.isVisible()

    form.refuse("Trop long.", "title")
    assert form.fields["title"].error.text() == "Trop long."


def test_a_value_that_the_list_does_not_know_is_kept_as_it_is(form: Form) -> None:
    form.fields["kind"].show_value("ancienne valeur")

    assert form.fields["kind"].value() == "ancienne valeur"


def test_the_wheel_passes_over_a_list_without_changing_it(form: Form) -> None:
    box = form.fields["kind"].editor
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(box, wheel)

    assert form.fields["kind"].value() == "a"


@without_screen
def test_a_day_is_chosen_in_a_calendar_by_keys(qtbot: QtBot, form: Form) -> None:
    due = form.fields["due"]
    assert isinstance(due, DateField)
    due.line.setFocus()
    QTest.keyClick(due.line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = due.findChild(QCalendarWidget)
    assert calendar is not None
    assert calendar.selectedDate() == QDate(2026, 12, 1)

    with qtbot.waitSignal(form.edited):
        calendar.activated.emit(QDate(2026, 12, 24))

    assert due.value() == dt.date(2026, 12, 24)
    assert form.changed_keys() == {"due"}


@without_screen
def test_an_unreadable_day_opens_the_calendar_on_today(form: Form) -> None:
    due = form.fields["due"]
    assert isinstance(due, DateField)
    due.line.setText("31/02/2026")

    due.open_calendar()

    calendar = due.findChild(QCalendarWidget)
    assert calendar is not None
    assert calendar.selectedDate() == QDate(2026, 11, 23)
    calendar.close()
