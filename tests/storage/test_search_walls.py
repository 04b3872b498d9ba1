"""A search never shows another client, whatever is typed, and refuses no text."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from officedesk.storage import search
from officedesk.storage.portfolio import Portfolio
from officedesk.storage.workspace import Workspace
from tests.storage.desks import DAY, Desk
from tests.storage.test_search import add, titles

# --- the walls -------------------------------------------------------------------------------------------------------


def test_a_client_finds_nothing_of_another(portfolio: Portfolio, alpha: Workspace, beta: Workspace) -> None:
    """Every text of beta's rows is its own name: see ``fill``."""
    mine, its = alpha.search("alpha", each=search.MOST), beta.search("beta", each=search.MOST)

    assert set(mine) == set(its) == set(search.NOUNS)
    assert alpha.search("beta") == beta.search("alpha") == {}
    assert {hit.client_id for hits in mine.values() for hit in hits} == {alpha.client_id, None}
    assert set(portfolio.search("beta")) == set(search.NOUNS)


def test_no_word_reaches_another_client_by_the_mark_of_its_rows(alpha: Workspace, beta: Workspace) -> None:
    """A title that imitates the mark is in the index of the other: the rows themselves still say whose they are."""
    add(alpha, f"cèdre {search.OWNER_MARK}{beta.client_id}")

    assert beta.search("cèdre") == {}
    assert beta.search(f"{search.OWNER_MARK}{alpha.client_id}") == {}


def test_without_the_rows_own_client_the_imitation_is_seen(
    alpha: Workspace, beta: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(alpha, f"cèdre {search.OWNER_MARK}{beta.client_id}")
    monkeypatch.setattr(search, "CLIENT_SCOPES", {"task": "1"})
    monkeypatch.setattr(search, "NOUNS", {"task": search.NOUNS["task"]})
    monkeypatch.setattr(search, "OWNER_MARK", "x")

    assert titles(beta.search("cèdre")) != []


def test_an_archived_client_is_found_in_its_own_workspace_only(portfolio: Portfolio, alpha: Workspace) -> None:
    with portfolio.step("Archiver") as step:
        step.change(portfolio.client("alpha"), archived_on=DAY)

    found = portfolio.search("alpha")

    # The network is nobody's.
    assert set(found) == {"supplier"}
    assert "task" in alpha.search("alpha")


def test_her_own_business_is_searched_and_is_no_client(portfolio: Portfolio) -> None:
    add(portfolio.own(), "Mon activité de cèdre")

    found = portfolio.search("activité cèdre")

    assert [(hit.kind, hit.client_id) for hit in search.newest(found, 9)] == [("task", portfolio.own().client_id)]
    assert portfolio.search("mon activité").keys() == {"task"}


# --- whatever is typed -----------------------------------------------------------------------------------------------

ODD = [
    '"',
    "'",
    "*",
    "AND",
    "OR",
    "NOT",
    "NEAR(",
    "a:b",
    "-x",
    "^x",
    "(",
    ")",
    "+",
    "{",
    "TVA:",
    "\0",
    "\ud800",
    "🙂",
    "א",
]


@pytest.fixture(scope="module")
def connection(template: Desk, tmp_path_factory: pytest.TempPathFactory) -> Any:
    desk = template.copy(tmp_path_factory.mktemp("typed") / "desk")
    connection = desk.connect()
    yield connection
    connection.close()


@given(st.one_of(st.text(max_size=40), st.lists(st.sampled_from([*ODD, "alpha", "l’été"]), max_size=8).map("".join)))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_is_refused(connection: Any, text: str) -> None:
    found = search.find(connection, text)
    scoped = search.find(connection, text, 2)

    assert {hit.client_id for hits in scoped.values() for hit in hits} <= {2, None}
    assert set(titles(scoped)) <= set(titles(found))


def test_a_megabyte_is_searched_at_once(connection: Any) -> None:
    assert search.find(connection, "mot " * 250_000) == {}
    assert search.find(connection, "x" * 1_000_000) == {}


@given(st.lists(st.text("aàbeéœ ’n", min_size=1, max_size=12).filter(str.strip), min_size=1, max_size=6), st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_found_is_what_a_look_at_each_row_finds(
    template: Desk, tmp_path_factory: pytest.TempPathFactory, texts: list[str], data: st.DataObject
) -> None:
    portfolio = template.copy(tmp_path_factory.mktemp("naive") / "desk").open()
    try:
        alpha = portfolio.workspace("alpha")
        ids = add(alpha, *texts)
        words = search.folded(data.draw(st.sampled_from(texts))).replace("'", " ").split()
        typed = [data.draw(st.sampled_from(words))] if words else []
        wanted = {
            row_id
            for row_id, text in zip(ids, texts, strict=True)
            if typed and any(_starts(word, typed[0]) for word in search.folded(text).replace("'", " ").split())
        }
        assert {hit.id for hit in alpha.search(" ".join(typed)).get("task", [])} & set(ids) == wanted
    finally:
        portfolio.close()


def _starts(word: str, typed: str) -> bool:
    """Tell whether a word is found; a single letter is a word, not the beginning of others."""
    return word.startswith(typed) if len(typed) > 1 else word == typed
