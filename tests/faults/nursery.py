"""Starts children that work on a desk, and kills each at a chosen moment."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[2]


class Life(NamedTuple):
    """What a child said before it was killed, in order."""

    said: list[dict[str, Any]]


class Nursery:
    """A process that has imported everything, and forks children on order."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    def send(self, **order: Any) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order).encode() + b"\n")
        self._process.stdin.flush()

    def hear(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the nursery is gone"
        said: dict[str, Any] = json.loads(line)
        assert "failed" not in said, said
        return said

    def kill_after(self, seconds: float, *, at_work: bool, **order: Any) -> Life:
        """Let a child live for a while, kill it by SIGKILL, and return what it had acknowledged.

        The while begins at its birth, or once it is ``at_work``: at its first word.
        """
        self.send(**order)
        pid = self.hear()["born"]
        said = [self.hear()] if at_work else []
        time.sleep(seconds)
        os.kill(pid, signal.SIGKILL)
        self.send(work="bury", pid=pid)
        while "buried" not in (line := self.hear()):
            said.append(line)
        assert line == {"buried": pid, "signal": signal.SIGKILL}
        return Life(said)


@contextlib.contextmanager
def opened() -> Iterator[Nursery]:
    """Start a nursery, and end it with the block."""
    command = [sys.executable, "-m", "tests.faults.children"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        nursery = Nursery(process)
        assert nursery.hear() == {"ready": True}
        try:
            yield nursery
        finally:
            process.kill()
