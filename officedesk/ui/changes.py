"""What was committed, told to the pages on the interface thread."""

from PySide6.QtCore import QObject, Signal

from officedesk.storage.store import Change, Store


class Changes(QObject):
    """Emits ``happened`` with a Change on the interface thread, whichever thread committed."""

    happened = Signal(object)

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # A bound method keeps this object alive; the signal's own emit would not.
        store.on_change.append(self._relay)

    def _relay(self, change: Change) -> None:
        self.happened.emit(change)
