"""Legal dates: kept up to date with the profile, then met with their proof, or set aside with a reason."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlmodel import col

from officedesk.domain.compliance import (
    MONTHS_AHEAD,
    Due,
    Rule,
    Standing,
    explain,
    obligations,
    parse_profile,
    standing,
)
from officedesk.domain.compliance import deadlines as deadlines_of
from officedesk.domain.days import FIRST_YEAR, add_months
from officedesk.domain.entities import Client, Deadline, DeadlineDraft, DeadlineStatus
from officedesk.domain.errors import InvalidInputError
from officedesk.services.own_rule_dates import as_rule, own_rules
from officedesk.services.profiles import supplier_names, whole_profile
from officedesk.services.rules import rules_in_place, stamp_in_place
from officedesk.storage.journal import Author
from officedesk.storage.portfolio import Portfolio
from officedesk.storage.workspace import Workspace

MONTHS_BACK = 24
FROM_THE_FIRST_DAY = dt.date(FIRST_YEAR, 1, 1)
# The setting that says from what the stored dates were computed.
REFRESHED = "legal_dates"
# What a rule says of a deadline; the rest is hers.
TOLD = ("title", "domain", "nominal", "due", "due_time", "opens", "force", "why", "basis", "source", "verified_on",
        "responsible", "evidence_expected", "keep_years", "shift_reason")  # fmt: skip

Key = tuple[str | None, str | None, str | None]


def rules_for(workspace: Workspace) -> tuple[Rule, ...]:
    """Return the rules that say what this client owes: those of the law, then its own."""
    return (*rules_in_place(workspace.desk_setting).rules, *map(as_rule, own_rules(workspace)))


def refresh(workspace: Workspace, today: dt.date) -> int:
    """Bring the stored legal dates in line with the profile and the rules; return how many were written.

    What she has touched (met, set aside, edited) stays as it is. What is no longer owed goes, except a calendar date
    already past: it was owed then. A second call writes nothing. An archived client is left as it was.
    """
    with workspace.turn():
        return _refresh(workspace, today)


def refresh_all(portfolio: Portfolio, today: dt.date) -> int:
    """Refresh every client, and her own business; return how many dates were written.

    A client of whom nothing has moved since its last refresh, on the same day and under the same rules, is passed over.
    """
    basis = [stamp_in_place(portfolio.setting), today.isoformat()]
    kept = portfolio.setting(REFRESHED, {})
    known = dict(kept["clients"]) if kept.get("basis") == basis else {}
    moved = [client_id for client_id, state in portfolio.legal_states().items() if known.get(str(client_id)) != state]
    written = 0
    for client_id in moved:
        workspace = portfolio.workspace_by_id(client_id)
        # What another thread writes after the refresh must not pass for what was refreshed.
        with workspace.turn():
            written += _refresh(workspace, today)
            known[str(client_id)] = portfolio.legal_states(client_id).get(client_id)
    if moved:
        portfolio.set_setting(REFRESHED, {"basis": basis, "clients": known})
    return written


def rehearse(portfolio: Portfolio, rules: Sequence[Rule], today: dt.date) -> None:
    """Compute what every client would owe under other rules, and keep nothing; raise what would stop a refresh."""
    for workspace in (*portfolio.workspaces(), portfolio.own()):
        for duty, supplier in _owed(workspace, workspace.client(), list(rules), today):
            _draft(duty, supplier)


def missing(workspace: Workspace, today: dt.date) -> list[tuple[str, tuple[str, ...]]]:
    """Return the keys of the profile that nobody filled, each with the titles of the rules that wait for it."""
    rules = rules_for(workspace)
    titles = {rule.slug: rule.title for rule in rules}
    found = explain(rules, parse_profile(whole_profile(workspace)), today, add_months(today, MONTHS_AHEAD))
    return [(each.key, tuple(titles[slug] for slug in each.rules)) for each in found.missing]


class Difference(NamedTuple):
    """The titles of the obligations that a change of profile adds, and of those that it takes away."""

    added: tuple[str, ...]
    removed: tuple[str, ...]


def difference(
    workspace: Workspace, told: Mapping[str, Any], today: dt.date, forgotten: Collection[str] = ()
) -> Difference:
    """Return what a change of profile would do to the obligations of the months ahead; nothing is written.

    Raises ProfileError when the changed profile would be refused.
    """
    before = whole_profile(workspace)
    after = {**{key: value for key, value in before.items() if key not in forgotten}, **told}
    rules = rules_for(workspace)
    old, new = (obligations(rules, parse_profile(facts), today) for facts in (before, after))
    return Difference(tuple(sorted(new - old)), tuple(sorted(old - new)))


def late_from(workspace: Workspace, followed_since: dt.date, today: dt.date) -> int:
    """Return how many dates already past, not stored yet, would be hers if she followed the client since a day."""
    client = workspace.client().model_copy(update={"followed_since": followed_since})
    known = {each.key for each in _stored(workspace)}
    owed = (duty for duty, _ in _owed(workspace, client, list(rules_for(workspace)), today))
    return sum(isinstance(duty, Due) and duty.due < today and _key(duty) not in known for duty in owed)


def complete_deadline(workspace: Workspace, deadline_id: int, today: dt.date, evidence: str | None = None) -> Deadline:
    """Mark an obligation as met, with the proof that shows it."""
    return _meet(workspace, [workspace.get(Deadline, deadline_id)], today, evidence)[0]


def complete_deadlines(
    workspace: Workspace, ids: Sequence[int], today: dt.date, evidence: str | None = None
) -> list[Deadline]:
    """Mark obligations as met in one step, with the proof that shows it."""
    return _meet(workspace, workspace.rows(Deadline, ids), today, evidence)


def _meet(workspace: Workspace, rows: Sequence[Deadline], today: dt.date, evidence: str | None) -> list[Deadline]:
    met = {"status": DeadlineStatus.DONE, "done_on": today, "evidence": evidence}
    label = "Marquer une échéance comme faite" if len(rows) == 1 else f"Marquer {len(rows)} échéances comme faites"
    with workspace.step(label) as step:
        return step.change_all([(row, met) for row in rows])


def reopen_deadline(workspace: Workspace, deadline_id: int) -> Deadline:
    """Say that an obligation is still owed; its proof is taken off."""
    with workspace.step("Rouvrir une échéance") as step:
        return step.change(
            workspace.get(Deadline, deadline_id), status=DeadlineStatus.OPEN, done_on=None, evidence=None
        )


def set_not_applicable(workspace: Workspace, deadline_id: int, reason: str) -> Deadline:
    """Set an obligation aside; the reason, kept in its notes, is compulsory."""
    if not reason.strip():
        raise InvalidInputError("Il manque la raison : écrivez pourquoi cette échéance ne s’applique pas.")
    found = workspace.get(Deadline, deadline_id)
    notes = "\n".join(part for part in (found.notes, reason.strip()) if part)
    with workspace.step("Écarter une échéance") as step:
        return step.change(found, status=DeadlineStatus.NOT_APPLICABLE, done_on=None, notes=notes)


def override_date(workspace: Workspace, deadline_id: int, day: dt.date, reason: str) -> Deadline:
    """Set another date than that of the rule, which stays known; the reason is compulsory."""
    if not reason.strip():
        raise InvalidInputError(
            "Il manque la raison : écrivez pourquoi la date change (report accordé, accord écrit…)."
        )
    found = workspace.get(Deadline, deadline_id)
    if found.rule is None:
        raise InvalidInputError("Cette échéance est la vôtre : modifiez-la, aucune règle n’en donne la date.")
    with workspace.step("Changer la date d’une échéance") as step:
        return step.change(
            found,
            due=day,
            rule_due=found.rule_due or found.due,
            due_reason=reason.strip(),
            remind_on=_in_time(found.remind_on, day),
        )


def restore_date(workspace: Workspace, deadline_id: int) -> Deadline:
    """Come back to the date of the rule."""
    found = workspace.get(Deadline, deadline_id)
    due = found.rule_due or found.due
    with workspace.step("Reprendre la date de la règle") as step:
        return step.change(found, due=due, rule_due=None, due_reason=None, remind_on=_in_time(found.remind_on, due))


def _in_time(remind_on: dt.date | None, due: dt.date | None) -> dt.date | None:
    """Return a reminder that was put off, or None when the date has moved before it: the usual ones come again."""
    return None if remind_on and due and remind_on > due else remind_on


def postpone_reminder(workspace: Workspace, deadline_id: int, day: dt.date | None, today: dt.date) -> Deadline:
    """Say nothing of an obligation before a day, its own at the latest; None lets its reminders come as they do."""
    found = workspace.get(Deadline, deadline_id)
    if day is not None and found.due is not None and day > found.due >= today:
        raise InvalidInputError("Ce jour vient après la date limite : choisissez-en un qui la précède.")
    with workspace.step("Reporter le rappel d’une échéance") as step:
        return step.change(found, remind_on=day)


def add_deadline(workspace: Workspace, draft: DeadlineDraft) -> Deadline:
    """Store an obligation of her own, which no rule gives."""
    if draft.rule is not None:
        raise InvalidInputError("Une échéance ajoutée à la main ne vient pas d’une règle : retirez la règle.")
    with workspace.step("Ajouter une échéance") as step:
        return step.add(Deadline, draft)


def change_deadline(workspace: Workspace, deadline_id: int, **values: Any) -> Deadline:
    """Change the given fields; a date that comes from a rule is hers from then on."""
    with workspace.step("Modifier une échéance") as step:
        return step.change(workspace.get(Deadline, deadline_id), **values)


def delete_deadlines(workspace: Workspace, ids: Sequence[int]) -> int:
    """Move obligations of her own to the bin; one that comes from a rule is refused, since it would come back."""
    rows = workspace.rows(Deadline, ids)
    if any(row.rule is not None for row in rows):
        raise InvalidInputError("Cette échéance vient d’une règle : déclarez-la non applicable, avec la raison.")
    if not rows:
        return 0
    with workspace.step("Supprimer des échéances") as step:
        for row in rows:
            step.delete(row)
    return len(rows)


def deadlines(workspace: Workspace, start: dt.date | None = None, end: dt.date | None = None) -> list[Deadline]:
    """Return the stored obligations due between two days, both included; without a start, those without a date too."""
    conditions: list[Any] = []
    if start is not None:
        conditions.append(col(Deadline.due) >= start)
    if end is not None:
        conditions.append((col(Deadline.due) <= end) | col(Deadline.due).is_(None))
    return workspace.select(Deadline, *conditions, order_by=[col(Deadline.due), col(Deadline.id)])


class _Stored(NamedTuple):
    """A legal date of the file: read as plain columns, since most are only compared."""

    id: int
    key: Key
    is_touched: bool
    told: tuple[Any, ...]


def _refresh(workspace: Workspace, today: dt.date) -> int:
    client = workspace.client()
    if client.archived_on is not None:
        return 0
    rules = {rule.slug: rule for rule in rules_for(workspace)}
    owed = {_key(duty): (duty, supplier) for duty, supplier in _owed(workspace, client, list(rules.values()), today)}
    stored = _stored(workspace)
    kept = {each.key for each in stored}
    untouched = [each for each in stored if not each.is_touched]
    outdated = [each for each in untouched if each.key in owed and each.told != _told(*owed[each.key])]
    gone = [each for each in untouched if each.key not in owed and _may_go(each, rules, client.followed_since, today)]
    replaced = {each.key for each in outdated}
    added = [_draft(*duty) for key, duty in owed.items() if key not in kept or key in replaced]
    if not (added or gone):
        return 0
    with workspace.step("Mettre à jour les échéances légales", Author.PROGRAM) as step:
        # A row replaced rather than changed stays untouched: its two moments are the same.
        step.delete_all(Deadline, [each.id for each in (*gone, *outdated)])
        step.insert_all(Deadline, added)
    return len(added) + len(gone)


def _stored(workspace: Workspace) -> list[_Stored]:
    columns = [
        getattr(Deadline, name) for name in ("id", "rule", "subject", "period", "status", "created_at", "updated_at")
    ]
    told = [getattr(Deadline, name) for name in TOLD]
    found = workspace.tuples([*columns, *told], col(Deadline.rule).is_not(None))
    return [
        _Stored(id, (rule, subject, period), status is not DeadlineStatus.OPEN or updated != created, tuple(rest))
        for id, rule, subject, period, status, created, updated, *rest in found
    ]


def _owed(
    workspace: Workspace, client: Client, rules: list[Rule], today: dt.date
) -> Iterator[tuple[Due | Standing, str | None]]:
    """Yield what the profile owes, each duty with the supplier's name where it is about a contract."""
    profile = parse_profile(whole_profile(workspace))
    names = supplier_names(workspace)
    end = add_months(today, MONTHS_AHEAD)
    by_start: dict[dt.date, list[Rule]] = {}
    for rule in rules:
        start = _start(rule, client.followed_since or today, today)
        by_start.setdefault(min(start, end), []).append(rule)
    for start, group in by_start.items():
        for duty in (*deadlines_of(group, profile, start, end), *standing(group, profile, end)):
            yield duty, names.get(duty.subject or "")


def _start(rule: Rule, followed_since: dt.date, today: dt.date) -> dt.date:
    """Return the first day of interest: a calendar duty met before her time is not hers, an open fact still is."""
    if rule.is_single:
        return FROM_THE_FIRST_DAY  # one date at most, owed until it is met
    if rule.kind == "calendar" or rule.is_formality:
        return followed_since
    return add_months(today, -MONTHS_BACK)


def _draft(duty: Due | Standing, supplier: str | None) -> DeadlineDraft:
    rule, subject, period = _key(duty)
    told = dict(zip(TOLD, _told(duty, supplier), strict=True))
    return DeadlineDraft(rule=rule, subject=subject, period=period, **told)


def _told(duty: Due | Standing, supplier: str | None) -> tuple[Any, ...]:
    """Return what the rule says of a duty, in the order of TOLD."""
    dates = (duty.nominal, duty.due, duty.due_time, duty.opens) if isinstance(duty, Due) else (None,) * 4
    shift_reason = duty.shift_reason if isinstance(duty, Due) else None
    return (
        _title(duty, supplier),
        duty.domain,
        *dates,
        *(duty.force, duty.why, duty.basis, duty.source, duty.verified_on),
        *(duty.responsible, duty.evidence, duty.keep_years, shift_reason),
    )


def _title(duty: Due | Standing, supplier: str | None) -> str:
    """Return the title with the supplier's name where the rule, which knows references only, tells the contract's."""
    return duty.title.replace(f"du contrat {duty.subject}", f"de {supplier}") if supplier else duty.title


def _key(duty: Due | Standing) -> Key:
    return duty.rule, duty.subject, duty.period if isinstance(duty, Due) else None


def _may_go(stored: _Stored, rules: dict[str, Rule], followed_since: dt.date | None, today: dt.date) -> bool:
    """Tell whether an untouched obligation that is no longer computed is really over, or of before her time."""
    due = stored.told[TOLD.index("due")]
    if due is None or due >= today:
        return True
    rule = rules.get(stored.key[0] or "")
    if rule is None:
        return False
    return bool(due < (followed_since or dt.date.min) or _start(rule, today, today) <= due)
