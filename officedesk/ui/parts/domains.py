"""The names of domains, as they are shown."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from officedesk.domain.domains import LABELS

TASK_DOMAINS = tuple(LABELS)
RULE_DOMAINS = ("urssaf", "fiscal", "rgpd", "duerp", "rh", "securite", "contrats", "societe")


def domain_name(key: str | None) -> str:
    """Return the name of a domain of tasks, of time or of rules; one that she added is its own name."""
    return _names().get(key or "", key or "")


def domain_choices(keys: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return domains with their names, for a list to choose from."""
    return [(key, domain_name(key)) for key in keys]


def _names() -> Mapping[str, str]:
    def tr(text: str) -> str:
        return QCoreApplication.translate("Domains", text)

    return {
        "paie": tr("Paie"),
        "rh": tr("RH"),
        "juridique": tr("Juridique"),
        "rgpd": tr("RGPD"),
        "duerp": tr("DUERP"),
        "prestataires": tr("Prestataires"),
        "evenementiel": tr("Événements"),
        "communication": tr("Communication"),
        "administratif": tr("Administratif"),
        "finance": tr("Finance légère"),
        "interne": tr("Interne"),
        "urssaf": tr("Urssaf"),
        "fiscal": tr("Fiscal"),
        "securite": tr("Sécurité"),
        "contrats": tr("Contrats"),
        "societe": tr("Société"),
    }
