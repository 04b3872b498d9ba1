"""What was committed, told to the pages on the interface thread."""

from PySide6.QtCore import QObject, Signal

from officedesk.storage.store import Change, Store


class Changes(QObject):
    """Emits ``happened`` with a Change on the interface thread, whichever thread committed, until ``end``."""

    happened = Signal(object)
    _committed = Signal(object)

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ended = False
        # What a thread committed waits here for the interface; pages that listened to it could be told too late.
        self._committed.connect(self._tell)
        # A bound method keeps this object alive; the signal's own emit would not.
        store.on_change.append(self._relay)

    def end(self) -> None:
        """Tell nothing any more, not even what is waiting: the desk is being closed, and no page can read it."""
        self._ended = True

    def _relay(self, change: Change) -> None:
        self._committed.emit(change)

    def _tell(self, change: Change) -> None:
        if not self._ended:
            self.happened.emit(change)
