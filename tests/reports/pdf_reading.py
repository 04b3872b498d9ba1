"""What a reader sees in a PDF, told by poppler: the program's own libraries do not judge their own work."""

import subprocess
from pathlib import Path

BREAK = "\u200b"
NO_BREAK = str.maketrans({"\u00a0": " ", "\u202f": " "})


def tool(*words: str) -> str:
    done = subprocess.run(words, check=True, capture_output=True, timeout=60)
    return done.stdout.decode("utf-8")


def pages_of(path: Path, *options: str) -> list[str]:
    """Return the text of each page, with ordinary spaces."""
    text = tool("pdftotext", "-enc", "UTF-8", *options, str(path), "-")
    return text.translate(NO_BREAK).removesuffix("\f").split("\f")


def text_of(path: Path) -> str:
    """Return the whole text on one line, each run of spaces as one: a sentence is found however it was wrapped."""
    return " ".join(" ".join(pages_of(path)).replace(BREAK, "").split())


def fonts_of(path: Path) -> list[tuple[str, bool]]:
    """Return each font's name, without its subset's prefix, and whether it is embedded."""
    rows = [line.split() for line in tool("pdffonts", str(path)).splitlines()[2:]]
    return [(row[0].partition("+")[2], row[-5] == "yes") for row in rows]


def facts_of(path: Path) -> dict[str, str]:
    """Return what pdfinfo says, by its own words."""
    pairs = (line.partition(":") for line in tool("pdfinfo", str(path)).splitlines())
    return {name: value.strip() for name, _, value in pairs}
