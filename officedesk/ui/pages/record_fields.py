"""The small tables of a client's profile, in plain French: employees, premises, vehicles, insurances, what happened."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QCoreApplication

from officedesk.domain import days
from officedesk.ui.parts import readings
from officedesk.ui.parts.fields import ChoiceField, DateField, Field, TextField

translate = QCoreApplication.translate

Rows = list[str | Sequence[Field]]
Item = Mapping[str, Any]


class Table(NamedTuple):
    """One list of the profile: its key, its words, the rows of its form, and what a line says of a record."""

    key: str
    title: str
    add: str
    edit: str
    empty: str
    rows: Callable[[dt.date], Rows]
    told: Callable[[Item], list[str]]


def tables() -> tuple[Table, ...]:
    """Return the lists in the order of the page."""
    return (
        Table(
            "employees",
            translate("Records", "Salariés"),
            translate("Records", "Ajouter un salarié"),
            translate("Records", "Salarié"),
            translate("Records", "Des dates seulement : embauche, essai, visites. Des initiales suffisent."),
            _employee_rows,
            _employee_told,
        ),
        Table(
            "premises",
            translate("Records", "Locaux"),
            translate("Records", "Ajouter un local"),
            translate("Records", "Local"),
            translate("Records", "Le bail et les vérifications de chaque local donnent leurs échéances."),
            _premises_rows,
            _premises_told,
        ),
        Table(
            "vehicles",
            translate("Records", "Véhicules"),
            translate("Records", "Ajouter un véhicule"),
            translate("Records", "Véhicule"),
            translate("Records", "Un véhicule taxable de la société donne la date de ses taxes annuelles."),
            _vehicle_rows,
            lambda item: [
                translate("Records", "taxable") if item.get("taxable") else translate("Records", "non taxable")
            ],
        ),
        Table(
            "insurances",
            translate("Records", "Assurances"),
            translate("Records", "Ajouter une assurance"),
            translate("Records", "Assurance"),
            translate("Records", "L’échéance et le préavis donnent le dernier jour pour résilier."),
            _insurance_rows,
            _insurance_told,
        ),
        Table(
            "occurrences",
            translate("Records", "Ce qui est arrivé"),
            translate("Records", "Noter un fait"),
            translate("Records", "Fait"),
            translate("Records", "Accident, demande, amende, élection : chaque fait ouvre un délai."),
            _occurrence_rows,
            _occurrence_told,
        ),
    )


def shown_values(item: Item) -> dict[str, Any]:
    """Return what the form shows of a stored record."""
    values = {key: _shown(value) for key, value in item.items()}
    moment = dt.datetime.fromisoformat(str(item["at"])) if item.get("at") else None
    if moment is not None:
        values["day"] = moment.date()
        values["hour"] = moment.time() if "T" in str(item["at"]) else None
    return values


def written(values: Mapping[str, Any], before: Item) -> dict[str, Any]:
    """Return a record as the profile keeps it; what the form does not ask stays as it was, what is empty goes."""
    told = dict(values)
    if "day" in told:
        day, hour = told.pop("day"), told.pop("hour")
        told["at"] = f"{day.isoformat()}T{hour:%H:%M}" if hour else day
    merged = {
        **before,
        **{key: value.isoformat() if isinstance(value, dt.date) else value for key, value in told.items()},
    }
    return {key: value for key, value in merged.items() if value not in (None, "")}


def _shown(value: Any) -> Any:
    try:
        return dt.date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return value


# --- employees -------------------------------------------------------------------------------------------------------


def _contracts() -> list[tuple[str, str]]:
    return [
        ("cdi", translate("Records", "CDI")),
        ("cdd", translate("Records", "CDD")),
        ("apprentice", translate("Records", "apprentissage")),
        ("intern", translate("Records", "stage")),
    ]


def _employee_rows(today: dt.date) -> Rows:
    def day(key: str, label: str) -> DateField:
        return DateField(key, label, today)

    return [
        [
            _ref(translate("Records", "Initiales ou prénom")),
            _choice("contract", translate("Records", "Contrat"), _contracts()),
        ],
        [day("hired", translate("Records", "Embauche")), day("trial_end", translate("Records", "Fin de l’essai"))],
        [
            day("contract_end", translate("Records", "Fin du contrat (CDD)")),
            day("left", translate("Records", "Départ")),
        ],
        translate("Records", "Suivi"),
        [
            day("last_vip", translate("Records", "Dernière visite médicale")),
            day("last_interview", translate("Records", "Dernier entretien")),
        ],
        [
            day("sst_certified", translate("Records", "Certificat de secouriste")),
            day("permit_end", translate("Records", "Fin du titre de séjour")),
        ],
        [
            day("born", translate("Records", "Naissance (mineur, 45 ans)")),
            _flag("night_work", translate("Records", "Travail de nuit")),
        ],
        [
            _flag("sir", translate("Records", "Suivi renforcé (SIR)")),
            _flag("disabled_worker", translate("Records", "Visite tous les trois ans")),
        ],
    ]


def _employee_told(item: Item) -> list[str]:
    contracts = dict(_contracts())
    return [
        contracts.get(str(item.get("contract")), ""),
        _dated(translate("Records", "embauche le {day}"), item.get("hired")),
        _dated(translate("Records", "parti le {day}"), item.get("left")),
        _dated(translate("Records", "visite du {day}"), item.get("last_vip")),
        _dated(translate("Records", "entretien du {day}"), item.get("last_interview")),
    ]


# --- premises, vehicles, insurances ----------------------------------------------------------------------------------


def _premises_rows(today: dt.date) -> Rows:
    tenures = [("tenant", translate("Records", "locataire")), ("owner", translate("Records", "propriétaire"))]
    return [
        [_ref(translate("Records", "Nom du local")), _choice("tenure", translate("Records", "Occupation"), tenures)],
        [
            DateField("lease_start", translate("Records", "Début du bail"), today),
            _number("lease_years", translate("Records", "Durée du bail, en années")),
            _flag("prolonged", translate("Records", "Bail prolongé")),
        ],
        translate("Records", "Vérifications"),
        [
            DateField("last_electrical_check", translate("Records", "Électricité"), today),
            _flag("electrical_remarks", translate("Records", "Remarques au rapport")),
        ],
        [
            DateField("last_extinguisher_check", translate("Records", "Extincteurs"), today),
            DateField("last_fire_drill", translate("Records", "Exercice d’évacuation"), today),
        ],
        [_number("tertiary_m2", translate("Records", "Surface tertiaire, en m²"))],
    ]


def _premises_told(item: Item) -> list[str]:
    tenures = {"tenant": translate("Records", "locataire"), "owner": translate("Records", "propriétaire")}
    return [
        tenures.get(str(item.get("tenure")), ""),
        _dated(translate("Records", "bail du {day}"), item.get("lease_start")),
        _dated(translate("Records", "électricité le {day}"), item.get("last_electrical_check")),
        _dated(translate("Records", "extincteurs le {day}"), item.get("last_extinguisher_check")),
    ]


def _vehicle_rows(_today: dt.date) -> Rows:
    return [[_ref(translate("Records", "Immatriculation ou nom")), _flag("taxable", translate("Records", "Taxable"))]]


def _vehicle_told(item: Item) -> list[str]:
    return [translate("Records", "taxable") if item.get("taxable") else translate("Records", "non taxable")]


def _insurance_rows(today: dt.date) -> Rows:
    return [
        [_ref(translate("Records", "Contrat"))],
        [
            DateField("anniversary", translate("Records", "Échéance"), today),
            _number("notice_months", translate("Records", "Préavis, en mois")),
        ],
    ]


def _insurance_told(item: Item) -> list[str]:
    months = item.get("notice_months", 2)
    return [
        _dated(translate("Records", "échéance le {day}"), item.get("anniversary")),
        translate("Records", "préavis de {months} mois").format(months=months),
    ]


# --- what happened ---------------------------------------------------------------------------------------------------


def occurrence_kinds() -> list[tuple[str, str]]:
    """Return what may happen, in words."""
    return [
        ("work_accident", translate("Records", "accident du travail")),
        ("fatal_accident", translate("Records", "accident du travail mortel")),
        ("sick_leave", translate("Records", "arrêt de travail")),
        ("return_from_leave", translate("Records", "retour après un long arrêt")),
        ("birth_leave_notice", translate("Records", "demande de congé de naissance")),
        ("data_breach", translate("Records", "violation de données")),
        ("data_request", translate("Records", "demande sur des données personnelles")),
        ("company_car_fine", translate("Records", "contravention d’un véhicule de société")),
        ("important_change", translate("Records", "changement important des conditions de travail")),
        ("safety_training", translate("Records", "formation à la sécurité terminée")),
        ("election", translate("Records", "élection du CSE, ou carence")),
        ("ag_approval", translate("Records", "comptes approuvés")),
        ("owner_change", translate("Records", "changement de bénéficiaire effectif")),
        ("dsn_anomaly", translate("Records", "anomalies de DSN reçues (CRM)")),
    ]


def _occurrence_rows(today: dt.date) -> Rows:
    missing = translate("Records", "Il manque le jour : écrivez-le et recommencez.")
    choose = translate("Records", "Choisir…")
    return [
        [ChoiceField("kind", translate("Records", "Ce qui est arrivé"), [(None, choose), *occurrence_kinds()])],
        [_ref(translate("Records", "En deux mots, pour le reconnaître"))],
        [
            DateField("day", translate("Records", "Jour"), today, required=missing),
            TextField(
                "hour",
                translate("Records", "Heure"),
                readings.typed_time,
                readings.written_time,
                placeholder="14:30",
                longest=8,
            ),
        ],
    ]


def _occurrence_told(item: Item) -> list[str]:
    moment = dt.datetime.fromisoformat(str(item["at"]))
    hour = f"{moment:%H:%M}" if "T" in str(item["at"]) else ""
    return [dict(occurrence_kinds()).get(str(item["kind"]), ""), days.full_date(moment.date()), hour]


# --- fields ----------------------------------------------------------------------------------------------------------


def _ref(label: str) -> TextField:
    return TextField(
        "ref", label, required=translate("Records", "Il manque un nom : écrivez-le et recommencez."), longest=40
    )


def _choice(key: str, label: str, choices: Sequence[tuple[str, str]]) -> ChoiceField:
    return ChoiceField(key, label, [(None, translate("Records", "Non renseigné")), *choices])


def _flag(key: str, label: str) -> ChoiceField:
    return ChoiceField(key, label, [(None, translate("Records", "Non")), (True, translate("Records", "Oui"))])


def _number(key: str, label: str) -> TextField:
    return TextField(key, label, readings.typed_number, longest=9)


def _dated(words: str, value: object) -> str:
    return words.format(day=days.full_date(dt.date.fromisoformat(str(value)))) if value else ""
