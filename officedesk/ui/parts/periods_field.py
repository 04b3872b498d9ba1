"""A field that holds days or periods, each with its reason: added one by one, taken away by a click."""

import datetime as dt
from typing import Any, NamedTuple

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from officedesk.domain import days
from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.fields import DateField, Field, TextField
from officedesk.ui.parts.labels import SMALL, Label
from officedesk.ui.parts.side_by_side import SideBySide

translate = QCoreApplication.translate


class Period(NamedTuple):
    """Days that follow each other, both ends included, and why."""

    first: dt.date
    last: dt.date
    reason: str = ""


class PeriodsField(Field):
    """A list of periods; what is typed and not added yet counts when the form is saved."""

    def __init__(self, key: str, label: str, today: dt.date, *, hint: str = "") -> None:
        self._periods: list[Period] = []
        self.first = DateField("first", translate("PeriodsField", "Du"), today)
        self.last = DateField("last", translate("PeriodsField", "Au"), today)
        self.reason = TextField("reason", translate("PeriodsField", "Motif"), longest=80)
        self.add_button = Button(translate("PeriodsField", "Ajouter"))
        self.add_button.setAccessibleName(translate("PeriodsField", "Ajouter cette période"))
        editor = QWidget()
        column = QVBoxLayout(editor)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        column.addLayout(self._list)
        line = SideBySide()
        for field in (self.first, self.last, self.reason):
            line.addWidget(field)
        column.addLayout(line)
        foot = QHBoxLayout()
        foot.addWidget(self.add_button)
        foot.addStretch()
        column.addLayout(foot)
        super().__init__(key, label, editor, hint)
        editor.setFocusProxy(self.first.line)
        self.add_button.clicked.connect(self.add)
        for field in (self.first, self.last, self.reason):
            field.edited.connect(self.edited)

    def value(self) -> list[Period]:
        """Return the periods, the first ones first; raise ValueError with a sentence for what is typed below them."""
        typed = self._typed()
        return sorted({*self._periods, *([typed] if typed else [])})

    def show_value(self, value: Any) -> None:
        """Show periods, and nothing below them."""
        self._periods = sorted(value or [])
        self._empty_line()
        self._show()

    def typed(self) -> str:
        """Return all of it as text."""
        return repr((self._periods, self.first.typed(), self.last.typed(), self.reason.typed()))

    def add(self) -> None:
        """Add what is typed to the list."""
        try:
            typed = self._typed()
        except ValueError as error:
            self.refuse(str(error))
            return
        if typed is None:
            self.refuse(translate("PeriodsField", "Écrivez au moins le premier jour."))
            self.first.editor.setFocus()
            return
        self._periods = sorted({*self._periods, typed})
        self._empty_line()
        self._show()
        self.edited.emit()
        self.first.editor.setFocus()

    def _typed(self) -> Period | None:
        first, last, reason = self.first.value(), self.last.value(), self.reason.value()
        if first is None:
            if last is not None or reason:
                raise ValueError(translate("PeriodsField", "Il manque le premier jour : écrivez-le ou videz la ligne."))
            return None
        if last is not None and last < first:
            raise ValueError(translate("PeriodsField", "Le dernier jour vient avant le premier : corrigez-le."))
        return Period(first, last or first, reason)

    def _empty_line(self) -> None:
        for field in (self.first, self.last, self.reason):
            field.show_value(None)

    def _show(self) -> None:
        while item := self._list.takeAt(0):
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        for period in self._periods:
            self._list.addWidget(self._line(period))

    def _line(self, period: Period) -> QWidget:
        words = period_words(period)
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(Label(words, wrap=True, tabular=True), 1)
        button = Button(translate("PeriodsField", "Retirer"), kind="link", size=SMALL)
        button.setAccessibleName(translate("PeriodsField", "Retirer : {period}").format(period=words))
        button.clicked.connect(lambda: self._remove(period))
        line.addWidget(button)
        return holder

    def _remove(self, period: Period) -> None:
        self._periods.remove(period)
        self._show()
        self.edited.emit()
        self.first.editor.setFocus()


def period_words(period: Period) -> str:
    """Return « jeu. 24 déc. 2026 » or « 28 déc. 2026 au 31 déc. 2026 », with the reason."""
    when = days.short_date(period.first)
    if period.last != period.first:
        when = translate("PeriodsField", "{first} au {last}").format(first=when, last=days.short_date(period.last))
    return f"{when}, {period.reason}" if period.reason else when
