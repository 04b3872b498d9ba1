"""Every key that a client profile may have, and how each is read."""

from collections.abc import Callable, Mapping

from officedesk.domain.compliance import values
from officedesk.domain.compliance.values import Item, ProfileError, Scalar, Value, unknown_key
from officedesk.domain.days import FIRST_YEAR, LAST_YEAR, ZONES

Reader = Callable[[str, object], Scalar]


def _nullable(read: Reader) -> Reader:
    """Accept null, which says « known: none »."""
    return lambda path, value: None if value is None else read(path, value)


_DATE = _nullable(values.date)
_FLAG = _nullable(values.flag)
_TEXT = _nullable(values.text)
_MONEY = _nullable(values.money)
_COUNT = _nullable(values.count)

SCALARS: Mapping[str, Reader] = {
    "name": values.text,
    "slug": values.slug,
    "siren": _nullable(values.siren),
    "legal_form": values.choice("ei", "micro", "eurl", "sarl", "sas", "sasu", "sa", "selarl", "sci", "association"),
    "members_count": _nullable(values.whole(0, 1_000_000)),
    "tax": values.choice("is", "ir_bic", "ir_bnc", "micro", "none"),
    "fiscal_year_end": _nullable(values.month_day),
    "vat_regime": values.choice("franchise", "rsi_ca12", "ca3_monthly", "ca3_quarterly", "exempt"),
    "vat_due_day": _nullable(values.whole(15, 24)),
    "is_previous_tax_eur": _MONEY,
    "cfe_previous_eur": _MONEY,
    "payroll_tax_previous_eur": _MONEY,
    "has_employees": values.flag,
    "effectif_ct": _COUNT,
    "effectif_ct_since": _DATE,
    "occupants_max": _COUNT,
    "pay_practice": _nullable(values.choice("same_month", "next_month")),
    "urssaf_quarterly": _FLAG,
    "manager_status": _nullable(values.choice("tns", "assimile", "micro", "none")),
    "tns_payment": _nullable(values.choice("monthly_5", "monthly_20", "quarterly")),
    "micro_periodicity": _nullable(values.choice("monthly", "quarterly")),
    "holiday_zone": values.choice(*ZONES),
    "good_friday_commune": values.flag,
    "convention_collective": _TEXT,
    "cse_mandate_end": _DATE,
    "website_cookies": _FLAG,
    "video": _nullable(values.choice("none", "workplace", "public_area")),
    "video_authorised_on": _DATE,
    "processes_personal_data": _FLAG,
    "duerp_last_version": _DATE,
    "einvoicing_platform": _TEXT,
    "passeport_prevention": _FLAG,
    "das2_fees": _FLAG,
    "profit_three_years_over_1pct": _FLAG,
    "profit_share_scheme": _nullable(values.text_or_flag),
    "bonus_planned": _FLAG,
}

OCCURRENCE_KINDS = (
    "work_accident",
    "data_breach",
    "data_request",
    "company_car_fine",
    "owner_change",
    "important_change",
    "return_from_leave",
    "ag_approval",
    "election",
    "safety_training",
    "fatal_accident",
    "sick_leave",
    "dsn_anomaly",
    "birth_leave_notice",
)

RECORDS: Mapping[str, Mapping[str, Reader]] = {
    "employees": {
        "hired": _DATE,
        "born": _DATE,
        "contract": _nullable(values.choice("cdi", "cdd", "apprentice", "intern")),
        "contract_end": _DATE,
        "trial_end": _DATE,
        "executive": _FLAG,
        "night_work": _FLAG,
        "sir": _FLAG,
        "disabled_worker": _FLAG,
        "last_vip": _DATE,
        "last_interview": _DATE,
        "sst_certified": _DATE,
        "permit_end": _DATE,
        "left": _DATE,
    },
    "premises": {
        "tenure": _nullable(values.choice("tenant", "owner")),
        "lease_start": _DATE,
        "lease_years": _nullable(values.whole(1, 99)),
        "prolonged": _FLAG,
        "permit_before_1997_07": _FLAG,
        "erp_category": _nullable(values.whole(1, 5)),
        "last_electrical_check": _DATE,
        "electrical_remarks": _FLAG,
        "last_extinguisher_check": _DATE,
        "last_fire_drill": _DATE,
        "tertiary_m2": _nullable(values.whole(0, 1_000_000)),
    },
    "vehicles": {"taxable": _FLAG},
    "supplier_contracts": {"amount_eur": _MONEY, "signed": _DATE, "end": _DATE, "last_vigilance": _DATE},
    "insurances": {"anniversary": _DATE, "notice_months": _nullable(values.whole(0, 60))},
    "occurrences": {"kind": values.choice(*OCCURRENCE_KINDS), "at": values.moment},
}

REQUIRED = {"occurrences": ("ref", "kind", "at")}

ORDERED_DATES = {
    "employees": (("born", "hired"), ("hired", "left"), ("hired", "contract_end"), ("hired", "trial_end")),
    "supplier_contracts": (("signed", "end"),),
}
"""Two dates of one record of which the second may not come before the first."""


REVIEWS: Mapping[str, Reader] = {"rgpd_register": _DATE, "cookies": _DATE, "video": _DATE}


def _reviews(path: str, value: object) -> Item:
    return _record(path, value, REVIEWS)


def _yearly_counts(path: str, value: object) -> Item:
    """Read the mean headcount of each civil year."""
    found = {}
    for year, number in _object(path, value).items():
        if not (year.isdecimal() and len(year) == 4 and FIRST_YEAR <= int(year) <= LAST_YEAR):
            raise ProfileError(f"{path}.{year}", "une année de quatre chiffres est attendue.")
        found[year] = values.count(f"{path}.{year}", number)
    return found


OBJECTS: Mapping[str, Callable[[str, object], Item]] = {"reviews": _reviews, "effectif_css": _yearly_counts}
KEYS = frozenset({*SCALARS, *RECORDS, *OBJECTS})


def read(key: str, value: object) -> Value:
    """Return the value of one top-level key, or raise ProfileError with the path of what is wrong."""
    if key in SCALARS:
        return SCALARS[key](key, value)
    if key in OBJECTS:
        return OBJECTS[key](key, {} if value is None else value)
    if key in RECORDS:
        return _records(key, [] if value is None else value)
    raise unknown_key(key, key, KEYS)


def _records(key: str, value: object) -> tuple[Item, ...]:
    if not isinstance(value, list | tuple):
        raise ProfileError(key, "une liste est attendue.")
    fields = {"ref": values.text, **RECORDS[key]}
    found: list[Item] = []
    refs: set[Scalar] = set()
    for position, raw in enumerate(value):
        path = f"{key}[{position}]"
        item = _record(path, raw, fields, REQUIRED.get(key, ("ref",)))
        if item["ref"] in refs:
            raise ProfileError(f"{path}.ref", f"{values.quoted(item['ref'])} est déjà pris, donnez un autre nom.")
        refs.add(item["ref"])
        _check_order(path, item, ORDERED_DATES.get(key, ()))
        found.append(item)
    return tuple(found)


def _record(path: str, value: object, fields: Mapping[str, Reader], required: tuple[str, ...] = ()) -> Item:
    raw = _object(path, value)
    found = {}
    for key, inner in raw.items():
        if key not in fields:
            raise unknown_key(f"{path}.{key}", key, fields)
        found[key] = fields[key](f"{path}.{key}", inner)
    for key in required:
        if key not in found:
            raise ProfileError(f"{path}.{key}", "cette clé est obligatoire.")
    return found


def _object(path: str, value: object) -> Mapping[str, object]:
    if not isinstance(value, Mapping) or not all(isinstance(key, str) for key in value):
        raise ProfileError(path, "un objet JSON est attendu.")
    return value


def _check_order(path: str, item: Item, pairs: tuple[tuple[str, str], ...]) -> None:
    for earlier, later in pairs:
        first, second = item.get(earlier), item.get(later)
        if first is not None and second is not None and str(second) < str(first):
            raise ProfileError(f"{path}.{later}", f"{second} vient avant {earlier} ({first}), vérifiez les deux dates.")
