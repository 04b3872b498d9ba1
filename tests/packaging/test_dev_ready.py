"""The set-up once it is done: what a second run costs, what makes it begin again, what each command starts."""

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.packaging.checkout import Checkout, make_checkout

# A project that installs without a network; its build back end is in the folder, as PEP 517 allows.
PYPROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
"""
BACKEND = """
import zipfile

def build_editable(folder, config_settings=None, metadata_directory=None):
    name = "officedesk-1-py3-none-any.whl"
    with zipfile.ZipFile(f"{folder}/{name}", "w") as wheel:
        wheel.writestr("officedesk-1.dist-info/METADATA", "Metadata-Version: 2.1\\nName: officedesk\\nVersion: 1\\n")
        tags = "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n"
        wheel.writestr("officedesk-1.dist-info/WHEEL", tags)
        wheel.writestr("officedesk-1.dist-info/RECORD", "")
    return name
"""
# Each program notes how it was started, and ends with the status that the test asks for.
NOTE = """
import json, os, sys
platform = os.environ.get("QT_QPA_PLATFORM")
with open("started.json", "w") as file:
    json.dump({"words": sys.argv[1:], "platform": platform, "bytecode_refused": sys.dont_write_bytecode}, file)
sys.exit(int(os.environ.get("TEST_STATUS", "0")))
"""
DONE = "Tout est prêt : « python3 packaging/dev.py run » ouvre le bureau de démonstration.\n"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    checkout = make_checkout(tmp_path_factory.mktemp("checkout"))
    (checkout.root / "packaging" / "requirements.lock").write_text("# nothing\n")
    (checkout.root / "pyproject.toml").write_text(PYPROJECT)
    (checkout.root / "backend.py").write_text(BACKEND)
    for program in ("officedesk/__main__.py", "tests/benchmarks/bench.py", "pytest/__main__.py"):
        (checkout.root / program).parent.mkdir(parents=True)
        (checkout.root / program).write_text(NOTE)
    result = checkout.dev("setup")
    assert result.returncode == 0, result.stderr
    assert result.stdout == "Installation des bibliothèques… (1 à 2 min)\n" + DONE
    return checkout


@pytest.fixture
def ready(installed: Checkout) -> Iterator[Checkout]:
    installed.variables.clear()
    (installed.root / "started.json").unlink(missing_ok=True)
    yield installed
    installed.variables.clear()


def started(checkout: Checkout) -> dict[str, object]:
    note: dict[str, object] = json.loads((checkout.root / "started.json").read_text())
    return note


def test_a_second_set_up_takes_less_than_a_second(ready: Checkout) -> None:
    begin = time.monotonic()
    result = ready.dev("setup")

    assert result.stdout == DONE
    assert time.monotonic() - begin < 1


def test_a_changed_description_installs_the_project_only(ready: Checkout) -> None:
    with (ready.root / "pyproject.toml").open("a") as file:
        file.write("# changed\n")
    old = (ready.root / ".venv" / "project.stamp").read_text()

    result = ready.dev("setup")

    assert result.stdout == DONE
    assert (ready.root / ".venv" / "project.stamp").read_text() != old


def test_an_installation_cut_short_is_begun_again(ready: Checkout) -> None:
    leftover = ready.root / ".venv" / "leftover"
    leftover.touch()
    (ready.root / ".venv" / "libraries.stamp").unlink()

    result = ready.dev("setup")

    assert result.stdout == "Installation des bibliothèques… (1 à 2 min)\n" + DONE
    assert not leftover.exists()


def test_with_a_screen_the_demo_desk_of_the_checkout_opens(ready: Checkout) -> None:
    ready.variables.update(DISPLAY=":7", PYTHONDONTWRITEBYTECODE="1")

    result = ready.dev("run", "--today", "2026-12-01")

    assert result.returncode == 0
    note = started(ready)
    assert note["words"] == ["--demo", "--home", str(ready.root / ".demo"), "--today", "2026-12-01"]
    # Bytecode is kept whatever the machine says, or each start would cost two seconds.
    assert note["bytecode_refused"] is False


def test_without_a_screen_the_same_job_is_done_on_a_desk_that_is_thrown_away(ready: Checkout) -> None:
    result = ready.dev("run")

    assert "Aucun écran" in result.stdout
    assert str(ready.root / "demo-output") in result.stdout
    note = started(ready)
    words = note["words"]
    assert isinstance(words, list)
    demo, home, folder, *rest = words
    assert [demo, home, *rest] == ["--demo", "--home", "--headless", str(ready.root / "demo-output")]
    assert note["platform"] == "offscreen"
    assert not Path(folder).parent.exists()


def test_the_status_of_the_program_is_the_status_of_the_command(ready: Checkout) -> None:
    ready.variables["TEST_STATUS"] = "3"

    assert ready.dev("run").returncode == 3
    assert ready.dev("bench").returncode == 3


def test_screenshots_go_where_the_readme_shows_them(ready: Checkout) -> None:
    ready.dev("screenshots")

    words = started(ready)["words"]
    assert isinstance(words, list)
    assert words[-2:] == ["--screenshots", str(ready.root / "packaging" / "screenshots")]


def test_every_check_runs_and_one_line_says_which_fail(ready: Checkout) -> None:
    # None of the tools is installed in this environment: all four fail.
    result = ready.dev("check")

    assert result.returncode == 1
    assert result.stdout.splitlines()[-1] == (
        "Contrôles : ruff check échoue, ruff format échoue, mypy échoue, lint-imports échoue."
    )


def test_a_failed_check_fails_the_test_command_even_when_the_tests_pass(ready: Checkout) -> None:
    result = ready.dev("test", "-k", "days")

    assert started(ready)["words"] == ["-n", "2", "-k", "days"]
    assert result.returncode == 1
