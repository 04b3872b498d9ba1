"""The words of the first screen: what each card shows of a glance."""

import datetime as dt

from PySide6.QtCore import QCoreApplication

from officedesk.domain import days
from officedesk.storage.glance import SHOWN, DeadlineLine, DecisionLine, EventLine, Glance, TaskLine
from officedesk.ui.parts.domains import domain_name
from officedesk.ui.parts.line_painting import Line

FOLLOWING, DEADLINES, DECISIONS, EVENTS = 12, 6, 5, 5
WEEK = dt.timedelta(days=7)

translate = QCoreApplication.translate


def heading(day: dt.date) -> str:
    """Return « Lundi 23 novembre »."""
    return days.long_day(day).rpartition(" ")[0].capitalize()


def summary(glance: Glance) -> str:
    """Return « Cette semaine : 7 tâches, 1 événement ; 1 échéance légale en retard »."""
    end = days.monday_of(glance.day) + WEEK
    events = sum(event.start.date() < end for event in glance.events)
    dates = [deadline.due for deadline in glance.deadlines if deadline.due is not None]
    one, many = translate("Today", "échéance légale"), translate("Today", "échéances légales")
    numbers = (
        (_todo(glance, end), translate("Today", "tâche"), translate("Today", "tâches")),
        (events, translate("Today", "événement"), translate("Today", "événements")),
        (sum(glance.day <= due < end for due in dates), one, many),
    )
    texts = [listed(number, single, plural) for number, single, plural in numbers if number]
    coming = translate("Today", "Cette semaine : {list}").format(list=", ".join(texts)) if texts else ""
    late = sum(line.late for line in (glance.own, *glance.clients))
    owed = translate("Today", "{list} en retard").format(list=counted(late, one, many)) if late else ""
    return " ; ".join(text for text in (coming, owed) if text) or translate("Today", "Rien de daté cette semaine")


def counted(number: int, one: str, many: str) -> str:
    """Return a number with its noun; in French zero is singular."""
    return f"{number} {one if number < 2 else many}"


def listed(number: int, one: str, many: str) -> str:
    """Return the length of a list of the glance; one that goes on says « plus de 50 »."""
    if number > SHOWN:
        return translate("Today", "plus de {number} {noun}").format(number=SHOWN, noun=many)
    return counted(number, one, many)


def _todo(glance: Glance, end: dt.date) -> int:
    coming = sum(task.due is not None and task.due < end for task in glance.following)
    return len(glance.late) + len(glance.today) + coming


def short_count(number: int) -> str:
    """Return a number for a badge; a list that goes on says « 50+ »."""
    return f"{SHOWN}+" if number > SHOWN else str(number)


def estimate(minutes: int | None) -> str:
    """Return an estimate as « 1 h 30 », nothing when there is none."""
    return "" if minutes is None else days.hours(minutes)


def hour(moment: dt.time) -> str:
    """Return an hour as « 9:30 »."""
    return f"{moment.hour}:{moment.minute:02d}"


def task_lines(glance: Glance, tasks: tuple[TaskLine, ...], limit: int = SHOWN) -> list[Line]:
    """Return the lines of tasks, each with its client, its date and its estimate."""
    return [_task_line(glance, task) for task in tasks[:limit]]


def deadline_lines(glance: Glance) -> list[Line]:
    """Return the obligations that come first; late ones leave half of the place to those that come."""
    late = [each for each in glance.deadlines if each.due is not None and each.due < glance.day]
    coming = glance.deadlines[len(late) :]
    room = max(DEADLINES // 2, DEADLINES - len(coming))
    shown = (*late[:room], *coming)[:DEADLINES]
    return [_deadline_line(glance, deadline) for deadline in shown]


def decision_lines(glance: Glance) -> list[Line]:
    """Return the decisions that directors have not taken."""
    return [_decision_line(glance, decision) for decision in glance.decisions[:DECISIONS]]


def event_lines(glance: Glance, events: tuple[EventLine, ...]) -> list[Line]:
    """Return the next events."""
    return [_event_line(glance, event) for event in events[:EVENTS]]


def load_words(glance: Glance) -> tuple[str, str]:
    """Return the day's load as a figure, and what it means."""
    planned, available = glance.planned_minutes, glance.available_minutes
    figure = f"{days.hours(planned)} / {days.hours(available)}"
    if not available:
        return figure, translate("Today", "Aucune heure de travail prévue ce jour.")
    if planned > available:
        return figure, translate("Today", "{hours} de trop.").format(hours=days.hours(planned - available))
    return figure, translate("Today", "{hours} encore libres.").format(hours=days.hours(available - planned))


def estimated(tasks: tuple[TaskLine, ...]) -> str:
    """Return « 6 h 45 estimées », nothing when no task has an estimate."""
    minutes = sum(task.estimate_minutes or 0 for task in tasks)
    return translate("Today", "{hours} estimées").format(hours=days.hours(minutes)) if minutes else ""


def _task_line(glance: Glance, task: TaskLine) -> Line:
    client = glance.client(task.client_id)
    late = task.due is not None and task.due < glance.day
    return Line(
        client_id=task.client_id,
        table="task",
        row_id=task.id,
        title=task.title,
        colour=client.swatch,
        client=client.name,
        when=_task_date(task, glance.day),
        when_tone="late" if late else "",
        amount=estimate(task.estimate_minutes),
        mark=translate("Today", "attend validation") if task.waits else "",
        checkable=True,
    )


def _task_date(task: TaskLine, day: dt.date) -> str:
    if task.due is None:
        return ""
    if task.due != day:
        return days.short_day(task.due)
    return hour(task.due_time) if task.due_time else translate("Today", "aujourd’hui")


def _deadline_line(glance: Glance, deadline: DeadlineLine) -> Line:
    client = glance.client(deadline.client_id)
    late = deadline.due is not None and deadline.due < glance.day
    return Line(
        client_id=deadline.client_id,
        table="deadline",
        row_id=deadline.id,
        title=deadline.title,
        colour=client.swatch,
        detail=", ".join(part for part in (client.name, domain_name(deadline.domain)) if part),
        when=translate("Today", "en retard") if late else _short(deadline.due, glance.day),
        when_tone="late" if late else "soon",
    )


def _decision_line(glance: Glance, decision: DecisionLine) -> Line:
    client = glance.client(decision.client_id)
    late = decision.limit is not None and decision.limit < glance.day
    return Line(
        client_id=decision.client_id,
        table="decision",
        row_id=decision.id,
        title=decision.question,
        colour=client.swatch,
        detail=f"{client.name}, {_asked(decision, glance.day)}",
        when=_short(decision.limit, glance.day),
        when_tone="late" if late else "soon",
    )


def _asked(decision: DecisionLine, day: dt.date) -> str:
    if decision.asked_on is None or decision.asked_on > day:
        return translate("Today", "à envoyer")
    age = (day - decision.asked_on).days
    if age == 0:
        return translate("Today", "envoyé aujourd’hui")
    if age == 1:
        return translate("Today", "envoyé hier")
    return translate("Today", "envoyé il y a {days} jours").format(days=age)


def _event_line(glance: Glance, event: EventLine) -> Line:
    client = glance.client(event.client_id)
    guests = counted(event.guests, translate("Today", "invité"), translate("Today", "invités")) if event.guests else ""
    return Line(
        client_id=event.client_id,
        table="event",
        row_id=event.id,
        title=event.title,
        colour=client.swatch,
        detail=", ".join(part for part in (client.name, event.place, guests) if part),
        lead=_event_date(event, glance.day),
    )


def _event_date(event: EventLine, day: dt.date) -> str:
    start = event.start.date()
    if start > day:
        near = start - day < WEEK
        return days.short_day(start).rpartition(" ")[0] if near else days.day_and_month(start)
    if event.all_day or start < day:
        return translate("Today", "auj.")
    return hour(event.start.time())


def _short(day: dt.date | None, today: dt.date) -> str:
    if day is None:
        return ""
    return translate("Today", "aujourd’hui") if day == today else days.short_day(day)
