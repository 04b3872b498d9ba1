"""Durations: nobody is surprised by what was understood, and it is said as soon as the field is left."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from officedesk.ui.parts.durations import DurationField, typed_duration, written_duration
from officedesk.ui.parts.fields import TextField
from officedesk.ui.parts.forms import Form


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    made = Form([[DurationField("lasts", "Durée"), TextField("title", "Titre")]], "Enregistrer")
    made.fill({})
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.fields["lasts"].editor.setFocus()
    qtbot.waitUntil(made.fields["lasts"].editor.hasFocus)
    return made


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("45", 45),
        ("10", 10),
        ("90", 90),
        ("0", 0),
        ("1h30", 90),
        ("1 h 30", 90),
        ("1\u202fh\u202f30", 90),
        ("1 h 30 min", 90),
        ("1:30", 90),
        ("1,5 h", 90),
        ("1.5h", 90),
        ("2h", 120),
        ("2 H", 120),
        ("2 heures", 120),
        ("90 min", 90),
        ("45mn", 45),
        ("  ", None),
    ],
)
def test_a_duration_is_read_in_minutes(text: str, minutes: int | None) -> None:
    assert typed_duration(text) == minutes


@pytest.mark.parametrize(
    ("text", "sentence"), [("2", "Écrivez 2\u202fh ou 2\u202fmin."), ("9", "Écrivez 9\u202fh ou 9\u202fmin.")]
)
def test_a_small_number_alone_is_asked_about(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match="Écrivez") as refused:
        typed_duration(text)

    assert str(refused.value) == sentence


@pytest.mark.parametrize("text", ["longtemps", "-5", "1:75", "1 h 30 h", "²5", "1,5 min"])
def test_what_is_no_duration_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="1\u202fh\u202f30 ou 45\u202fmin"):
        typed_duration(text)


def test_a_duration_is_written_with_spaces_that_never_break() -> None:
    assert [written_duration(minutes) for minutes in (45, 90, 120, None)] == [
        "45\u202fmin",
        "1\u202fh\u202f30",
        "2\u202fh",
        "",
    ]


@pytest.mark.parametrize(
    ("typed", "said"), [("45", "45\u202fmin"), ("90", "1\u202fh\u202f30"), ("1,5 h", "1\u202fh\u202f30")]
)
def test_what_was_understood_is_said_when_the_field_is_left(form: Form, typed: str, said: str) -> None:
    lasts = form.fields["lasts"]
    QTest.keyClicks(lasts.editor, typed)
    assert lasts.typed() == typed

    QTest.keyClick(lasts.editor, Qt.Key.Key_Tab)

    assert lasts.typed() == said


def test_what_was_not_understood_stays_as_it_was_typed(form: Form) -> None:
    lasts = form.fields["lasts"]
    QTest.keyClicks(lasts.editor, "2")
    QTest.keyClick(lasts.editor, Qt.Key.Key_Tab)
    assert lasts.typed() == "2"

    form.save()

    assert lasts.error.isVisible()
    assert lasts.error.text() == "Écrivez 2\u202fh ou 2\u202fmin."
