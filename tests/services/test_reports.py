"""The report of one client: its own facts, and no trace of another."""

import datetime as dt
import subprocess
from pathlib import Path

import pytest

from officedesk.domain.activity import ActivitySummary, Standing
from officedesk.domain.entities import DecisionDraft, DecisionState
from officedesk.services import decisions
from officedesk.services.compliance import complete_deadline, deadlines, set_not_applicable
from officedesk.services.reports import save_report, summarise
from officedesk.services.suppliers import contracts
from officedesk.storage.portfolio import Portfolio
from officedesk.storage.workspace import Workspace
from tests.storage.desks import DAY

NOVEMBER = (dt.date(2026, 11, 1), dt.date(2026, 11, 30))
DECEMBER_2 = dt.date(2026, 12, 2)


def told(portfolio: Portfolio, slug: str, today: dt.date = DAY) -> ActivitySummary:
    return summarise(portfolio, portfolio.workspace(slug), *NOVEMBER, today)


def text_of(pdf: Path) -> str:
    done = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True)
    return " ".join(done.stdout.split())


def test_the_hours_and_their_domains_are_the_story_s(demo: Portfolio) -> None:
    summary = told(demo, "menuiserie-calvarec")

    assert (summary.used_minutes, summary.included_minutes) == (870, 1200)
    assert summary.engagement == "forfait de 20 heures"
    assert sum(each.minutes for each in summary.time) == 870
    assert [(each.label, each.minutes) for each in summary.time][:2] == [("RH", 300), ("Paie", 180)]
    assert sum(task.minutes or 0 for task in summary.done) == 870
    assert summary.issuer.siren == "000707075"
    assert "14 h 30" in summary.essential.replace("\u202f", " ")


def test_kept_and_late_obligations_are_told_with_their_proof(demo: Portfolio) -> None:
    summary = told(demo, "ysoline-the-fourneaux")

    (kept,) = summary.deadlines_at(Standing.KEPT)
    assert (kept.title, kept.due) == ("DSN d’octobre 2026", dt.date(2026, 11, 16))
    assert kept.proof.startswith("certificat de conformité")
    assert [each.due for each in summary.deadlines_at(Standing.LATE)] == [
        dt.date(2026, 10, 14),
        dt.date(2026, 11, 20),  # the attestation of S1
        dt.date(2026, 11, 20),  # and its list of foreign employees
    ]


def test_what_was_set_aside_or_met_earlier_is_not_told(demo: Portfolio) -> None:
    workspace = demo.workspace("ysoline-the-fourneaux")
    late = [each for each in deadlines(workspace) if each.due and each.due < DAY and each.status.value == "open"]
    yearly, *papers = late
    complete_deadline(workspace, yearly.id or 0, dt.date(2026, 10, 20), "version 6")
    assert {each.rule for each in papers} == {"vigilance-fournisseur", "vigilance-etrangers"}
    for paper in papers:
        set_not_applicable(workspace, paper.id or 0, "contrat résilié")

    assert [each.title for each in told(demo, "ysoline-the-fourneaux").deadlines] == [
        "DSN d’octobre 2026",
        "TVA d’octobre 2026 (CA3)",  # due on the very day of the report
        "Cotisations Agirc-Arrco d’octobre 2026",  # ahead: the period is the whole month
    ]


def test_only_what_the_director_was_asked_is_to_decide(demo: Portfolio) -> None:
    summary = told(demo, "clinique-veterinaire-du-quai-boreal")

    assert [each.question.split(" ")[0] for each in summary.to_decide] == ["Choisir", "Renouveler"]
    assert summary.to_decide[0].asked_on == dt.date(2026, 11, 18)
    assert told(demo, "menuiserie-calvarec").to_decide == ()  # its decision is still a draft


def test_an_answer_of_the_month_is_told(demo: Portfolio) -> None:
    workspace = demo.workspace("menuiserie-calvarec")
    asked = decisions.add_decision(workspace, DecisionDraft(question="Changer de copieur ?", state=DecisionState.SENT))
    decisions.answer_decision(workspace, asked.id or 0, "oui", DAY)

    summary = told(demo, "menuiserie-calvarec")

    assert [(each.question, each.answer, each.answered_on) for each in summary.decided] == [
        ("Changer de copieur ?", "oui", DAY)
    ]
    assert summary.to_decide == ()


def test_the_month_that_follows_is_announced(demo: Portfolio) -> None:
    summary = told(demo, "ysoline-the-fourneaux", DECEMBER_2)

    assert summary.next_title == "En décembre"
    dates, events, work = summary.next_steps
    assert "DSN de novembre 2026 (le 15/12)" in dates
    assert "(le 12/12)" in events
    assert "inauguration" in work.lower()
    assert not any("(le 15/01)" in step for step in summary.next_steps)


def test_a_month_that_is_not_over_stops_at_today(demo: Portfolio) -> None:
    summary = told(demo, "ysoline-the-fourneaux", dt.date(2026, 11, 10))

    assert summary.used_minutes == 120 + 60 + 180 + 150 + 120
    assert all(task.done_on <= dt.date(2026, 11, 10) for task in summary.done)


def test_her_own_text_replaces_the_proposed_one(demo: Portfolio) -> None:
    workspace = demo.workspace("menuiserie-calvarec")

    assert summarise(demo, workspace, *NOVEMBER, DAY, essential="Tout va bien.").essential == "Tout va bien."
    assert summarise(demo, workspace, *NOVEMBER, DAY, essential="").essential == ""


def test_an_empty_client_has_a_report_all_the_same(portfolio: Portfolio, workspace: Workspace, tmp_path: Path) -> None:
    summary = summarise(portfolio, workspace, *NOVEMBER, DAY)
    save_report(summary, tmp_path / "rapport.pdf", dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC))

    assert summary.is_empty
    assert "Alpha" in text_of(tmp_path / "rapport.pdf")


def test_no_report_names_another_client_nor_its_suppliers(demo: Portfolio, tmp_path: Path) -> None:
    names = {client.slug: client.name for client in demo.clients()}
    known = {slug: {row.supplier for row in contracts(demo.workspace(slug))} for slug in names}
    whole_network = {supplier.name for supplier in demo.suppliers()}
    assert len(names) == 6

    for slug, name in names.items():
        pdf = tmp_path / f"{slug}.pdf"
        save_report(told(demo, slug), pdf, dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC))
        text = text_of(pdf)

        assert name in text
        strangers = {other for other in names.values() if other != name} | (whole_network - known[slug])
        assert [other for other in sorted(strangers) if other in text] == []


@pytest.mark.parametrize("day", [dt.date(2026, 11, 1), dt.date(2026, 10, 15)])
def test_a_report_may_be_asked_for_before_anything_happened(demo: Portfolio, day: dt.date) -> None:
    summary = told(demo, "comptoir-zelandine", day)

    assert summary.used_minutes == 0
    assert summary.done == ()
