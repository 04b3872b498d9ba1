"""The text proposed for the head of an activity report: facts only, hers to rewrite."""

from officedesk.domain.activity import ActivitySummary, LegalDeadline, Standing
from officedesk.domain.activity_words import agree, day_and_month, listed, month_word, number, opening, quoted
from officedesk.domain.days import hours

NAMED = 3
NOTHING = "Aucune activité n’a été enregistrée sur cette période."


def propose_essential(summary: ActivitySummary) -> str:
    """Return two to five French sentences told by the figures of the report, or the one that says there are none."""
    if summary.is_empty:
        return NOTHING
    sentences = (_hours(summary), _tasks(summary), _kept(summary), _late(summary), _to_decide(summary))
    return " ".join(sentence for sentence in sentences if sentence)


def _hours(summary: ActivitySummary) -> str:
    used, included = summary.used_minutes, summary.included_minutes
    if not used:
        return f"{_when(summary)}, aucune heure n’a été notée."
    verb = agree(used // 60 or used, "a été réalisée", "ont été réalisées")
    told = f"{_when(summary)}, {hours(used)} {verb}"
    if included:
        told += f" sur {hours(included)}"
    if included and used > included:
        told += f", soit {hours(used - included)} de plus que prévu"
    worked = [each for each in summary.time if each.minutes]
    if len(worked) < 2:
        return f"{told}."
    first = max(worked, key=lambda each: each.minutes)
    return f"{told} ; le premier poste est {quoted(first.label)} ({hours(first.minutes)})."


def _when(summary: ActivitySummary) -> str:
    if not summary.is_over:
        return f"Au {day_and_month(summary.written_on)}"
    if summary.start.day == 1 and (summary.start.year, summary.start.month) == (summary.end.year, summary.end.month):
        return f"En {month_word(summary.start)}"
    return "Sur la période"


def _tasks(summary: ActivitySummary) -> str:
    count = len(summary.done)
    if not count:
        return ""
    told = agree(count, "tâche a été terminée", "tâches ont été terminées")
    return f"{opening(number(count, feminine=True))} {told}."


def _kept(summary: ActivitySummary) -> str:
    kept, late = summary.deadlines_at(Standing.KEPT), summary.deadlines_at(Standing.LATE)
    if not kept:
        return ""
    if len(kept) == 1:
        return f"Une échéance légale a été tenue : {_titles(kept)}."
    if late:
        return f"{opening(number(len(kept), feminine=True))} échéances légales ont été tenues à temps."
    return f"Les {number(len(kept), feminine=True)} échéances légales ont été tenues à temps."


def _late(summary: ActivitySummary) -> str:
    late = summary.deadlines_at(Standing.LATE)
    owed = tuple(each for each in late if each.done_on is None)
    met = tuple(each for each in late if each.done_on is not None)
    told = []
    if owed:
        verb = agree(len(owed), "échéance légale est en retard", "échéances légales sont en retard")
        told.append(f"{opening(number(len(owed), feminine=True))} {verb} : {_titles(owed)}.")
    if met:
        verb = agree(len(met), "échéance légale a été tenue après sa", "échéances légales ont été tenues après leur")
        told.append(f"{opening(number(len(met), feminine=True))} {verb} date : {_titles(met)}.")
    return " ".join(told)


def _to_decide(summary: ActivitySummary) -> str:
    questions = [each.question for each in summary.to_decide]
    if not questions:
        return ""
    told = agree(len(questions), "point attend votre accord", "points attendent votre accord")
    return f"{opening(number(len(questions)))} {told} : {_named(questions)}."


def _titles(deadlines: tuple[LegalDeadline, ...]) -> str:
    return _named([each.title for each in deadlines])


def _named(names: list[str]) -> str:
    shown = [quoted(name) for name in names[:NAMED]]
    left = len(names) - NAMED
    if left > 0:
        shown.append(agree(left, "un autre", f"{number(left)} autres"))
    return listed(shown)
