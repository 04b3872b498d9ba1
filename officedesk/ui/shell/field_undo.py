"""Ctrl+Z in an empty field goes to the desk: a field keeps the key only for a text of its own."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget


class FieldUndo(QObject):
    """Watches the field that has the keyboard, and no other: a filter is called for each event."""

    def __init__(self, window: QWidget, undo: QAction, redo: QAction) -> None:
        super().__init__(window)
        self._actions = (undo, redo)
        self._watched: QLineEdit | None = None
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Leave to the window a key that the field would swallow for nothing."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.ShortcutOverride:
            return False
        if not self._asks_the_desk(event):
            return False
        event.ignore()
        return True

    def _asks_the_desk(self, event: QKeyEvent) -> bool:
        from PySide6.QtGui import QKeySequence

        field, keys = self._watched, QKeySequence(event.keyCombination())
        if field is None or field.text() or field.isUndoAvailable() or field.isRedoAvailable():
            return False
        return any(keys == action.shortcut() for action in self._actions)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        from shiboken6 import isValid

        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = new if isinstance(new, QLineEdit) else None
        if self._watched is not None:
            self._watched.installEventFilter(self)
