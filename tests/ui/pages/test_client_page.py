"""The workspace of one client: its header, its tabs, and where it stands today."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from officedesk.domain.entities import (
    DeadlineDraft,
    DecisionDraft,
    EventDraft,
    SupplierContractDraft,
    SupplierDraft,
    Task,
    TaskDraft,
    TimeEntryDraft,
)
from officedesk.services import compliance, decisions, events, suppliers, tasks, timesheets
from officedesk.storage.workspace import Workspace
from officedesk.ui.collaborators import Collaborators
from officedesk.ui.pages.client import ClientPage
from officedesk.ui.pages.client_overview import OverviewView
from officedesk.ui.pages.client_tasks import TasksView
from tests.ui.pages.conftest import HOSTILE, TODAY
from tests.ui.pages.gestures import button_of, click, local, press, press_undo, shown, texts_of, type_in


@pytest.fixture
def page(qtbot: QtBot, window: QWidget, lumen: Workspace, shared: Collaborators) -> ClientPage:
    made = ClientPage(lumen, shared)
    shown(qtbot, window, made)
    return made


def overview(page: ClientPage) -> OverviewView:
    view = page.tabs.open("overview")
    assert isinstance(view, OverviewView)
    return view


def titles(page: ClientPage) -> list[str]:
    return [page.tabs.bar.tabText(position) for position in range(page.tabs.bar.count())]


def test_the_header_says_who_the_client_is(page: ClientPage) -> None:
    assert page.header.title.text() == "Atelier Lumen"
    assert page.header.subtitle.text() == "Luminaires, 9 salariés, paie sur Silae"


def test_tabs_count_what_they_hold(page: ClientPage, lumen: Workspace) -> None:
    names = ["Vue d’ensemble", "Tâches", "Échéances", "Décisions", "Fournisseurs", "Événements", "Profil"]
    assert titles(page) == names

    tasks.add_task(lumen, TaskDraft(title="Préparer la paie"))
    compliance.add_deadline(lumen, DeadlineDraft(title="Bail", due=TODAY))
    decisions.add_decision(lumen, DecisionDraft(question="Fermer en août ?"))

    assert titles(page)[1:4] == ["Tâches 1", "Échéances 1", "Décisions 1"]


def test_a_tab_is_built_when_it_is_first_opened(page: ClientPage) -> None:
    assert set(page.tabs.built()) == {"overview"}

    press(page.tabs.bar, Qt.Key.Key_Right)

    assert set(page.tabs.built()) == {"overview", "tasks"}
    assert page.tabs.current() == "tasks"


def test_a_row_asked_for_from_elsewhere_is_shown(page: ClientPage, lumen: Workspace) -> None:
    tasks.add_task(lumen, TaskDraft(title="Première", due=TODAY))
    wanted = tasks.add_task(lumen, TaskDraft(title="Seconde", due=TODAY))

    page.show_row("task", wanted.id or 0)

    view = page.tabs.open("tasks")
    assert isinstance(view, TasksView)
    assert view.table.current_id() == wanted.id
    assert "Seconde" in texts_of(view.panel)


def test_the_forfait_is_told_with_where_the_hours_went(page: ClientPage, lumen: Workspace) -> None:
    timesheets.add_entry(lumen, TimeEntryDraft(day=TODAY, minutes=465, domain="paie"))
    timesheets.add_entry(lumen, TimeEntryDraft(day=dt.date(2026, 11, 2), minutes=405, domain="juridique"))
    timesheets.add_entry(lumen, TimeEntryDraft(day=dt.date(2026, 10, 30), minutes=60, domain="paie"))

    told = texts_of(overview(page).forfait)

    assert "Forfait de novembre" in told
    assert "20\u202fh par mois" in told
    assert "14\u202fh\u202f30 utilisées" in told
    # Monday 23 to Monday 30 November: six days that are worked.
    assert "5\u202fh\u202f30 restantes, 6 jours ouvrés" in told
    assert told.index("Paie") < told.index("Juridique")
    assert "7\u202fh\u202f45" in told


def test_a_task_is_finished_from_the_overview(page: ClientPage, lumen: Workspace, shared: Collaborators) -> None:
    tasks.add_task(lumen, TaskDraft(title="Relancer", due=dt.date(2026, 11, 20)))
    lines = overview(page).tasks.lines
    lines.setCurrentIndex(lines.table.index(0))

    press(lines, Qt.Key.Key_Space)

    assert lumen.select(Task)[0].done_on == TODAY
    assert "Relancer" in texts_of(overview(page).journal)
    press_undo(shared)
    assert lumen.select(Task)[0].done_on is None


def test_a_client_without_dates_is_to_be_completed_never_compliant(page: ClientPage) -> None:
    card = overview(page).compliance
    told = texts_of(card)

    assert "profil à compléter" in told
    assert not any("conforme" in text.casefold() for text in told)

    click(button_of(card, "Compléter le profil"))
    assert page.tabs.current() == "profile"


def test_each_domain_shows_what_comes_first(page: ClientPage, lumen: Workspace) -> None:
    for title, domain, due in (
        ("DSN de décembre", "urssaf", dt.date(2027, 1, 15)),
        ("DSN de novembre", "urssaf", dt.date(2026, 12, 15)),
        ("Mise à jour du DUERP", "duerp", dt.date(2026, 11, 12)),
        # More than a year away: the note above the rows must be true of this one too.
        ("Élection du CSE", "rh", dt.date(2027, 12, 3)),
    ):
        compliance.add_deadline(lumen, DeadlineDraft(title=title, domain=domain, due=due))

    told = texts_of(overview(page).compliance)

    assert "DSN de novembre" in told
    assert "DSN de décembre" not in told
    assert "15 déc." in told
    assert "en retard" in told
    assert "3 déc. 2027" in told
    assert "où en est chaque domaine" in told
    assert not any("90 jours" in text for text in told)


def test_suppliers_to_chase_come_first(page: ClientPage, lumen: Workspace, shared: Collaborators) -> None:
    for name, signed in (("Avocate", None), ("Nettoyage", dt.date(2026, 3, 1))):
        made = suppliers.add_supplier(shared.portfolio, SupplierDraft(name=name, phone="06 39 98 00 00"))
        draft = SupplierContractDraft(supplier_id=made.id or 0, annual_cents=600_000, signed=signed)
        suppliers.add_contract(lumen, draft, today=TODAY)

    lines = overview(page).contacts.lines.table.lines

    assert [(line.title, line.when) for line in lines] == [("Nettoyage", "à relancer"), ("Avocate", "")]


def test_the_next_event_is_told(page: ClientPage, lumen: Workspace) -> None:
    start = local(2026, 12, 17, 12, 30)
    events.add_event(lumen, EventDraft(title="Repas d’équipe", start=start, end=start, guests=14))

    told = texts_of(overview(page).next_event)

    assert "Repas d’équipe" in told
    assert "jeudi 17 décembre 2026, 12\u202fh\u202f30" in told


def test_what_another_client_does_changes_nothing_here(page: ClientPage, halo: Workspace) -> None:
    before = texts_of(page)

    tasks.add_task(halo, TaskDraft(title="Secret de l’autre", due=TODAY))
    compliance.add_deadline(halo, DeadlineDraft(title="Secret de l’autre", due=TODAY))

    assert texts_of(page) == before


def test_a_hostile_client_is_shown_as_it_is(qtbot: QtBot, window: QWidget, shared: Collaborators) -> None:
    workspace = shared.portfolio.workspace("hostile")
    tasks.add_task(workspace, TaskDraft(title=HOSTILE, due=TODAY))
    compliance.add_deadline(workspace, DeadlineDraft(title=HOSTILE, due=TODAY))
    page = ClientPage(workspace, shared)
    shown(qtbot, window, page)

    assert page.header.title.text() == HOSTILE
    assert HOSTILE in texts_of(overview(page).compliance)
    page.grab()


def test_her_own_business_has_neither_report_nor_profile(qtbot: QtBot, window: QWidget, shared: Collaborators) -> None:
    page = ClientPage(shared.portfolio.own(), shared)
    shown(qtbot, window, page)

    assert page.header.title.text() == "Mon activité"
    assert page.report_button.isHidden()
    assert "Profil" not in titles(page)
    assert "Compléter le profil" not in texts_of(page)


def test_a_page_says_when_something_typed_would_be_lost(page: ClientPage, lumen: Workspace) -> None:
    tasks.add_task(lumen, TaskDraft(title="Relancer"))
    view = page.tabs.open("tasks")
    assert isinstance(view, TasksView)
    press(view.table, Qt.Key.Key_Return)
    assert view.form is not None
    assert not page.is_being_filled()

    type_in(view.form, "title", "Relancer encore")
    assert page.is_being_filled()

    view.form.save_button.click()
    assert not page.is_being_filled()


def test_a_renamed_client_is_renamed_here(page: ClientPage, shared: Collaborators) -> None:
    with shared.portfolio.step("Renommer") as step:
        step.change(shared.portfolio.client("atelier-lumen"), name="Lumen SARL")

    assert page.header.title.text() == "Lumen SARL"


def test_a_page_at_its_smallest_cuts_no_tab(page: ClientPage, window: QWidget) -> None:
    window.resize(780, 600)

    for key in ("overview", "tasks", "deadlines", "suppliers", "events", "profile"):
        page.tabs.open(key)
        page.grab()
    assert page.width() == 780
    assert page.minimumSizeHint().width() <= 780


def test_her_own_business_sells_no_hours_and_has_no_colour(
    qtbot: QtBot, window: QWidget, shared: Collaborators
) -> None:
    own = shared.portfolio.own()
    timesheets.add_entry(own, TimeEntryDraft(day=TODAY, minutes=120, domain="interne"))
    page = ClientPage(own, shared)
    shown(qtbot, window, page)
    card = overview(page).forfait

    assert card.title.text() == "Heures de novembre"
    assert card.used.text() == "2\u202fh utilisées"
    assert "hors mission" in texts_of(card)
    assert not card.bar.isVisible()
    # A hollow square, as in the list of clients: its middle is the ground of the page.
    square = page.header.swatch.grab().toImage()
    assert square.pixelColor(4, 4) != square.pixelColor(0, 4)
    assert square.pixelColor(4, 4).lightness() > 200
