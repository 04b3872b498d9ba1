"""The load and the hours from the command line: the shape of their answers, and their refusals."""

import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import Run, one_sentence


def test_the_load_is_that_of_twelve_weeks_from_that_of_today(run: Run) -> None:
    run("task", "add", "alpha", "Préparer la paie vendredi ~2h30")

    found = run("load", "--json").json

    assert [each["week"] for each in found] == [
        *("2026-W48", "2026-W49", "2026-W50", "2026-W51", "2026-W52", "2026-W53"),
        *("2027-W01", "2027-W02", "2027-W03", "2027-W04", "2027-W05", "2027-W06"),
    ]
    assert {tuple(each) for each in found} == {("week", "planned_hours", "available_hours", "percent")}
    # Seven hours a day, five days a week, unless she says otherwise.
    assert found[0]["available_hours"] == 35.0
    assert found[0]["percent"] == 100 * found[0]["planned_hours"] / 35
    before = found[0]["planned_hours"]
    run("task", "add", "own", "Ranger jeudi ~1h")
    assert run("load", "--json").json[0]["planned_hours"] == before + 1


def test_whole_weeks_are_told_whatever_days_are_asked(run: Run) -> None:
    found = run("load", "--from", "2026-12-25", "--to", "2026-12-28", "--json").json

    assert [(each["week"], each["available_hours"]) for each in found] == [("2026-W52", 28.0), ("2026-W53", 28.0)]


def test_the_load_is_said_in_french(run: Run) -> None:
    run("task", "add", "alpha", "Ranger toute la réserve vendredi ~60h")

    first = run("load").out.splitlines()[0]

    assert first.startswith("2026-W48")
    assert "sur 35\u202fh" in first
    assert "déborde de" in first


def test_the_hours_are_those_of_each_client_with_an_engagement(run: Run) -> None:
    keys = ("client", "month", "included_hours", "used_hours", "left_hours", "forecast_hours", "percent")

    for words, month in (((), "2026-11"), (("--month", "2026-10"), "2026-10")):
        found = run("forfait", *words, "--json").json
        assert {tuple(each) for each in found} <= {keys}
        assert {each["month"] for each in found} <= {month}
        assert "own" not in {each["client"] for each in found}
    assert [each["client"] for each in run("forfait", "--json").json] == ["alpha", "beta"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("load", "--from", "2026-12-31", "--to", "2026-12-01"), "échangez les deux dates"),
        (("load", "--to", "2099-01-01"), "rapprochez les deux dates"),
        (("load", "--from", "demain"), "n’est pas une date"),
        (("forfait", "--month", "novembre"), "n’est pas un mois"),
    ],
)
def test_what_cannot_be_told_is_refused_in_one_sentence(run: Run, words: tuple[str, ...], said: str) -> None:
    answer = run(*words)

    assert (answer.status, answer.out) == (1, "")
    assert said in answer.err
    assert one_sentence(answer.err)


def test_the_hours_of_a_report_are_a_workbook(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "heures.xlsx"

    answer = run("report", "alpha", "--period", "2026-11", "--format", "xlsx", "--output", target, "--json")

    assert (answer.status, answer.err) == (0, "")
    assert answer.json == {"file": str(target), "pages": None}
    assert zipfile.is_zipfile(target)
    told = run("report", "alpha", "--period", "2026-11", "--format", "xlsx", "--output", tmp_path / "h.pdf")
    assert "le fichier est un classeur tout de même" in told.err


@pytest.mark.parametrize("kind", ["pdf", "xlsx"])
def test_a_report_that_is_refused_says_nothing_else(run: Run, tmp_path: Path, kind: str) -> None:
    # Both remarks would be made of this month and of this name.
    words = ("--period", "2027-03", "--format", kind, "--output", tmp_path / "rapport.txt")

    answer = run("report", "inconnu", *words)

    assert answer.status == 1
    assert one_sentence(answer.err)
    assert list(tmp_path.glob("rapport*")) == []
