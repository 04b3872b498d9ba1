"""Forms about obligations: one of her own, and the reason why one does not apply."""

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from officedesk.ui.parts.domains import RULE_DOMAINS, domain_choices
from officedesk.ui.parts.fields import ChoiceField, DateField, Field, NotesField, TextField
from officedesk.ui.parts.file_field import FileField
from officedesk.ui.parts.forms import Form
from officedesk.ui.parts.readings import typed_time, written_time

translate = QCoreApplication.translate


def own_deadline_form(today: dt.date, clients: Sequence[tuple[int, str]] = ()) -> Form:
    """Return the form of a deadline that no rule gives; with ``clients``, it asks whose it is."""
    rows: list[list[Field]] = [
        [
            TextField(
                "title",
                translate("Deadlines", "Obligation"),
                required=translate("Deadlines", "Il manque un titre : écrivez-le et recommencez."),
            )
        ],
        [
            DateField("due", translate("Deadlines", "Date limite"), today),
            TextField("due_time", translate("Deadlines", "Heure"), typed_time, written_time, placeholder="12:00"),
        ],
        [
            ChoiceField(
                "domain",
                translate("Deadlines", "Domaine"),
                [("", translate("Deadlines", "Aucun")), *domain_choices(RULE_DOMAINS)],
            )
        ],
        [TextField("why", translate("Deadlines", "Pourquoi"))],
        [TextField("responsible", translate("Deadlines", "Responsable"))],
        [TextField("evidence_expected", translate("Deadlines", "Preuve attendue"))],
        [NotesField("notes", translate("Deadlines", "Notes"))],
    ]
    if clients:
        rows.insert(0, [ChoiceField("client_id", translate("Deadlines", "Client"), clients)])
    return Form(rows, translate("Deadlines", "Enregistrer"))


def reason_form() -> Form:
    """Return the form that asks why an obligation does not apply."""
    reason = TextField(
        "reason",
        translate("Deadlines", "Raison"),
        required=translate("Deadlines", "Écrivez pourquoi cette échéance ne s’applique pas, puis recommencez."),
        hint=translate("Deadlines", "Elle reste au dossier du client, avec la date d’aujourd’hui."),
        longest=400,
    )
    return Form([[reason]], translate("Deadlines", "Déclarer non applicable"))


def proof_form(today: dt.date, count: int) -> Form:
    """Return the form of a proof for one obligation or for several."""
    hint = translate("Deadlines", "La même preuve vaut pour les {count} échéances choisies.").format(count=count)
    rows: list[list[Field]] = [
        [
            TextField(
                "reference",
                translate("Deadlines", "Référence"),
                placeholder=translate("Deadlines", "numéro, accusé de réception, où la trouver"),
                hint=hint if count > 1 else "",
                longest=400,
            )
        ],
        [
            FileField(
                "file",
                translate("Deadlines", "Fichier"),
                hint=translate(
                    "Deadlines", "Une copie chiffrée est gardée dans le bureau ; l’original reste où il est."
                ),
            )
        ],
        [
            DateField("since", translate("Deadlines", "Valable à partir du"), today),
            DateField("until", translate("Deadlines", "Jusqu’au"), today),
        ],
    ]
    return Form(rows, translate("Deadlines", "Garder et marquer comme fait"))


def date_form(today: dt.date, rule_date: str) -> Form:
    """Return the form that sets another date than that of the rule."""
    rows: list[list[Field]] = [
        [
            DateField(
                "day",
                translate("Deadlines", "Nouvelle date limite"),
                today,
                required=translate("Deadlines", "Il manque la date : écrivez-la et recommencez."),
                hint=translate("Deadlines", "La règle dit le {day}.").format(day=rule_date),
            )
        ],
        [
            TextField(
                "reason",
                translate("Deadlines", "Raison"),
                required=translate("Deadlines", "Écrivez pourquoi la date change, puis recommencez."),
                placeholder=translate("Deadlines", "délai accordé par écrit le…"),
                longest=400,
            )
        ],
    ]
    return Form(rows, translate("Deadlines", "Changer la date"))


def reminder_form(today: dt.date) -> Form:
    """Return the form that puts a reminder off."""
    day = DateField(
        "day",
        translate("Deadlines", "Me le rappeler le"),
        today,
        hint=translate("Deadlines", "Rien n’est rappelé avant ce jour ; sans date, les rappels habituels reprennent."),
    )
    return Form([[day]], translate("Deadlines", "Enregistrer"))


def note_form() -> Form:
    """Return the form of the notes of an obligation, whoever gives its date."""
    return Form([[NotesField("notes", translate("Deadlines", "Notes"))]], translate("Deadlines", "Enregistrer"))
