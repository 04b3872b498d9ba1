"""The virtual environment of the checkout: the locked libraries, then the project itself."""

import hashlib
import importlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import dev_debian
from dev_console import ROOT, RefusalError, environment, say

VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCK = ROOT / "packaging" / "requirements.lock"
# Each stamp is written last: an installation that was cut short has none, and is begun again.
LIBRARIES_STAMP = VENV / "libraries.stamp"
PROJECT_STAMP = VENV / "project.stamp"
LOG = VENV / "setup.log"

# What pip says, and what it means to a person; the first that fits.
TROUBLES = (
    (
        ("No space left on device",),
        "Le disque est plein : libérez environ 1 Go, puis recommencez.",
    ),
    (
        ("DO NOT MATCH THE HASHES",),
        "Une bibliothèque téléchargée n’est pas celle qui était attendue : rien n’a été gardé, recommencez plus tard.",
    ),
    (
        (
            "NewConnectionError",
            "ConnectTimeout",
            "ReadTimeout",
            "ProxyError",
            "Connection broken",
            "Max retries exceeded",
        ),
        "Les bibliothèques n’ont pas pu être téléchargées : vérifiez la connexion à internet, puis recommencez.",
    ),
)


def ensure(packages: Sequence[str] = dev_debian.WINDOW) -> None:
    """Bring the system packages, .venv and the project up to date; raise RefusalError when one cannot be."""
    libraries, project = libraries_key(), project_key()
    fresh = not PYTHON.exists() or read(LIBRARIES_STAMP) != libraries
    dev_debian.ensure([*packages, *(venv_package() if fresh else ())])
    if fresh:
        make_venv()
        install_libraries()
        LIBRARIES_STAMP.write_text(libraries)
    if fresh or read(PROJECT_STAMP) != project:
        PROJECT_STAMP.unlink(missing_ok=True)
        pip("--no-index", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
        PROJECT_STAMP.write_text(project)


def libraries_key() -> str:
    """Return what the installed libraries depend on: the lock, this Python, and where .venv stands."""
    version = ".".join(str(part) for part in sys.version_info[:3])
    return hashlib.sha256(LOCK.read_bytes() + f"{version} {ROOT}".encode()).hexdigest()


def project_key() -> str:
    """Return what the installed project depends on besides."""
    return hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest()


def read(stamp: Path) -> str:
    """Return a stamp, or nothing when it was never written."""
    return stamp.read_text() if stamp.is_file() else ""


def venv_package() -> list[str]:
    """Return the Debian package that brings ensurepip to this Python, when it is missing."""
    return [] if has_ensurepip() else [f"python3.{sys.version_info[1]}-venv"]


def has_ensurepip() -> bool:
    """Tell whether this Python can put pip into a virtual environment."""
    importlib.invalidate_caches()
    return importlib.util.find_spec("ensurepip") is not None


def make_venv() -> None:
    """Make an empty .venv in the place of whatever was there."""
    if not has_ensurepip():
        raise RefusalError(
            f"Ce Python n’a pas le module ensurepip : installez-le (Debian : « apt-get install {venv_package()[0]} »), "
            "puis recommencez."
        )
    try:
        LIBRARIES_STAMP.unlink(missing_ok=True)
        if VENV.is_dir():
            shutil.rmtree(VENV)
        # Not sys.executable: it may be .venv's own, just removed.
        command = [sys._base_executable, "-m", "venv", VENV]  # type: ignore[attr-defined]
        subprocess.run(command, capture_output=True, env=environment(), check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise RefusalError(
            f"Le dossier {VENV} n’a pas pu être créé : vérifiez qu’on peut y écrire et qu’il reste de la place, "
            "puis recommencez."
        ) from error


def install_libraries() -> None:
    """Install exactly the locked libraries, compiled."""
    say("Installation des bibliothèques… (1 à 2 min)")
    pip("--require-hashes", "--only-binary", ":all:", "--requirement", str(LOCK))


def pip(*arguments: str) -> None:
    """Run pip install inside .venv; raise RefusalError with the reason when it fails, the details being in a file."""
    options = ["--quiet", "--compile", "--no-input", "--disable-pip-version-check", "--retries", "2"]
    command: list[str | Path] = [PYTHON, "-m", "pip", "install", *options, *arguments]
    result = subprocess.run(
        command, cwd=ROOT, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    if result.returncode != 0:
        LOG.write_bytes(result.stdout)
        raise RefusalError(trouble(result.stdout.decode(errors="replace")))


def trouble(output: str) -> str:
    """Return in one sentence why pip failed."""
    for signs, sentence in TROUBLES:
        if any(sign in output for sign in signs):
            return sentence
    return f"L’installation des bibliothèques a échoué : le détail est dans {LOG} ; corrigez, puis recommencez."
