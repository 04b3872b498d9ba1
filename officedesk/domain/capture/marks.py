"""Marks: « @client », « #domaine », « !1 »."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from officedesk.domain.capture.chips import Context, Kind, Reading
from officedesk.domain.capture.folding import folded
from officedesk.domain.capture.words import rule


def _client(found: re.Match[str], context: Context) -> Reading | None:
    clients = called(found["name"], context.clients)
    if len(clients) > 1:
        return Reading(Kind.CLIENT, f"@{found['name']} ?", clients=clients, warning=_which(list(clients.values())))
    return next((Reading(Kind.CLIENT, f"@{name}", clients=clients) for name in clients.values()), None)


def called(word: str, clients: Mapping[str, str]) -> dict[str, str]:
    """Return the clients whose name, or a word of it, begins so; a whole slug or name is only its own."""
    exact = {slug: name for slug, name in clients.items() if word in (slug, _plain(name))}
    return exact or {slug: name for slug, name in clients.items() if _answers_to(slug, name, word)}


def _answers_to(slug: str, name: str, word: str) -> bool:
    return any(each.startswith(word) for each in (slug, *_plain(name).split()))


@lru_cache(maxsize=1024)
def _plain(name: str) -> str:
    return folded(name)


def _which(names: Sequence[str]) -> str:
    more = "…" if len(names) > 3 else ""
    return f"Plusieurs clients commencent ainsi ({', '.join(names[:3])}{more}) : écrivez-en davantage."


def _domain(found: re.Match[str], context: Context) -> Reading | None:
    for domain, label in context.domains.items():
        if found["name"] in (folded(domain), folded(label)):
            return Reading(Kind.DOMAIN, label, {"domain": domain})
    return None


def _importance(found: re.Match[str], _context: Context) -> Reading:
    return Reading(Kind.IMPORTANCE, f"!{found['level']}", {"importance": int(found["level"])})


_NAME = "(?P<name>\\w(?:[\\w'-]{0,78}\\w)?)"

RULES = (rule(f"@{_NAME}", _client), rule(f"#{_NAME}", _domain), rule("(?<!!)!(?P<level>[123])", _importance))
