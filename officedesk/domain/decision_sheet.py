"""A question for the director as it is sent: what a letter and a page say of it, in the same words."""

import datetime as dt
from dataclasses import dataclass

from officedesk.domain.days import clock, full_date, long_day

SILENCE = "Sans réponse de votre part, rien n’est engagé\u00a0: votre silence ne vaut pas accord."
HOW = "Pour répondre, il suffit de répondre à ce courriel en nommant l’option retenue."
LETTERS = "ABCDEFGHIJKL"
COLON = "\u00a0:"


@dataclass(frozen=True)
class Option:
    """One way to settle the question."""

    label: str
    cost: str = ""
    consequence: str = ""


@dataclass(frozen=True)
class DecisionSheet:
    """What is asked, of whom, by whom and until when; an empty text says nothing."""

    client: str
    author: str
    approver: str
    question: str
    context: str
    stake: str
    options: tuple[Option, ...]
    recommendation: str
    limit: dt.date | None
    limit_time: dt.time | None
    asked_on: dt.date | None
    made_on: dt.date

    @property
    def until(self) -> str:
        """Return « avant le vendredi 27 novembre 2026, 8 h 30 », or nothing."""
        if self.limit is None:
            return ""
        hour = f", {clock(self.limit_time)}" if self.limit_time is not None else ""
        return f"avant le {long_day(self.limit)}{hour}"


def subject(sheet: DecisionSheet, *, reminder: bool = False) -> str:
    """Return the subject of the letter."""
    return f"{'Relance' if reminder else 'Décision attendue'}{COLON} {sheet.question}"


def letter(sheet: DecisionSheet, *, reminder: bool = False) -> str:
    """Return the text of the letter that asks, or that reminds of what was asked."""
    until = f" {sheet.until}" if sheet.until else ""
    opening = f"J’ai besoin de votre décision{until}{COLON}"
    if reminder:
        asked = f" le {full_date(sheet.asked_on)}" if sheet.asked_on else ""
        opening = f"Je reviens vers vous au sujet de la décision que je vous ai demandée{asked}.{_left(sheet)}"
    parts = [
        "Bonjour,",
        opening,
        f"    {sheet.question}",
        f"Contexte{COLON}\n{sheet.context}" if sheet.context else "",
        f"En jeu{COLON} {sheet.stake}" if sheet.stake else "",
        _options(sheet),
        f"Ma recommandation{COLON} {sheet.recommendation}" if sheet.recommendation else "",
        HOW if sheet.options else "Pour répondre, il suffit de répondre à ce courriel.",
        SILENCE,
        "Bien cordialement,\n" + sheet.author,
    ]
    return "\n\n".join(part.rstrip() for part in parts if part) + "\n"


def _left(sheet: DecisionSheet) -> str:
    if sheet.limit is None:
        return ""
    if sheet.limit < sheet.made_on:
        return f" La date limite, le {long_day(sheet.limit)}, est passée{COLON} tout ce qui en dépend reste en attente."
    return f" Je l’attends {sheet.until}."


def _options(sheet: DecisionSheet) -> str:
    if not sheet.options:
        return ""
    lines = [f"Les options{COLON}"]
    for letter_, option in zip(LETTERS, sheet.options, strict=False):
        lines.append(f"  {letter_}. {option.label}")
        lines += [f"     Coût{COLON} {option.cost}"] if option.cost else []
        lines += [f"     Conséquence{COLON} {option.consequence}"] if option.consequence else []
    return "\n".join(lines)
