"""A damaged file, a full disk: a sentence, never a crash, never wrong data."""

import random
import resource
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from officedesk.domain.entities import Nouns, Task, TaskDraft
from officedesk.domain.errors import DamagedFileError, DeskError
from officedesk.storage import cipher
from officedesk.storage.workspace import Workspace
from tests.storage.desks import DAY, Desk

PAGE = 4096
TABLES = (*Nouns.OWNED, *Nouns.SHARED, "setting", "journal_step", "journal_change")


def everything(desk: Desk) -> dict[str, list[Any]]:
    """Read every row as the program does: the first screen, then each table."""
    portfolio = desk.open()
    try:
        portfolio.glance(DAY)
        with portfolio.store.reading() as connection:
            return {
                name: [tuple(row) for row in connection.exec_driver_sql(f'SELECT * FROM "{name}" ORDER BY id')]
                for name in TABLES
                if name != "setting"
            }
    finally:
        portfolio.close()


@pytest.fixture(scope="module")
def whole(template: Desk, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    """Return what the undamaged desk holds."""
    return everything(template.copy(tmp_path_factory.mktemp("whole") / "desk"))


def outcome(desk: Desk, whole: dict[str, list[Any]]) -> str:
    """Open a damaged desk: « told » is a sentence, « intact » is every row as it was (the damage lies elsewhere)."""
    try:
        found = everything(desk)
    except DeskError as error:
        return "told" if str(error).endswith(".") else f"no sentence: {error}"
    return "intact" if found == whole else "wrong rows"


def test_a_flipped_bit_in_any_page_is_told_or_harmless(
    template: Desk, tmp_path: Path, whole: dict[str, list[Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    content = (template.home / cipher.DATABASE).read_bytes()
    pages = len(content) // PAGE
    draw = random.Random(20261123)
    outcomes = []
    for page in range(pages):
        desk = template.copy(tmp_path / str(page))
        damaged = bytearray(content)
        damaged[page * PAGE + draw.randrange(PAGE)] ^= 1 << draw.randrange(8)
        (desk.home / cipher.DATABASE).write_bytes(damaged)
        outcomes.append(outcome(desk, whole))
        assert outcomes[-1] == "told" or (outcomes[-1] == "intact" and _noticed(desk)), f"page {page}"
        shutil.rmtree(desk.home)

    told = outcomes.count("told")
    with capsys.disabled():
        print(f"\n{pages} pages abîmées : {told} dites à la lecture, {pages - told} par la vérification")
    assert outcomes[0] == "told"
    assert told > pages // 4


def _noticed(desk: Desk) -> bool:
    """Tell whether the full check names the damage that no query met."""
    connection = desk.connect()
    try:
        return bool(connection.execute("PRAGMA cipher_integrity_check").fetchall())
    finally:
        connection.close()


def test_a_truncated_file_is_told_or_harmless(template: Desk, tmp_path: Path, whole: dict[str, list[Any]]) -> None:
    size = (template.home / cipher.DATABASE).stat().st_size
    draw = random.Random(20261124)
    sizes = [0, 1, 15, 16, 17, 100, PAGE - 1, PAGE, PAGE + 1, size - PAGE, size - 1]
    sizes += [draw.randrange(size) for _ in range(20)]
    outcomes = {}
    for kept in sizes:
        desk = template.copy(tmp_path / str(kept))
        with (desk.home / cipher.DATABASE).open("r+b") as file:
            file.truncate(kept)
        outcomes[kept] = outcome(desk, whole)
        shutil.rmtree(desk.home)

    assert {outcomes[kept] for kept in sizes if kept < size // 2} == {"told"}
    assert set(outcomes.values()) <= {"told", "intact"}


def test_a_foreign_journal_is_ignored_or_told(template: Desk, tmp_path: Path, whole: dict[str, list[Any]]) -> None:
    draw = random.Random(20261125)
    for number in range(10):
        desk = template.copy(tmp_path / str(number))
        (desk.home / f"{cipher.DATABASE}-wal").write_bytes(draw.randbytes(32 + 24 + PAGE * number))
        assert outcome(desk, whole) in ("told", "intact")


def test_damage_met_on_the_first_screen_is_a_sentence(desk: Desk) -> None:
    connection = desk.connect()
    root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'client'").fetchone()[0]
    connection.close()
    with (desk.home / cipher.DATABASE).open("r+b") as file:
        file.seek((root - 1) * PAGE + 100)
        file.write(b"\0" * 200)
    portfolio = desk.open()

    with pytest.raises(DamagedFileError, match="restaurez"):
        portfolio.glance(DAY)

    portfolio.close()


# --- a full disk -----------------------------------------------------------------------------------------------------


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a disk of three megabytes; only root may mount one."""
    where = tmp_path / "disk"
    where.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(where)], capture_output=True)
    if mounted.returncode:
        pytest.skip("nobody but root may mount a small disk; the size limit below covers the rest")
    yield where
    # Lazily: a test that failed may have left a file open there.
    subprocess.run(["umount", "--lazy", str(where)], check=True)


def test_a_full_disk_is_a_sentence_and_nothing_written_is_lost(template: Desk, small_disk: Path) -> None:
    desk = template.copy(small_disk / "desk")
    portfolio = desk.open()
    alpha = portfolio.workspace("alpha")
    kept = alpha.ids(Task)
    with pytest.raises(DeskError, match="disque"):
        _add_for_ever(alpha, kept)
    portfolio.close()

    portfolio = desk.open()
    assert portfolio.workspace("alpha").ids(Task, order_by=["id"]) == kept
    with portfolio.store.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    portfolio.close()
    assert len(kept) > 50


def test_it_works_again_once_there_is_room(template: Desk, small_disk: Path) -> None:
    desk = template.copy(small_disk / "desk")
    portfolio = desk.open()
    alpha = portfolio.workspace("alpha")
    ballast = small_disk / "ballast"
    with pytest.raises(OSError, match="space"):
        _fill(ballast)
    with pytest.raises(DeskError, match="disque"):
        _add_much(alpha)

    ballast.unlink()
    _add_much(alpha)

    assert len(alpha.ids(Task)) == 1 + 20
    portfolio.close()


def _add_for_ever(workspace: Workspace, acknowledged: list[int]) -> None:
    while True:
        with workspace.step("Ajouter") as step:
            added = step.add_all(Task, [TaskDraft(title="x", notes="y" * 3000)] * 5)
        acknowledged += [task.id for task in added if task.id is not None]


def _fill(ballast: Path) -> None:
    with ballast.open("wb", buffering=0) as file:
        while True:
            file.write(b"\0" * 4096)


def _add_much(workspace: Workspace) -> None:
    with workspace.step("Ajouter") as step:
        step.add_all(Task, [TaskDraft(title="x", notes="y" * 10_000)] * 20)


@contextmanager
def files_limited_to(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond a size, in bytes, as a disk that refuses to."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


def test_a_refused_write_is_a_sentence_wherever_it_falls(desk: Desk) -> None:
    portfolio = desk.open()
    alpha = portfolio.workspace("alpha")
    before = alpha.ids(Task)
    for size in range(4096, 60_000, 6000):
        with files_limited_to(size), pytest.raises(DeskError, match="disque"):
            _add_much(alpha)
        assert alpha.ids(Task) == before

    _add_much(alpha)

    assert len(alpha.ids(Task)) == len(before) + 20
    portfolio.close()
