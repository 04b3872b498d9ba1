"""Forms about the network: a supplier, and what one client buys from it."""

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from officedesk.domain.compliance.values import ProfileError
from officedesk.domain.compliance.values import siren as checked_siren
from officedesk.ui.parts.fields import ChoiceField, DateField, Field, NotesField, TextField
from officedesk.ui.parts.forms import Form
from officedesk.ui.parts.readings import typed_cents, typed_number, written_cents

translate = QCoreApplication.translate


def supplier_form() -> Form:
    """Return the form of a supplier."""
    name = TextField(
        "name",
        translate("Suppliers", "Nom"),
        required=translate("Suppliers", "Il manque un nom : écrivez-le et recommencez."),
        longest=160,
    )
    rows: list[list[Field]] = [
        [name],
        [TextField("trade", translate("Suppliers", "Métier"), longest=160)],
        [TextField("contact", translate("Suppliers", "Contact"), longest=160)],
        [TextField("phone", translate("Suppliers", "Téléphone"), longest=60)],
        [TextField("email", translate("Suppliers", "Courriel"), typed_email, longest=254)],
        [TextField("address", translate("Suppliers", "Adresse"), longest=400)],
        [TextField("website", translate("Suppliers", "Site"), longest=400)],
        [TextField("siren", translate("Suppliers", "SIREN"), typed_siren, longest=20)],
        [NotesField("notes", translate("Suppliers", "Notes"))],
    ]
    return Form(rows, translate("Suppliers", "Enregistrer"))


def contract_form(today: dt.date, suppliers: Sequence[tuple[int, str]]) -> Form:
    """Return the form of a contract between the client and a supplier of the network."""
    rows: list[list[Field]] = [
        [ChoiceField("supplier_id", translate("Suppliers", "Fournisseur"), suppliers)],
        [TextField("subject", translate("Suppliers", "Objet"))],
        [
            TextField("ref", translate("Suppliers", "Référence"), longest=40),
            TextField("annual_cents", translate("Suppliers", "Montant HT par an"), typed_cents, written_cents),
        ],
        [
            DateField("signed", translate("Suppliers", "Signé le"), today),
            DateField("end", translate("Suppliers", "Fin"), today),
        ],
        [
            TextField("notice_months", translate("Suppliers", "Préavis (mois)"), typed_number, longest=2),
            DateField("last_vigilance", translate("Suppliers", "Vigilance du"), today),
        ],
        [TextField("processor_agreement", translate("Suppliers", "Sous-traitance RGPD"), longest=80)],
        [NotesField("notes", translate("Suppliers", "Notes"))],
    ]
    return Form(rows, translate("Suppliers", "Enregistrer"))


def typed_siren(text: str) -> str | None:
    """Read a SIREN; raise ValueError with a sentence when its length or its key is wrong."""
    digits = "".join(text.split())
    if not digits:
        return None
    try:
        return checked_siren("siren", digits)
    except ProfileError:
        if len(digits) != 9 or not digits.isascii() or not digits.isdecimal():
            raise ValueError(translate("Suppliers", "Un SIREN a neuf chiffres : vérifiez-le.")) from None
        raise ValueError(translate("Suppliers", "La clé de ce SIREN est fausse : vérifiez les chiffres.")) from None


def typed_email(text: str) -> str:
    """Read an address, of which only the shape is looked at."""
    address = text.strip()
    before, at, after = address.rpartition("@")
    if address and not (before and at and after and not set(address) & set(" ,;<>")):
        raise ValueError(translate("Suppliers", "Cette adresse se lit mal : écrivez par exemple nom@exemple.fr."))
    return address
