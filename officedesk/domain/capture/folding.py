"""A text without case, accents nor odd spaces, each letter of which knows where it stood."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

Span = tuple[int, int]

# Stands for what is literal: no rule reads it, and a word that touches it is not a word of its own.
LITERAL = '"'

_APOSTROPHES = "'’‘ʼ＇"
_DASHES = "-‐‑‒–—−"
_TYPOGRAPHIC = {"œ": "oe", "æ": "ae", **dict.fromkeys(_APOSTROPHES, "'"), **dict.fromkeys(_DASHES, "-")}
_CLOSING = {"«": "»", "“": "”", '"': '"'}


class Folded(NamedTuple):
    """``places[n]`` is where the letter n stood; one more place than letters: the end."""

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """Return where a part of the folded text stood in what was typed."""
        return self.places[start], self.places[end]


def folded(text: str) -> str:
    """Return a text without accents nor capitals, apostrophes straight and spaces single."""
    return fold(text, ()).text


def fold(text: str, literal: Iterable[Span]) -> Folded:
    """Fold a text; each literal span becomes one mark, and each run of spaces one space."""
    ends = dict(literal)
    letters: list[str] = []
    places: list[int] = []
    place = 0
    while place < len(text):
        end = ends.get(place, 0)
        plain = LITERAL if end > place else _plain(text[place])
        if plain != " " or letters[-1:] != [" "]:
            letters.extend(plain)
            places.extend([place] * len(plain))
        place = max(place + 1, end)
    return Folded("".join(letters), (*places, len(text)))


def quoted(text: str) -> list[Span]:
    """Return what stands between quotes, quotes included; a quote that nobody closes is a letter like another."""
    spans: list[Span] = []
    never_closed: set[str] = set()
    place = 0
    while place < len(text):
        closing = _CLOSING.get(text[place])
        # 24" is a screen, not the beginning of a quotation.
        inches = closing == '"' and text[place - 1 : place].isdigit()
        if closing is None or closing in never_closed or inches:
            place += 1
            continue
        end = text.find(closing, place + 1) + 1
        if not end:
            never_closed.add(closing)
            continue
        spans.append((place, end))
        place = end
    return spans


def apart(spans: Iterable[Span]) -> list[Span]:
    """Return spans in order, those that touch each other's letters made one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        elif start < end:
            merged.append((start, end))
    return merged


@lru_cache(maxsize=4096)
def _plain(letter: str) -> str:
    if letter.isspace() or letter == "\0":
        return " "
    if letter in _TYPOGRAPHIC:
        return _TYPOGRAPHIC[letter]
    lower = letter.casefold()
    spread = unicodedata.normalize("NFD", _TYPOGRAPHIC.get(lower, lower))
    return "".join(each for each in spread if not unicodedata.combining(each))
