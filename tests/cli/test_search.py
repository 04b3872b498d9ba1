"""The search of the command line: the shape of its answer, its limits, and one client at a time."""

import pytest

from tests.cli.conftest import Run, one_sentence


def test_words_are_found_newest_first(run: Run) -> None:
    for title in ("Réparer l’œuvre du hall", "Assurer l’œuvre du hall"):
        run("task", "add", "alpha", title)

    found = run("search", "oeuvre", "HALL", "--json").json

    assert [each["title"] for each in found] == ["Assurer l’œuvre du hall", "Réparer l’œuvre du hall"]
    assert [set(each) for each in found] == [{"kind", "client", "id", "title", "snippet"}] * 2
    assert {(each["kind"], each["client"]) for each in found} == {("task", "alpha")}
    task = run("task", "done", found[0]["id"], "--json").json
    assert task["title"] == "Assurer l’œuvre du hall"


def test_one_client_is_searched_alone(run: Run) -> None:
    run("task", "add", "own", "Relancer beta")

    mine = run("search", "beta", "--client", "beta", "--json").json
    other = run("search", "beta", "--client", "alpha", "--json").json
    every = run("search", "beta", "--json").json

    assert {each["client"] for each in mine} == {"beta", None}
    assert other == []
    assert {each["client"] for each in every} == {"beta", "own", None}
    assert {each["kind"] for each in every if each["client"] is None} == {"supplier"}


def test_the_number_of_answers_is_limited(run: Run) -> None:
    assert len(run("search", "beta", "--json").json) > 2
    assert len(run("search", "beta", "--limit", "2", "--json").json) == 2


@pytest.mark.parametrize("limit", ["0", "-1", "1001"])
def test_a_limit_out_of_bounds_is_refused_in_one_sentence(run: Run, limit: str) -> None:
    answer = run("search", "beta", "--limit", limit)

    assert answer.status == 1
    assert one_sentence(answer.err)
    assert "--limit" in answer.err


@pytest.mark.parametrize("words", ['"', "AND", "a:b*", "(", "title:"])
def test_no_word_is_an_order(run: Run, words: str) -> None:
    answer = run("search", "--json", "--", words)

    assert (answer.status, answer.json) == (0, [])


def test_an_unknown_client_is_refused(run: Run) -> None:
    assert run("search", "beta", "--client", "gamma").status == 1


def test_what_is_found_is_readable(run: Run) -> None:
    run("task", "add", "alpha", "Réparer l’œuvre du hall")

    lines = run("search", "oeuvre").out.splitlines()

    assert len(lines) == 1
    assert lines[0].startswith("tâche  alpha  ")
    assert lines[0].endswith("Réparer l’œuvre du hall")
