"""What a reader found in a file: values that are ready for a draft, and what was left out."""

import hashlib
from dataclasses import dataclass, field
from typing import Any

LONGEST_UID = 200
LONGEST_NOTES = 20_000


class LeftOutError(Exception):
    """One component cannot be taken; the text says why, in French."""


class StoppedError(Exception):
    """Whoever asked for a file no longer wants it; nothing of it was written."""


@dataclass
class Found:
    """One event, task or supplier. ``values`` are JSON; dates are ISO 8601.

    For an exception ``series`` is the uid of its series, and ``replaces_zone`` the zone in which ``replaces`` is told.
    """

    kind: str
    uid: str
    number: int
    values: dict[str, Any]
    remarks: list[str] = field(default_factory=list)
    sequence: int = 0
    series: str | None = None
    replaces_zone: str | None = None


@dataclass
class Reading:
    """One file: its format, what it holds, what was left out and what was mended (line, reason)."""

    format: str | None
    found: list[Found] = field(default_factory=list)
    skipped: list[tuple[int, str]] = field(default_factory=list)
    remarks: list[tuple[int, str]] = field(default_factory=list)


def short_uid(uid: str) -> str:
    """Return a uid that fits its column: a very long one keeps its beginning and gets its fingerprint."""
    if len(uid) <= LONGEST_UID:
        return uid
    return f"{uid[:120]}-{fingerprint(uid)}"


def fingerprint(*texts: str) -> str:
    """Return 64 hexadecimal digits that only the same texts give: the uid of what has none."""
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()


def one_line(text: str, longest: int) -> str:
    """Return a text on one line, cut with an ellipsis when it is longer than its column."""
    flat = " ".join(text.split())
    return flat if len(flat) <= longest else flat[: longest - 1].rstrip() + "…"


def notes(parts: list[str], remarks: list[str]) -> str:
    """Return the parts as paragraphs; too long a text is cut, and says so."""
    text = "\n".join(part.strip() for part in parts if part.strip())
    if len(text) <= LONGEST_NOTES:
        return text
    remarks.append("le texte est trop long : sa fin n’a pas été reprise")
    return text[: LONGEST_NOTES - 1] + "…"
