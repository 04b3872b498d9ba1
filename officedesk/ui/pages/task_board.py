"""The tasks of every client as a board: a column for each group, and tasks that are carried from one to another."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from officedesk.domain import days
from officedesk.storage.task_lists import (
    BY_CLIENT,
    BY_DATE,
    BY_DOMAIN,
    BY_STATE,
    DATES,
    DONE,
    LATE,
    TODO,
    UNGROUPED,
    UNSEEN,
    WAITING,
    DeskTask,
    Key,
    TaskGroup,
    TaskView,
)
from officedesk.ui.failures import told
from officedesk.ui.pages.board_column import MORE, BoardColumn
from officedesk.ui.pages.task_gestures import TaskGestures
from officedesk.ui.pages.task_moves import values_of
from officedesk.ui.pages.task_words import client_names, count_words, due_tone, due_words, group_title, more_words
from officedesk.ui.parts.domains import TASK_DOMAINS
from officedesk.ui.parts.freshness import Freshness
from officedesk.ui.parts.line_painting import Line
from officedesk.ui.parts.page import MARGIN
from officedesk.ui.shell.theme import px

if TYPE_CHECKING:
    from officedesk.storage.store import Change
    from officedesk.ui.collaborators import Collaborators

MOST = 50
WIDER = 4
# Columns take the width before the room that is left at their right.
SHARE = 100
# Pixels of a column, however small the window.
LEAST_HEIGHT = 220


class TaskBoard(QWidget):
    """Shows what a view asks for; ``opened`` names a task whose card is wanted."""

    opened = Signal(int)

    def __init__(self, shared: "Collaborators", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shared = shared
        self.gestures = TaskGestures(shared)
        self.view = TaskView()
        self.keys: list[Key] = []
        self.columns: list[BoardColumn] = []
        self._wider: dict[Key, int] = {}
        self.freshness = Freshness(self, self.refresh)
        body = QWidget()
        self._line = QHBoxLayout(body)
        self._line.setContentsMargins(MARGIN, 4, MARGIN, 8)
        self._line.setSpacing(12)
        self._line.addStretch(1)
        self._area = QScrollArea()
        self._area.setMinimumHeight(px(LEAST_HEIGHT))
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 16)
        column.addWidget(self._area)
        shared.changes.happened.connect(self._on_change)

    def set_view(self, view: TaskView) -> None:
        """Show other filters, other columns or another order; by state, what is done has its column."""
        group = BY_DATE if view.group == UNGROUPED else view.group
        self.view = view._replace(group=group, open_only=view.open_only and group != BY_STATE)
        self._wider.clear()
        self.freshness.ask()

    def refresh(self) -> None:
        """Read the columns again; the task that has the keyboard keeps it, wherever it went."""
        portfolio = self._shared.portfolio
        chosen = self._chosen()
        groups = portfolio.task_groups(self.view, self._shared.day, MOST, self._wider)
        shown = self._with_empty([group for group in groups if group.key != UNSEEN])
        names = client_names(portfolio) if self.view.group == BY_CLIENT else {}
        rows = {row.id: row for row in portfolio.task_rows([id for group in shown for id in group.ids])}
        self.keys = [group.key for group in shown]
        self._make_columns(len(shown))
        for column, group in zip(self.columns, shown, strict=True):
            title = group_title(group.key, self.view.group, names)
            lines = [self._line_of(rows[id]) for id in group.ids if id in rows]
            if group.more:
                lines.append(Line(0, MORE, len(self.keys), more_words(group)))
            column.show_lines(title, count_words(group), lines)
        if chosen is not None:
            self.choose(chosen)

    def choose(self, row_id: int) -> bool:
        """Give the keyboard to a task; tell whether the board shows it."""
        for column in self.columns:
            if column.lines.choose(row_id):
                self._area.ensureWidgetVisible(column, 0, 0)
                return True
        return False

    def carry(self, row_id: int, key: Key) -> None:
        """Put a task in a column: its date, its domain or its state changes."""
        rows = self._shared.portfolio.task_rows([row_id])
        if not rows:
            return
        with told(self._shared.toasts):
            values = values_of(self.view.group, key, rows[0], self._shared.day)
            if values:
                self.gestures.change([row_id], **values)
            elif (key == DONE) != (rows[0].status == "done"):
                self.gestures.toggle([row_id])

    def _with_empty(self, groups: list[TaskGroup]) -> list[TaskGroup]:
        """Return the groups with those that are empty, so that a task can be put there; nothing is put in the late."""
        places: list[Key] = []
        if self.view.group == BY_DATE:
            places = [key for key in DATES if key != LATE or any(group.key == LATE for group in groups)]
        elif self.view.group == BY_STATE:
            places = [TODO, WAITING]
        elif self.view.group == BY_DOMAIN and self.view.domain is None:
            places = [*TASK_DOMAINS, None]
        found = {group.key: group for group in groups}
        order = dict.fromkeys([*places, *found, *([DONE] if self.view.group == BY_STATE else [])])
        last = [key for key in order if key == DONE]
        return [found.get(key, TaskGroup(key, [])) for key in [*(key for key in order if key != DONE), *last]]

    def _make_columns(self, count: int) -> None:
        while len(self.columns) < count:
            self._add_column(len(self.columns))
        for number, column in enumerate(self.columns):
            column.setVisible(number < count)
        for column in self.columns[count:]:
            self._line.removeWidget(column)
            column.deleteLater()
        del self.columns[count:]

    def _add_column(self, number: int) -> None:
        column = BoardColumn()
        self.columns.append(column)
        self._line.insertWidget(number, column, SHARE)
        column.dropped.connect(lambda row_id: self.carry(row_id, self.keys[number]))
        column.lines.opened.connect(lambda _client, table, row_id: self._open(number, table, row_id))
        column.lines.completed.connect(lambda _client, row_id: self.gestures.toggle([row_id]))
        column.lines.deleted.connect(lambda row_id: self.gestures.delete([row_id]))
        column.lines.carried.connect(lambda row_id, side: self._carry_beside(number, row_id, side))
        column.lines.left.connect(lambda side: self._go_beside(number, side))

    def _open(self, number: int, table: str, row_id: int) -> None:
        if table == MORE:
            key = self.keys[number]
            self._wider[key] = self._wider.get(key, MOST) * WIDER
            self.refresh()
            return
        self.opened.emit(row_id)

    def _carry_beside(self, number: int, row_id: int, side: int) -> None:
        if 0 <= number + side < len(self.keys):
            self.carry(row_id, self.keys[number + side])

    def _go_beside(self, number: int, side: int) -> None:
        """Give the keyboard to the next column that holds something."""
        wanted = number + side
        while 0 <= wanted < len(self.columns):
            if self.columns[wanted].lines.table.lines:
                self.columns[wanted].lines.setFocus()
                self._area.ensureWidgetVisible(self.columns[wanted], 0, 0)
                return
            wanted += side

    def _chosen(self) -> int | None:
        """Return the task that has the keyboard."""
        for column in self.columns:
            row = column.lines.currentIndex().row()
            if column.lines.hasFocus() and row >= 0 and column.lines.table.lines[row].table == "task":
                return column.lines.table.lines[row].row_id
        return None

    def _line_of(self, task: DeskTask) -> Line:
        today = self._shared.day
        return Line(
            task.client_id,
            "task",
            task.id,
            task.title,
            colour=task.swatch,
            client=task.client,
            when=due_words(task.due, today),
            when_tone=due_tone(task, today),
            amount=days.hours(task.estimate_minutes) if task.estimate_minutes else "",
            mark=self.tr("en attente") if task.waits else "",
            checkable=True,
            done=task.status == "done",
        )

    def _on_change(self, change: "Change") -> None:
        if change.concerns("task", "wait", "decision", "client"):
            self.freshness.ask()
