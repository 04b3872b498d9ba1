"""What to answer to a new request, with the figures: yes on a day, yes if something slips, no."""

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from officedesk.domain.days import hours, long_day, of_month
from officedesk.domain.load import Planned, Week

COLON = "\u00a0:"
SILENCE = "Sans réponse de votre part, l’ordre prévu reste le même."


class Sold(NamedTuple):
    """The hours of the client's month, in minutes, without the request."""

    included: int
    used: int
    forecast: int


@dataclass(frozen=True)
class Priced:
    """A request against the real weeks.

    ``placed`` is the first week that has room for it, None when none has, and ``day`` the one to promise then.
    ``slipping`` are tasks of the same client, in the week that is asked, that together take as long as what has no
    room; none when there is room already, or too little to win. ``sold`` is None where no hours are sold in advance.
    """

    what: str
    minutes: int
    wanted: dt.date
    asked: Week
    placed: Week | None
    day: dt.date | None
    slipping: tuple[Planned, ...]
    sold: Sold | None
    author: str

    @property
    def fits(self) -> bool:
        """Tell whether the week that is asked has room."""
        return self.placed == self.asked

    @property
    def percent(self) -> float | None:
        """The share of the asked week with the request, not rounded; None when nothing is available in it."""
        return 100 * (self.asked.planned + self.minutes) / self.asked.available if self.asked.available else None


class Answer(NamedTuple):
    """A letter, ready to be sent."""

    subject: str
    body: str


def making_room(tasks: list[Planned], needed: int) -> tuple[Planned, ...]:
    """Return as few tasks as can give so many minutes, none when all of them are not enough."""
    open_ones = [each for each in tasks if each.minutes > 0]
    alone = [each for each in open_ones if each.minutes >= needed]
    if alone:
        return (min(alone, key=lambda each: (each.minutes, each.id)),)
    found: list[Planned] = []
    for each in sorted(open_ones, key=lambda each: (-each.minutes, each.id)):
        found.append(each)
        needed -= each.minutes
        if needed <= 0:
            return tuple(found)
    return ()


def yes(priced: Priced) -> Answer | None:
    """Return « oui, à telle date », or None when no week has room."""
    if priced.day is None:
        return None
    when = f"Oui, pour le {long_day(priced.day)}."
    why = "" if priced.fits else f"{_full(priced)} La première semaine qui a la place est celle {_of(priced.placed)}."
    return _letter(priced, "oui", when, why, _hours(priced), "Confirmez-moi cette date, et je la réserve.")


def yes_if(priced: Priced) -> Answer | None:
    """Return « oui si X glisse », or None when there is nothing of the client's to move, or no need to."""
    if priced.fits or not priced.slipping:
        return None
    lines = [f"  - {each.title} ({hours(each.minutes)}), prévu le {long_day(each.due)}" for each in priced.slipping]
    slips = "si ceci passe plus tard" if len(lines) == 1 else "si ce qui suit passe plus tard"
    when = f"Oui, pour le {long_day(priced.wanted)}, {slips}{COLON}\n" + "\n".join(lines)
    choice = f"C’est à vous d’en décider{COLON} répondez à ce courriel par oui ou par non. {SILENCE}"
    return _letter(priced, "oui, si", when, _full(priced), _hours(priced), choice)


def no(priced: Priced) -> Answer:
    """Return « non, hors périmètre », with the figures."""
    said = "Je ne peux pas la prendre dans le cadre de ma mission telle que nous l’avons convenue."
    why = "" if priced.fits else _full(priced)
    more = "Si elle compte pour vous, parlons d’heures en plus, ou de la personne qui peut s’en charger."
    return _letter(priced, "non", said, why, _hours(priced), more)


def summary(priced: Priced) -> str:
    """Return where the request stands, in one or two sentences, for her own eyes."""
    week = f"La semaine {priced.asked.monday.isocalendar().week}"
    share = "n’a aucune heure disponible" if priced.percent is None else f"passerait à {priced.percent:.0f}\u00a0%"
    if priced.fits:
        return f"{week} {share}{COLON} il y a la place."
    if priced.placed is None:
        return f"{week} {share}, et aucune semaine n’a la place avant deux ans."
    return f"{week} {share}. Première semaine possible{COLON} semaine {priced.placed.monday.isocalendar().week}."


def _letter(priced: Priced, tone: str, *parts: str) -> Answer:
    opening = f"Vous me demandez « {priced.what} »{COLON} j’estime ce travail à {hours(priced.minutes)}."
    told = ["Bonjour,", opening, *parts, f"Bien cordialement,\n{priced.author}".rstrip()]
    body = "\n\n".join(part for part in told if part) + "\n"
    return Answer(f"Votre demande « {priced.what} »{COLON} {tone}", body)


def _full(priced: Priced) -> str:
    week = priced.asked
    if priced.percent is None:
        return f"La semaine {_of(week)}, je n’ai aucune heure disponible."
    return (
        f"La semaine {_of(week)} compte déjà {hours(week.planned)} prévues pour {hours(week.available)} disponibles"
        f"{COLON} votre demande la porterait à {priced.percent:.0f}\u00a0%."
    )


def _hours(priced: Priced) -> str:
    sold = priced.sold
    if sold is None:
        return ""
    after = sold.forecast + priced.minutes
    over = f", {hours(after - sold.included)} de plus que convenu" if after > sold.included else ""
    return (
        f"Sur les {hours(sold.included)} {of_month(priced.wanted)}, {hours(sold.used)} sont faites et "
        f"{hours(sold.forecast)} prévues en tout{COLON} avec cette demande, {hours(after)}{over}."
    )


def _of(week: Week | None) -> str:
    return "" if week is None else f"du {long_day(week.monday).rpartition(' ')[0]}"
