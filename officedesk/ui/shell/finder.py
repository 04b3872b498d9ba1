"""Ctrl+K: one field over the window, that finds what is written, goes there, and does what the menu does."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from officedesk.ui.failures import told
from officedesk.ui.parts.card import Separator
from officedesk.ui.parts.labels import SMALL, Label
from officedesk.ui.parts.table import Table
from officedesk.ui.shell.finder_list import FinderList
from officedesk.ui.shell.finder_offers import Offers
from officedesk.ui.shell.theme import BASE, px, typeface

if TYPE_CHECKING:
    from officedesk.ui.collaborators import Collaborators
    from officedesk.ui.shell.main_window import MainWindow

WIDTH, TALLEST = 660, 520
MARGIN, TOP = 24, 64
VEIL = QColor(10, 14, 20, 90)
PAGE = 8
MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -PAGE, Qt.Key.Key_PageDown: PAGE}


class Finder(QWidget):
    """Lies over the whole window until Escape, Return, or a click beside it; the keyboard stays in its field."""

    def __init__(self, shared: "Collaborators", window: "MainWindow") -> None:
        super().__init__(window)
        self._window, self._shared = window, shared
        self._before = window.focusWidget()
        self._taking = self._moved = False
        self.setAccessibleName(self.tr("Rechercher ou créer"))
        self.field = QLineEdit()
        self.field.setFont(typeface(BASE + 2))
        self.field.setProperty("bare", True)
        self.field.setMaxLength(400)
        self.field.setPlaceholderText(self.tr("Rechercher ou créer"))
        self.field.setAccessibleName(self.tr("Rechercher ou créer"))
        self.list = FinderList(self.tr("Résultats"))
        self.keys = Label(self.tr("@ client   # domaine   > action   ↑ ↓ choisir   Entrée ouvrir   Échap fermer"),
                          tone="muted", size=SMALL - 1)  # fmt: skip
        self.nothing = Label(self.tr("Aucun résultat : essayez le début d’un mot."), tone="muted")
        self._panel = QFrame(self)
        self._lay_out()
        self._offers = Offers(shared, window, self._complete)
        self.field.textChanged.connect(self._find)
        self.field.installEventFilter(self)
        self.list.taken.connect(self.take)
        window.installEventFilter(self)
        window.page_shown.connect(self._follow)
        self._find("")
        self._place()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def take(self) -> None:
        """Close, and do what the chosen line says; a domain only completes what is typed."""
        offer = self.list.current()
        if offer is None:
            return
        typed, self._taking = self.field.text(), True
        with told(self._shared.toasts):
            offer.act()
        self._taking = False
        if self.field.text() == typed:
            self.leave()

    def leave(self) -> None:
        """Close; the keyboard goes to what was opened, or back to where it was."""
        if self.isHidden():
            return
        self._window.removeEventFilter(self)
        self._window.page_shown.disconnect(self._follow)
        # What was asked for may have taken the keyboard already.
        if self._window.focusWidget() is self.field:
            self._give_focus_back()
        self.hide()
        self.deleteLater()

    # --- the parts ---------------------------------------------------------------------------------------------------

    def _find(self, text: str) -> None:
        self.list.show_offers(self._offers.of(text))
        self.list.setVisible(bool(self.list.rows.lines))
        self.nothing.setVisible(not self.list.rows.lines)
        self._place()
        self._tell()

    def _complete(self, text: str) -> None:
        self.field.setText(text)

    def _tell(self) -> None:
        """Let a screen reader say the chosen line: the keyboard never leaves the field."""
        offer = self.list.current()
        self.field.setAccessibleDescription(offer.spoken() if offer else self.tr("Aucun résultat"))

    def _follow(self) -> None:
        """Go when another page is shown by its own key."""
        self._moved = True
        if not self._taking:
            self.leave()

    def _give_focus_back(self) -> None:
        tables = [each for each in self._window.stack.findChildren(Table) if each.isVisible() and each.current_id()]
        page = self._window.stack.page
        wanted = next(iter(tables), page) if self._moved else self._before or self._window
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list from the field, and follow the size of the window."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in MOVES:
            self.list.go(MOVES[key])
            self._tell()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take()
        elif key == Qt.Key.Key_Escape:
            self.leave()
        else:
            return False
        return True

    def focusNextPrevChild(self, _next: bool) -> bool:  # noqa: N802 - Qt's name
        """Keep the keyboard in the field: what lies under the veil is not within reach."""
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close on a click beside the panel."""
        if not self._panel.geometry().contains(event.position().toPoint()):
            self.leave()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the veil over the window."""
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(VEIL)
        painter.drawRect(event.rect())

    def _place(self) -> None:
        room = self._window.rect()
        self.setGeometry(room)
        width = min(px(WIDTH), room.width() - 2 * MARGIN)
        self.list.setFixedHeight(min(self.list.rows.height(), px(TALLEST), max(120, room.height() - 2 * TOP - px(110))))
        self._panel.setGeometry((room.width() - width) // 2, TOP, width, self._panel.sizeHint().height())

    def _lay_out(self) -> None:
        self._panel.setProperty("role", "finder")
        column = QVBoxLayout(self._panel)
        column.setContentsMargins(8, 8, 8, 10)
        column.setSpacing(6)
        column.addWidget(self.field)
        column.addWidget(Separator())
        column.addWidget(self.list)
        self.nothing.setContentsMargins(12, 6, 12, 6)
        column.addWidget(self.nothing)
        column.addWidget(Separator())
        self.keys.setContentsMargins(12, 0, 12, 0)
        column.addWidget(self.keys)
