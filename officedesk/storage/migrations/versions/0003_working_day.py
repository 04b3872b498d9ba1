"""Tasks that repeat, their checklists and their files."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

INDEXES = {
    "ix_task_open_importance": ["importance", "due", "due_time", "id", "client_id", "domain"],
    "ix_task_open_estimate": ["estimate_minutes", "due", "id", "client_id", "domain"],
    "ix_task_open_title": ["title", "due", "id", "client_id", "domain"],
    "ix_task_open_domain": ["domain", "due", "due_time", "id", "client_id"],
    "ix_task_done_on": ["done_on", "id", "client_id", "domain", "title"],
}


def upgrade() -> None:
    """Climb one step."""
    op.add_column(
        "task",
        sa.Column("recurrence", sqlmodel.sql.sqltypes.AutoString(length=400), server_default="", nullable=False),
    )
    op.add_column("task", sa.Column("repeats_from_done", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_table(
        "check_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sqlmodel.sql.sqltypes.AutoString(length=255), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("text", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_check_item_client_id_client")),
        sa.ForeignKeyConstraint(
            ["client_id", "task_id"], ["task.client_id", "task.id"], name=op.f("fk_check_item_client_id_task_id_task")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_item")),
        sa.UniqueConstraint("client_id", "id", name=op.f("uq_check_item_client_id_id")),
        sa.UniqueConstraint("client_id", "uid", name=op.f("uq_check_item_client_id_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_check_item_task_id"), "check_item", ["task_id"], unique=False)
    op.create_table(
        "task_document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sqlmodel.sql.sqltypes.AutoString(length=255), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_task_document_client_id_client")),
        sa.ForeignKeyConstraint(
            ["client_id", "task_id"],
            ["task.client_id", "task.id"],
            name=op.f("fk_task_document_client_id_task_id_task"),
        ),
        sa.ForeignKeyConstraint(
            ["client_id", "document_id"],
            ["document.client_id", "document.id"],
            name=op.f("fk_task_document_client_id_document_id_document"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_document")),
        sa.UniqueConstraint("client_id", "id", name=op.f("uq_task_document_client_id_id")),
        sa.UniqueConstraint("client_id", "uid", name=op.f("uq_task_document_client_id_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_task_document_task_id"), "task_document", ["task_id"], unique=False)
    op.create_index(op.f("ix_task_document_document_id"), "task_document", ["document_id"], unique=False)
    for name, columns in INDEXES.items():
        status = "done" if name == "ix_task_done_on" else "open"
        op.create_index(name, "task", columns, unique=False, sqlite_where=sa.text(f"status = '{status}'"))


def downgrade() -> None:
    """Come back down."""
    for name in INDEXES:
        op.drop_index(name, "task")
    op.drop_table("task_document")
    op.drop_table("check_item")
    op.drop_column("task", "repeats_from_done")
    op.drop_column("task", "recurrence")
