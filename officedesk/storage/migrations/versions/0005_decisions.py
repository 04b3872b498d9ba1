"""Decisions have options, an approver and a reply, and a log that nobody can change without it being seen."""

import hashlib
import json
from typing import Any

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TEXT = sqlmodel.sql.sqltypes.AutoString
TRIGGERS = (
    """
    CREATE TRIGGER decision_log_next BEFORE INSERT ON decision_log
    WHEN new.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM decision_log WHERE client_id = new.client_id)
      OR new.id IN (SELECT id FROM decision_log)
    BEGIN SELECT RAISE(ABORT, 'a line of the log comes after the others'); END
    """,
    """
    CREATE TRIGGER decision_log_unchanged BEFORE UPDATE ON decision_log
    BEGIN SELECT RAISE(ABORT, 'a line of the log is never changed'); END
    """,
    # A client that is erased takes its log along: its own row goes first, its links are looked at in the end.
    """
    CREATE TRIGGER decision_log_kept BEFORE DELETE ON decision_log
    WHEN EXISTS (SELECT 1 FROM client WHERE id = old.client_id)
    BEGIN SELECT RAISE(ABORT, 'a line of the log is never deleted'); END
    """,
)
BEFORE_THE_LOG = "Reprendre une décision d’avant le journal"


def upgrade() -> None:
    """Climb one step."""
    # The table is made again for the link: the greatest id ever given must outlive it, since no id is used twice.
    greatest = op.get_bind().exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = 'decision'").scalar() or 0
    with op.batch_alter_table("decision", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.add_column(sa.Column("options", sa.JSON(), server_default=sa.text("'[]'"), nullable=False))
        batch_op.add_column(sa.Column("approver", TEXT(length=200), server_default="", nullable=False))
        batch_op.add_column(sa.Column("missing_proof", TEXT(length=200), server_default="", nullable=False))
        batch_op.add_column(sa.Column("reminders", sa.Integer(), server_default=sa.text("0"), nullable=False))
        batch_op.add_column(sa.Column("reminded_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("document_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("reply_from", TEXT(length=320), nullable=True))
        batch_op.add_column(sa.Column("reply_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
        batch_op.add_column(sa.Column("reply_message_id", TEXT(length=998), nullable=True))
        batch_op.create_index(batch_op.f("ix_decision_document_id"), ["document_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_decision_client_id_document_id_document"),
            "document",
            ["client_id", "document_id"],
            ["client_id", "id"],
        )
    op.execute("DELETE FROM sqlite_sequence WHERE name = 'decision'")
    op.get_bind().exec_driver_sql("INSERT INTO sqlite_sequence (name, seq) VALUES ('decision', ?)", (greatest,))
    op.create_table(
        "decision_log",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("at", TEXT(length=40), nullable=False),
        sa.Column("act", TEXT(length=240), nullable=False),
        sa.Column("author", TEXT(length=24), nullable=False),
        sa.Column("image", TEXT(), nullable=True),
        sa.Column("former", TEXT(length=64), nullable=False),
        sa.Column("hash", TEXT(length=64), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_decision_log_client_id_client")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_log")),
        sa.UniqueConstraint("client_id", "number", name=op.f("uq_decision_log_client_id_number")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_decision_log_decision_id_id"), "decision_log", ["decision_id", "id"], unique=False)
    for trigger in TRIGGERS:
        op.get_bind().exec_driver_sql(trigger)
    _begin(op.get_bind())


def _begin(connection: Any) -> None:
    """Write the first line of each decision that is there already."""
    names = [row[1] for row in connection.exec_driver_sql("PRAGMA table_info(decision)")]
    image = ", ".join(f"'{name}', \"{name}\"" for name in names)
    found = connection.exec_driver_sql(
        f"SELECT client_id, id, updated_at, json_object({image}) FROM decision ORDER BY client_id, id"  # noqa: S608
    ).fetchall()
    client, number, former = None, 0, ""
    for client_id, decision_id, at, values in found:
        if client_id != client:
            client, number, former = client_id, 0, ""
        number += 1
        line = [client_id, number, decision_id, at, BEFORE_THE_LOG, "program", values, former]
        former = hashlib.sha256(json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
        connection.exec_driver_sql(
            "INSERT INTO decision_log (client_id, number, decision_id, at, act, author, image, former, hash)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*line, former),
        )


def downgrade() -> None:
    """Come back down."""
    op.drop_table("decision_log")
    with op.batch_alter_table("decision", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_decision_client_id_document_id_document"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_decision_document_id"))
        for name in ("reply_message_id", "reply_at", "reply_from", "document_id", "reminded_on", "reminders"):
            batch_op.drop_column(name)
        for name in ("missing_proof", "approver", "options"):
            batch_op.drop_column(name)
