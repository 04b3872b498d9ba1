"""Keys that act in one place of the window, and nowhere else."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def on_key(place: QWidget, keys: str, act: Callable[[], object], *, children: bool = False) -> None:
    """Run ``act`` when ``keys`` are pressed in a widget, or in what it holds too with ``children``."""
    shortcut = QShortcut(QKeySequence(keys), place)
    shortcut.activated.connect(act)
    # Said after: the binding drops a context given to the constructor, and the keys would act in the whole window.
    within = Qt.ShortcutContext.WidgetWithChildrenShortcut if children else Qt.ShortcutContext.WidgetShortcut
    shortcut.setContext(within)
