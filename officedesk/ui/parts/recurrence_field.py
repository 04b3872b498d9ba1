"""How often something comes back: a frequency, its interval, its days and its end, and the sentence that it makes."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from officedesk.domain import repetition as choices
from officedesk.domain.days import WEEKDAYS
from officedesk.domain.repetition import DAILY, MONTHLY, WEEKLY, YEARLY, On, Repetition
from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.choice import Choice
from officedesk.ui.parts.controls import Controls
from officedesk.ui.parts.fields import DateField, Field, TextField
from officedesk.ui.parts.flow import Flow
from officedesk.ui.parts.labels import SMALL, Label
from officedesk.ui.parts.readings import typed_date, written_date
from officedesk.ui.parts.repetition_words import ranked, rule_words
from officedesk.ui.shell.theme import px

translate = QCoreApplication.translate

NEVER, AFTER, KEPT = "never", "after", "kept"
ENDLESS, UNTIL, COUNT = "endless", "until", "count"
USUAL_DAYS, USUAL_TIMES = 7, 10


class Repeat(NamedTuple):
    """A repetition as it is kept: the value of an RRULE, counted from the day it is done or from its own date."""

    recurrence: str = ""
    from_done: bool = False


class RecurrenceField(Field):
    """Follows the first date, a field beside it, and its hour; a rule that no choice makes is told and kept as it is.

    ``after_done`` offers what is counted from the day on which a task is done. A subclass may keep more than a rule:
    it says which rule a text holds, and which text holds a rule.
    """

    def __init__(
        self,
        key: str,
        label: str,
        today: dt.date,
        first: DateField,
        hour: TextField | None = None,
        *,
        after_done: bool = False,
    ) -> None:
        self._first, self._hour, self._today = first, hour, today
        self._kept = Repeat()
        self._shown: tuple[str, dt.datetime] | None = None
        self._after_done = after_done
        self.box = Choice(label)
        self.every = _number(translate("Repeats", "Intervalle"), 3)
        self.units = Choice(translate("Repeats", "Unité"))
        self.weekdays = [_toggle(name) for name in WEEKDAYS]
        self.day = Choice(translate("Repeats", "Jour du mois"))
        self.end = Choice(translate("Repeats", "Fin de la répétition"))
        self.until = QLineEdit(maxLength=20, placeholderText=translate("Repeats", "jj/mm/aaaa"))
        self.until.setAccessibleName(translate("Repeats", "Dernier jour"))
        self.count = _number(translate("Repeats", "Nombre de fois"), 4)
        self.sentence = Label(tone="muted", size=SMALL, wrap=True)
        editor = QWidget()
        super().__init__(key, label, editor)
        self._lay_out(editor)
        editor.setFocusProxy(self.box)
        self._offer()
        self._connect()
        self.show_value(None)

    # --- the value ---------------------------------------------------------------------------------------------------

    def value(self) -> Any:
        """Return the Repeat that was chosen; raise ValueError with the sentence of what is not understood."""
        return self.chosen()

    def chosen(self) -> Repeat:
        """Return the same, for a subclass that keeps it in another way."""
        chosen = self.box.currentData()
        if chosen == NEVER:
            return Repeat()
        if chosen == KEPT or self._shown == (self.typed(), self.first()):
            return self._kept
        every = _read_number(self.every.text(), choices.LONGEST_INTERVAL, translate("Repeats", "l’intervalle"))
        if chosen == AFTER:
            return Repeat(self.text_of(choices.every(self.units.currentData(), every)), from_done=True)
        return Repeat(self.text_of(choices.rule_of(self._repetition(chosen, every), self.first())))

    def rule_in(self, text: str) -> str | None:
        """Return the value of the one RRULE that a text holds, None if it holds something else."""
        return text

    def text_of(self, rule: str) -> str:
        """Return what is kept of a rule."""
        return rule

    def words_of(self, repeat: Repeat) -> str:
        """Return the words of what is kept."""
        return rule_words(repeat.recurrence, self.first(), from_done=repeat.from_done)

    def show_value(self, value: Any) -> None:
        """Show a Repeat."""
        self._kept = value or Repeat()
        self._reset()
        self._offer()
        rule = self.rule_in(self._kept.recurrence)
        told = choices.repetition_of(rule, self.first()) if rule else None
        if not self._kept.recurrence:
            self._choose(self.box, NEVER)
        elif self._kept.from_done:
            self._show_after_done(rule)
        elif told is None:
            self._choose(self.box, KEPT)
        else:
            self._show(told)
        self._follow()
        self._shown = (self.typed(), self.first())

    def typed(self) -> str:
        """Return all that is chosen and typed, as far as it counts."""
        parts: list[object] = [self.box.currentData()]
        if self.box.currentData() not in (NEVER, KEPT):
            parts += [self.every.text(), self.units.currentData(), *self._chosen_days(), self.day.currentData()]
            parts += [self.end.currentData(), self.until.text(), self.count.text()]
        return " ".join(str(part) for part in parts)

    def first(self) -> dt.datetime:
        """Return the first date as far as it is typed, today until then."""
        day = _as_typed(self._first) or self._today
        hour = _as_typed(self._hour) if self._hour is not None else None
        return dt.datetime.combine(day, hour or dt.time())

    def _repetition(self, frequency: str, every: int) -> Repetition:
        until, count = None, None
        if self.end.currentData() == UNTIL:
            until = typed_date(self.until.text(), self._today)
            if until is None:
                raise ValueError(translate("Repeats", "Écrivez le dernier jour, par exemple 30/06/2027."))
            if until < self.first().date():
                raise ValueError(translate("Repeats", "La répétition finit avant d’avoir commencé : corrigez sa fin."))
        if self.end.currentData() == COUNT:
            count = _read_number(self.count.text(), choices.MOST_TIMES, translate("Repeats", "le nombre de fois"))
        days = self._chosen_days() if frequency == WEEKLY else ()
        return Repetition(frequency, every, tuple(days), self.day.currentData() or On.NUMBER, until, count)

    def _chosen_days(self) -> Sequence[int]:
        return [number for number, button in enumerate(self.weekdays) if button.isChecked()]

    # --- showing -----------------------------------------------------------------------------------------------------

    def _show(self, told: Repetition) -> None:
        self._choose(self.box, told.frequency)
        self.every.setText(str(told.interval))
        for number, button in enumerate(self.weekdays):
            button.setChecked(number in told.weekdays)
        self._offer_days()
        self._choose(self.day, told.on)
        self._choose(self.end, UNTIL if told.until else COUNT if told.count is not None else ENDLESS)
        self.until.setText(written_date(told.until))
        self.count.setText(str(told.count or USUAL_TIMES))

    def _show_after_done(self, rule: str | None) -> None:
        told = choices.every_of(rule or "")
        self._choose(self.box, KEPT if told is None else AFTER)
        if told is not None:
            self._choose(self.units, told[0])
            self.every.setText(str(told[1]))

    def _reset(self) -> None:
        self.every.setText("1")
        self._choose(self.units, DAILY)
        self._choose(self.end, ENDLESS)
        self.until.clear()
        self.count.setText(str(USUAL_TIMES))
        for button in self.weekdays:
            button.setChecked(False)

    def _offer(self) -> None:
        self.box.clear()
        if self._kept.recurrence:
            self.box.addItem(self.words_of(self._kept), KEPT)
        for value, words in _frequencies(after_done=self._after_done):
            self.box.addItem(words, value)

    def _offer_days(self) -> None:
        """Offer the days of the month that the first date stands for; the one that is chosen stays if it can."""
        first, chosen = self.first().date(), self.day.currentData()
        self.day.clear()
        for on in choices.days_of_month(first):
            self.day.addItem(_day_words(on, first), on)
        self._choose(self.day, chosen if self.day.findData(chosen) >= 0 else On.NUMBER)

    @staticmethod
    def _choose(box: Choice, value: object) -> None:
        box.setCurrentIndex(box.findData(value))

    # --- following ---------------------------------------------------------------------------------------------------

    def _begin(self) -> None:
        """Begin what was just chosen with the usual values."""
        chosen = self.box.currentData()
        if chosen == AFTER:
            self.every.setText(str(USUAL_DAYS))
        elif chosen not in (NEVER, KEPT):
            self.every.setText("1")
        if chosen == WEEKLY and not self._chosen_days():
            self.weekdays[self.first().weekday()].setChecked(True)
        self._follow()
        self.edited.emit()

    def _first_changed(self) -> None:
        """Follow another first date: a single weekday was that of the former one."""
        if self.box.currentData() == WEEKLY and len(self._chosen_days()) == 1:
            for number, button in enumerate(self.weekdays):
                button.setChecked(number == self.first().weekday())
        self._follow()

    def _edited(self) -> None:
        self._follow()
        self.edited.emit()

    def _follow(self) -> None:
        """Show the controls of what is chosen, and what it means."""
        chosen = self.box.currentData()
        dated = chosen in (DAILY, WEEKLY, MONTHLY, YEARLY)
        if chosen == MONTHLY:
            self._offer_days()
        self._how.setVisible(dated or chosen == AFTER)
        self._before.setVisible(dated)
        self._unit.setVisible(dated)
        self._unit.setText(_unit_words(chosen, self.every.text().strip()))
        self.units.setVisible(chosen == AFTER)
        self._done.setVisible(chosen == AFTER)
        self._week.setVisible(chosen == WEEKLY)
        self.day.setVisible(chosen == MONTHLY)
        self._ending.setVisible(dated)
        self.until.setVisible(self.end.currentData() == UNTIL)
        self.count.setVisible(self.end.currentData() == COUNT)
        self._times.setVisible(self.end.currentData() == COUNT)
        self._tell(chosen)

    def _tell(self, chosen: str) -> None:
        try:
            made = self.chosen() if chosen not in (NEVER, KEPT) else Repeat()
        except ValueError:
            made = Repeat()
        words = self.words_of(made)
        self.sentence.setText(words)
        self.sentence.setVisible(bool(words))

    # --- making ------------------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.box.activated.connect(self._begin)
        for box in (self.units, self.day, self.end):
            box.activated.connect(self._edited)
        for line in (self.every, self.until, self.count):
            line.textEdited.connect(self._edited)
        for button in self.weekdays:
            button.clicked.connect(self._edited)
        self._first.edited.connect(self._first_changed)

    def _lay_out(self, editor: QWidget) -> None:
        for value, words in _units():
            self.units.addItem(words, value)
        for value, words in _ends():
            self.end.addItem(words, value)
        self._before, self._unit = Label(translate("Repeats", "Intervalle")), Label()
        self._done = Label(translate("Repeats", "après l’avoir fait"))
        self._times = Label(translate("Repeats", "fois"))
        self._how, self._week, self._ending = QWidget(), QWidget(), QWidget()
        _row(self._how, Controls(gap=8), [self._before, self.every, self._unit, self.units, self._done])
        _row(self._week, Flow(gap=4, line_gap=4), self.weekdays)
        _row(self._ending, Controls(gap=8), [self.end, self.until, self.count, self._times])
        column = QVBoxLayout(editor)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for each in (self.box, self._how, self._week, self.day, self._ending, self.sentence):
            column.addWidget(each)


def _as_typed(field: TextField) -> Any:
    """Return the value of a field as far as it is understood."""
    try:
        return field.value()
    except ValueError:
        return None


def _row(holder: QWidget, layout: Flow, widgets: Sequence[QWidget]) -> None:
    holder.setLayout(layout)
    for each in widgets:
        layout.addWidget(each)


def _number(name: str, figures: int) -> QLineEdit:
    line = QLineEdit(maxLength=figures)
    line.setAccessibleName(name)
    line.setFixedWidth(px(56))
    return line


def _toggle(name: str) -> Button:
    button = Button(name[0].upper())
    button.setCheckable(True)
    button.setAccessibleName(name.capitalize())
    button.setToolTip(name.capitalize())
    return button


def _read_number(text: str, most: int, what: str) -> int:
    figures = text.strip()
    if not figures.isascii() or not figures.isdigit() or not 0 < int(figures) <= most:
        words = translate("Repeats", "Écrivez {what} en chiffres, de 1 à {most}.")
        raise ValueError(words.format(what=what, most=most))
    return int(figures)


def _frequencies(*, after_done: bool) -> list[tuple[str, str]]:
    offered = [
        (NEVER, translate("Repeats", "Jamais")),
        (DAILY, translate("Repeats", "Chaque jour")),
        (WEEKLY, translate("Repeats", "Chaque semaine")),
        (MONTHLY, translate("Repeats", "Chaque mois")),
        (YEARLY, translate("Repeats", "Chaque année")),
    ]
    return [*offered, (AFTER, translate("Repeats", "Après l’avoir fait"))] if after_done else offered


def _units() -> list[tuple[str, str]]:
    return [
        (DAILY, translate("Repeats", "jours")),
        (WEEKLY, translate("Repeats", "semaines")),
        (MONTHLY, translate("Repeats", "mois")),
        (YEARLY, translate("Repeats", "ans")),
    ]


def _ends() -> list[tuple[str, str]]:
    return [
        (ENDLESS, translate("Repeats", "Sans fin")),
        (UNTIL, translate("Repeats", "Jusqu’au")),
        (COUNT, translate("Repeats", "Pendant")),
    ]


def _unit_words(frequency: str, count: str) -> str:
    words = dict(_units()).get(frequency, "")
    # « mois » is the same for one and for many.
    return words.removesuffix("s") if count in ("", "0", "1") and frequency != MONTHLY else words


def _day_words(on: On, first: dt.date) -> str:
    number = translate("Repeats", "1er") if first.day == 1 else str(first.day)
    rank = choices.rank_of(first) if on is On.RANK else -1
    return {
        On.NUMBER: translate("Repeats", "Le {day}").format(day=number),
        On.LAST_DAY: translate("Repeats", "Le dernier jour"),
    }.get(on, translate("Repeats", "Le {day}").format(day=ranked(rank, first.weekday())))
