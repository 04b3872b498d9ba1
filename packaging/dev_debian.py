"""The system libraries that no Python package brings, on Debian and Ubuntu."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from dev_console import RefusalError, say

WINDOW = (
    "libegl1",
    "libgl1",
    "libxkbcommon0",
    "libfontconfig1",
    "libdbus-1-3",
    "libglib2.0-0",
    "libxcb-cursor0",
    "libxkbcommon-x11-0",
    "libxcb-icccm4",
    "libxcb-keysyms1",
    "libxcb-shape0",
)
# A private screen with its keyboard and what a screen reader reads, a private keyring, readers of PDF and of pictures.
TESTS = (*WINDOW, "xvfb", "xauth", "xdotool", "at-spi2-core", "gnome-keyring", "dbus", "poppler-utils", "imagemagick")
# Ubuntu 24.04 gave a library another name when its times became 64 bits wide.
RENAMED = {"libglib2.0-0": "libglib2.0-0t64"}
INSTALL = ("apt-get", "install", "-y", "--no-install-recommends")
LISTS = Path("/var/lib/apt/lists")


def ensure(packages: Sequence[str]) -> None:
    """Install what is missing, or raise RefusalError with the line to type; do nothing elsewhere than on Debian."""
    if not (shutil.which("dpkg-query") and shutil.which("apt-get")):
        return
    missing = absent(packages)
    if not missing:
        return
    line = " ".join([*INSTALL, *missing])
    if os.environ.get("OFFICEDESK_NO_APT", "0") not in ("", "0") or os.geteuid() != 0:
        sudo = "" if os.geteuid() == 0 else "sudo "
        raise RefusalError(f"Il manque des paquets du système : tapez « {sudo}{line} », puis recommencez.")
    say(f"Installation des paquets du système : {' '.join(missing)}…")
    if not install(missing):
        raise RefusalError(
            f"Les paquets du système n’ont pas pu être installés : vérifiez la connexion (« {line} » dira la raison)."
        )


def absent(packages: Sequence[str]) -> list[str]:
    """Return the packages that dpkg does not hold as installed, in order."""
    names = [*packages, *(RENAMED[name] for name in packages if name in RENAMED)]
    question = ["dpkg-query", "--show", "--showformat=${Package} ${db:Status-Status}\n", *names]
    answer = subprocess.run(question, capture_output=True, text=True, check=False).stdout
    present = {line.split()[0] for line in answer.splitlines() if line.endswith(" installed")}
    return [name for name in packages if present.isdisjoint({name, RENAMED.get(name, name)})]


def install(packages: Sequence[str]) -> bool:
    """Install packages, after reading the lists again when they are absent or too old; tell whether it worked."""
    if any(LISTS.glob("*_Packages*")) and apt(*INSTALL, *packages):
        return True
    return apt("apt-get", "update") and apt(*INSTALL, *packages)


def apt(*command: str) -> bool:
    """Run apt-get without a question; wait for another apt-get to end; tell whether it worked."""
    program, *arguments = command
    variables = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    result = subprocess.run(
        [program, "-o", "DPkg::Lock::Timeout=120", *arguments],
        env=variables,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    return result.returncode == 0
