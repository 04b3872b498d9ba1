"""The demonstration portfolio: six invented companies, on a desk that has no client yet."""

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

from officedesk import paths
from officedesk.domain.entities import (
    CheckItem,
    CheckItemDraft,
    Client,
    Deadline,
    DeadlineDraft,
    DeadlineStatus,
    Decision,
    DecisionDraft,
    Draft,
    Engagement,
    EngagementDraft,
    Event,
    EventDraft,
    Row,
    Supplier,
    SupplierContract,
    SupplierContractDraft,
    SupplierDraft,
    Task,
    TaskDraft,
    TimeEntry,
    TimeEntryDraft,
    Wait,
    WaitDraft,
)
from officedesk.domain.errors import InvalidInputError
from officedesk.services.clients import new_client
from officedesk.services.compliance import refresh
from officedesk.storage.journal import Author
from officedesk.storage.portfolio import Portfolio
from officedesk.storage.step import Step, step, validated
from officedesk.storage.workspace import Workspace

LABEL = "Remplir le bureau de démonstration"
COUNTED: dict[str, type[Row]] = {"tasks": Task, "deadlines": Deadline, "events": Event, "decisions": Decision}
# What the file says of a record, and its draft does not.
ABOUT = ("ref", "arrives", "checklist")

D = TypeVar("D", bound=Draft)
Record = Mapping[str, Any]
Refs = dict[str, int | None]


def demo_day() -> dt.date:
    """Return the day on which the demonstration desk lives."""
    return dt.date.fromisoformat(_content()["day"])


def fill(portfolio: Portfolio, today: dt.date) -> dict[str, int]:
    """Fill a desk that has no client, as things stand on a day; return how many of each were made.

    What the story brings later is left out. Raises InvalidInputError when the desk has clients: nothing is mixed.
    """
    if portfolio.clients(archived=True):
        raise InvalidInputError(
            "Ce bureau a déjà des clients : remplissez un bureau vide, fait par « officedesk init --home DOSSIER »."
        )
    content = _content()
    for name, value in content["settings"].items():
        portfolio.set_setting(name, value)
    clients, suppliers = _fill_network(portfolio, content, today)
    workspaces = [
        _fill_workspace(portfolio.workspace_by_id(clients[told["ref"]]), told, suppliers, today)
        for told in content["workspaces"]
    ]
    counts = {name: sum(len(workspace.ids(table)) for workspace in workspaces) for name, table in COUNTED.items()}
    return {"clients": len(clients) - 1, "suppliers": len(suppliers), **counts}


def _content() -> Any:
    return json.loads((paths.resources() / "demo" / "portfolio.json").read_text(encoding="utf-8"))


def _fill_network(portfolio: Portfolio, content: Record, today: dt.date) -> tuple[Refs, Refs]:
    told = [each for each in content["workspaces"] if each["client"] is not None]
    drafts = []
    for colour, each in enumerate(told):
        client = {**each["client"]["profile"], **{key: v for key, v in each["client"].items() if key != "profile"}}
        drafts.append(new_client(portfolio, client, today).model_copy(update={"colour": colour}))
    # Her demonstration is not something to undo line by line.
    with step(portfolio.store, None, LABEL, Author.PROGRAM) as current:
        clients = _ids(told, current.add_all(Client, drafts))
        suppliers = _ids(
            content["suppliers"], current.add_all(Supplier, list(_drafts(SupplierDraft, content["suppliers"])))
        )
    return {**clients, "own": portfolio.own().client_id}, suppliers


def _fill_workspace(workspace: Workspace, told: Record, suppliers: Refs, today: dt.date) -> Workspace:
    with workspace.step(LABEL, Author.PROGRAM) as current:
        _add(current, Engagement, EngagementDraft, told["engagements"])
        contracts = [
            {**each, "supplier_id": suppliers[each["supplier"]], "supplier": None} for each in told["contracts"]
        ]
        _add(current, SupplierContract, SupplierContractDraft, contracts)
        decisions = _add(current, Decision, DecisionDraft, _arrived(told["decisions"], today))
        tasks = _add(current, Task, TaskDraft, _arrived(told["tasks"], today))
        _add(current, CheckItem, CheckItemDraft, _check_items(told["tasks"], tasks))
        _add(current, Wait, WaitDraft, _waits(told["waits"], tasks, decisions))
        _add(current, Event, EventDraft, _arrived(told["events"], today))
        _add(current, Deadline, DeadlineDraft, _arrived(told["deadlines"], today))
        spent = [{**each, "task_id": tasks.get(each["task"]), "task": None} for each in _arrived(told["time"], today)]
        _add(current, TimeEntry, TimeEntryDraft, spent)
    refresh(workspace, today)
    _mark_met(workspace, list(_arrived(told["met"], today)))
    return workspace


def _add(current: Step, table: type[Row], draft: type[Draft], records: Iterable[Record]) -> Refs:
    kept = list(records)
    return _ids(kept, current.add_all(table, list(_drafts(draft, kept))))


def _drafts(draft: type[D], records: Iterable[Record]) -> Iterator[D]:
    for record in records:
        ref_is_a_field = "ref" in draft.model_fields
        left_out = [key for key in ABOUT if not (key == "ref" and ref_is_a_field)]
        values = {key: value for key, value in record.items() if key not in left_out and value is not None}
        yield validated(draft, values)


def _ids(records: Iterable[Record], rows: Iterable[Client | Supplier | Row]) -> Refs:
    return {record.get("ref", ""): row.id for record, row in zip(records, rows, strict=True)}


def _arrived(records: Iterable[Record], today: dt.date) -> Iterator[Record]:
    """Yield what the desk may know on a day: neither what the story brings later, nor what will have been done."""
    for record in records:
        moments = (record.get(key) for key in ("arrives", "done_on", "day"))
        if all(moment is None or moment <= today.isoformat() for moment in moments):
            yield record


def _waits(records: Iterable[Record], tasks: Refs, decisions: Refs) -> Iterator[Record]:
    for record in records:
        cause = record["for"]
        kind = {"decision_id": decisions[cause]} if cause in decisions else {"other_task_id": tasks[cause]}
        yield {"task_id": tasks[record["task"]], **kind}


def _check_items(records: Iterable[Record], tasks: Refs) -> Iterator[Record]:
    for record in records:
        for position, text in enumerate(record.get("checklist", ())):
            yield {"task_id": tasks[record["ref"]], "text": text, "position": position}


def _mark_met(workspace: Workspace, met: list[Record]) -> None:
    keyed = {(each["rule"], each["subject"], each["period"]): each for each in met}
    with workspace.step(LABEL, Author.PROGRAM) as current:
        for deadline in workspace.select(Deadline):
            found = keyed.get((deadline.rule, deadline.subject, deadline.period))
            if found is not None:
                day = dt.date.fromisoformat(found["done_on"])
                current.change(deadline, status=DeadlineStatus.DONE, done_on=day, evidence=found["evidence"])
