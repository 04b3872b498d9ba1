"""The program as a process: what it imports, what a second one is told."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from officedesk.storage.portfolio import Portfolio
from tests.cli.conftest import Run, one_sentence
from tests.storage.desks import PASSPHRASE, Desk

HEAVY = ("sqlmodel", "sqlalchemy", "pydantic", "PySide6", "alembic", "typst", "icalendar")


def imported_by(*words: str) -> set[str]:
    """Return the heavy libraries that a command has loaded."""
    script = f"import sys; from officedesk.__main__ import main; main({list(words)!r}); print('|', *sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    modules = done.stdout.rpartition("|")[2].split()
    return {name for name in HEAVY if name in modules}


@pytest.mark.parametrize(
    "words", [("--help",), ("compliance", "rules"), ("compliance", "--help"), ("client", "--help")]
)
def test_a_command_without_a_desk_starts_light(words: tuple[str, ...]) -> None:
    assert imported_by(*words) == set()


def test_a_second_program_is_told_that_the_desk_is_open(home: Path, cli_template: Desk) -> None:
    env = {**os.environ, "OFFICEDESK_PASSPHRASE": PASSPHRASE}
    holder = Desk(home, cli_template.key, cli_template.recovery).open()
    try:
        done = subprocess.run(
            [sys.executable, "-m", "officedesk", "client", "list", "--home", str(home)],
            capture_output=True,
            text=True,
            env=env,
            check=False,
        )
    finally:
        holder.close()

    assert (done.returncode, done.stdout, one_sentence(done.stderr)) == (1, "", True)
    assert "déjà ouvert" in done.stderr


def test_the_command_is_installed() -> None:
    command = Path(sys.executable).with_name("officedesk")

    done = subprocess.run(
        [command, "--help"], capture_output=True, text=True, check=True, env={**os.environ, "LANG": "C"}
    )

    assert "Commandes" in done.stdout


def test_a_bug_is_one_sentence_and_its_file_holds_no_name(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("Menuiserie Secrète")

    monkeypatch.setattr(Portfolio, "client_rows", broken)

    answer = run("client", "list")

    assert (answer.status, answer.out) == (1, "")
    assert answer.err.count("\n") == 1
    (crash,) = (home / "logs").glob("crash-*.txt")
    assert str(crash) in answer.err
    assert "RuntimeError" in crash.read_text(encoding="utf-8")
    assert "Secrète" not in crash.read_text(encoding="utf-8") + answer.err
