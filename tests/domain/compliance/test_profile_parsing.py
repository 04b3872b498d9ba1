"""A client profile: what is known, what is not, and the path of what is refused."""

import json
from typing import Any

import pytest

from officedesk.domain.compliance import UNKNOWN, ProfileError, parse_profile

EVERY_KEY: dict[str, Any] = json.loads("""
{
  "name": "Menuiserie Calvarec", "slug": "menuiserie-calvarec", "siren": "000101014",
  "legal_form": "sarl", "members_count": 2,
  "tax": "is", "fiscal_year_end": "12-31",
  "vat_regime": "ca3_monthly", "vat_due_day": 19,
  "is_previous_tax_eur": "5000", "cfe_previous_eur": "1200", "payroll_tax_previous_eur": "0",
  "has_employees": true, "effectif_css": {"2021": 9, "2022": 9, "2023": 9, "2024": 9, "2025": 9}, "effectif_ct": 9,
  "occupants_max": 12, "pay_practice": "same_month", "urssaf_quarterly": false,
  "manager_status": "tns", "tns_payment": "monthly_5", "micro_periodicity": null,
  "holiday_zone": "metro", "good_friday_commune": false,
  "convention_collective": "IDCC 1596", "cse_mandate_end": null,
  "website_cookies": true, "video": "none", "video_authorised_on": null, "processes_personal_data": true,
  "duerp_last_version": "2026-03-10", "einvoicing_platform": null, "passeport_prevention": true,
  "employees": [{"ref": "E1", "hired": "2026-11-02", "born": "1990-05-17", "contract": "cdi", "contract_end": null,
                 "trial_end": null, "executive": false, "night_work": false, "sir": false, "disabled_worker": false,
                 "last_vip": null, "last_interview": null, "sst_certified": null, "permit_end": null, "left": null}],
  "premises": [{"ref": "P1", "tenure": "tenant", "lease_start": "2024-07-15", "lease_years": 9, "prolonged": false,
                "permit_before_1997_07": false, "erp_category": 5, "last_electrical_check": "2026-03-01",
                "electrical_remarks": false, "last_extinguisher_check": "2025-12-05", "last_fire_drill": null}],
  "vehicles": [{"ref": "V1", "taxable": true}],
  "supplier_contracts": [{"ref": "S1", "amount_eur": "6000", "signed": "2026-09-15", "end": "2027-06-30",
                          "last_vigilance": null}],
  "insurances": [{"ref": "A1", "anniversary": "2027-02-28", "notice_months": 2}],
  "das2_fees": true, "profit_three_years_over_1pct": null, "profit_share_scheme": null,
  "effectif_ct_since": "2025-01-01",
  "reviews": {"rgpd_register": "2026-01-30", "cookies": null, "video": null},
  "occurrences": [{"ref": "O1", "kind": "work_accident", "at": "2026-12-24T10:00"}]
}
""")


def test_every_documented_key_goes_through_and_comes_back() -> None:
    assert parse_profile(EVERY_KEY).as_json() == EVERY_KEY


def test_a_profile_needs_a_name_only() -> None:
    profile = parse_profile({"name": "Studio Vermandrin"})

    assert profile.as_json() == {"name": "Studio Vermandrin"}
    assert profile.place == ("metro", True)
    assert profile.items("employees") == ()


def test_unknown_is_not_none() -> None:
    profile = parse_profile({"name": "A", "duerp_last_version": None})

    assert profile.get("duerp_last_version") is None
    assert profile.knows("duerp_last_version")
    assert profile.get("einvoicing_platform") is UNKNOWN
    assert not profile.knows("einvoicing_platform")


@pytest.mark.parametrize(("given", "printed"), [("5000", "5000"), (5000, "5000"), (4999.99, "4999.99"), ("0.5", "0.5")])
def test_money_comes_back_as_a_decimal_string(given: object, printed: str) -> None:
    assert parse_profile({"name": "A", "cfe_previous_eur": given}).as_json()["cfe_previous_eur"] == printed


def test_a_siren_typed_by_groups_of_three_is_the_same() -> None:
    assert parse_profile({"name": "A", "siren": "732 829 320"}).as_json()["siren"] == "732829320"


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"hasemployees": True}, "hasemployees"),
        ({"name": "  "}, "name"),
        ({"siren": "732829321"}, "siren"),  # the key of 73282932 is 0
        ({"siren": "73282932"}, "siren"),
        ({"siren": 732829320}, "siren"),
        ({"slug": "Menuiserie Calvarec"}, "slug"),
        ({"legal_form": "gmbh"}, "legal_form"),
        ({"has_employees": "oui"}, "has_employees"),
        ({"has_employees": 1}, "has_employees"),
        ({"has_employees": None}, "has_employees"),
        ({"effectif_ct": -1}, "effectif_ct"),
        ({"effectif_ct": True}, "effectif_ct"),
        ({"effectif_ct": float("nan")}, "effectif_ct"),
        ({"effectif_css": {"2025": -3}}, "effectif_css.2025"),
        ({"effectif_css": {"last": 3}}, "effectif_css.last"),
        ({"effectif_css": 9}, "effectif_css"),
        ({"fiscal_year_end": "30-02"}, "fiscal_year_end"),
        ({"fiscal_year_end": "02-30"}, "fiscal_year_end"),
        ({"vat_due_day": 25}, "vat_due_day"),
        ({"vat_due_day": 19.0}, "vat_due_day"),
        ({"duerp_last_version": "2026-02-29"}, "duerp_last_version"),
        ({"duerp_last_version": "20260210"}, "duerp_last_version"),
        ({"duerp_last_version": "9999-12-31"}, "duerp_last_version"),
        ({"cfe_previous_eur": "12,50"}, "cfe_previous_eur"),
        ({"cfe_previous_eur": "-1"}, "cfe_previous_eur"),
        ({"cfe_previous_eur": "1.005"}, "cfe_previous_eur"),
        ({"holiday_zone": "75"}, "holiday_zone"),
        ({"employees": {"ref": "E1"}}, "employees"),
        ({"employees": [{"hired": "2026-01-05"}]}, "employees[0].ref"),
        ({"employees": [{"ref": "E1"}, {"ref": "E2", "hired": "hier"}]}, "employees[1].hired"),
        ({"employees": [{"ref": "E1"}, {"ref": "E1"}]}, "employees[1].ref"),
        ({"employees": [{"ref": "E1", "hierd": "2026-01-05"}]}, "employees[0].hierd"),
        ({"employees": [{"ref": "E1", "hired": "2026-01-05", "left": "2025-12-31"}]}, "employees[0].left"),
        (
            {"supplier_contracts": [{"ref": "S", "signed": "2026-09-15", "end": "2026-09-14"}]},
            "supplier_contracts[0].end",
        ),
        ({"reviews": {"cookie": None}}, "reviews.cookie"),
        ({"occurrences": [{"ref": "O1", "kind": "work_accident"}]}, "occurrences[0].at"),
        ({"occurrences": [{"ref": "O1", "kind": "fire", "at": "2026-12-24"}]}, "occurrences[0].kind"),
        ({"occurrences": [{"ref": "O1", "kind": "election", "at": "2026-12-24T10:00+01:00"}]}, "occurrences[0].at"),
    ],
)
def test_what_is_wrong_is_refused_with_its_path(change: dict[str, Any], path: str) -> None:
    with pytest.raises(ProfileError) as refused:
        parse_profile({"name": "A", **change})

    assert str(refused.value).startswith(f"{path}\u00a0: ")
    assert refused.value.path == path


def test_a_misspelt_key_is_met_with_the_nearest_one() -> None:
    with pytest.raises(ProfileError, match="effectif_css"):
        parse_profile({"name": "A", "efectif_css": {}})


def test_a_profile_without_a_name_is_refused() -> None:
    with pytest.raises(ProfileError) as refused:
        parse_profile({})

    assert refused.value.path == "name"
