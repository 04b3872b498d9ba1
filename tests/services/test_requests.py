"""A new request: placed on the real weeks, answered with the figures, never by moving another client's work."""

import datetime as dt
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from officedesk.domain import request_answers as answers
from officedesk.domain.entities import Decision, DecisionState, EngagementDraft, Task, TaskDraft
from officedesk.domain.errors import InvalidInputError
from officedesk.domain.load import Planned
from officedesk.domain.request_answers import Answer, Priced, making_room
from officedesk.services import engagements, requests, tasks
from officedesk.services.demo import fill
from officedesk.storage.portfolio import Portfolio
from officedesk.storage.workspace import Workspace
from tests.storage.desks import DAY

FRIDAY = dt.date(2026, 11, 27)
H = "\u202fh"
WHAT = "Refaire le planning"


@pytest.fixture
def six_hours(portfolio: Portfolio) -> Portfolio:
    """Give weeks of thirty hours."""
    days = ("monday", "tuesday", "wednesday", "thursday", "friday")
    portfolio.set_settings({"hours": dict.fromkeys(days, 6), "letterhead": {"name": "Camille Aubry"}})
    return portfolio


def planned(workspace: Workspace, title: str, hours: int, due: dt.date = FRIDAY) -> None:
    tasks.add_task(workspace, TaskDraft(title=title, due=due, estimate_minutes=60 * hours))


def priced(portfolio: Portfolio, workspace: Workspace, hours: int = 6, wanted: dt.date = FRIDAY) -> Priced:
    return requests.price_request(portfolio, workspace, WHAT, 60 * hours, wanted, DAY)


def body(answer: Answer | None) -> str:
    assert answer is not None
    return answer.body


def test_a_request_that_fits_is_promised_for_its_day(six_hours: Portfolio, workspace: Workspace) -> None:
    planned(workspace, "Paie", 20)

    found = priced(six_hours, workspace)

    assert answers.summary(found) == "La semaine 48 passerait à 87\u00a0%\u00a0: il y a la place."
    assert "Oui, pour le vendredi 27 novembre 2026." in body(answers.yes(found))
    assert answers.yes_if(found) is None
    assert "complète" not in body(answers.no(found))


def test_one_that_does_not_fit_says_why_when_and_what_could_slip(six_hours: Portfolio, workspace: Workspace) -> None:
    planned(workspace, "Registre RGPD", 8)
    planned(workspace, "Affichages", 2)
    planned(six_hours.own(), "Mes comptes", 18)
    planned(workspace, "La semaine suivante", 28, FRIDAY + dt.timedelta(weeks=1))
    engagements.add_engagement(workspace, EngagementDraft(included_minutes=720, start=DAY.replace(day=1)))

    found = priced(six_hours, workspace)

    assert answers.summary(found) == (
        "La semaine 48 passerait à 113\u00a0%. Première semaine possible\u00a0: semaine 50."
    )
    # 28 hours are taken of 30: six need four more, and the eight of the register are the least that give them.
    yes_if = body(answers.yes_if(found))
    assert f"  - Registre RGPD (8{H}), prévu le vendredi 27 novembre 2026" in yes_if
    assert "Affichages" not in yes_if
    assert "Oui, pour le vendredi 11 décembre 2026." in body(answers.yes(found))
    for answer in (answers.yes(found), answers.yes_if(found), answers.no(found)):
        text = body(answer)
        assert f"compte déjà 28{H} prévues pour 30{H} disponibles" in text
        assert f"Sur les 12{H} de novembre 2026, 0{H} sont faites et 10{H} prévues en tout" in text
        assert f"avec cette demande, 16{H}, 4{H} de plus que convenu." in text
        assert text.endswith("Bien cordialement,\nCamille Aubry\n")
        assert "Mes comptes" not in text


def test_the_work_of_another_client_never_slips_nor_is_named(demo: Portfolio) -> None:
    day = dt.date(2026, 12, 9)
    for client in demo.clients():
        workspace = demo.workspace(client.slug)
        found = requests.price_request(demo, workspace, WHAT, 360, day, day)
        mine = {task.title for task in workspace.select(Task)}
        assert {each.title for each in found.slipping} <= mine
        texts = [answer.body for answer in (answers.yes(found), answers.yes_if(found), answers.no(found)) if answer]
        others = {each.name for each in demo.clients() if each.slug != client.slug}
        assert not [name for name in others if any(name in text for text in texts)]


def test_the_story_s_request_is_refused_in_its_week_and_promised_in_the_first_that_has_room(
    empty_desk: Portfolio,
) -> None:
    day = dt.date(2026, 12, 9)
    fill(empty_desk, day)
    clinic = empty_desk.workspace("clinique-veterinaire-du-quai-boreal")

    found = requests.price_request(empty_desk, clinic, WHAT, 360, day, day)

    assert answers.summary(found) == (
        "La semaine 50 passerait à 157\u00a0%. Première semaine possible\u00a0: semaine 52."
    )
    # She is away from the 24th on.
    assert "Oui, pour le mercredi 23 décembre 2026." in body(answers.yes(found))


def test_what_slips_becomes_a_decision_of_the_director(six_hours: Portfolio, workspace: Workspace) -> None:
    planned(workspace, "Registre RGPD", 30)
    found = priced(six_hours, workspace)

    made = requests.decide_what_slips(workspace, found, DAY)

    kept = workspace.get(Decision, made.id or 0)
    assert kept.question == "Repousser « Registre RGPD » pour faire « Refaire le planning » ?"
    assert kept.state is DecisionState.DRAFT
    assert kept.limit == FRIDAY - dt.timedelta(days=1)
    assert [each["label"] for each in kept.options] == ["Repousser ce qui était prévu", "Garder l’ordre prévu"]
    assert "vendredi 4 décembre 2026" in kept.options[1]["consequence"]


def test_nothing_to_slip_makes_no_decision(six_hours: Portfolio, workspace: Workspace) -> None:
    found = priced(six_hours, workspace)

    with pytest.raises(InvalidInputError, match="répondez par une date"):
        requests.decide_what_slips(workspace, found, DAY)
    assert workspace.ids(Decision) == []


def test_without_any_hours_no_week_is_promised(portfolio: Portfolio, workspace: Workspace) -> None:
    portfolio.set_settings({"hours": {}})

    found = priced(portfolio, workspace)

    assert answers.yes(found) is None
    assert answers.summary(found) == (
        "La semaine 48 n’a aucune heure disponible, et aucune semaine n’a la place avant deux ans."
    )
    assert "je n’ai aucune heure disponible" in body(answers.no(found))


@pytest.mark.parametrize(
    ("minutes", "wanted", "said"),
    [
        (0, FRIDAY, "corrigez sa durée"),
        (60 * 1001, FRIDAY, "corrigez sa durée"),
        (60, DAY - dt.timedelta(days=1), "est passée"),
    ],
)
def test_a_request_that_means_nothing_is_refused(
    portfolio: Portfolio, workspace: Workspace, minutes: int, wanted: dt.date, said: str
) -> None:
    with pytest.raises(InvalidInputError, match=said):
        requests.price_request(portfolio, workspace, WHAT, minutes, wanted, DAY)


def test_a_letter_opens_as_a_draft_with_its_accents(tmp_path: Path) -> None:
    target = tmp_path / "réponse.eml"

    requests.write_answer("Votre demande « œuvre »", "Bonjour,\n\nOui, à 14 h.\n", target)

    message: Any = message_from_bytes(target.read_bytes(), policy=policy.default)
    assert (message["X-Unsent"], message["Subject"]) == ("1", "Votre demande « œuvre »")
    assert message.get_content().splitlines() == ["Bonjour,", "", "Oui, à 14 h."]


@given(st.lists(st.integers(0, 600), max_size=8), st.integers(1, 1500))
def test_as_little_as_possible_slips_and_it_is_enough(minutes: list[int], needed: int) -> None:
    found = making_room([Planned(number, 1, "", DAY, each) for number, each in enumerate(minutes)], needed)

    assert bool(found) == (sum(minutes) >= needed)
    if found:
        assert sum(each.minutes for each in found) >= needed
        # Without any one of them there would not be room.
        assert all(sum(other.minutes for other in found if other is not each) < needed for each in found)
