"""What holds for every line: nothing typed is lost, nothing raises, and the work has a bound."""

import datetime as dt
import json
import sys
from pathlib import Path
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from officedesk.domain.capture import LONGEST, Captured, Span, parse
from officedesk.domain.capture.grammar import RULES

MONDAY = dt.date(2026, 11, 23)
CLIENTS = {"studio-halo": "Studio Halo", "studio-vermandrin": "Studio Vermandrin", "lumen": "Atelier Lumen"}
WORDS = (
    "le", "à", "pour", "avant", "vendredi", "lundi prochain", "mardi en huit", "demain matin", "25", "31/12/2026",
    "1er", "décembre", "3e jeudi", "dans", "10 jours", "tous les", "chaque", "fin de mois", "14h30", "2h", "~45", "min",
    "@halo", "@studio", "@", "#paie", "#", "!1", "!", "«", "»", '"', "“", "”", "l’avoir fait", "J-5 avant DSN", "\0",
    "e\u0301", "🎉", "שלום", "\u202e", "œuvre", "İ", "ß", "06 12 34 56 78", "FA-2026-12", ",", "(", ")", "-", "/",
)  # fmt: skip
SPACES = st.sampled_from(["", " ", " ", "  ", "\u00a0", "\u202f", "\t", "\n"])
LINES = st.lists(st.tuples(st.sampled_from(WORDS) | st.text(max_size=4), SPACES)).map(
    lambda parts: "".join(word + space for word, space in parts)
)
DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31))
NAUGHTY = json.loads((Path(__file__).parents[2] / "data" / "strings" / "blns.json").read_text("utf-8"))


def read(text: str, today: dt.date = MONDAY, refused: tuple[Span, ...] = ()) -> Captured:
    return parse(text, today, clients=CLIENTS, next_deadline=lambda _rule: today, refused=refused)


def letters(text: str) -> str:
    """Return a text without its spaces."""
    return "".join(text.split())


def assert_nothing_is_lost(text: str, found: Captured) -> None:
    rest, place = [], 0
    for chip in found.chips:
        assert place <= chip.start < chip.end <= len(text)
        rest.append(text[place : chip.start])
        place = chip.end
    rest.append(text[place:])
    assert letters(found.title) == letters("".join(rest))
    assert found.title == found.title.strip()
    assert found.text == text


@given(LINES, DAYS)
def test_the_title_and_the_chips_are_what_was_typed(text: str, today: dt.date) -> None:
    assert_nothing_is_lost(text, read(text, today))


@given(LINES)
def test_a_line_has_one_chip_of_each_kind_at_most(text: str) -> None:
    kinds = [chip.kind for chip in read(text).chips]

    assert len(kinds) == len(set(kinds))


@given(LINES)
def test_all_that_is_refused_is_text_again(text: str) -> None:
    refused: tuple[Span, ...] = ()
    for _ in range(len(text) + 1):
        found = read(text, refused=refused)
        assert_nothing_is_lost(text, found)
        if not found.chips:
            break
        refused = (*refused, *((chip.start, chip.end) for chip in found.chips))

    assert found.title == text.strip()
    assert found.values() == {"title": text.strip()}


@given(LINES)
def test_capitals_and_odd_spaces_and_apostrophes_change_nothing(text: str) -> None:
    shouted = text.replace(" ", "\u00a0").replace("’", "'").upper()
    if len(shouted) != len(text):
        return  # « ß » becomes two letters: the places of chips are not the same ones

    spans = [(chip.kind, chip.start, chip.end) for chip in read(text).chips]

    assert [(chip.kind, chip.start, chip.end) for chip in read(shouted).chips] == spans


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert_nothing_is_lost(text, read(text))


@pytest.mark.parametrize("text", NAUGHTY)
def test_a_naughty_string_is_kept_as_it_is(text: str) -> None:
    assert read(text).title == text.strip()


@pytest.mark.parametrize("rule", RULES, ids=[rule.pattern.pattern[-40:] for rule in RULES])
def test_no_rule_looks_further_than_a_few_words(rule: Any) -> None:
    _shortest, longest = _parser.parse(rule.pattern.pattern).getwidth()

    assert longest < 250


@pytest.mark.parametrize(
    "part",
    ["vendredi ", "le ", "tous les ", "« ", '"', "@", "@studio ", "#paie ", "1 ", "lundis et ", "a", " ", "14h "],
)
def test_a_pasted_book_costs_no_more_than_a_page(part: str) -> None:
    page, book = part * (LONGEST // len(part)), part * (1_000_000 // len(part))
    read(page)

    assert steps(book) <= steps(page) + 20
    assert steps(page) < 100 * LONGEST


def steps(text: str) -> int:
    """Return how many calls reading a line takes, those of regular expressions included."""
    count = 0

    def tick(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(tick)
    try:
        read(text)
    finally:
        sys.setprofile(None)
    return count


def test_what_stands_beyond_a_page_stays_in_the_title() -> None:
    text = "x" * LONGEST + " vendredi"

    assert read(text).title == text
