"""Which rules are in place on a desk: the shipped ones, or those of an imported pack when they are more recent."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Protocol

from officedesk.domain.compliance import RulePack, RulePackError, read_pack, shipped_pack, stamp

PLACES = "rules"
"""The setting that holds the codes of the packs kept: `place` and `previous`, None being the shipped rules."""


class Settings(Protocol):
    """What reads one of the settings of the desk."""

    def __call__(self, name: str, default: Any = None) -> Any:
        """Return a setting."""


def rules_in_place(read: Settings) -> RulePack:
    """Return the rules in place, read from the desk once for each content."""
    return effective(places(read)["place"], read)


def stamp_in_place(read: Settings) -> str:
    """Return what tells the rules in place from others; nothing is parsed as long as no pack was imported."""
    code = places(read)["place"]
    return stamp() if code is None else effective(code, read).code


def places(read: Settings) -> Mapping[str, str | None]:
    """Return the codes of the pack in place and of the previous one."""
    return read(PLACES) or {"place": None, "previous": None}


def effective(code: str | None, read: Settings) -> RulePack:
    """Return the pack of a code, or the shipped rules when they are as recent: a newer program brings newer ones."""
    kept, shipped = _kept(code, read), shipped_pack()
    return kept if kept is not None and kept.version > shipped.version else shipped


def text_setting(code: str) -> str:
    """Return the name of the setting that holds the text of a pack."""
    return f"rules {code}"


def _kept(code: str | None, read: Settings) -> RulePack | None:
    return None if code is None else _parsed(read(text_setting(code), ""))


@lru_cache(maxsize=4)
def _parsed(text: str) -> RulePack | None:
    """Return the pack of a text that is kept; None for one that this version of the program does not read."""
    try:
        return read_pack(text.encode())
    except RulePackError:
        return None
