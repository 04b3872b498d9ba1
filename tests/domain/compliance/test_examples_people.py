"""Worked examples: employees, prevention, personal data, premises, contracts. Found with a calendar and the text."""

import pytest

from tests.domain.compliance.examples import Profile, employee, employer, happened, owed, told


@pytest.mark.parametrize(
    ("profile", "rule", "expected"),
    [
        # The day before the hire at the latest.
        (employee(hired="2026-11-30"), "dpae", ["2026-11-29"]),
        # Three months from 30 November: 28 February.
        (employee(hired="2026-11-30"), "vip-embauche", ["2027-02-28"]),
        (employee(hired="2026-11-30", last_vip="2026-12-10"), "vip-embauche", []),
        (employee(hired="2026-11-30", night_work=True), "vip-embauche", []),
        (employee(hired="2026-11-30", left="2027-01-15"), "vip-embauche", []),
        (employee(hired="2026-09-01", contract="apprentice"), "vip-apprenti", ["2026-11-01"]),
        (employee(hired="2026-09-01", contract="apprentice"), "vip-embauche", []),
        # Seventeen on the day of the hire; eighteen that very day is of age.
        (employee(hired="2026-09-01", born="2008-09-02"), "vip-prealable", ["2026-08-31"]),
        (employee(hired="2026-09-01", born="2008-09-01"), "vip-prealable", []),
        # Seen before the first day of work: no other visit within two or three months.
        (employee(hired="2026-09-01", born="2008-09-02", contract="apprentice"), "vip-apprenti", []),
        (employee(hired="2026-09-01", born="2008-09-02"), "vip-embauche", []),
        (employee(hired="2026-09-01", sir=True), "vip-prealable", ["2026-08-31"]),
        (employee(last_vip="2022-03-15"), "vip-5ans", ["2027-03-15"]),
        (employee(last_vip="2022-03-15", disabled_worker=True), "vip-5ans", []),
        (employee(last_vip="2024-02-29", disabled_worker=True), "vip-3ans", ["2027-02-28"]),
        (employee(last_vip="2023-06-01", sir=True), "sir-4ans", ["2027-06-01"]),
        (employee(last_vip="2025-06-01", sir=True), "sir-2ans", ["2027-06-01"]),
        (employee(last_vip="2023-06-01", sir=True), "vip-3ans", []),
        # Born in 1982: any day of 2027, so 31 December.
        (employee(born="1982-04-09"), "mi-carriere", ["2027-12-31"]),
        (employee(hired="2026-02-02"), "entretien-1", ["2027-02-02"]),
        (employee(hired="2026-02-02", last_interview="2026-09-01"), "entretien-1", []),
        (employee(last_interview="2023-05-10"), "entretien-4ans", ["2027-05-10"]),
        (employee(hired="2019-03-04"), "entretien-8ans", ["2027-03-04"]),
        # Five months of presence: one month of notice before 30 June.
        (employee(hired="2027-01-04", trial_end="2027-06-30"), "essai-fin", ["2027-05-30"]),
        # Two months: two weeks. Twenty days: 48 hours. Five days: 24 hours.
        (employee(hired="2027-01-04", trial_end="2027-03-04"), "essai-fin", ["2027-02-18"]),
        (employee(hired="2027-01-04", trial_end="2027-01-24"), "essai-fin", ["2027-01-22"]),
        (employee(hired="2027-01-04", trial_end="2027-01-09"), "essai-fin", ["2027-01-08"]),
        # Two jours ouvrables after Friday 13 November: Saturday 14, Monday 16.
        (employee(hired="2026-11-13", contract="cdd"), "cdd-remise", ["2026-11-16"]),
        # After Thursday 12: Friday and Saturday, where the count may end.
        (employee(hired="2026-11-12", contract="cdd"), "cdd-remise", ["2026-11-14"]),
        (employee(hired="2026-11-13", contract="cdi"), "cdd-remise", []),
        (employee(hired="2026-01-01", contract="cdd", contract_end="2027-03-31"), "cdd-fin", ["2027-03-01"]),
        # Tuesday 10: Thursday 12, Friday 13, Saturday 14, Monday 16, Tuesday 17 (11 November is a holiday).
        (employee(hired="2026-11-10", contract="apprentice"), "apprenti-opco", ["2026-11-17"]),
        (employee(permit_end="2027-04-01"), "titre-sejour", ["2027-01-01"]),
        (employee(left="2026-12-31"), "fin-contrat-documents", ["2026-12-31"]),
        # Monday 4 to Friday 8 January 2027, New Year's Day being a holiday.
        (employee(left="2026-12-31"), "dsn-evenement", ["2027-01-08"]),
        (employee(sst_certified="2025-02-28"), "sst-mac", ["2027-02-28"]),
        (employee(hired="2026-12-31"), "securite-formation-accueil", ["2027-01-31"]),
        (happened("return_from_leave", "2026-12-01"), "visite-reprise", ["2026-12-09"]),
        (happened("election", "2026-12-20"), "cse-pv", ["2027-01-04"]),
        (happened("birth_leave_notice", "2026-12-31"), "conge-naissance", ["2027-01-31"]),
        # Quarter ended 31 December 2026, and six months: 30 June.
        (happened("safety_training", "2026-11-02"), "passeport-prevention", ["2027-06-30"]),
        # Before the duty existed.
        (happened("safety_training", "2026-03-15"), "passeport-prevention", []),
        (happened("important_change", "2026-12-14"), "duerp-evenement", ["2026-12-14"]),
        # Twelve hours, Sunday or not.
        (happened("fatal_accident", "2026-11-22T20:30"), "accident-mortel", ["2026-11-23 08:30"]),
        # Seventy-two hours run over a week-end; the clock moves on 28 March 2027.
        (happened("data_breach", "2026-11-20T18:00"), "rgpd-violation", ["2026-11-23 18:00"]),
        (happened("data_breach", "2027-03-26T09:00"), "rgpd-violation", ["2027-03-29 10:00"]),
        # No clock moves in La Réunion.
        (happened("data_breach", "2027-03-26T09:00", holiday_zone="974"), "rgpd-violation", ["2027-03-29 09:00"]),
        # One month from 8 April 2027 is Saturday 8 May, a holiday too: Monday 10.
        (happened("data_request", "2027-04-08"), "rgpd-demande", ["2027-05-10"]),
        (happened("company_car_fine", "2026-12-01"), "amende-conducteur", ["2027-01-15"]),
    ],
)
def test_people_and_events(profile: Profile, rule: str, expected: list[str]) -> None:
    assert told(profile, rule) == expected


@pytest.mark.parametrize(
    ("profile", "rule", "start", "end", "expected"),
    [
        (employer(50, duerp_last_version="2026-05-04"), "papripact", "2027-01-01", "2027-12-31", ["2027-05-04"]),
        (employer(49, duerp_last_version="2026-05-04"), "papripact", "2027-01-01", "2027-12-31", []),
        (employer(3, duerp_last_version="2026-05-04"), "duerp-spst", "2026-01-01", "2026-12-31", ["2026-05-04"]),
        (employer(1, duerp_last_version="2026-05-04"), "duerp-archive", "2066-01-01", "2066-12-31", ["2066-05-04"]),
        (employer(50), "index-egalite", "2027-01-01", "2027-12-31", ["2027-03-01"]),
        (employer(49), "index-egalite", "2027-01-01", "2027-12-31", []),
        (employer(1), "conges-periode", "2027-01-01", "2027-12-31", ["2027-03-01"]),
        (employer(1), "bulletin-clarifie", "2026-12-01", "2027-12-31", ["2027-01-01"]),
        # A council until 15 March 2027: two more meetings, one at the end of each month that it sees the end of.
        (
            employer(11, cse_mandate_end="2027-03-15"),
            "cse-reunion",
            "2027-01-01",
            "2027-12-31",
            ["2027-01-31", "2027-02-28"],
        ),
        (employer(50, cse_mandate_end="2027-03-15"), "cse-reunion", "2027-01-01", "2027-12-31", []),
        (employer(11, cse_mandate_end="2027-03-15"), "cse-election", "2027-01-01", "2027-12-31", ["2027-03-15"]),
        # Eleven since 1 June 2026, no council: twelve months later.
        (
            employer(11, cse_mandate_end=None, effectif_ct_since="2026-06-01"),
            "cse-election",
            "2027-01-01",
            "2027-12-31",
            ["2027-06-01"],
        ),
        (employer(10, cse_mandate_end="2027-03-15"), "cse-election", "2027-01-01", "2027-12-31", []),
        (
            {"processes_personal_data": True, "reviews": {"rgpd_register": "2026-01-30"}},
            "rgpd-registre",
            "2026-01-01",
            "2027-12-31",
            ["2027-01-30"],
        ),
        # Six months from 31 August: 28 February.
        (
            {"website_cookies": True, "reviews": {"cookies": "2026-08-31"}},
            "cookies-consentement",
            "2026-01-01",
            "2027-12-31",
            ["2027-02-28"],
        ),
        (
            {"video": "workplace", "reviews": {"video": "2026-11-01"}},
            "video-images",
            "2026-01-01",
            "2027-12-31",
            ["2026-12-01"],
        ),
        # 29 February 2024 and five years.
        (
            {"video": "public_area", "video_authorised_on": "2024-02-29"},
            "video-prefecture",
            "2029-01-01",
            "2029-12-31",
            ["2029-02-28"],
        ),
        (
            {"video": "workplace", "video_authorised_on": "2024-02-29"},
            "video-prefecture",
            "2029-01-01",
            "2029-12-31",
            [],
        ),
        (
            {"premises": [{"ref": "P1", "last_extinguisher_check": "2025-12-05"}]},
            "extincteurs",
            "2026-01-01",
            "2027-12-31",
            ["2026-12-05"],
        ),
        # A clean report is good for two years, one with remarks for one.
        (
            employer(3, premises=[{"ref": "P1", "last_electrical_check": "2025-03-01"}]),
            "electricite",
            "2026-01-01",
            "2027-12-31",
            ["2027-03-01"],
        ),
        (
            employer(3, premises=[{"ref": "P1", "last_electrical_check": "2025-03-01", "electrical_remarks": True}]),
            "electricite",
            "2026-01-01",
            "2027-12-31",
            ["2026-03-01"],
        ),
        # More than fifty people, the public included: fifty is not more.
        (
            {"occupants_max": 51, "premises": [{"ref": "P1", "last_fire_drill": "2026-08-31"}]},
            "incendie-exercice",
            "2026-01-01",
            "2027-12-31",
            ["2027-02-28"],
        ),
        (
            {"occupants_max": 50, "premises": [{"ref": "P1", "last_fire_drill": "2026-08-31"}]},
            "incendie-exercice",
            "2026-01-01",
            "2027-12-31",
            [],
        ),
        (
            {"premises": [{"ref": "P1", "tertiary_m2": 1000}]},
            "operat-annuelle",
            "2027-01-01",
            "2027-12-31",
            ["2027-09-30"],
        ),
        ({"premises": [{"ref": "P1", "tertiary_m2": 999}]}, "operat-annuelle", "2027-01-01", "2027-12-31", []),
        # Two months before 28 February, each year; three where the contract says so.
        (
            {"insurances": [{"ref": "A1", "anniversary": "2027-02-28"}]},
            "assurance-preavis",
            "2026-12-01",
            "2027-12-31",
            ["2026-12-28", "2027-12-28"],
        ),
        (
            {"insurances": [{"ref": "A1", "anniversary": "2027-12-31", "notice_months": 3}]},
            "assurance-preavis",
            "2027-01-01",
            "2027-12-31",
            ["2027-09-30"],
        ),
        # Terms on 14 July 2027, 2030, 2033 of a lease of nine years, six months before each; no fourth one.
        (
            {"premises": [{"ref": "P1", "tenure": "tenant", "lease_start": "2024-07-15", "lease_years": 9}]},
            "bail-conge",
            "2026-01-01",
            "2040-12-31",
            ["2027-01-14", "2030-01-14", "2033-01-14"],
        ),
        # Prolonged: for the last day of any quarter, six months before.
        (
            {"premises": [{"ref": "P1", "tenure": "tenant", "lease_start": "2010-01-01", "prolonged": True}]},
            "bail-conge",
            "2027-01-01",
            "2027-06-30",
            ["2027-03-30", "2027-06-30"],
        ),
        (
            {"premises": [{"ref": "P1", "tenure": "owner", "lease_start": "2024-07-15"}]},
            "bail-conge",
            "2026-01-01",
            "2040-12-31",
            [],
        ),
        (
            {"supplier_contracts": [{"ref": "S1", "amount_eur": "5000", "signed": "2026-09-15", "end": "2027-03-14"}]},
            "vigilance-etrangers",
            "2026-01-01",
            "2027-12-31",
            ["2026-09-15"],
        ),
        (
            {"supplier_contracts": [{"ref": "S1", "amount_eur": "10"}, {"ref": "S2", "amount_eur": "5000"}]},
            "vigilance-revue-2026",
            "2026-01-01",
            "2027-12-31",
            ["2026-12-26"],
        ),
        (
            {"supplier_contracts": [{"ref": "S1", "amount_eur": "4999"}]},
            "vigilance-revue-2026",
            "2026-01-01",
            "2027-12-31",
            [],
        ),
    ],
)
def test_prevention_premises_and_contracts(
    profile: Profile, rule: str, start: str, end: str, expected: list[str]
) -> None:
    assert told(profile, rule, start, end) == expected


def test_a_hire_may_be_declared_from_eight_days_before() -> None:
    [due] = owed(employee(hired="2026-11-30"), "dpae")

    assert (str(due.opens), str(due.due)) == ("2026-11-22", "2026-11-29")
    assert due.title == "Déclaration préalable à l’embauche (DPAE)\u00a0: E1"
