"""A copy of the set-up alone, in a machine where the test decides what is missing."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Checkout:
    """The files that dev.py needs, and a machine around them: programs on the PATH, and how Python starts."""

    root: Path
    variables: dict[str, str] = field(default_factory=dict)

    @property
    def programs(self) -> Path:
        """Return the folder of the programs that the machine has, and nothing else."""
        return self.root / "machine"

    @property
    def calls(self) -> list[str]:
        """Return the apt-get lines that were run, in order."""
        log = self.root / "calls.log"
        return log.read_text(encoding="utf-8").splitlines() if log.exists() else []

    def has_program(self, name: str, script: str) -> None:
        """Put a shell script on the PATH."""
        program = self.programs / name
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        program.chmod(0o755)

    def is_debian(self, present: str = "", apt_status: int = 0) -> None:
        """Make it a Debian that holds some packages; apt-get notes its line and ends with a status."""
        lines = "".join(f"echo '{name} installed'\n" for name in present.split())
        self.has_program("dpkg-query", f"{lines}exit 1")
        self.has_program("apt-get", f"echo \"apt-get $*\" >> '{self.root}/calls.log'\nexit {apt_status}")

    def python_starts_with(self, line: str) -> None:
        """Run a line of Python before dev.py, in every interpreter."""
        (self.root / "site").mkdir(exist_ok=True)
        with (self.root / "site" / "sitecustomize.py").open("a", encoding="utf-8") as file:
            file.write(line + "\n")

    def dev(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run dev.py as a person would."""
        return subprocess.run(
            [sys.executable, self.root / "packaging" / "dev.py", *arguments],
            env={**self.environment(), **self.variables},
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    def environment(self) -> dict[str, str]:
        """Return the variables of a machine that knows no package index."""
        return {
            "PATH": str(self.programs),
            "HOME": str(self.root),
            "PYTHONPATH": str(self.root / "site"),
            "PYTHONIOENCODING": "utf-8",
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
        }


def make_checkout(folder: Path) -> Checkout:
    """Copy the set-up, its lock file and the project's description into a folder."""
    (folder / "machine").mkdir()
    (folder / "packaging").mkdir()
    for source in (ROOT / "packaging").glob("dev*.py"):
        shutil.copy(source, folder / "packaging")
    shutil.copy(ROOT / "packaging" / "requirements.lock", folder / "packaging")
    shutil.copy(ROOT / "pyproject.toml", folder)
    return Checkout(folder)
