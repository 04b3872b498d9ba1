"""The migrated file is the one that the models describe, and a migration is whole or has not been."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import StaticPool
from sqlmodel import SQLModel

from officedesk.domain.entities import Deadline, Nouns, Task
from officedesk.domain.errors import DamagedFileError, DeskError
from officedesk.storage import cipher, schema, search
from officedesk.storage.journal import DecisionLog, JournalChange, JournalStep
from officedesk.storage.portfolio import Portfolio
from tests.storage.desks import Desk, clock

JOURNALS = {str(each.__tablename__) for each in (JournalStep, JournalChange, DecisionLog)}
TABLES = {*Nouns.OWNED, *Nouns.SHARED, "setting", *JOURNALS}
NOW = schema.CURRENT
NEWER = NOW + 1
NEXT = '''"""{title}."""

import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "{revision}", "{down}", None, None


def upgrade() -> None:
{body}


def downgrade() -> None:
    pass
'''
ADD_A_COLUMN = """
    with op.batch_alter_table("task", recreate="always") as batch:
        batch.add_column(sa.Column("place", sa.String(), nullable=False, server_default="ici"))
"""
FAIL_HALF_WAY = """
    op.add_column("task", sa.Column("place", sa.String(), nullable=False, server_default="ici"))
    op.execute("DELETE FROM wait")
    op.execute("SELECT * FROM nowhere")
"""
BREAK_A_LINK = """
    op.execute("DELETE FROM task")
"""


def engine_of(connection: Any) -> Any:
    import sqlcipher3.dbapi2 as sqlcipher

    return create_engine("sqlite://", module=sqlcipher, creator=lambda: connection, poolclass=StaticPool)


def is_ours(_object: Any, name: str | None, kind: str, *_more: Any) -> bool:
    """Leave the index of words out: no model describes it."""
    return kind != "table" or not (name or "").startswith("search_")


def normal(sql: str) -> str:
    return re.sub(r"[\s\"]+", "", sql).casefold()


def test_the_migrated_file_equals_the_models(desk: Desk) -> None:
    connection = desk.connect()
    with engine_of(connection).connect() as opened:
        opts = {"compare_type": True, "render_as_batch": True, "include_object": is_ours}
        context = MigrationContext.configure(opened, opts=opts)
        differences = compare_metadata(context, SQLModel.metadata)

    assert [each for each in differences if "alembic_version" not in str(each)] == []


def test_the_migrated_file_has_the_very_indexes_of_the_models(desk: Desk, tmp_path: Path) -> None:
    """What compare_metadata does not see: the conditions of partial indexes, links, autoincrement."""
    (tmp_path / "fresh").mkdir()
    fresh = cipher.connect(tmp_path / "fresh", desk.key, create=True)
    SQLModel.metadata.create_all(engine_of(fresh))
    climbed = desk.connect()
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"

    def parts(connection: Any) -> dict[str, Any]:
        found: dict[str, Any] = {name: normal(sql) for name, sql in connection.execute(query)}
        for table in TABLES:
            links = connection.execute(f"PRAGMA foreign_key_list({table})").fetchall()
            found[f"{table} links"] = sorted(link[2:] for link in links)
            found[f"{table} columns"] = sorted(row[1:] for row in connection.execute(f"PRAGMA table_info({table})"))
            sql = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
            found[f"{table} counts"] = "autoincrement" in sql.casefold()
        return found

    assert parts(climbed) == parts(fresh)
    climbed.close()
    fresh.close()


def test_the_file_holds_the_tables_of_the_models_and_no_other(desk: Desk) -> None:
    connection = desk.connect()
    names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    connection.close()

    words = {name for name in names if re.fullmatch(r"search_[a-z]+(_(data|idx|docsize|config))?", name)}
    assert names - words - {"sqlite_sequence", "alembic_version"} == TABLES
    assert {name for name in words if name.count("_") == 1} == {f"search_{noun}" for noun in search.NOUNS}
    assert set(SQLModel.metadata.tables) == TABLES


def test_the_number_in_the_file_is_the_head_revision(desk: Desk) -> None:
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    connection = desk.connect()

    head = ScriptDirectory.from_config(config).get_current_head()

    assert head is not None
    assert cipher.schema_version(connection) == int(head) == schema.CURRENT
    connection.close()


# --- climbing --------------------------------------------------------------------------------------------------------


def write_next(folder: Path, body: str) -> None:
    """Add one more revision to a folder of them."""
    text = NEXT.format(title="Next", revision=f"{NEWER:04}", down=f"{NOW:04}", body=body.strip("\n"))
    (folder / "versions" / f"{NEWER:04}_next.py").write_text(text)


def climb(monkeypatch: pytest.MonkeyPatch, folder: Path, body: str) -> None:
    """Let the program know one more revision than the file."""
    shutil.copytree(schema.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    write_next(folder, body)
    monkeypatch.setattr(schema, "MIGRATIONS", folder)
    monkeypatch.setattr(schema, "CURRENT", NEWER)


def content(connection: Any) -> dict[str, list[Any]]:
    return {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in sorted(TABLES)}


def backup(desk: Desk) -> Any:
    import sqlcipher3.dbapi2 as sqlcipher

    (path,) = (desk.home / "backups").iterdir()
    assert path.stat().st_mode & 0o777 == 0o600
    assert not path.read_bytes().startswith(b"SQLite format 3")
    copy = sqlcipher.connect(str(path))
    copy.execute(f"PRAGMA key=\"x'{desk.key.hex()}'\"")
    return copy


def test_an_older_file_climbs_after_a_backup_that_opens(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = content(connection := desk.connect())
    connection.close()
    climb(monkeypatch, tmp_path / "migrations", ADD_A_COLUMN)

    desk.open().close()

    connection, copy = desk.connect(), backup(desk)
    after = content(connection)
    assert cipher.schema_version(connection) == NEWER
    assert [row[:-1] for row in after.pop("task")] == before["task"]
    assert after == {name: rows for name, rows in before.items() if name != "task"}
    assert connection.execute("SELECT DISTINCT place FROM task").fetchall() == [("ici",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert (cipher.schema_version(copy), content(copy)) == (NOW, before)
    copy.close()
    connection.close()


@pytest.mark.parametrize(
    ("body", "error"), [(FAIL_HALF_WAY, OperationalError), (BREAK_A_LINK, RuntimeError)], ids=["fails", "orphans"]
)
def test_a_migration_that_fails_leaves_the_old_file_whole(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str, error: type[Exception]
) -> None:
    before = content(connection := desk.connect())
    connection.close()
    with monkeypatch.context() as patched:
        climb(patched, tmp_path / "migrations", body)
        with pytest.raises(error):
            desk.open()

    connection = desk.connect()
    assert (cipher.schema_version(connection), content(connection)) == (NOW, before)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
    portfolio = desk.open()
    assert len(portfolio.workspace("alpha").ids(Task)) == 1
    portfolio.close()


def test_a_table_that_is_made_again_keeps_what_indexes_it(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
    before = (connection := desk.connect()).execute(query).fetchall()
    connection.close()
    climb(monkeypatch, tmp_path / "migrations", ADD_A_COLUMN)

    portfolio = desk.open()
    with portfolio.workspace("alpha").step("Renommer") as step:
        step.change(portfolio.workspace("alpha").select(Task)[0], title="zinzolin")
    assert [hit.title for hit in portfolio.search("zinzolin")["task"]] == ["zinzolin"]
    portfolio.close()

    connection = desk.connect()
    assert connection.execute(query).fetchall() == before
    # And what keeps the log of decisions as it was written.
    assert len(before) == 3 * len(search.NOUNS) + 3
    connection.close()


def test_nothing_is_migrated_without_a_sound_backup(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    climb(monkeypatch, tmp_path / "migrations", ADD_A_COLUMN)

    def refuse(*_: object) -> None:
        raise DeskError("La sauvegarde n’est pas saine.")

    monkeypatch.setattr(schema, "_verify", refuse)
    with pytest.raises(DeskError, match="pas saine"):
        desk.open()

    connection = desk.connect()
    assert cipher.schema_version(connection) == NOW
    connection.close()
    assert list((desk.home / "backups").iterdir()) == []


def test_a_damaged_older_file_is_told_and_not_migrated(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection = desk.connect()
    root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'task'").fetchone()[0]
    connection.close()
    with (desk.home / cipher.DATABASE).open("r+b") as file:
        file.seek((root - 1) * 4096 + 100)
        file.write(b"\0" * 200)
    climb(monkeypatch, tmp_path / "migrations", ADD_A_COLUMN)

    with pytest.raises(DamagedFileError):
        desk.open()

    assert list((desk.home / "backups").iterdir()) == []


def test_an_up_to_date_desk_opens_without_the_migration_tool(desk: Desk) -> None:
    import subprocess
    import sys

    code = (
        "import sys, datetime as dt; from pathlib import Path\n"
        "from officedesk.storage.portfolio import Portfolio\n"
        "key = bytes.fromhex(sys.stdin.readline())\n"
        "Portfolio.open(Path(sys.argv[1]), key, lambda: dt.datetime.now(dt.UTC)).close()\n"
        "print('alembic' in sys.modules)\n"
    )
    command = [sys.executable, "-c", code, str(desk.home)]
    done = subprocess.run(command, input=desk.key.hex() + "\n", capture_output=True, text=True, check=True)

    assert done.stdout == "False\n"


def test_a_new_desk_is_made_at_the_newest_revision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    climb(monkeypatch, tmp_path / "migrations", ADD_A_COLUMN)

    portfolio, _ = Portfolio.create(tmp_path / "desk", "une phrase de passe", clock())
    with portfolio.store.reading() as connection:
        version = connection.exec_driver_sql("PRAGMA user_version").scalar()
    portfolio.close()

    assert version == NEWER


# --- each true climb -------------------------------------------------------------------------------------------------


def test_a_desk_of_the_first_schema_keeps_its_rows_and_its_numbers(tmp_path: Path) -> None:
    """Revision 2 makes the table of legal dates again: what is in it stays, and no id comes back."""
    import alembic.command

    (tmp_path / "desk").mkdir()
    key = bytes(range(32))
    connection = cipher.connect(tmp_path / "desk", key, create=True)
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    config.attributes["connection"] = connection
    alembic.command.upgrade(config, "0001")
    fill = "uid, created_at, updated_at"
    moment = "'2026-11-23 08:00:00', '2026-11-23 08:00:00'"
    connection.execute(
        "INSERT INTO client (id, uid, created_at, updated_at, name, slug, activity, city, payroll, addressee, notes,"
        f" colour, profile, own) VALUES (1, 'c', {moment}, 'Alpha', 'alpha', '', '', '', '', '', 0, '{{}}', 0)"
    )
    for number in (1, 7):
        connection.execute(
            f"INSERT INTO deadline (id, client_id, {fill}, title, domain, force, why, basis, source, responsible,"
            f" evidence_expected, status, notes) VALUES ({number}, 1, 'u{number}', {moment}, 'Titre', '', '', '', '',"
            " '', '', '', 'open', 'Note')"
        )
    connection.execute("DELETE FROM deadline WHERE id = 7")
    columns = [row[1] for row in connection.execute("PRAGMA table_info(deadline)")]
    row = dict(zip(columns, connection.execute("SELECT * FROM deadline").fetchone(), strict=True))
    connection.execute(
        "INSERT INTO journal_step (id, client_id, at, label, author, state)"
        " VALUES (1, 1, '2026-11-23 08:00:00', 'Modifier', 'user', 'done')"
    )
    connection.execute(
        "INSERT INTO journal_change (step_id, client_id, table_name, row_id, before, after)"
        " VALUES (1, 1, 'deadline', 1, ?, ?)",
        (json.dumps({**row, "title": "Avant"}), json.dumps(row)),
    )
    task = {"id": 3, "uid": "t", "client_id": 1, "title": "Jetée", "notes": "", "status": "open"}
    task |= {"created_at": "2026-11-23 08:00:00", "updated_at": "2026-11-23 08:00:00"}
    task |= dict.fromkeys(("domain", "due", "due_time", "estimate_minutes", "importance", "done_on"))
    connection.execute(
        "INSERT INTO journal_step (id, client_id, at, label, author, state)"
        " VALUES (2, 1, '2026-11-23 08:00:00', 'Supprimer', 'user', 'done')"
    )
    connection.execute(
        "INSERT INTO journal_change (step_id, client_id, table_name, row_id, before) VALUES (2, 1, 'task', 3, ?)",
        (json.dumps(task),),
    )
    connection.commit()

    schema.ensure_schema(tmp_path / "desk", key)

    climbed = cipher.connect(tmp_path / "desk", key)
    assert climbed.execute("SELECT id, title, notes, remind_on, document_id FROM deadline").fetchall() == [
        (1, "Titre", "Note", None, None)
    ]
    assert climbed.execute("SELECT seq FROM sqlite_sequence WHERE name = 'deadline'").fetchall() == [(7,)]
    climbed.close()
    # What was done before the climb can still be undone.
    portfolio = Portfolio.open(tmp_path / "desk", key, clock())
    portfolio.undo(2)
    assert [(each.id, each.title, each.recurrence) for each in portfolio.workspace("alpha").select(Task)] == [
        (3, "Jetée", "")
    ]
    portfolio.undo(1)
    assert [each.title for each in portfolio.workspace("alpha").select(Deadline)] == ["Avant"]
    portfolio.close()
    connection.close()
