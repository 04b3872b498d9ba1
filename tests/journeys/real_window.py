"""The whole program in a real window, on an X server of its own, driven by keys as a person would."""

import contextlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

PATIENCE_SECONDS = 60


@contextlib.contextmanager
def screen_of_ones_own() -> Iterator[str]:
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

    def __init__(self, display: str, home: Path, *options: str, variables: Mapping[str, str] | None = None) -> None:
        self.home = home
        self.env = {name: value for name, value in os.environ.items() if not name.startswith(("QT_", "XDG_"))}
        # Freed memory is overwritten at once: a widget that died badly is found here rather than at her desk.
        self.env.update(DISPLAY=display, HOME=str(home.parent), LANG="C.UTF-8", MALLOC_PERTURB_="165")
        self.env.update(variables or {})
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
