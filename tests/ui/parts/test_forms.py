"""Forms: filling never saves, a refusal is beside its field, keys do what buttons do."""

import datetime as dt

import pytest
from PySide6.QtCore import QDate, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCalendarWidget, QComboBox, QMessageBox
from pytestqt.qtbot import QtBot

from officedesk.ui.parts.dialogs import FormDialog
from officedesk.ui.parts.fields import ChoiceField, DateField, NotesField, TextField
from officedesk.ui.parts.forms import Form

TODAY = dt.date(2026, 11, 23)

# The place of the mark that opens the calendar.
CHEVRON = 20

# Without a screen nothing is raised over the rest, and no popup takes the keyboard.
without_screen = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def filled_form() -> Form:
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
    return made


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    made = filled_form()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def dialog(qtbot: QtBot) -> FormDialog:
    made = FormDialog("Un titre", filled_form())
    # A test looks at it once it has closed.
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.open()
    return made


def focus(qtbot: QtBot, form: Form, key: str) -> None:
    form.activateWindow()
    form.fields[key].editor.setFocus()
    qtbot.waitUntil(form.fields[key].editor.hasFocus)


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


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
@pytest.mark.parametrize("field", ["title", "due", "kind"])
def test_return_saves_from_a_field_of_one_line(qtbot: QtBot, form: Form, field: str, key: Qt.Key) -> None:
    focus(qtbot, form, field)

    with qtbot.waitSignal(form.saved):
        QTest.keyClick(form.fields[field].editor, key)


def test_return_starts_a_line_in_a_text_and_saves_nothing(qtbot: QtBot, form: Form) -> None:
    focus(qtbot, form, "notes")

    with qtbot.assertNotEmitted(form.saved):
        QTest.keyClick(form.fields["notes"].editor, Qt.Key.Key_Return)

    assert form.fields["notes"].typed() == "\n"


def test_return_on_the_cancel_button_does_not_save(qtbot: QtBot, form: Form) -> None:
    form.cancel_button.setFocus()

    with qtbot.assertNotEmitted(form.saved):
        QTest.keyClick(form.cancel_button, Qt.Key.Key_Return)


def test_escape_asks_before_what_was_typed_is_lost(qtbot: QtBot, form: Form) -> None:
    title = form.fields["title"].editor
    focus(qtbot, form, "title")
    QTest.keyClick(title, Qt.Key.Key_X)
    with qtbot.assertNotEmitted(form.cancelled):
        QTest.keyClick(title, Qt.Key.Key_Escape)
    asked = form.findChild(QMessageBox)
    assert asked is not None
    assert asked.text() == "Abandonner ce que vous avez écrit\u202f?"

    with qtbot.waitSignal(form.cancelled):
        next(button for button in asked.buttons() if button.text() == "Abandonner").click()


def test_who_stays_after_escape_finds_what_was_typed(qtbot: QtBot, form: Form) -> None:
    title = form.fields["title"].editor
    focus(qtbot, form, "title")
    QTest.keyClick(title, Qt.Key.Key_X)
    QTest.keyClick(title, Qt.Key.Key_Escape)
    asked = form.findChild(QMessageBox)
    assert asked is not None

    with qtbot.assertNotEmitted(form.cancelled):
        QTest.keyClick(asked, Qt.Key.Key_Escape)

    assert "x" in form.fields["title"].typed()


def test_a_refusal_goes_as_soon_as_the_text_changes(qtbot: QtBot, form: Form) -> None:
    title, notes = form.fields["title"], form.fields["notes"]
    for field in (title, notes):
        field.refuse("Il manque un titre.")
        focus(qtbot, form, field.key)
        QTest.keyClick(field.editor, Qt.Key.Key_X)

        assert field.error.isHidden()
        assert field.editor.property("invalid") is False


def test_a_refusal_stays_while_another_field_is_typed_in(qtbot: QtBot, form: Form) -> None:
    form.fields["title"].refuse("Il manque un titre.")
    focus(qtbot, form, "notes")

    QTest.keyClick(form.fields["notes"].editor, Qt.Key.Key_X)

    assert form.fields["title"].error.isVisible()


def test_a_general_refusal_goes_as_soon_as_a_field_changes(qtbot: QtBot, form: Form) -> None:
    form.refuse("La fin vient avant le début.")
    focus(qtbot, form, "title")

    QTest.keyClick(form.fields["title"].editor, Qt.Key.Key_X)

    assert form.error.isHidden()


def test_a_dialog_is_saved_once_by_return(qtbot: QtBot, dialog: FormDialog) -> None:
    form = dialog.form
    saved: list[object] = []
    left: list[None] = []
    form.saved.connect(saved.append)
    form.cancelled.connect(lambda: left.append(None))
    focus(qtbot, form, "title")

    QTest.keyClick(form.fields["title"].editor, Qt.Key.Key_Return)

    assert (len(saved), len(left)) == (1, 0)
    assert dialog.isVisible()


def test_the_cross_of_a_dialog_asks_about_what_was_typed(qtbot: QtBot, dialog: FormDialog) -> None:
    form = dialog.form
    focus(qtbot, form, "title")
    QTest.keyClick(form.fields["title"].editor, Qt.Key.Key_X)
    dialog.close()
    assert dialog.isVisible()
    asked = form.findChild(QMessageBox)
    assert asked is not None

    with qtbot.waitSignal(dialog.rejected):
        next(button for button in asked.buttons() if button.text() == "Abandonner").click()


@pytest.mark.parametrize("width", [230, 300, 700])
def test_nothing_of_a_row_is_cut_however_narrow_the_form(qtbot: QtBot, form: Form, width: int) -> None:
    form.setFixedWidth(width)
    QApplication.sendPostedEvents()

    title, due = form.fields["title"], form.fields["due"]
    assert form.minimumSizeHint().width() <= width
    for field in (title, due):
        assert field.editor.width() >= field.editor.minimumSizeHint().width()
        assert field.mapTo(form, field.rect().topRight()).x() < width
        assert field.label.width() >= field.label.sizeHint().width()
    assert due.editor.width() >= due.editor.fontMetrics().horizontalAdvance("00/00/0000") + CHEVRON


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


@without_screen
def test_return_in_an_open_list_chooses_and_does_not_save(qtbot: QtBot, form: Form) -> None:
    focus(qtbot, form, "kind")
    box = form.fields["kind"].editor
    assert isinstance(box, QComboBox)
    box.showPopup()

    with qtbot.assertNotEmitted(form.saved):
        QTest.keyClick(box.view(), Qt.Key.Key_Down)
        QTest.keyClick(box.view(), Qt.Key.Key_Return)

    assert form.fields["kind"].value() == "b"


@without_screen
@pytest.mark.parametrize("name", ["title", "kind"])
def test_the_key_of_a_calendar_opens_none_from_another_field(qtbot: QtBot, form: Form, name: str) -> None:
    place = form.fields[name].editor
    place.setFocus()
    QTest.keyClick(place, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)

    assert form.findChildren(QCalendarWidget) == []
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()
