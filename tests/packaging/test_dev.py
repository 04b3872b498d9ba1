"""The set-up in two commands: what it says and does on machines where something is missing."""

import ast
import subprocess

import pytest

from tests.packaging.checkout import ROOT, Checkout

WINDOW = (
    "libegl1 libgl1 libxkbcommon0 libfontconfig1 libdbus-1-3 libglib2.0-0 "
    "libxcb-cursor0 libxkbcommon-x11-0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0"
)
NOT_ROOT = "import os; os.geteuid = lambda: 1000"
ROOT_USER = "import os; os.geteuid = lambda: 0"
NO_ENSUREPIP = (
    "import importlib.util as u; known = u.find_spec; u.find_spec = lambda n: None if n == 'ensurepip' else known(n)"
)


def sentence(result: subprocess.CompletedProcess[str], status: int = 1) -> str:
    """Return the one sentence of a refusal."""
    assert result.returncode == status, result.stdout + result.stderr
    assert "Traceback" not in result.stdout + result.stderr
    assert result.stderr.count("\n") == 1
    return result.stderr.rstrip("\n")


def test_help_lists_every_command(checkout: Checkout) -> None:
    result = checkout.dev("--help")

    assert result.returncode == 0
    named = [line.split()[0] for line in result.stdout.splitlines() if line.startswith("  ")]
    assert named == ["setup", "run", "test", "check", "bench", "screenshots"]


def test_an_unknown_command_is_wrong_usage(checkout: Checkout) -> None:
    result = checkout.dev("instal")

    assert result.returncode == 2
    assert "screenshots" in result.stderr


def test_a_command_without_arguments_refuses_one(checkout: Checkout) -> None:
    assert "retirez « vite »" in sentence(checkout.dev("setup", "vite"), status=2)


@pytest.mark.parametrize("version", ["(3, 9, 18)", "(3, 10, 13)", "(3, 14, 0)"])
def test_a_python_that_does_not_suit_is_named(checkout: Checkout, version: str) -> None:
    checkout.python_starts_with(f"import sys; sys.version_info = {version}")

    said = sentence(checkout.dev("run"))

    assert said.startswith("OfficeDesk demande Python 3.11, 3.12 ou 3.13")
    assert version.strip("()").replace(", ", ".").rpartition(".")[0] in said
    assert not (checkout.root / ".venv").exists()


def test_an_old_python_can_read_the_file_that_refuses_it() -> None:
    source = (ROOT / "packaging" / "dev.py").read_text(encoding="utf-8")

    module = ast.parse(source, feature_version=(3, 8))

    # An old Python evaluates annotations when the file is loaded: those it does not know are kept as text.
    signatures = [node for node in ast.walk(module) if isinstance(node, ast.arguments)]
    annotations = [argument.annotation for signature in signatures for argument in signature.args]
    assert all(isinstance(note, ast.Name | ast.Constant) for note in annotations)


def test_a_person_who_is_not_root_gets_the_line_to_type(checkout: Checkout) -> None:
    checkout.is_debian(present=WINDOW.replace("libgl1 ", "").replace(" libxcb-shape0", ""))
    checkout.python_starts_with(NOT_ROOT)

    said = sentence(checkout.dev("setup"))

    assert "« sudo apt-get install -y --no-install-recommends libgl1 libxcb-shape0 »" in said
    assert checkout.calls == []


def test_root_can_keep_the_system_as_it_is(checkout: Checkout) -> None:
    checkout.is_debian(present=WINDOW.replace("libegl1 ", ""))
    checkout.python_starts_with(ROOT_USER)
    checkout.variables["OFFICEDESK_NO_APT"] = "1"

    said = sentence(checkout.dev("setup"))

    assert "« apt-get install -y --no-install-recommends libegl1 »" in said
    assert checkout.calls == []


def test_the_tests_ask_for_more_than_the_window(checkout: Checkout) -> None:
    checkout.is_debian(present=WINDOW)
    checkout.python_starts_with(NOT_ROOT)

    said = sentence(checkout.dev("test"))

    assert "xvfb xauth xdotool at-spi2-core gnome-keyring dbus poppler-utils imagemagick »" in said
    assert "libegl1" not in said


def test_a_library_that_ubuntu_renamed_is_not_asked_for(checkout: Checkout) -> None:
    checkout.is_debian(present=WINDOW.replace("libglib2.0-0", "libglib2.0-0t64").replace("libgl1 ", ""))
    checkout.python_starts_with(NOT_ROOT)

    assert "recommends libgl1 »" in sentence(checkout.dev("setup"))


def test_root_sees_what_is_installed_and_why_it_stopped(checkout: Checkout) -> None:
    checkout.is_debian(present=WINDOW.replace("libegl1 ", ""), apt_status=100)
    checkout.python_starts_with(ROOT_USER)

    result = checkout.dev("setup")

    assert "n’ont pas pu être installés" in sentence(result)
    assert result.stdout == "Installation des paquets du système : libegl1…\n"
    # The lists of packages are read again before giving up.
    assert checkout.calls[-1].endswith(" update")


def test_a_debian_python_without_ensurepip_asks_for_its_package(checkout: Checkout) -> None:
    checkout.is_debian(present=WINDOW)
    checkout.python_starts_with(NOT_ROOT)
    checkout.python_starts_with(NO_ENSUREPIP)
    checkout.python_starts_with("import sys; sys.version_info = (3, 11, 2)")

    assert "recommends python3.11-venv »" in sentence(checkout.dev("setup"))


def test_elsewhere_a_python_without_ensurepip_is_named(checkout: Checkout) -> None:
    checkout.python_starts_with(NO_ENSUREPIP)

    assert "module ensurepip" in sentence(checkout.dev("setup"))


def test_a_folder_that_cannot_hold_the_environment_is_named(checkout: Checkout) -> None:
    (checkout.root / ".venv").write_text("")

    assert f"Le dossier {checkout.root / '.venv'} n’a pas pu être créé" in sentence(checkout.dev("setup"))


def test_without_network_nothing_is_left_as_if_done(checkout: Checkout) -> None:
    result = checkout.dev("setup")

    assert "vérifiez la connexion à internet" in sentence(result)
    assert result.stdout == "Installation des bibliothèques… (1 à 2 min)\n"
    # The environment was begun; without its stamp the next run begins it again.
    assert (checkout.root / ".venv" / "bin" / "python").exists()
    assert list((checkout.root / ".venv").glob("*.stamp")) == []
