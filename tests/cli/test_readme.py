"""What the README shows can be typed as it stands."""

import re
import shlex
from pathlib import Path

import pytest

from officedesk.cli import NOUNS
from tests.cli.conftest import Run

README = Path(__file__).resolve().parents[2] / "README.md"


def shown(language: str) -> list[str]:
    """Return the blocks of the README in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


def commands() -> list[list[str]]:
    lines = [line for block in shown("") for line in block.splitlines() if line.startswith("officedesk ")]
    return [shlex.split(line, comments=True)[1:] for line in lines]


def test_the_profile_and_the_command_beside_it_work(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    [profile] = shown("json")
    [preview] = [words for words in commands() if words[:2] == ["compliance", "preview"]]
    monkeypatch.chdir(tmp_path)
    Path("profil.json").write_text(profile, encoding="utf-8")

    answer = run(*preview, "--json")

    assert (answer.status, answer.err) == (0, "")
    by_domain = {due["domain"]: due for due in answer.json}
    assert by_domain.keys() >= {"urssaf", "fiscal", "duerp"}
    payroll = [due for due in answer.json if due["rule"] == "dsn-mensuelle-15"]
    # From December 2026 to December 2027, both included.
    assert len(payroll) == 13


def test_the_desk_of_the_readme_is_made_filled_and_read(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    data = README.parent / "tests" / "data"
    Path("agenda.ics").write_bytes((data / "ics" / "node-ical__test_date_duration.ics").read_bytes())
    Path("carte.vcf").write_bytes((data / "vcf" / "ez-vcard__John_Doe_EVOLUTION.vcf").read_bytes())

    statuses = {" ".join(words[:2]): run(*words).status for words in commands() if words[0] != "compliance"}

    assert len(statuses) >= 6
    assert set(statuses.values()) == {0}, statuses
    assert Path("rapport.pdf").read_bytes().startswith(b"%PDF")


def test_each_command_shown_exists() -> None:
    assert {words[0] for words in commands()} <= NOUNS.keys()
