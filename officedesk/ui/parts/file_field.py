"""A field that takes one file of this machine, chosen in a dialog or dropped on it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QMimeData
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.elided_label import ElidedLabel
from officedesk.ui.parts.fields import Field

translate = QCoreApplication.translate


class FileField(Field):
    """The path of a file, or None; ``choose`` asks the system, and a test gives its own answer."""

    def __init__(self, key: str, label: str, *, hint: str = "") -> None:
        self._path = ""
        self.choose: Callable[[QWidget], str] = choose_file
        self.button = Button(translate("FileField", "Choisir un fichier…"))
        self.name = ElidedLabel("", tone="muted")
        editor = QWidget()
        line = QHBoxLayout(editor)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        line.addWidget(self.button)
        line.addWidget(self.name, 1)
        super().__init__(key, label, editor, hint)
        self.button.setAccessibleName(f"{label} : {self.button.text()}")
        self.setAcceptDrops(True)
        self.button.clicked.connect(self._ask)

    def value(self) -> Path | None:
        """Return the file chosen."""
        return Path(self._path) if self._path else None

    def show_value(self, value: Any) -> None:
        """Show a file by its name."""
        self._path = str(value or "")
        self.name.setText(Path(self._path).name)

    def typed(self) -> str:
        """Return the path chosen."""
        return self._path

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file of this machine."""
        if dropped_file(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Choose the file."""
        event.acceptProposedAction()
        self._take(dropped_file(event.mimeData()))

    def _ask(self) -> None:
        self._take(self.choose(self))

    def _take(self, path: str) -> None:
        if path:
            self.show_value(path)
            self.edited.emit()


def choose_file(parent: QWidget) -> str:
    """Ask for a file; an empty answer is a refusal."""
    return QFileDialog.getOpenFileName(parent, parent.tr("Choisir un fichier"), str(Path.home()))[0]


def dropped_file(data: QMimeData) -> str:
    """Return the one file of this machine that is being dropped, or nothing."""
    urls = data.urls()
    return urls[0].toLocalFile() if len(urls) == 1 and urls[0].isLocalFile() else ""
