"""How an activity report says spans of days, counts and lists in French."""

import datetime as dt

from officedesk.domain.days import NARROW, full_date

NUMBERS = ("aucun", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix")


def month_word(day: dt.date) -> str:
    """Return the month alone: « novembre »."""
    return full_date(day).split(" ")[1]


def day_and_month(day: dt.date) -> str:
    """Return « 1er novembre »."""
    return full_date(day).rpartition(" ")[0]


def span(start: dt.date, end: dt.date) -> str:
    """Return two days in the fewest words: « du 1er au 23 novembre », « du 15 octobre au 14 novembre ».

    The years are told only when they differ.
    """
    if start == end:
        return f"le {day_and_month(start)}"
    if start.year != end.year:
        return f"du {full_date(start)} au {full_date(end)}"
    first = day_and_month(start)
    if start.month == end.month:
        first = first.split(" ")[0]
    return f"du {first} au {day_and_month(end)}"


def number(count: int, *, feminine: bool = False) -> str:
    """Return a count in letters up to ten, in digits beyond."""
    if count >= len(NUMBERS):
        return str(count)
    return NUMBERS[count] + ("e" if feminine and count < 2 else "")


def agree(count: int, one: str, many: str) -> str:
    """Return the word that goes with a count; French keeps the singular for zero."""
    return one if count < 2 else many


def quoted(text: str) -> str:
    """Return a text between French quotation marks."""
    return f"«{NARROW}{text}{NARROW}»"


def listed(items: list[str]) -> str:
    """Return « a, b et c »."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} et {items[-1]}"


def opening(text: str) -> str:
    """Return a text with a capital first letter, the rest as it was."""
    return text[:1].upper() + text[1:]
