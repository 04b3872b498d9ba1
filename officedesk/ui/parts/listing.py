"""A list with what is known of its current line, and the form that takes that place while something is edited."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from officedesk.domain.errors import DeskError
from officedesk.ui.parts.detail import Detail, SidePanel
from officedesk.ui.parts.forms import Form
from officedesk.ui.parts.freshness import Freshness
from officedesk.ui.parts.page import ListAndPanel, TableCard
from officedesk.ui.parts.rows import Column, RowsModel
from officedesk.ui.parts.table import Table

if TYPE_CHECKING:
    from officedesk.ui.collaborators import Collaborators


class Listing(QWidget):
    """What every list of the desk does alike; a subclass reads a line, shows it, and acts on it.

    A form that was filled stays when another line is chosen or when the list is read again: only saving it or
    leaving it takes it away.
    """

    def __init__(
        self,
        shared: "Collaborators",
        name: str,
        columns: Sequence[Column[Any]],
        find_ids: Callable[[], Sequence[int]],
        load: Callable[[Sequence[int]], Sequence[Any]],
        *,
        empty: str,
        top: int = 20,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.shared = shared
        self.rows = RowsModel(columns, find_ids, load, self)
        self.table = Table(self.rows, name)
        self.card = TableCard(self.table, empty)
        self.panel = SidePanel(name)
        self.panel.heir = self.table
        self._form: Form | None = None
        # What the panel shows, in words: two readings of a row are never the same object.
        self._shown = ""
        # The current line that went away, and the one that took its place.
        self._gone: tuple[int, int | None] | None = None
        self.freshness = Freshness(self, self.refresh)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.body.addWidget(ListAndPanel(self.card, self.panel, top), 1)
        # What is read again is painted before what is known of its current line.
        self._showing = QTimer(self, singleShot=True, interval=0)
        self._showing.timeout.connect(self.show_current)
        self._is_reading = False
        self.table.chosen.connect(self._follow)

    def read(self, row_id: int) -> Any:
        """Return what is known of a line; None when it is no longer there."""
        raise NotImplementedError

    def detail_of(self, value: Any) -> QWidget:
        """Return the card of what ``read`` found."""
        raise NotImplementedError

    def nothing(self) -> QWidget:
        """Return what the panel says when no line is chosen."""
        return Detail(self.tr("Aucune ligne choisie"), self.tr("Ce que l’on sait de la ligne choisie s’affiche ici."))

    @property
    def form(self) -> Form | None:
        """The form in the panel, if one is open."""
        return self._form

    def refresh(self) -> None:
        """Read the list again; a line that comes back, by an undo, is chosen again, and the first when none is."""
        before = self.table.current_id()
        self._is_reading = True
        try:
            self._read_again(before)
        finally:
            self._is_reading = False
        if self.panel.shown() is None:
            self.show_current()
        else:
            self._showing.start()

    def _read_again(self, before: int | None) -> None:
        self.rows.refresh()
        if self._gone is not None and before == self._gone[1] and self.table.choose(self._gone[0]):
            self._gone = None
        elif before is not None and before != self.table.current_id():
            self._gone = (before, self.table.current_id())
        if self.table.current_id() is None and self.rows.rowCount():
            self.table.select_first()

    def _follow(self) -> None:
        if not self._is_reading:
            self.show_current()

    def show_current(self) -> None:
        """Show what is known of the current line, unless a form is being filled or nothing has changed."""
        self._showing.stop()
        if self._form is not None:
            if self._form.is_changed():
                return
            self._form, self._shown = None, ""
        row_id = self.table.current_id()
        value = None if row_id is None else self.read(row_id)
        if value is not None and repr(value) == self._shown:
            return
        self._shown = repr(value)
        self.panel.show_widget(self.nothing() if value is None else self.detail_of(value))

    def show_row(self, row_id: int) -> bool:
        """Choose a line; tell whether the list has it."""
        return self.table.choose(row_id)

    def open_form(
        self, title: str, form: Form, save: Callable[[dict[str, Any]], int | None], said: str, about: str = ""
    ) -> None:
        """Put a filled form in the panel; ``about`` names what it changes.

        ``save`` writes its values and returns the id to choose; it is refused by raising DeskError, whose sentence
        is shown in the form. ``said`` is the sentence of the toast that offers to undo.
        """
        holder = Detail(title, about)
        holder.add(form)
        self._form = form
        self.panel.show_widget(holder)
        form.cancelled.connect(self.close_form)
        form.saved.connect(lambda values: self._save(form, values, save, said))
        next(iter(form.fields.values())).editor.setFocus()

    def close_form(self) -> None:
        """Leave the form and show the current line again."""
        self._form, self._shown = None, ""
        self.show_current()
        if self.table.current_id() is None:
            self.panel.show_widget(self.nothing())
        self.table.setFocus()

    def _save(
        self, form: Form, values: dict[str, Any], save: Callable[[dict[str, Any]], int | None], said: str
    ) -> None:
        try:
            row_id = save(values)
        except DeskError as error:
            form.refuse(str(error))
            return
        self.close_form()
        if row_id is not None:
            self.show_row(row_id)
        self.shared.history.offer_undo(said)
