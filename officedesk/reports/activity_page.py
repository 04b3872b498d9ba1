"""The texts of an activity report's pages, in French, as its template reads them."""

import datetime as dt

from officedesk.domain import days
from officedesk.domain.activity import ActivitySummary, DoneTask, LegalDeadline, Standing
from officedesk.domain.activity_words import agree
from officedesk.domain.days import NARROW, full_date, short_date

Texts = dict[str, object]
NO_WORK = "Aucune activité n’a été enregistrée sur cette période."
HARD = "\u00a0"
OTHER = "Autres travaux"


def page_texts(summary: ActivitySummary) -> Texts:
    """Return every text of the report; a section without rows is an empty list, and is not drawn."""
    issuer = summary.issuer
    siren = f"SIREN {grouped(issuer.siren)}" if issuer.siren else ""
    return {
        "title": summary.title,
        "subtitle": summary.subtitle,
        "document_title": f"{summary.title}, {summary.client}",
        "author": issuer.name,
        "issuer": [line for line in (issuer.name, issuer.tagline, siren) if line],
        "recipient": [line for line in (summary.client, summary.addressee, full_date(summary.written_on)) if line],
        "footer": f"Confidentiel, destiné à {summary.client}",
        "facts": _facts(summary),
        "essential": _paragraphs(summary.essential) or ([NO_WORK] if summary.is_empty else []),
        "time": _bars(summary),
        "time_told": " ; ".join(f"{each.label} : {hours(each.minutes)}" for each in summary.time),
        "deadlines": [_deadline(each, summary.written_on) for each in summary.deadlines],
        "to_decide": [[each.question, _day(each.asked_on), _day(each.limit), each.stake] for each in summary.to_decide],
        "next_title": summary.next_title,
        "next": [line for text in summary.next_steps for line in _paragraphs(text)],
        "done": _done(summary),
        "decided": [[each.question, short_date(each.answered_on), each.answer] for each in summary.decided],
        "events": [[each.title, short_date(each.day), each.details] for each in summary.events],
    }


def grouped(siren: str) -> str:
    """Return nine digits by three; anything else as it is."""
    if len(siren) != 9 or not siren.isdigit():
        return siren
    return NARROW.join((siren[:3], siren[3:6], siren[6:]))


def hours(minutes: int) -> str:
    """Return a duration with no-break spaces of a full width: Inter's narrow one closes up in large figures."""
    return days.hours(minutes).replace(NARROW, HARD)


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _day(day: dt.date | None) -> str:
    return "" if day is None else short_date(day)


def _facts(summary: ActivitySummary) -> list[dict[str, str]]:
    used, done, decisions = summary.used_minutes, len(summary.done), len(summary.to_decide)
    worked = agree(used // 60 or used, "réalisée", "réalisées")
    if summary.included_minutes:
        worked += f" sur {hours(summary.included_minutes)}"
    return [
        {"value": hours(used), "label": worked},
        {"value": str(done), "label": agree(done, "tâche terminée", "tâches terminées")},
        _kept(summary),
        {"value": str(decisions), "label": agree(decisions, "décision à prendre", "décisions à prendre")},
    ]


def _kept(summary: ActivitySummary) -> dict[str, str]:
    kept = len(summary.deadlines_at(Standing.KEPT))
    told = kept + len(summary.deadlines_at(Standing.LATE))
    if not told:
        return {"value": "0", "label": "échéance légale"}
    return {"value": f"{kept} / {told}", "label": agree(told, "échéance légale tenue", "échéances légales tenues")}


def _bars(summary: ActivitySummary) -> list[Texts]:
    longest = max((each.minutes for each in summary.time), default=0)
    return [
        {"label": each.label, "hours": hours(each.minutes), "share": each.minutes / longest if longest else 0.0}
        for each in summary.time
    ]


def _deadline(deadline: LegalDeadline, on: dt.date) -> Texts:
    standing = deadline.standing(on)
    met = short_date(deadline.done_on) if deadline.done_on else ""
    if standing is Standing.LATE:
        met = f"{met}, en retard" if met else "en retard"
    return {
        "cells": [
            deadline.title,
            short_date(deadline.due) if deadline.due else "sans délai",
            met or "à faire",
            deadline.proof,
        ],
        "late": standing is Standing.LATE,
    }


def _done(summary: ActivitySummary) -> list[Texts]:
    groups: dict[str, list[DoneTask]] = {each.label: [] for each in summary.time}
    for task in summary.done:
        groups.setdefault(task.domain or OTHER, []).append(task)
    return [_group(label, tasks) for label, tasks in groups.items() if tasks]


def _group(label: str, tasks: list[DoneTask]) -> Texts:
    minutes = sum(task.minutes or 0 for task in tasks)
    count = f"{len(tasks)} {agree(len(tasks), 'tâche', 'tâches')}"
    return {
        "label": label,
        "count": count,
        "hours": hours(minutes) if minutes else "",
        "rows": [[task.title, short_date(task.done_on), hours(task.minutes) if task.minutes else ""] for task in tasks],
    }
