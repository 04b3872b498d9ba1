"""Rapports: the month's hours of each client against those sold, and its activity report."""

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from officedesk.domain import days
from officedesk.ui.pages.client_facts import forfait_words, kind_word
from officedesk.ui.parts.bar import Bar
from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.card import PADDING, Card
from officedesk.ui.parts.chips import Swatch
from officedesk.ui.parts.choice import Choice
from officedesk.ui.parts.controls import Controls
from officedesk.ui.parts.elided_label import ElidedLabel
from officedesk.ui.parts.freshness import Freshness
from officedesk.ui.parts.labels import MEDIUM, SMALL, Label
from officedesk.ui.parts.page import MARGIN, PageHeader
from officedesk.ui.parts.readings import counted
from officedesk.ui.shell.theme import px

if TYPE_CHECKING:
    from officedesk.domain.entities import Client
    from officedesk.services.timesheets import Forfait
    from officedesk.storage.store import Change
    from officedesk.ui.collaborators import Collaborators

MONTHS_SHOWN = 12
NAMES_WIDTH, HOURS_WIDTH = 270, 200


class ReportsPage(QWidget):
    """A line for each client, with its hours and the way to its report."""

    opened = Signal(int, str, int)

    def __init__(self, shared: "Collaborators", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self._shared = shared
        self.lines: dict[int, ClientHours] = {}
        self.header = PageHeader(self.tr("Rapports"))
        self.months = Choice(self.tr("Mois montré"), 13)
        for back in range(MONTHS_SHOWN):
            month = days.add_months(shared.day.replace(day=1), -back)
            self.months.addItem(days.month_name(month).capitalize(), month)
        self.header.add_action(self.months)
        self.card = Card(self.tr("Heures par client"))
        body = QWidget()
        body.setProperty("role", "page")
        inside = QVBoxLayout(body)
        inside.setContentsMargins(MARGIN, 4, MARGIN, 24)
        inside.addWidget(self.card)
        inside.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(area, 1)
        self.freshness = Freshness(self, self.refresh)
        self.months.currentIndexChanged.connect(self.refresh)
        shared.changes.happened.connect(self._on_change)
        self.refresh()

    def refresh(self) -> None:
        """Read every client's hours again."""
        from officedesk.services import timesheets

        month: dt.date = self.months.currentData()
        self.card.empty()
        self.lines.clear()
        total = 0
        for client in self._shared.portfolio.clients():
            workspace = self._shared.portfolio.workspace_by_id(client.id)
            hours = timesheets.forfait(workspace, month, self._shared.day)
            line = ClientHours(client, hours, month)
            line.report_asked.connect(self._open_report)
            line.opened.connect(lambda client_id: self.opened.emit(client_id, "client", 0))
            self.card.add(line)
            self.lines[client.id or 0] = line
            total += hours.used_minutes
        if not self.lines:
            self.card.say(self.tr("Aucun client : créez-en un pour suivre ses heures et faire son rapport."))
        clients = counted(len(self.lines), self.tr("{count} client"), self.tr("{count} clients"))
        self.header.subtitle.setText(
            self.tr("{clients}, {hours} notées en {month}").format(
                clients=clients, hours=days.hours(total), month=days.month_name(month)
            )
        )
        self.card.set_note(days.month_name(month))

    def _open_report(self, client_id: int) -> None:
        from officedesk.ui.pages.report_dialog import ReportDialog

        self.dialog = ReportDialog(self._shared.portfolio.workspace_by_id(client_id), self._shared, self)
        self.dialog.open()

    def _on_change(self, change: "Change") -> None:
        if change.concerns("client", "time_entry", "engagement", "task"):
            self.freshness.ask()


class ClientHours(QWidget):
    """One client's month: what is sold, what is used, and its report."""

    report_asked = Signal(int)
    opened = Signal(int)

    def __init__(self, client: "Client", forfait: "Forfait", month: dt.date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        coming = self.tr("{hours} prévues").format(hours=days.hours(forfait.forecast_minutes))
        words = forfait_words(forfait, month, coming if forfait.forecast_minutes > forfait.used_minutes else "")
        self.bar = Bar(client.name)
        said = f"{words.used}, {words.left}"
        included = forfait.included_minutes or 0
        self.bar.show_value(forfait.used_minutes, included, said, ahead=forfait.forecast_minutes if included else 0)
        self.used = Label(words.used, weight=MEDIUM, tabular=True)
        self.left = ElidedLabel(words.left, tone="muted", size=SMALL, tabular=True)
        self.report_button = Button(self.tr("Rapport d’activité"))
        self.report_button.setAccessibleName(self.tr("Rapport d’activité de {client}").format(client=client.name))
        client_id = client.id or 0
        self.report_button.clicked.connect(lambda: self.report_asked.emit(client_id))
        line = Controls(gap=16, parent=self)
        line.setContentsMargins(PADDING, 11, PADDING, 11)
        line.addWidget(self._names(client, f"{kind_word(forfait)}, {words.note}"))
        line.addWidget(self._hours())
        line.addWidget(self.report_button)

    def _names(self, client: "Client", note: str) -> QWidget:
        # Of one width for all, so that the bars are in a column.
        names = QWidget()
        names.setFixedWidth(px(NAMES_WIDTH))
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(ElidedLabel(client.name, weight=MEDIUM))
        words.addWidget(ElidedLabel(note, tone="muted", size=SMALL, tabular=True))
        line = QHBoxLayout(names)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        line.addWidget(Swatch(client.swatch))
        line.addLayout(words, 1)
        return names

    def _hours(self) -> QWidget:
        hours = QWidget()
        hours.setMinimumWidth(px(HOURS_WIDTH))
        hours.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        head = QHBoxLayout()
        head.addWidget(self.used)
        head.addStretch()
        head.addWidget(self.left)
        column = QVBoxLayout(hours)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(7)
        column.addLayout(head)
        column.addWidget(self.bar)
        return hours
