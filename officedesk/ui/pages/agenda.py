"""Agenda: the days of all clients, by day, by week or by month."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from officedesk.domain.agenda import DAY, Entry
from officedesk.domain.days import add_months
from officedesk.domain.errors import DeskError
from officedesk.ui.failures import told
from officedesk.ui.pages.agenda_days import DaysView, week_of
from officedesk.ui.pages.agenda_month import MonthView, weeks_of
from officedesk.ui.pages.agenda_view import AgendaView
from officedesk.ui.pages.agenda_words import WEEK, facts_of, title_of
from officedesk.ui.pages.event_forms import event_form, kept_values
from officedesk.ui.pages.event_scope import ALL, FOLLOWING, ONE, ask_scope
from officedesk.ui.pages.load_strip import LoadStrip
from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.choice import Choice
from officedesk.ui.parts.dialogs import FormDialog
from officedesk.ui.parts.drafts import draft_of
from officedesk.ui.parts.fields import ChoiceField
from officedesk.ui.parts.freshness import Freshness
from officedesk.ui.parts.keys import on_key
from officedesk.ui.parts.page import MARGIN, PageHeader
from officedesk.ui.parts.stack import Stack
from officedesk.ui.shell.theme import px

if TYPE_CHECKING:
    from officedesk.storage.store import Change
    from officedesk.ui.collaborators import Collaborators

TABLES = {"event": "event", "task": "task", "deadline": "deadline"}

ROOM_FOR_WEEKS = 640


class AgendaPage(QWidget):
    """Reads the days shown, and turns what is done in a view into service calls."""

    opened = Signal(int, str, int)

    def __init__(self, shared: "Collaborators", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self._shared = shared
        self.day = shared.day
        self.header = PageHeader("")
        self.today_button = Button(self.tr("Aujourd’hui"))
        self.back_button = Button("‹")
        self.next_button = Button("›")
        self.back_button.setAccessibleName(self.tr("Période précédente"))
        self.next_button.setAccessibleName(self.tr("Période suivante"))
        self.back_button.setToolTip(self.tr("Page précédente"))
        self.next_button.setToolTip(self.tr("Page suivante"))
        self.views = Choice(self.tr("Vue"), 7)
        self.new_button = Button(self.tr("Nouvel événement"), kind="primary")
        for control in (self.today_button, self.back_button, self.next_button, self.views, self.new_button):
            self.header.add_action(control)
        names = {"day": self.tr("Jour"), "week": self.tr("Semaine"), "month": self.tr("Mois")}
        for view, name in names.items():
            self.views.addItem(name, view)
        self.days_view = DaysView(self.tr("Agenda"), self._now)
        self.month_view = MonthView(self.tr("Agenda du mois"), self._now)
        self.stack = Stack()
        for each in (self.days_view, self.month_view):
            self.stack.addWidget(each)
            each.opened.connect(self._open)
            each.moved.connect(self._move)
            each.new_asked.connect(self.add)
            each.day_asked.connect(self.show_day)
            each.turned.connect(self.turn)
        card = QFrame()
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.stack)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        self.weeks = LoadStrip()
        self.weeks.week_asked.connect(self.show_week)
        holder = QVBoxLayout()
        holder.setContentsMargins(MARGIN, 4, MARGIN, 24)
        holder.setSpacing(14)
        holder.addWidget(self.weeks)
        holder.addWidget(card, 1)
        column.addLayout(holder, 1)
        self.freshness = Freshness(self, self.refresh)
        self.views.setCurrentIndex(1)
        self.views.currentIndexChanged.connect(self.refresh)
        self.today_button.clicked.connect(lambda: self.go(shared.day))
        self.back_button.clicked.connect(lambda: self.turn(-1))
        self.next_button.clicked.connect(lambda: self.turn(1))
        self.new_button.clicked.connect(lambda: self.add(None))
        for keys, act in (("T", lambda: self.go(shared.day)), ("J", lambda: self._see("day")),
                          ("S", lambda: self._see("week")), ("M", lambda: self._see("month"))):  # fmt: skip
            on_key(self.stack, keys, act, children=True)
        shared.changes.happened.connect(self._on_change)
        self.setFocusProxy(self.days_view)
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room to the calendar where letters are large, or the window low."""
        super().resizeEvent(event)
        self.weeks.setVisible(self.window().height() >= px(ROOM_FOR_WEEKS))

    @property
    def view(self) -> str:
        """The name of the view in front: « day », « week » or « month »."""
        return str(self.views.currentData())

    @property
    def shown(self) -> AgendaView:
        """The view in front."""
        return self.month_view if self.view == "month" else self.days_view

    def refresh(self) -> None:
        """Read the days shown again."""
        from officedesk.services import agenda

        portfolio = self._shared.portfolio
        days = self._days()
        found = agenda.entries(portfolio, days[0], days[-1])
        if self.view == "week":
            days = week_of(self.day, found)
        glance = portfolio.glance(self._shared.day)
        self.month_view.month = self.day.month
        self.shown.show_entries(days, found, {line.id: line for line in (*glance.clients, glance.own)})
        self.stack.setCurrentWidget(self.shown)
        self.setFocusProxy(self.shown)
        self.header.title.setText(title_of(self.view, self.day))
        planned = [each for each in found if self.view != "month" or each.start.date().month == self.day.month]
        minutes = agenda.planned_minutes(planned, days[0], days[-1])
        self.header.subtitle.setText(facts_of(self.view, self.day, minutes))
        self.weeks.read(self._shared, self.day)

    def go(self, day: dt.date) -> None:
        """Show another day, in the view in front."""
        self.day = day
        self.refresh()

    def show_day(self, day: dt.date) -> None:
        """Show a day alone."""
        self._show("day", day)

    def show_week(self, day: dt.date) -> None:
        """Show the week of a day."""
        self._show("week", day)

    def _show(self, view: str, day: dt.date) -> None:
        self.day = day
        if self.view == view:
            self.refresh()
        else:
            self._see(view)

    def turn(self, by: int) -> None:
        """Show the period after, or the one before."""
        had_keyboard = self.shown.hasFocus()
        if self.view == "month":
            self.go(add_months(self.day.replace(day=1), by))
        else:
            self.go(self.day + by * (DAY if self.view == "day" else WEEK))
        if had_keyboard and self.shown.entries:
            self.shown.choose(self.shown.entries[0 if by > 0 else -1])

    def add(self, at: dt.datetime | None) -> None:
        """Ask for an event, at a moment when one was pointed at."""
        portfolio = self._shared.portfolio
        own = portfolio.own().client()
        clients = [(client.id or 0, client.name) for client in (*portfolio.clients(), own)]
        form = event_form(self._shared.day, lead=[ChoiceField("client_id", self.tr("Client"), clients)])
        hour = at.time() if at is not None and at.time() != dt.time() else None
        first = at.date() if at else self.day
        form.fill({"client_id": clients[0][0], "first": first, "first_hour": hour, "recurrence": ""})
        self.dialog = FormDialog(self.tr("Nouvel événement"), form, self)
        form.saved.connect(self._keep)
        self.dialog.open()

    # --- the parts ---------------------------------------------------------------------------------------------------

    def _days(self) -> list[dt.date]:
        """Return the days that the view in front may show."""
        if self.view == "day":
            return [self.day]
        if self.view == "month":
            return weeks_of(self.day)
        monday = self.day - self.day.weekday() * DAY
        return [monday + number * DAY for number in range(7)]

    def _see(self, view: str) -> None:
        self.views.setCurrentIndex(self.views.findData(view))
        self.shown.setFocus()

    def _now(self) -> dt.datetime:
        """Return the hour of this machine on the desk's day, which a demonstration sets."""
        clock = self._shared.portfolio.store.now().astimezone()
        return dt.datetime.combine(self._shared.day, clock.time())

    def _open(self, entry: Entry) -> None:
        self.opened.emit(entry.client_id, TABLES[entry.kind], entry.id)

    def _move(self, entry: Entry, start: dt.datetime, end: dt.datetime) -> None:
        if entry.repeats:
            self.question = ask_scope(self, entry.title, lambda scope: self._move_dates(scope, entry, start, end))
            return
        from officedesk.services import agenda

        with told(self._shared.toasts):
            agenda.move(self._shared.portfolio, entry, start, end)
            said = self.tr("Tâche déplacée.") if entry.kind == "task" else self.tr("Événement déplacé.")
            self._shared.history.offer_undo(said)

    def _move_dates(self, scope: str, entry: Entry, start: dt.datetime, end: dt.datetime) -> None:
        from officedesk.services import agenda

        portfolio = self._shared.portfolio
        with told(self._shared.toasts):
            if scope == ALL:
                agenda.move_series(portfolio, entry, start, end)
            else:
                agenda.move_dates(portfolio, entry, start, end, following=scope == FOLLOWING)
            one, many = self.tr("Cette date est déplacée."), self.tr("Ces dates sont déplacées.")
            self._shared.history.offer_undo(one if scope == ONE else many)

    def _keep(self, values: dict[str, Any]) -> None:
        from officedesk.domain.entities import EventDraft
        from officedesk.services import events

        client_id = values.pop("client_id")
        try:
            workspace = self._shared.portfolio.workspace_by_id(client_id)
            event = events.add_event(workspace, draft_of(EventDraft, kept_values(values)))
        except DeskError as error:
            self.dialog.form.refuse(str(error))
            return
        self.dialog.accept()
        self._shared.history.offer_undo(self.tr("Événement ajouté."))
        self.go(event.start.date())

    def _on_change(self, change: "Change") -> None:
        if change.concerns("event", "task", "deadline", "client"):
            self.freshness.ask()
