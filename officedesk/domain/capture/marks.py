"""Marks: « @client », « #domaine », « !1 »."""

import re
from collections.abc import Mapping
from functools import lru_cache

from officedesk.domain.capture.chips import Context, Kind, Reading
from officedesk.domain.capture.folding import folded
from officedesk.domain.capture.words import rule


def _client(found: re.Match[str], context: Context) -> Reading | None:
    slugs = called(found["name"], context.clients)
    if not slugs:
        return None
    if len(slugs) > 1:
        return Reading(Kind.CLIENT, f"@{found['name']} ?", clients=slugs, warning=_which(slugs, context))
    return Reading(Kind.CLIENT, f"@{context.clients[slugs[0]]}", clients=slugs)


def called(name: str, clients: Mapping[str, str]) -> tuple[str, ...]:
    """Return the slugs of the clients whose name, or a word of it, begins so; a whole slug or name is only its own."""
    exact = [slug for slug, title in clients.items() if name in (slug, _plain(title))]
    return tuple(exact or [slug for slug, title in clients.items() if _answers_to(slug, title, name)])


def _answers_to(slug: str, title: str, name: str) -> bool:
    return any(word.startswith(name) for word in (slug, *_plain(title).split()))


@lru_cache(maxsize=1024)
def _plain(title: str) -> str:
    return folded(title)


def _which(slugs: tuple[str, ...], context: Context) -> str:
    names = ", ".join(context.clients[slug] for slug in slugs[:3])
    more = "…" if len(slugs) > 3 else ""
    return f"Plusieurs clients commencent ainsi ({names}{more}) : écrivez-en davantage."


def _domain(found: re.Match[str], context: Context) -> Reading | None:
    for domain, label in context.domains.items():
        if found["name"] in (folded(domain), folded(label)):
            return Reading(Kind.DOMAIN, label, {"domain": domain})
    return None


def _importance(found: re.Match[str], _context: Context) -> Reading:
    return Reading(Kind.IMPORTANCE, f"!{found['level']}", {"importance": int(found["level"])})


_NAME = "(?P<name>\\w(?:[\\w'-]{0,78}\\w)?)"

RULES = (rule(f"@{_NAME}", _client), rule(f"#{_NAME}", _domain), rule("(?<!!)!(?P<level>[123])", _importance))
