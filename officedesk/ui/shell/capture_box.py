"""The capture line of the sidebar: a task in one line of French, and for whom."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from officedesk.storage.glance import ClientLine
from officedesk.ui.parts.labels import plain_tooltip
from officedesk.ui.shell.theme import typeface

if TYPE_CHECKING:
    from officedesk.domain.capture import Captured, Span
    from officedesk.ui.parts.capture_chips import CaptureChips
    from officedesk.ui.shell.client_choice import ClientChoice

ReadLine = Callable[[str, "Sequence[Span]", int], "Captured"]
"""From the text, the spans refused and the client chosen to what was understood."""


class CaptureBox(QWidget):
    """A field, and under it, once something is typed, what was understood and the client that the task is for."""

    asked = Signal(object, int)
    """What was understood and the client chosen; « @client » in the text has the last word."""
    begun = Signal()

    def __init__(self, read: "ReadLine", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._read = read
        self._own: ClientLine | None = None
        self._lines: tuple[ClientLine, ...] = ()
        # The choice is filled when it is first seen: until then, whom it will show.
        self._stale = True
        self._wanted: int | None = None
        self._unnamed: int | None = None
        self._named: int | None = None
        self.entry = QLineEdit()
        self.entry.setFont(typeface())
        self.entry.setMaxLength(400)
        self.entry.setPlaceholderText(self.tr("Ajouter une tâche"))
        self.entry.setAccessibleName(self.tr("Ajouter une tâche"))
        self.entry.setToolTip(self.tr("Ctrl+N. Par exemple « Relancer le devis vendredi 14h 45min @client #paie !1 »."))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addWidget(self.entry)
        self.entry.textChanged.connect(self._follow)
        self.entry.textEdited.connect(self.begun)
        self.entry.returnPressed.connect(self._ask)

    @cached_property
    def chips(self) -> "CaptureChips":
        """Return what was understood of the line, made when something is first typed."""
        from officedesk.ui.parts.capture_chips import CaptureChips

        made = CaptureChips(self.entry, lambda text, refused: self._read(text, refused, int(self._chosen() or 0)), self)
        self._column.insertWidget(1, made)
        made.understood.connect(self._follow_name)
        return made

    @cached_property
    def clients(self) -> "ClientChoice":
        """Return the choice of a client, made when something is first typed."""
        from officedesk.ui.shell.client_choice import ClientChoice

        made = ClientChoice(self.tr("Client de la tâche"))
        made.hide()
        self._column.addWidget(made)
        QWidget.setTabOrder(self.entry, made)
        made.activated.connect(self._take_over)
        made.confirmed.connect(self._ask)
        return made

    def show_clients(self, own: ClientLine | None, clients: Sequence[ClientLine]) -> None:
        """Offer these clients, her own business first unless it is not to be seen; what was chosen stays chosen."""
        self._wanted, self._stale = self._chosen(), True
        self._own, self._lines = own, tuple(clients)
        if self.entry.text():
            self._fill()

    def choose(self, client_id: int | None) -> None:
        """Choose a client; one that is not there leaves her own business, and a name in the text stays stronger."""
        self._unnamed = client_id
        if self._named is None:
            self._select(client_id)

    def start(self) -> None:
        """Take the keyboard."""
        self.entry.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.entry.selectAll()

    def clear(self) -> None:
        """Forget what was typed, once it is kept; Ctrl+Z then takes back the task, not the text."""
        self.entry.setText("")

    def _follow(self, text: str) -> None:
        """Show what is understood from the first letter on, and whom the task is for."""
        if text and self._stale:
            self._fill()
        self.clients.setVisible(bool(text))
        if "chips" not in vars(self):
            self._follow_name(self.chips.captured)

    def _follow_name(self, captured: "Captured") -> None:
        """Choose the client that the line names; when it names none any more, the one that was chosen before."""
        slug = captured.client
        named = next((line for line in self._lines if line.slug == slug), None)
        if named is not None:
            if self._named is None:
                self._unnamed = self._chosen()
            self._named = named.id
            self._select(named.id)
        elif self._named is not None:
            self._named = None
            self._select(self._unnamed)

    def _take_over(self) -> None:
        """Let a choice made by hand take the place of the name in the text: what is shown is what is kept."""
        chip = self.chips.captured.named
        if self._named is not None and chip is not None:
            self._named = None
            text = self.entry.text()
            self.entry.setText(f"{text[: chip.start].rstrip()} {text[chip.end :].lstrip()}".strip())
        elif "chips" in vars(self):
            self.chips.read_again()

    def _fill(self) -> None:
        self.clients.clear()
        for line in (self._own, *self._lines):
            if line is not None:
                self.clients.addItem(line.name, line.id)
                place = self.clients.count() - 1
                self.clients.setItemData(place, plain_tooltip(line.name), Qt.ItemDataRole.ToolTipRole)
        self._stale = False
        self._select(self._wanted)

    def _chosen(self) -> int | None:
        return self._wanted if self._stale else self.clients.currentData()

    def _select(self, client_id: int | None) -> None:
        self._wanted = client_id
        if not self._stale:
            self.clients.setCurrentIndex(max(0, self.clients.findData(client_id)))

    def _ask(self) -> None:
        self.asked.emit(self.chips.captured, int(self._chosen() or 0))
