"""What is not known is never taken for granted: the rule waits, and the key is named."""

import datetime as dt
from typing import Any

import pytest

from officedesk.domain.compliance import explain, parse_profile
from tests.domain.compliance.first_rules import first_rules

EMPLOYER: dict[str, Any] = {"has_employees": True, "pay_practice": "same_month"}


def waiting(profile: dict[str, Any], start: str = "2026-06-01", end: str = "2026-12-31") -> dict[str, tuple[str, ...]]:
    found = explain(
        first_rules(), parse_profile({"name": "A", **profile}), dt.date.fromisoformat(start), dt.date.fromisoformat(end)
    )
    return {missing.key: missing.rules for missing in found.missing}


def rules_owed(profile: dict[str, Any]) -> set[str]:
    found = explain(first_rules(), parse_profile({"name": "A", **profile}), dt.date(2026, 6, 1), dt.date(2026, 12, 31))
    return {due.rule for due in found.deadlines}


def test_a_bare_name_owes_nothing_and_says_what_to_ask() -> None:
    assert rules_owed({}) == set()
    assert waiting({}) == {
        "duerp_last_version": ("duerp-annuel", "duerp-initial"),
        "effectif_css": ("dsn-mensuelle-05", "dsn-mensuelle-15"),
        "effectif_ct": ("duerp-annuel",),
        "einvoicing_platform": ("efact-reception",),
        "employees": ("duerp-initial",),
        "has_employees": ("dsn-mensuelle-05", "dsn-mensuelle-15", "duerp-initial"),
        "pay_practice": ("dsn-mensuelle-05", "dsn-mensuelle-15"),
        "vat_regime": ("efact-reception",),
    }


def test_without_a_headcount_neither_declaration_fires() -> None:
    assert rules_owed(EMPLOYER) == set()
    assert waiting(EMPLOYER)["effectif_css"] == ("dsn-mensuelle-05", "dsn-mensuelle-15")


def test_pay_of_the_next_month_settles_the_day_without_a_headcount() -> None:
    profile = {
        "has_employees": True,
        "pay_practice": "next_month",
        "duerp_last_version": "2026-01-05",
        "effectif_ct": 8,
    }

    assert rules_owed(profile) == {"dsn-mensuelle-15"}
    assert "effectif_css" not in waiting(profile)


def test_too_few_years_do_not_cross_and_are_named() -> None:
    profile = EMPLOYER | {"effectif_css": {"2024": 60, "2025": 60}}

    assert rules_owed(profile) == {"dsn-mensuelle-15"}
    assert [key for key in waiting(profile) if key.startswith("effectif_css")] == [
        "effectif_css.2021",
        "effectif_css.2022",
        "effectif_css.2023",
    ]


def test_years_that_could_change_nothing_are_not_asked_for() -> None:
    # One year below fifty is enough: the four others do not matter.
    profile = EMPLOYER | {"effectif_css": {"2025": 8}}

    assert rules_owed(profile) == {"dsn-mensuelle-15"}
    assert not [key for key in waiting(profile) if key.startswith("effectif_css")]


def test_pay_practice_matters_from_fifty_only() -> None:
    years = ("2021", "2022", "2023", "2024", "2025")

    assert "pay_practice" not in waiting({"has_employees": True, "effectif_css": dict.fromkeys(years, 8)})
    above = {"has_employees": True, "effectif_css": dict.fromkeys(years, 60)}
    assert waiting(above)["pay_practice"] == ("dsn-mensuelle-05", "dsn-mensuelle-15")
    assert rules_owed(above) == set()


@pytest.mark.parametrize(
    ("profile", "asked"),
    [
        ({"vat_regime": "franchise"}, True),
        ({"vat_regime": "exempt"}, False),
        ({"vat_regime": "franchise", "einvoicing_platform": None}, False),
    ],
)
def test_the_platform_is_asked_of_those_who_owe_vat(profile: dict[str, Any], asked: bool) -> None:
    assert ("einvoicing_platform" in waiting(profile)) is asked


def test_a_key_is_asked_for_in_the_window_where_it_matters() -> None:
    assert "einvoicing_platform" not in waiting({"vat_regime": "franchise"}, "2026-10-01", "2026-12-31")


def test_a_duerp_date_is_not_asked_of_those_without_employees() -> None:
    assert waiting({"has_employees": False, "vat_regime": "exempt"}) == {}


def test_a_contract_without_its_amount_or_its_date_is_named() -> None:
    contracts = [
        {"ref": "S1", "signed": "2026-09-15"},
        {"ref": "S2", "amount_eur": "9000"},
        {"ref": "S3", "amount_eur": "10"},
    ]

    found = waiting({"supplier_contracts": contracts})

    assert found["supplier_contracts[0].amount_eur"] == ("vigilance-fournisseur",)
    assert found["supplier_contracts[1].signed"] == ("vigilance-fournisseur",)
    assert not [key for key in found if key.startswith("supplier_contracts[2]")]


def test_an_explanation_prints_its_three_parts() -> None:
    profile = parse_profile({"name": "A", "vat_regime": "franchise"})

    printed = explain(first_rules(), profile, dt.date(2026, 9, 1), dt.date(2026, 9, 1)).as_json()

    assert printed["deadlines"] == []
    assert printed["standing"] == []
    assert {"key": "einvoicing_platform", "rules": ["efact-reception"]} in list(printed["missing"])  # type: ignore[call-overload]
