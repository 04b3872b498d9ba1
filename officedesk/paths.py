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
