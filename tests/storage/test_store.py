"""The encrypted file: one process, one writer, readers that cannot write, failures told in a sentence."""

import datetime as dt
import hashlib
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError, OperationalError

from officedesk.domain.entities import Task, TaskDraft
from officedesk.domain.errors import AlreadyOpenError, DamagedFileError, DeskError, InvalidInputError, NewerFileError
from officedesk.storage import cipher, keys
from officedesk.storage.portfolio import Portfolio
from officedesk.storage.store import hold
from tests.storage.desks import DAY, PASSPHRASE, Desk, clock

HOLDER = """
import datetime as dt, sys
from pathlib import Path
from officedesk.storage.portfolio import Portfolio
key = bytes.fromhex(sys.stdin.readline())
portfolio = Portfolio.open(Path(sys.argv[1]), key, lambda: dt.datetime.now(dt.UTC))
print("open", flush=True)
sys.stdin.readline()
"""


@contextmanager
def second_process(desk: Desk) -> Iterator[subprocess.Popen[str]]:
    """Hold the desk open in another process, which gets its key by a pipe."""
    command = [sys.executable, "-c", HOLDER, str(desk.home)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(desk.key.hex() + "\n")
        process.stdin.flush()
        assert process.stdout.readline() == "open\n"
        try:
            yield process
        finally:
            process.kill()


def test_a_second_process_is_refused_until_the_first_is_killed(desk: Desk) -> None:
    with second_process(desk) as process:
        with pytest.raises(AlreadyOpenError, match="déjà ouvert"):
            desk.open()
        process.kill()
        process.wait(10)

        desk.open().close()


def test_a_second_start_in_the_same_process_is_refused(desk: Desk) -> None:
    portfolio = desk.open()

    with pytest.raises(AlreadyOpenError):
        desk.open()

    portfolio.close()
    desk.open().close()


def test_a_desk_opened_in_a_thread_is_closed_from_another(desk: Desk) -> None:
    opened: list[Portfolio] = []
    thread = threading.Thread(target=lambda: opened.append(desk.open()))
    thread.start()
    thread.join()

    opened[0].close()

    desk.open().close()


def test_a_refused_opening_leaves_the_desk_free(desk: Desk) -> None:
    with pytest.raises(DamagedFileError):
        Portfolio.open(desk.home, bytes(32), clock())

    desk.open().close()


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(DeskError, match="accessible en écriture"):
        hold(tmp_path / "file")


def test_a_wrong_key_changes_no_byte(desk: Desk) -> None:
    before = (desk.home / cipher.DATABASE).read_bytes()

    for key in (bytes(32), bytes(reversed(desk.key))):
        with pytest.raises(DamagedFileError):
            cipher.connect(desk.home, key)

    assert (desk.home / cipher.DATABASE).read_bytes() == before


def test_a_newer_file_is_refused_and_left_as_it_is(desk: Desk) -> None:
    connection = desk.connect()
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = hashlib.sha256((desk.home / cipher.DATABASE).read_bytes()).hexdigest()

    with pytest.raises(NewerFileError, match="plus récent"):
        desk.open()

    assert hashlib.sha256((desk.home / cipher.DATABASE).read_bytes()).hexdigest() == before
    assert list((desk.home / "backups").iterdir()) == []


def test_an_absent_database_is_not_replaced_by_an_empty_one(desk: Desk) -> None:
    (desk.home / cipher.DATABASE).unlink()

    with pytest.raises(DamagedFileError, match="sauvegarde"):
        desk.open()

    assert not (desk.home / cipher.DATABASE).exists()


def test_an_emptied_database_is_not_filled_with_an_empty_desk(desk: Desk) -> None:
    (desk.home / cipher.DATABASE).write_bytes(b"")

    with pytest.raises(DamagedFileError, match="sauvegarde"):
        desk.open()


def test_a_clear_text_database_is_not_opened(desk: Desk) -> None:
    import sqlite3

    (desk.home / cipher.DATABASE).unlink()
    clear = sqlite3.connect(desk.home / cipher.DATABASE)
    clear.execute("CREATE TABLE client (id INTEGER)")
    clear.commit()
    clear.close()

    with pytest.raises(DamagedFileError):
        desk.open()


def test_a_reader_cannot_write(portfolio: Portfolio) -> None:
    with pytest.raises(DeskError, match="lecture seule"), portfolio.store.reading() as connection:
        connection.exec_driver_sql("DELETE FROM task")

    assert len(portfolio.workspace("alpha").ids(Task)) == 1


def test_a_reader_sees_one_state_while_the_writer_goes_on(portfolio: Portfolio) -> None:
    with portfolio.store.reading() as connection:
        before = connection.exec_driver_sql("SELECT count(*) FROM task").scalar()
        with portfolio.workspace("alpha").step("Ajouter") as step:
            step.add(Task, TaskDraft(title="Nouvelle"))
        after = connection.exec_driver_sql("SELECT count(*) FROM task").scalar()
    with portfolio.store.reading() as connection:
        later = connection.exec_driver_sql("SELECT count(*) FROM task").scalar()

    assert (before, after, later) == (2, 2, 3)


def test_the_first_screen_is_read_from_one_state(portfolio: Portfolio) -> None:
    from officedesk.storage import glance

    with portfolio.store.reading() as connection:
        glance.read(connection.connection.driver_connection, DAY)
        with portfolio.workspace("alpha").step("Ajouter") as step:
            step.add(Task, TaskDraft(title="Nouvelle", due=DAY))
        seen = glance.read(connection.connection.driver_connection, DAY)

    assert "Nouvelle" not in [line.title for line in seen.today]
    assert "Nouvelle" in [line.title for line in portfolio.glance(DAY).today]


def test_a_value_never_reaches_the_text_of_an_error(portfolio: Portfolio) -> None:
    query = "INSERT INTO setting (name, value) VALUES (?, ?)"
    portfolio.set_setting("SECRET-1", "SECRET-0")

    with pytest.raises(IntegrityError) as refused, portfolio.store.writing() as connection:
        connection.exec_driver_sql(query, ("SECRET-1", "SECRET-2"))

    assert "SECRET" not in str(refused.value)
    assert "SECRET" not in repr(refused.value)


def test_a_refused_value_never_reaches_the_text_of_an_error() -> None:
    with pytest.raises(ValueError, match="title") as refused:
        TaskDraft(title="SECRET" * 100)

    assert "SECRET" not in str(refused.value)


def test_a_mistake_in_a_query_is_a_bug_and_not_a_full_disk(portfolio: Portfolio) -> None:
    with pytest.raises(OperationalError, match="no such table"), portfolio.store.reading() as connection:
        connection.exec_driver_sql("SELECT * FROM nowhere")


def test_a_second_step_inside_a_step_is_refused_and_the_first_is_whole_or_absent(portfolio: Portfolio) -> None:
    alpha = portfolio.workspace("alpha")

    def nested() -> None:
        with alpha.step("Dehors") as step:
            step.add(Task, TaskDraft(title="Dehors"))
            portfolio.set_setting("theme", "dark")

    with pytest.raises(RuntimeError, match="already open"):
        nested()

    assert len(alpha.ids(Task)) == 1
    with alpha.step("Ensuite") as step:
        step.add(Task, TaskDraft(title="Ensuite"))
    assert [task.title for task in alpha.select(Task)][1:] == ["Ensuite"]


def test_threads_write_in_turn(portfolio: Portfolio) -> None:
    alpha = portfolio.workspace("alpha")

    def write(number: int) -> None:
        for turn in range(10):
            with alpha.step("Ajouter") as step:
                step.add(Task, TaskDraft(title=f"{number}-{turn}"))

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    titles = {task.title for task in alpha.select(Task)}
    assert titles >= {f"{number}-{turn}" for number in range(4) for turn in range(10)}


def test_a_closed_desk_neither_reads_nor_writes(desk: Desk) -> None:
    portfolio = desk.open()
    alpha = portfolio.workspace("alpha")
    portfolio.close()

    with pytest.raises(DeskError, match="fermé"):
        alpha.ids(Task)
    with pytest.raises(DeskError, match="fermé"):
        portfolio.set_setting("theme", "dark")


# --- a new desk ------------------------------------------------------------------------------------------------------


def test_a_new_desk_opens_with_its_passphrase_and_holds_her_own_business(tmp_path: Path) -> None:
    created, recovery = Portfolio.create(tmp_path / "desk", PASSPHRASE, clock())
    created.close()

    key = keys.unlock(tmp_path / "desk", PASSPHRASE)
    portfolio = Portfolio.open(tmp_path / "desk", key, clock())

    assert keys.unlock(tmp_path / "desk", recovery) == key
    assert portfolio.clients(archived=True) == []
    assert portfolio.own().client().name == "Mon activité"
    portfolio.close()


def test_a_desk_is_not_made_in_a_folder_that_holds_something(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("à garder")

    with pytest.raises(InvalidInputError, match="pas vide"):
        Portfolio.create(tmp_path, PASSPHRASE, clock())

    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_desk_is_not_made_over_a_file(tmp_path: Path) -> None:
    (tmp_path / "desk").write_text("à garder")

    with pytest.raises(InvalidInputError):
        Portfolio.create(tmp_path / "desk", PASSPHRASE, clock())


def test_a_desk_is_not_made_below_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(InvalidInputError, match="accessible en écriture"):
        Portfolio.create(tmp_path / "file" / "desk", PASSPHRASE, clock())


@pytest.mark.parametrize("existing", [False, True])
def test_a_refused_passphrase_leaves_nothing_behind(tmp_path: Path, existing: bool) -> None:
    home = tmp_path / "desk"
    if existing:
        home.mkdir()

    with pytest.raises(InvalidInputError, match="trop courte"):
        Portfolio.create(home, "court", clock())

    assert home.exists() == existing
    portfolio, _ = Portfolio.create(home, PASSPHRASE, clock())
    portfolio.close()


@pytest.mark.parametrize("existing", [False, True])
def test_a_creation_that_fails_half_way_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, existing: bool
) -> None:
    home = tmp_path / "desk"
    if existing:
        home.mkdir(mode=0o755)
    with monkeypatch.context() as patched:
        patched.setattr(keys, "write_atomically", _refuse)
        with pytest.raises(DeskError, match="place libre"):
            Portfolio.create(home, PASSPHRASE, clock())

    assert home.exists() == existing
    portfolio, _ = Portfolio.create(home, PASSPHRASE, clock())
    portfolio.close()
    assert home.stat().st_mode & 0o777 == 0o700


def _refuse(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_the_file_is_ciphered_and_its_pragmas_hold(desk: Desk) -> None:
    connection = desk.connect()
    asked = ("foreign_keys", "journal_mode", "synchronous", "secure_delete", "trusted_schema", "cell_size_check")
    answers = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in asked]
    connection.close()

    assert answers == [1, "wal", 2, 1, 0, 1]
    assert not (desk.home / cipher.DATABASE).read_bytes().startswith(b"SQLite format 3")


def test_the_clock_is_given(desk: Desk) -> None:
    moment = dt.datetime(2031, 2, 3, 4, 5, tzinfo=dt.UTC)
    portfolio = Portfolio.open(desk.home, desk.key, lambda: moment)
    with portfolio.workspace("alpha").step("Ajouter") as step:
        task = step.add(Task, TaskDraft(title="À l’heure"))
    stored = portfolio.workspace("alpha").get(Task, task.id or 0)
    portfolio.close()

    assert (stored.created_at, stored.updated_at) == (moment, moment)
