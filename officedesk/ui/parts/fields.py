"""The fields of a form: a label, an editor, and under it the sentence that says why what was typed is refused."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QDate, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QTextCharFormat
from PySide6.QtWidgets import (
    QAbstractButton,
    QCalendarWidget,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from officedesk.ui.parts import readings
from officedesk.ui.parts.choice import Choice, paint_chevron
from officedesk.ui.parts.keys import on_key
from officedesk.ui.parts.labels import SMALL, Label
from officedesk.ui.shell.theme import colours, px, typeface

# The style sheet's border and space at each end of a line, the place of the calendar's mark, Qt's own margin.
EDGE, MARK, INSIDE = 11, 24, 3

Read = Callable[[str], Any]
Write = Callable[[Any], str]


class Field(QWidget):
    """One value of a form; ``key`` is its name in the values."""

    edited = Signal()

    def __init__(self, key: str, label: str, editor: QWidget, hint: str = "") -> None:
        super().__init__()
        self.key = key
        self.editor = editor
        self.label = Label(label, tone="muted", size=SMALL)
        self.label.setBuddy(editor)
        self.error = Label(tone="late", size=SMALL, wrap=True)
        self.error.hide()
        editor.setAccessibleName(label)
        self._hint = hint
        editor.setAccessibleDescription(hint)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self.label)
        self._column.addWidget(editor)
        if hint:
            self._column.addWidget(Label(hint, tone="muted", size=SMALL - 1, wrap=True))
        self._column.addWidget(self.error)
        self._column.addStretch()
        # What was refused is not there any more: the next saving judges what is.
        self.edited.connect(lambda: self.refuse(""))

    def value(self) -> Any:
        """Return what is filled; raise ValueError with a sentence when it cannot be understood."""
        raise NotImplementedError

    def show_value(self, value: Any) -> None:
        """Put a value in the editor."""
        raise NotImplementedError

    def typed(self) -> str:
        """Return the editor's text as it stands, to tell whether something was changed."""
        raise NotImplementedError

    def show_refusal(self) -> None:
        """Take the keyboard, and scroll to what was refused: a long form may have left it out of sight."""
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        place = self.parentWidget()
        while place is not None and not isinstance(place, QScrollArea):
            place = place.parentWidget()
        if isinstance(place, QScrollArea):
            # Once the sentence has its place under the editor.
            QTimer.singleShot(0, self, lambda: place.ensureWidgetVisible(self))

    def refuse(self, sentence: str) -> None:
        """Show under the editor why its content is refused, or nothing; what was typed stays."""
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))
        self.editor.setAccessibleDescription(sentence or self._hint)
        if bool(self.editor.property("invalid")) != bool(sentence):
            self.editor.setProperty("invalid", bool(sentence))
            self.editor.style().unpolish(self.editor)
            self.editor.style().polish(self.editor)


class TextField(Field):
    """A line of text, read by ``read`` and written by ``write``; ``required`` is the sentence of an empty one."""

    def __init__(
        self,
        key: str,
        label: str,
        read: Read | None = None,
        write: Write | None = None,
        *,
        required: str = "",
        placeholder: str = "",
        hint: str = "",
        longest: int = 200,
    ) -> None:
        self.line = QLineEdit(placeholderText=placeholder, maxLength=longest)
        super().__init__(key, label, self.line, hint)
        self._read, self._write = read or str.strip, write or _as_text
        self._required = required
        self.line.textEdited.connect(self.edited)

    def value(self) -> Any:
        """Return the value read from the line."""
        if self._required and not self.line.text().strip():
            raise ValueError(self._required)
        return self._read(self.line.text())

    def show_value(self, value: Any) -> None:
        """Write a value in the line, from its beginning."""
        self.line.setText(self._write(value))
        self.line.setCursorPosition(0)

    def typed(self) -> str:
        """Return the line."""
        return self.line.text()


class DateField(TextField):
    """A day, typed or chosen in a calendar (Alt+Bas)."""

    def __init__(self, key: str, label: str, today: dt.date, *, required: str = "", hint: str = "") -> None:
        super().__init__(
            key,
            label,
            lambda text: readings.typed_date(text, today),
            readings.written_date,
            required=required,
            placeholder=self.tr("jj/mm/aaaa"),
            hint=hint,
            longest=20,
        )
        self._today = today
        self.button = CalendarButton(self.line)
        self.button.setAccessibleName(self.tr("Choisir dans le calendrier"))
        self.button.setCursor(Qt.CursorShape.ArrowCursor)
        inside = QHBoxLayout(self.line)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addStretch()
        inside.addWidget(self.button)
        self.line.setTextMargins(0, 0, MARK - EDGE, 0)
        # A day is never cut by the mark beside it.
        figures = self.line.fontMetrics().horizontalAdvance("00/00/0000")
        self.line.setMinimumWidth(figures + EDGE + MARK + 2 * INSIDE)
        self.button.clicked.connect(self.open_calendar)
        on_key(self.line, "Alt+Down", self.open_calendar)

    def open_calendar(self) -> None:
        """Show a month; choosing a day writes it in the line."""
        calendar = QCalendarWidget(self)
        calendar.setWindowFlags(Qt.WindowType.Popup)
        calendar.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames)
        calendar.setFont(typeface(SMALL, tabular=True))
        calendar.setMinimumSize(px(300), px(230))
        rest = QTextCharFormat()
        rest.setForeground(QColor(colours().muted))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(day, rest)
        calendar.setAccessibleName(self.label.text())
        calendar.setSelectedDate(self._shown_day())
        calendar.activated.connect(self._choose)
        calendar.clicked.connect(self._choose)
        calendar.activated.connect(calendar.close)
        calendar.clicked.connect(calendar.close)
        calendar.move(self.line.mapToGlobal(self.line.rect().bottomLeft()))
        calendar.show()
        calendar.setFocus()

    def _shown_day(self) -> QDate:
        try:
            day = self.value() or self._today
        except ValueError:
            day = self._today
        return QDate(day.year, day.month, day.day)

    def _choose(self, day: QDate) -> None:
        self.show_value(dt.date(day.year(), day.month(), day.day()))
        self.edited.emit()


class CalendarButton(QAbstractButton):
    """The mark at the right of a date that opens a month; the keyboard has Alt+Bas for it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedSize(28, 24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the mark."""
        paint_chevron(QPainter(self), self.rect())


class NotesField(Field):
    """Several lines of text."""

    def __init__(self, key: str, label: str, *, lines: int = 4, hint: str = "") -> None:
        self.text = QPlainTextEdit(tabChangesFocus=True)
        super().__init__(key, label, self.text, hint)
        self.text.setFixedHeight(self.text.fontMetrics().lineSpacing() * lines + 20)
        self.text.textChanged.connect(self.edited)

    def value(self) -> str:
        """Return the text without its outer spaces."""
        return self.text.toPlainText().strip()

    def show_value(self, value: Any) -> None:
        """Put a text in the editor."""
        self.text.setPlainText(_as_text(value))

    def typed(self) -> str:
        """Return the text."""
        return self.text.toPlainText()


class ChoiceField(Field):
    """One value of a list; ``choices`` are values with the words that show them."""

    def __init__(self, key: str, label: str, choices: Sequence[tuple[Any, str]], *, hint: str = "") -> None:
        self.box = Choice(label)
        super().__init__(key, label, self.box, hint)
        self._values: list[Any] = []
        self.offer(choices)
        self.box.activated.connect(self.edited)

    def offer(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Replace the list."""
        self._values = [value for value, _ in choices]
        self.box.clear()
        self.box.addItems([words for _, words in choices])

    def value(self) -> Any:
        """Return the value chosen."""
        position = self.box.currentIndex()
        return self._values[position] if position >= 0 else None

    def show_value(self, value: Any) -> None:
        """Choose a value; one that the list does not know is added as it is, never replaced by another."""
        if value not in self._values:
            self._values.append(value)
            self.box.addItem(_as_text(value))
        self.box.setCurrentIndex(self._values.index(value))

    def typed(self) -> str:
        """Return the position chosen."""
        return str(self.box.currentIndex())


def _as_text(value: Any) -> str:
    return "" if value is None else str(value)
