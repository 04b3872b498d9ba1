"""The import contracts of pyproject.toml say no, also to packages that did not exist when they were written."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINT = "from importlinter.cli import lint_imports_command as lint; lint(['--no-logo', '--no-cache', '--contract={}'])"
SOUND = {
    "__main__.py": "from officedesk import app",
    "app.py": "from officedesk.ui import window",
    "ui/window.py": "import PySide6.QtWidgets\nfrom officedesk.services import tasks",
    "cli/task.py": "from officedesk.services import tasks",
    "services/tasks.py": "import sqlmodel\nfrom officedesk.storage import store",
    "storage/store.py": "import sqlalchemy\nfrom officedesk.domain import entities",
    "reports/activity.py": "import typst\nfrom officedesk.domain import days",
    "interop/ics.py": "from officedesk.domain import entities",
    "domain/entities.py": "import sqlmodel",
    "domain/days.py": "def closed():\n    import holidays",
    "paths.py": "",
}


def verdict(folder: Path, contract: str, **changed: str) -> int:
    """Return the status of one contract on the sound package, some of whose files are written otherwise."""
    package = folder / "officedesk"
    for name, text in {**SOUND, **{key.replace("__", "/") + ".py": text for key, text in changed.items()}}.items():
        file = package / name
        file.parent.mkdir(parents=True, exist_ok=True)
        (file.parent / "__init__.py").touch()
        file.write_text(text, encoding="utf-8")
    (folder / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    command = [sys.executable, "-c", LINT.format(contract)]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode


@pytest.mark.parametrize("contract", ["layers", "toolkit", "database", "trade"])
def test_a_sound_package_passes(tmp_path: Path, contract: str) -> None:
    assert verdict(tmp_path, contract) == 0


@pytest.mark.parametrize(
    ("contract", "file", "text"),
    [
        ("layers", "domain__days", "from officedesk.storage import store"),
        ("layers", "storage__store", "from officedesk.reports import activity"),
        ("layers", "cli__task", "from officedesk.ui import window"),
        ("layers", "services__tasks", "from officedesk import app"),
        ("layers", "helpers__words", "'''A package that the layers do not name.'''"),
        ("toolkit", "services__tasks", "import PySide6.QtCore"),
        ("toolkit", "app", "from PySide6 import QtWidgets"),
        ("database", "ui__window", "from sqlmodel import select"),
        ("database", "cli__task", "import pydantic"),
        ("database", "app", "import sqlalchemy"),
        ("trade", "domain__days", "import sqlmodel"),
        ("trade", "domain__days", "def read():\n    import icalendar"),
    ],
)
def test_a_contract_refuses_what_it_forbids(tmp_path: Path, contract: str, file: str, text: str) -> None:
    assert verdict(tmp_path, contract, **{file: text}) == 1
