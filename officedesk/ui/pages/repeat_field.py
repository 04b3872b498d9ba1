"""How a task repeats: one choice among the usual ones, and the rule it has, told in words."""

import datetime as dt
from typing import Any, NamedTuple

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from officedesk.domain import repeats
from officedesk.domain.days import WEEKDAYS, short_date
from officedesk.domain.rrule import Rule, RuleError, parse_rule
from officedesk.ui.parts.choice import Choice
from officedesk.ui.parts.fields import Field
from officedesk.ui.parts.readings import counted
from officedesk.ui.shell.theme import px

translate = QCoreApplication.translate

NEVER, DAILY, WEEKLY, MONTHLY, QUARTERLY, YEARLY, AFTER, KEPT = (
    *("never", "daily", "weekly", "monthly", "quarterly", "yearly", "after", "kept"),
)
USUAL_DAYS = 7
MOST_DAYS = 3650


class Repeat(NamedTuple):
    """A repetition as a task keeps it."""

    recurrence: str = ""
    from_done: bool = False


class RepeatField(Field):
    """A choice, and a number of days for what is counted from the day the task is done."""

    def __init__(self, key: str, label: str) -> None:
        self._kept = Repeat()
        self.box = Choice(label)
        self.days = QLineEdit(str(USUAL_DAYS), maxLength=4)
        self.days.setAccessibleName(translate("Repeats", "Nombre de jours"))
        self.days.setMaximumWidth(px(64))
        editor = QWidget()
        line = QHBoxLayout(editor)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.days)
        line.addWidget(self.box, 1)
        super().__init__(key, label, editor)
        editor.setFocusProxy(self.box)
        self._offer()
        self.box.activated.connect(self.edited)
        self.box.currentIndexChanged.connect(self._show_days)
        self.days.textEdited.connect(self.edited)
        self._show_days()

    def value(self) -> Any:
        """Return what was chosen: the rule that is kept, or a choice whose day is the task's own; ValueError if bad."""
        choice = self.box.currentData()
        if choice == KEPT:
            return self._kept
        return choice if choice != AFTER else Repeat(repeats.every(self._typed_days()), from_done=True)

    def show_value(self, value: Any) -> None:
        """Show a Repeat."""
        self._kept = value or Repeat()
        rule = _read(self._kept.recurrence)
        self._offer()
        if not self._kept.recurrence:
            self.box.setCurrentIndex(self.box.findData(NEVER))
        elif rule is not None and self._kept.from_done and rule == Rule("DAILY", rule.interval):
            self.days.setText(str(rule.interval))
            self.box.setCurrentIndex(self.box.findData(AFTER))
        else:
            self.box.setCurrentIndex(self.box.findData(KEPT))

    def typed(self) -> str:
        """Return the choice and the number of days."""
        return f"{self.box.currentData()} {self.days.text() if self.box.currentData() == AFTER else ''}"

    def _typed_days(self) -> int:
        text = self.days.text().strip()
        if not text.isascii() or not text.isdigit() or not 0 < int(text) <= MOST_DAYS:
            raise ValueError(translate("Repeats", "Écrivez un nombre de jours, de 1 à 3650."))
        return int(text)

    def _offer(self) -> None:
        self.box.clear()
        if self._kept.recurrence:
            self.box.addItem(repeat_words(self._kept), KEPT)
        for choice, words in _choices():
            self.box.addItem(words, choice)

    def _show_days(self) -> None:
        self.days.setVisible(self.box.currentData() == AFTER)


def repeat_of(chosen: "Repeat | str", due: dt.date | None, today: dt.date) -> Repeat:
    """Return the repetition of a choice, on the weekday or the day of the month of a task's due date."""
    if isinstance(chosen, Repeat):
        return chosen
    day = due or today
    rules = {
        NEVER: "",
        DAILY: repeats.daily(),
        WEEKLY: repeats.weekly(day),
        MONTHLY: repeats.monthly(day),
        QUARTERLY: repeats.monthly(day, 3),
        YEARLY: repeats.yearly(day),
    }
    return Repeat(rules[chosen])


def _choices() -> list[tuple[str, str]]:
    return [
        (NEVER, translate("Repeats", "Jamais")),
        (DAILY, translate("Repeats", "Tous les jours")),
        (WEEKLY, translate("Repeats", "Chaque semaine")),
        (MONTHLY, translate("Repeats", "Tous les mois")),
        (QUARTERLY, translate("Repeats", "Chaque trimestre")),
        (YEARLY, translate("Repeats", "Tous les ans")),
        (AFTER, translate("Repeats", "jours après l’avoir fait")),
    ]


def repeat_words(repeat: Repeat) -> str:
    """Return a repetition in words, nothing for none."""
    if not repeat.recurrence:
        return ""
    rule = _read(repeat.recurrence)
    if rule is None:
        return translate("Repeats", "Selon une règle qui ne peut pas être suivie")
    words = _frequency(rule, from_done=repeat.from_done)
    day = _day(rule)
    end = _end(rule)
    return ", ".join(part for part in (words, day, end) if part)


def _read(recurrence: str) -> Rule | None:
    try:
        # A date that decides nothing by itself: what the rule does not say is not told.
        return parse_rule(recurrence, dt.datetime(2000, 1, 1), lambda moment: moment) if recurrence else None  # noqa: DTZ001
    except RuleError:
        return None


def _frequency(rule: Rule, *, from_done: bool) -> str:
    if from_done and rule.frequency == "DAILY":
        one = translate("Repeats", "{count} jour après l’avoir fait")
        return counted(rule.interval, one, translate("Repeats", "{count} jours après l’avoir fait"))
    if rule.frequency == "MONTHLY" and rule.interval == 3:
        return translate("Repeats", "Chaque trimestre")
    one, many = _frequencies()[rule.frequency]
    return one if rule.interval == 1 else many.format(count=rule.interval)


def _frequencies() -> dict[str, tuple[str, str]]:
    return {
        "HOURLY": (translate("Repeats", "Toutes les heures"), translate("Repeats", "Toutes les {count} heures")),
        "DAILY": (translate("Repeats", "Tous les jours"), translate("Repeats", "Tous les {count} jours")),
        "WEEKLY": (translate("Repeats", "Chaque semaine"), translate("Repeats", "Toutes les {count} semaines")),
        "MONTHLY": (translate("Repeats", "Tous les mois"), translate("Repeats", "Tous les {count} mois")),
        "YEARLY": (translate("Repeats", "Tous les ans"), translate("Repeats", "Tous les {count} ans")),
    }


def _day(rule: Rule) -> str:
    """Return the days of a rule as far as they are simple."""
    if rule.weekdays:
        named = " ".join(_weekday(*each) for each in rule.weekdays)
        return translate("Repeats", "le {days}").format(days=named)
    if rule.month_days == (-1,) or (rule.positions == (-1,) and max(rule.month_days, default=0) == 31):
        return translate("Repeats", "le dernier jour")
    if rule.month_days and rule.frequency in ("MONTHLY", "YEARLY"):
        last = rule.month_days[-1:] if rule.positions else rule.month_days
        named = " ".join("1er" if day == 1 else str(day) for day in last)
        return translate("Repeats", "le {days}").format(days=named)
    return ""


def _weekday(ordinal: int, weekday: int) -> str:
    ranks = {0: "", 1: "1er ", -1: translate("Repeats", "dernier ")}
    return f"{ranks.get(ordinal, f'{ordinal}e ')}{WEEKDAYS[weekday]}"


def _end(rule: Rule) -> str:
    if rule.until is not None:
        return translate("Repeats", "jusqu’au {day}").format(day=short_date(rule.until.date()))
    if rule.count is not None:
        one, many = translate("Repeats", "encore {count} fois"), translate("Repeats", "encore {count} fois")
        return counted(rule.count, one, many)
    return ""
