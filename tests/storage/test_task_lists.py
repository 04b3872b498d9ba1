"""The groups of the page of tasks: what each holds, in which order, and how much more there is."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from officedesk.domain.entities import (
    Client,
    ClientDraft,
    Decision,
    DecisionDraft,
    Task,
    TaskDraft,
    TaskStatus,
    Wait,
    WaitDraft,
)
from officedesk.storage import task_lists
from officedesk.storage.portfolio import Portfolio
from officedesk.storage.task_lists import TaskView
from tests.storage.desks import DAY

MONDAY = DAY


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Portfolio]:
    """Give a desk of two clients without tasks."""
    opened, _ = Portfolio.create(tmp_path / "empty", "une phrase", lambda: dt.datetime(2026, 11, 23, 8, tzinfo=dt.UTC))
    with opened.step("Créer") as step:
        for name in ("Zéphyr", "Abeille"):
            step.add(Client, ClientDraft(name=name, slug=name[0].lower()))
    yield opened
    opened.close()


def add(portfolio: Portfolio, title: str, slug: str = "a", **values: object) -> int:
    with portfolio.named(slug).step("Ajouter") as step:
        return step.add(Task, TaskDraft.model_validate({"title": title, **values})).id or 0


def shown(portfolio: Portfolio, view: TaskView, most: int = 50) -> dict[object, list[str]]:
    """Return the titles of each group."""
    groups = portfolio.task_groups(view, MONDAY, most)
    return {group.key: [row.title for row in portfolio.task_rows(group.ids)] for group in groups}


def day(offset: int) -> dt.date:
    return MONDAY + dt.timedelta(days=offset)


def test_dates_fall_in_five_groups_and_the_week_ends_on_sunday(empty: Portfolio) -> None:
    for title, due in (
        ("hier", day(-1)),
        ("ce jour", day(0)),
        ("demain", day(1)),
        ("dimanche", day(6)),
        ("lundi", day(7)),
        ("un jour", None),
    ):
        add(empty, title, due=due)

    assert shown(empty, TaskView()) == {
        "late": ["hier"],
        "today": ["ce jour"],
        "week": ["demain", "dimanche"],
        "later": ["lundi"],
        "no date": ["un jour"],
    }


def test_clients_come_by_name_and_her_own_business_last(empty: Portfolio) -> None:
    for slug in ("own", "z", "a"):
        add(empty, slug, slug)

    assert list(shown(empty, TaskView(group="client")).values()) == [["a"], ["z"], ["own"]]


def test_domains_come_in_their_order_and_none_last(empty: Portfolio) -> None:
    for domain in ("rh", None, "paie"):
        add(empty, str(domain), domain=domain)

    assert shown(empty, TaskView(group="domain")) == {"paie": ["paie"], "rh": ["rh"], None: ["None"]}


def test_what_waits_is_apart_until_it_may_start(empty: Portfolio) -> None:
    first, second, third = (add(empty, title) for title in ("un", "deux", "trois"))
    workspace = empty.named("a")
    with workspace.step("Attendre") as step:
        asked = step.add(Decision, DecisionDraft(question="Quel budget ?"))
        step.add(Wait, WaitDraft(task_id=second, other_task_id=first))
        step.add(Wait, WaitDraft(task_id=third, decision_id=asked.id))
    view = TaskView(group="state", open_only=False)
    assert shown(empty, view) == {"todo": ["un"], "waiting": ["deux", "trois"]}

    with workspace.step("Terminer") as step:
        step.change(workspace.get(Task, first), status=TaskStatus.DONE, done_on=MONDAY)

    assert shown(empty, view) == {"todo": ["deux"], "waiting": ["trois"], "done": ["un"]}


@pytest.mark.parametrize("group", ["", "date"])
@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("date", ["Zoo", "élan", "Abeilles"]),
        ("importance", ["Abeilles", "Zoo", "élan"]),
        ("client", ["élan", "Abeilles", "Zoo"]),
        ("title", ["Abeilles", "élan", "Zoo"]),
        ("estimate", ["élan", "Abeilles", "Zoo"]),
    ],
)
def test_each_order(empty: Portfolio, group: str, sort: str, expected: list[str]) -> None:
    add(empty, "Abeilles", "a", due=day(10), importance=1, estimate_minutes=30)
    add(empty, "élan", "a", due=day(9), estimate_minutes=90)
    add(empty, "Zoo", "z", due=day(8), importance=2)

    (titles,) = shown(empty, TaskView(group=group, sort=sort)).values()
    assert titles == expected


@pytest.mark.parametrize("group", ["client", "domain", "state"])
@pytest.mark.parametrize("sort", ["date", "importance", "client", "title", "estimate"])
def test_every_grouping_has_every_order(empty: Portfolio, group: str, sort: str) -> None:
    first = add(empty, "a", due=day(1), importance=1, estimate_minutes=60, domain="paie")
    second = add(empty, "b", due=day(2), importance=2, estimate_minutes=30, domain="paie")

    (found,) = empty.task_groups(TaskView(group=group, sort=sort), MONDAY, 5)

    assert found.ids == [first, second]


def test_a_text_is_found_whatever_its_cases_its_accents_and_its_apostrophes(empty: Portfolio) -> None:
    for title in ("Relancer l’élève", "RELANCER L'ELEVE", "autre chose", "100 % sûr", "100 euros", "a_b", "a*b"):
        add(empty, title)

    def found(text: str, **more: object) -> list[str]:
        view = TaskView(text=text, group="")._replace(**more)  # type: ignore[arg-type]
        return [title for titles in shown(empty, view).values() for title in titles]

    assert found("l'élève") == found("L’ELEVE") == ["Relancer l’élève", "RELANCER L'ELEVE"]
    assert found("100 %") == ["100 % sûr"]
    assert found("a_") == ["a_b"]
    assert found("a*") == ["a*b"]
    assert found("[") == []
    assert found("relancer", sort="title", group="date", open_only=False) == ["RELANCER L'ELEVE", "Relancer l’élève"]


def test_filters_keep_to_a_client_and_to_a_domain(empty: Portfolio) -> None:
    add(empty, "un", "a", domain="paie")
    add(empty, "deux", "z", domain="paie")
    add(empty, "trois", "z", domain="rh")
    other = empty.named("z").client_id

    for sort in ("date", "importance", "client", "title", "estimate"):
        view = TaskView(client_id=other, domain="paie", sort=sort)
        assert shown(empty, view) == {"no date": ["deux"]}


def test_more_than_what_is_shown_is_counted_to_a_bound(empty: Portfolio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(task_lists, "MOST_COUNTED", 5)
    ids = [add(empty, f"t{number}") for number in range(12)]

    (bounded,) = empty.task_groups(TaskView(), MONDAY, 3)
    assert (bounded.ids, bounded.more) == (ids[:3], 5)
    (exact,) = empty.task_groups(TaskView(), MONDAY, 8)
    assert (exact.ids, exact.more) == (ids[:8], 4)
    (wider,) = empty.task_groups(TaskView(), MONDAY, 3, {"no date": 20})
    assert (wider.ids, wider.more) == (ids, 0)


def test_a_text_found_too_often_says_so(empty: Portfolio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(task_lists, "MOST_FOUND", 3)
    for number in range(4):
        add(empty, f"appel {number}")

    found = empty.task_groups(TaskView(text="appel"), MONDAY, 50)

    assert [(group.key, len(group.ids)) for group in found] == [("no date", 3), ("unseen", 0)]


def test_an_archived_client_is_nowhere(empty: Portfolio) -> None:
    add(empty, "un", "a")
    with empty.step("Archiver") as step:
        step.change(empty.client("a"), archived_on=MONDAY)

    for group in ("date", "client", "domain", "state", ""):
        for sort in ("date", "importance", "client", "title", "estimate"):
            assert shown(empty, TaskView(group=group, sort=sort)) == {}


def test_done_tasks_come_last_the_newest_first(empty: Portfolio) -> None:
    first, second = add(empty, "un"), add(empty, "deux")
    workspace = empty.named("a")
    with workspace.step("Terminer") as step:
        for task_id, done_on in ((first, day(-3)), (second, day(-1))):
            step.change(workspace.get(Task, task_id), status=TaskStatus.DONE, done_on=done_on)

    assert shown(empty, TaskView()) == {}
    for group in ("date", "client", "domain", "state", ""):
        assert shown(empty, TaskView(group=group, open_only=False)) == {"done": ["deux", "un"]}
    assert shown(empty, TaskView(open_only=False, text="deux")) == {"done": ["deux"]}


def test_owners_give_each_client_its_own(empty: Portfolio) -> None:
    first, other, second = add(empty, "un", "a"), add(empty, "autre", "z"), add(empty, "deux", "a")

    found = empty.owners("task", [second, other, 999, first])

    assert [(workspace.client_id, ids) for workspace, ids in found] == [
        (empty.named("a").client_id, [second, first]),
        (empty.named("z").client_id, [other]),
    ]


def test_words_of_a_text_are_beginnings_in_any_order_and_one_letter_asks_for_nothing(empty: Portfolio) -> None:
    for title in ("Relancer l’élève", "Élever un mur", "Facture n° 12", "Facture 120"):
        add(empty, title)

    def found(text: str) -> list[str]:
        return [title for titles in shown(empty, TaskView(text=text, group="")).values() for title in titles]

    assert found("ele rel") == ["Relancer l’élève"]
    assert found("élev") == ["Relancer l’élève", "Élever un mur"]
    assert found("facture 12") == ["Facture n° 12", "Facture 120"]
    assert found("n° 12") == ["Facture n° 12"]
    assert found("acture") == []
    assert found("f") == found("") == ["Relancer l’élève", "Élever un mur", "Facture n° 12", "Facture 120"]


def test_a_text_is_found_in_the_notes_too(empty: Portfolio) -> None:
    add(empty, "Appeler", notes="au sujet du chauffage")

    assert shown(empty, TaskView(text="chauff")) == {"no date": ["Appeler"]}
