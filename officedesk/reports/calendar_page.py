"""A client's legal dates of a year on one page, as its template reads them."""

import datetime as dt

from officedesk.domain.days import add_months, full_date, month_end, month_name, short_date
from officedesk.domain.legal_calendar import MONTHS, SET_ASIDE, CalendarLine, LegalCalendar
from officedesk.reports import typesetting

TEMPLATE = "calendar.typ"
CAUTION = "Rappels établis d’après le profil et les textes lus\u00a0; ils ne sont pas un conseil juridique."
# What nobody is obliged to: written in grey.
ADVICE = ("recommandation", "bonne pratique")

MOST_LATE = 12  # named; more would take the place of the year

Texts = dict[str, object]


def pdf(calendar: LegalCalendar, *, author: str, moment: dt.datetime) -> bytes:
    """Return the page as a tagged PDF; the same calendar and aware moment give the same bytes."""
    return typesetting.pdf(TEMPLATE, page_texts(calendar, author), moment)


def page_texts(calendar: LegalCalendar, author: str) -> Texts:
    """Return every text of the page: a box for each month, what is late before them, what has no date after."""
    first, last = calendar.start, calendar.end
    starts = [add_months(first, number) for number in range(MONTHS)]
    shown = [line for line in calendar.lines if line.state != SET_ASIDE]
    late = [line for line in shown if line.due is not None and line.due < first and line.is_open]
    return {
        "document_title": f"Calendrier légal, {calendar.client}",
        "author": author,
        "title": f"Calendrier légal, {calendar.client}",
        "subtitle": f"De {month_name(first)} à {month_name(last)}. En gris, ce qui n’est que conseillé.",
        "late_title": "Déjà en retard\u00a0:",
        "late": _late(late),
        "months": [_month(start, shown, calendar.made_on) for start in starts],
        "nothing": "aucune date",
        "undated_title": "À faire, sans date\u00a0:",
        "undated": [line.title for line in shown if line.due is None and line.is_open],
        "footer": f"Confidentiel, destiné à {calendar.client}. {CAUTION}",
        "made": f"Établi le {full_date(calendar.made_on)}",
    }


def _late(lines: list[CalendarLine]) -> list[str]:
    """Return the late dates, the oldest first, as many as leave the year its place."""
    named = [f"{line.title} ({short_date(line.due)})" for line in lines[:MOST_LATE] if line.due is not None]
    more = len(lines) - len(named)
    return [*named, f"et {more} autres"] if more > 1 else [*named, "et une autre"] if more else named


def _month(start: dt.date, lines: list[CalendarLine], today: dt.date) -> Texts:
    end, name = month_end(start), month_name(start)
    rows = [_row(line, line.due, today) for line in lines if line.due is not None and start <= line.due <= end]
    return {"name": f"{name[0].upper()}{name[1:]}", "rows": rows}


def _row(line: CalendarLine, due: dt.date, today: dt.date) -> Texts:
    if not line.is_open:
        tone, mark = "done", "✓ "
    elif due < today:
        tone, mark = "late", ""
    else:
        tone, mark = ("advice" if line.force in ADVICE else ""), ""
    return {"day": f"{due.day:02d}", "title": f"{mark}{line.timed_title}", "tone": tone}
