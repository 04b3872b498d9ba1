"""The grammar of the capture line: rules tried word by word, the first that understands taking its words."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import reduce

from officedesk.domain.capture import dates, marks, repeats, times
from officedesk.domain.capture.chips import Captured, Chip, Context, Kind, NextDeadline, Reading
from officedesk.domain.capture.folding import Folded, Span, apart, fold, quoted
from officedesk.domain.capture.words import Rule
from officedesk.domain.domains import LABELS

# Nobody types more on a line; what is beyond is kept in the title, not looked at.
LONGEST = 2000

RULES = (*repeats.RULES, *dates.RULES, *times.RULES, *marks.RULES)

_WORD = re.compile(r"[\w@#!~]+")
_STRANGER = re.compile(r"(?<![\w'/.@#&=+\"-])@(\w[\w'-]*)")


def parse(
    text: str,
    today: dt.date,
    *,
    clients: Mapping[str, str] | None = None,
    domains: Mapping[str, str] = LABELS,
    next_deadline: NextDeadline = lambda _rule: None,
    refused: Iterable[Span] = (),
) -> Captured:
    """Return what a line says; clients and domains are names by slug, ``refused`` the spans that stay text.

    Days off and public holidays move nothing. The same line, day and names always give the same answer.
    """
    refused = tuple(refused)
    # A word that the limit would cut in two is not looked at.
    end = len(text) if len(text) <= LONGEST else text.rfind(" ", 0, LONGEST) + 1
    literal = apart([*quoted(text[:end]), *((start, min(stop, end)) for start, stop in refused)])
    line = fold(text[:end], literal)
    periods = [line.span(*found.span()) for found in dates.PERIOD.finditer(line.text)]
    if periods:
        line = fold(text[:end], apart([*literal, *periods]))
    context = Context(today, clients or {}, domains, next_deadline)
    chips = tuple(_chips(line, context))
    return Captured(text, _title(text, chips), chips, refused, today, _stranger(line, context))


def _chips(line: Folded, context: Context) -> Iterator[Chip]:
    done = 0
    for word in _WORD.finditer(line.text):
        if word.start() < done:
            continue
        found = _read(line.text, word.start(), context)
        if found is None:
            continue
        match, reading = found
        done = match.end()
        # A line says each thing once: a second day stays in the title.
        if reading.kind not in context.taken:
            context.taken.add(reading.kind)
            start, end = line.span(match.start(), match.end())
            yield Chip(**vars(reading), start=start, end=end)


def _read(line: str, place: int, context: Context) -> tuple[re.Match[str], Reading] | None:
    for each in RULES:
        match = each.pattern.match(line, place)
        reading = _understood(each, match, context) if match else None
        if match and reading:
            return match, reading
    return None


def _understood(each: Rule, match: re.Match[str], context: Context) -> Reading | None:
    try:
        return each.read(match, context)
    except (ValueError, OverflowError):  # a day or an hour that does not exist
        return None


def _title(text: str, chips: Iterable[Chip]) -> str:
    """Return the text less the chips and the spaces around them; two words that they parted stay apart."""
    pieces, place = [], 0
    for chip in chips:
        pieces.append(text[place : chip.start])
        place = chip.end
    pieces.append(text[place:])
    return reduce(_joined, filter(None, pieces)).strip() if any(pieces) else ""


def _joined(before: str, after: str) -> str:
    parted = before[-1].isspace() and after[0].isspace()
    return before.rstrip() + (" " if parted else "") + after.lstrip()


def _stranger(line: Folded, context: Context) -> str:
    """Return the first word after « @ » that names nobody, while no other names a client."""
    if Kind.CLIENT in context.taken:
        return ""
    found = _STRANGER.search(line.text)
    return found[1] if found else ""
