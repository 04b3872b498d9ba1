"""Reads the key that the keyring keeps in a process of its own, on another core, while this one imports the toolkit.

Run as ``python -m officedesk.storage.recall HOME``, it prints the key in hexadecimal, or nothing.
"""

import os
import select
import signal
import sys
from contextlib import suppress
from pathlib import Path

LIMIT_S = 0.3


def possible() -> bool:
    """Tell whether this program can start itself anew to read the Linux Secret Service."""
    return sys.platform == "linux" and not getattr(sys, "frozen", False)


class Recall:
    """Started at once; asked later, it answers with the key, or None when the keyring has none or is too slow."""

    def __init__(self, home: Path) -> None:
        self._answer, theirs = os.pipe()
        nowhere = os.open(os.devnull, os.O_RDWR)
        streams = [(os.POSIX_SPAWN_DUP2, ours, number) for number, ours in enumerate((nowhere, theirs, nowhere))]
        command = [sys.executable, "-m", __name__, str(home)]
        self._process = os.posix_spawn(sys.executable, command, os.environ, file_actions=streams)
        os.close(theirs)
        os.close(nowhere)

    def key(self) -> bytes | None:
        """Return the key, LIMIT_S seconds from now at the latest; to be asked once."""
        try:
            text = self._text()
        finally:
            os.close(self._answer)
            with suppress(ProcessLookupError):
                os.kill(self._process, signal.SIGKILL)
            os.waitpid(self._process, 0)
        return bytes.fromhex(text) or None

    def _text(self) -> str:
        # The key comes in one write, far below what a pipe takes whole; an end without it says that there is none.
        ready, _, _ = select.select([self._answer], [], [], LIMIT_S)
        return os.read(self._answer, 256).decode("ascii") if ready else ""


def main() -> None:
    """Print the key of the desk that is named."""
    from officedesk.storage import keyring_cache

    with suppress(Exception):
        key = keyring_cache.recall_fast(Path(sys.argv[1]))
        os.write(sys.stdout.fileno(), (key or b"").hex().encode())


if __name__ == "__main__":
    main()
