"""The table of every list: lines of one height, parted by hairlines, moved in by keys."""

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from officedesk.ui.parts.check import SIDE, paint_check
from officedesk.ui.parts.chips import SQUARE, paint_swatch
from officedesk.ui.parts.labels import SMALL
from officedesk.ui.parts.rows import COLOUR_ROLE, LOOK_ROLE, MARK_ROLE, STRUCK_ROLE, TONE_ROLE, Column, RowsModel
from officedesk.ui.shell.theme import BASE, colours, typeface

LINE = 41
MARGIN = 16
CHIP_HEIGHT = 22
NARROW = 620
# A title begins where the words of its cells begin.
HEADER = f"QHeaderView::section:first, QHeaderView::section:only-one {{ padding-left: {MARGIN}px; }}"

Index = QModelIndex | QPersistentModelIndex


class Table(QTableView):
    """Shows a RowsModel; gestures on lines are signals that carry ids, and the view that owns it acts.

    Space asks to complete, Return or a double click to edit, Delete to delete. The selected line is kept when the
    list is read again, as long as it is still there.
    """

    chosen = Signal(object)
    """The id of the current line, or None."""
    toggle_asked = Signal(list)
    edit_asked = Signal(int)
    delete_asked = Signal(list)

    def __init__(self, model: RowsModel[Any], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = model
        self._kept: int | None = None
        self.setAccessibleName(name)
        self.setFont(typeface(BASE, tabular=True))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(CellPainter(self))
        # The frame of the focus goes round the current line, not round the whole list.
        self.setStyleSheet("QTableView:focus { border: none; }")
        self.setModel(model)
        self._measure()
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._restore)
        self.selectionModel().currentRowChanged.connect(self._announce)
        self.doubleClicked.connect(self._edit)

    def _measure(self) -> None:
        down, across = self.verticalHeader(), self.horizontalHeader()
        down.hide()
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultSectionSize(LINE)
        across.setFont(typeface(SMALL))
        across.setHighlightSections(False)
        across.setSectionsClickable(False)
        across.setMinimumSectionSize(24)
        across.setFixedHeight(38)
        across.setStyleSheet(HEADER)
        for position, column in enumerate(self.rows.columns):
            if column.width is None:
                across.setSectionResizeMode(position, QHeaderView.ResizeMode.Stretch)
                continue
            across.setSectionResizeMode(position, QHeaderView.ResizeMode.Fixed)
            across.resizeSection(position, column.width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out of a narrow table the columns that can be missed."""
        narrow = event.size().width() < NARROW
        for position, column in enumerate(self.rows.columns):
            if column.width is None or column.slim is None:
                continue
            self.setColumnHidden(position, narrow and not column.slim)
            self.horizontalHeader().resizeSection(position, (narrow and column.slim) or column.width)
        super().resizeEvent(event)

    def current_id(self) -> int | None:
        """Return the id of the current line, or None."""
        return self.rows.id_at(self.currentIndex().row())

    def selected_ids(self) -> list[int]:
        """Return the ids of the selected lines, in their order."""
        positions = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [id for id in map(self.rows.id_at, positions) if id is not None]

    def choose(self, row_id: int) -> bool:
        """Select the line of an id and bring it in sight; tell whether the list has it."""
        position = self.rows.position_of(row_id)
        if position is None:
            return False
        self.selectRow(position)
        self.scrollTo(self.rows.index(position, 0))
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn keys into gestures on the selected lines."""
        ids, key = self.selected_ids(), event.key()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or not ids:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Space:
            self.toggle_asked.emit(ids)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit_asked.emit(self.current_id() or ids[0])
        elif key == Qt.Key.Key_Delete:
            self.delete_asked.emit(ids)
        else:
            super().keyPressEvent(event)

    def _edit(self, index: QModelIndex) -> None:
        row_id = self.rows.id_at(index.row())
        if row_id is not None and self.rows.columns[index.column()].checked is None:
            self.edit_asked.emit(row_id)

    def _announce(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.chosen.emit(self.rows.id_at(current.row()))

    def _keep(self) -> None:
        self._kept = self.current_id()

    def _restore(self) -> None:
        if self._kept is None or not self.choose(self._kept):
            self.chosen.emit(None)


class CellPainter(QStyledItemDelegate):
    """Paints words, a client's square, a chip or a box to check, from the column's own look."""

    def __init__(self, table: Table) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell and the hairline under it."""
        column: Column[Any] = index.data(LOOK_ROLE)
        palette = colours()
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        place = QRectF(option.rect)
        if selected:
            painter.fillRect(place, QColor(palette.accent_soft))
        painter.fillRect(QRectF(place.left(), place.bottom() - 1, place.width(), 1), QColor(palette.line))
        if self._table.hasFocus() and index.row() == self._table.currentIndex().row():
            _ring(painter, place, first=self._is_first(index), last=self._is_last(index))
        inner = place.adjusted(MARGIN if index.column() == 0 else MARGIN / 2, 0, -MARGIN / 2, -1)
        if column.checked is not None:
            _box(painter, inner, checked=index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked)
        elif index.data(TONE_ROLE):
            _chip(painter, inner, str(index.data() or ""), str(index.data(TONE_ROLE)))
        else:
            _words(painter, inner, index, column)
        painter.restore()

    def _is_first(self, index: Index) -> bool:
        return self._table.horizontalHeader().visualIndex(index.column()) == 0

    def _is_last(self, index: Index) -> bool:
        shown = [column for column in range(len(self._table.rows.columns)) if not self._table.isColumnHidden(column)]
        return index.column() == shown[-1]

    def editorEvent(  # noqa: N802 - Qt's name
        self, event: QEvent, model: Any, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Toggle a box on a click anywhere in its cell."""
        if event.type() != QEvent.Type.MouseButtonRelease or index.data(LOOK_ROLE).checked is None:
            return bool(super().editorEvent(event, model, option, index))
        checked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        wanted = Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked
        model.setData(index, wanted, Qt.ItemDataRole.CheckStateRole)
        return True


def _ring(painter: QPainter, place: QRectF, *, first: bool, last: bool) -> None:
    """Paint the part of the focus's frame that goes round one cell of the current line."""
    colour = QColor(colours().accent)
    painter.fillRect(QRectF(place.left(), place.top(), place.width(), 2), colour)
    painter.fillRect(QRectF(place.left(), place.bottom() - 2, place.width(), 2), colour)
    if first:
        painter.fillRect(QRectF(place.left(), place.top(), 2, place.height()), colour)
    if last:
        painter.fillRect(QRectF(place.right() - 2, place.top(), 2, place.height()), colour)


def _box(painter: QPainter, place: QRectF, *, checked: bool) -> None:
    paint_check(painter, QRectF(place.left(), place.center().y() - SIDE / 2, SIDE, SIDE), checked=checked)


def _chip(painter: QPainter, place: QRectF, words: str, tone: str) -> None:
    if not words:
        return
    palette = colours()
    text, ground = palette.tone(tone)
    font = typeface(SMALL - 1, tabular=True)
    shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, int(place.width()) - 16)
    width = QFontMetrics(font).horizontalAdvance(shown) + 16
    chip = QRectF(place.left(), place.center().y() - CHIP_HEIGHT / 2, width, CHIP_HEIGHT)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(palette.line), 1) if tone == "neutral" else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(chip, 6, 6)
    painter.setPen(QColor(text))
    painter.setFont(font)
    painter.drawText(chip, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, shown)


def chip_width(words: str) -> int:
    """Return the pixels that a chip takes."""
    return QFontMetrics(typeface(SMALL - 1, tabular=True)).horizontalAdvance(words) + 16


def _words(painter: QPainter, place: QRectF, index: Index, column: Column[Any]) -> None:
    palette = colours()
    words = " ".join(str(index.data() or "").split())
    colour = index.data(COLOUR_ROLE)
    if colour is not None:
        paint_swatch(painter, QRectF(place.left(), place.center().y() - SQUARE / 2, SQUARE, SQUARE), colour)
        place = place.adjusted(SQUARE + 9, 0, 0, 0)
    struck = bool(index.data(STRUCK_ROLE))
    font = QFont(typeface(BASE, tabular=True))
    font.setStrikeOut(struck)
    painter.setFont(font)
    painter.setPen(QColor(palette.muted if column.muted or struck else palette.text))
    side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    # AlignAbsolute: a Hebrew title stays in its column's place, and reads in its own direction.
    where = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
    mark = str(index.data(MARK_ROLE) or "")
    taken = chip_width(mark) + 8 if mark else 0
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(place.width()) - taken)
    width = painter.fontMetrics().horizontalAdvance(shown)
    painter.drawText(place, where | Qt.TextFlag.TextSingleLine, shown)
    if mark:
        _chip(painter, place.adjusted(width + 8, 0, 0, 0), mark, "soon")
