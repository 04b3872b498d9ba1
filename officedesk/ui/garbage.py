"""Collects Python's garbage on the interface thread only."""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 5_000


class GarbageCollector(QObject):
    """Takes over from Python's own collector, which runs on whichever thread happens to allocate.

    A widget in a cycle would be destroyed on a worker's thread, and the program with it. What exists when this is
    made lives as long as the program: it is never looked at again.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(collect)
        self._timer.start()


def collect() -> int:
    """Collect each generation that is due, as Python's own collector would; return how many objects went."""
    due = [generation for generation, limit in enumerate(gc.get_threshold()) if gc.get_count()[generation] > limit]
    return gc.collect(max(due)) if due else 0
