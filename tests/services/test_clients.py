"""Clients: made from a profile that is checked whole, or not made at all."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from officedesk.domain.entities import Task, TaskDraft
from officedesk.domain.errors import ConflictError, InvalidInputError
from officedesk.services.clients import add_client, archive_client, profile_of, slug_of, update_client
from officedesk.services.compliance import deadlines, refresh, refresh_all
from officedesk.services.tasks import add_task
from officedesk.storage.portfolio import Portfolio
from tests.storage.desks import DAY

PROFILE: dict[str, Any] = {
    "name": "Thé & Cœur",
    "siren": "000101014",
    "has_employees": True,
    "effectif_css": {"2025": 3},
    "einvoicing_platform": None,
    "employees": [{"ref": "E1", "hired": "2026-11-02"}],
}


def test_a_client_gives_its_profile_back(portfolio: Portfolio) -> None:
    client = add_client(portfolio, {**PROFILE, "city": "Rennes"}, today=DAY)

    assert profile_of(portfolio.client("the-coeur")) == {**PROFILE, "slug": "the-coeur"}
    assert (client.city, client.siren, client.followed_since) == ("Rennes", "000101014", DAY)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Ysoline Thé & Fourneaux", "ysoline-the-fourneaux"),
        ("L'Œuf d'Été", "l-oeuf-d-ete"),
        ("L’Œuf d’Été", "l-oeuf-d-ete"),
        ("  ÉTS  Dupont--Durand ", "ets-dupont-durand"),
        ("a" * 79 + " b", "a" * 79),
    ],
)
def test_a_slug_is_made_from_the_name(name: str, slug: str) -> None:
    assert slug_of(name) == slug


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"siren": "000101015"}, "SIREN"),
        ({"siren": "12"}, "SIREN"),
        ({"name": "  "}, "nom"),
        ({"slug": "own"}, "own"),
        ({"slug": "mon-activite"}, "mon-activite"),
        ({"slug": "deja-la"}, "deja-la"),
        ({"slug": "Pas Bon"}, "slug"),
        ({"effectif": 3}, "effectif"),
        ({"has_employees": "oui"}, "has_employees"),
        ({"employees": [{"ref": "E1", "hired": "2026-02-30"}]}, r"employees\[0\]\.hired"),
    ],
)
def test_a_wrong_profile_is_refused_and_nothing_is_written(
    portfolio: Portfolio, change: dict[str, Any], said: str
) -> None:
    add_client(portfolio, {"name": "Déjà là"}, today=DAY)

    with pytest.raises(InvalidInputError, match=said):
        add_client(portfolio, {**PROFILE, **change}, today=DAY)

    assert [client.slug for client in portfolio.clients()] == ["deja-la"]


def test_each_client_has_a_colour_of_its_own(portfolio: Portfolio) -> None:
    colours = [add_client(portfolio, {"name": name}, today=DAY).colour for name in ("Un", "Deux", "Trois")]

    assert colours == [0, 1, 2]


def test_an_update_keeps_what_it_does_not_name(portfolio: Portfolio) -> None:
    add_client(portfolio, {**PROFILE, "city": "Rennes"}, today=DAY)

    update_client(portfolio, "the-coeur", {"has_employees": False, "city": "Brest"}, today=DAY)

    client = portfolio.client("the-coeur")
    assert profile_of(client) == {**PROFILE, "slug": "the-coeur", "has_employees": False}
    assert client.city == "Brest"


def test_what_is_forgotten_is_unknown_and_not_known_to_be_none(portfolio: Portfolio) -> None:
    add_client(portfolio, {**PROFILE, "city": "Rennes"}, today=DAY)

    forgotten = {"siren", "has_employees", "einvoicing_platform"}
    update_client(portfolio, "the-coeur", {"city": "Brest"}, today=DAY, forgotten=forgotten)

    client = portfolio.client("the-coeur")
    kept = {key: value for key, value in PROFILE.items() if key not in forgotten}
    assert profile_of(client) == {**kept, "slug": "the-coeur"}
    assert (client.siren, client.city) == (None, "Brest")


def test_a_forgotten_fact_takes_its_legal_dates_away(portfolio: Portfolio) -> None:
    facts = {"name": "Alpha", "has_employees": True, "effectif_css": {"2025": 3}}
    workspace = portfolio.workspace(add_client(portfolio, facts, today=DAY).slug)
    assert "DSN de novembre 2026" in [deadline.title for deadline in deadlines(workspace)]

    update_client(portfolio, "alpha", {}, today=DAY, forgotten={"has_employees"})

    assert "DSN de novembre 2026" not in [deadline.title for deadline in deadlines(workspace)]


def test_an_update_brings_the_legal_dates_along(portfolio: Portfolio) -> None:
    workspace = portfolio.workspace(add_client(portfolio, {"name": "Alpha"}, today=DAY).slug)
    # What every client owes, whatever its profile says.
    assert [deadline.rule for deadline in deadlines(workspace)] == ["fiscal-10-ans"]

    update_client(portfolio, "alpha", {"has_employees": True, "effectif_css": {"2025": 3}}, today=DAY)
    assert "DSN de novembre 2026" in [deadline.title for deadline in deadlines(workspace)]

    update_client(portfolio, "alpha", {"has_employees": False}, today=DAY)
    assert [deadline.rule for deadline in deadlines(workspace)] == ["fiscal-10-ans"]


def test_a_client_changes_its_slug_for_a_free_one_only(portfolio: Portfolio) -> None:
    for name in ("Alpha", "Beta"):
        add_client(portfolio, {"name": name}, today=DAY)

    with pytest.raises(InvalidInputError, match="beta"):
        update_client(portfolio, "alpha", {"slug": "beta"}, today=DAY)
    update_client(portfolio, "alpha", {"slug": "gamma"}, today=DAY)

    assert [client.slug for client in portfolio.clients()] == ["gamma", "beta"]


def test_an_archived_client_leaves_the_list_and_rests(portfolio: Portfolio) -> None:
    workspace = portfolio.workspace(add_client(portfolio, PROFILE, today=DAY).slug)

    assert archive_client(portfolio, "the-coeur", DAY)
    assert not archive_client(portfolio, "the-coeur", DAY)

    assert portfolio.clients() == []
    assert refresh(workspace, DAY.replace(year=2027)) == 0


def test_an_undone_creation_takes_its_legal_dates_with_it(portfolio: Portfolio) -> None:
    before = [client.slug for client in portfolio.clients()]
    add_client(portfolio, {**PROFILE, "name": "Passage"}, today=DAY)
    created = portfolio.undoable()
    assert created is not None

    portfolio.undo(created[0])
    assert [client.slug for client in portfolio.clients()] == before

    portfolio.redo(created[0])
    refresh_all(portfolio, DAY)
    titles = [each.title for each in deadlines(portfolio.workspace("passage"))]
    assert "DSN de novembre 2026" in titles


def test_an_undone_creation_is_refused_once_she_has_worked_for_the_client(portfolio: Portfolio) -> None:
    add_client(portfolio, {**PROFILE, "name": "Passage"}, today=DAY)
    created = portfolio.undoable()
    assert created is not None
    add_task(portfolio.workspace("passage"), TaskDraft(title="Visiter les locaux"))

    with pytest.raises(ConflictError):
        portfolio.undo(created[0])

    assert [each.title for each in portfolio.workspace("passage").select(Task)] == ["Visiter les locaux"]
    assert deadlines(portfolio.workspace("passage")) != []


def test_a_new_desk_has_nothing_to_undo(tmp_path: Path) -> None:
    portfolio, _ = Portfolio.create(
        tmp_path / "desk", "une phrase de passe", lambda: dt.datetime(2026, 11, 23, tzinfo=dt.UTC)
    )
    try:
        assert portfolio.undoable() is None
    finally:
        portfolio.close()
