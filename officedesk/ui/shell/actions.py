"""The gestures of the whole window: their keys, and the menu that shows them."""

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from officedesk.ui.shell.theme import typeface


class Actions:
    """Actions that work wherever the focus is; a text field keeps Ctrl+Z for its own text."""

    def __init__(self, window: QWidget) -> None:
        tr = window.tr
        self.new_task = _action(window, tr("Ajouter une tâche"), "Ctrl+N")
        self.undo = _action(window, tr("Annuler"), "Ctrl+Z")
        self.redo = _action(window, tr("Rétablir"), "Ctrl+Shift+Z")
        self.refresh = _action(window, tr("Actualiser"), "F5")
        self.quit = _action(window, tr("Quitter"), "Ctrl+Q")
        self._undo_words, self._redo_words = tr("Annuler : {label}"), tr("Rétablir : {label}")
        self.themes = QActionGroup(window)
        for name, text in (("auto", tr("Comme le système")), ("light", tr("Clair")), ("dark", tr("Sombre"))):
            choice = QAction(text, self.themes, checkable=True)
            choice.setData(name)
        self.menu = QMenu(window)
        self.menu.setFont(typeface())
        self.menu.addActions([self.new_task, self.undo, self.redo, self.refresh])
        self.menu.addSection(tr("Apparence"))
        self.menu.addActions(self.themes.actions())
        self.menu.addSeparator()
        self.menu.addAction(self.quit)

    def show_labels(self, undoable: str, redoable: str) -> None:
        """Name what undo and redo would take; without anything to take they are greyed."""
        for action, words, label in (
            (self.undo, self._undo_words, undoable),
            (self.redo, self._redo_words, redoable),
        ):
            action.setText(words.format(label=label) if label else words.partition(" :")[0])

    def mark_theme(self, choice: str) -> None:
        """Mark the theme in use."""
        for action in self.themes.actions():
            action.setChecked(action.data() == choice)


def _action(window: QWidget, text: str, keys: str) -> QAction:
    action = QAction(text, window)
    action.setShortcut(QKeySequence(keys))
    window.addAction(action)
    return action
