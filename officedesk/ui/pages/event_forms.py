"""The form of an event: days and hours as they are typed, turned into the start and the end that are kept."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from officedesk.domain.errors import InvalidInputError
from officedesk.ui.pages.event_words import DAY, repetition_words, repetitions
from officedesk.ui.parts.fields import ChoiceField, DateField, Field, NotesField, TextField
from officedesk.ui.parts.forms import Form
from officedesk.ui.parts.readings import typed_cents, typed_number, typed_time, written_cents, written_time

if TYPE_CHECKING:
    from officedesk.domain.entities import Event

translate = QCoreApplication.translate

HOUR = dt.timedelta(hours=1)


def event_form(today: dt.date, recurrence: str = "", lead: Sequence[Field] = ()) -> Form:
    """Return the form of an event, after the fields of ``lead``; an hour left empty makes an event of whole days."""
    offered = repetitions()
    if recurrence not in dict(offered):
        offered.append((recurrence, repetition_words(recurrence)))
    start = DateField(
        "first",
        translate("Events", "Début"),
        today,
        required=translate("Events", "Il manque le jour du début : écrivez par exemple 17/12/2026."),
    )
    rows: list[list[Field]] = [
        *([[*lead]] if lead else []),
        [
            TextField(
                "title",
                translate("Events", "Titre"),
                required=translate("Events", "Il manque un titre : écrivez-le et recommencez."),
                longest=300,
            )
        ],
        [start, _hour("first_hour", translate("Events", "Heure"))],
        [DateField("last", translate("Events", "Fin"), today), _hour("last_hour", translate("Events", "Heure"))],
        [ChoiceField("recurrence", translate("Events", "Se répète"), offered)],
        [TextField("place", translate("Events", "Lieu"), longest=400)],
        [
            TextField("guests", translate("Events", "Invités"), typed_number, longest=6),
            TextField("budget_cents", translate("Events", "Budget (€)"), typed_cents, written_cents, longest=14),
        ],
        [NotesField("notes", translate("Events", "Notes"))],
    ]
    return Form(rows, translate("Events", "Enregistrer"))


def typed_values(event: "Event") -> dict[str, Any]:
    """Return what the form shows of an event."""
    last = event.end - DAY if event.all_day and event.end > event.start else event.end
    return {
        "title": event.title,
        "first": event.start.date(),
        "first_hour": None if event.all_day else event.start.time(),
        "last": last.date(),
        "last_hour": None if event.all_day else event.end.time(),
        "recurrence": event.recurrence,
        "place": event.place,
        "guests": event.guests,
        "budget_cents": event.budget_cents,
        "notes": event.notes,
    }


def kept_values(typed: dict[str, Any]) -> dict[str, Any]:
    """Return what is kept of a filled form; raise InvalidInputError when the end comes before the start.

    Without hours the event takes whole days; without an end, one day or one hour.
    """
    first, first_hour, last, last_hour = (typed.pop(key) for key in ("first", "first_hour", "last", "last_hour"))
    if first_hour is None and last_hour is not None:
        raise InvalidInputError(translate("Events", "Il manque l’heure du début : écrivez-la aussi."))
    all_day = first_hour is None
    start = dt.datetime.combine(first, first_hour or dt.time())
    if all_day:
        end = dt.datetime.combine(last or first, dt.time()) + DAY
    elif last_hour is None:
        end = dt.datetime.combine(last, first_hour) if last not in (None, first) else start + HOUR
    else:
        end = dt.datetime.combine(last or first, last_hour)
    if end < start or (all_day and last is not None and last < first):
        raise InvalidInputError(translate("Events", "L’événement finit avant d’avoir commencé : corrigez la fin."))
    return {**typed, "start": start, "end": end, "all_day": all_day}


def _hour(key: str, label: str) -> TextField:
    return TextField(key, label, typed_time, written_time, placeholder="14:30", longest=10)
