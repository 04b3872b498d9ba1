"""Undo and redo, told with the label of what was done."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from officedesk.storage.portfolio import Portfolio
from officedesk.ui.failures import told
from officedesk.ui.parts.toast import Toasts


class History(QObject):
    """Takes back the steps of this desk, whichever page or workspace made them."""

    moved = Signal()

    def __init__(self, portfolio: Portfolio, toasts: Toasts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._portfolio = portfolio
        self._toasts = toasts
        # While the screen is shared with a client, its steps are the only ones.
        self.only: int | None = None

    def offer_undo(self, sentence: str) -> None:
        """Say what was just done, with « Annuler » for that very step, even after others."""
        last = self._portfolio.undoable(self.only)
        if last is None:
            self._toasts.say(sentence)
            return
        step_id, label = last
        self._toasts.say(sentence, action=self.tr("Annuler"), act=lambda: self._undo(step_id, label))

    def offer_undo_all(self, sentence: str, steps: Sequence[tuple[int, str]]) -> None:
        """Say what was just done in several steps, with « Annuler » for all of them, the last one first."""
        if len(steps) < 2:
            self.offer_undo(sentence)
            return
        self._toasts.say(sentence, action=self.tr("Annuler"), act=lambda: self._undo_all(steps))

    def undo(self) -> None:
        """Take back the last step."""
        last = self._portfolio.undoable(self.only)
        if last is None:
            self._toasts.say(self.tr("Rien à annuler."))
            return
        self._undo(*last)

    def redo(self) -> None:
        """Do again what was taken back last."""
        last = self._portfolio.redoable(self.only)
        if last is None:
            self._toasts.say(self.tr("Rien à rétablir."))
            return
        step_id, label = last
        with told(self._toasts):
            self._portfolio.redo(step_id)
            self._toasts.say(self.tr("Rétabli : {label}").format(label=label))
        self.moved.emit()

    def labels(self) -> tuple[str, str]:
        """Return the labels of what undo and redo would take, « » when nothing."""
        undoable, redoable = self._portfolio.undoable(self.only), self._portfolio.redoable(self.only)
        return undoable[1] if undoable else "", redoable[1] if redoable else ""

    def _undo_all(self, steps: Sequence[tuple[int, str]]) -> None:
        with told(self._toasts):
            for step_id, _ in reversed(steps):
                self._portfolio.undo(step_id)
            self._toasts.say(self.tr("Annulé : {label}").format(label=", ".join(label for _, label in steps)))
        self.moved.emit()

    def _undo(self, step_id: int, label: str) -> None:
        with told(self._toasts):
            self._portfolio.undo(step_id)
            self._toasts.say(self.tr("Annulé : {label}").format(label=label), action=self.tr("Rétablir"), act=self.redo)
        self.moved.emit()
