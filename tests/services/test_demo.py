"""The demonstration desk says what its story says: loads, hours, legal dates, suppliers."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from officedesk.domain.days import is_working_day
from officedesk.domain.entities import Deadline, DeadlineStatus, Decision, Event, Supplier, Task, TimeEntry
from officedesk.domain.errors import InvalidInputError
from officedesk.services.ahead import changes_ahead
from officedesk.services.compliance import deadlines, refresh
from officedesk.services.demo import demo_day, fill
from officedesk.services.tasks import causes
from officedesk.services.timesheets import forfait
from officedesk.storage.portfolio import Portfolio
from officedesk.storage.workspace import Workspace
from tests.storage.desks import DAY

EXPECTED: Any = json.loads((Path(__file__).parents[1] / "data" / "demo" / "expected.json").read_text(encoding="utf-8"))
SIX = {
    "clinique-veterinaire-du-quai-boreal": "Clinique vétérinaire du Quai Boréal",
    "comptoir-zelandine": "Comptoir Zélandine",
    "menuiserie-calvarec": "Menuiserie Calvarec",
    "oreane-environnement": "Oréane Environnement",
    "studio-vermandrin": "Studio Vermandrin",
    "ysoline-the-fourneaux": "Ysoline Thé & Fourneaux",
}


def everyone(portfolio: Portfolio) -> list[Workspace]:
    return [portfolio.own(), *portfolio.workspaces()]


def by_rule(workspace: Workspace, rule: str) -> list[Deadline]:
    return [each for each in deadlines(workspace) if each.rule == rule]


def test_the_six_companies_are_there(demo: Portfolio) -> None:
    assert {client.slug: client.name for client in demo.clients()} == SIX
    assert {client.siren for client in demo.clients()} == {
        *("000101014", "000202028", "000303032", "000404046", "000505057", "000606061")
    }
    assert demo_day() == dt.date.fromisoformat(EXPECTED["day"]) == DAY


@pytest.mark.parametrize("slug", SIX)
def test_the_hours_of_november_are_the_story_s(demo: Portfolio, slug: str) -> None:
    percent = forfait(demo.workspace(slug), DAY, DAY).percent

    assert percent is not None
    assert round(percent, 2) == EXPECTED["forfait_percent"][slug]


def test_november_was_worked_on_working_days_before_the_story_starts(demo: Portfolio) -> None:
    days = {entry.day for workspace in everyone(demo) for entry in workspace.select(TimeEntry)}

    assert all(is_working_day(day) and dt.date(2026, 11, 1) <= day <= dt.date(2026, 11, 22) for day in days)


def test_each_company_owes_what_the_story_says(demo: Portfolio) -> None:
    ysoline, studio = demo.workspace("ysoline-the-fourneaux"), demo.workspace("studio-vermandrin")
    clinic, joinery = demo.workspace("clinique-veterinaire-du-quai-boreal"), demo.workspace("menuiserie-calvarec")

    (yearly,) = by_rule(ysoline, "duerp-annuel")
    assert (yearly.due, yearly.status) == (dt.date(2026, 10, 14), DeadlineStatus.OPEN)
    assert "13 salariés" in yearly.why
    (absent,) = by_rule(studio, "duerp-initial")
    assert absent.due is not None
    assert absent.due < DAY
    assert [each.due for each in by_rule(clinic, "efact-reception")] == [dt.date(2026, 9, 1)]
    assert [each.due for each in by_rule(clinic, "duerp-annuel")] == [dt.date(2027, 2, 3)]
    assert by_rule(joinery, "duerp-annuel") == []
    machine = [each for each in deadlines(joinery) if each.due == dt.date(2026, 12, 14)]
    assert [(each.rule, each.domain) for each in machine] == [(None, "duerp")]
    assert by_rule(demo.workspace("comptoir-zelandine"), "duerp-annuel") == []


@pytest.mark.parametrize("slug", SIX)
def test_every_company_sends_its_november_dsn_by_noon_on_the_fifteenth(demo: Portfolio, slug: str) -> None:
    found = {each.period: each for each in by_rule(demo.workspace(slug), "dsn-mensuelle-15")}

    assert (found["2026-11"].due, found["2026-11"].due_time) == (dt.date(2026, 12, 15), dt.time(12))
    october = found["2026-10"]
    assert october.due == dt.date(2026, 11, 16)
    assert october.done_on is not None
    assert october.done_on <= october.due
    assert october.evidence
    assert [each.due for each in by_rule(demo.workspace(slug), "efact-emission")] == [dt.date(2027, 9, 1)]


def test_the_late_and_the_coming_certificates_are_the_story_s(demo: Portfolio) -> None:
    open_dates = [
        (client.slug, each.subject, each.due)
        for client in demo.clients()
        for each in by_rule(demo.workspace(client.slug), "vigilance-fournisseur")
        if each.due is not None
    ]
    late = {(slug, ref) for slug, ref, due in open_dates if due < DAY}
    soon = {(slug, ref) for slug, ref, due in open_dates if DAY <= due <= DAY + dt.timedelta(days=45)} - late

    assert late == {tuple(each) for each in EXPECTED["vigilance_late"]}
    assert soon == {tuple(each) for each in EXPECTED["vigilance_within_45_days"]}


def test_what_waits_waits_for_what_the_story_says(demo: Portfolio) -> None:
    waiting = {}
    for workspace in everyone(demo):
        for task_id, found in causes(workspace, workspace.ids(Task)).items():
            (cause,) = found
            row = workspace.get(Decision, cause.id) if cause.kind == "decision" else workspace.get(Task, cause.id)
            title = row.question if isinstance(row, Decision) else row.title
            waiting[workspace.get(Task, task_id).title] = title.split(" ")[0]

    assert waiting == {
        "Rétroplanning inauguration 12/12": "Budget",
        "Réserver barnums + attestation d’assurance": "Budget",
        "CNC : émargements de formation, affichage": "Reporter",
        "Séminaire J-30 : confirmer le lieu": "Retenir",
        "Remise du dossier de réversibilité + PV de restitution/destruction": "Restitution",
        "Transmettre le DUERP au SPST, versionner": "DUERP",
    }


def test_what_the_story_brings_later_comes_later(empty_desk: Portfolio, demo: Portfolio) -> None:
    fill(empty_desk, dt.date(2026, 12, 9))

    early, late = (
        {task.title for workspace in everyone(desk) for task in workspace.select(Task)} for desk in (demo, empty_desk)
    )
    assert {title.split(" ")[0] for title in late - early} == {"Accuser", "Réponse", "Violation"}
    assert early <= late
    questions = {row.question for workspace in everyone(demo) for row in workspace.select(Decision)}
    assert not any("CNIL" in question for question in questions)
    answer = [each for each in deadlines(empty_desk.workspace("ysoline-the-fourneaux")) if "accès" in each.title]
    assert [(each.nominal, each.due) for each in answer] == [(dt.date(2026, 12, 25), dt.date(2026, 12, 28))]


def test_the_desk_is_filled_once(demo: Portfolio) -> None:
    with pytest.raises(InvalidInputError, match="déjà des clients"):
        fill(demo, DAY)

    assert len(demo.clients()) == 6
    assert [refresh(workspace, DAY) for workspace in everyone(demo)] == [0] * 7


def test_the_counts_are_those_of_the_desk(empty_desk: Portfolio) -> None:
    counts = fill(empty_desk, DAY)

    desks = everyone(empty_desk)
    assert counts["clients"] == 6
    assert counts["suppliers"] == len(empty_desk.suppliers()) == 14
    for name, table in (("tasks", Task), ("deadlines", Deadline), ("events", Event), ("decisions", Decision)):
        assert counts[name] == sum(len(workspace.ids(table)) for workspace in desks) > 0


def test_nobody_can_be_called_or_written_to(demo: Portfolio) -> None:
    for supplier in demo.suppliers():
        assert isinstance(supplier, Supplier)
        assert supplier.phone.startswith("06 39 98 ")
        assert supplier.email.endswith(".example")


def test_two_hires_bring_the_carpenters_to_eleven(demo: Portfolio) -> None:
    """The story: nine today, eleven on 4 January, when the yearly update of the DUERP comes."""
    changes = changes_ahead(demo.workspace("menuiserie-calvarec"), DAY)

    (crossing,) = [change for change in changes if change.title.startswith("Effectif")]
    assert (crossing.day, crossing.title) == (dt.date(2027, 1, 4), "Effectif : 9 → 11 salariés")
    assert "Mise à jour annuelle du DUERP" in crossing.added
