"""The whole program in a real window, on an X server of its own: what is typed there is in the file."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.xvfb

PATIENCE_SECONDS = 60


@pytest.fixture
def screen() -> Iterator[str]:
    """Give the name of a private X server."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1440x900x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as pipe:
        yield f":{pipe.readline().strip()}"
    server.terminate()
    server.wait()


class Window:
    """The program, driven by keys as a person would."""

    def __init__(self, display: str, home: Path, *options: str) -> None:
        self.home = home
        self.env = {name: value for name, value in os.environ.items() if not name.startswith(("QT_", "XDG_"))}
        # Freed memory is overwritten at once: a widget that died badly is found here rather than at her desk.
        self.env.update(DISPLAY=display, HOME=str(home.parent), LANG="C.UTF-8", MALLOC_PERTURB_="165")
        self.errors = home.parent / "errors"
        with self.errors.open("wb") as errors:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "officedesk", *options, "--home", str(home)], env=self.env, stderr=errors
            )

    def wait_for(self, title: str) -> None:
        """Wait until a window of that title is there and takes the keys."""
        done = subprocess.run(
            ["xdotool", "search", "--sync", "--onlyvisible", "--name", title, "windowfocus"],
            env=self.env,
            timeout=PATIENCE_SECONDS,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, self.errors.read_text()

    def keys(self, *names: str) -> None:
        """Press keys or chords, one after the other."""
        subprocess.run(["xdotool", "key", "--clearmodifiers", "--delay", "80", *names], env=self.env, check=True)

    def type(self, text: str) -> None:
        """Type a text."""
        subprocess.run(["xdotool", "type", "--delay", "20", text], env=self.env, check=True)

    def command(self, *words: str) -> object:
        """Return what the command line says of the same desk, once the window is closed."""
        env = {**self.env, "OFFICEDESK_PASSPHRASE_FILE": str(passphrase_file(self.home))}
        done = subprocess.run(
            [sys.executable, "-m", "officedesk", *words, "--json", "--home", str(self.home), "--today", "2026-11-23"],
            env=env,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def close(self) -> int:
        """Close the window by its own key, and return how the program ended."""
        self.keys("ctrl+q")
        return self.process.wait(timeout=PATIENCE_SECONDS)


def passphrase_file(home: Path) -> Path:
    """Return where the demonstration keeps its passphrase, as its banner says: beside the desk."""
    return home.with_name(f"{home.name}.passphrase")


def settled(path: Path) -> None:
    """Wait until the file has not changed for a second: the write that a key asked for is committed."""
    last, since, limit = None, time.monotonic(), time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() - since < 1.0 and time.monotonic() < limit:
        now = tuple((each.name, each.stat().st_size, each.stat().st_mtime_ns) for each in sorted(path.glob("desk.db*")))
        if now != last:
            last, since = now, time.monotonic()
        time.sleep(0.05)


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
