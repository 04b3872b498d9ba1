"""Where a bug happened, without a name or a title: a file of the desk's logs."""

import datetime as dt
import sys
import traceback
from pathlib import Path

LOGS = "logs"


def write_crash(home: Path, error: BaseException, now: dt.datetime) -> Path | None:
    """Write where a bug happened and return the file, or None when the folder refuses it.

    Neither the message nor any value is kept: they may hold a client's name or the title of a task.
    """
    lines = [f"{now:%Y-%m-%dT%H:%M:%SZ}", f"Python {sys.version.split()[0]}, {sys.platform}"]
    seen: BaseException | None = error
    while seen is not None:
        lines.append(type(seen).__qualname__)
        frames = traceback.extract_tb(seen.__traceback__)
        lines += [f"  {_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
        seen = seen.__cause__ or seen.__context__
    target = home / LOGS / f"crash-{now:%Y%m%d-%H%M%S-%f}.txt"
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        target.touch(mode=0o600)
        target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    except OSError:
        return None
    return target


def _short(filename: str) -> str:
    """Return a path from the package on: a folder of the machine may hold its user's name."""
    parts = Path(filename).parts
    for root in ("officedesk", "site-packages"):
        if root in parts:
            return "/".join(parts[len(parts) - 1 - parts[::-1].index(root) :])
    return parts[-1] if parts else filename
