"""Tabs over a page: each is built when it is first shown."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from officedesk.ui.parts.card import Separator
from officedesk.ui.parts.stack import Stack
from officedesk.ui.shell.theme import BASE, typeface


class Tabs(QWidget):
    """A bar of titles over one page at a time; ``shown`` carries the key of the page."""

    shown = Signal(str)

    def __init__(self, name: str, margin: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = QTabBar(drawBase=False, expanding=False, usesScrollButtons=True)
        self.bar.setAccessibleName(name)
        self.bar.setFont(typeface(BASE, QFont.Weight.Medium, tabular=True))
        self.stack = Stack()
        self._titles: dict[str, str] = {}
        self._builders: dict[str, Callable[[], QWidget]] = {}
        self._pages: dict[str, QWidget] = {}
        line = QHBoxLayout()
        line.setContentsMargins(margin, 0, margin, 0)
        line.addWidget(self.bar)
        line.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(line)
        column.addWidget(Separator())
        column.addWidget(self.stack, 1)
        self.bar.currentChanged.connect(self._show)

    def add(self, key: str, title: str, build: Callable[[], QWidget]) -> None:
        """Add a tab whose page ``build`` makes when it is first shown."""
        self._titles[key], self._builders[key] = title, build
        self.bar.addTab(title)

    def set_count(self, key: str, count: int) -> None:
        """Write a count after a title; zero is not written."""
        title = self._titles[key]
        self.bar.setTabText(self._position(key), f"{title} {count}" if count else title)

    def open(self, key: str) -> QWidget:
        """Show the page of a key and return it."""
        self.bar.setCurrentIndex(self._position(key))
        return self._page(key)

    def has(self, key: str) -> bool:
        """Tell whether there is a tab of a key."""
        return key in self._titles

    def current(self) -> str:
        """Return the key of the page shown."""
        return list(self._titles)[self.bar.currentIndex()]

    def built(self) -> dict[str, QWidget]:
        """Return the pages that were shown at least once."""
        return dict(self._pages)

    def _position(self, key: str) -> int:
        return list(self._titles).index(key)

    def _page(self, key: str) -> QWidget:
        if key not in self._pages:
            self._pages[key] = self._builders[key]()
            self.stack.addWidget(self._pages[key])
        return self._pages[key]

    def _show(self, position: int) -> None:
        key = list(self._titles)[position]
        self.stack.setCurrentWidget(self._page(key))
        self.shown.emit(key)
