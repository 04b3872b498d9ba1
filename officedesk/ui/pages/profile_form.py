"""The form of a client: what it says of a stored profile, and the profile that it makes."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from PySide6.QtCore import QCoreApplication

from officedesk.domain.errors import DeskError
from officedesk.ui.pages.profile_fields import (
    HEADCOUNTS,
    KNOWN_NONE,
    REVIEWED,
    REVIEWS,
    headcount_years,
    profile_rows,
)
from officedesk.ui.parts.forms import Form

translate = QCoreApplication.translate

DATES = ("followed_since", "duerp_last_version", "cse_mandate_end", "effectif_ct_since", "video_authorised_on")
# What is known to be none; an emptied field only says that nothing is known.
NONE = object()
NOTED = ("activity", "city", "payroll", "addressee")


class Edits(NamedTuple):
    """What a filled form changes in a profile: the keys it tells, and those that it makes unknown again."""

    told: dict[str, Any]
    forgotten: frozenset[str]


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
    for name in REVIEWED:
        last = (facts.get(REVIEWS) or {}).get(name)
        values[f"{REVIEWS}_{name}"] = dt.date.fromisoformat(last) if last else None
    return values


def profile_edits(
    form: Form, values: Mapping[str, Any], facts: Mapping[str, Any], today: dt.date, *, silent: bool = False
) -> Edits:
    """Return what was edited, as the profile file writes it; what was emptied is not known any more.

    Raises ValueError when what a field says has no place in a profile, after showing why under it unless `silent`.
    """
    edited = form.changed_keys()
    told: dict[str, Any] = {}
    for key in edited & (values.keys() - KNOWN_NONE.keys() - set(KNOWN_NONE.values())):
        if not key.startswith((f"{HEADCOUNTS}_", f"{REVIEWS}_")):
            told[key] = _written(key, values[key])
    if any(key.startswith(f"{HEADCOUNTS}_") for key in edited):
        told[HEADCOUNTS] = _headcounts(values, facts, today) or None
    if any(key.startswith(f"{REVIEWS}_") for key in edited):
        days = {name: values[f"{REVIEWS}_{name}"] for name in REVIEWED}
        told[REVIEWS] = {name: day.isoformat() for name, day in days.items() if day} or None
    for key, state in KNOWN_NONE.items():
        if edited & {key, state}:
            told[key] = _known_none(None if silent else form, key, values[state], values[key], asked=state in edited)
    emptied = {key for key, value in told.items() if value is None and key != "followed_since"}
    return Edits(
        {key: None if value is NONE else value for key, value in told.items() if key not in emptied},
        frozenset(emptied & facts.keys()),
    )


def edits_so_far(form: Form, facts: Mapping[str, Any], today: dt.date) -> Edits | None:
    """Return what the form would change if it were saved now, None as long as it could not be; nothing is shown."""
    try:
        values = {key: field.value() for key, field in form.fields.items()}
        return profile_edits(form, values, facts, today, silent=True)
    except ValueError:
        return None


def refuse(form: Form, error: DeskError) -> None:
    """Show why a profile was refused, under the field that its sentence names."""
    path, _, sentence = str(error).partition("\u00a0: ")
    key = re.sub(r"\W+", "_", path).strip("_")
    if sentence and key in form.fields:
        form.refuse(sentence[:1].upper() + sentence[1:], key)
        return
    named = "siren" if "SIREN" in str(error) else "name" if "slug" in str(error) else None
    form.refuse(str(error), named)


def _written(key: str, value: Any) -> Any:
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


def _known_none(form: Form | None, key: str, state: str | None, value: Any, *, asked: bool) -> Any:
    if value and (state == "none" or (state is None and asked)):
        raise _refused(form, key, translate("Profile", "Videz ce champ, ou changez la réponse à sa gauche."))
    if state == "none":
        return NONE
    if value:
        return value.isoformat() if isinstance(value, dt.date) else value
    if state == "some":
        raise _refused(form, key, translate("Profile", "Complétez ce champ, ou changez la réponse à sa gauche."))
    return None


def _refused(form: Form | None, key: str, sentence: str) -> ValueError:
    if form is not None:
        form.refuse(sentence, key)
    return ValueError(sentence)
