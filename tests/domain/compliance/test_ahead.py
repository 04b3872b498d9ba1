"""What the months ahead change for a client: thresholds crossed by planned hires, laws to come."""

import datetime as dt
from typing import Any

import pytest

from officedesk.domain.compliance import load_rules, parse_profile
from officedesk.domain.compliance.ahead import ChangeAhead, changes_ahead, read_notices
from officedesk.paths import resources

TODAY = dt.date(2026, 11, 23)
NOTICES = read_notices((resources() / "ahead" / "hires.toml").read_text(encoding="utf-8"))
DUERP = "Mise à jour annuelle du DUERP"


def ahead(today: dt.date = TODAY, **profile: Any) -> list[ChangeAhead]:
    return changes_ahead(load_rules(), NOTICES, parse_profile({"name": "Alpha", **profile}), today)


def counts(**profile: Any) -> list[ChangeAhead]:
    """Return the changes of headcount alone."""
    return [change for change in ahead(**profile) if change.title.startswith("Effectif")]


def hired(*people: tuple[str, str, str], **more: Any) -> dict[str, Any]:
    """Return an employer of nine who plans to hire: names, days, contracts."""
    team = [{"ref": ref, "hired": day, "contract": contract} for ref, day, contract in people]
    return {"has_employees": True, "effectif_ct": 9, "duerp_last_version": "2026-02-01", "employees": team, **more}


def test_the_eleventh_employee_brings_the_yearly_update() -> None:
    # Nine today: the tenth changes nothing, the eleventh reaches « au moins onze salariés » (CT R4121-2).
    (change,) = counts(**hired(("E10", "2027-01-04", "cdi"), ("E11", "2027-02-01", "cdi")))

    assert (change.day, change.title) == (dt.date(2027, 2, 1), "Effectif : 10 → 11 salariés")
    assert DUERP in change.added
    assert change.removed == ()
    assert "E11" in change.sentence
    assert "cinq années civiles" in change.sentence  # CSS L130-1: contributions wait


def test_a_departure_takes_it_away_the_day_after() -> None:
    profile = hired(("E1", "2020-01-06", "cdi"), effectif_ct=11)
    profile["employees"][0]["left"] = "2027-03-31"

    (change,) = counts(**profile)

    assert change.day == dt.date(2027, 4, 1)
    assert change.title == "Effectif : 11 → 10 salariés"
    assert DUERP in change.removed


def test_two_moves_of_one_day_are_one_change() -> None:
    profile = hired(("E10", "2027-02-01", "cdi"), ("E11", "2027-02-01", "cdi"))

    (change,) = counts(**profile)

    assert change.title == "Effectif : 9 → 11 salariés"


@pytest.mark.parametrize("contract", ["apprentice", "intern", "cdd"])
def test_who_is_not_counted_at_once_crosses_nothing(contract: str) -> None:
    # Apprentices never (CT L1111-3), interns have no contract of employment, a CDD counts by its months (L1111-2).
    assert counts(**hired(("A", "2027-02-01", contract), ("B", "2027-02-01", contract))) == []


def test_a_hire_of_the_past_is_in_the_count_already() -> None:
    assert counts(**hired(("E1", "2026-11-23", "cdi"), ("E2", "2020-01-06", "cdi"))) == []


def test_without_a_known_count_nothing_is_guessed() -> None:
    profile = hired(("E10", "2027-01-04", "cdi"), ("E11", "2027-02-01", "cdi"))
    del profile["effectif_ct"]

    assert counts(**profile) == []


def test_the_simplified_vat_ends_for_who_has_it() -> None:
    changes = {change.title: change for change in ahead(vat_regime="rsi_ca12", fiscal_year_end="12-31", vat_due_day=19)}

    end = changes["Déclaration annuelle de TVA (CA12) et ses acomptes"]
    assert end.day == dt.date(2027, 1, 1)
    assert end.added == ("Déclaration trimestrielle de TVA (CA3)",)
    assert "supprimé au 1er janvier 2027" in end.sentence
    assert not any("CA12" in change.title for change in ahead(vat_regime="ca3_monthly", vat_due_day=19))


def test_electronic_invoices_come_for_who_is_liable() -> None:
    days = {change.title: change.day for change in ahead(vat_regime="franchise")}

    assert days["Émission des factures électroniques et e-reporting"] == dt.date(2027, 9, 1)
    assert not any("factures" in change.title for change in ahead(vat_regime="exempt"))
    later = ahead(dt.date(2027, 9, 1), vat_regime="franchise")
    assert not any("Émission" in change.title for change in later)


def test_the_aid_for_an_apprentice_is_told_while_one_is_planned() -> None:
    def told(day: str, today: dt.date = TODAY) -> list[ChangeAhead]:
        return [each for each in ahead(today, **hired(("A1", day, "apprentice"))) if "apprenti" in each.title]

    (change,) = told("2027-09-01")

    assert change.day == dt.date(2027, 1, 1)
    assert change.source.startswith("https://travail-emploi.gouv.fr/")
    # Hired already, or after the law applied: nothing is left to choose.
    assert told("2026-09-01") == []
    assert told("2027-09-01", dt.date(2027, 1, 1)) == []


def test_the_first_employee_makes_an_employer() -> None:
    profile = {"effectif_ct": 0, "has_employees": False, "duerp_last_version": None}
    (first,) = counts(**profile, employees=[{"ref": "E1", "hired": "2027-01-04"}])

    assert first.title == "Effectif : 0 → 1 salarié"
    assert any("DUERP" in title for title in first.added)  # from the first employee on (CT R4121-1)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("verified_on = 2026-11-23", ""),
        ('source = "https', 'source = "ftp'),
        ('confidence = "V-OFF"', 'confidence = "sûr"'),
        ("date = 2027-01-01", 'date = "2027-01-01"'),
        ('basis = "', 'base = "'),
    ],
)
def test_a_notice_without_its_source_is_refused(old: str, new: str) -> None:
    text = (resources() / "ahead" / "hires.toml").read_text(encoding="utf-8")
    assert old in text

    with pytest.raises((ValueError, TypeError)):
        read_notices(text.replace(old, new))
