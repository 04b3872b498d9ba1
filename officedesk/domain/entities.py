"""The nouns of the desk: for each, the draft that may be filled and the row that is kept."""

import datetime as dt
import re
import secrets
from enum import StrEnum
from typing import Any, ClassVar

from pydantic import ConfigDict, NaiveDatetime, ValidationError, field_validator, model_validator
from sqlalchemy import JSON, DateTime, ForeignKeyConstraint, Index, MetaData, UniqueConstraint, false, text
from sqlalchemy import Enum as EnumColumn
from sqlmodel import Field, SQLModel

# Alembic can only alter a constraint that has a name.
SQLModel.metadata.naming_convention = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
).naming_convention

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
OWN_SWATCH = -1
MOST_CENTS = 10**13  # far above any contract, far below what SQLite can hold
GREATEST_ID = 2**63 - 1
MOST_OPTIONS = 12

OPEN_ONLY = text("status = 'open'")
DONE_ONLY = text("status = 'done'")
TASK_ORDERS = {
    "importance": ("importance", "due", "due_time", "id", "client_id", "domain"),
    "estimate": ("estimate_minutes", "due", "id", "client_id", "domain"),
    "title": ("title", "due", "id", "client_id", "domain"),
    "domain": ("domain", "due", "due_time", "id", "client_id"),
}


def new_uid() -> str:
    """Return the stable name under which a row is exchanged with the world."""
    return secrets.token_hex(16)


def aware(moment: dt.datetime | None) -> dt.datetime | None:
    """Return a moment that says its zone; raise ValueError for another."""
    if moment is not None and moment.tzinfo is None:
        raise ValueError("Un moment a besoin de son fuseau horaire.")
    return moment


def words(values: type[StrEnum]) -> Any:
    """Return the column type that stores an enumeration by its words, readable in plain SQL."""
    return EnumColumn(values, values_callable=lambda each: [item.value for item in each], native_enum=False, length=24)


class Draft(SQLModel):
    """What a person, a file or a server may fill: validated, and without a client."""

    # What was typed is her clients' data: it must not reach the text of an error, hence a log.
    model_config = ConfigDict(  # type: ignore[assignment]
        extra="forbid", str_strip_whitespace=True, hide_input_in_errors=True
    )


class Stored(SQLModel):
    """What every kept row carries; the step that writes it knows the moment."""

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid, max_length=255)
    created_at: dt.datetime
    updated_at: dt.datetime


class SharedRow(Stored):
    """A row of the portfolio: clients themselves, and the supplier network."""


class Row(Stored):
    """A row that one client owns; only a step stamps whose it is."""

    client_id: int = Field(foreign_key="client.id")


def owned(*more: Any) -> tuple[Any, ...]:
    """Return the table arguments of a client's row: a composite link can point at it, and no id is used twice."""
    return (
        UniqueConstraint("client_id", "id"),
        UniqueConstraint("client_id", "uid"),
        *more,
        {"sqlite_autoincrement": True},
    )


def link(column: str, table: str) -> ForeignKeyConstraint:
    """Return a link that SQLite refuses when the two rows belong to different clients."""
    return ForeignKeyConstraint(["client_id", column], [f"{table}.client_id", f"{table}.id"])


# --- clients ---------------------------------------------------------------------------------------------------------


class ClientDraft(Draft):
    """A company she works for; ``profile`` holds the facts that the legal rules read, as checked JSON."""

    name: str = Field(min_length=1, max_length=120)
    slug: str = Field(min_length=1, max_length=80)
    siren: str | None = Field(default=None, max_length=9)
    activity: str = Field(default="", max_length=200)
    city: str = Field(default="", max_length=120)
    payroll: str = Field(default="", max_length=200)
    addressee: str = Field(default="", max_length=120)
    notes: str = ""
    colour: int = Field(default=0, ge=0, le=1000)
    followed_since: dt.date | None = None
    archived_on: dt.date | None = None
    profile: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)

    @field_validator("slug")
    @classmethod
    def _typable(cls, value: str) -> str:
        # SQLModel's own ``regex`` is not enforced here (0.0.50).
        if not SLUG.fullmatch(value):
            raise ValueError(f"« {value} » ne convient pas : des minuscules sans accent, des chiffres et des tirets.")
        return value


class Client(ClientDraft, SharedRow, table=True):
    """A client of the portfolio, or her own business (``own``), which is never listed."""

    __table_args__ = (UniqueConstraint("slug"), UniqueConstraint("uid"), {"sqlite_autoincrement": True})

    own: bool = False

    @property
    def swatch(self) -> int:
        """Return the number of its square: its colour, or that of her own business, which has none."""
        return OWN_SWATCH if self.own else self.colour


class EngagementKind(StrEnum):
    """How her hours are sold."""

    FORFAIT = "forfait"
    PLAFOND = "plafond"
    CARTE = "carte"


class EngagementDraft(Draft):
    """Her own contract with the client; money in cents, HT."""

    kind: EngagementKind = Field(default=EngagementKind.FORFAIT, sa_type=words(EngagementKind))
    included_minutes: int = Field(default=0, ge=0, le=60 * 744)
    rate_cents: int | None = Field(default=None, ge=0, le=MOST_CENTS)
    start: dt.date
    end: dt.date | None = None
    notes: str = ""

    @model_validator(mode="after")
    def _in_order(self) -> "EngagementDraft":
        if self.end is not None and self.end < self.start:
            raise ValueError("La mission finit avant d’avoir commencé.")
        return self


class Engagement(EngagementDraft, Row, table=True):
    """A mission contract of one client."""

    __table_args__ = owned(Index(None, "client_id", "start"))


# --- tasks -----------------------------------------------------------------------------------------------------------


class TaskStatus(StrEnum):
    """Where a task stands; late and waiting are computed, never stored."""

    OPEN = "open"
    DONE = "done"


class TaskDraft(Draft):
    """Something to do; ``due_time`` is local wall time.

    ``recurrence`` is the value of an RRULE: the task that is done gives the next one, counted from its due date or,
    with ``repeats_from_done``, from the day it was done.
    """

    title: str = Field(min_length=1, max_length=200)
    notes: str = ""
    domain: str | None = Field(default=None, max_length=40)
    due: dt.date | None = None
    due_time: dt.time | None = None
    estimate_minutes: int | None = Field(default=None, ge=0, le=60 * 1000)
    importance: int | None = Field(default=None, ge=1, le=3)
    status: TaskStatus = Field(default=TaskStatus.OPEN, sa_type=words(TaskStatus))
    done_on: dt.date | None = None
    # Older files were given these two columns by a default of their own.
    recurrence: str = Field(default="", max_length=400, sa_column_kwargs={"server_default": ""})
    repeats_from_done: bool = Field(default=False, sa_column_kwargs={"server_default": false()})


class Task(TaskDraft, Row, table=True):
    """A task of one client."""

    __table_args__ = owned(
        # All that the first screen shows of a task: its lists are read without a page of the table.
        Index(
            "ix_task_open_due",
            *("due", "due_time", "id", "client_id", "estimate_minutes", "title"),
            sqlite_where=OPEN_ONLY,
        ),
        Index("ix_task_client_open_due", "client_id", "due", "due_time", "id", sqlite_where=OPEN_ONLY),
        Index("ix_task_client_done_on", "client_id", "done_on"),
        # The orders and the filters of the page of tasks; each index holds what its walk is kept to.
        *(Index(f"ix_task_open_{order}", *columns, sqlite_where=OPEN_ONLY) for order, columns in TASK_ORDERS.items()),
        Index("ix_task_done_on", "done_on", "id", "client_id", "domain", "title", sqlite_where=DONE_ONLY),
    )

    def is_late(self, today: dt.date) -> bool:
        """Tell whether the task should have been finished before today."""
        return self.status is TaskStatus.OPEN and self.due is not None and self.due < today


class WaitDraft(Draft):
    """What a task waits for: another task, or a decision; exactly one of the two."""

    task_id: int = Field(gt=0, le=GREATEST_ID)
    other_task_id: int | None = Field(default=None, gt=0, le=GREATEST_ID)
    decision_id: int | None = Field(default=None, gt=0, le=GREATEST_ID)

    @model_validator(mode="after")
    def _one_cause(self) -> "WaitDraft":
        if (self.other_task_id is None) == (self.decision_id is None):
            raise ValueError("Une tâche attend une autre tâche ou une décision, l’une des deux.")
        return self


class Wait(WaitDraft, Row, table=True):
    """One reason why a task cannot start."""

    __table_args__ = owned(
        link("task_id", "task"),
        link("other_task_id", "task"),
        link("decision_id", "decision"),
        Index(None, "task_id"),
        Index(None, "decision_id"),
        Index(None, "other_task_id"),
    )


class CheckItemDraft(Draft):
    """One line of a task's checklist; the lines are shown by ``position``, then by id."""

    task_id: int = Field(gt=0, le=GREATEST_ID)
    text: str = Field(min_length=1, max_length=400)
    done: bool = False
    position: int = Field(default=0, ge=0, le=GREATEST_ID)


class CheckItem(CheckItemDraft, Row, table=True):
    """A line of the checklist of a task."""

    __tablename__ = "check_item"
    __table_args__ = owned(link("task_id", "task"), Index(None, "task_id"))


class TaskDocumentDraft(Draft):
    """A file joined to a task."""

    task_id: int = Field(gt=0, le=GREATEST_ID)
    document_id: int = Field(gt=0, le=GREATEST_ID)


class TaskDocument(TaskDocumentDraft, Row, table=True):
    """The link between a task and a sealed file of the same client."""

    __tablename__ = "task_document"
    __table_args__ = owned(
        link("task_id", "task"), link("document_id", "document"), Index(None, "task_id"), Index(None, "document_id")
    )


# --- suppliers -------------------------------------------------------------------------------------------------------


class SupplierDraft(Draft):
    """An organisation or a person of her network."""

    name: str = Field(min_length=1, max_length=160)
    trade: str = Field(default="", max_length=160)
    contact: str = Field(default="", max_length=160)
    email: str = Field(default="", max_length=254)
    phone: str = Field(default="", max_length=60)
    address: str = Field(default="", max_length=400)
    website: str = Field(default="", max_length=400)
    siren: str | None = Field(default=None, max_length=9)
    notes: str = ""


class Supplier(SupplierDraft, SharedRow, table=True):
    """A supplier, shared by the clients that have a contract with it."""

    __table_args__ = (UniqueConstraint("uid"), Index(None, "name", "id"), {"sqlite_autoincrement": True})


class SupplierContractDraft(Draft):
    """What one client buys from one supplier; ``annual_cents`` is HT."""

    supplier_id: int = Field(gt=0, le=GREATEST_ID)
    ref: str = Field(default="", max_length=40)
    subject: str = Field(default="", max_length=200)
    annual_cents: int | None = Field(default=None, ge=0, le=MOST_CENTS)
    signed: dt.date | None = None
    end: dt.date | None = None
    notice_months: int | None = Field(default=None, ge=0, le=60)
    last_vigilance: dt.date | None = None
    processor_agreement: str = Field(default="", max_length=80)
    notes: str = ""


class SupplierContract(SupplierContractDraft, Row, table=True):
    """The link between one supplier and one client."""

    __tablename__ = "supplier_contract"
    __table_args__ = owned(
        ForeignKeyConstraint(["supplier_id"], ["supplier.id"]),
        Index(None, "client_id", "supplier_id"),
        Index(None, "supplier_id"),
    )


# --- legal dates -----------------------------------------------------------------------------------------------------


class DocumentDraft(Draft):
    """A file kept sealed in the desk's folder: its name and size (bytes) as they came, its SHA-256 and its key."""

    name: str = Field(min_length=1, max_length=255)
    size: int = Field(ge=0)
    sha256: str = Field(max_length=64)
    key: str = Field(max_length=64)


class Document(DocumentDraft, Row, table=True):
    """A file of one client; whoever deletes the row throws the key away."""

    __table_args__ = owned()


class RuleOrigin(StrEnum):
    """From what the dates of a client's own rule are counted."""

    DATE = "date"
    FISCAL_YEAR_END = "fiscal_year_end"
    HIRE = "hire"


class OwnRuleDraft(Draft):
    """An obligation of one client that no law gives.

    Counted from a date (``first``) it returns every ``months`` months, or never with 0; counted from the end of each
    fiscal year it falls ``months`` months after; from each hire, ``months`` months and ``days`` days after.
    """

    title: str = Field(min_length=1, max_length=160)
    domain: str = Field(default="", max_length=40)
    force: str = Field(default="contrat", max_length=40)
    sentence: str = Field(default="", max_length=400)
    basis: str = Field(default="", max_length=200)
    origin: RuleOrigin = Field(default=RuleOrigin.DATE, sa_type=words(RuleOrigin))
    first: dt.date | None = None
    months: int = Field(default=0, ge=0, le=1200)
    days: int = Field(default=0, ge=0, le=3660)
    on_worked_day: bool = False
    valid_to: dt.date | None = None
    lead_days: int = Field(default=7, ge=0, le=400)
    responsible: str = Field(default="office manager", max_length=40)
    evidence: str = Field(default="", max_length=400)
    keep_years: int | None = Field(default=None, ge=0, le=100)

    @model_validator(mode="after")
    def _dated(self) -> "OwnRuleDraft":
        if self.origin is RuleOrigin.DATE and self.first is None:
            raise ValueError("Il manque la première date.")
        if self.first and self.valid_to and self.valid_to < self.first:
            raise ValueError("La règle finit avant sa première date.")
        return self


class OwnRule(OwnRuleDraft, Row, table=True):
    """A rule of one client."""

    __tablename__ = "own_rule"
    __table_args__ = owned()

    @property
    def slug(self) -> str:
        """Return the name under which its dates are stored."""
        return f"perso-{self.id}"


class DeadlineStatus(StrEnum):
    """Where an obligation stands."""

    OPEN = "open"
    DONE = "done"
    NOT_APPLICABLE = "not_applicable"


class DeadlineDraft(Draft):
    """One dated obligation, from a rule or her own; ``due`` is the date after the rule's shift.

    A date that she set herself says why (``due_reason``) and keeps the rule's (``rule_due``). ``remind_on`` is the
    day until which nobody is reminded. A proof is a reference, a sealed file or both; it may run between two days.
    """

    title: str = Field(min_length=1, max_length=200)
    domain: str = Field(default="", max_length=40)
    rule: str | None = Field(default=None, max_length=80)
    subject: str | None = Field(default=None, max_length=80)
    period: str | None = Field(default=None, max_length=40)
    nominal: dt.date | None = None
    due: dt.date | None = None
    due_time: dt.time | None = None
    opens: dt.date | None = None
    force: str = Field(default="", max_length=40)
    why: str = ""
    basis: str = ""
    source: str = ""
    verified_on: dt.date | None = None
    responsible: str = ""
    evidence_expected: str = ""
    keep_years: int | None = Field(default=None, ge=0, le=100)
    shift_reason: str | None = None
    status: DeadlineStatus = Field(default=DeadlineStatus.OPEN, sa_type=words(DeadlineStatus))
    done_on: dt.date | None = None
    evidence: str | None = Field(default=None, max_length=400)
    notes: str = ""
    rule_due: dt.date | None = None
    due_reason: str | None = Field(default=None, max_length=400)
    remind_on: dt.date | None = None
    evidence_from: dt.date | None = None
    evidence_until: dt.date | None = None
    document_id: int | None = None


class Deadline(DeadlineDraft, Row, table=True):
    """A dated obligation of one client."""

    __table_args__ = owned(
        link("document_id", "document"),
        Index(None, "document_id"),
        UniqueConstraint("client_id", "rule", "subject", "period"),
        Index("ix_deadline_open_due", "due", "id", sqlite_where=OPEN_ONLY),
        Index("ix_deadline_client_open_due", "client_id", "due", "id", sqlite_where=OPEN_ONLY),
        Index("ix_deadline_due", "due", "id"),
        Index("ix_deadline_client_due", "client_id", "due", "id"),
        Index("ix_deadline_client_done_on", "client_id", "done_on"),
    )


# --- events ----------------------------------------------------------------------------------------------------------


class EventDraft(Draft):
    """A date in the calendar: local start and end, and the zone they are told in.

    ``end`` is exclusive, for whole days too. ``recurrence`` holds RRULE, RDATE and EXDATE lines;
    an exception to a series is an event of its own, with the series' uid and the start it replaces.
    """

    title: str = Field(min_length=1, max_length=300)
    start: NaiveDatetime = Field(sa_type=DateTime)
    end: NaiveDatetime = Field(sa_type=DateTime)
    zone: str = Field(default="Europe/Paris", max_length=64)
    all_day: bool = False
    place: str = Field(default="", max_length=400)
    notes: str = ""
    recurrence: str = ""
    series_uid: str | None = Field(default=None, max_length=255)
    replaces: NaiveDatetime | None = Field(default=None, sa_type=DateTime)
    cancelled: bool = False
    guests: int | None = Field(default=None, ge=0, le=10**6)
    budget_cents: int | None = Field(default=None, ge=0, le=MOST_CENTS)
    own_minutes: int = Field(default=0, ge=0, le=60 * 1000)

    @model_validator(mode="after")
    def _in_order(self) -> "EventDraft":
        if self.end < self.start:
            raise ValueError("L’événement finit avant d’avoir commencé.")
        return self


class Event(EventDraft, Row, table=True):
    """An event of one client."""

    __table_args__ = owned(Index(None, "client_id", "start", "id"), Index("ix_event_start", "start", "id"))


# --- decisions -------------------------------------------------------------------------------------------------------


class DecisionState(StrEnum):
    """Where a decision stands; silence is never consent."""

    DRAFT = "draft"
    SENT = "sent"
    ANSWERED = "answered"
    BLOCKED = "blocked"
    EXPIRED = "expired"


class DecisionOption(Draft):
    """One way to settle a question: what it costs and what follows, in her words."""

    label: str = Field(min_length=1, max_length=160)
    cost: str = Field(default="", max_length=120)
    consequence: str = Field(default="", max_length=400)


class DecisionDraft(Draft):
    """What only the director may settle.

    ``options`` are those of DecisionOption, as JSON. While ``missing_proof`` names something, no answer is kept.
    ``reply_…`` is what the mail that answers says of itself; the mail is the sealed file of ``document_id``.
    """

    question: str = Field(min_length=1, max_length=300)
    context: str = ""
    stake: str = Field(default="", max_length=120)
    recommendation: str = ""
    asked_on: dt.date | None = None
    limit: dt.date | None = None
    limit_time: dt.time | None = None
    state: DecisionState = Field(default=DecisionState.DRAFT, sa_type=words(DecisionState))
    answer: str = ""
    answered_on: dt.date | None = None
    proof: str | None = Field(default=None, max_length=400)
    # Older files were given what follows by a default of their own.
    options: list[dict[str, str]] = Field(
        default_factory=list, sa_type=JSON, sa_column_kwargs={"server_default": text("'[]'")}
    )
    approver: str = Field(default="", max_length=200, sa_column_kwargs={"server_default": ""})
    missing_proof: str = Field(default="", max_length=200, sa_column_kwargs={"server_default": ""})
    reminders: int = Field(default=0, ge=0, le=10**6, sa_column_kwargs={"server_default": text("0")})
    reminded_on: dt.date | None = None
    document_id: int | None = Field(default=None, gt=0, le=GREATEST_ID)
    reply_from: str | None = Field(default=None, max_length=320)
    reply_at: dt.datetime | None = None
    reply_message_id: str | None = Field(default=None, max_length=998)

    @field_validator("options")
    @classmethod
    def _told_apart(cls, value: list[dict[str, str]]) -> list[dict[str, str]]:
        if len(value) > MOST_OPTIONS:
            raise ValueError(f"Une décision a {MOST_OPTIONS} options au plus : regroupez-en.")
        try:
            options = [DecisionOption.model_validate(each).model_dump() for each in value]
        except ValidationError:
            raise ValueError("Une option a un nom (160 lettres au plus), un coût et une conséquence.") from None
        if len({each["label"].casefold() for each in options}) < len(options):
            raise ValueError("Deux options ont le même nom : distinguez-les.")
        return options

    @field_validator("reply_at")
    @classmethod
    def _aware(cls, value: dt.datetime | None) -> dt.datetime | None:
        return aware(value)


class Decision(DecisionDraft, Row, table=True):
    """A decision of one client's director."""

    __table_args__ = owned(
        link("document_id", "document"),
        Index(None, "document_id"),
        Index("ix_decision_pending", "limit", "id", sqlite_where=text("state NOT IN ('answered', 'expired')")),
        Index(None, "client_id", "state", "limit", "id"),
    )


# --- time ------------------------------------------------------------------------------------------------------------


class TimeEntryDraft(Draft):
    """Minutes worked on one local day; ``started_at`` is known when a timer measured them."""

    day: dt.date
    minutes: int = Field(gt=0, le=60 * 24)
    domain: str | None = Field(default=None, max_length=40)
    task_id: int | None = Field(default=None, gt=0, le=GREATEST_ID)
    note: str = Field(default="", max_length=400)
    started_at: dt.datetime | None = None
    billable: bool = True

    @field_validator("started_at")
    @classmethod
    def _aware(cls, value: dt.datetime | None) -> dt.datetime | None:
        return aware(value)


class TimeEntry(TimeEntryDraft, Row, table=True):
    """Time given to one client."""

    __tablename__ = "time_entry"
    __table_args__ = owned(link("task_id", "task"), Index(None, "client_id", "day"), Index(None, "task_id"))


# --- her own settings ------------------------------------------------------------------------------------------------


class Setting(SQLModel, table=True):
    """One of her settings: working hours, days off, letterhead, theme."""

    name: str = Field(primary_key=True, max_length=60)
    value: Any = Field(default=None, sa_type=JSON)


class Nouns:
    """The tables, by the name under which changes and the command line speak of them."""

    OWNED: ClassVar[dict[str, type[Row]]] = {
        str(row.__tablename__): row
        for row in (
            *(Engagement, Task, Wait, SupplierContract, Document, OwnRule, Deadline, Event, Decision, TimeEntry),
            *(CheckItem, TaskDocument),
        )
    }
    SHARED: ClassVar[dict[str, type[SharedRow]]] = {"client": Client, "supplier": Supplier}
