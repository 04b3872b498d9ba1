"""Dialogs that do not hold the program: they open, and answer by a call."""

import re

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from officedesk.ui.parts.asking import ask as ask
from officedesk.ui.parts.forms import Form
from officedesk.ui.parts.labels import BOLD, Label
from officedesk.ui.parts.scrolling import scrolled
from officedesk.ui.shell.theme import px

# Pixels, at 100 %: a longer form scrolls.
HIGHEST = 640

_ADDRESS = re.compile(r"https?://[^\s<>\"')]+", re.IGNORECASE)


def open_at(dialog: QDialog, width: int, height: int) -> None:
    """Give a dialog the size that it has at 100 %, larger for larger letters, as far as the screen has room."""
    room = dialog.screen().availableSize()
    dialog.resize(min(px(width), room.width()), min(px(height), room.height() * 9 // 10))


class FormDialog(QDialog):
    """A form in a window of its own; whoever opened it accepts it once what it asks is written."""

    def __init__(
        self, title: str, form: Form, parent: QWidget | None = None, width: int = 520, height: int | None = None
    ) -> None:
        super().__init__(parent)
        self.form = form
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.heading = Label(title, size=18, weight=BOLD, wrap=True)
        holder = QWidget()
        holder.setProperty("role", "page")
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(24, 0, 24, 8)
        inside.addWidget(form)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 20, 0, 0)
        column.setSpacing(14)
        self.heading.setContentsMargins(24, 0, 24, 0)
        column.addWidget(self.heading)
        column.addWidget(scrolled(holder), 1)
        foot = form.take_foot()
        foot.setContentsMargins(24, 0, 24, 20)
        column.addWidget(foot)
        asked = holder.sizeHint().height() + self.heading.sizeHint().height() + foot.sizeHint().height() + 60
        open_at(self, width, height or HIGHEST)
        if height is None:
            self.resize(self.width(), min(asked, self.height()))
        form.cancelled.connect(self._go)

    def reject(self) -> None:
        """Leave by Escape or by the window's cross; what was typed is not thrown away without a question."""
        self.form.leave()

    def _go(self) -> None:
        self.done(QDialog.DialogCode.Rejected.value)


def address_in(text: str) -> str:
    """Return the first web address of a text, or nothing: no other scheme is ever opened."""
    found = _ADDRESS.search(text)
    return found.group().rstrip(".,;") if found else ""


def launch(address: str) -> bool:
    """Hand a web address to the system's browser; refuse any other scheme."""
    url = QUrl(address, QUrl.ParsingMode.StrictMode)
    if url.scheme() not in ("http", "https") or not url.host():
        return False
    return QDesktopServices.openUrl(url)
