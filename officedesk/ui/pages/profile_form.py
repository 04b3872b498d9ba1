"""The form of a client: what it says of a stored profile, and the profile that it makes."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from officedesk.domain.errors import DeskError
from officedesk.ui.pages.profile_fields import HEADCOUNTS, KNOWN_NONE, headcount_years, profile_rows
from officedesk.ui.parts.forms import Form

translate = QCoreApplication.translate

DATES = ("followed_since", "duerp_last_version", "cse_mandate_end")
NOTED = ("activity", "city", "payroll", "addressee")
# A key that was known may be emptied only where « known: none » has a meaning.
EMPTIABLE = {"siren", "effectif_ct", "occupants_max", "pay_practice", "urssaf_quarterly", "manager_status",
             "tns_payment", "fiscal_year_end", "vat_due_day", "convention_collective", "cse_mandate_end",
             "website_cookies", "video", "processes_personal_data", *KNOWN_NONE}  # fmt: skip


def profile_form(today: dt.date, save: str) -> Form:
    """Return the form of a client, empty."""
    form = Form(profile_rows(today), save)
    form.fill({})
    return form


def shown_values(facts: Mapping[str, Any], today: dt.date) -> dict[str, Any]:
    """Return what the form shows of a profile and of what she noted beside it."""
    values = dict(facts)
    for key in DATES:
        if isinstance(values.get(key), str):
            values[key] = dt.date.fromisoformat(values[key])
    for key, state in KNOWN_NONE.items():
        values[state] = None if key not in facts else "none" if facts[key] is None else "some"
    for year in headcount_years(today):
        values[f"{HEADCOUNTS}_{year}"] = (facts.get(HEADCOUNTS) or {}).get(str(year))
    return values


def profile_values(form: Form, values: Mapping[str, Any], facts: Mapping[str, Any], today: dt.date) -> dict[str, Any]:
    """Return the keys of the profile that were edited, as the profile file writes them.

    Shows under a field why it is refused, and raises ValueError, when what it says has no place in a profile.
    """
    edited = form.changed_keys()
    found: dict[str, Any] = {}
    for key in edited & (values.keys() - KNOWN_NONE.keys() - set(KNOWN_NONE.values())):
        if not key.startswith(HEADCOUNTS):
            value = _written(form, key, values[key], known=facts.get(key) is not None)
            if value is not None or key in facts:
                found[key] = value
    if any(key.startswith(HEADCOUNTS) for key in edited):
        found[HEADCOUNTS] = _headcounts(values, facts, today)
    for key, state in KNOWN_NONE.items():
        if edited & {key, state}:
            found.update(_known_none(form, key, values[state], values[key], known=key in facts))
    return found


def refuse(form: Form, error: DeskError) -> None:
    """Show why a profile was refused, under the field that its sentence names."""
    path, _, sentence = str(error).partition("\u00a0: ")
    key = re.sub(r"\W+", "_", path).strip("_")
    if sentence and key in form.fields:
        form.refuse(sentence[:1].upper() + sentence[1:], key)
        return
    named = "siren" if "SIREN" in str(error) else "name" if "slug" in str(error) else None
    form.refuse(str(error), named)


def _written(form: Form, key: str, value: Any, *, known: bool) -> Any:
    if value is None and known and key not in (*EMPTIABLE, "followed_since"):
        raise _refused(form, key, translate("Profile", "Cette information est connue : choisissez une autre réponse."))
    if key in NOTED:
        return value or ""
    if isinstance(value, dt.date):
        return value if key == "followed_since" else value.isoformat()
    return value or None if isinstance(value, str) else value


def _headcounts(values: Mapping[str, Any], facts: Mapping[str, Any], today: dt.date) -> dict[str, Any]:
    told = dict(facts.get(HEADCOUNTS) or {})
    for year in headcount_years(today):
        told[str(year)] = values[f"{HEADCOUNTS}_{year}"]
    return {year: number for year, number in told.items() if number is not None}


def _known_none(form: Form, key: str, state: str | None, value: Any, *, known: bool) -> dict[str, Any]:
    if state == "none":
        if value:
            raise _refused(form, key, translate("Profile", "Videz ce champ, ou changez la réponse à sa gauche."))
        return {key: None}
    if value:
        return {key: value.isoformat() if isinstance(value, dt.date) else value}
    if state == "some":
        raise _refused(form, key, translate("Profile", "Complétez ce champ, ou changez la réponse à sa gauche."))
    if known:
        raise _refused(
            form, KNOWN_NONE[key], translate("Profile", "Cette information est connue : choisissez une autre réponse.")
        )
    return {}


def _refused(form: Form, key: str, sentence: str) -> ValueError:
    form.refuse(sentence, key)
    return ValueError(sentence)
