"""The parts that a calendar or an address book is made of, cut out line by line, before any library reads them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from officedesk.interop.lines import Line

DEEPEST = 16
MOST_COMPONENTS = 100_000
CONTAINERS = frozenset({"VCALENDAR"})

_NAME = re.compile(r"\s*(?:[A-Za-z0-9-]+\.)?([A-Za-z0-9-]+)\s*(?:[;:]|$)")


class TooMuchError(Exception):
    """The file goes beyond a bound; the text says which, in French."""


@dataclass
class Component:
    """One BEGIN…END: its own properties, the parts inside it, and whether its END was there."""

    name: str
    number: int
    lines: list[Line] = field(default_factory=list)
    parts: list["Component"] = field(default_factory=list)
    finished: bool = False

    def text(self, names: frozenset[str]) -> str:
        """Return the component alone, with the named properties only, as a library reads it."""
        body = (line.text for line in self.lines if not line.cut and property_name(line.text) in names)
        return "\r\n".join([f"BEGIN:{self.name}", *body, f"END:{self.name}", ""])

    def first(self, name: str) -> str | None:
        """Return the raw value of a property, or None."""
        for line in self.lines:
            if property_name(line.text) == name:
                return line.text.partition(":")[2].strip()
        return None


def property_name(text: str) -> str:
    """Return the name at the head of a property, in capitals, without its group."""
    found = _NAME.match(text)
    return found[1].upper() if found else ""


def cut(lines: Iterable[Line]) -> list[Component]:
    """Return every component of a file, in order, containers excepted, those inside others included.

    A component that the next END of something around it closes is not ``finished``. Raises TooMuchError.
    """
    found: list[Component] = []
    around: list[Component] = []
    for line in lines:
        word, colon, value = line.text.partition(":")
        verb, name = word.strip().upper(), value.strip().upper()
        if colon and verb == "BEGIN":
            _open(Component(name, line.number), around, found)
        elif colon and verb == "END":
            _close(name, around)
        elif around:
            around[-1].lines.append(line)
    return found


def _open(component: Component, around: list[Component], found: list[Component]) -> None:
    if len(around) >= DEEPEST:
        raise TooMuchError(f"imbrique plus de {DEEPEST} éléments les uns dans les autres")
    if len(found) >= MOST_COMPONENTS:
        raise TooMuchError(f"contient plus de {MOST_COMPONENTS} éléments")
    if around:
        around[-1].parts.append(component)
    around.append(component)
    if component.name not in CONTAINERS:
        found.append(component)


def _close(name: str, around: list[Component]) -> None:
    if not any(component.name == name for component in around):
        return
    while around:
        component = around.pop()
        if component.name == name:
            component.finished = True
            return
