"""Times programs from fork to painted on a private X server, and weighs them when they are idle.

A window counts as painted when, after a Damage event, it shows at least so many colours (24 for a page) on a 97 × 61
grid: that is when a person says that the window is there. Nothing is polled, and the server is not asked for pictures:
one of the whole window keeps it from drawing for 10 to 40 ms, longer for a larger window. Its screen is a file that
is mapped here.
"""

import ctypes
import mmap
import os
import re
import select
import signal
import struct
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

WIDTH, HEIGHT = 1440, 900
TICKS = os.sysconf("SC_CLK_TCK")
QUIET_SECONDS = 0.7
BLINKING_SECONDS = 4.0  # a text cursor never stops drawing
GIVE_UP_SECONDS = 40.0
PR_SET_CHILD_SUBREAPER = 36


@dataclass(frozen=True)
class Case:
    """A program to start; ``typed`` goes to its standard input, ``secret_service`` unlocks a keyring before t0.

    ``colours`` is how many show that the window is painted: a plain dialog has fewer than a page.
    """

    label: str
    command: list[str]
    title: str
    home: Path
    typed: str = ""
    secret_service: bool = False
    colours: int = 24
    env: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Start:
    """What one start cost: milliseconds, and MiB of proportional memory one second after it was still."""

    painted: float
    cpu: float
    pss: float
    idle_cpu_per_second: float


def children(root: int) -> list[int]:
    """Return every living process below one, without the zombies."""
    kids: dict[int, list[tuple[int, str]]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                parts = (entry / "stat").read_text().rsplit(")", 1)[1].split()
                kids.setdefault(int(parts[1]), []).append((int(entry.name), parts[0]))
    found, waiting = [], [root]
    while waiting:
        for pid, state in kids.get(waiting.pop(), []):
            waiting.append(pid)
            if state != "Z":
                found.append(pid)
    return found


def cpu_ms(pids: list[int]) -> float:
    """Return the processor time that processes have used, children included."""
    total = 0
    for pid in pids:
        with suppress(OSError):
            parts = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            total += sum(int(part) for part in parts[11:15])
    return total * 1000 / TICKS


def pss_mib(pids: list[int]) -> float:
    """Return the proportional memory of processes, in MiB."""
    total = 0
    for pid in pids:
        with suppress(OSError):
            found = re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
            total += int(found[1]) if found else 0
    return total / 1024


def stop(pids: list[int]) -> None:
    """End the processes that this benchmark started, by their own numbers."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        for pid in pids:
            with suppress(OSError):
                os.kill(pid, number)
        deadline = time.monotonic() + 2
        while any(Path(f"/proc/{pid}/stat").exists() for pid in pids) and time.monotonic() < deadline:
            with suppress(ChildProcessError):
                while os.waitpid(-1, os.WNOHANG)[0]:
                    pass
            time.sleep(0.02)


class Screen:
    """A private X server, and the stopwatch in front of it."""

    def __init__(self) -> None:
        from Xlib import display

        # Services that a program starts through the bus stay below us, and are weighed with it.
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
        reading, writing = os.pipe()
        self.folder = tempfile.TemporaryDirectory(prefix="officedesk-bench-screen-")
        self.server = subprocess.Popen(
            [
                "Xvfb",
                "-displayfd",
                str(writing),
                "-screen",
                "0",
                f"{WIDTH}x{HEIGHT}x24",
                "-fbdir",
                self.folder.name,
                "-nolisten",
                "tcp",
                "-noreset",
            ],
            pass_fds=[writing],
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        with os.fdopen(reading) as pipe:
            self.name = f":{pipe.readline().strip()}"
        self.picture = Picture(Path(self.folder.name) / "Xvfb_screen0")
        self.display = display.Display(self.name)
        self.display.damage_query_version()
        from Xlib import X

        self.display.screen().root.change_attributes(event_mask=X.SubstructureNotifyMask)
        self.display.sync()

    def close(self) -> None:
        """Stop the server."""
        self.display.close()
        self.server.terminate()
        self.server.wait()
        self.picture.close()
        self.folder.cleanup()

    def start(self, case: Case, idle_seconds: float = 2.0) -> Start:
        """Start a program once, wait until it is painted and still, weigh it, and end it."""
        with session(case, self.name) as env:
            before = set(children(os.getpid()))
            while self.display.pending_events():
                self.display.next_event()
            log = (case.home / "log.txt").open("wb")
            began = time.monotonic()
            program = subprocess.Popen(
                case.command, env=env, stdin=subprocess.PIPE, stdout=log, stderr=log, start_new_session=True
            )
            assert program.stdin is not None
            program.stdin.write(case.typed.encode())
            program.stdin.close()

            def mine() -> list[int]:
                return [pid for pid in children(os.getpid()) if pid not in before]

            try:
                painted, cpu = self._wait_for_paint(case, began, mine, program)
                time.sleep(1.0)
                pids = mine()
                weight, spent, since = pss_mib(pids), cpu_ms(pids), time.monotonic()
                time.sleep(idle_seconds)
                idle = (cpu_ms(pids) - spent) / (time.monotonic() - since)
                return Start(painted, cpu, weight, idle)
            finally:
                stop(mine())
                program.wait()
                log.close()

    def _wait_for_paint(self, case: Case, began: float, mine: Any, program: Any) -> tuple[float, float]:
        """Return milliseconds to painted and the processor time spent by then; wait until drawing stops."""
        from Xlib import X, error
        from Xlib.ext import damage

        window, painted, cpu, last = None, 0.0, 0.0, time.monotonic()
        mapped: dict[int, Any] = {}
        wanted = re.compile(case.title)
        while not painted or time.monotonic() - last < QUIET_SECONDS:
            if painted and time.monotonic() - began > painted / 1000 + BLINKING_SECONDS:
                break
            if time.monotonic() - began > GIVE_UP_SECONDS or (program.poll() is not None and not painted):
                raise RuntimeError(f"{case.label}: no window; {(case.home / 'log.txt').read_text()[-2000:]}")
            if not self.display.pending_events():
                select.select([self.display.fileno()], [], [], 0.05)
            drawn = False
            while self.display.pending_events():
                event = self.display.next_event()
                if event.type == X.MapNotify:
                    mapped[event.window.id] = event.window
                elif event.type in (X.UnmapNotify, X.DestroyNotify):
                    mapped.pop(event.window.id, None)
                    if window is not None and window.id == event.window.id:
                        window = None
                elif type(event).__name__ == "DamageNotify":
                    last, drawn = time.monotonic(), True
            if window is None:
                for candidate in mapped.values():
                    with suppress(error.XError):
                        if wanted.search(self._title(candidate)) and candidate.get_geometry().width >= 200:
                            window, drawn, last = candidate, True, time.monotonic()
                            window.damage_create(damage.DamageReportRawRectangles)
                            break
            if window is not None and drawn and not painted and self._colours(window) >= case.colours:
                painted, cpu = (time.monotonic() - began) * 1000, cpu_ms(mine())
        return painted, cpu

    def _title(self, window: Any) -> str:
        from Xlib import X

        atom = self.display.intern_atom("_NET_WM_NAME")
        found = window.get_full_property(atom, X.AnyPropertyType)
        return found.value.decode("utf-8", "replace") if found else str(window.get_wm_name() or "")

    def _colours(self, window: Any) -> int:
        from Xlib import error

        try:
            shape = window.get_geometry()
        except error.XError:
            return 0
        left, top = max(0, shape.x), max(0, shape.y)
        width, height = min(shape.x + shape.width, WIDTH) - left, min(shape.y + shape.height, HEIGHT) - top
        rows = [top + row * (height - 1) // 60 for row in range(61)]
        columns = [left + column * (width - 1) // 96 for column in range(97)]
        return len({self.picture.pixel(column, row) for row in rows for column in columns})


class Picture:
    """The screen of a server as it is now: a file in the X window dump format, mapped into memory."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._bytes = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
        # The header's fields are 32-bit words, the most significant byte first; a colour of the map takes 12 bytes.
        header = struct.unpack(">20I", self._bytes[:80])
        self._pitch, self._start = header[12], header[0] + 12 * header[19]

    def pixel(self, column: int, row: int) -> bytes:
        """Return the colour of a pixel as three bytes."""
        offset = self._start + row * self._pitch + 4 * column
        return self._bytes[offset : offset + 3]

    def close(self) -> None:
        """Let the file go."""
        self._bytes.close()


@contextmanager
def session(case: Case, display: str) -> Iterator[dict[str, str]]:
    """Give the environment of a fresh session bus, with its keyring unlocked if the case asks for it."""
    runtime = Path(tempfile.mkdtemp(prefix="run-", dir=case.home))
    runtime.chmod(0o700)
    hidden = ("XDG_", "DBUS_", "QT_", "PYTHON", "VIRTUAL_ENV", "OFFICEDESK_")
    env = {name: value for name, value in os.environ.items() if not name.startswith(hidden)}
    folders = {"XDG_CONFIG_HOME": ".config", "XDG_DATA_HOME": ".local/share", "XDG_CACHE_HOME": ".cache"}
    env.update({name: str(case.home / folder) for name, folder in folders.items()})
    env.update(HOME=str(case.home), DISPLAY=display, XDG_RUNTIME_DIR=str(runtime), LANG="C.UTF-8", NO_AT_BRIDGE="1")
    env.update(case.env)
    for name in folders:
        Path(env[name]).mkdir(parents=True, exist_ok=True)
    before = set(children(os.getpid()))
    bus = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=env,
        text=True,
    )
    assert bus.stdout is not None
    env["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
    try:
        if case.secret_service:
            unlock_secret_service(env)
        yield env
    finally:
        bus.stdout.close()
        stop([pid for pid in children(os.getpid()) if pid not in before])
        bus.wait()


def unlock_secret_service(env: dict[str, str]) -> None:
    """Start a keyring daemon on the session's bus, with its collection unlocked."""
    subprocess.run(
        ["gnome-keyring-daemon", "--unlock", "--components=secrets", "--daemonize"],
        input="test",
        text=True,
        env=env,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
