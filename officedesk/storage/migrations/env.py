"""Runs the revisions on the connection that the store gives; imported by Alembic only."""

from typing import Any

from alembic import context
from sqlalchemy import create_engine, event
from sqlalchemy.pool import StaticPool
from sqlmodel import SQLModel

import officedesk.domain.entities
import officedesk.storage.journal  # noqa: F401

_triggers: dict[str, tuple[str, str]] = {}


def close_revision(ctx: Any, step: Any, heads: Any, run_args: Any) -> None:  # noqa: ARG001  Alembic passes names
    """Check every link and write the schema's number, in the very transaction of the revision."""
    if step.is_upgrade:
        _keep_triggers(ctx.connection)
    orphans = ctx.connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if orphans:
        raise RuntimeError(f"revision {step.up_revision_id} leaves broken links, the first in {orphans[0][0]}")
    ctx.connection.exec_driver_sql(f"PRAGMA user_version = {int(step.up_revision_id)}")


def _keep_triggers(connection: Any) -> None:
    """Make again the triggers that went with their table when a batch operation made it anew."""
    known = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, (table, sql) in _triggers.items():
        if name not in dict(known) and connection.dialect.has_table(connection, table):
            connection.exec_driver_sql(sql)
    _remember_triggers(connection)


def _remember_triggers(connection: Any) -> None:
    query = "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'"
    _triggers.update({name: (table, sql) for name, table, sql in connection.exec_driver_sql(query)})


def is_ours(_object: Any, name: str | None, kind: str, *_more: Any) -> bool:
    """Leave the index of words out of what is compared with the models: its tables are those of SQLite."""
    return kind != "table" or not (name or "").startswith("search_")


def run() -> None:
    """Apply what is missing."""
    import sqlcipher3.dbapi2 as sqlcipher

    given = context.config.attributes["connection"]
    engine = create_engine(
        "sqlite://", module=sqlcipher, creator=lambda: given, poolclass=StaticPool, hide_parameters=True
    )
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    with engine.connect() as connection:
        _remember_triggers(connection)
        context.configure(
            connection=connection,
            target_metadata=SQLModel.metadata,
            include_object=is_ours,
            render_as_batch=True,
            transactional_ddl=True,
            transaction_per_migration=True,
            on_version_apply=close_revision,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


run()
