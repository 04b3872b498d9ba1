"""The period of a report: this month, the last one, or two days that she types."""

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from officedesk.domain import days
from officedesk.ui.parts.fields import ChoiceField, DateField


class PeriodField(QWidget):
    """Asks for a period; ``changed`` follows each one that can be read."""

    changed = Signal()

    def __init__(self, today: dt.date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        this, last = today.replace(day=1), days.add_months(today.replace(day=1), -1)
        self.choice = ChoiceField(
            "period",
            self.tr("Période"),
            [
                (this, days.month_name(this).capitalize()),
                (last, days.month_name(last).capitalize()),
                (None, self.tr("Période choisie")),
            ],
        )
        missing = self.tr("Écrivez les deux dates, par exemple 01/11/2026.")
        self.start = DateField("start", self.tr("Du"), today, required=missing)
        self.end = DateField("end", self.tr("Au"), today, required=missing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for field in (self.choice, self.start, self.end):
            column.addWidget(field)
        self.choice.show_value(this)
        self.start.show_value(this)
        self.end.show_value(days.month_end(this))
        self._show_days()
        self.choice.edited.connect(self._choose)
        self.start.line.editingFinished.connect(self._typed)
        self.end.line.editingFinished.connect(self._typed)
        self.start.edited.connect(self._drop_refusals)
        self.end.edited.connect(self._drop_refusals)

    def period(self) -> tuple[dt.date, dt.date] | None:
        """Return the first and the last day, or None after showing why they cannot be read."""
        month = self.choice.value()
        if month is not None:
            return month, days.month_end(month)
        try:
            start, end = self.start.value(), self.end.value()
        except ValueError as error:
            self._field_at_fault().refuse(str(error))
            return None
        if end < start:
            self.end.refuse(self.tr("La période finit avant d’avoir commencé : corrigez cette date."))
            return None
        return start, end

    def _field_at_fault(self) -> DateField:
        try:
            self.start.value()
        except ValueError:
            return self.start
        return self.end

    def _choose(self) -> None:
        self._drop_refusals()
        self._show_days()
        self.changed.emit()

    def _typed(self) -> None:
        if self.choice.value() is None and self.period() is not None:
            self.changed.emit()

    def _show_days(self) -> None:
        chosen = self.choice.value() is None
        self.start.setVisible(chosen)
        self.end.setVisible(chosen)

    def _drop_refusals(self) -> None:
        self.start.refuse("")
        self.end.refuse("")
