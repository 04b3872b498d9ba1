"""What the commands of dev.py do, once the checkout is set up."""

import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import dev_debian
import dev_environment
from dev_console import ROOT, call, environment, say

PYTHON = dev_environment.PYTHON
DEMO: list[str | Path] = [PYTHON, "-m", "officedesk", "--demo", "--home"]
CHECKS: dict[str, list[str | Path]] = {
    "ruff check": [PYTHON, "-m", "ruff", "check", "--quiet"],
    "ruff format": [PYTHON, "-m", "ruff", "format", "--check", "--quiet"],
    "mypy": [PYTHON, "-m", "mypy", "--strict"],
    "lint-imports": [PYTHON, "-c", "from importlinter.cli import lint_imports_command as lint; lint(['--no-logo'])"],
}


def execute(name: str, rest: list[str]) -> int:
    """Run a command by its name; return the exit status."""
    commands = {"setup": setup, "run": run, "test": test, "check": check, "bench": bench, "screenshots": screenshots}
    return commands[name](rest)


def setup(_rest: list[str]) -> int:
    """Set up, and say so."""
    dev_environment.ensure()
    say("Tout est prêt : « python3 packaging/dev.py run » ouvre le bureau de démonstration.")
    return 0


def run(rest: list[str]) -> int:
    """Open the demo desk; without a screen, write what it would show."""
    dev_environment.ensure()
    if has_display():
        return call([*DEMO, ROOT / ".demo", *rest])
    output = ROOT / "demo-output"
    say(f"Aucun écran n’est accessible ici : les rapports et les images du bureau de démonstration vont dans {output}.")
    return offscreen("--headless", output, *rest)


def has_display() -> bool:
    """Tell whether a window can be opened; only Linux needs to be told where."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(os.environ.get(name) for name in named)


def offscreen(*arguments: str | Path) -> int:
    """Run the program without a screen, on a demo desk that is thrown away afterwards."""
    with tempfile.TemporaryDirectory(prefix="officedesk-") as folder:
        return call([*DEMO, Path(folder) / "desk", *arguments], environment(QT_QPA_PLATFORM="offscreen"))


def test(rest: list[str]) -> int:
    """Run the checks, then the tests; pytest has the last word on the screen, both count in the status."""
    dev_environment.ensure(dev_debian.TESTS)
    failed = failed_checks()
    # pytest repeats them above its closing line: a green line alone would hide a failed check.
    variables = environment(OFFICEDESK_FAILED_CHECKS=", ".join(failed))
    status = call([PYTHON, "-m", "pytest", "-n", "2", *rest], variables)
    return status or int(bool(failed))


def check(_rest: list[str]) -> int:
    """Run every check, whatever the others said."""
    dev_environment.ensure(())
    return int(bool(failed_checks()))


def failed_checks() -> list[str]:
    """Run the checks at once; print what the failing ones say and one line for all; return who failed."""
    with ThreadPoolExecutor() as threads:
        results = dict(zip(CHECKS, threads.map(quietly, CHECKS.values()), strict=True))
    failed = [name for name, result in results.items() if result.returncode != 0]
    for name in failed:
        say(f"--- {name}\n{results[name].stdout}")
    verdicts = ", ".join(f"{name} {'échoue' if name in failed else 'passe'}" for name in CHECKS)
    say(f"Contrôles : {verdicts}.")
    return failed


def quietly(command: list[str | Path]) -> subprocess.CompletedProcess[str]:
    """Run a program and keep what it says."""
    return subprocess.run(
        command,
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def bench(rest: list[str]) -> int:
    """Measure, on a private screen and a private keyring."""
    dev_environment.ensure(dev_debian.TESTS)
    return call([PYTHON, ROOT / "tests" / "benchmarks" / "bench.py", *rest])


def screenshots(_rest: list[str]) -> int:
    """Make the pictures of the README again."""
    dev_environment.ensure()
    return offscreen("--screenshots", ROOT / "packaging" / "screenshots")
