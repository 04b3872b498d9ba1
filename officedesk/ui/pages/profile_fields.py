"""The fields of a client's profile, in plain French and by subject."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from officedesk.ui.pages.supplier_forms import typed_siren
from officedesk.ui.parts.fields import ChoiceField, DateField, Field, TextField
from officedesk.ui.parts.readings import typed_cents, typed_month_day, typed_number, written_cents

translate = QCoreApplication.translate

YEARS_TOLD = 5
HEADCOUNTS = "effectif_css"
# What a client may be known to have none of, which is not the same as not knowing.
KNOWN_NONE = {
    "duerp_last_version": "duerp_state",
    "einvoicing_platform": "platform_state",
    "cse_mandate_end": "cse_state",
    "video_authorised_on": "video_state",
    "profit_share_scheme": "share_state",
}
REVIEWS = "reviews"
REVIEWED = ("rgpd_register", "cookies", "video")

Rows = list[str | Sequence[Field]]


def profile_rows(today: dt.date) -> Rows:
    """Return the rows of the form of a client, new or not."""
    return [*_identity(today), *_people(today), *_taxes(), *_prevention(today), *_data(today)]


def headcount_years(today: dt.date) -> list[int]:
    """Return the civil years whose mean headcount is asked, the oldest first."""
    return list(range(today.year - YEARS_TOLD, today.year))


def _identity(today: dt.date) -> Rows:
    name = TextField(
        "name",
        translate("Profile", "Nom"),
        required=translate("Profile", "Il manque un nom : écrivez-le et recommencez."),
        longest=120,
    )
    forms = [("ei", "EI"), ("micro", "Micro-entreprise"), ("eurl", "EURL"), ("sarl", "SARL"), ("sas", "SAS")]
    forms += [("sasu", "SASU"), ("sa", "SA"), ("selarl", "SELARL"), ("sci", "SCI"), ("association", "Association")]
    return [
        translate("Profile", "Identité"),
        [
            name,
            TextField(
                "siren",
                translate("Profile", "SIREN"),
                typed_siren,
                placeholder=translate("Profile", "9 chiffres"),
                longest=20,
            ),
        ],
        [
            _choice("legal_form", translate("Profile", "Forme juridique"), forms),
            _number("members_count", translate("Profile", "Nombre d’associés")),
            TextField("city", translate("Profile", "Ville"), longest=120),
        ],
        [
            TextField("activity", translate("Profile", "Activité"), placeholder=translate("Profile", "menuiserie")),
            TextField("addressee", translate("Profile", "Destinataire des rapports"), longest=120),
        ],
        [
            DateField("followed_since", translate("Profile", "Suivi depuis"), today),
            TextField("convention_collective", translate("Profile", "Convention collective"), placeholder="IDCC 1596"),
        ],
    ]


def _people(today: dt.date) -> Rows:
    practices = [
        ("same_month", translate("Profile", "à la fin du mois travaillé")),
        ("next_month", translate("Profile", "le mois suivant (décalage)")),
    ]
    managers = [
        ("tns", translate("Profile", "travailleur non salarié")),
        ("assimile", translate("Profile", "assimilé salarié")),
        ("micro", translate("Profile", "micro-entrepreneur")),
        ("none", translate("Profile", "sans rémunération")),
    ]
    payments = [
        ("monthly_5", translate("Profile", "chaque mois, le 5")),
        ("monthly_20", translate("Profile", "chaque mois, le 20")),
        ("quarterly", translate("Profile", "chaque trimestre")),
    ]
    rhythms = [
        ("monthly", translate("Profile", "chaque mois")),
        ("quarterly", translate("Profile", "chaque trimestre")),
    ]
    schemes = _states(translate("Profile", "Aucun dispositif"), translate("Profile", "En place"))
    return [
        translate("Profile", "Effectif et paie"),
        [
            _flag("has_employees", translate("Profile", "Des salariés")),
            _number("effectif_ct", translate("Profile", "Effectif aujourd’hui")),
            _number("occupants_max", translate("Profile", "Présents au plus sur un site")),
        ],
        [
            _number(f"{HEADCOUNTS}_{year}", translate("Profile", "Moyenne {year}").format(year=year))
            for year in headcount_years(today)
        ],
        [
            _choice("pay_practice", translate("Profile", "Salaires versés"), practices),
            TextField("payroll", translate("Profile", "Outil de paie"), placeholder="Silae, PayFit"),
            _flag("urssaf_quarterly", translate("Profile", "Urssaf au trimestre")),
        ],
        [
            _choice("manager_status", translate("Profile", "Statut du dirigeant"), managers),
            _choice("tns_payment", translate("Profile", "Cotisations du dirigeant"), payments),
            _choice("micro_periodicity", translate("Profile", "Déclaration (micro)"), rhythms),
        ],
        [
            _flag("bonus_planned", translate("Profile", "Prime (PPV) prévue")),
            _flag("profit_three_years_over_1pct", translate("Profile", "Bénéfice ≥ 1\u202f%, trois ans")),
        ],
        [
            ChoiceField("share_state", translate("Profile", "Partage de la valeur"), schemes),
            TextField("profit_share_scheme", translate("Profile", "Nom du dispositif")),
        ],
    ]


def _taxes() -> Rows:
    taxes = [
        ("is", translate("Profile", "impôt sur les sociétés")),
        ("ir_bic", translate("Profile", "impôt sur le revenu, BIC")),
        ("ir_bnc", translate("Profile", "impôt sur le revenu, BNC")),
        ("micro", translate("Profile", "micro")),
        ("none", translate("Profile", "aucun")),
    ]
    regimes = [
        ("franchise", translate("Profile", "franchise en base")),
        ("rsi_ca12", translate("Profile", "réel simplifié (CA12)")),
        ("ca3_monthly", translate("Profile", "réel, CA3 chaque mois")),
        ("ca3_quarterly", translate("Profile", "réel, CA3 chaque trimestre")),
        ("exempt", translate("Profile", "exonérée")),
    ]
    states = _states(translate("Profile", "Aucune choisie"), translate("Profile", "Choisie"))
    return [
        translate("Profile", "Impôts, TVA et factures"),
        [
            _choice("tax", translate("Profile", "Imposition"), taxes),
            TextField(
                "fiscal_year_end",
                translate("Profile", "Clôture de l’exercice"),
                typed_month_day,
                _written_month_day,
                placeholder="31/12",
                longest=10,
            ),
        ],
        [
            _choice("vat_regime", translate("Profile", "Régime de TVA"), regimes),
            _number("vat_due_day", translate("Profile", "Jour de la TVA (15 à 24)")),
        ],
        [
            ChoiceField("platform_state", translate("Profile", "Plateforme de factures"), states),
            TextField("einvoicing_platform", translate("Profile", "Nom de la plateforme")),
        ],
        translate("Profile", "Montants de l’an passé"),
        [
            _amount("is_previous_tax_eur", translate("Profile", "Impôt sur les sociétés")),
            _amount("cfe_previous_eur", translate("Profile", "CFE")),
            _amount("payroll_tax_previous_eur", translate("Profile", "Taxe sur les salaires")),
        ],
        [_flag("das2_fees", translate("Profile", "Honoraires de plus de 2\u202f400\u202f€"))],
    ]


def _prevention(today: dt.date) -> Rows:
    duerp = _states(translate("Profile", "Aucun DUERP"), translate("Profile", "Rédigé"))
    council = _states(translate("Profile", "Aucun CSE"), translate("Profile", "Élu"))
    return [
        translate("Profile", "Prévention"),
        [
            ChoiceField("duerp_state", translate("Profile", "Document unique (DUERP)"), duerp),
            DateField("duerp_last_version", translate("Profile", "Dernière version"), today),
        ],
        [
            ChoiceField("cse_state", translate("Profile", "Comité social (CSE)"), council),
            DateField("cse_mandate_end", translate("Profile", "Fin de son mandat"), today),
            DateField("effectif_ct_since", translate("Profile", "À cet effectif depuis"), today),
        ],
    ]


def _data(today: dt.date) -> Rows:
    videos = [
        ("none", translate("Profile", "aucune")),
        ("workplace", translate("Profile", "lieu de travail")),
        ("public_area", translate("Profile", "lieu ouvert au public")),
    ]
    zones = [("metro", translate("Profile", "métropole")), *((zone, zone) for zone in ("57", "67", "68"))]
    permits = _states(translate("Profile", "Aucune"), translate("Profile", "Obtenue"))
    zones += [(zone, zone) for zone in ("971", "972", "973", "974", "976", "BL", "MF")]
    return [
        translate("Profile", "Données personnelles et lieu"),
        [
            _flag("processes_personal_data", translate("Profile", "Traite des données personnelles")),
            _flag("website_cookies", translate("Profile", "Site avec cookies")),
        ],
        [
            _choice("video", translate("Profile", "Vidéosurveillance"), videos),
            ChoiceField("video_state", translate("Profile", "Autorisation du préfet"), permits),
            DateField("video_authorised_on", translate("Profile", "Autorisée le"), today),
        ],
        [
            DateField(f"{REVIEWS}_rgpd_register", translate("Profile", "Registre RGPD relu le"), today),
            DateField(f"{REVIEWS}_cookies", translate("Profile", "Cookies vérifiés le"), today),
            DateField(f"{REVIEWS}_video", translate("Profile", "Images effacées le"), today),
        ],
        [
            _choice("holiday_zone", translate("Profile", "Jours fériés de"), zones),
            _flag("good_friday_commune", translate("Profile", "Vendredi saint férié (57, 67, 68)")),
        ],
    ]


def _choice(key: str, label: str, choices: Sequence[tuple[str, str]]) -> ChoiceField:
    return ChoiceField(key, label, [(None, translate("Profile", "Non renseigné")), *choices])


def _flag(key: str, label: str) -> ChoiceField:
    return ChoiceField(
        key,
        label,
        [
            (None, translate("Profile", "Non renseigné")),
            (True, translate("Profile", "Oui")),
            (False, translate("Profile", "Non")),
        ],
    )


def _states(none: str, some: str) -> list[tuple[str | None, str]]:
    """Return the answers to a question whose « none » is not « nobody knows »."""
    return [(None, translate("Profile", "Non renseigné")), ("none", none), ("some", some)]


def _amount(key: str, label: str) -> TextField:
    return TextField(key, label, typed_amount, _written_amount, placeholder="3\u202f000\u202f€", longest=16)


def typed_amount(text: str) -> str | None:
    """Read an amount as the profile keeps it: « 3 000 € » is ``3000.00``."""
    cents = typed_cents(text)
    return None if cents is None else f"{cents // 100}.{cents % 100:02d}"


def _written_amount(value: object) -> str:
    return written_cents(None if value is None else round(Decimal(str(value)) * 100))


def _number(key: str, label: str) -> TextField:
    return TextField(key, label, typed_headcount, _written_headcount, longest=9)


def typed_headcount(text: str) -> int | float | None:
    """Read a number of people; a mean may have decimals: « 9,5 »."""
    words = text.strip().replace(",", ".")
    whole, dot, rest = words.partition(".")
    if dot and whole.isdecimal() and rest.isdecimal():
        return float(words)
    return typed_number(text)


def _written_headcount(value: object) -> str:
    return "" if value is None else str(value).removesuffix(".0").replace(".", ",")


def _written_month_day(value: str | None) -> str:
    return "" if not value else f"{value[3:]}/{value[:2]}"
