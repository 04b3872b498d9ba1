"""The chips under a line that is being typed: what was understood, each with what refuses it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from officedesk.domain.capture import Captured, Chip, Kind, Span, moved
from officedesk.domain.days import day_and_month, short_date
from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.flow import Flow
from officedesk.ui.parts.labels import COMFORTABLE, SMALL, Label, plain_tooltip
from officedesk.ui.shell.theme import px

Read = Callable[[str, Sequence[Span]], Captured]

CROSS = "\u00a0\u2009×"
# What the frame of a chip takes of its width, in pixels.
FRAME = 20
MOST_CANDIDATES = 3
# One row of chips and six, in pixels: what does not fit scrolls, so that a small window keeps its other controls.
HIGHEST = 162
NO_MARGINS = (0, 0, 0, 0)

translate = QCoreApplication.translate


class CaptureChips(QScrollArea):
    """Follows a field; a click on a chip, or Backspace just after its words, leaves these words in the title."""

    understood = Signal(object)
    """What the line says, each time that it changes."""

    def __init__(
        self, entry: QLineEdit, read: Read, parent: QWidget, margins: tuple[int, int, int, int] = NO_MARGINS
    ) -> None:
        # In the window of the field from the start: the Tab key goes from the one to the others.
        super().__init__(parent)
        self._entry, self._read = entry, read
        self._text = entry.text()
        self._refused: tuple[Span, ...] = ()
        self.captured = read(self._text, ())
        self.buttons: list[ChipButton] = []
        self._height = 0
        self.notice = Label(tone="soon", size=SMALL, wrap=True)
        # A wrapped label asks for the width of its longest word: a client's name must not widen the window.
        self.notice.setMinimumWidth(1)
        self._flow = Flow(gap=6, line_gap=6)
        self._body = QWidget()
        self._body.setProperty("role", "clear")
        self._column = column = QVBoxLayout(self._body)
        column.setContentsMargins(*margins)
        column.setSpacing(6)
        column.addLayout(self._flow)
        column.addWidget(self.notice)
        column.addStretch()
        self.setAccessibleName(translate("Capture", "Ce qui est compris de la ligne"))
        self.setWidget(self._body)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        entry.installEventFilter(self)
        entry.textChanged.connect(self._follow)
        self._show()

    def read_again(self) -> None:
        """Read the same line: what it is read with has changed."""
        self.captured = self._read(self._text, self._refused)
        self._show()
        self.understood.emit(self.captured)

    def refuse(self, chip: Chip) -> None:
        """Leave the words of a chip in the title."""
        self._refused = (*self._refused, (chip.start, chip.end))
        if any(button.hasFocus() for button in self.buttons):
            self._entry.setFocus()
        self.read_again()

    def choose(self, chip: Chip, slug: str) -> None:
        """Write the whole name of a client in the place of its ambiguous beginning."""
        start = self._text.index("@", chip.start)
        self._entry.setFocus()
        # Not setText: Ctrl+Z brings back what was typed.
        self._entry.setSelection(start, chip.end - start)
        self._entry.insert(f"@{slug}")

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Let Backspace refuse the chip whose words end at the cursor; a second one erases as ever."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        if event.key() != Qt.Key.Key_Backspace or event.modifiers() or self._entry.hasSelectedText():
            return False
        place = self._entry.cursorPosition()
        chip = next((chip for chip in self.captured.chips if chip.end == place), None)
        if chip is None:
            return False
        self.refuse(chip)
        return True

    def sizeHint(self) -> QSize:
        """Ask for every row, up to the most that is ever shown at once."""
        return QSize(COMFORTABLE, self._height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten what is wider than the line."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        margins = self._column.contentsMargins()
        for button in self.buttons:
            button.fit(self.viewport().width() - margins.left() - margins.right())
        height = min(px(HIGHEST), self._column.heightForWidth(self.viewport().width()))
        if height != self._height:
            self._height = height
            self.setFixedHeight(height)

    def _follow(self, text: str) -> None:
        self._refused = moved(self._refused, self._text, text)
        self._text = text
        self.read_again()

    def _show(self) -> None:
        wanted = [look for chip in self.captured.chips for look in self._looks(chip)]
        while len(self.buttons) < len(wanted):
            self._add_button()
        for place, button in enumerate(self.buttons):
            button.setVisible(place < len(wanted))
            if place < len(wanted):
                button.show_look(*wanted[place])
        warnings = [chip.warning for chip in self.captured.chips if chip.warning]
        # Those whom an ambiguous name may stand for are there to be pressed: no sentence repeats them.
        shown = [chip.warning for chip in self.captured.chips if chip.kind is Kind.DAY and chip.warning]
        if len(self._text) >= self._entry.maxLength():
            cut = translate("Capture", "Une tâche tient en {count} lettres : ce qui dépasse n’est pas gardé.")
            shown.append(cut.format(count=self._entry.maxLength()))
        self.notice.setText("\n".join(shown))
        self.notice.setVisible(bool(shown))
        self.setVisible(bool(wanted or shown))
        self._fit()
        spoken = [*(spoken_chip(chip) for chip in self.captured.chips), *warnings]
        self._entry.setAccessibleDescription(", ".join(spoken))

    def _looks(self, chip: Chip) -> "list[tuple[str, str, str, Callable[[], None]]]":
        """Return the words, the spoken words, the tone and the act of the buttons of a chip."""
        more = translate("Capture", "Entrée ou Retour arrière : ces mots restent dans le titre.")
        tone = "soon" if chip.warning else "accent"
        looks = [(self._shown_chip(chip) + CROSS, f"{spoken_chip(chip)}. {more}", tone, lambda: self.refuse(chip))]
        if chip.ambiguous:
            looks += [self._candidate(chip, slug, name) for slug, name in list(chip.clients.items())[:MOST_CANDIDATES]]
        return looks

    def _shown_chip(self, chip: Chip) -> str:
        """Return the words of a chip; what comes back says from when, unless another chip does."""
        words, first = shown_chip(chip), chip.values.get("due")
        dated = any(each.kind is Kind.DAY for each in self.captured.chips)
        if chip.kind is not Kind.RECURRENCE or first is None or dated:
            return words
        return translate("Capture", "{day}, puis {chip}").format(chip=words, day=day_and_month(first))

    def _candidate(self, chip: Chip, slug: str, name: str) -> "tuple[str, str, str, Callable[[], None]]":
        spoken = translate("Capture", "Choisir {client}").format(client=name)
        return name, spoken, "neutral", lambda: self.choose(chip, slug)

    def _add_button(self) -> None:
        button = ChipButton(self._body)
        QWidget.setTabOrder(self.buttons[-1] if self.buttons else self._entry, button)
        self.buttons.append(button)
        self._flow.addWidget(button)


class ChipButton(Button):
    """A chip that can be pressed, shortened to the width there is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", kind="chip", size=SMALL - 1, parent=parent)
        self._words = ""
        self._act: Callable[[], None] = _nothing
        self.clicked.connect(lambda: self._act())

    def show_look(self, words: str, spoken: str, tone: str, act: Callable[[], None]) -> None:
        """Say something else, and do something else."""
        self._words, self._act = words, act
        self.setAccessibleName(spoken)
        self.setToolTip(plain_tooltip(spoken))
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)

    def fit(self, width: int) -> None:
        """Shorten the words to a width in pixels, the cross kept; the tooltip tells the whole."""
        cross = CROSS if self._words.endswith(CROSS) else ""
        room = width - FRAME - self.fontMetrics().horizontalAdvance(cross)
        words = self.fontMetrics().elidedText(self._words.removesuffix(cross), Qt.TextElideMode.ElideRight, room)
        # A button takes « & » for the mark of a shortcut.
        self.setText((words + cross).replace("&", "&&"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press what takes away on Backspace and Delete too."""
        if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete) and self._words.endswith(CROSS):
            self.click()
            return
        super().keyPressEvent(event)


def shown_chip(chip: Chip) -> str:
    """Return the words of a chip; an hour says so, « 2 h » being a duration as well."""
    return translate("Capture", "à {hour}").format(hour=chip.label) if chip.kind is Kind.HOUR else chip.label


def spoken_chip(chip: Chip) -> str:
    """Return a chip with what it is about, as « Échéance : ven. 27 nov. »."""
    names = {
        Kind.DAY: translate("Capture", "Échéance : {chip}"),
        Kind.HOUR: translate("Capture", "Heure : {chip}"),
        Kind.DURATION: translate("Capture", "Durée prévue : {chip}"),
        Kind.RECURRENCE: translate("Capture", "Répétition : {chip}, dès le {day}"),
        Kind.CLIENT: translate("Capture", "Client : {chip}"),
        Kind.DOMAIN: translate("Capture", "Domaine : {chip}"),
        Kind.IMPORTANCE: translate("Capture", "Importance : {chip}"),
    }
    first = chip.values.get("due")
    return names[chip.kind].format(chip=chip.label, day=short_date(first) if first else "")


def _nothing() -> None:
    pass
