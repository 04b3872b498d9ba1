"""Vue d'ensemble: where one client stands today."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from officedesk.domain import days
from officedesk.ui.failures import told
from officedesk.ui.pages import client_facts as facts
from officedesk.ui.pages.event_words import event_facts
from officedesk.ui.parts.bar import Bar
from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.card import PADDING, Card
from officedesk.ui.parts.controls import Controls
from officedesk.ui.parts.domains import domain_name
from officedesk.ui.parts.flow import Flow
from officedesk.ui.parts.freshness import Freshness
from officedesk.ui.parts.labels import BOLD, SMALL, Label
from officedesk.ui.parts.list_card import ListCard
from officedesk.ui.parts.page import GAP, MARGIN
from officedesk.ui.parts.plain_line import PlainLine, facts_block
from officedesk.ui.parts.readings import counted
from officedesk.ui.shell.theme import px

if TYPE_CHECKING:
    from officedesk.services.timesheets import Forfait
    from officedesk.storage.store import Change
    from officedesk.storage.workspace import Workspace
    from officedesk.ui.collaborators import Collaborators

NARROW = 820


class OverviewView(QScrollArea):
    """Cards about one workspace; what they show is opened or completed from here."""

    opened = Signal(str, int)
    """A table and a row of this client; row 0 for the whole list."""

    def __init__(self, workspace: "Workspace", shared: "Collaborators", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._shared = shared
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.forfait = ForfaitCard()
        self.tasks = ListCard(
            self.tr("Prochaines tâches"), self.tr("Aucune tâche ouverte. Ajoutez-en dans l’onglet Tâches.")
        )
        self.journal = Card(self.tr("Journal"))
        self.compliance = Card(self.tr("Conformité"))
        self.contacts = ListCard(
            self.tr("Contacts utiles"), self.tr("Aucun contrat noté. Ajoutez-en dans l’onglet Fournisseurs.")
        )
        self.next_event = Card(self.tr("Prochain événement"))
        self.freshness = Freshness(self, self.refresh)
        self._lay_out()
        self.tasks.lines.opened.connect(lambda _client, table, row_id: self.opened.emit(table, row_id))
        self.contacts.lines.opened.connect(lambda _client, table, row_id: self.opened.emit(table, row_id))
        self.tasks.lines.completed.connect(lambda _client, row_id: self._complete(row_id))
        shared.changes.happened.connect(self._on_change)
        self.refresh()

    def refresh(self) -> None:
        """Read every card again."""
        self._show_forfait()
        self._show_tasks()
        self._show_journal()
        self._show_compliance()
        self._show_contacts()
        self._show_event()

    def _lay_out(self) -> None:
        body = QWidget()
        body.setProperty("role", "page")
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, body)
        self._columns.setContentsMargins(MARGIN, 22, MARGIN, 20)
        self._columns.setSpacing(GAP)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column, cards in (
            (left, (self.forfait, self.tasks, self.journal)),
            (right, (self.compliance, self.contacts, self.next_event)),
        ):
            column.setSpacing(PADDING)
            for card in cards:
                column.addWidget(card)
            column.addStretch()
        self._columns.addLayout(left, 3)
        self._columns.addLayout(right, 2)
        self.setWidget(body)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the cards in one column in a small window."""
        super().resizeEvent(event)
        narrow = self.width() < px(NARROW)
        wanted = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._columns.direction() != wanted:
            self._columns.setDirection(wanted)

    # --- cards -------------------------------------------------------------------------------------------------------

    def _show_forfait(self) -> None:
        from officedesk.services import timesheets

        today = self._shared.day
        zone = str(self._workspace.client().profile.get("holiday_zone", "metro"))
        month = timesheets.forfait(self._workspace, today, today)
        by_domain = timesheets.minutes_by_domain(self._workspace, today.replace(day=1), days.month_end(today))
        words = (
            facts.own_words(month, today)
            if self._workspace.client().own
            else facts.forfait_words(month, today, facts.days_left_words(facts.working_days_left(today, zone)))
        )
        self.forfait.show_month(words, month, by_domain)

    def _show_tasks(self) -> None:
        from officedesk.services import tasks

        ids = tasks.open_task_ids(self._workspace)
        rows = tasks.task_lines(self._workspace, ids[: facts.SHOWN_TASKS])
        note = counted(len(ids), self.tr("{count} ouverte"), self.tr("{count} ouvertes")) if ids else ""
        self.tasks.show_lines(facts.task_lines(self._workspace.client(), rows, self._shared.day), note)

    def _show_journal(self) -> None:
        from officedesk.services import reports

        today = self._shared.day
        summary = reports.summarise(self._shared.portfolio, self._workspace, today - facts.JOURNAL, today, today)
        self.journal.empty()
        self.journal.set_note(self.tr("deux semaines"))
        steps = facts.journal(summary)
        for day, title in steps:
            self.journal.add(PlainLine(days.short_day(day), title, column=104, strong=False))
        if not steps:
            self.journal.say(self.tr("Rien de terminé depuis deux semaines : une tâche terminée s’inscrit ici."))

    def _show_compliance(self) -> None:
        from officedesk.services import compliance

        today = self._shared.day
        deadlines = compliance.deadlines(self._workspace)
        lines = facts.compliance_lines(deadlines, today)
        self.compliance.empty()
        # The rows are one for each domain, however far: no count of days would be true of all of them.
        self.compliance.set_note(self.tr("où en est chaque domaine") if lines else self.tr("profil à compléter"))
        for domain, title, chip in lines:
            self.compliance.add(PlainLine(domain, title, chip))
        if not lines:
            self.compliance.say(self.tr("Aucune date légale connue : complétez le profil pour les faire apparaître."))
            link = Button(self.tr("Compléter le profil"), kind="link", size=SMALL)
            link.setVisible(not self._workspace.client().own)
            link.clicked.connect(lambda: self.opened.emit("client", 0))
            self.compliance.add(_foot(link), separated=False)
        self._ask_ahead()

    def _ask_ahead(self) -> None:
        """Lead to what will change, once it is known: each planned hire asks for a calendar."""
        workspace, today = self._workspace, self._shared.day
        if workspace.client().own:
            return
        self.ahead_link = link = Button("", kind="link", size=SMALL)
        link.clicked.connect(lambda: self.opened.emit("client", 0))
        foot = _foot(link)
        foot.hide()
        self.compliance.add(foot, separated=False)

        def work() -> int:
            from officedesk.services.ahead import changes_ahead

            return len(changes_ahead(workspace, today))

        def show(count: int) -> None:
            words = self.tr("{count} changement dans les 24 mois"), self.tr("{count} changements dans les 24 mois")
            link.setText(counted(count, *words))
            foot.setVisible(bool(count))

        self._shared.jobs.run(work, show, owner=foot)

    def _show_contacts(self) -> None:
        from officedesk.services import compliance, suppliers

        today = self._shared.day
        late = {
            each.subject or ""
            for each in compliance.deadlines(self._workspace)
            if each.rule == "vigilance-fournisseur" and each.status.value == "open" and (each.due or today) < today
        }
        contracts = suppliers.contracts(self._workspace)
        self.contacts.show_lines(facts.contact_lines(self._workspace.client(), contracts, late))

    def _show_event(self) -> None:
        from officedesk.services import events

        today = self._shared.day
        coming = events.occurrences(self._workspace, today, today + facts.QUARTER)
        self.next_event.empty()
        if not coming:
            self.next_event.say(self.tr("Aucun événement prévu dans les trois mois."))
            return
        told_facts = [(fact.name, fact.text) for fact in event_facts(coming[0])]
        self.next_event.add(facts_block([(self.tr("Événement"), coming[0].title), *told_facts]), separated=False)

    # --- gestures ----------------------------------------------------------------------------------------------------

    def _complete(self, row_id: int) -> None:
        from officedesk.services import tasks
        from officedesk.ui.pages.task_words import done_words

        with told(self._shared.toasts):
            finished = tasks.finish_tasks(self._workspace, [row_id], self._shared.day)
            if finished.done:
                self._shared.history.offer_undo(done_words(*finished))

    def _on_change(self, change: "Change") -> None:
        if change.client_id in (None, self._workspace.client_id):
            self.freshness.ask()


class ForfaitCard(Card):
    """The hours of the month against those sold, and where they went."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self.used = Label(weight=BOLD, tabular=True)
        self.left = Label(tone="muted", tabular=True)
        self.bar = Bar(self.tr("Heures du mois"))
        self.forecast = Label(tone="muted", size=SMALL, wrap=True)
        self._domains = QWidget()
        self._flow = Flow(gap=24, line_gap=6)
        self._domains.setLayout(self._flow)
        block = QWidget()
        head = Controls()
        head.addWidget(self.used)
        head.add_stretch()
        head.addWidget(self.left)
        column = QVBoxLayout(block)
        column.setContentsMargins(PADDING, 0, PADDING, PADDING)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.bar)
        column.addWidget(self.forecast)
        column.addWidget(self._domains)
        self.add(block, separated=False)

    def show_month(self, words: facts.ForfaitWords, month: "Forfait", by_domain: dict[str | None, int]) -> None:
        """Show a month, and lighter in the bar where it will end; minutes by domain come the longest first."""
        self.title.setText(words.title)
        self.setAccessibleName(words.title)
        self.set_note(words.note)
        self.used.setText(words.used)
        self.left.setText(words.left)
        forecast, tone = facts.forecast_words(month)
        self.forecast.setText(forecast)
        self.forecast.set_tone(tone)
        self.forecast.setVisible(bool(forecast))
        included = month.included_minutes or 0
        # Of nothing sold, no part is used.
        self.bar.setVisible(included > 0)
        told = ", ".join(filter(None, (words.used, words.left, forecast)))
        self.bar.show_value(month.used_minutes, included, told, ahead=month.forecast_minutes if included else 0)
        while (item := self._flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for domain, minutes in by_domain.items():
            self._flow.addWidget(_hours_of(domain_name(domain) or self.tr("Sans domaine"), minutes))
        self._domains.setVisible(bool(by_domain))


def _hours_of(domain: str, minutes: int) -> QWidget:
    both = QWidget()
    line = QHBoxLayout(both)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(5)
    line.addWidget(Label(domain, tone="muted"))
    line.addWidget(Label(days.hours(minutes), weight=BOLD, tabular=True))
    return both


def _foot(widget: QWidget) -> QWidget:
    foot = QWidget()
    line = QHBoxLayout(foot)
    line.setContentsMargins(PADDING - 4, 0, PADDING, 10)
    line.addWidget(widget)
    line.addStretch()
    return foot
