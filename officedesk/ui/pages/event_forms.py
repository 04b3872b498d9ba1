"""The form of an event: days and hours as they are typed, turned into the start and the end that are kept."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QCoreApplication

from officedesk.domain.errors import InvalidInputError
from officedesk.domain.recurrence import DESK_ZONE, told_in
from officedesk.ui.pages.event_words import DAY
from officedesk.ui.parts.fields import DateField, Field, NotesField, TextField
from officedesk.ui.parts.forms import Form
from officedesk.ui.parts.readings import typed_cents, typed_number, typed_time, written_cents, written_time
from officedesk.ui.parts.recurrence_field import RecurrenceField, Repeat
from officedesk.ui.parts.repetition_words import series_words

if TYPE_CHECKING:
    from officedesk.domain.entities import Event

translate = QCoreApplication.translate

HOUR = dt.timedelta(hours=1)


class SeriesField(RecurrenceField):
    """How an event repeats: one rule, and the dates taken out of it, which stay out; None and « » are no repetition."""

    def value(self) -> Any:
        """Return the lines that are kept."""
        return self.chosen().recurrence

    def show_value(self, value: Any) -> None:
        """Show the lines of an event."""
        super().show_value(Repeat(value) if value else None)

    def rule_in(self, text: str) -> str | None:
        """Return the rule of lines that hold one, and no date added to it."""
        rules, others = _rules_and_others(text)
        alone = len(rules) == 1 and all(line.upper().startswith("EXDATE") for line in others)
        return rules[0].partition(":")[2] if alone else None

    def text_of(self, rule: str) -> str:
        """Return a rule with the dates that were taken out of the former one."""
        return "\n".join([f"RRULE:{rule}", *_rules_and_others(self._kept.recurrence)[1]])

    def words_of(self, repeat: Repeat) -> str:
        """Return the words of the lines."""
        return series_words(repeat.recurrence, self.first())


def _rules_and_others(text: str) -> tuple[list[str], list[str]]:
    lines = text.split()
    rules = [line for line in lines if line.upper().startswith("RRULE:")]
    return rules, [line for line in lines if line not in rules]


class Times(NamedTuple):
    """The start and the end that a form shows, wall time of the desk."""

    start: dt.datetime
    end: dt.datetime


def event_form(today: dt.date, lead: Sequence[Field] = (), hint: str = "") -> Form:
    """Return the form of an event, the fields of ``lead`` under its title; without an hour it takes whole days.

    ``hint`` is said under its start.
    """
    start = DateField(
        "first",
        translate("Events", "Début"),
        today,
        required=translate("Events", "Il manque le jour du début : écrivez par exemple 17/12/2026."),
        hint=hint,
    )
    hour = _hour("first_hour", translate("Events", "Heure"))
    rows: list[list[Field]] = [
        [
            TextField(
                "title",
                translate("Events", "Titre"),
                required=translate("Events", "Il manque un titre : écrivez-le et recommencez."),
                longest=300,
            )
        ],
        *([[*lead]] if lead else []),
        [start, hour],
        [DateField("last", translate("Events", "Fin"), today), _hour("last_hour", translate("Events", "Heure"))],
        [SeriesField("recurrence", translate("Events", "Se répète"), today, start, hour)],
        [TextField("place", translate("Events", "Lieu"), longest=400)],
        [
            TextField("guests", translate("Events", "Invités"), typed_number, longest=6),
            TextField("budget_cents", translate("Events", "Budget (€)"), typed_cents, written_cents, longest=14),
        ],
        [NotesField("notes", translate("Events", "Notes"))],
    ]
    return Form(rows, translate("Events", "Enregistrer"))


def shown_times(event: "Event") -> Times:
    """Return the times of an event, or of the first date of a series."""
    if event.all_day:
        return Times(event.start, event.end)
    return Times(told_in(event.start, event.zone, DESK_ZONE), told_in(event.end, event.zone, DESK_ZONE))


def zone_hint(event: "Event") -> str:
    """Return the sentence that says where the hours of an event were noted; nothing for the desk's own zone."""
    words = translate("Events", "Heures de Paris ; l’événement est noté à l’heure de « {zone} ».")
    return "" if event.all_day or event.zone == DESK_ZONE else words.format(zone=event.zone)


def typed_values(event: "Event", times: Times, recurrence: str) -> dict[str, Any]:
    """Return what the form shows of an event at some times, repeated from then on."""
    start, end = times
    last = end - DAY if event.all_day and end > start else end
    return {
        "title": event.title,
        "first": start.date(),
        "first_hour": None if event.all_day else start.time(),
        "last": last.date(),
        "last_hour": None if event.all_day else end.time(),
        "recurrence": recurrence,
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
