"""From an empty folder to six reports, by commands only."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from officedesk.__main__ import main
from tests.cli.conftest import DAY

PASSPHRASE = "une phrase de passe d’essai"
PERIOD = ("--period", "2026-11", "--format", "pdf")


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make an empty desk by the installed program, in a process of its own."""
    home = tmp_path / "bureau"
    monkeypatch.setenv("OFFICEDESK_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("OFFICEDESK_HOME", str(home))
    monkeypatch.setenv("OFFICEDESK_TODAY", DAY)
    done = subprocess.run(
        [sys.executable, "-m", "officedesk", "init", "--json"], capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout)["home"] == str(home)
    assert len(json.loads(done.stdout)["recovery_key"].replace("-", "")) == 32
    return home


def test_six_reports_come_from_an_empty_folder_and_no_name_is_readable(
    empty: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["demo", "--json"]) == 0
    counts = json.loads(capsys.readouterr().out)
    assert set(counts) == {"clients", "tasks", "suppliers", "deadlines", "events", "decisions"}
    assert (counts["clients"], counts["suppliers"]) == (6, 14)

    assert main(["client", "list", "--json"]) == 0
    names = {client["slug"]: client["name"] for client in json.loads(capsys.readouterr().out)}
    assert len(names) == 6
    for slug, name in names.items():
        target = tmp_path / f"{slug}.pdf"
        assert main(["report", slug, *PERIOD, "--output", str(target), "--json"]) == 0
        printed = json.loads(capsys.readouterr().out)
        text = " ".join(subprocess.run(["pdftotext", str(target), "-"], capture_output=True, text=True).stdout.split())
        assert (printed["file"], printed["pages"]) == (str(target), text.count("Confidentiel, destiné à"))
        assert name in text
        assert [other for other in names.values() if other != name and other in text] == []

    files = [file for file in empty.rglob("*") if file.is_file()]
    assert {"desk.db", "desk.key"} <= {file.name for file in files}
    for file in files:
        content = file.read_bytes()
        for name in names.values():
            readable = (name.encode(), name.encode("utf-16-le"), name.encode("utf-16-be"), name.encode("latin-1"))
            assert not any(each in content for each in readable), file.name


def test_a_desk_that_has_clients_is_not_filled(empty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo"]) == 0
    assert main(["demo"]) == 1

    printed = capsys.readouterr()
    assert "déjà des clients" in printed.err
    assert main(["client", "list", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 6


def test_what_is_shown_of_a_client_gives_the_deadlines_that_are_stored(
    empty: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    window = ("--from", "2026-11-23", "--to", "2027-11-23")
    assert main(["demo"]) == 0
    capsys.readouterr()
    assert main(["client", "show", "clinique-veterinaire-du-quai-boreal", "--json"]) == 0
    profile = tmp_path / "profil.json"
    profile.write_text(capsys.readouterr().out, encoding="utf-8")

    assert main(["compliance", "preview", str(profile), *window, "--json"]) == 0
    computed = {(each["rule"], each["subject"], each["due"]) for each in json.loads(capsys.readouterr().out)}
    assert main(["deadline", "list", "--client", "clinique-veterinaire-du-quai-boreal", *window, "--json"]) == 0
    stored = [each for each in json.loads(capsys.readouterr().out) if each["rule"] is not None]

    assert computed == {(each["rule"], each["subject"], each["due"]) for each in stored}
    assert ("vigilance-fournisseur", "S11", "2026-12-01") in computed
