"""Killed while it climbs to a newer schema, or while it is made, a desk is the old one, the new one, or none."""

import random
import shutil
from pathlib import Path
from typing import Any

import pytest

from officedesk.domain.errors import DamagedFileError
from officedesk.storage import cipher, keys, schema
from officedesk.storage.portfolio import Portfolio
from tests.conftest import Figures
from tests.faults import nursery
from tests.storage.desks import PASSPHRASE, Desk, clock
from tests.storage.test_schema import ADD_A_COLUMN, NEWER, NOW, TABLES, write_next

KILLS = 30


def content(connection: Any) -> dict[str, list[Any]]:
    found = {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in sorted(TABLES)}
    found["task"] = [row[:14] for row in found["task"]]  # the column of the next revision comes last
    return found


def verdict(desk: Desk, before: dict[str, list[Any]]) -> int:
    """Return the version of a file that is whole in it."""
    connection = desk.connect()
    version = cipher.schema_version(connection)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert content(connection) == before
    places = [row[1] for row in connection.execute("PRAGMA table_info(task)")]
    assert ("place" in places) == (version == NEWER)
    connection.close()
    return version


def test_a_kill_while_the_schema_climbs_leaves_the_old_desk_or_the_new_one(
    template: Desk, tmp_path: Path, figures: Figures, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrations = tmp_path / "migrations"
    shutil.copytree(schema.MIGRATIONS, migrations, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(schema, "MIGRATIONS", migrations)
    write_next(migrations, ADD_A_COLUMN)
    monkeypatch.setattr(schema, "CURRENT", NEWER)
    connection = template.connect()
    before = content(connection)
    connection.close()
    seed = random.SystemRandom().randrange(10**9)
    draw = random.Random(seed)
    versions = []
    with nursery.opened() as children:
        for number in range(KILLS):
            desk = template.copy(tmp_path / str(number))
            order = {"home": str(desk.home), "key": desk.key.hex(), "migrations": str(migrations), "newer": NEWER}
            life = children.kill_after(draw.uniform(0, 0.4), at_work=True, work="climb", **order)
            versions.append(verdict(desk, before))
            assert versions[-1] == NEWER or {"climbed": True} not in life.said, f"seed {seed}, kill {number}"
            for backup in (desk.home / "backups").glob("*.db"):
                _opens(backup, desk.key)
            desk.open().close()  # climbs, whatever the death left behind
            assert verdict(desk, before) == NEWER
            shutil.rmtree(desk.home)
    old = versions.count(NOW)
    figures(f"{KILLS} kills during a migration: {old} old desks, {KILLS - old} new ones, 0 between (seed {seed})")
    assert set(versions) <= {NOW, NEWER}


def _opens(backup: Path, key: bytes) -> None:
    import sqlcipher3.dbapi2 as sqlcipher

    copy = sqlcipher.connect(str(backup))
    copy.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
    assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    copy.close()


def test_a_kill_while_a_desk_is_made_leaves_a_whole_desk_or_none(tmp_path: Path, figures: Figures) -> None:
    seed = random.SystemRandom().randrange(10**9)
    draw = random.Random(seed)
    whole = 0
    with nursery.opened() as children:
        for number in range(KILLS):
            home = tmp_path / str(number)
            order = {"home": str(home), "passphrase": PASSPHRASE}
            life = children.kill_after(draw.uniform(0, 0.8), at_work=True, work="create", **order)
            if not (home / keys.HEADER).exists():
                assert {"created": True} not in life.said, f"seed {seed}, kill {number}"
                with pytest.raises(DamagedFileError, match="officedesk init"):
                    keys.unlock(home, PASSPHRASE)
                continue
            key = keys.unlock(home, PASSPHRASE)
            portfolio = Portfolio.open(home, key, clock())
            assert portfolio.own().client().own
            portfolio.close()
            whole += 1
    figures(f"{KILLS} kills during a creation: {whole} whole desks, {KILLS - whole} none, 0 half (seed {seed})")
