"""What the screens say of a set of legal rules, in French."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from officedesk.domain import days
from officedesk.ui.parts.readings import counted

if TYPE_CHECKING:
    from officedesk.domain.compliance import PackDifference, RulePack

translate = QCoreApplication.translate


def pack_words(pack: "RulePack") -> str:
    """Return « 92 règles du 23 nov. 2026, fournies avec OfficeDesk » for a set of rules."""
    count = counted(len(pack.rules), translate("Rules", "{count} règle"), translate("Rules", "{count} règles"))
    words = translate("Rules", "{title} : {count}, version du {day}")
    return words.format(title=pack.title, count=count, day=days.short_date(pack.version))


def old_words(pack: "RulePack", today: dt.date) -> str:
    """Return how many rules were not verified for more than 12 months, or nothing."""
    one = translate("Rules", "{count} règle n’a pas été vérifiée depuis plus de 12 mois.")
    many = translate("Rules", "{count} règles n’ont pas été vérifiées depuis plus de 12 mois.")
    old = len(pack.old_rules(today))
    return counted(old, one, many) if old else ""


def difference_words(difference: "PackDifference") -> str:
    """Return the titles of the rules that are new, changed or closed, a line each."""
    parts = [
        _listed(translate("Rules", "Nouvelles :"), difference.added),
        _listed(translate("Rules", "Modifiées :"), difference.changed),
        _listed(translate("Rules", "Closes :"), difference.closed),
    ]
    same = translate("Rules", "Aucune règle ne change : elles ont été vérifiées de nouveau.")
    return "\n\n".join(filter(None, parts)) or same


def _listed(heading: str, titles: Sequence[str]) -> str:
    return "\n".join([heading, *(f"•  {title}" for title in titles)]) if titles else ""
