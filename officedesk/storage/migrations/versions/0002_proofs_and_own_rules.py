"""Proofs as sealed files, rules of her own, dates and reminders that she sets."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Climb one step."""
    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sqlmodel.sql.sqltypes.AutoString(length=255), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=255), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_document_client_id_client")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint("client_id", "id", name=op.f("uq_document_client_id_id")),
        sa.UniqueConstraint("client_id", "uid", name=op.f("uq_document_client_id_uid")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "own_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sqlmodel.sql.sqltypes.AutoString(length=255), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(length=160), nullable=False),
        sa.Column("domain", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("force", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("sentence", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("basis", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column(
            "origin",
            sa.Enum("date", "fiscal_year_end", "hire", name="ruleorigin", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("first", sa.Date(), nullable=True),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("on_worked_day", sa.Boolean(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("lead_days", sa.Integer(), nullable=False),
        sa.Column("responsible", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("evidence", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("keep_years", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_own_rule_client_id_client")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_rule")),
        sa.UniqueConstraint("client_id", "id", name=op.f("uq_own_rule_client_id_id")),
        sa.UniqueConstraint("client_id", "uid", name=op.f("uq_own_rule_client_id_uid")),
        sqlite_autoincrement=True,
    )
    # The table is made again for the link: the greatest id ever given must outlive it, since no id is used twice.
    greatest = op.get_bind().exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = 'deadline'").scalar() or 0
    with op.batch_alter_table("deadline", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.add_column(sa.Column("rule_due", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("due_reason", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=True))
        batch_op.add_column(sa.Column("remind_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("evidence_from", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("evidence_until", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("document_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_deadline_document_id"), ["document_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_deadline_client_id_document_id_document"),
            "document",
            ["client_id", "document_id"],
            ["client_id", "id"],
        )
    op.execute("DELETE FROM sqlite_sequence WHERE name = 'deadline'")
    op.get_bind().exec_driver_sql("INSERT INTO sqlite_sequence (name, seq) VALUES ('deadline', ?)", (greatest,))


def downgrade() -> None:
    """Come back down."""
    with op.batch_alter_table("deadline", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_deadline_client_id_document_id_document"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_deadline_document_id"))
        batch_op.drop_column("document_id")
        batch_op.drop_column("evidence_until")
        batch_op.drop_column("evidence_from")
        batch_op.drop_column("remind_on")
        batch_op.drop_column("due_reason")
        batch_op.drop_column("rule_due")

    op.drop_table("own_rule")
    op.drop_table("document")
