"""The checklist on the card of a task: checked, reworded, ordered and added to, by keys as well as by the pointer."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from officedesk.ui.failures import told
from officedesk.ui.parts.cell_painting import paint_ring
from officedesk.ui.parts.check import SIDE, paint_check
from officedesk.ui.parts.labels import plain_tooltip
from officedesk.ui.shell.theme import BASE, colours, tall, typeface

if TYPE_CHECKING:
    from collections.abc import Sequence

    from officedesk.domain.entities import CheckItem
    from officedesk.storage.store import Change
    from officedesk.storage.workspace import Workspace
    from officedesk.ui.collaborators import Collaborators

LINE, MOST_SHOWN = 30, 12
TEXT_LEFT = 8 + SIDE + 10
Index = QModelIndex | QPersistentModelIndex
ID_ROLE = Qt.ItemDataRole.UserRole
MODIFIED = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class ItemPainter(QStyledItemDelegate):
    """Paints a line as every list does: the square, then the words, struck when it is checked."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one line, and the ring of the focus round the current one."""
        palette, place = colours(), QRectF(option.rect)
        done = index.data(Qt.ItemDataRole.CheckStateRole) in (Qt.CheckState.Checked, Qt.CheckState.Checked.value)
        painter.save()
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_ring(painter, place)
        square = QRectF(place.left() + 8, place.center().y() - SIDE / 2, SIDE, SIDE)
        paint_check(painter, square, checked=done)
        font = QFont(typeface(BASE))
        font.setStrikeOut(done)
        painter.setFont(font)
        painter.setPen(QColor(palette.muted if done else palette.text))
        words = place.adjusted(TEXT_LEFT, 0, -8, 0)
        text = str(index.data() or "")
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(words.width()))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the size of every line."""
        return QSize(80, tall(LINE))

    def updateEditorGeometry(  # noqa: N802 - Qt's name
        self, editor: QWidget, option: QStyleOptionViewItem, _index: Index
    ) -> None:
        """Put the editor over the words."""
        editor.setGeometry(option.rect.adjusted(TEXT_LEFT - 8, 0, 0, 0))

    def editorEvent(self, event: QEvent, model: Any, option: QStyleOptionViewItem, index: Index) -> bool:  # noqa: N802
        """Check on a click on the square, or on Space."""
        if not isinstance(event, QMouseEvent):
            return bool(super().editorEvent(event, model, option, index))
        if event.type() != QEvent.Type.MouseButtonRelease or event.position().x() > option.rect.left() + TEXT_LEFT:
            return False
        done = index.data(Qt.ItemDataRole.CheckStateRole) in (Qt.CheckState.Checked, Qt.CheckState.Checked.value)
        wanted = Qt.CheckState.Unchecked if done else Qt.CheckState.Checked
        return bool(model.setData(index, wanted, Qt.ItemDataRole.CheckStateRole))


class ItemList(QListWidget):
    """The lines; Space checks, F2 rewords, Alt+arrows move, Delete deletes: whoever owns it writes."""

    delete_asked = Signal(int)
    move_asked = Signal(int, int)
    dropped = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setProperty("role", "lines")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(ItemPainter(self))
        self.setTabKeyNavigation(False)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked)
        self.model().rowsMoved.connect(self.dropped)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn keys into gestures on the current line."""
        row, key = self.currentRow(), event.key()
        if row >= 0 and event.modifiers() == Qt.KeyboardModifier.AltModifier and key in MODIFIED:
            self.move_asked.emit(row, MODIFIED[Qt.Key(key)])
        elif row >= 0 and key == Qt.Key.Key_Delete:
            self.delete_asked.emit(self.item(row).data(ID_ROLE))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Have a current line as soon as the keyboard is here, so that the focus is seen."""
        super().focusInEvent(event)
        if self.currentRow() < 0 and self.count():
            self.setCurrentRow(0)

    def ids(self) -> list[int]:
        """Return the numbers of the lines, in order."""
        return [self.item(row).data(ID_ROLE) for row in range(self.count())]


class Checklist(QWidget):
    """Follows the desk by itself, so that the keyboard stays where it is."""

    def __init__(
        self, workspace: "Workspace", task_id: int, shared: "Collaborators", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace, self._task_id, self._shared = workspace, task_id, shared
        self.list = ItemList(self.tr("Liste à cocher"))
        self.list.setToolTip(self.tr("Espace coche, F2 modifie, Alt+flèches déplacent, Suppr retire."))
        self.entry = QLineEdit(maxLength=400)
        self.entry.setPlaceholderText(self.tr("Ajouter un point"))
        self.entry.setAccessibleName(self.tr("Ajouter un point à la liste"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.list)
        column.addWidget(self.entry)
        self.entry.returnPressed.connect(self._add)
        self.list.itemChanged.connect(self._change)
        self.list.delete_asked.connect(self._delete)
        self.list.move_asked.connect(self._move)
        self.list.dropped.connect(self._keep_order)
        shared.changes.happened.connect(self._on_change)
        self.refresh()

    def refresh(self) -> None:
        """Read the lines again; the current one stays."""
        from officedesk.services.checklists import check_items

        items = check_items(self._workspace, self._task_id)
        self.list.blockSignals(True)
        if self.list.ids() != [item.id for item in items]:
            self._make_lines(items)
        for row, item in enumerate(items):
            self._fill(self.list.item(row), item)
        self.list.blockSignals(False)
        self.list.setVisible(bool(items))
        self.list.setFixedHeight(tall(LINE) * min(MOST_SHOWN, max(1, len(items))) + 2)
        self.list.viewport().update()

    def _make_lines(self, items: "Sequence[CheckItem]") -> None:
        """Make other lines; the current one stays, or the one that took its place."""
        row, current = self.list.currentRow(), self.list.currentItem()
        chosen = current.data(ID_ROLE) if current else None
        self.list.clear()
        for item in items:
            line = QListWidgetItem(self.list)
            line.setData(ID_ROLE, item.id)
            line.setFlags(line.flags() | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEditable)
        ids = self.list.ids()
        self.list.setCurrentRow(ids.index(chosen) if chosen in ids else min(row, len(ids) - 1))

    def _fill(self, line: QListWidgetItem, item: "CheckItem") -> None:
        line.setText(item.text)
        line.setToolTip(plain_tooltip(item.text))
        line.setCheckState(Qt.CheckState.Checked if item.done else Qt.CheckState.Unchecked)

    def _add(self) -> None:
        from officedesk.services.checklists import add_check_item

        with told(self._shared.toasts):
            add_check_item(self._workspace, self._task_id, self.entry.text())
            self.entry.setText("")

    def _change(self, line: QListWidgetItem) -> None:
        """Write what was checked or reworded: the list says only that a line changed."""
        from officedesk.services.checklists import check_items, check_off, reword_check_item

        item_id, text, done = line.data(ID_ROLE), line.text(), line.checkState() == Qt.CheckState.Checked
        stored = next(item for item in check_items(self._workspace, self._task_id) if item.id == item_id)
        with told(self._shared.toasts):
            if done != stored.done:
                check_off(self._workspace, item_id, done=done)
            elif text != stored.text:
                reword_check_item(self._workspace, item_id, text)
            return
        self.refresh()

    def _delete(self, item_id: int) -> None:
        from officedesk.services.checklists import delete_check_item

        with told(self._shared.toasts):
            delete_check_item(self._workspace, item_id)
            self._shared.history.offer_undo(self.tr("Point supprimé."))

    def _move(self, row: int, by: int) -> None:
        ids = self.list.ids()
        if 0 <= row + by < len(ids):
            ids[row], ids[row + by] = ids[row + by], ids[row]
            self._order(ids)

    def _keep_order(self) -> None:
        self._order(self.list.ids())

    def _order(self, ids: list[int]) -> None:
        from officedesk.services.checklists import order_check_items

        with told(self._shared.toasts):
            order_check_items(self._workspace, self._task_id, ids)

    def _on_change(self, change: "Change") -> None:
        if change.concerns("check_item") and change.client_id == self._workspace.client_id:
            self.refresh()
