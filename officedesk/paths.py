"""Where the program finds its own data and the desk of its user."""

import os
from pathlib import Path

HERE = Path(__file__).resolve().parent


def resources() -> Path:
    """Return the folder of the shipped data.

    The wheel holds it inside the package; a checkout holds it beside the package, because an
    editable install does not copy files.
    """
    installed = HERE / "resources"
    return installed if installed.is_dir() else HERE.parent / "resources"


def default_home() -> Path:
    """Return the desk's folder: ``OFFICEDESK_HOME``, or the platform's data folder."""
    named = os.environ.get("OFFICEDESK_HOME")
    if named:
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("officedesk", appauthor=False) / "desk"


def write_atomically(target: Path, content: bytes, mode: int = 0o600) -> None:
    """Replace a file as a whole: readers see the old one or the new one, even after a power cut.

    Raises OSError, and leaves the old file as it was, when the folder cannot be written.
    """
    import tempfile

    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(mode)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Make a rename durable; a platform that cannot open folders keeps its own promise."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
