"""The first rules, on worked examples: each expected date was found with a calendar and the text, not with the code."""

import datetime as dt
from typing import Any

import pytest

from officedesk.domain.compliance import Due, deadlines, explain, load_rules, parse_profile
from tests.domain.compliance.first_rules import first_rules

YEARS = ("2021", "2022", "2023", "2024", "2025")


def owed(profile: dict[str, Any], rule: str, start: str = "2026-01-01", end: str = "2027-12-31") -> list[Due]:
    found = deadlines(
        load_rules(), parse_profile({"name": "A", **profile}), dt.date.fromisoformat(start), dt.date.fromisoformat(end)
    )
    return [due for due in found if due.rule == rule]


def dates(profile: dict[str, Any], rule: str, start: str = "2026-01-01", end: str = "2027-12-31") -> list[str]:
    return [due.due.isoformat() for due in owed(profile, rule, start, end)]


def headcounts(number: float) -> dict[str, float]:
    return dict.fromkeys(YEARS, number)


EIGHT = {"has_employees": True, "effectif_css": headcounts(8), "pay_practice": "same_month"}
SIXTY = {"has_employees": True, "effectif_css": headcounts(60), "pay_practice": "same_month"}


def test_a_dsn_due_on_a_sunday_moves_to_monday_noon() -> None:
    # Example 1 of the catalogue: Sunday 15 November 2026.
    [due] = owed(EIGHT, "dsn-mensuelle-15", "2026-11-01", "2026-11-30")

    assert (due.nominal, due.due, due.due_time) == (dt.date(2026, 11, 15), dt.date(2026, 11, 16), dt.time(12))
    assert due.period == "2026-10"
    assert due.title == "DSN d’octobre 2026"
    assert due.shift_reason == "le 15 novembre 2026 est un dimanche"
    assert due.why == "8 salariés (moins de 50)"


def test_a_dsn_due_on_easter_sunday_moves_to_tuesday() -> None:
    # Example 2: Easter Sunday 5 April 2026, Easter Monday on the 6th.
    [due] = owed(
        SIXTY | {"effectif_css": dict.fromkeys(("2020", *YEARS), 60)}, "dsn-mensuelle-05", "2026-04-01", "2026-04-30"
    )

    assert (due.nominal, due.due) == (dt.date(2026, 4, 5), dt.date(2026, 4, 7))
    assert due.title == "DSN de mars 2026"
    assert due.shift_reason == "le 5 avril 2026 est un dimanche, le 6 avril 2026 est férié (Lundi de Pâques)"


def test_whit_monday_shifts_even_where_it_is_the_day_of_solidarity() -> None:
    # 15 May 2027 is a Saturday, 17 May is Whit Monday.
    assert dates(EIGHT, "dsn-mensuelle-15", "2027-05-01", "2027-05-31") == ["2027-05-18"]


def test_local_holidays_shift_in_their_zone_only() -> None:
    # 5 April 2030 is an ordinary Friday (Easter is 21 April); 15 April 2022 was Good Friday, Easter Monday the 18th.
    window = ("2022-04-01", "2022-04-30")

    assert dates(EIGHT, "dsn-mensuelle-15", *window) == ["2022-04-15"]
    assert dates(EIGHT | {"holiday_zone": "57"}, "dsn-mensuelle-15", *window) == ["2022-04-19"]
    assert dates(EIGHT | {"holiday_zone": "57", "good_friday_commune": False}, "dsn-mensuelle-15", *window) == [
        "2022-04-15"
    ]
    assert dates(EIGHT | {"holiday_zone": "971"}, "dsn-mensuelle-15", *window) == ["2022-04-15"]


def test_a_deadline_whose_nominal_date_is_before_the_window_is_in_it_by_its_effective_date() -> None:
    assert dates(EIGHT, "dsn-mensuelle-15", "2026-11-16", "2026-11-16") == ["2026-11-16"]
    assert dates(EIGHT, "dsn-mensuelle-15", "2026-11-15", "2026-11-15") == []


def test_a_year_has_twelve_declarations() -> None:
    assert len(dates(EIGHT, "dsn-mensuelle-15", "2026-01-01", "2026-12-31")) == 12
    assert dates(EIGHT, "dsn-mensuelle-05") == []


def test_fifty_and_more_for_five_years_declare_on_the_fifth() -> None:
    [due] = owed(SIXTY, "dsn-mensuelle-05", "2026-11-01", "2026-11-30")

    assert due.due == dt.date(2026, 11, 5)
    assert due.why == "60 salariés (50 et plus depuis cinq ans), paie versée dans le mois"
    # The declaration of December 2025, due in January 2026, reads 2020, which is not known.
    assert dates(SIXTY, "dsn-mensuelle-15") == ["2026-01-15"]


def test_fifty_is_already_at_the_threshold() -> None:
    assert len(dates(SIXTY | {"effectif_css": headcounts(50)}, "dsn-mensuelle-05", "2026-06-01", "2026-06-30")) == 1
    assert dates(SIXTY | {"effectif_css": headcounts(49.99)}, "dsn-mensuelle-05") == []


def test_fifty_and_more_paid_the_next_month_declare_on_the_fifteenth() -> None:
    profile = SIXTY | {"pay_practice": "next_month"}

    [due] = owed(profile, "dsn-mensuelle-15", "2026-12-01", "2026-12-31")

    assert due.due == dt.date(2026, 12, 15)
    assert due.why == "paie versée le mois suivant"
    assert dates(profile, "dsn-mensuelle-05") == []


def test_the_first_year_above_fifty_changes_nothing() -> None:
    # CSS L130-1: the threshold is crossed after five civil years in a row.
    profile = SIXTY | {"effectif_css": headcounts(40) | {"2025": 52}}

    [due] = owed(profile, "dsn-mensuelle-15", "2026-12-01", "2026-12-31")

    assert due.why == "52 salariés, seuil de 50 non franchi cinq années de suite"
    assert dates(profile, "dsn-mensuelle-05") == []


def test_one_year_below_starts_the_count_again() -> None:
    # 2021 is below; a duty of 2027 reads 2022 to 2026, and 2026 is taken equal to 2025: crossed from January 2027.
    profile = SIXTY | {"effectif_css": headcounts(60) | {"2021": 49}}

    assert dates(profile, "dsn-mensuelle-05", "2026-01-01", "2027-03-31") == ["2027-02-05", "2027-03-05"]
    # The declaration of December 2026, due in January 2027, is a duty of 2026.
    assert dates(profile, "dsn-mensuelle-15", "2027-01-01", "2027-12-31") == ["2027-01-15"]


@pytest.mark.parametrize(
    ("number", "expected"),
    [(13, "13 salariés (moins de 50)"), (1, "1 salarié (moins de 50)"), (12.5, "12,5 salariés (moins de 50)")],
)
def test_the_reason_names_the_headcount_that_the_rule_reads(number: float, expected: str) -> None:
    # effectif_ct, today's count, is another number and must not be the one shown.
    profile = EIGHT | {"effectif_css": headcounts(number), "effectif_ct": 99}

    assert owed(profile, "dsn-mensuelle-15", "2026-12-01", "2026-12-31")[0].why == expected


def test_twelve_employees_update_their_duerp_a_year_later() -> None:
    # Example 5.
    profile = {"effectif_ct": 12, "duerp_last_version": "2026-03-10"}

    [due] = owed(profile, "duerp-annuel")

    assert due.due == due.nominal == dt.date(2027, 3, 10)
    assert due.why == "12 salariés (11 et plus), dernière version du 10 mars 2026"
    assert due.due_time is None


@pytest.mark.parametrize(("number", "expected"), [(8, []), (10, []), (11, ["2027-03-10"])])
def test_below_eleven_the_duerp_has_no_yearly_date(number: int, expected: list[str]) -> None:
    assert dates({"effectif_ct": number, "duerp_last_version": "2026-03-10"}, "duerp-annuel") == expected


def test_the_yearly_duerp_does_not_shift_and_clips_a_leap_day() -> None:
    # 10 October 2026 is a Saturday; 29 February + 1 year is 28 February.
    assert dates({"effectif_ct": 13, "duerp_last_version": "2025-10-10"}, "duerp-annuel") == ["2026-10-10"]
    assert dates({"effectif_ct": 13, "duerp_last_version": "2024-02-29"}, "duerp-annuel", "2025-01-01") == [
        "2025-02-28"
    ]


def test_a_first_duerp_is_due_on_the_first_hire() -> None:
    profile = {
        "has_employees": True,
        "duerp_last_version": None,
        "employees": [{"ref": "E2", "hired": "2026-11-02"}, {"ref": "E1", "hired": "2026-05-04"}, {"ref": "E3"}],
    }

    [due] = owed(profile, "duerp-initial")

    assert due.due == dt.date(2026, 5, 4)
    assert due.why == "il y a des salariés, aucun DUERP, première embauche connue le 4 mai 2026"


def test_a_first_duerp_without_a_known_hire_stands_without_a_date() -> None:
    profile = parse_profile({"name": "A", "has_employees": True, "duerp_last_version": None})

    found = explain(first_rules(), profile, dt.date(2026, 1, 1), dt.date(2026, 12, 31))

    assert found.deadlines == ()
    [duty] = found.standing
    assert (duty.rule, duty.as_json()["due"], duty.as_json()["nominal"]) == ("duerp-initial", None, None)


@pytest.mark.parametrize("version", ["2026-03-10", "2010-01-01"])
def test_a_known_duerp_is_not_asked_for_again(version: str) -> None:
    profile = {
        "has_employees": True,
        "duerp_last_version": version,
        "employees": [{"ref": "E1", "hired": "2026-05-04"}],
    }

    assert dates(profile, "duerp-initial") == []


def test_nobody_employed_owes_nothing_of_an_employer() -> None:
    profile = parse_profile(
        {
            "name": "A",
            "has_employees": False,
            "effectif_css": headcounts(60),
            "effectif_ct": 60,
            "pay_practice": "next_month",
            "duerp_last_version": None,
            "employees": [{"ref": "E1", "hired": "2026-05-04", "left": "2026-06-30"}],
        }
    )

    found = explain(first_rules(), profile, dt.date(2026, 1, 1), dt.date(2027, 6, 30))

    assert found.deadlines == ()
    assert found.standing == ()


def test_half_year_attestations_stop_with_the_contract() -> None:
    # Example 4: 15 September 2026, 15 March 2027, and no third one.
    contract = {"ref": "S1", "amount_eur": "6000", "signed": "2026-09-15", "end": "2027-06-30", "last_vigilance": None}

    found = owed({"supplier_contracts": [contract]}, "vigilance-fournisseur", "2026-01-01", "2030-12-31")

    assert [(due.subject, due.due.isoformat()) for due in found] == [("S1", "2026-09-15"), ("S1", "2027-03-15")]
    assert found[0].why == "contrat de 6\u202f000\u202f€ HT (5\u202f000\u202f€ et plus)"


@pytest.mark.parametrize(("amount", "expected"), [("4999.99", 0), ("5000.00", 1), (5000, 1)])
def test_five_thousand_euros_is_already_at_the_threshold(amount: object, expected: int) -> None:
    contract = {"ref": "S1", "amount_eur": amount, "signed": "2026-09-15", "end": "2026-10-15"}

    assert len(dates({"supplier_contracts": [contract]}, "vigilance-fournisseur")) == expected


def test_half_years_are_counted_from_the_signature() -> None:
    # 31 August: 28 February, then 31 August again (29 February in 2028).
    contract = {"ref": "S1", "amount_eur": "9000", "signed": "2026-08-31", "end": None}

    assert dates({"supplier_contracts": [contract]}, "vigilance-fournisseur", "2026-08-01", "2028-12-31") == [
        "2026-08-31",
        "2027-02-28",
        "2027-08-31",
        "2028-02-29",
        "2028-08-31",
    ]


def test_after_an_attestation_half_years_are_counted_from_it() -> None:
    contract = {
        "ref": "S1",
        "amount_eur": "9000",
        "signed": "2026-01-10",
        "end": "2027-03-01",
        "last_vigilance": "2026-03-01",
    }

    # 1 September 2026, then 1 March 2027, the last day of the contract, included.
    assert dates({"supplier_contracts": [contract]}, "vigilance-fournisseur") == ["2026-09-01", "2027-03-01"]


def test_two_contracts_are_two_subjects() -> None:
    contracts = [
        {"ref": ref, "amount_eur": "9000", "signed": "2026-09-15", "end": "2026-12-31"} for ref in ("S2", "S1")
    ]

    assert [due.subject for due in owed({"supplier_contracts": contracts}, "vigilance-fournisseur")] == ["S1", "S2"]


@pytest.mark.parametrize("regime", ["franchise", "rsi_ca12", "ca3_monthly", "ca3_quarterly"])
def test_whoever_owes_vat_needs_a_platform_since_september(regime: str) -> None:
    assert dates({"vat_regime": regime, "einvoicing_platform": None}, "efact-reception") == ["2026-09-01"]
    assert dates({"vat_regime": regime, "einvoicing_platform": "Plateforme X"}, "efact-reception") == []
    assert dates({"vat_regime": regime, "einvoicing_platform": "Plateforme X"}, "efact-emission") == ["2027-09-01"]


def test_an_exempt_client_owes_nothing_about_electronic_invoices() -> None:
    profile = {"vat_regime": "exempt", "einvoicing_platform": None}

    assert dates(profile, "efact-reception") == dates(profile, "efact-emission") == []
