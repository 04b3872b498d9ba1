"""One model for every table: the ids of the current filter at once, rows by page when they are painted."""

import re
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from officedesk.ui.parts.labels import SMALL, plain_tooltip
from officedesk.ui.shell.theme import typeface

PAGE = 128
KEPT_PAGES = 8

TONE_ROLE = Qt.ItemDataRole.UserRole + 1
COLOUR_ROLE = Qt.ItemDataRole.UserRole + 2
LOOK_ROLE = Qt.ItemDataRole.UserRole + 3
STRUCK_ROLE = Qt.ItemDataRole.UserRole + 4
MARK_ROLE = Qt.ItemDataRole.UserRole + 5
UNDER_ROLE = Qt.ItemDataRole.UserRole + 6
HEAD_ROLE = Qt.ItemDataRole.UserRole + 7

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class HasId(Protocol):
    """What a table shows: anything that says which row it is."""

    @property
    def id(self) -> Any:
        """Return the number of the row."""


R = TypeVar("R", bound=HasId)


@dataclass(frozen=True)
class Column(Generic[R]):
    """A column: its title, the words of a cell, and how they are painted.

    ``tone`` makes a chip of the cell, ``colour`` puts a client's square before it, ``checked`` makes it a box to
    check, ``struck`` strikes what is over, ``mark`` adds a chip after the words. ``width`` is in pixels, and None for
    the title, which takes what is left. A title that would be cut takes the place of the columns that may go
    ``under`` it, on a second line; these are as wide as their words, and ``width`` at least.
    """

    title: str
    text: Callable[[R], str]
    width: int | None = None
    under: bool = False
    muted: bool = False
    right: bool = False
    tone: Callable[[R], str] | None = None
    colour: Callable[[R], int | None] | None = None
    checked: Callable[[R], bool] | None = None
    struck: Callable[[R], bool] | None = None
    mark: Callable[[R], str] | None = None


def chip_column(title: str, chip: Callable[[R], tuple[str, str]], width: int) -> Column[R]:
    """Return a column of chips; ``chip`` gives the words and the tone, and no words for no chip."""
    return Column(title, lambda row: chip(row)[0], width=width, tone=lambda row: chip(row)[1])


class Under(NamedTuple):
    """What a line says under its title: a name with its square, other words, and a chip at the right."""

    name: str = ""
    colour: int | None = None
    words: str = ""
    chip: tuple[str, str] = ("", "")

    def spoken(self) -> str:
        """Return all of it, for a tooltip and a screen reader."""
        return ", ".join(part for part in (self.name, self.words, self.chip[0]) if part)


def under_of(row: R, columns: Sequence[Column[R]]) -> Under:
    """Return what the columns that gave way say of a row, the last ones to give way first: these are never cut."""
    name, colour, chip, words = "", None, ("", ""), []
    for column in sorted(columns, key=lambda column: column.under):
        text = on_one_line(column.text(row))
        tone = column.tone(row) if column.tone else ""
        if column.colour is not None:
            name, colour = text, column.colour(row)
        elif text and tone:
            chip = (text, tone)
        elif text:
            words.append(text)
    return Under(name, colour, " · ".join(words), chip)


class Head(NamedTuple):
    """A line that is no row: the title of a group, or, with ``more``, the way to what it does not show."""

    text: str
    note: str = ""
    more: bool = False


class RowsModel(QAbstractTableModel, Generic[R]):
    """Shows the rows that ``find_ids`` names and ``load`` reads; a box that is checked only says so.

    An id below zero is that of one of ``heads``, which ``find_ids`` may set.
    """

    toggled = Signal(int, bool)

    def __init__(
        self,
        columns: Sequence[Column[R]],
        find_ids: Callable[[], Sequence[int]],
        load: Callable[[Sequence[int]], Sequence[R]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.under: tuple[Column[R], ...] = ()
        self.heads: Mapping[int, Head] = {}
        self._find_ids = find_ids
        self._load = load
        self._ids: Sequence[int] = ()
        self._pages: OrderedDict[int, dict[int, R]] = OrderedDict()

    def refresh(self) -> None:
        """Read the ids again; rows follow when they are painted."""
        # Read first: a refusal must not leave the model in the middle of a reset.
        ids = self._find_ids()
        self.beginResetModel()
        self._ids = ids
        self._pages.clear()
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return the number of ids; a cell has no children."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Return the number of columns; a cell has no children."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the title of a column."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self.columns[section].right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.FontRole:
            # The header itself takes the table's font, whatever it is given, under a style sheet.
            return typeface(SMALL)
        return self.columns[section].title if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what can be done with a cell: nothing is written in place, boxes are checked."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        head = self.head_at(index.row())
        if head is not None:
            return usual if head.more else Qt.ItemFlag.ItemNeverHasChildren
        return usual | Qt.ItemFlag.ItemIsUserCheckable if self.columns[index.column()].checked else usual

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a cell, or what its painter needs."""
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == LOOK_ROLE:
            return column
        head = self.head_at(index.row())
        if head is not None:
            return _head_value(head, role)
        row = self.row(index.row())
        if row is None:
            return None
        if column.width is not None or role not in (UNDER_ROLE, Qt.ItemDataRole.AccessibleTextRole):
            return _value(column, row, role)
        under = under_of(row, self.under)
        if role == UNDER_ROLE:
            return under
        return ", ".join(words for words in (_value(column, row, role), under.spoken()) if words)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802 - Qt's name
        """Announce that a box was clicked; whoever listens writes, and the change brings the row back."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        row = self.row(index.row())
        if row is None or self.columns[index.column()].checked is None:
            return False
        self.toggled.emit(row.id, Qt.CheckState(value) == Qt.CheckState.Checked)
        return False

    def row(self, position: int) -> R | None:
        """Return the row at a position, or None if it has been deleted since the ids were read."""
        number = position // PAGE
        if number not in self._pages:
            ids = [row_id for row_id in self._ids[number * PAGE : (number + 1) * PAGE] if row_id >= 0]
            self._pages[number] = {row.id: row for row in self._load(ids)}
            if len(self._pages) > KEPT_PAGES:
                self._pages.popitem(last=False)
        return self._pages[number].get(self._ids[position])

    def id_at(self, position: int) -> int | None:
        """Return the id shown at a position, or None beyond the end."""
        return self._ids[position] if 0 <= position < len(self._ids) else None

    def head_at(self, position: int) -> Head | None:
        """Return the title or the way to more that stands at a position, if it is no row."""
        return self.heads.get(self.id_at(position) or 0)

    def head_rows(self) -> list[int]:
        """Return the positions of what is no row."""
        return [position for position, row_id in enumerate(self._ids) if row_id < 0] if self.heads else []

    def position_of(self, row_id: int) -> int | None:
        """Return where an id is shown, or None when the filter leaves it out."""
        try:
            return self._ids.index(row_id)
        except ValueError:
            return None


def on_one_line(text: str) -> str:
    """Return a text without its line breaks; narrow and unbreakable spaces stay what they are."""
    return " ".join(filter(None, re.split(r"[ \t\r\n]+", text)))


def _head_value(head: Head, role: int) -> Any:
    if role == HEAD_ROLE:
        return head
    if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
        return ", ".join(part for part in (head.text, head.note) if part)
    return None


def _value(column: Column[R], row: R, role: int) -> Any:
    """Return what one cell answers for one role."""
    if role == Qt.ItemDataRole.DisplayRole:
        return column.text(row)
    if role == Qt.ItemDataRole.AccessibleTextRole:
        return ", ".join(words for words in (column.text(row), column.mark(row) if column.mark else "") if words)
    if role == Qt.ItemDataRole.ToolTipRole:
        return plain_tooltip(column.text(row)) or None
    if role == TONE_ROLE and column.tone:
        return column.tone(row)
    if role == COLOUR_ROLE and column.colour:
        return column.colour(row)
    if role == MARK_ROLE and column.mark:
        return column.mark(row)
    if role == STRUCK_ROLE and column.struck:
        return column.struck(row)
    if role == Qt.ItemDataRole.CheckStateRole and column.checked:
        return Qt.CheckState.Checked if column.checked(row) else Qt.CheckState.Unchecked
    return None
