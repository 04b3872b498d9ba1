"""Starting a playbook makes its tasks at their dates, in one step that can be taken back."""

import datetime as dt

import pytest

from officedesk.domain.entities import CheckItem, Task
from officedesk.domain.errors import InvalidInputError
from officedesk.domain.playbooks import playbook
from officedesk.services.playbooks import start_playbook
from officedesk.storage.portfolio import Portfolio
from officedesk.storage.workspace import Workspace

ARRIVAL = dt.date(2027, 1, 4)


def test_every_task_is_made_at_its_date_with_its_list(workspace: Workspace) -> None:
    made = start_playbook(workspace, "arrivee", ARRIVAL)

    assert len(made) == len(playbook("arrivee").tasks)
    assert [task.due for task in made] == sorted(task.due or ARRIVAL for task in made)
    welcome = next(task for task in made if task.title == "Accueillir le salarié")
    assert (welcome.due, welcome.domain, welcome.estimate_minutes, welcome.importance) == (ARRIVAL, "rh", 90, 1)
    contract = next(task for task in made if task.title == "Faire signer le contrat")
    assert contract.due == dt.date(2026, 12, 25)
    items = sorted((item.position, item.text) for item in workspace.select(CheckItem) if item.task_id == contract.id)
    assert items == [(0, "Contrat relu par la direction"), (1, "Deux exemplaires signés"), (2, "Exemplaire classé")]


def test_undo_takes_all_of_it_away(portfolio: Portfolio, workspace: Workspace) -> None:
    start_playbook(workspace, "depart", ARRIVAL)
    last = portfolio.undoable()
    assert last is not None
    assert last[1] == "Démarrer « Départ d’un salarié »"

    portfolio.undo(last[0])

    assert workspace.ids(Task) == workspace.ids(CheckItem) == []


@pytest.mark.parametrize("name", ["paie", "fin-de-mission", "seminaire", "nouveau-client"])
def test_the_others_start_too(workspace: Workspace, name: str) -> None:
    assert len(start_playbook(workspace, name, ARRIVAL)) == len(playbook(name).tasks)


def test_nothing_is_written_of_an_unknown_one_or_of_a_day_out_of_reach(
    portfolio: Portfolio, workspace: Workspace
) -> None:
    before = portfolio.undoable()
    with pytest.raises(InvalidInputError):
        start_playbook(workspace, "noel", ARRIVAL)
    with pytest.raises(InvalidInputError):
        start_playbook(workspace, "seminaire", dt.date.min)

    assert workspace.ids(Task) == []
    assert portfolio.undoable() == before
