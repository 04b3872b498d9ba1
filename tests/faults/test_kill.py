"""A child is killed at any moment: what it acknowledged is there, and nothing is half done."""

import hashlib
import json
import random
from typing import Any

import pytest

from officedesk.domain.errors import WrongPassphraseError
from officedesk.storage import cipher, keys
from tests.conftest import Figures
from tests.faults import nursery
from tests.faults.children import CHEAP
from tests.storage.desks import Desk

KILLS = 200
LONGEST = 0.1  # seconds: about twenty steps
AT_WORK = 0.75  # the share of children killed while they write; the others die early, mostly while they open the desk
PASSPHRASE_KILLS = 60


def test_an_acknowledged_row_survives_any_kill(desk: Desk, figures: Figures) -> None:
    seed = random.SystemRandom().randrange(10**9)
    draw = random.Random(seed)
    expected: dict[int, str] = {}
    acknowledged = lost = broken = midway = 0
    with nursery.opened() as children:
        for number in range(KILLS):
            seconds = draw.uniform(0, LONGEST)
            order = {"work": "write", "home": str(desk.home), "key": desk.key.hex(), "round": number}
            life = children.kill_after(seconds, at_work=draw.random() < AT_WORK, **order)
            for said in life.said:
                acknowledged += _acknowledge(expected, said)
            midway += bool(life.said)
            connection = desk.connect()
            rows = dict(connection.execute("SELECT id, title FROM task WHERE notes != '' AND title LIKE '%-%'"))
            missing = _missing(expected, rows, connection)
            lost += len(missing)
            broken += len(_faults(connection))
            connection.close()
            assert (missing, broken) == ([], 0), f"seed {seed}, kill {number} after {seconds:.4f} s"
            expected = rows
    sound = "integrity ok" if not broken else f"{broken} faults"
    figures(f"{KILLS} kills, {acknowledged} acknowledged rows, {lost} lost, {sound} (seed {seed})")
    assert midway > KILLS // 2
    assert acknowledged > KILLS


def _acknowledge(expected: dict[int, str], said: dict[str, Any]) -> int:
    """Note what a child said to be durable; return the number of rows."""
    if "added" in said:
        expected.update(dict.fromkeys(said["added"], said["title"]))
        return len(said["added"])
    if "renamed" in said:
        expected[said["renamed"]] = said["title"]
    else:
        del expected[said["deleted"]]
    return 1


def _missing(expected: dict[int, str], rows: dict[int, str], connection: Any) -> list[int]:
    """Return the acknowledged rows that are not as they were acknowledged.

    One more step may be in the file than was acknowledged: death came between COMMIT and the word. The journal
    then tells of it.
    """
    differing = [row_id for row_id, title in expected.items() if rows.get(row_id) != title]
    newest = connection.execute("SELECT max(step_id) FROM journal_change").fetchone()[0]
    query = "SELECT row_id FROM journal_change WHERE step_id = ? AND before IS NOT NULL"
    unspoken = {row[0] for row in connection.execute(query, (newest,))}
    return [row_id for row_id in differing if row_id not in unspoken]


def _faults(connection: Any) -> list[str]:
    """Return what is wrong in a file: pages, links, steps that are not whole, rows without their journal."""
    found = [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
    found += [f"link of {row[0]}" for row in connection.execute("PRAGMA foreign_key_check")]
    images: dict[int, dict[str, Any] | None] = {}
    sizes: dict[int, int] = {}
    query = "SELECT step_id, row_id, after FROM journal_change WHERE table_name = 'task' ORDER BY id"
    for step_id, row_id, after in connection.execute(query):
        images[row_id] = None if after is None else json.loads(after)
        sizes[step_id] = sizes.get(step_id, 0) + 1
    for step_id, label in connection.execute("SELECT id, label FROM journal_step WHERE label LIKE '%×%'"):
        if sizes.get(step_id) != int(label.split("×")[1]):
            found.append(f"step {step_id} is not whole")
    cursor = connection.execute("SELECT * FROM task")
    names = [column[0] for column in cursor.description]
    stored = {row[0]: dict(zip(names, row, strict=True)) for row in cursor}
    kept = {row_id: image for row_id, image in images.items() if image is not None}
    return found + [f"row {row_id}" for row_id in stored.keys() | kept.keys() if stored.get(row_id) != kept.get(row_id)]


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM journal_change WHERE id = (SELECT max(id) FROM journal_change WHERE table_name = 'task')",
        "UPDATE task SET title = 'autre'",
        "DELETE FROM wait; DELETE FROM time_entry; DELETE FROM check_item; DELETE FROM task_document; DELETE FROM task",
    ],
)
def test_the_check_above_can_fail(desk: Desk, damage: str) -> None:
    connection = desk.connect()
    before = _faults(connection)
    connection.executescript(damage)
    after = _faults(connection)
    missing = _missing({10**6: "acquittée"}, {}, connection)
    connection.close()

    assert before == []
    assert after != []
    assert missing == [10**6]


def test_a_kill_while_the_passphrase_changes_leaves_exactly_one(
    desk: Desk, figures: Figures, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "ARGON2", CHEAP)
    seed = random.SystemRandom().randrange(10**9)
    draw = random.Random(seed)
    keys.change_passphrase(desk.home, desk.key, "phrase numéro 0")
    before = hashlib.sha256((desk.home / cipher.DATABASE).read_bytes()).digest()
    current = changes = 0
    with nursery.opened() as children:
        for number in range(PASSPHRASE_KILLS):
            order = {"work": "change", "home": str(desk.home), "key": desk.key.hex(), "from": current}
            life = children.kill_after(draw.uniform(0, 0.02), at_work=draw.random() < AT_WORK, **order)
            told = life.said[-1]["changed"] if life.said else current
            opening = [each for each in (told, told + 1) if _opens(desk, f"phrase numéro {each}")]
            assert len(opening) == 1, f"seed {seed}, kill {number}: {opening}"
            assert current == opening[0] or not _opens(desk, f"phrase numéro {current}")
            assert keys.unlock(desk.home, desk.recovery) == desk.key
            changes, current = changes + opening[0] - current, opening[0]
    figures(f"{PASSPHRASE_KILLS} kills, {changes} changes of passphrase, 0 desks locked out (seed {seed})")
    assert changes > PASSPHRASE_KILLS // 2
    assert hashlib.sha256((desk.home / cipher.DATABASE).read_bytes()).digest() == before
    assert len(list(desk.home.glob(f".{keys.HEADER}.*"))) <= 1


def _opens(desk: Desk, secret: str) -> bool:
    try:
        return keys.unlock(desk.home, secret) == desk.key
    except WrongPassphraseError:
        return False
