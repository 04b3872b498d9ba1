"""What a person reads of the commands: lists in columns, states in words, help that says all that is needed."""

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_a_finished_task_is_told_apart_and_finished_once(run: Run) -> None:
    task = run("task", "add", "alpha", "Relancer l’assureur", "--json").json

    first, second = run("task", "done", task["id"]), run("task", "done", task["id"])
    listed = run("task", "list", "--client", "alpha").out.splitlines()

    assert first.out == "Tâche terminée : Relancer l’assureur\n"
    assert second.out == "Cette tâche était déjà terminée : Relancer l’assureur\n"
    [line] = [line for line in listed if line.endswith("Relancer l’assureur")]
    assert "  terminée  " in line


def test_columns_stand_below_each_other_whatever_the_names(run: Run, tmp_path: Path) -> None:
    profile = tmp_path / "profil.json"
    profile.write_text('{"name": "Clinique vétérinaire du Quai Boréal et de la Presqu’île"}', encoding="utf-8")
    run("client", "add", profile)
    run("task", "add", "clinique-veterinaire-du-quai-boreal-et-de-la-presqu-ile", "Mettre à jour l’affichage")
    run("task", "add", "alpha", "Mettre à jour l’affichage")

    lines = run("task", "list", "--open").out.splitlines()

    assert len({line.index("Mettre à jour") for line in lines if "Mettre à jour" in line}) == 1


def test_the_state_of_a_deadline_is_french(run: Run, tmp_path: Path) -> None:
    profile = tmp_path / "profil.json"
    profile.write_text('{"name": "Gamma", "processes_personal_data": true}', encoding="utf-8")
    run("client", "add", profile)

    listed = run("deadline", "list", "--client", "gamma").out

    assert "sans date   à faire  gamma  Revue du registre des traitements" in listed
    assert "open" not in listed


@pytest.mark.parametrize(
    ("words", "command"),
    [
        (("compliance", "preview", "profil.json"), "compliance preview"),
        (("task", "add", "alpha"), "task add"),
        (("report", "alpha"), "report"),
        (("client", "nope"), "client"),
    ],
)
def test_wrong_usage_names_the_help_that_answers(run: Run, words: tuple[str, ...], command: str) -> None:
    assert f"« officedesk {command} --help »" in run(*words).err


def test_help_says_what_must_be_given_and_what_is_taken_otherwise(run: Run) -> None:
    shown = run("report", "--help").out

    assert shown.startswith("officedesk report CLIENT --period AAAA-MM --output FICHIER [--format FORMAT]\n")
    assert re.search(r"--period AAAA-MM .*\(obligatoire\)", shown)
    assert "(« pdf » sinon)" in shown
    assert run("import", "--help").out.startswith("officedesk import FICHIER… --client CLIENT [--dry-run]\n")
    assert "None" not in run("event", "list", "--help").out


def test_a_month_to_come_and_another_suffix_are_told_and_the_report_is_written(run: Run, tmp_path: Path) -> None:
    output = tmp_path / "rapport.txt"

    answer = run("report", "alpha", "--period", "2026-12", "--output", output)

    assert answer.status == 0
    assert "n’a pas commencé" in answer.err
    assert "« rapport.txt » ne finit pas par « .pdf »" in answer.err
    assert output.read_bytes().startswith(b"%PDF")
    assert run("report", "alpha", "--period", "2026-11", "--output", tmp_path / "rapport.pdf").err == ""


def test_the_version_is_told_without_a_desk(run: Run) -> None:
    assert re.fullmatch(r"OfficeDesk \d+\.\d+\.\d+\n", run("--version").out)
