"""A question for the director on one page, as its template reads it."""

import datetime as dt

from officedesk.domain.days import full_date
from officedesk.domain.decision_sheet import LETTERS, SILENCE, DecisionSheet
from officedesk.reports import typesetting

TEMPLATE = "decision.typ"

Texts = dict[str, object]


def pdf(sheet: DecisionSheet, *, moment: dt.datetime) -> bytes:
    """Return the page as a tagged PDF; the same sheet and aware moment give the same bytes."""
    return typesetting.pdf(TEMPLATE, page_texts(sheet), moment)


def page_texts(sheet: DecisionSheet) -> Texts:
    """Return every text of the page; a text of several lines is a list of them."""
    asked = f"Demandée le {full_date(sheet.asked_on)}" if sheet.asked_on else f"Établie le {full_date(sheet.made_on)}"
    return {
        "document_title": f"Décision à prendre, {sheet.client}",
        "author": sheet.author,
        "kicker": f"Décision à prendre · {sheet.client}",
        "question": sheet.question,
        "facts": [
            {"name": name, "text": text}
            for name, text in (
                ("Pour", sheet.approver),
                ("Réponse attendue", sheet.until),
                ("En jeu", sheet.stake),
                ("De la part de", sheet.author),
            )
            if text
        ],
        "context_title": "Contexte",
        "context": _lines(sheet.context),
        "options_title": "Les options",
        "columns": ["", "Option", "Coût", "Conséquence"],
        "options": [
            {"letter": letter, "label": option.label, "cost": option.cost, "consequence": option.consequence}
            for letter, option in zip(LETTERS, sheet.options, strict=False)
        ],
        "recommendation_title": "Ma recommandation",
        "recommendation": _lines(sheet.recommendation),
        "answer_title": "Votre réponse",
        "answers": ["Option retenue", "Date et signature"],
        "silence": SILENCE,
        "footer": f"Confidentiel, destiné à {sheet.client}.",
        "made": asked,
    }


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]
