"""Files of rules: the shipped ones are whole, and a wrong one is refused at its line."""

import datetime as dt
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from officedesk.domain.compliance import RuleFileError, explain, load_rules, parse_profile, rules_as_json

RULE = """\
domain = "urssaf"

[[rule]]
slug = "dsn"
title = "DSN"
deadline_title = "DSN {of_month}"
sentence = "La DSN est mensuelle."
force = "règlement"
kind = "calendar"
conditions = [
    { test = "is_true", key = "has_employees" },
]
recurrence = { type = "monthly", months_after = 1, day = 31 }
shift = "S0"
basis = "CSS R243-6"
source = "https://www.legifrance.gouv.fr/"
verified_on = 2026-11-22
confidence = "V-LAW"
responsible = "client"
evidence = "certificat"
lead_times = [7, 0]
"""
EMPLOYER = {"name": "A", "has_employees": True}


def folder_with(tmp_path: Path, *texts: str) -> Path:
    for rank, text in enumerate(texts):
        (tmp_path / f"pack{rank}.toml").write_text(text, encoding="utf-8")
    return tmp_path


def refusal(tmp_path: Path, *texts: str) -> str:
    with pytest.raises(RuleFileError) as refused:
        load_rules(folder_with(tmp_path, *texts))
    return str(refused.value)


CATALOGUE = """
accident-mortel ag-comptes agirc-arrco amende-conducteur apprenti-opco assurance-preavis at-declaration
atmp-taux bail-conge bulletin-clarifie cdd-fin cdd-remise cfe conge-naissance conges-periode
cookies-consentement cse-election cse-pv cse-reunion das2 depot-comptes dpae dsn-anomalies dsn-decalage-info
dsn-evenement dsn-mensuelle-05 dsn-mensuelle-15 dsn-norme-p27 duerp-annuel duerp-archive duerp-evenement
duerp-initial duerp-spst efact-emission efact-mentions-2027 efact-reception electricite entretien-1
entretien-4ans entretien-8ans essai-fin extincteurs fin-contrat-documents fiscal-10-ans incendie-exercice
index-egalite is-acompte is-solde liasse mi-carriere micro-mensuel micro-trimestriel oeth-annuelle
oeth-effectifs operat-annuelle papripact partage-valeur passeport-prevention ppv-exoneration rbe rgpd-demande
rgpd-registre rgpd-violation securite-formation-accueil sir-2ans sir-4ans sst-mac ta-solde taxe-salaires-an
taxe-salaires-mois taxe-salaires-trim titre-sejour tns-mensuel tns-trimestriel tva-ca12 tva-ca3-m tva-ca3-t
tva-regime-2027 urssaf-trim-option urssaf-trimestriel vehicules-taxe video-images video-prefecture
vigilance-etrangers vigilance-fournisseur vigilance-revue-2026 vip-3ans vip-5ans vip-apprenti vip-embauche
vip-prealable visite-reprise
"""
"""Every rule that was read in a source, by its short name; one more or one less is decided, not met by chance."""


def line_of(text: str, start: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if line.startswith(start))


def test_the_shipped_rules_are_those_of_the_catalogue() -> None:
    assert [rule.slug for rule in load_rules()] == CATALOGUE.split()


def test_every_shipped_rule_says_its_text_its_source_and_its_day() -> None:
    for printed in rules_as_json(load_rules()):
        assert list(printed) == [
            "rule",
            "title",
            "domain",
            "force",
            "basis",
            "source",
            "verified_on",
            "confidence",
            "valid_from",
            "valid_to",
        ]
        assert re.match(
            r"https://|(Code du travail|Code de la sécurité sociale), art\. |.*https://", str(printed["source"])
        )
        assert printed["verified_on"] in {"2026-11-22", "2026-11-23"}
    bounded = {rule.slug: (rule.valid_from, rule.valid_to) for rule in load_rules() if rule.valid_from or rule.valid_to}
    assert bounded == {
        "passeport-prevention": (dt.date(2026, 3, 16), None),
        "partage-valeur": (dt.date(2025, 1, 1), dt.date(2028, 11, 29)),
        "tva-ca12": (None, dt.date(2026, 12, 31)),
    }


def test_shipped_rules_are_read_once() -> None:
    assert load_rules() is load_rules()


def test_rules_are_computed_without_heavy_libraries() -> None:
    script = (
        "import sys, datetime as dt\n"
        "from officedesk.domain.compliance import *\n"
        "rules = load_rules(); parse_profile({'name': 'A'})\n"
        "heavy = {'sqlmodel', 'sqlalchemy', 'pydantic', 'PySide6', 'holidays', 'dateutil', 'typer'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"


def test_a_month_too_short_gives_its_last_day(tmp_path: Path) -> None:
    rules = load_rules(folder_with(tmp_path, RULE))

    found = explain(rules, parse_profile(EMPLOYER), dt.date(2027, 2, 1), dt.date(2027, 4, 30)).deadlines

    assert [due.due.isoformat() for due in found] == ["2027-02-28", "2027-03-31", "2027-04-30"]
    assert found[0].title == "DSN de janvier 2027"


def test_validity_is_that_of_the_period_not_of_the_due_date(tmp_path: Path) -> None:
    # The declaration of December 2026 is still owed on 31 January 2027; that of January 2027 is not.
    rules = load_rules(folder_with(tmp_path, RULE + "valid_from = 2026-11-01\nvalid_to = 2026-12-31\n"))

    found = explain(rules, parse_profile(EMPLOYER), dt.date(2026, 1, 1), dt.date(2027, 12, 31)).deadlines

    assert [due.period for due in found] == ["2026-11", "2026-12"]


def test_a_standing_duty_is_never_a_deadline(tmp_path: Path) -> None:
    text = RULE.replace('kind = "calendar"', 'kind = "standing"').replace('deadline_title = "DSN {of_month}"\n', "")
    rules = load_rules(folder_with(tmp_path, re.sub(r"recurrence = .*\n", "", text)))
    window = (dt.date(2026, 1, 1), dt.date(2027, 12, 31))

    found = explain(rules, parse_profile(EMPLOYER), *window)

    assert found.deadlines == ()
    assert [duty.rule for duty in found.standing] == ["dsn"]
    assert explain(rules, parse_profile({"name": "A", "has_employees": False}), *window).standing == ()
    assert [missing.key for missing in explain(rules, parse_profile({"name": "A"}), *window).missing] == [
        "has_employees"
    ]


@pytest.mark.parametrize(
    ("old", "new", "at", "said"),
    [
        ('basis = "CSS R243-6"', 'basiss = "CSS R243-6"', "basiss", "basiss"),
        ('source = "https://www.legifrance.gouv.fr/"\n', "", "slug", "source"),
        ("verified_on = 2026-11-22\n", "", "slug", "verified_on"),
        ("verified_on = 2026-11-22", 'verified_on = "2026-11-22"', "verified_on", "verified_on"),
        ('source = "https://www.legifrance.gouv.fr/"', 'source = "urssaf"', "source", "urssaf"),
        ('force = "règlement"', 'force = "usage"', "force", "usage"),
        ('confidence = "V-LAW"', 'confidence = "sûr"', "confidence", "sûr"),
        ('shift = "S0"', 'shift = "S9"', "shift", "S9"),
        ("lead_times = [7, 0]", "lead_times = [0, 7]", "lead_times", "lead_times"),
        ("{of_month}", "{mois}", "deadline_title", "mois"),
        ('kind = "calendar"', 'kind = "event"', "recurrence", "event"),
        ('key = "has_employees"', 'key = "employes"', "conditions", "employes"),
        ('test = "is_true"', 'test = "vrai"', "conditions", "vrai"),
        ("day = 31", "day = 32", "recurrence", "31"),
        ("day = 31", "day = true", "recurrence", "day"),
        ("day = 31", "jour = 31", "recurrence", "jour"),
        (", day = 31", "", "recurrence", "jour"),
        ('slug = "dsn"', 'slug = "DSN mensuelle"', "slug", "DSN mensuelle"),
        ("lead_times = [7, 0]", 'lead_times = [7, 0]\nreplaced_by = "autre"', "replaced_by", "autre"),
        ("lead_times = [7, 0]", 'lead_times = [7, 0]\nreplaced_by = "dsn"', "replaced_by", "boucle"),
        (
            "lead_times = [7, 0]",
            "lead_times = [7, 0]\nvalid_from = 2027-01-01\nvalid_to = 2026-01-01",
            "valid_to",
            "valid_from",
        ),
    ],
)
def test_a_wrong_rule_is_refused_at_its_line(tmp_path: Path, old: str, new: str, at: str, said: str) -> None:
    assert old in RULE
    text = RULE.replace(old, new)

    sentence = refusal(tmp_path, text)

    assert sentence.startswith(f"pack0.toml, ligne {line_of(text, at)}\u00a0: ")
    assert said in sentence


def test_the_line_is_that_of_the_second_rule(tmp_path: Path) -> None:
    second = RULE.split("\n", 2)[2].replace('slug = "dsn"', 'slug = "autre"').replace("basis =", "bases =")

    assert f"ligne {line_of(RULE + second, 'bases')}" in refusal(tmp_path, RULE + second)


def test_an_unknown_key_of_the_file_is_refused(tmp_path: Path) -> None:
    assert "ligne 2" in refusal(tmp_path, RULE.replace("\n", '\nversion = "2"\n', 1))


def test_an_unknown_domain_is_refused(tmp_path: Path) -> None:
    assert "météo" in refusal(tmp_path, RULE.replace("urssaf", "météo", 1))


def test_a_slug_defined_twice_is_refused(tmp_path: Path) -> None:
    sentence = refusal(tmp_path, RULE, RULE)

    assert sentence.startswith(f"pack1.toml, ligne {line_of(RULE, 'slug')}")


def test_a_circle_of_replacements_is_refused(tmp_path: Path) -> None:
    first = RULE + 'replaced_by = "b"\n'
    second = RULE.replace('slug = "dsn"', 'slug = "b"') + 'replaced_by = "dsn"\n'

    assert "boucle" in refusal(tmp_path, first, second)


def test_a_truncated_file_is_refused_at_its_last_line(tmp_path: Path) -> None:
    text = RULE[: RULE.index('"has_employees"')]

    sentence = refusal(tmp_path, text)

    assert f"ligne {len(text.splitlines())}" in sentence


def test_a_file_of_bytes_is_refused(tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_bytes(b"\xff\xfe\x00")

    with pytest.raises(RuleFileError, match=r"pack\.toml"):
        load_rules(tmp_path)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleFileError, match="aucune règle"):
        load_rules(tmp_path / "absent")


def test_rules_print_as_json() -> None:
    assert len(json.loads(json.dumps(rules_as_json(load_rules())))) == len(load_rules())
