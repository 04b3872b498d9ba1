"""The program finds its data, installed from a wheel as in a checkout."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from officedesk import paths

ROOT = Path(__file__).resolve().parents[2]
FONT = "fonts/Inter-Regular.otf"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that holds what the wheel holds, far from the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder / "built")]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = (folder / "built").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "installed")
    return folder / "installed"


def test_the_wheel_finds_its_own_data(installed: Path, tmp_path: Path) -> None:
    ask = "from officedesk.paths import resources; print(resources())"
    # -I: neither the checkout, nor the current folder, nor the environment's own copy comes first.
    command = [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(installed)!r}); {ask}"]

    answer = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, encoding="utf-8").stdout.strip()

    assert Path(answer) == installed / "officedesk" / "resources"
    assert (Path(answer) / FONT).read_bytes() == (ROOT / "resources" / FONT).read_bytes()


def test_a_checkout_reads_its_own_data() -> None:
    assert paths.resources() == ROOT / "resources"


def test_the_command_is_declared(installed: Path) -> None:
    (declared,) = installed.glob("officedesk-*.dist-info/entry_points.txt")

    assert "officedesk = officedesk.__main__:main" in declared.read_text(encoding="utf-8")


def test_the_licence_travels_with_the_program(installed: Path) -> None:
    (licence,) = installed.glob("officedesk-*.dist-info/licenses/LICENSE")

    assert licence.read_text(encoding="utf-8").startswith("MIT License")
