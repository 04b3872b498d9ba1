"""Worked examples: contributions and social returns. Each date was found with a calendar and the text."""

import pytest

from tests.domain.compliance.examples import Profile, employer, happened, owed, told


@pytest.mark.parametrize(
    ("profile", "rule", "start", "end", "expected"),
    [
        # Quarter ended 31 December 2026: fifteen days, Friday 15 January 2027.
        (employer(8, urssaf_quarterly=True), "urssaf-trimestriel", "2027-01-01", "2027-03-31", ["2027-01-15"]),
        # 15 July 2028 is a Saturday: the payment follows the return to Monday 17.
        (employer(8, urssaf_quarterly=True), "urssaf-trimestriel", "2028-07-01", "2028-07-31", ["2028-07-17"]),
        # Eleven for five years: the option is closed.
        (employer(11, urssaf_quarterly=True), "urssaf-trimestriel", "2027-01-01", "2027-12-31", []),
        # Not chosen: nothing to pay by the quarter.
        (employer(8, urssaf_quarterly=False), "urssaf-trimestriel", "2027-01-01", "2027-12-31", []),
        # In writing before 31 December: the 30th, even on a Sunday (2029).
        (employer(10), "urssaf-trim-option", "2029-12-01", "2029-12-31", ["2029-12-30"]),
        (employer(11), "urssaf-trim-option", "2026-12-01", "2026-12-31", []),
        # The 25th of the month after; 25 December 2026 is a holiday, and no text moves it.
        (employer(8, urssaf_quarterly=False), "agirc-arrco", "2026-12-01", "2027-01-31", ["2026-12-25", "2027-01-25"]),
        # By the quarter: January, April, July, October, nothing in between.
        (employer(8, urssaf_quarterly=True), "agirc-arrco", "2027-01-26", "2027-07-25", ["2027-04-25", "2027-07-25"]),
        # The self-employed manager pays on the 5th; 5 December 2026 is a Saturday, and stays.
        (
            {"manager_status": "tns", "tns_payment": "monthly_5"},
            "tns-mensuel",
            "2026-12-01",
            "2026-12-31",
            ["2026-12-05"],
        ),
        (
            {"manager_status": "tns", "tns_payment": "monthly_20"},
            "tns-mensuel",
            "2027-02-01",
            "2027-02-28",
            ["2027-02-20"],
        ),
        ({"manager_status": "assimile", "tns_payment": "monthly_5"}, "tns-mensuel", "2026-12-01", "2026-12-31", []),
        (
            {"manager_status": "tns", "tns_payment": "quarterly"},
            "tns-trimestriel",
            "2027-01-01",
            "2027-12-31",
            ["2027-02-05", "2027-05-05", "2027-08-05", "2027-11-05"],
        ),
        # Turnover of January: the last day of February, 29 in 2028.
        (
            {"manager_status": "micro", "micro_periodicity": "monthly"},
            "micro-mensuel",
            "2028-02-01",
            "2028-03-31",
            ["2028-02-29", "2028-03-31"],
        ),
        (
            {"manager_status": "micro", "micro_periodicity": "quarterly"},
            "micro-trimestriel",
            "2026-11-01",
            "2027-10-31",
            ["2027-01-31", "2027-04-30", "2027-07-31", "2027-10-31"],
        ),
        # In the DSN of April: 15 May 2027 is a Saturday, Monday 17 is Whit Monday.
        (employer(20), "oeth-annuelle", "2027-05-01", "2027-05-31", ["2027-05-18 12:00"]),
        # From fifty on, with pay in the month: the 5th, a Wednesday in 2027.
        (employer(50), "oeth-annuelle", "2027-05-01", "2027-05-31", ["2027-05-05 12:00"]),
        (employer(50, pay_practice="next_month"), "oeth-annuelle", "2027-05-01", "2027-05-31", ["2027-05-18 12:00"]),
        (employer(19), "oeth-annuelle", "2027-05-01", "2027-05-31", []),
        (employer(20), "oeth-effectifs", "2027-01-01", "2027-12-31", ["2027-03-15"]),
        (employer(8, tax="is"), "ta-solde", "2028-05-01", "2028-05-31", ["2028-05-15 12:00"]),
        # Moselle and Alsace owe the main part only.
        (employer(8, tax="is", holiday_zone="57"), "ta-solde", "2027-01-01", "2027-12-31", []),
        (employer(8, tax="ir_bnc", legal_form="ei"), "ta-solde", "2027-01-01", "2027-12-31", []),
        (
            employer(8, tax="none", legal_form="association"),
            "ta-solde",
            "2028-05-01",
            "2028-05-31",
            ["2028-05-15 12:00"],
        ),
        (employer(1), "atmp-taux", "2027-01-01", "2027-12-31", ["2027-01-15"]),
        # 1 200 euros and less: not due. Just above: once a year, for the year that ended.
        (employer(3, payroll_tax_previous_eur="1200"), "taxe-salaires-an", "2027-01-01", "2027-12-31", []),
        (
            employer(3, payroll_tax_previous_eur="1200.01"),
            "taxe-salaires-an",
            "2027-01-01",
            "2027-12-31",
            ["2027-01-15"],
        ),
        (employer(3, payroll_tax_previous_eur="4000"), "taxe-salaires-an", "2027-01-01", "2027-12-31", []),
        # 31 January 2027 is a Sunday: Monday 1 February.
        (
            employer(3, payroll_tax_previous_eur="4000"),
            "taxe-salaires-trim",
            "2027-01-01",
            "2027-12-31",
            ["2027-02-01", "2027-04-15", "2027-07-15", "2027-10-15"],
        ),
        (employer(3, payroll_tax_previous_eur="10000"), "taxe-salaires-mois", "2027-01-01", "2027-12-31", []),
        # Above 10 000: each month, and the year's return on 31 January; August's 15th is a holiday and a Sunday.
        (
            employer(3, payroll_tax_previous_eur="10000.01"),
            "taxe-salaires-mois",
            "2027-08-01",
            "2028-02-15",
            ["2027-08-16", "2027-09-15", "2027-10-15", "2027-11-15", "2027-12-15", "2028-01-31", "2028-02-15"],
        ),
        (employer(1), "dsn-norme-p27", "2026-12-01", "2027-12-31", ["2027-01-01"]),
        # No employees: no rule of an employer.
        ({"has_employees": False, "effectif_ct": 0}, "atmp-taux", "2027-01-01", "2027-12-31", []),
    ],
)
def test_social_calendar(profile: Profile, rule: str, start: str, end: str, expected: list[str]) -> None:
    assert told(profile, rule, start, end) == expected


@pytest.mark.parametrize(
    ("profile", "rule", "expected"),
    [
        # Example 6 of the catalogue: Christmas and Sunday 27 do not count, Saturday 26 does.
        (happened("work_accident", "2026-12-24T10:00"), "at-declaration", "2026-12-28 10:00"),
        # Known on a Sunday: the count starts on Monday at midnight, and ends with Tuesday.
        (happened("work_accident", "2026-11-22T15:00"), "at-declaration", "2026-11-25 00:00"),
        # Tuesday to Thursday: two plain days.
        (happened("work_accident", "2026-11-24T08:30"), "at-declaration", "2026-11-26 08:30"),
        # Good Friday does not count in Metz: Thursday 25 March 2027 at 9, then Saturday, then Tuesday (Easter).
        (happened("work_accident", "2027-03-25T09:00", holiday_zone="57"), "at-declaration", "2027-03-30 09:00"),
        # Five jours ouvrés: Thursday 12, Friday 13, Monday 16, Tuesday 17, Wednesday 18 (11 November is a holiday).
        (happened("sick_leave", "2026-11-10"), "dsn-evenement", "2026-11-18"),
        # A CRM of 31 December: two months later is 28 February.
        (happened("dsn_anomaly", "2026-12-31"), "dsn-anomalies", "2027-02-28"),
    ],
)
def test_social_events(profile: Profile, rule: str, expected: str) -> None:
    assert told(profile, rule) == [expected]


def test_a_date_on_a_closed_day_that_no_text_moves_says_so() -> None:
    [due] = owed(employer(8, urssaf_quarterly=False), "agirc-arrco", "2026-12-01", "2026-12-31")

    assert due.nominal == due.due
    assert due.shift_reason == "le 25 décembre 2026 est férié (Noël), report non vérifié"


def test_quarters_are_named_by_their_number() -> None:
    found = owed({"manager_status": "micro", "micro_periodicity": "quarterly"}, "micro-trimestriel")

    assert [due.period for due in found][:4] == ["2025-T4", "2026-T1", "2026-T2", "2026-T3"]
