"""The gestures of the whole window: their keys, and the menu that shows them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from officedesk.ui.shell.field_undo import FieldUndo
from officedesk.ui.shell.places import place_keys
from officedesk.ui.shell.theme import typeface

if TYPE_CHECKING:
    from officedesk.ui.collaborators import Collaborators


class Actions:
    """Actions that work wherever the focus is; a text field keeps Ctrl+Z while it has a text of its own to undo."""

    def __init__(self, window: QWidget) -> None:
        tr = window.tr
        self.find = _action(window, tr("Rechercher ou créer"), "Ctrl+K")
        self.new_task = _action(window, tr("Ajouter une tâche"), "Ctrl+N")
        self.undo = _action(window, tr("Annuler"), "Ctrl+Z")
        self.redo = _action(window, tr("Rétablir"), "Ctrl+Shift+Z")
        FieldUndo(window, self.undo, self.redo)
        self.refresh = _action(window, tr("Actualiser"), "F5")
        self.quit = _action(window, tr("Quitter"), "Ctrl+Q")
        self.bin = _named(QAction(window), tr("Corbeille…"))
        self.past = _named(QAction(window), tr("Historique…"))
        self.import_ = _named(QAction(window), tr("Importer…"))
        self.share = _named(QAction(window), tr("Partager l’écran avec ce client"))
        self.rules = _named(QAction(window), tr("Règles légales…"))
        self.reminders = _named(QAction(window), tr("Rappels…"))
        self.settings = _named(QAction(window), tr("Réglages…"))
        self.shortcuts = _action(window, tr("Raccourcis clavier"), "F1")
        self.passphrase = _named(QAction(window), tr("Changer la phrase de passe…"))
        self.about = _named(QAction(window), tr("À propos"))
        self._window = window
        self.shortcuts.triggered.connect(self.show_shortcuts)
        # A text field keeps its « ? ».
        QShortcut("?", window).activated.connect(self.show_shortcuts)
        self._undo_words, self._redo_words = tr("Annuler : {label}"), tr("Rétablir : {label}")
        self.themes = QActionGroup(window)
        for name, text in (("auto", tr("Comme le système")), ("light", tr("Clair")), ("dark", tr("Sombre"))):
            choice = _named(QAction(self.themes), text)
            choice.setCheckable(True)
            choice.setData(name)
        self.menu = QMenu(window)
        self.menu.setFont(typeface())
        self.menu.addActions([self.find, self.new_task, self.undo, self.redo, self.refresh])
        self.menu.addSeparator()
        self.menu.addActions([self.bin, self.past])
        self.menu.addSeparator()
        self.menu.addActions([self.share, self.import_, self.rules, self.reminders, self.settings, self.passphrase])
        self.menu.addSection(tr("Apparence"))
        self.menu.addActions(self.themes.actions())
        self.menu.addSeparator()
        self.menu.addActions([self.shortcuts, self.about, self.quit])

    def serve(
        self,
        when_open: Callable[[Callable[[], None]], None],
        shared: "Callable[[], Collaborators]",
        shown_client: Callable[[], int | None],
    ) -> None:
        """Show the gestures of the whole desk; each is imported, and the desk opened, when it is asked for.

        An import is proposed for the client in front, and the history is that client's.
        """

        def asked(name: str, *more: int | None) -> None:
            from officedesk.ui.shell import desk_menu

            def act() -> None:
                desk_menu.GESTURES[name](shared(), self._window, *more)

            when_open(act)

        self.find.triggered.connect(lambda: asked("find"))
        self.bin.triggered.connect(lambda: asked("bin"))
        self.past.triggered.connect(lambda: asked("past", shown_client()))
        self.import_.triggered.connect(lambda: asked("import", shown_client()))
        self.rules.triggered.connect(lambda: asked("rules"))
        self.reminders.triggered.connect(lambda: asked("reminders"))
        self.settings.triggered.connect(lambda: asked("settings"))
        self.passphrase.triggered.connect(lambda: asked("passphrase"))
        self.about.triggered.connect(lambda: asked("about"))

    def show_shortcuts(self) -> None:
        """Show every key of the window; nothing of the desk is needed for it."""
        from officedesk.ui.shell.french import complete_french
        from officedesk.ui.shell.shortcuts_dialog import ShortcutsDialog

        complete_french()
        ShortcutsDialog(self._window).open()

    def open_places(self, show: Callable[[str], None]) -> None:
        """Give each page of the sidebar its key: Ctrl and its rank."""
        for place, keys in place_keys():
            QShortcut(keys, self._window).activated.connect(lambda place=place: show(place))

    def show_labels(self, undoable: str, redoable: str) -> None:
        """Name what undo and redo would take; without anything to take they are greyed."""
        for action, words, label in (
            (self.undo, self._undo_words, undoable),
            (self.redo, self._redo_words, redoable),
        ):
            action.setText(words.format(label=label) if label else words.partition(" :")[0])

    def show_alone(self, alone: bool) -> None:
        """Leave in the menu what names no client, while the screen is shared with one."""
        desk = (self.import_, self.rules, self.reminders, self.settings, self.passphrase, self.about)
        for action in (self.share, self.bin, self.past, *desk):
            action.setVisible(not alone)

    def mark_theme(self, choice: str) -> None:
        """Mark the theme in use."""
        for action in self.themes.actions():
            action.setChecked(action.data() == choice)


def _action(window: QWidget, text: str, keys: str) -> QAction:
    action = _named(QAction(window), text)
    action.setShortcut(keys)
    window.addAction(action)
    return action


def _named(action: QAction, text: str) -> QAction:
    # Not in the constructor: one of its forms takes an icon, and the toolkit makes 150 constants to rule it out.
    action.setText(text)
    return action
