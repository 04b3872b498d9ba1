"""Forms about decisions: the question itself, its answer, the proof that was missing."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication

from officedesk.ui.pages.options_field import OptionsField
from officedesk.ui.parts import readings
from officedesk.ui.parts.fields import ChoiceField, DateField, Field, NotesField, TextField
from officedesk.ui.parts.forms import Form

translate = QCoreApplication.translate

OTHER = ""


def decision_form(today: dt.date, clients: Sequence[tuple[int, str]] = ()) -> Form:
    """Return the form of a question; with clients, it asks whose it is."""
    missing = translate("Decisions", "Il manque la question à trancher : écrivez-la et recommencez.")
    first: list[list[Field]] = (
        [[ChoiceField("client_id", translate("Decisions", "Client"), clients)]] if clients else []
    )
    rows: list[list[Field]] = [
        *first,
        [TextField("question", translate("Decisions", "Question à trancher"), required=missing, longest=300)],
        [TextField("approver", translate("Decisions", "Qui décide"), hint=_address_hint(), longest=200)],
        [
            DateField("limit", translate("Decisions", "Réponse avant le"), today),
            TextField(
                "limit_time",
                translate("Decisions", "Heure"),
                readings.typed_time,
                readings.written_time,
                placeholder="14:30",
                longest=8,
            ),
        ],
        [TextField("stake", translate("Decisions", "En jeu"), longest=120)],
        [NotesField("context", translate("Decisions", "Contexte"))],
        [OptionsField("options", translate("Decisions", "Options"))],
        [NotesField("recommendation", translate("Decisions", "Votre recommandation"), lines=2)],
        [
            TextField(
                "missing_proof",
                translate("Decisions", "Preuve qui manque"),
                hint=translate("Decisions", "Tant qu’elle manque, la décision ne peut pas être prise."),
                longest=200,
            )
        ],
    ]
    return Form(rows, translate("Decisions", "Enregistrer"))


def _address_hint() -> str:
    return translate("Decisions", "Nom, ou nom <adresse> pour remplir le courriel.")


def answer_form(options: Sequence[dict[str, str]], reply: str | None = None) -> Form:
    """Return the form of an answer; ``reply`` is the text of the mail that gives it, to be read beside.

    No option is chosen beforehand: which one is retained is hers to say.
    """
    rows: list[list[Field]] = []
    if reply is not None:
        text = NotesField("reply", translate("Decisions", "Texte de la réponse"), lines=9)
        text.text.setReadOnly(True)
        rows.append([text])
    if options:
        choices = [(None, translate("Decisions", "Choisissez…"))]
        choices += [(each["label"], each["label"]) for each in options]  # type: ignore[misc]
        choices.append((OTHER, translate("Decisions", "Autre réponse")))  # type: ignore[arg-type]
        rows.append([ChoiceField("option", translate("Decisions", "Option retenue"), choices)])
    rows.append([NotesField("words", translate("Decisions", "Précision" if options else "Réponse"), lines=3)])
    if reply is None:
        rows.append([TextField("proof", translate("Decisions", "Preuve (où la trouver)"), longest=400)])
    return Form(rows, translate("Decisions", "Noter la réponse"))


def answer_of(form: Form, values: dict[str, Any]) -> str:
    """Return the words of an answer; raise InvalidInputError when no option was chosen."""
    from officedesk.domain.errors import InvalidInputError

    option, words = values.get("option", OTHER), values["words"]
    if "option" in form.fields and option is None:
        raise InvalidInputError(translate("Decisions", "Choisissez l’option que la direction a retenue."))
    if not (option or words):
        raise InvalidInputError(translate("Decisions", "Il manque la réponse de la direction : écrivez-la."))
    return f"{option} ({words})" if option and words else str(option or words)


def proof_form(missing: str) -> Form:
    """Return the form of the proof that was missing."""
    required = translate("Decisions", "La preuve est vide : écrivez où la trouver.")
    label = translate("Decisions", "Où trouver la preuve")
    return Form(
        [[TextField("reference", label, required=required, hint=missing, longest=180)]],
        translate("Decisions", "Enregistrer"),
    )
