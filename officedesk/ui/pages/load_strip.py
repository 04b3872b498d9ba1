"""The weeks to come side by side: planned over available, what overflows, what could be done earlier."""

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from officedesk.domain.days import monday_of
from officedesk.ui.pages import load_words as words
from officedesk.ui.parts.bar import Bar
from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.controls import Controls
from officedesk.ui.parts.elided_label import ElidedLabel
from officedesk.ui.parts.freshness import Freshness
from officedesk.ui.parts.labels import BOLD, SMALL, Label, plain_tooltip
from officedesk.ui.shell.theme import px

if TYPE_CHECKING:
    from officedesk.domain.load import Week
    from officedesk.services.load import Outlook
    from officedesk.ui.collaborators import Collaborators
    from officedesk.ui.jobs import Job

WEEKS = 5
FEWEST = 2
LEAST, GAP = 150, 20


class LoadStrip(QWidget):
    """Shows an outlook; ``week_asked`` carries the Monday of a week whose name is pressed."""

    week_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Charge des semaines"))
        self.weeks = [WeekLoad() for _ in range(WEEKS)]
        self.advice = Label(tone="soon", size=SMALL, wrap=True)
        self.advice.hide()
        self._asked: tuple[Collaborators, dt.date] | None = None
        self._job: Job | None = None
        self._freshness = Freshness(self, self._read)
        cells = Controls(gap=GAP)
        for each in self.weeks:
            cells.addWidget(each)
            each.asked.connect(self.week_asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(cells)
        column.addWidget(self.advice)

    def read(self, shared: "Collaborators", day: dt.date) -> None:
        """Read the weeks from that of a day on, as soon as they are in sight."""
        self._asked = (shared, day)
        for number, each in enumerate(self.weeks):
            each.name_week(monday_of(day) + dt.timedelta(weeks=number))
        self._freshness.ask()

    def _read(self) -> None:
        """Read away from the interface; what was asked before is not waited for."""
        # Not in the thread: importing is the interface's.
        from officedesk.services.load import outlook

        if self._asked is None:
            return
        shared, day = self._asked
        if self._job is not None:
            self._job.cancel()
        portfolio, today = shared.portfolio, shared.day
        self._job = shared.jobs.run(lambda: outlook(portfolio, day, today, WEEKS), self.show_outlook, owner=self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the last weeks where one line has no room for them."""
        super().resizeEvent(event)
        fitting = (event.size().width() + GAP) // (px(LEAST) + GAP)
        for number, each in enumerate(self.weeks):
            each.setVisible(number < max(FEWEST, fitting))

    def show_outlook(self, outlook: "Outlook") -> None:
        """Show these weeks; what could be done earlier is told whole by the tooltip."""
        for cell, week in zip(self.weeks, outlook.weeks, strict=False):
            cell.show_week(week)
        self.advice.setText(words.advice(outlook.weeks, outlook.advances))
        self.advice.setVisible(bool(self.advice.text()))
        self.advice.setToolTip(plain_tooltip(words.advances_told(outlook.advances)) if outlook.advances else "")


class WeekLoad(QWidget):
    """One week: its name, its hours, a bar, and what they mean."""

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._monday = dt.date.min
        self.name = Button("", kind="link", size=SMALL)
        self.figure = Label(size=SMALL, weight=BOLD, tabular=True)
        self.bar = Bar("")
        self.meaning = ElidedLabel(tone="muted", size=SMALL)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.name)
        head.addStretch()
        head.addWidget(self.figure)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addLayout(head)
        column.addWidget(self.bar)
        column.addWidget(self.meaning)
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(policy.Policy.Expanding)
        self.setSizePolicy(policy)
        self.setMinimumWidth(px(LEAST))
        self.name.clicked.connect(lambda: self.asked.emit(self._monday))

    def sizeHint(self) -> QSize:
        """Ask for as much as the other weeks, whatever the figures."""
        return QSize(px(LEAST), super().sizeHint().height())

    def name_week(self, monday: dt.date) -> None:
        """Say which week this is, its hours not known yet; those of another week are not left under its name."""
        if monday == self._monday:
            return
        self._monday = monday
        name = words.week_name(monday)
        self.name.setText(name)
        self.name.setAccessibleName(name)
        self.bar.setAccessibleName(name)
        self.bar.show_value(0, 0)
        self.figure.setText("")
        self.meaning.setText("")

    def show_week(self, week: "Week") -> None:
        """Show a week."""
        self.name_week(week.monday)
        told = words.spoken_week(week)
        self.name.setAccessibleName(f"{self.name.text()}, {told}")
        self.name.setToolTip(plain_tooltip(told))
        self.figure.setText(words.figure_words(week))
        self.bar.show_value(week.planned, week.available, told)
        self.bar.setToolTip(plain_tooltip(told))
        self.meaning.setText(words.meaning_words(week))
        self.meaning.set_tone("late" if week.free < 0 else "muted")
