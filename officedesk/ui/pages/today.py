"""Aujourd’hui: what is late, what is for today, what comes; the first screen, painted from a glance."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from officedesk.storage.glance import EventLine, Glance
from officedesk.ui.pages import today_lines as words
from officedesk.ui.parts.bar import Bar
from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.card import PADDING
from officedesk.ui.parts.elided_label import ElidedLabel
from officedesk.ui.parts.labels import BOLD, SMALL, TITLE, Label
from officedesk.ui.parts.lines import Lines
from officedesk.ui.parts.list_card import ListCard
from officedesk.ui.shell.theme import px, tall

if TYPE_CHECKING:
    from officedesk.domain.capture import Captured, Span
    from officedesk.ui.pages.load_strip import LoadStrip
    from officedesk.ui.parts.capture_chips import CaptureChips

MARGIN = 28
GAP = 20
LOAD_WIDTH, LEAST_LOAD = 300, 200
WEEKS_HEIGHT = 80
NARROW = 900
# Below this width there is one column only.
NARROWEST = 640


class TodayPage(QScrollArea):
    """Shows a glance; what she does on it is told by signals, and comes back as another glance."""

    opened = Signal(int, str, int)
    completed = Signal(int, int)
    added = Signal(object)
    deadlines_asked = Signal()
    tasks_asked = Signal()
    week_asked = Signal(object)

    def __init__(
        self, glance: Glance, read_line: "Callable[[str, Sequence[Span]], Captured]", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._read_line = read_line
        self.setAccessibleName(self.tr("Aujourd’hui"))
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.heading = Label(size=TITLE, weight=QFont.Weight.Bold)
        self.summary = ElidedLabel(tone="muted")
        self.load = LoadOfDay()
        self.late = ListCard(self.tr("En retard"), self.tr("Aucune tâche en retard."))
        self.today = ListCard(self.tr("Aujourd’hui"), self.tr("Rien de prévu aujourd’hui : ajoutez une tâche ici."))
        self.following = ListCard(self.tr("Ensuite"), self.tr("Aucune tâche datée après aujourd’hui."))
        self.deadlines = ListCard(
            self.tr("Échéances légales"),
            self.tr(
                "Aucune échéance dans les 30 jours. Complétez le profil de chaque client pour n’en oublier aucune."
            ),
        )
        self.decisions = ListCard(self.tr("En attente de validation"), self.tr("Aucune décision n’est attendue."))
        self.events = ListCard(self.tr("Événements"), self.tr("Aucun événement dans les 30 jours."))
        self.entry = QLineEdit()
        self.entry.setProperty("bare", True)
        self.entry.setMaxLength(400)
        self.entry.setAccessibleName(self.tr("Ajouter une tâche pour aujourd’hui"))
        self.entry.setPlaceholderText(
            self.tr("Ajouter une tâche, par exemple « relancer le devis vendredi 14h 45min @client »")
        )
        self.all_deadlines = Button(self.tr("Toutes les échéances"), kind="link", size=SMALL)
        self.all_tasks = Button(self.tr("Toutes les tâches"), kind="link", size=SMALL)
        # The list that lost its last line under the keyboard, and who has the keyboard meanwhile.
        self._emptied: Lines | None = None
        self._lent: QWidget | None = None
        self._stacked = False
        body = self._laid_out()
        self.entry.textChanged.connect(lambda: self.chips)
        self.entry.returnPressed.connect(lambda: self.added.emit(self.chips.captured))
        self.all_deadlines.clicked.connect(self.deadlines_asked)
        self.all_tasks.clicked.connect(self.tasks_asked)
        for lines in self.lists():
            lines.opened.connect(self.opened)
            lines.completed.connect(self.completed)
        self.show_glance(glance)
        # An area measures all that it holds: once its texts are known and what has none is hidden. A size of its own
        # spares the body one more layout.
        body.resize(self.size())
        self.setWidget(body)

    @cached_property
    def chips(self) -> "CaptureChips":
        """Return what was understood of the line, made when something is first typed."""
        from officedesk.ui.parts.capture_chips import CaptureChips

        made = CaptureChips(self.entry, self._read_line, self.today, (PADDING, 0, PADDING, 10))
        self.today.add(made, separated=False)
        return made

    @cached_property
    def weeks(self) -> "LoadStrip":
        """Return the weeks to come, made once the desk is open: their room is kept from the first painting on."""
        from officedesk.ui.pages.load_strip import LoadStrip

        made = LoadStrip()
        made.week_asked.connect(self.week_asked)
        self._grid.addWidget(made, 1, 0, 1, 2)
        return made

    def forget_typed(self) -> None:
        """Empty the field, once what was typed is kept; Ctrl+Z then takes back the task, not the text."""
        self.entry.setText("")

    def lists(self) -> list[Lines]:
        """Return the lists in the order of the Tab key."""
        cards = (self.late, self.today, self.following, self.deadlines, self.decisions, self.events)
        return [card.lines for card in cards]

    def show_glance(self, glance: Glance, recurring: tuple[EventLine, ...] = ()) -> None:
        """Show a state of the desk; ``recurring`` are occurrences that plain SQL cannot tell."""
        events = tuple(sorted((*glance.events, *recurring), key=lambda event: event.start))
        was_there = next((lines for lines in self.lists() if lines.hasFocus()), None)
        self.heading.setText(words.heading(glance.day))
        self.summary.setText(words.summary(glance._replace(events=events)))
        self.load.show_glance(glance)
        self.late.show_lines(words.task_lines(glance, glance.late), words.short_count(len(glance.late)))
        self.today.show_lines(words.task_lines(glance, glance.today), words.estimated(glance.today))
        # Good news needs no card: what is for today comes first, or what comes next.
        self.late.setVisible(bool(glance.late))
        following = words.task_lines(glance, glance.following, words.FOLLOWING)
        self.following.show_lines(following, words.short_count(len(glance.following)))
        self.following.show_foot(len(glance.following) > words.FOLLOWING)
        self.deadlines.show_lines(words.deadline_lines(glance), self.tr("30 jours"))
        self.deadlines.show_foot(len(glance.deadlines) > words.DEADLINES)
        self.decisions.show_lines(words.decision_lines(glance), words.short_count(len(glance.decisions)))
        self.events.show_lines(words.event_lines(glance, events), self.tr("30 jours"))
        if was_there is not None and not was_there.table.lines:
            self._keyboard_after(was_there)
        elif self._emptied is not None and self._emptied.table.lines:
            # Only from where it was sent: she may have gone elsewhere since.
            if self._lent is not None and self._lent.hasFocus():
                self._emptied.setFocus()
            self._emptied = None

    def _keyboard_after(self, emptied: Lines) -> None:
        """Give the keyboard to the list after one that was emptied; Qt would give it to the window's menu."""
        lists = self.lists()
        after = [lines for lines in lists[lists.index(emptied) :] if lines.table.lines]
        self._emptied, self._lent = emptied, after[0] if after else self.entry
        self._lent.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give legal dates a larger share of a small window, where tasks stand on two rows."""
        super().resizeEvent(event)
        width = event.size().width()
        self._grid.setColumnStretch(0, 5 if width < px(NARROW) else 7)
        self._stack(stacked=width < px(NARROWEST))

    def _stack(self, *, stacked: bool) -> None:
        """Put what comes from elsewhere under the tasks, and the load under the date, where letters are large."""
        if stacked == self._stacked:
            return
        self._stacked = stacked
        for part in (self._tasks, self._others):
            self._grid.removeItem(part)
        self._grid.addLayout(self._tasks, 2, 0, 1, 2 if stacked else 1)
        self._grid.addLayout(self._others, *((3, 0, 1, 2) if stacked else (2, 1)))
        self._grid.setRowStretch(2, 0 if stacked else 1)
        direction = QBoxLayout.Direction
        self.load.give_way(narrow=stacked)
        self._head.setDirection(direction.TopToBottom if stacked else direction.LeftToRight)

    # --- layout ------------------------------------------------------------------------------------------------------

    def _laid_out(self) -> QWidget:
        body = QWidget()
        body.setProperty("role", "page")
        grid = self._grid = QGridLayout(body)
        grid.setContentsMargins(MARGIN, 20, MARGIN, MARGIN)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(18)
        grid.addLayout(self._header(), 0, 0, 1, 2)
        self.today.add_foot(self.entry)
        self.deadlines.add_foot(self.all_deadlines)
        self.following.add_foot(self.all_tasks)
        self._tasks = _column(self.late, self.today, self.following)
        self._others = _column(self.deadlines, self.decisions, self.events)
        grid.setRowMinimumHeight(1, tall(WEEKS_HEIGHT))
        grid.addLayout(self._tasks, 2, 0)
        grid.addLayout(self._others, 2, 1)
        grid.setColumnStretch(0, 7)
        grid.setColumnStretch(1, 4)
        grid.setRowStretch(2, 1)
        return body

    def _header(self) -> QBoxLayout:
        titles = QVBoxLayout()
        titles.setSpacing(6)
        titles.addStretch()
        titles.addWidget(self.heading)
        titles.addWidget(self.summary)
        header = self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        header.setSpacing(GAP)
        header.addLayout(titles, 1)
        header.addWidget(self.load)
        return header


class LoadOfDay(QWidget):
    """The bar of the day's load: what is planned over what is available."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        name = self.tr("Charge du jour")
        self.figure = Label(weight=BOLD, tabular=True)
        self.bar = Bar(name)
        self.meaning = ElidedLabel(tone="muted", size=SMALL)
        head = QHBoxLayout()
        head.addWidget(Label(name, tone="muted"))
        head.addStretch()
        head.addWidget(self.figure)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(7)
        column.addLayout(head)
        column.addWidget(self.bar)
        column.addWidget(self.meaning)
        self.setMaximumWidth(px(LOAD_WIDTH))
        self.give_way(narrow=False)

    def give_way(self, *, narrow: bool) -> None:
        """Be as wide as ever, or narrower where there is no room for that."""
        self.setMinimumWidth(px(LEAST_LOAD if narrow else LOAD_WIDTH))

    def show_glance(self, glance: Glance) -> None:
        """Show the load of a day."""
        figure, meaning = words.load_words(glance)
        self.figure.setText(figure)
        self.meaning.setText(meaning)
        self.bar.show_value(glance.planned_minutes, glance.available_minutes, f"{figure}, {meaning}")


def _column(*cards: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(PADDING)
    for card in cards:
        column.addWidget(card)
    column.addStretch()
    return column
