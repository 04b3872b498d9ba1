"""Undo and redo, told with the label of what was done."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from officedesk.storage.portfolio import Portfolio
from officedesk.ui.failures import told
from officedesk.ui.parts.toast import Toasts


class Gesture(NamedTuple):
    """What was done at once to several clients, each of which has a step of its own."""

    label: str
    steps: tuple[int, ...]


class History(QObject):
    """Takes back the steps of this desk, whichever page or workspace made them; those of one gesture, together."""

    moved = Signal()

    def __init__(self, portfolio: Portfolio, toasts: Toasts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._portfolio = portfolio
        self._toasts = toasts
        # While the screen is shared with a client, its steps are the only ones.
        self.only: int | None = None
        self._gestures: dict[int, Gesture] = {}

    def offer_undo(self, sentence: str) -> None:
        """Say what was just done, with « Annuler » for that very step, even after others."""
        last = self._portfolio.undoable(self.only)
        if last is None:
            self._toasts.say(sentence)
            return
        gesture = self._gesture(last)
        self._toasts.say(sentence, action=self.tr("Annuler"), act=lambda: self._undo(gesture))

    def offer_undo_all(self, sentence: str, steps: Sequence[tuple[int, str]]) -> None:
        """Say what was just done in several steps, with « Annuler » for all of them, the last one first."""
        if len(steps) < 2:
            self.offer_undo(sentence)
            return
        gesture = Gesture(sentence.removesuffix("."), tuple(step_id for step_id, _ in steps))
        self._gestures.update(dict.fromkeys(gesture.steps, gesture))
        self._toasts.say(sentence, action=self.tr("Annuler"), act=lambda: self._undo(gesture))

    def undo(self) -> None:
        """Take back the last step."""
        last = self._portfolio.undoable(self.only)
        if last is None:
            self._toasts.say(self.tr("Rien à annuler."))
            return
        self._undo(self._gesture(last))

    def redo(self) -> None:
        """Do again what was taken back last."""
        last = self._portfolio.redoable(self.only)
        if last is None:
            self._toasts.say(self.tr("Rien à rétablir."))
            return
        gesture = self._gesture(last)
        with told(self._toasts):
            for step_id in gesture.steps:
                self._portfolio.redo(step_id)
            self._toasts.say(self.tr("Rétabli : {label}").format(label=gesture.label))
        self.moved.emit()

    def labels(self) -> tuple[str, str]:
        """Return the labels of what undo and redo would take, « » when nothing."""
        undoable, redoable = self._portfolio.undoable(self.only), self._portfolio.redoable(self.only)
        return self._gesture(undoable).label if undoable else "", self._gesture(redoable).label if redoable else ""

    def _gesture(self, step: tuple[int, str]) -> Gesture:
        """Return what a step was done with: alone, unless one gesture made several; one client's never with others'."""
        step_id, label = step
        alone = Gesture(label, (step_id,))
        return alone if self.only is not None else self._gestures.get(step_id, alone)

    def _undo(self, gesture: Gesture) -> None:
        with told(self._toasts):
            for step_id in reversed(gesture.steps):
                self._portfolio.undo(step_id)
            said = self.tr("Annulé : {label}").format(label=gesture.label)
            self._toasts.say(said, action=self.tr("Rétablir"), act=self.redo)
        self.moved.emit()
