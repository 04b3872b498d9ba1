"""The line that adds a task: a title, and « @client » before, within or after it."""

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from officedesk.domain.errors import InvalidInputError
from officedesk.storage.glance import ClientLine


class Captured(NamedTuple):
    """What was understood; ``client`` is None when the line names nobody."""

    title: str
    client: ClientLine | None


def read_line(text: str, clients: Sequence[ClientLine]) -> Captured:
    """Return the title and the client of a line; raise InvalidInputError for a client that is not one of them.

    The first word that starts with « @ » names a client by the beginning of its short name, or of a word
    of its name, accents and capitals aside.
    """
    words = text.split()
    named = _name_in(words)
    client = None
    if named is not None:
        words.remove(named)
        client = _client_named(named[1:], clients)
    title = " ".join(words)
    if not title:
        raise InvalidInputError("Il manque un titre : écrivez-le et recommencez.")
    return Captured(title, client)


def client_in(text: str, clients: Sequence[ClientLine]) -> ClientLine | None:
    """Return the client that a line names, or None while it names nobody, or several."""
    named = _name_in(text.split())
    found = _called(named[1:], clients) if named else []
    return found[0] if len(found) == 1 else None


def without_client(text: str) -> str:
    """Return a line without the word that names a client."""
    words = text.split()
    named = _name_in(words)
    if named is not None:
        words.remove(named)
    return " ".join(words)


def _name_in(words: Sequence[str]) -> str | None:
    return next((word for word in words if word.startswith("@") and len(word) > 1), None)


def _called(word: str, clients: Sequence[ClientLine]) -> list[ClientLine]:
    wanted = folded(word)
    exact = [client for client in clients if client.slug == wanted]
    return exact or [client for client in clients if _answers_to(client, wanted)]


def _client_named(word: str, clients: Sequence[ClientLine]) -> ClientLine:
    found = _called(word, clients)
    if not found:
        raise InvalidInputError(f"Aucun client ne commence par « {word} » : corrigez le nom après « @ ».")
    if len(found) > 1:
        names = ", ".join(client.name for client in found[:3])
        raise InvalidInputError(f"Plusieurs clients commencent par « {word} » ({names}) : écrivez-en davantage.")
    return found[0]


def _answers_to(client: ClientLine, wanted: str) -> bool:
    names = (client.slug, *folded(client.name).split())
    return any(name.startswith(wanted) for name in names)


def folded(text: str) -> str:
    """Return a text without accents nor capitals."""
    spread = unicodedata.normalize("NFD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    return "".join(letter for letter in spread if not unicodedata.combining(letter))
