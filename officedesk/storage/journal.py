"""What was done, in order: a line for each step, and the images of each row before and after it."""

import datetime as dt
from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from officedesk.domain.entities import words


class StepState(StrEnum):
    """A dropped step was undone, and something else was done since: it cannot come back."""

    DONE = "done"
    UNDONE = "undone"
    DROPPED = "dropped"


class Author(StrEnum):
    """What the program does by itself is journaled, and stays out of the undo list."""

    USER = "user"
    PROGRAM = "program"


class JournalStep(SQLModel, table=True):
    """One intention; ``client_id`` is empty for what belongs to the portfolio."""

    __tablename__ = "journal_step"
    __table_args__ = (
        Index("ix_journal_step_undo", "state", "id", sqlite_where=text("author = 'user'")),
        Index(None, "client_id", "at"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    client_id: int | None = Field(default=None, foreign_key="client.id")
    at: dt.datetime
    label: str = Field(max_length=200)
    author: Author = Field(default=Author.USER, sa_type=words(Author))
    state: StepState = Field(default=StepState.DONE, sa_type=words(StepState))


class JournalChange(SQLModel, table=True):
    """One row touched by a step; an image is the JSON object of the row's stored values.

    A change without ``after`` is a deletion: for 30 days it is the bin.
    """

    __tablename__ = "journal_change"
    __table_args__ = (
        Index(None, "step_id", "id"),
        Index("ix_journal_change_bin", "client_id", "step_id", sqlite_where=text("after IS NULL")),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    step_id: int = Field(foreign_key="journal_step.id")
    client_id: int | None = Field(default=None, foreign_key="client.id")
    table_name: str = Field(max_length=40)
    row_id: int
    before: str | None = None
    after: str | None = None


class DecisionLog(SQLModel, table=True):
    """What became of a decision, in order: each line holds the hash of the one before it, client by client.

    ``image`` is the decision's stored values after the act, None once it is deleted. The file itself refuses to change
    a line, and to delete one as long as its client is there. See storage.chain.
    """

    __tablename__ = "decision_log"
    __table_args__ = (
        UniqueConstraint("client_id", "number"),
        Index(None, "decision_id", "id"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    client_id: int = Field(foreign_key="client.id")
    number: int
    decision_id: int
    at: str = Field(max_length=40)
    act: str = Field(max_length=240)
    author: str = Field(max_length=24)
    image: str | None = None
    former: str = Field(max_length=64)
    hash: str = Field(max_length=64)
