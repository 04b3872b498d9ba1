"""The sheet of every key: what she can do without the mouse."""

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.chips import Chip
from officedesk.ui.parts.dialogs import open_at
from officedesk.ui.parts.labels import BOLD, Label
from officedesk.ui.parts.scrolling import scrolled
from officedesk.ui.parts.side_by_side import SideBySide
from officedesk.ui.shell.places import place_keys, place_title
from officedesk.ui.shell.theme import px

SIZE = (780, 620)
LEAST_WORDS = 120

translate = QCoreApplication.translate


class Key(NamedTuple):
    """Keys as Qt names them (« Ctrl+N »), and what they do."""

    keys: tuple[str, ...]
    words: str


class Group(NamedTuple):
    """Where keys work, and what they do there."""

    title: str
    keys: tuple[Key, ...]


class ShortcutsDialog(QDialog):
    """Two columns of keys; Escape closes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Raccourcis clavier"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = Label(self.tr("Raccourcis clavier"), size=18, weight=BOLD)
        title.setContentsMargins(24, 0, 24, 0)
        body = QWidget()
        body.setProperty("role", "page")
        columns = SideBySide(gap=36, parent=body)
        columns.setContentsMargins(24, 0, 24, 8)
        groups = shortcut_groups()
        half = (len(groups) + 1) // 2
        for part in (groups[:half], groups[half:]):
            columns.addWidget(_column(part))
        close = Button(self.tr("Fermer"))
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 0, 24, 20)
        foot.addWidget(close)
        foot.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 20, 0, 0)
        column.setSpacing(14)
        column.addWidget(title)
        column.addWidget(scrolled(body), 1)
        column.addLayout(foot)
        open_at(self, *SIZE)


def shortcut_groups() -> list[Group]:
    """Return every key of the window, by where it works."""
    pages = tuple(
        Key((keys,), translate("Shortcuts", "Ouvrir « {page} »").format(page=place_title(name)))
        for name, keys in place_keys()
    )
    everywhere = (
        Key(("Ctrl+K",), translate("Shortcuts", "Rechercher, aller, agir ou créer")),
        Key(("Ctrl+N",), translate("Shortcuts", "Ajouter une tâche")),
        Key(("Ctrl+Z",), translate("Shortcuts", "Annuler la dernière action")),
        Key(("Ctrl+Shift+Z",), translate("Shortcuts", "Rétablir")),
        Key(("F5",), translate("Shortcuts", "Actualiser")),
        Key(("F1", "?"), translate("Shortcuts", "Cette feuille")),
        Key(("Ctrl+Q",), translate("Shortcuts", "Quitter")),
        Key(("Tab", "Shift+Tab"), translate("Shortcuts", "Zone suivante, précédente")),
    )
    lists = (
        Key(("Up", "Down"), translate("Shortcuts", "Ligne précédente, suivante")),
        Key(("Shift+Down",), translate("Shortcuts", "Choisir plusieurs lignes")),
        Key(("Space",), translate("Shortcuts", "Terminer, ou rouvrir")),
        Key(("Enter",), translate("Shortcuts", "Ouvrir, ou modifier")),
        Key(("Del",), translate("Shortcuts", "Supprimer (annulable)")),
        Key(("R",), translate("Shortcuts", "Décisions : relancer la direction")),
    )
    agenda = (
        Key(("Up", "Down"), translate("Shortcuts", "Élément précédent, suivant")),
        Key(("Left", "Right"), translate("Shortcuts", "Jour précédent, suivant")),
        Key(("PgUp", "PgDown"), translate("Shortcuts", "Période précédente, suivante")),
        Key(("J", "S", "M"), translate("Shortcuts", "Jour, semaine, mois")),
        Key(("T",), translate("Shortcuts", "Aujourd’hui")),
        Key(("N",), translate("Shortcuts", "Nouvel événement")),
        Key(("Alt+Up", "Alt+Right"), translate("Shortcuts", "Déplacer d’un quart d’heure, d’un jour")),
        Key(("Alt+Shift+Down",), translate("Shortcuts", "Allonger, ou raccourcir")),
    )
    board = (
        Key(("Left", "Right"), translate("Shortcuts", "Colonne précédente, suivante")),
        Key(("Alt+Left", "Alt+Right"), translate("Shortcuts", "Mettre la tâche dans la colonne voisine")),
        Key(("Enter",), translate("Shortcuts", "Ouvrir la fiche")),
    )
    checklist = (
        Key(("Space",), translate("Shortcuts", "Cocher, ou décocher")),
        Key(("F2",), translate("Shortcuts", "Modifier un point")),
        Key(("Alt+Up", "Alt+Down"), translate("Shortcuts", "Monter, descendre un point")),
    )
    forms = (
        Key(("Enter",), translate("Shortcuts", "Enregistrer, depuis un champ d’une ligne")),
        Key(("Ctrl+Enter",), translate("Shortcuts", "Enregistrer, de partout")),
        Key(("Esc",), translate("Shortcuts", "Quitter le formulaire")),
        Key(("Alt+Down",), translate("Shortcuts", "Ouvrir le calendrier d’une date")),
    )
    return [
        Group(translate("Shortcuts", "Partout"), everywhere),
        Group(translate("Shortcuts", "Pages"), pages),
        Group(translate("Shortcuts", "Listes"), lists),
        Group(translate("Shortcuts", "Tableau des tâches"), board),
        Group(translate("Shortcuts", "Liste à cocher d’une tâche"), checklist),
        Group(translate("Shortcuts", "Agenda"), agenda),
        Group(translate("Shortcuts", "Formulaires"), forms),
    ]


def _column(groups: list[Group]) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(10)
    for group in groups:
        column.addWidget(Label(group.title, weight=BOLD))
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for row, key in enumerate(group.keys):
            grid.addLayout(_chips(key), row, 0)
            words = Label(key.words, wrap=True)
            words.setMinimumWidth(px(LEAST_WORDS))
            words.setAccessibleName(f"{_native(key)} : {key.words}")
            grid.addWidget(words, row, 1)
        column.addLayout(grid)
        column.addSpacing(8)
    column.addStretch()
    return holder


def _chips(key: Key) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(6)
    for each in key.keys:
        line.addWidget(Chip(native_keys(each), "neutral"))
    line.addStretch()
    return line


def _native(key: Key) -> str:
    return ", ".join(native_keys(each) for each in key.keys)


def native_keys(keys: str) -> str:
    """Return keys as the keyboard of this machine names them: « Ctrl+Maj+Z »."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
