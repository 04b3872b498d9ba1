"""Setting a template of ``resources/reports`` with typst: bundled fonts, no network, data that is never markup."""

import datetime as dt
import json
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from officedesk.paths import resources

if TYPE_CHECKING:
    from typst import Compiler, Fonts

Data = Mapping[str, object]
"""What a template reads: texts, numbers, truths, and lists and mappings of them."""

ABSENT = "□"
BREAK = "\u200b"
INVISIBLE = "Cf"
MARKS = frozenset({"Mn", "Mc", "Me"})
COMBINING = frozenset(map(chr, range(0x300, 0x370)))
# They choose between two drawings of a character; the fonts here have one.
SELECTORS = frozenset(map(chr, range(0xFE00, 0xFE10)))
# Longer than any French word: a reference or an address, which may be cut anywhere rather than run over its neighbours.
_LONGEST_WORD = 35
_ENDLESS = re.compile(rf"[^\s{BREAK}]{{{_LONGEST_WORD + 1},}}")
_BREAK_EVERY = 10
_SPACES = re.compile(r"\s+")


def pdf(template: str, data: Data, timestamp: dt.datetime) -> bytes:
    """Return the document as a tagged PDF, exported as PDF/UA-1; the same data and aware moment give the same bytes."""
    compiler = _compiler(template, data)
    second = timestamp.replace(microsecond=0)  # typst refuses a finer moment
    return cast(bytes, compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=second))


def page_images(template: str, data: Data, ppi: float) -> list[bytes]:
    """Return the pages as PNG files, at a resolution in pixels per inch."""
    made = _compiler(template, data).compile(format="png", ppi=ppi)
    return [made] if isinstance(made, bytes) else cast(list[bytes], made)


def page_count(template: str, data: Data) -> int:
    """Return the number of pages, which the template tells under the label ``pages``."""
    return int(json.loads(_compiler(template, data).query("<pages>", field="value", one=True)))


def _compiler(template: str, data: Data) -> "Compiler":
    from typst import Compiler

    root = resources() / "reports"
    return Compiler(
        root / template,
        root=root,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(_displayable(data), ensure_ascii=False)},
        # Nothing is there to be found: a template that asked for a package fails instead of fetching it.
        package_path=root,
        package_cache_path=root,
    )


@lru_cache(maxsize=1)
def _fonts() -> "Fonts":
    from typst import Fonts

    # typst's own fonts stand in for the alphabets that Inter lacks.
    return Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[resources() / "fonts"])


def _displayable(value: object) -> object:
    if isinstance(value, str):
        return displayable(value)
    if isinstance(value, Mapping):
        return {key: _displayable(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_displayable(each) for each in value]
    return value


def displayable(text: str) -> str:
    """Return a text of one line that the fonts can draw; a square stands for each character that they cannot.

    PDF/UA-1 refuses a document with one missing glyph: an emoji in a title must not cost the report.
    """
    if not text.isascii() or not text.isprintable():
        text = _SPACES.sub(_one_space, "".join(_drawn(unicodedata.normalize("NFC", text))))
    return _ENDLESS.sub(_with_breaks, text) if len(text) > _LONGEST_WORD else text


def _drawn(text: str) -> Iterator[str]:
    base = ""
    for char in text:
        category = unicodedata.category(char)
        if category == INVISIBLE or char in SELECTORS:
            continue
        # A mark is drawn with its letter by one font, and only Inter's are known to have both.
        if category in MARKS:
            yield char if "LATIN" in base and char in COMBINING else ABSENT
            continue
        drawn = char.isspace() or _has_glyph(ord(char))
        base = unicodedata.name(char, "") if drawn else ""
        yield char if drawn else ABSENT


def _one_space(found: re.Match[str]) -> str:
    return found[0] if len(found[0]) == 1 and _has_glyph(ord(found[0])) else " "


def _with_breaks(found: re.Match[str]) -> str:
    text = found[0]
    return BREAK.join(text[start : start + _BREAK_EVERY] for start in range(0, len(text), _BREAK_EVERY))


def _has_glyph(code: int) -> bool:
    starts, ends = _ranges()
    place = bisect_right(starts, code) - 1
    return place >= 0 and code <= ends[place]


@lru_cache(maxsize=1)
def _ranges() -> tuple[list[int], list[int]]:
    lines = (resources() / "reports" / "displayable.txt").read_text(encoding="ascii").split()
    bounds = [line.partition("-") for line in lines]
    return [int(first, 16) for first, _, _ in bounds], [int(last or first, 16) for first, _, last in bounds]
