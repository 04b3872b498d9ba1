"""What the screens say of suppliers and of their contracts."""

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from officedesk.domain import days
from officedesk.ui.pages.deadline_words import near_date
from officedesk.ui.parts.detail import Fact
from officedesk.ui.parts.readings import euros

if TYPE_CHECKING:
    from officedesk.domain.entities import Supplier
    from officedesk.services.suppliers import ContractRow

SOON = 30

translate = QCoreApplication.translate


def vigilance_chip(due: dt.date | None, today: dt.date) -> tuple[str, str]:
    """Return the words and the tone of the next attestation de vigilance to obtain; no words when none is owed."""
    if due is None:
        return "", "neutral"
    if due < today:
        return translate("Suppliers", "à relancer"), "late"
    return near_date(due, today), "soon" if (due - today).days <= SOON else "neutral"


def supplier_facts(supplier: "Supplier") -> list[Fact]:
    """Return the lines of a supplier's card; what is unknown says nothing."""
    return [
        Fact(translate("Suppliers", "Contact"), supplier.contact),
        Fact(translate("Suppliers", "Téléphone"), supplier.phone),
        Fact(translate("Suppliers", "Courriel"), supplier.email),
        Fact(translate("Suppliers", "Adresse"), supplier.address),
        Fact(translate("Suppliers", "Site"), supplier.website),
        Fact(translate("Suppliers", "SIREN"), spaced_siren(supplier.siren)),
    ]


def contract_facts(contract: "ContractRow") -> list[Fact]:
    """Return the lines of a contract's card; what is unknown says nothing."""
    yearly = translate("Suppliers", "{amount} HT par an")
    return [
        Fact(translate("Suppliers", "Référence"), contract.ref),
        Fact(translate("Suppliers", "Objet"), contract.subject),
        Fact(
            translate("Suppliers", "Montant"),
            "" if contract.annual_cents is None else yearly.format(amount=euros(contract.annual_cents)),
        ),
        Fact(translate("Suppliers", "Signé le"), _day(contract.signed)),
        Fact(translate("Suppliers", "Fin"), _day(contract.end)),
        Fact(translate("Suppliers", "Attestation de vigilance"), _day(contract.last_vigilance)),
        Fact(translate("Suppliers", "Sous-traitance RGPD"), contract.processor_agreement),
    ]


def spaced_siren(siren: str | None) -> str:
    """Return a SIREN by groups of three figures."""
    return f"{siren[:3]} {siren[3:6]} {siren[6:]}" if siren else ""


def _day(day: dt.date | None) -> str:
    return "" if day is None else days.full_date(day)
