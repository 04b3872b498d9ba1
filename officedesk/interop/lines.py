"""Bytes of a calendar or of an address book as logical lines: decoded, unfolded, each with its number."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST_LINE = 200_000

_PROPERTY = re.compile(rb"\s*[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)?\s*[;:]")
_QUOTED = re.compile(rb"[;:]ENCODING=QUOTED-PRINTABLE|;QUOTED-PRINTABLE[;:]", re.IGNORECASE)
_NEXT = re.compile(
    rb"(BEGIN|END|VERSION|N|FN|ORG|TEL|EMAIL|ADR|LABEL|URL|NOTE|TITLE|ROLE|BDAY|CATEGORIES|PHOTO|UID|REV)[;:]"
)
_BASE64 = re.compile(rb";(ENCODING=)?(B|BASE64)[;:]", re.IGNORECASE)
CONTROL = dict.fromkeys([*range(9), *range(10, 32), 127])
_WIDE = (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"), (
    codecs.BOM_UTF16_BE, "utf-16"
)  # fmt: skip


@dataclass
class Line:
    """One property: the number of its first line in the file, and its text; ``cut`` when it was too long to keep."""

    number: int
    text: str
    cut: bool = False
    legacy: bool = False


def logical_lines(data: bytes) -> Iterator[Line]:
    """Yield the unfolded lines of a file; blank ones are dropped, a line too long keeps its name only.

    Folds are undone on bytes: some programs fold in the middle of a character. What is not UTF-8 is read as
    Windows-1252 (``legacy``), line by line, because files are joined by hand.
    """
    number, parts, size = 0, [b""], 0
    for position, raw in enumerate(re.split(rb"\r\n|\n|\r", as_utf8(data)), start=1):
        if not raw.strip():
            continue
        if number and _continues(parts, raw):
            piece = _continuation(parts, raw)
            size += len(piece)
            if size <= LONGEST_LINE:
                parts.append(piece)
            continue
        if number:
            yield _line(number, parts, size)
        number, parts, size = position, [raw], len(raw)
    if number:
        yield _line(number, parts, size)


def as_utf8(data: bytes) -> bytes:
    """Return a file's bytes without a mark, and in UTF-8 when the mark says UTF-16 or UTF-32."""
    for mark, encoding in _WIDE:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace").encode()
    return data.removeprefix(codecs.BOM_UTF8)


def _continues(parts: list[bytes], raw: bytes) -> bool:
    if raw[:1] in (b" ", b"\t"):
        return True
    if _broken_off(parts):
        # Some telephones cut a value right after its soft break: the next property begins there.
        return not _NEXT.match(raw)
    # Bad folding: a line of text, or of base64, that lost the space in front of it.
    return not _PROPERTY.match(raw)


def _broken_off(parts: list[bytes]) -> bool:
    return parts[-1].endswith(b"=") and _QUOTED.search(parts[0]) is not None


def _continuation(parts: list[bytes], raw: bytes) -> bytes:
    if _broken_off(parts):
        parts[-1] = parts[-1][:-1]
        return raw
    if raw[:1] in (b" ", b"\t"):
        return raw[1:]
    return raw if _BASE64.search(parts[0]) else b"\\n" + raw


def _line(number: int, parts: list[bytes], size: int) -> Line:
    if size > LONGEST_LINE:
        name = re.match(rb"[^;:]{0,64}", parts[0])
        return Line(number, (name[0] if name else b"").decode("ascii", errors="replace"), cut=True)
    joined = b"".join(parts).strip()
    try:
        return Line(number, joined.decode().translate(CONTROL))
    except UnicodeDecodeError:
        return Line(number, joined.decode("cp1252", errors="replace").translate(CONTROL), legacy=True)
