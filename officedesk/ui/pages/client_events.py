"""Événements: what happens at one client, repetitions expanded."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from officedesk.domain import days
from officedesk.ui.failures import told
from officedesk.ui.pages.deadline_words import hour_words
from officedesk.ui.pages.event_forms import Times, event_form, kept_values, shown_times, typed_values, zone_hint
from officedesk.ui.pages.event_scope import ALL, FOLLOWING, ONE, ask_scope
from officedesk.ui.pages.event_words import event_facts, zone_words
from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.controls import Controls
from officedesk.ui.parts.detail import Detail, Fact
from officedesk.ui.parts.drafts import draft_of
from officedesk.ui.parts.elided_label import ElidedLabel
from officedesk.ui.parts.labelled_check import LabelledCheck
from officedesk.ui.parts.labels import SMALL
from officedesk.ui.parts.listing import Listing
from officedesk.ui.parts.page import MARGIN
from officedesk.ui.parts.readings import counted
from officedesk.ui.parts.repetition_words import series_words
from officedesk.ui.parts.rows import Column

if TYPE_CHECKING:
    from officedesk.domain.entities import Event
    from officedesk.services.events import Occurrence
    from officedesk.storage.store import Change
    from officedesk.storage.workspace import Workspace
    from officedesk.ui.collaborators import Collaborators

AHEAD = dt.timedelta(days=365)
BACK = dt.timedelta(days=365)

translate = QCoreApplication.translate


class Turn(NamedTuple):
    """One time that an event happens, numbered by its place in the list: a series has one id for many."""

    id: int
    occurrence: "Occurrence"


class EventsView(Listing):
    """Shows the events of one workspace and turns gestures into service calls."""

    def __init__(self, workspace: "Workspace", shared: "Collaborators", parent: QWidget | None = None) -> None:
        self._workspace = workspace
        self._with_past = False
        self._turns: list[Turn] = []
        super().__init__(
            shared,
            translate("Events", "Événements"),
            _columns(),
            self._find,
            lambda ids: [self._turns[id] for id in ids],
            empty=translate("Events", "Aucun événement prévu pour ce client dans l’année qui vient."),
            top=12,
            parent=parent,
        )
        self.add_button = Button(self.tr("Ajouter un événement"))
        self.past_box = LabelledCheck(self.tr("Montrer l’année passée"))
        line = Controls(gap=16)
        line.setContentsMargins(MARGIN, 20, MARGIN, 0)
        line.addWidget(ElidedLabel(self.tr("De ce jour à un an, répétitions comprises"), tone="muted", size=SMALL))
        line.add_stretch()
        line.addWidget(self.past_box)
        line.addWidget(self.add_button)
        self.body.insertLayout(0, line)
        self.add_button.clicked.connect(self.add)
        self.past_box.toggled.connect(self._show_past)
        self.table.edit_asked.connect(self._edit_turn)
        self.table.delete_asked.connect(self._delete_turns)
        shared.changes.happened.connect(self._on_change)
        self.refresh()

    def _find(self) -> Sequence[int]:
        from officedesk.services import events

        today = self.shared.day
        found = events.occurrences(self._workspace, today - BACK if self._with_past else today, today + AHEAD)
        self._turns = [Turn(position, occurrence) for position, occurrence in enumerate(found)]
        return range(len(self._turns))

    def read(self, row_id: int) -> "tuple[Event, Occurrence] | None":
        """Return an event and the time chosen, or None when it was deleted since the list was read."""
        from officedesk.domain.entities import Event

        if not 0 <= row_id < len(self._turns):
            return None
        occurrence = self._turns[row_id].occurrence
        found = self._workspace.rows(Event, [occurrence.event_id])
        return (found[0], occurrence) if found else None

    def detail_of(self, value: Any) -> Detail:
        """Return an event's card."""
        event, occurrence = value
        detail = Detail(occurrence.title)
        repeated = series_words(event.recurrence, event.start)
        facts = [Fact(self.tr("Se répète"), repeated), Fact(self.tr("Fuseau"), zone_words(event))]
        detail.add_facts([*event_facts(occurrence), *facts])
        if event.notes:
            detail.add_heading(self.tr("Notes"))
            detail.add_paragraph(event.notes)
        edit, delete = Button(self.tr("Modifier")), Button(self.tr("Supprimer"), kind="danger")
        edit.clicked.connect(lambda: self._edit(event, occurrence))
        delete.clicked.connect(lambda: self._ask_to_delete(event, occurrence))
        detail.add_buttons([edit, delete])
        return detail

    def nothing(self) -> QWidget:
        """Say what the panel is for."""
        return Detail(self.tr("Aucun événement choisi"), self.tr("Son lieu et ses invités s’affichent ici."))

    def show_row(self, row_id: int) -> bool:
        """Choose the first coming time of an event, by the event's own id."""
        if not any(turn.occurrence.event_id == row_id for turn in self._turns):
            self.past_box.setChecked(True)
        positions = [turn.id for turn in self._turns if turn.occurrence.event_id == row_id]
        return bool(positions) and self.table.choose(positions[0])

    def add(self) -> None:
        """Ask for a new event."""
        form = event_form(self.shared.day)
        form.fill({"recurrence": ""})
        self.open_form(self.tr("Nouvel événement"), form, self._add, self.tr("Événement ajouté."))

    def edit(self, event: "Event") -> None:
        """Ask for what changes in an event."""
        times = shown_times(event)
        form = event_form(self.shared.day, hint=zone_hint(event))
        form.fill(typed_values(event, times, event.recurrence))
        self.open_form(
            self.tr("Modifier l’événement"),
            form,
            lambda values: self._change(event.id or 0, times, values),
            self.tr("Événement enregistré."),
        )

    def _add(self, values: dict[str, Any]) -> int | None:
        from officedesk.domain.entities import EventDraft
        from officedesk.services import events

        return events.add_event(self._workspace, draft_of(EventDraft, kept_values(values))).id

    def _change(self, event_id: int, times: Times, values: dict[str, Any]) -> int | None:
        from officedesk.services import series

        return series.change_series(self._workspace, event_id, times.start, **kept_values(values)).id

    def _edit_turn(self, row_id: int) -> None:
        found = self.read(row_id)
        if found is not None:
            self._edit(*found)

    def _edit(self, event: "Event", occurrence: "Occurrence") -> None:
        """Ask which dates are meant when there are several, then what changes."""
        if event.recurrence:
            self.question = ask_scope(self, event.title, lambda scope: self._edit_dates(scope, event, occurrence))
        else:
            self.edit(event)

    def _edit_dates(self, scope: str, event: "Event", occurrence: "Occurrence") -> None:
        if scope == ALL:
            self.edit(event)
            return
        rule = ""
        if scope == FOLLOWING:
            with told(self.shared.toasts):
                rule = self._rule_from(event, occurrence)
            if not rule:
                return
        form = event_form(self.shared.day, hint=zone_hint(event))
        form.fill(typed_values(event, Times(occurrence.start, occurrence.end), rule))
        form.fields["recurrence"].setVisible(scope != ONE)
        title = self.tr("Modifier cette date") if scope == ONE else self.tr("Modifier celle-ci et les suivantes")
        said = self.tr("Date enregistrée.") if scope == ONE else self.tr("Dates enregistrées.")
        self.open_form(title, form, lambda values: self._change_dates(rule, event, occurrence, values), said)

    def _rule_from(self, event: "Event", occurrence: "Occurrence") -> str:
        from officedesk.services import series

        return series.rule_from(self._workspace, event.id or 0, occurrence.start)

    def _change_dates(self, was: str, event: "Event", occurrence: "Occurrence", values: dict[str, Any]) -> int | None:
        """Change one date, or it and those after it when ``was`` says how those repeat."""
        from officedesk.services import series

        kept = kept_values(values)
        start, end, rule = kept.pop("start"), kept.pop("end"), kept.pop("recurrence")
        if not was:
            series.change_occurrence(self._workspace, event.id or 0, occurrence.start, start, end, **kept)
        else:
            more = {} if rule == was else {"recurrence": rule}
            series.change_following(self._workspace, event.id or 0, occurrence.start, start, end, **kept, **more)
        return None

    def _delete_turns(self, row_ids: list[int]) -> None:
        turns = [self._turns[row_id].occurrence for row_id in row_ids]
        found = self.read(row_ids[0]) if len(row_ids) == 1 else None
        if found is not None:
            self._ask_to_delete(*found)
        else:
            self._delete(sorted({each.event_id for each in turns}))

    def _ask_to_delete(self, event: "Event", occurrence: "Occurrence") -> None:
        """Ask which dates are meant when there are several, then delete them."""
        if event.recurrence:
            self.question = ask_scope(self, event.title, lambda scope: self._delete_dates(scope, event, occurrence))
        elif event.series_uid:
            self._delete_dates(ONE, event, occurrence)
        else:
            self._delete([event.id or 0])

    def _delete_dates(self, scope: str, event: "Event", occurrence: "Occurrence") -> None:
        from officedesk.services import series

        if scope == ALL:
            self._delete([event.id or 0])
            return
        with told(self.shared.toasts):
            delete = series.delete_occurrence if scope == ONE else series.delete_following
            delete(self._workspace, event.id or 0, occurrence.start)
            one, many = self.tr("Cette date est supprimée."), self.tr("Ces dates sont supprimées.")
            self.shared.history.offer_undo(one if scope == ONE else many)

    def _delete(self, ids: list[int]) -> None:
        from officedesk.services import events

        with told(self.shared.toasts):
            count = events.delete_events(self._workspace, ids)
            self.shared.history.offer_undo(
                counted(count, self.tr("Événement supprimé."), self.tr("{count} événements supprimés."))
            )

    def _show_past(self, shown: bool) -> None:
        self._with_past = shown
        self.refresh()

    def _on_change(self, change: "Change") -> None:
        if change.concerns("event") and change.client_id == self._workspace.client_id:
            self.freshness.ask()


def _columns() -> list[Column[Turn]]:
    def hour(turn: Turn) -> str:
        return translate("Events", "journée") if turn.occurrence.all_day else hour_words(turn.occurrence.start.time())

    return [
        Column(translate("Events", "Date"), lambda turn: _day_words(turn.occurrence.start.date()), width=156),
        Column(translate("Events", "Heure"), hour, width=88, muted=True),
        Column(translate("Events", "Événement"), lambda turn: turn.occurrence.title),
        Column(translate("Events", "Lieu"), lambda turn: turn.occurrence.place, width=120, under=True, muted=True),
    ]


def _day_words(day: dt.date) -> str:
    return f"{days.weekday_name(day)[:3]}. {days.short_date(day)}"
