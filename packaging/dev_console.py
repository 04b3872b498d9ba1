"""How the set-up speaks and how it runs other programs."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class RefusalError(Exception):
    """The command cannot go on; the text is one French sentence that says what to do next."""


def say(sentence: str) -> None:
    """Print at once, also into a pipe: what follows may take minutes."""
    print(sentence, flush=True)


def environment(**extra: str) -> dict[str, str]:
    """Return the variables of a child process, which may always keep its compiled bytecode.

    Without bytecode the program takes two seconds to start instead of half a second.
    """
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, **extra}


def call(command: Sequence[str | Path], variables: Mapping[str, str] | None = None) -> int:
    """Run a program at the root of the checkout, on this terminal; return its exit status.

    Ctrl+C reaches the program too: it is left the time to end by itself.
    """
    with subprocess.Popen(command, cwd=ROOT, env=variables or environment()) as process:
        try:
            status = process.wait()
        except KeyboardInterrupt:
            process.wait()
            raise
    # Killed by a signal: the status that a shell would give.
    return 128 - status if status < 0 else status
