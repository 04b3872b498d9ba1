"""The legal dates of every client: why each is there, and what shows that it was met."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from officedesk.domain.entities import Deadline, DeadlineDraft, DeadlineStatus
from officedesk.storage.workspace import Workspace
from officedesk.ui.collaborators import Collaborators
from officedesk.ui.pages.client_deadlines import ClientDeadlinesView
from officedesk.ui.pages.deadline_card import DeadlineCard
from officedesk.ui.pages.deadline_words import facts_of, limit_words, source_words, state_chip
from officedesk.ui.pages.deadlines import DeadlinesPage
from officedesk.ui.parts.cell_painting import CellPainter
from officedesk.ui.parts.rows import UNDER_ROLE, Under
from tests.ui.pages.conftest import HOSTILE, NOW, TODAY
from tests.ui.pages.gestures import (
    button_of,
    cells,
    choose,
    click,
    error_of,
    press,
    press_undo,
    shown,
    texts_of,
    toast_text,
    type_in,
    write,
)

TITLE, CLIENT, STATE = 0, 1, 4
SOURCE = "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000046078939"


def add(workspace: Workspace, draft: DeadlineDraft) -> int:
    with workspace.step("Préparer") as step:
        return step.add(Deadline, draft).id or 0


def only(workspace: Workspace) -> Deadline:
    found = workspace.select(Deadline)
    assert len(found) == 1
    return found[0]


@pytest.fixture
def dsn(lumen: Workspace) -> int:
    return add(
        lumen,
        DeadlineDraft(
            title="DSN de novembre 2026",
            domain="urssaf",
            rule="dsn-mensuelle-15",
            period="2026-11",
            due=dt.date(2026, 12, 15),
            due_time=dt.time(12),
            why="9 salariés (moins de 50)",
            basis="CSS R243-6",
            source=SOURCE,
            verified_on=dt.date(2026, 11, 22),
            keep_years=5,
        ),
    )


@pytest.fixture
def page(qtbot: QtBot, window: QWidget, dsn: int, halo: Workspace, shared: Collaborators) -> DeadlinesPage:
    add(halo, DeadlineDraft(title="Bail à renouveler", domain="contrats", due=dt.date(2026, 11, 12)))
    made = DeadlinesPage(shared)
    shown(qtbot, window, made)
    return made


def card_of(page: DeadlinesPage) -> DeadlineCard:
    shown_card = page.list.panel.shown()
    assert isinstance(shown_card, DeadlineCard)
    return shown_card


@pytest.mark.parametrize(
    ("due", "status", "words", "tone"),
    [
        (dt.date(2026, 11, 22), "open", "en retard", "late"),
        (dt.date(2026, 11, 23), "open", "aujourd’hui", "soon"),
        (dt.date(2026, 12, 15), "open", "dans 22 j", "soon"),
        (dt.date(2027, 1, 30), "open", "dans 68 j", "neutral"),
        (dt.date(2027, 11, 1), "open", "à venir", "neutral"),
        (None, "open", "à faire", "accent"),
        (dt.date(2026, 11, 22), "done", "fait", "done"),
        (dt.date(2026, 11, 22), "not_applicable", "non applicable", "neutral"),
    ],
)
def test_a_chip_says_where_a_deadline_stands(due: dt.date | None, status: str, words: str, tone: str) -> None:
    assert state_chip(due, status, TODAY, evidence=False) == (words, tone)


def test_a_proof_is_said_in_the_chip() -> None:
    assert state_chip(TODAY, "done", TODAY, evidence=True) == ("fait, preuve", "done")


def test_noon_is_said_as_a_person_says_it() -> None:
    assert limit_words(dt.date(2026, 12, 15), dt.time(12)) == "mardi 15 décembre 2026 à midi"
    assert limit_words(dt.date(2026, 12, 15), None) == "mardi 15 décembre 2026"


def test_a_rule_that_was_not_read_in_the_law_says_so() -> None:
    from dataclasses import replace

    from officedesk.domain.compliance import load_rules

    rule = next(rule for rule in load_rules() if rule.slug == "dsn-mensuelle-15")
    deadline = Deadline(
        title="DSN",
        source=SOURCE,
        verified_on=TODAY,
        client_id=1,
        created_at=NOW,
        updated_at=NOW,
    )

    def told(confidence: str) -> str:
        return source_words(deadline, replace(rule, confidence=confidence), TODAY)

    assert told("V-LAW") == "legifrance.gouv.fr, vérifiée le 23 nov. 2026"
    for doubtful in ("V-REP", "V-SEC", "UNV-H"):
        assert told(doubtful).endswith("(non vérifié dans la loi)")


def test_a_rule_verified_more_than_a_year_ago_is_to_be_verified_again() -> None:
    from officedesk.domain.compliance import load_rules

    rule = next(rule for rule in load_rules() if rule.slug == "duerp-annuel")  # verified on 22 November 2026
    deadline = Deadline(
        title="DUERP", source=SOURCE, verified_on=rule.verified_on, client_id=1, created_at=NOW, updated_at=NOW
    )

    fresh, old = (source_words(deadline, rule, dt.date(2027, 11, day)) for day in (22, 23))

    assert fresh == "legifrance.gouv.fr, vérifiée le 22 nov. 2026"
    assert old == "legifrance.gouv.fr, vérifiée le 22 nov. 2026, il y a plus de 12 mois : à vérifier"


def test_the_penalty_is_told_and_a_day_that_no_text_moves_is_not_called_moved() -> None:
    from officedesk.domain.compliance import load_rules

    rules = {rule.slug: rule for rule in load_rules()}
    christmas = dt.date(2026, 12, 25)
    stayed = Deadline(
        title="Cotisations Agirc-Arrco",
        nominal=christmas,
        due=christmas,
        shift_reason="le 25 décembre 2026 est férié (Noël), report non vérifié",
        client_id=1,
        created_at=NOW,
        updated_at=NOW,
    )

    names = {fact.name: fact.text for fact in facts_of(stayed, rules["amende-conducteur"], TODAY)}
    assert names["Jour fermé"].endswith("report non vérifié")
    assert "Date reportée" not in names
    assert names["Sanction"] == "amende forfaitaire de 675\u202f€ pour la société"

    stayed.nominal = dt.date(2026, 12, 24)
    assert "Date reportée" in {fact.name for fact in facts_of(stayed, None, TODAY)}


def test_a_small_window_still_counts_what_is_late(qtbot: QtBot, page: DeadlinesPage) -> None:
    subtitle = page.header.subtitle
    with qtbot.waitExposed(page):
        page.show()

    # Half of the words: what the program's own font leaves of them at 1024 pixels.
    subtitle.setFixedWidth(subtitle.sizeHint().width() // 2)
    qtbot.waitUntil(lambda: subtitle.width() == subtitle.sizeHint().width() // 2)

    assert subtitle.shown_text().startswith("1 en retard, ")
    assert subtitle.shown_text() != subtitle.text()
    assert subtitle.toolTip() == "1 en retard, 2 obligations à tenir, 3 clients"


def test_the_page_shows_every_client_and_what_the_chosen_line_asks(page: DeadlinesPage) -> None:
    assert cells(page.list.rows, TITLE) == ["Bail à renouveler", "DSN de novembre 2026"]
    assert cells(page.list.rows, CLIENT) == ["Studio Halo", "Atelier Lumen"]
    assert cells(page.list.rows, STATE) == ["en retard", "dans 22 j"]
    assert page.header.subtitle.text() == "1 en retard, 2 obligations à tenir, 3 clients"

    page.list.table.selectRow(1)

    told = texts_of(page.list.panel)
    assert "mardi 15 décembre 2026 à midi" in told
    assert "9 salariés (moins de 50)" in told
    assert "CSS R243-6" in told
    assert "legifrance.gouv.fr, vérifiée le 22 nov. 2026" in told
    assert "conserver 5 ans" in told


def test_filters_keep_one_client_or_one_domain(page: DeadlinesPage) -> None:
    page.clients.setCurrentIndex(page.clients.findText("Atelier Lumen"))
    assert cells(page.list.rows, TITLE) == ["DSN de novembre 2026"]

    page.clients.setCurrentIndex(0)
    page.domains.setCurrentIndex(page.domains.findText("Contrats"))
    assert cells(page.list.rows, TITLE) == ["Bail à renouveler"]


def test_a_proof_is_kept_with_the_deadline_that_it_closes(
    page: DeadlinesPage, lumen: Workspace, shared: Collaborators
) -> None:
    page.list.table.selectRow(1)
    write(card_of(page).evidence, "certificat n° 585")

    click(card_of(page).done_button)

    kept = only(lumen)
    assert (kept.status, kept.done_on, kept.evidence) == (DeadlineStatus.DONE, TODAY, "certificat n° 585")
    assert cells(page.list.rows, TITLE) == ["Bail à renouveler"]

    press_undo(shared)
    assert only(lumen).status is DeadlineStatus.OPEN


def test_what_is_typed_as_a_proof_waits_for_her_on_its_line(page: DeadlinesPage) -> None:
    page.list.table.selectRow(1)
    write(card_of(page).evidence, "brouillon")

    page.list.table.selectRow(0)
    assert card_of(page).evidence.text() == ""
    page.list.table.selectRow(1)

    assert card_of(page).evidence.text() == "brouillon"


def test_space_closes_and_a_done_one_is_reopened(page: DeadlinesPage, lumen: Workspace) -> None:
    page.list.table.selectRow(1)
    press(page.list.table, Qt.Key.Key_Space)
    assert only(lumen).status is DeadlineStatus.DONE

    page.states.setCurrentIndex(page.states.findText("Tout"))
    page.list.show_row(only(lumen).id or 0)
    click(card_of(page).reopen_button)

    assert only(lumen).status is DeadlineStatus.OPEN


def test_the_keyboard_goes_to_the_list_when_the_button_that_closes_a_deadline_goes_away(
    qtbot: QtBot, window: QWidget, page: DeadlinesPage
) -> None:
    window.activateWindow()
    button = card_of(page).done_button
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)

    press(button, Qt.Key.Key_Space)

    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.list.table)


def test_not_applicable_needs_a_reason(page: DeadlinesPage, lumen: Workspace, shared: Collaborators) -> None:
    page.list.table.selectRow(1)
    click(card_of(page).aside_button)
    form = page.list.dialog.form

    form.save_button.click()
    assert error_of(form, "reason").startswith("Écrivez pourquoi")
    assert only(lumen).status is DeadlineStatus.OPEN

    type_in(form, "reason", "plus de salarié depuis octobre")
    form.save_button.click()
    assert only(lumen).status is DeadlineStatus.NOT_APPLICABLE
    assert only(lumen).notes == "plus de salarié depuis octobre"
    assert toast_text(shared) == "Échéance déclarée non applicable."


def test_a_deadline_of_a_rule_is_not_deleted(page: DeadlinesPage, lumen: Workspace, shared: Collaborators) -> None:
    page.list.table.selectRow(1)

    press(page.list.table, Qt.Key.Key_Delete)

    assert only(lumen).title == "DSN de novembre 2026"
    assert "non applicable" in toast_text(shared)


def test_one_deadline_of_a_rule_among_others_keeps_them_all(
    page: DeadlinesPage, lumen: Workspace, halo: Workspace, shared: Collaborators
) -> None:
    page.list.table.selectAll()

    press(page.list.table, Qt.Key.Key_Delete)

    assert [only(workspace).title for workspace in (lumen, halo)] == ["DSN de novembre 2026", "Bail à renouveler"]
    assert toast_text(shared).endswith("Rien n’est supprimé.")


def test_her_own_deadline_is_added_changed_and_deleted(
    page: DeadlinesPage, lumen: Workspace, halo: Workspace, shared: Collaborators
) -> None:
    click(page.add_button)
    form = page.list.form
    assert form is not None
    choose(form, "client_id", "Studio Halo")
    type_in(form, "title", "Assemblée générale")
    type_in(form, "due", "30/06/2027")
    choose(form, "domain", "Société")
    press(form.fields["title"].editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert cells(page.list.rows, TITLE)[-1] == "Assemblée générale"
    assert card_of(page).title.text() == "Assemblée générale"
    assert len(halo.select(Deadline)) == 2

    press(page.list.table, Qt.Key.Key_Return)
    assert page.list.form is not None
    type_in(page.list.form, "title", "Assemblée ordinaire")
    page.list.form.save_button.click()
    assert cells(page.list.rows, TITLE)[-1] == "Assemblée ordinaire"

    press(page.list.table, Qt.Key.Key_Delete)
    assert len(halo.select(Deadline)) == 1
    press_undo(shared)
    assert len(halo.select(Deadline)) == 2
    assert len(lumen.select(Deadline)) == 1


def test_an_untitled_deadline_writes_nothing(page: DeadlinesPage, halo: Workspace, lumen: Workspace) -> None:
    click(page.add_button)
    form = page.list.form
    assert form is not None
    type_in(form, "due", "30/06/2027")
    form.save_button.click()

    assert error_of(form, "title") == "Il manque un titre : écrivez-le et recommencez."
    assert form.fields["due"].typed() == "30/06/2027"
    assert len(halo.select(Deadline)) + len(lumen.select(Deadline)) == 2


def test_a_source_is_opened_after_asking_only(page: DeadlinesPage) -> None:
    opened: list[str] = []

    def launch(address: str) -> bool:
        opened.append(address)
        return True

    page.list.launch = launch
    page.list.table.selectRow(1)

    click(button_of(page.list.panel, "Ouvrir la page"))
    question = page.list.question
    assert SOURCE in question.informativeText()
    assert question.textFormat() is Qt.TextFormat.PlainText
    assert opened == []
    next(button for button in question.buttons() if button.text() == "Ouvrir").click()

    assert opened == [SOURCE]


@pytest.mark.parametrize("source", ["file:///etc/passwd", "javascript:alert(1)", "smb://hote/partage", "https:///sans"])
def test_an_address_that_is_no_web_page_is_never_opened(source: str) -> None:
    from officedesk.ui.parts.dialogs import address_in, launch

    assert address_in(source) in ("", "https:///sans")
    assert launch(source) is False


def test_a_hostile_client_is_shown_as_it_is(qtbot: QtBot, window: QWidget, shared: Collaborators) -> None:
    add(shared.portfolio.workspace("hostile"), DeadlineDraft(title=HOSTILE, why=HOSTILE, due=TODAY))
    page = DeadlinesPage(shared)
    shown(qtbot, window, page)

    assert texts_of(page.list.panel).count(HOSTILE) == 3
    page.grab()


def test_a_client_sees_its_own_only(
    qtbot: QtBot, window: QWidget, dsn: int, lumen: Workspace, halo: Workspace, shared: Collaborators
) -> None:
    view = ClientDeadlinesView(lumen, shared)
    shown(qtbot, window, view)
    assert cells(view.rows, TITLE) == ["DSN de novembre 2026"]

    view.add()
    assert view.form is not None
    assert "client_id" not in view.form.fields
    type_in(view.form, "title", "Visite annuelle")
    view.form.save_button.click()

    assert {each.title for each in lumen.select(Deadline)} == {"DSN de novembre 2026", "Visite annuelle"}
    assert halo.select(Deadline) == []


@pytest.mark.parametrize("width", [784, 1200])
def test_the_date_of_a_deadline_is_seen_at_any_width(
    qtbot: QtBot, window: QWidget, page: DeadlinesPage, width: int
) -> None:
    """784 pixels are what the sidebar leaves of a screen of 1024."""
    table = page.list.table
    window.resize(width, 700)
    qtbot.waitUntil(lambda: page.width() == width)

    line = cells(table.rows, 0).index("DSN de novembre 2026")
    on_screen = [str(table.rows.index(line, column).data()) for column in table.shown_columns()]
    under: Under = table.rows.index(line, 0).data(UNDER_ROLE)
    assert "15 déc. 2026" in [*on_screen, *under.words.split(" · ")]
    assert "Atelier Lumen" in [*on_screen, under.name]
    painter = table.itemDelegate()
    assert isinstance(painter, CellPainter)
    # The list takes what the panel leaves one turn of the loop later.
    qtbot.waitUntil(lambda: not painter.shortened(table.rows.index(line, 0)))


@pytest.mark.parametrize("width", [560, 700, 784, 1200])
def test_the_head_of_the_page_is_never_cut_to_keep_a_row(
    qtbot: QtBot, window: QWidget, shared: Collaborators, dsn: int, width: int
) -> None:
    page = DeadlinesPage(shared)
    shown(qtbot, window, page)
    header = page.header
    buttons = header.findChildren(QPushButton)

    window.resize(width, 700)
    qtbot.waitUntil(lambda: header.subtitle.shown_text() == header.subtitle.text())

    assert header.title.shown_text() == "Échéances"
    for button in buttons:
        place = button.geometry()
        assert not place.intersects(header.subtitle.geometry())
        assert not place.intersects(header.title.geometry())


def test_a_client_s_list_is_kept_to_a_domain_and_a_period(
    qtbot: QtBot, window: QWidget, lumen: Workspace, shared: Collaborators, dsn: int
) -> None:
    view = ClientDeadlinesView(lumen, shared)
    shown(qtbot, window, view)
    assert cells(view.rows, 0) == ["DSN de novembre 2026"]

    view.periods.setCurrentText("2027")
    assert cells(view.rows, 0) == []
    view.periods.setCurrentText("30 jours")
    assert cells(view.rows, 0) == ["DSN de novembre 2026"]
    view.domains.setCurrentText("RGPD")
    assert cells(view.rows, 0) == []
