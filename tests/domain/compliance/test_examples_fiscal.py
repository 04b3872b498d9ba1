"""Worked examples: taxes, accounts, invoices, company law. Each date was found with a calendar and the text."""

import pytest

from tests.domain.compliance.examples import Profile, employer, happened, owed, told

IS = {"tax": "is", "fiscal_year_end": "12-31"}


@pytest.mark.parametrize(
    ("profile", "rule", "start", "end", "expected"),
    [
        # The client's own day: 19 December 2026 is a Saturday, Monday 21.
        ({"vat_regime": "ca3_monthly", "vat_due_day": 19}, "tva-ca3-m", "2026-12-01", "2026-12-31", ["2026-12-21"]),
        ({"vat_regime": "ca3_quarterly", "vat_due_day": 19}, "tva-ca3-m", "2026-12-01", "2026-12-31", []),
        # First quarter of 2027 in April; 24 July 2027 is a Saturday.
        (
            {"vat_regime": "ca3_quarterly", "vat_due_day": 24},
            "tva-ca3-t",
            "2027-04-01",
            "2027-07-31",
            ["2027-04-26", "2027-07-26"],
        ),
        # The last CA12, for 2026: 1 May 2027 is a Saturday, open days Monday 3 and Tuesday 4; no instalment in 2027.
        (
            {"vat_regime": "rsi_ca12", "vat_due_day": 21, "fiscal_year_end": "12-31"},
            "tva-ca12",
            "2026-07-01",
            "2028-12-31",
            ["2026-07-21", "2026-12-21", "2027-05-04"],
        ),
        ({"vat_regime": "rsi_ca12"}, "tva-regime-2027", "2026-01-01", "2027-12-31", ["2026-12-31"]),
        ({"vat_regime": "franchise"}, "tva-regime-2027", "2026-01-01", "2027-12-31", []),
        ({}, "fiscal-10-ans", "2026-01-01", "2028-12-31", ["2027-01-01"]),
        # 3 000 euros of reference tax: exempt; one cent more: four instalments.
        (IS | {"is_previous_tax_eur": "3000"}, "is-acompte", "2027-01-01", "2027-12-31", []),
        (
            IS | {"is_previous_tax_eur": "3000.01"},
            "is-acompte",
            "2027-01-01",
            "2027-12-31",
            ["2027-03-15", "2027-06-15", "2027-09-15", "2027-12-15"],
        ),
        # 15 May 2027 is a Saturday, 17 May Whit Monday.
        (IS, "is-solde", "2027-01-01", "2027-12-31", ["2027-05-18"]),
        # A year that ends on 30 June 2027: fifteenth of the fourth month after, October.
        (IS | {"fiscal_year_end": "06-30"}, "is-solde", "2027-07-01", "2027-12-31", ["2027-10-15"]),
        # Example 3 of the catalogue.
        (IS, "liasse", "2027-01-01", "2027-12-31", ["2027-05-04"]),
        # 1 May 2028 is a Monday: Tuesday 2, Wednesday 3.
        (IS, "liasse", "2028-01-01", "2028-12-31", ["2028-05-03"]),
        # Three months after 30 June; a sole trader keeps the civil year whatever is written.
        (IS | {"fiscal_year_end": "06-30"}, "liasse", "2027-01-01", "2027-12-31", ["2027-09-30"]),
        ({"tax": "ir_bnc", "fiscal_year_end": "06-30"}, "liasse", "2027-01-01", "2027-12-31", ["2027-05-04"]),
        ({"tax": "micro", "fiscal_year_end": "12-31"}, "liasse", "2027-01-01", "2027-12-31", []),
        (IS | {"das2_fees": True}, "das2", "2027-01-01", "2027-12-31", ["2027-05-04"]),
        (IS | {"das2_fees": False}, "das2", "2027-01-01", "2027-12-31", []),
        # 15 December 2029 is a Saturday; the instalment of June from 3 000 euros.
        ({"legal_form": "sarl", "cfe_previous_eur": "2999.99"}, "cfe", "2029-01-01", "2029-12-31", ["2029-12-17"]),
        (
            {"legal_form": "sarl", "cfe_previous_eur": "3000"},
            "cfe",
            "2027-01-01",
            "2027-12-31",
            ["2027-06-15", "2027-12-15"],
        ),
        # With the VAT of December.
        (
            {
                "legal_form": "sarl",
                "vat_regime": "ca3_monthly",
                "vat_due_day": 21,
                "vehicles": [{"ref": "V1", "taxable": True}],
            },
            "vehicules-taxe",
            "2027-01-01",
            "2027-12-31",
            ["2027-01-21"],
        ),
        # Not liable to VAT: 25 January, a Monday in 2027.
        (
            {"legal_form": "sarl", "vat_regime": "exempt", "vehicles": [{"ref": "V1", "taxable": True}]},
            "vehicules-taxe",
            "2027-01-01",
            "2027-12-31",
            ["2027-01-25"],
        ),
        (
            {"legal_form": "sarl", "vat_regime": "exempt", "vehicles": [{"ref": "V1"}]},
            "vehicules-taxe",
            "2027-01-01",
            "2027-12-31",
            [],
        ),
        # Six months counted from the end of the year; 29 February 2028 gives 29 August.
        ({"legal_form": "sarl", "fiscal_year_end": "12-31"}, "ag-comptes", "2027-01-01", "2027-12-31", ["2027-06-30"]),
        ({"legal_form": "sarl", "fiscal_year_end": "02-28"}, "ag-comptes", "2028-01-01", "2028-12-31", ["2028-08-29"]),
        # A SAS of three members follows its bylaws.
        (
            {"legal_form": "sas", "members_count": 3, "fiscal_year_end": "12-31"},
            "ag-comptes",
            "2027-01-01",
            "2027-12-31",
            [],
        ),
        (happened("ag_approval", "2027-01-31"), "depot-comptes", "2027-01-01", "2027-12-31", ["2027-02-28"]),
        (happened("owner_change", "2026-12-02"), "rbe", "2026-12-01", "2027-12-31", ["2027-01-01"]),
        ({"vat_regime": "franchise"}, "efact-mentions-2027", "2027-01-01", "2027-12-31", ["2027-09-01"]),
        # Eleven to forty-nine, a company, three good years, nothing yet: before the end of the fiscal year.
        (
            employer(
                13,
                legal_form="sas",
                fiscal_year_end="12-31",
                profit_three_years_over_1pct=True,
                profit_share_scheme=None,
            ),
            "partage-valeur",
            "2027-01-01",
            "2030-12-31",
            # The experiment ends on 29 November 2028: the year 2028 ends after it.
            ["2027-12-31"],
        ),
        (
            employer(
                13,
                legal_form="ei",
                fiscal_year_end="12-31",
                profit_three_years_over_1pct=True,
                profit_share_scheme=None,
            ),
            "partage-valeur",
            "2027-01-01",
            "2027-12-31",
            [],
        ),
        (employer(49, bonus_planned=True), "ppv-exoneration", "2026-01-01", "2027-12-31", ["2026-12-31"]),
        (employer(50, bonus_planned=True), "ppv-exoneration", "2026-01-01", "2027-12-31", []),
    ],
)
def test_fiscal_calendar(profile: Profile, rule: str, start: str, end: str, expected: list[str]) -> None:
    assert told(profile, rule, start, end) == expected


def test_a_fiscal_year_names_its_period() -> None:
    [due] = owed(IS | {"fiscal_year_end": "06-30"}, "is-solde", "2027-07-01", "2027-12-31")

    assert due.period == "2027-06"
