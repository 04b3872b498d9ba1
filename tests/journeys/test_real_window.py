"""What is typed in the real window is in the file."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys.real_window import Window, passphrase_file, settled

pytestmark = pytest.mark.xvfb


def test_a_task_typed_in_the_real_window_is_in_the_file(screen: str, tmp_path: Path) -> None:
    window = Window(screen, tmp_path / "desk", "--demo")
    try:
        window.wait_for("OfficeDesk")
        window.keys("ctrl+n")
        window.type("Appeler la mairie pour le marquage au sol")
        window.keys("Return")
        settled(window.home)
        assert window.close() == 0
    finally:
        window.process.kill()
        window.process.wait()

    tasks = window.command("task", "list", "--open")

    assert isinstance(tasks, list)
    assert "Appeler la mairie pour le marquage au sol" in [task["title"] for task in tasks]


def test_a_desk_is_opened_by_its_passphrase_with_the_keyboard_alone(screen: str, tmp_path: Path) -> None:
    home = tmp_path / "desk"
    passphrase = passphrase_file(home)
    passphrase.write_text("une phrase assez longue", encoding="utf-8")
    env = {**os.environ, "OFFICEDESK_PASSPHRASE_FILE": str(passphrase)}
    for words in (["init"], ["demo"]):
        subprocess.run(
            [sys.executable, "-m", "officedesk", *words, "--home", str(home)], env=env, check=True, capture_output=True
        )

    window = Window(screen, home, "--today", "2026-11-23")
    try:
        window.wait_for("Ouvrir le bureau")
        # Refused while the field is empty, then accepted.
        window.keys("Return")
        window.type("une phrase assez longue")
        window.keys("Return")
        window.wait_for("^OfficeDesk$")
        window.keys("ctrl+n")
        window.type("Commander des ramettes")
        window.keys("Return")
        settled(window.home)
        assert window.close() == 0, window.errors.read_text()
    finally:
        window.process.kill()
        window.process.wait()

    tasks = window.command("task", "list", "--open")

    assert isinstance(tasks, list)
    assert "Commander des ramettes" in [task["title"] for task in tasks]
