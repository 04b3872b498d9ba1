"""Runs the revisions on the connection that the store gives; imported by Alembic only."""

from typing import Any

from alembic import context
from sqlalchemy import create_engine, event
from sqlalchemy.pool import StaticPool
from sqlmodel import SQLModel

import officedesk.domain.entities
import officedesk.storage.journal  # noqa: F401


def close_revision(ctx: Any, step: Any, heads: Any, run_args: Any) -> None:  # noqa: ARG001  Alembic passes names
    """Check every link and write the schema's number, in the very transaction of the revision."""
    orphans = ctx.connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if orphans:
        raise RuntimeError(f"revision {step.up_revision_id} leaves broken links, the first in {orphans[0][0]}")
    ctx.connection.exec_driver_sql(f"PRAGMA user_version = {int(step.up_revision_id)}")


def run() -> None:
    """Apply what is missing."""
    import sqlcipher3.dbapi2 as sqlcipher

    given = context.config.attributes["connection"]
    engine = create_engine(
        "sqlite://", module=sqlcipher, creator=lambda: given, poolclass=StaticPool, hide_parameters=True
    )
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=SQLModel.metadata,
            render_as_batch=True,
            transactional_ddl=True,
            transaction_per_migration=True,
            on_version_apply=close_revision,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


run()
