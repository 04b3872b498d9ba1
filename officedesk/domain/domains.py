"""The domains of work, as they are stored and as they are shown."""

LABELS = {
    "paie": "Paie",
    "rh": "RH",
    "juridique": "Juridique",
    "rgpd": "RGPD",
    "duerp": "DUERP",
    "prestataires": "Prestataires",
    "evenementiel": "Événements",
    "communication": "Communication",
    "administratif": "Administratif",
    "finance": "Finance légère",
    "interne": "Interne",
}
# Of legal dates; those that a task may have too are above.
RULE_LABELS = {
    "urssaf": "Urssaf",
    "fiscal": "Fiscal",
    "securite": "Sécurité",
    "contrats": "Contrats",
    "societe": "Société",
}


def domain_label(domain: str | None) -> str:
    """Return a domain's French name; one that she added is its own name."""
    if domain is None:
        return "Sans domaine"
    return LABELS.get(domain) or RULE_LABELS.get(domain, domain)
