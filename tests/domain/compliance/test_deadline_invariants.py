"""What holds of every profile and every window, whatever the rules say."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from officedesk.domain.compliance import Due, Profile, deadlines, load_rules, parse_profile
from officedesk.domain.compliance.fields import OCCURRENCE_KINDS
from officedesk.domain.days import ZONES, is_working_day
from officedesk.domain.errors import InvalidInputError

SHIFTS = {rule.slug: rule.shift for rule in load_rules()}
SHIFTED = {"S1", "S1p", "S1t", "S1v", "S5"}

day = st.dates(dt.date(2020, 1, 1), dt.date(2035, 12, 31))
maybe_day = st.none() | day.map(str)
contract = st.fixed_dictionaries(
    {"amount_eur": st.sampled_from(["4999.99", "5000", "12000"]), "signed": day.map(str)},
    optional={"last_vigilance": maybe_day},
)
employee = st.fixed_dictionaries(
    {"hired": day.map(str)},
    optional={
        "contract": st.sampled_from(["cdi", "cdd", "apprentice"]),
        "last_vip": day.map(str),
        "permit_end": day.map(str),
        "night_work": st.booleans(),
        "sir": st.booleans(),
    },
)
premises = st.fixed_dictionaries(
    {"tenure": st.just("tenant"), "lease_start": day.map(str), "lease_years": st.just(9)},
    optional={"prolonged": st.booleans(), "last_electrical_check": day.map(str), "electrical_remarks": st.booleans()},
)
occurrence = st.fixed_dictionaries(
    {"kind": st.sampled_from(OCCURRENCE_KINDS), "at": day, "hour": st.integers(0, 23)}
).map(lambda drawn: {"kind": drawn["kind"], "at": f"{drawn['at']}T{drawn['hour']:02d}:30"})
raw_profile = st.fixed_dictionaries(
    {"name": st.just("A")},
    optional={
        "has_employees": st.booleans(),
        "effectif_css": st.dictionaries(st.sampled_from([str(year) for year in range(2018, 2030)]), st.integers(0, 90)),
        "effectif_ct": st.integers(0, 60),
        "pay_practice": st.sampled_from(["same_month", "next_month"]),
        "holiday_zone": st.sampled_from(ZONES),
        "good_friday_commune": st.booleans(),
        "vat_regime": st.sampled_from(["franchise", "rsi_ca12", "ca3_monthly", "ca3_quarterly", "exempt"]),
        "duerp_last_version": maybe_day,
        "einvoicing_platform": st.none() | st.just("X"),
        "employees": st.lists(employee, max_size=2).map(
            lambda items: [{"ref": f"E{rank}", **item} for rank, item in enumerate(items)]
        ),
        "premises": st.lists(premises, max_size=2).map(
            lambda items: [{"ref": f"P{rank}", **item} for rank, item in enumerate(items)]
        ),
        "occurrences": st.lists(occurrence, max_size=3).map(
            lambda items: [{"ref": f"O{rank}", **item} for rank, item in enumerate(items)]
        ),
        "vehicles": st.just([{"ref": "V1", "taxable": True}]),
        "insurances": day.map(lambda term: [{"ref": "A1", "anniversary": str(term), "notice_months": 2}]),
        "legal_form": st.sampled_from(["ei", "sarl", "sas", "association"]),
        "tax": st.sampled_from(["is", "ir_bic", "none"]),
        "fiscal_year_end": st.sampled_from(["12-31", "06-30", "02-28", "02-29", None]),
        "vat_due_day": st.integers(15, 24),
        "is_previous_tax_eur": st.sampled_from(["3000", "3000.01"]),
        "cfe_previous_eur": st.sampled_from(["2999", "3000"]),
        "payroll_tax_previous_eur": st.sampled_from(["1200", "2000", "4000", "10000", "10001"]),
        "urssaf_quarterly": st.booleans(),
        "manager_status": st.sampled_from(["tns", "micro", "none"]),
        "tns_payment": st.sampled_from(["monthly_5", "monthly_20", "quarterly"]),
        "micro_periodicity": st.sampled_from(["monthly", "quarterly"]),
        "cse_mandate_end": maybe_day,
        "das2_fees": st.booleans(),
        "reviews": day.map(lambda last: {"rgpd_register": str(last), "cookies": None}),
        "supplier_contracts": st.lists(contract, max_size=3).map(
            lambda items: [{"ref": f"S{rank}", **item} for rank, item in enumerate(items)]
        ),
    },
)
window = st.tuples(day, st.integers(0, 900)).map(lambda drawn: (drawn[0], drawn[0] + dt.timedelta(days=drawn[1])))


def owed(profile: Profile, bounds: tuple[dt.date, dt.date]) -> list[Due]:
    return deadlines(load_rules(), profile, *bounds)


@given(raw_profile, window)
def test_deadlines_are_in_the_window_in_order_and_once(raw: dict[str, Any], bounds: tuple[dt.date, dt.date]) -> None:
    found = owed(parse_profile(raw), bounds)

    assert all(bounds[0] <= due.due <= bounds[1] for due in found)
    assert [due.due for due in found] == sorted(due.due for due in found)
    assert len({(due.rule, due.subject, due.period) for due in found}) == len(found)


@given(raw_profile, window)
def test_a_rule_that_shifts_lands_on_a_worked_day_and_says_why(
    raw: dict[str, Any], bounds: tuple[dt.date, dt.date]
) -> None:
    profile = parse_profile(raw)

    for due in owed(profile, bounds):
        shift = SHIFTS[due.rule]
        if shift in SHIFTED:
            assert due.due >= due.nominal
            assert is_working_day(due.due, *profile.place)
        elif shift == "S1c":
            # Holidays of the national list only.
            assert due.due >= due.nominal
            assert is_working_day(due.due)
        else:
            assert due.due == due.nominal
        if shift == "S1p?":
            worked = is_working_day(due.due, *profile.place)
            assert worked == (due.shift_reason is None)
        else:
            assert (due.shift_reason is None) == (due.due == due.nominal)


@given(raw_profile, window, st.integers(0, 900))
def test_a_window_cut_in_two_holds_the_same_deadlines(
    raw: dict[str, Any], bounds: tuple[dt.date, dt.date], length: int
) -> None:
    profile = parse_profile(raw)
    start, end = bounds
    middle = min(end, start + dt.timedelta(days=length))

    first = owed(profile, (start, middle))
    second = owed(profile, (middle + dt.timedelta(days=1), end)) if middle < end else []

    assert first + second == owed(profile, bounds)


@given(raw_profile, window)
def test_an_employer_has_one_declaration_a_month_at_most(raw: dict[str, Any], bounds: tuple[dt.date, dt.date]) -> None:
    months = [due.period for due in owed(parse_profile(raw), bounds) if due.rule.startswith("dsn-mensuelle")]

    assert len(months) == len(set(months))


@given(raw_profile, window, st.data())
def test_to_know_less_never_adds_a_deadline(
    raw: dict[str, Any], bounds: tuple[dt.date, dt.date], data: st.DataObject
) -> None:
    # Forgetting a whole key may only silence a rule. The zone has a default and lists are then empty: they stay; so
    # does has_employees, since a false one silences what a headcount says.
    kept = {"name", "holiday_zone", "good_friday_commune", "employees", "supplier_contracts", "has_employees"}
    kept |= {"premises", "vehicles", "insurances", "occurrences"}
    forgotten = data.draw(st.sampled_from([*sorted(set(raw) - kept), "siren"]))
    less = {key: value for key, value in raw.items() if key != forgotten}

    known = {(due.rule, due.subject, due.period) for due in owed(parse_profile(raw), bounds)}

    assert {(due.rule, due.subject, due.period) for due in owed(parse_profile(less), bounds)} <= known


@given(raw_profile)
def test_a_profile_comes_back_as_it_went(raw: dict[str, Any]) -> None:
    printed = parse_profile(raw).as_json()

    assert parse_profile(printed).as_json() == printed
    assert set(printed) == set(raw)


def test_a_window_upside_down_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="inversez"):
        owed(parse_profile({"name": "A"}), (dt.date(2026, 2, 1), dt.date(2026, 1, 31)))


@pytest.mark.parametrize("bounds", [(dt.date.min, dt.date(2026, 1, 1)), (dt.date(2026, 1, 1), dt.date.max)])
def test_a_window_out_of_the_calendar_is_refused(bounds: tuple[dt.date, dt.date]) -> None:
    with pytest.raises(InvalidInputError, match="1900"):
        owed(parse_profile({"name": "A"}), bounds)


def test_the_widest_window_has_every_month_of_two_centuries() -> None:
    profile = parse_profile(
        {"name": "A", "has_employees": True, "effectif_css": {"1900": 3}, "pay_practice": "next_month"}
    )

    # January 1900 to December 2099, one a month.
    found = owed(profile, (dt.date(1900, 1, 1), dt.date(2099, 12, 31)))
    assert len([due for due in found if due.rule == "dsn-mensuelle-15"]) == 2400
