"""The sidebar: the capture line, the pages, the clients, and whether everything is saved."""

import itertools

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from officedesk.storage.glance import SHOWN, ClientLine, Glance
from officedesk.ui.parts.card import Separator
from officedesk.ui.parts.elided_label import ElidedLabel
from officedesk.ui.parts.labels import BOLD, SMALL, Label
from officedesk.ui.parts.scrolling import scrolled
from officedesk.ui.shell.capture_box import CaptureBox, ReadLine
from officedesk.ui.shell.client_list import ClientList
from officedesk.ui.shell.entry import Entry
from officedesk.ui.shell.entry_painting import EntryPainter
from officedesk.ui.shell.menu_button import MenuButton
from officedesk.ui.shell.places import PLACES, TODAY, place_keys, place_title
from officedesk.ui.shell.theme import px

WIDTH = 240
EDGE = 12


class Sidebar(QFrame):
    """Says where she wants to go; the window goes there, and tells what to mark."""

    page_asked = Signal(str)
    client_asked = Signal(int)
    new_client_asked = Signal()

    def __init__(self, glance: Glance, read_line: ReadLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "side")
        self.setFixedWidth(round((WIDTH + px(WIDTH)) / 2))
        painter = EntryPainter()
        self.capture = CaptureBox(read_line)
        self.menu = MenuButton()
        self.search = Entry(self.tr("Rechercher"), painter, muted=True)
        self.search.show_count(self.tr("Ctrl K"))
        self.pages = {place.name: Entry(place_title(place.name), painter) for place in PLACES}
        self.clients = ClientList(self.tr("Clients"), painter)
        self.new_client = Entry(self.tr("+ Nouveau client"), painter, muted=True)
        self.saved = ElidedLabel(tone="side", size=SMALL)
        self._shown: tuple[ClientLine, ...] = ()
        self._lay_out()
        self._connect()
        self.show_glance(glance)
        self.mark_page(TODAY)

    def show_glance(self, glance: Glance) -> None:
        """Show the counts and the clients of a glance."""
        # With a client beside her, nothing leads anywhere else.
        alone = glance.shared is not None
        for each in (*self.pages.values(), self.new_client):
            each.setVisible(not alone)
        lines = glance.clients if alone else (*glance.clients, glance.own)
        if [line._replace(late=0) for line in lines] != [line._replace(late=0) for line in self._shown]:
            self.capture.show_clients(None if alone else glance.own, glance.clients)
        self._shown = lines
        self.clients.show_clients(lines)
        todo = len(glance.late) + len(glance.today)
        text = f"{SHOWN}+" if todo > SHOWN else str(todo or "")
        self.pages[TODAY].show_count(text, spoken=_tasks_to_do(todo))
        late = sum(line.late for line in lines)
        self.pages["deadlines"].show_count(str(late or ""), late=True, spoken=self.clients.late_words(late))

    def show_saved(self, text: str, *, refused: bool = False) -> None:
        """Tell whether everything is in the file."""
        self.saved.setText(text)
        self.saved.set_tone("late" if refused else "side")

    def mark_page(self, name: str) -> None:
        """Mark the page that is shown."""
        # No exclusive group: it would take every entry but the marked one out of the Tab key's way.
        for each, entry in self.pages.items():
            entry.setChecked(each == name)
        self.clients.mark(None)

    def mark_client(self, client_id: int) -> None:
        """Mark the client that is shown, and bring it into sight."""
        for entry in self.pages.values():
            entry.setChecked(False)
        self.clients.mark(client_id)

    # --- making ------------------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        for name, keys in place_keys():
            self.pages[name].setToolTip(keys)
        for name, entry in self.pages.items():
            entry.clicked.connect(lambda _checked=False, name=name: self.page_asked.emit(name))
        self.clients.chosen.connect(self.client_asked)
        self.new_client.clicked.connect(self.new_client_asked)
        chain = [self.capture.entry, self.search, *self.pages.values(), self.clients, self.new_client, self.menu]
        for before, after in itertools.pairwise(chain):
            QWidget.setTabOrder(before, after)

    def _lay_out(self) -> None:
        title = Label(self.tr("OfficeDesk"), size=15, weight=QFont.Weight.Bold)
        head = QHBoxLayout()
        head.setContentsMargins(8, 0, 0, 0)
        head.addWidget(title, 1)
        head.addWidget(self.menu)
        body = QWidget()
        body.setProperty("role", "clear")
        column = QVBoxLayout(body)
        column.setContentsMargins(EDGE, 13, EDGE, 14)
        column.setSpacing(2)
        column.addLayout(head)
        column.addSpacing(6)
        column.addWidget(self.capture)
        column.addSpacing(6)
        column.addWidget(self.search)
        column.addSpacing(4)
        for entry in self.pages.values():
            column.addWidget(entry)
        section = Label(self.tr("Clients"), tone="side", size=12, weight=BOLD)
        section.setContentsMargins(10, 14, 0, 4)
        column.addWidget(section)
        column.addWidget(self.clients, 1)
        column.addWidget(self.new_client)
        column.addStretch()
        column.addSpacing(8)
        column.addWidget(Separator())
        self.saved.setContentsMargins(8, 10, 0, 0)
        column.addWidget(self.saved)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(body, on_card=True))


def _tasks_to_do(number: int) -> str:
    if number == 0:
        return ""
    one = QCoreApplication.translate("Sidebar", "1 tâche à faire")
    many = QCoreApplication.translate("Sidebar", "{number} tâches à faire")
    return one if number == 1 else many.format(number=number)
