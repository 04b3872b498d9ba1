"""What an import found, in French."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from officedesk.services.exchange import ImportReport, Remark

MOST_LINES = 40

translate = QCoreApplication.translate


def findings(report: "ImportReport") -> str:
    """Return what an import would do: a line for what it adds, one for what it updates, one for what it leaves."""
    added, updated = counted(report.created), counted(report.updated)
    left = len(report.skipped)
    lines = []
    if added:
        lines.append(translate("Import", "À ajouter : {what}.").format(what=added))
    if updated:
        lines.append(translate("Import", "À mettre à jour : {what}.").format(what=updated))
    if not lines and not report.refused:
        lines.append(translate("Import", "Rien de nouveau dans ce fichier pour ce client."))
    if left == 1:
        lines.append(translate("Import", "Laissé de côté : 1 élément, dont la raison est dite ci-dessous."))
    if left > 1:
        words = translate("Import", "Laissés de côté : {count} éléments, dont la raison est dite ci-dessous.")
        lines.append(words.format(count=left))
    if "supplier" in report.created:
        lines.append(translate("Import", "Les fournisseurs entrent dans votre réseau et sont rattachés à ce client."))
    return "\n".join(lines)


def remarks(report: "ImportReport") -> str:
    """Return why components are left out, then what was mended in the others, by line of the file."""
    parts = [_listed(report.skipped, translate("Import", "Ce qui est laissé de côté"))]
    parts.append(_listed(report.remarks, translate("Import", "Ce qui est repris autrement")))
    return "\n\n".join(part for part in parts if part)


def counted(counts: Mapping[str, int]) -> str:
    """Return numbers of rows by noun: « 2 événements, 1 tâche »."""
    nouns = {
        "event": (translate("Import", "événement"), translate("Import", "événements")),
        "task": (translate("Import", "tâche"), translate("Import", "tâches")),
        "supplier": (translate("Import", "fournisseur"), translate("Import", "fournisseurs")),
    }
    return ", ".join(f"{count} {nouns[kind][count > 1]}" for kind, count in counts.items() if count)


def _listed(found: "Sequence[Remark]", heading: str) -> str:
    if not found:
        return ""
    line = translate("Import", "ligne {number} : {why}")
    lines = [line.format(number=each.where, why=each.why) for each in found[:MOST_LINES]]
    if len(found) > MOST_LINES:
        lines.append(translate("Import", "… et {count} de plus").format(count=len(found) - MOST_LINES))
    return "\n".join([f"{heading} :", *lines])
