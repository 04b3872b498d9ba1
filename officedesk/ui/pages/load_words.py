"""What the screens say of the load of a week."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from officedesk.domain import days
from officedesk.domain.activity_words import listed
from officedesk.ui.parts.readings import counted

if TYPE_CHECKING:
    from officedesk.domain.load import Advance, Week

TOLD = 3  # tasks named in the sentence, the rest in its tooltip

translate = QCoreApplication.translate


def week_name(monday: dt.date) -> str:
    """Return « Semaine 48 »."""
    return translate("Load", "Semaine {number}").format(number=monday.isocalendar().week)


def figure_words(week: "Week") -> str:
    """Return « 25 h 30 / 30 h »."""
    return f"{days.hours(week.planned)} / {days.hours(week.available)}"


def meaning_words(week: "Week") -> str:
    """Return « 4 h 30 libres », « 30 min de trop », and the tasks whose length nobody knows."""
    if week.free < 0:
        said = translate("Load", "{hours} de trop").format(hours=days.hours(-week.free))
    elif not week.available:
        said = translate("Load", "rien de disponible")
    elif not week.free:
        said = translate("Load", "complète")
    else:
        said = translate("Load", "{hours} libres").format(hours=days.hours(week.free))
    if not week.unestimated:
        return said
    unknown = counted(
        week.unestimated, translate("Load", "{count} tâche sans durée"), translate("Load", "{count} tâches sans durée")
    )
    return f"{said}, {unknown}"


def spoken_week(week: "Week") -> str:
    """Return everything about a week, for a tooltip and a screen reader."""
    words = translate("Load", "du {first} au {last} : {planned} planifiées sur {available} disponibles, {meaning}")
    return words.format(
        first=days.day_and_month(week.monday),
        last=days.day_and_month(week.monday + dt.timedelta(days=6)),
        planned=days.hours(week.planned),
        available=days.hours(week.available),
        meaning=meaning_words(week),
    )


def advice(weeks: Sequence["Week"], advances: Sequence["Advance"]) -> str:
    """Return what overflows and what could be done earlier, in one sentence or two; nothing when all fits."""
    full = [week for week in weeks if week.free < 0]
    if not full:
        return ""
    over = days.hours(-sum(week.free for week in full))
    names = listed([str(week.monday.isocalendar().week) for week in full])
    if len(full) == 1:
        said = translate("Load", "{hours} de trop en semaine {weeks}.").format(hours=over, weeks=names)
    else:
        said = translate("Load", "{hours} de trop en semaines {weeks}.").format(hours=over, weeks=names)
    if not advances:
        return f"{said} " + translate("Load", "Rien ne peut être fait plus tôt : une date est à négocier.")
    titles = [_task(each) for each in advances[:TOLD]]
    if len(advances) > TOLD:
        more = len(advances) - TOLD
        titles.append(counted(more, translate("Load", "{count} autre"), translate("Load", "{count} autres")))
    words = translate("Load", "À faire plus tôt sans manquer de date : {tasks}.")
    return f"{said} {words.format(tasks=listed(titles))}"


def advances_told(advances: Sequence["Advance"]) -> str:
    """Return a line for each task that could be done earlier, with its week."""
    words = translate("Load", "{task}, en semaine {week} plutôt que {home}")
    return "\n".join(
        words.format(
            task=_task(each),
            week=each.to.monday.isocalendar().week,
            home=each.task.due.isocalendar().week,
        )
        for each in advances
    )


def _task(each: "Advance") -> str:
    words = translate("Load", "« {title} » ({hours})")
    return words.format(title=each.task.title, hours=days.hours(each.task.minutes))
