"""What tests of pages do and look at, as a person would."""

import datetime as dt
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from officedesk.ui.collaborators import Collaborators
from officedesk.ui.parts.forms import Form
from officedesk.ui.parts.recurrence_field import RecurrenceField
from officedesk.ui.parts.rows import RowsModel


def toast_text(shared: Collaborators) -> str:
    """Return what the toast says, or nothing."""
    toast = shared.toasts.current
    return "" if toast is None or toast.gone else toast.label.text()


def press_undo(shared: Collaborators) -> None:
    """Press « Annuler » in the toast."""
    toast = shared.toasts.current
    assert toast is not None
    assert toast.button is not None
    toast.button.click()


def shown(qtbot: QtBot, window: QWidget, page: QWidget) -> None:
    """Put a page in the window and show it."""
    layout = QVBoxLayout(window)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(page)
    with qtbot.waitExposed(window):
        window.show()


def local(*parts: int) -> dt.datetime:
    """Return a moment of the calendar, which is told in local time."""
    return dt.datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001


def press(widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key on a widget."""
    QTest.keyClick(widget, key, modifiers)


def click(widget: QWidget, at: QPoint | None = None) -> None:
    """Click in the middle of a widget, or at a place of it."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or widget.rect().center())


def write(editor: QWidget, text: str) -> None:
    """Type a text; as an input method does, since QTest has no key for « ’ »."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(editor, event)


def type_in(form: Form, key: str, text: str) -> None:
    """Type a text in a field of a form, in place of what it holds."""
    editor = form.fields[key].editor
    assert isinstance(editor, QLineEdit | QPlainTextEdit)
    editor.selectAll()
    press(editor, Qt.Key.Key_Delete)
    write(editor, text)


def choose(form: Form, key: str, words: str) -> None:
    """Choose what a list offers under some words."""
    field = form.fields[key]
    box = field.box if isinstance(field, RecurrenceField) else field.editor
    assert isinstance(box, QComboBox)
    position = box.findText(words)
    assert position >= 0, words
    box.setCurrentIndex(position)
    box.activated.emit(position)


def error_of(form: Form, key: str) -> str:
    """Return the sentence under a field."""
    label = form.fields[key].error
    return "" if label.isHidden() else label.text()


def answer(question: QMessageBox, words: str) -> None:
    """Give an answer to a question."""
    next(button for button in question.buttons() if button.text() == words).click()


def cells(rows: RowsModel[Any], column: int) -> list[str]:
    """Return what a column shows."""
    return [rows.index(position, column).data() for position in range(rows.rowCount())]


def texts_of(widget: QWidget | None) -> list[str]:
    """Return everything that labels and buttons say inside a widget."""
    assert widget is not None
    # A layout shows what it was just given when events are delivered, and a card comes after its list.
    QApplication.processEvents()
    # A very long word is folded by spaces of no width.
    labels = [label.text().replace("\u200b", "") for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]
    return labels + [button.text() for button in widget.findChildren(QPushButton) if button.isVisibleTo(widget)]


def button_of(widget: QWidget | None, text: str) -> QPushButton:
    """Return the button that says a text."""
    assert widget is not None
    found = [button for button in widget.findChildren(QPushButton) if button.text() == text]
    return next((button for button in found if button.isVisibleTo(widget)), found[0])
