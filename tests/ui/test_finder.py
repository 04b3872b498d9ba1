"""Ctrl+K, by the keyboard only: what is offered, where Return goes, and where the keyboard is afterwards."""

import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from officedesk.domain.entities import (
    Decision,
    DecisionDraft,
    Document,
    DocumentDraft,
    Supplier,
    SupplierDraft,
    Task,
    TaskDocument,
    TaskDocumentDraft,
    TaskDraft,
)
from officedesk.ui.parts.table import Table
from officedesk.ui.shell.finder import Finder
from officedesk.ui.shell.finder_offers import Offer
from officedesk.ui.shell.main_window import MainWindow
from officedesk.ui.shell.places import place_keys
from tests.ui.conftest import DAY, type_text, unnamed

CTRL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


@pytest.fixture
def ready(qtbot: QtBot, window: MainWindow) -> MainWindow:
    """Give the window, active, its desk open."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    with qtbot.waitSignal(window._opener.opened, timeout=10_000):
        window._opener.when_open(lambda: None)
    return window


def opened(qtbot: QtBot, window: MainWindow) -> Finder:
    QTest.keyClick(window, Key.Key_K, CTRL)
    (finder,) = [each for each in window.findChildren(Finder) if each.isVisible()]
    qtbot.waitUntil(finder.field.hasFocus)
    return finder


def groups(finder: Finder) -> list[str]:
    return [line for line in finder.list.rows.lines if isinstance(line, str)]


def offers(finder: Finder) -> list[Offer]:
    return [line for line in finder.list.rows.lines if isinstance(line, Offer)]


def choose(finder: Finder, title: str) -> None:
    for _ in offers(finder):
        current = finder.list.current()
        if current is not None and current.title == title:
            QTest.keyClick(finder.field, Key.Key_Return)
            return
        QTest.keyClick(finder.field, Key.Key_Down)
    raise AssertionError(f"no line says {title}")


def gone(window: MainWindow) -> bool:
    return not any(each.isVisible() for each in window.findChildren(Finder))


def test_a_task_is_found_and_shown_in_its_list(qtbot: QtBot, ready: MainWindow) -> None:
    finder = opened(qtbot, ready)
    type_text(finder.field, "convoc")
    choose(finder, "Préparer la convocation")

    assert gone(ready)
    assert ready.client is not None
    page = ready.client[1]
    assert ready.stack.page is page
    assert page.tabs.current() == "tasks"
    table = QApplication.focusWidget()
    assert isinstance(table, Table)
    assert [ready.shared.portfolio.workspace_by_id(ready.client[0]).get(Task, table.current_id() or 0).title] == [
        "Préparer la convocation"
    ]


def test_what_is_typed_is_grouped_with_the_day_and_the_client(qtbot: QtBot, ready: MainWindow) -> None:
    finder = opened(qtbot, ready)
    type_text(finder.field, "LA")

    assert groups(finder) == ["Actions", "Tâches", "Créer"]
    assert [(offer.title, offer.detail, offer.hint) for offer in offers(finder)] == [
        ("Changer la phrase de passe", "", ""),
        ("Réserver la salle", "Cabinet Éloïse", "mar. 24 nov."),
        ("Préparer la convocation", "Cabinet Éloïse", "lun. 23 nov."),
        ("Publier la note", "Atelier Lumen", "lun. 23 nov."),
        ("Ajouter la tâche «\u00a0LA\u00a0»", "", ""),
    ]


def test_the_last_line_adds_the_task_by_the_capture_line(qtbot: QtBot, ready: MainWindow) -> None:
    before = QApplication.focusWidget()
    finder = opened(qtbot, ready)
    type_text(finder.field, "@eloise commander du papier")
    assert offers(finder)[-1].title == "Ajouter la tâche «\u00a0@eloise commander du papier\u00a0»"
    QTest.keyClick(finder.field, Key.Key_Up)
    QTest.keyClick(finder.field, Key.Key_Return)

    cabinet = ready.shared.portfolio.workspace("cabinet-eloise")
    assert "commander du papier" in {task.title for task in cabinet.select(Task)}
    assert gone(ready)
    assert ready.sidebar.capture.entry.text() == ""
    assert QApplication.focusWidget() in (before, ready)


def test_what_was_half_typed_in_the_capture_line_stays(qtbot: QtBot, ready: MainWindow) -> None:
    ready.sidebar.capture.entry.setText("à finir")
    finder = opened(qtbot, ready)
    type_text(finder.field, "Acheter un cèdre")
    choose(finder, "Ajouter la tâche «\u00a0Acheter un cèdre\u00a0»")

    assert ready.sidebar.capture.entry.text() == "à finir"
    assert "Acheter un cèdre" in {task.title for task in ready.shared.portfolio.own().select(Task)}


@pytest.mark.parametrize(
    ("typed", "title", "form"),
    [("événement", "Nouvel événement", "Nouvel événement"), ("decision", "Nouvelle décision", "Nouvelle décision"),
     ("modele", "Tâches depuis un modèle", "Depuis un modèle")],
)  # fmt: skip
def test_what_a_page_creates_is_created_from_anywhere(
    qtbot: QtBot, ready: MainWindow, typed: str, title: str, form: str
) -> None:
    finder = opened(qtbot, ready)
    type_text(finder.field, f">{typed}")
    choose(finder, title)

    dialogs = [each.windowTitle() for each in ready.findChildren(QDialog) if each.isVisible()]
    forms = [each.text() for each in ready.stack.page.findChildren(QLabel) if each.isVisible()]
    assert form in [*dialogs, *forms]


def test_a_screen_is_shared_from_a_client_only(qtbot: QtBot, ready: MainWindow) -> None:
    finder = opened(qtbot, ready)
    type_text(finder.field, ">partager")
    assert offers(finder) == []
    finder.leave()

    ready.show_client(ready.shared.portfolio.workspace("atelier-lumen").client_id)
    finder = opened(qtbot, ready)
    type_text(finder.field, ">partager")
    assert [offer.title for offer in offers(finder)] == ["Partager l’écran avec ce client"]


def test_an_action_is_done_and_shows_its_keys(qtbot: QtBot, ready: MainWindow) -> None:
    finder = opened(qtbot, ready)
    type_text(finder.field, ">aller ech")

    keys = dict(place_keys())["deadlines"]
    assert [(offer.title, offer.hint) for offer in offers(finder)] == [("Aller à Échéances", keys)]
    QTest.keyClick(finder.field, Key.Key_Return)
    assert gone(ready)
    assert ready.stack.page is ready.pages["deadlines"]


def test_an_action_that_takes_the_keyboard_keeps_it(qtbot: QtBot, ready: MainWindow) -> None:
    finder = opened(qtbot, ready)
    type_text(finder.field, "> ajouter une")
    QTest.keyClick(finder.field, Key.Key_Return)

    assert QApplication.focusWidget() is ready.sidebar.capture.entry


def test_undo_is_offered_with_what_it_takes_back(qtbot: QtBot, ready: MainWindow) -> None:
    own = ready.shared.portfolio.own()
    with own.step("Ajouter un cèdre") as step:
        step.add(Task, TaskDraft(title="Cèdre"))
    qtbot.waitUntil(lambda: "cèdre" in ready.actions_.undo.text())
    finder = opened(qtbot, ready)
    type_text(finder.field, ">annuler")
    choose(finder, "Annuler : Ajouter un cèdre")

    assert own.select(Task) == []


def test_a_client_is_found_by_its_sign(qtbot: QtBot, ready: MainWindow) -> None:
    finder = opened(qtbot, ready)
    type_text(finder.field, "@")
    assert [offer.title for offer in offers(finder)] == ["Atelier Lumen", "Cabinet Éloïse", "Mon activité"]
    type_text(finder.field, "elo")
    assert [offer.title for offer in offers(finder)] == ["Cabinet Éloïse"]
    QTest.keyClick(finder.field, Key.Key_Return)

    assert ready.client is not None
    assert ready.client[0] == ready.shared.portfolio.client("cabinet-eloise").id
    assert ready.client[1].tabs.current() == "overview"


def test_words_after_a_client_are_looked_for_in_it_alone(qtbot: QtBot, ready: MainWindow) -> None:
    finder = opened(qtbot, ready)
    type_text(finder.field, "@lumen la")

    titles = [offer.title for offer in offers(finder)]
    assert "Publier la note" in titles
    assert "Préparer la convocation" not in titles


def test_a_domain_is_completed_then_searched(qtbot: QtBot, ready: MainWindow) -> None:
    with ready.shared.portfolio.own().step("Ajouter") as step:
        step.add(Task, TaskDraft(title="Vérifier les bulletins", domain="paie"))
    finder = opened(qtbot, ready)
    type_text(finder.field, "#pa")
    assert [offer.title for offer in offers(finder)] == ["Paie"]
    QTest.keyClick(finder.field, Key.Key_Return)

    assert finder.field.text() == "#paie "
    assert finder.isVisible()
    assert [offer.title for offer in offers(finder)] == ["Vérifier les bulletins"]
    type_text(finder.field, "bull")
    assert offers(finder)[0].title == "Vérifier les bulletins"
    type_text(finder.field, "xyz")
    assert groups(finder) == ["Créer"]


def test_what_was_opened_is_offered_first_next_time(qtbot: QtBot, ready: MainWindow) -> None:
    for typed, title in (("convoc", "Préparer la convocation"), ("@lumen", "Atelier Lumen")):
        finder = opened(qtbot, ready)
        type_text(finder.field, typed)
        choose(finder, title)
    finder = opened(qtbot, ready)

    assert groups(finder) == ["Récents", "Actions"]
    assert [offer.title for offer in offers(finder)][:3] == [
        *("Atelier Lumen", "Préparer la convocation", "Aller à Aujourd’hui")
    ]


def test_a_supplier_is_shown_in_the_network(qtbot: QtBot, ready: MainWindow) -> None:
    with ready.shared.portfolio.step("Ajouter") as step:
        step.add(Supplier, SupplierDraft(name="Nettoyage Clarté", trade="ménage"))
    finder = opened(qtbot, ready)
    type_text(finder.field, "clarte")
    choose(finder, "Nettoyage Clarté")

    assert ready.stack.page is ready.pages["network"]
    assert isinstance(QApplication.focusWidget(), Table)


def test_a_decision_and_a_file_lead_to_their_client(qtbot: QtBot, ready: MainWindow) -> None:
    lumen = ready.shared.portfolio.workspace("atelier-lumen")
    with lumen.step("Ajouter") as step:
        step.add(Decision, DecisionDraft(question="Quelle mutuelle ?"))
        document = step.add(Document, DocumentDraft(name="kbis.pdf", size=1, sha256="", key=""))
        task = lumen.select(Task)[0]
        step.add(TaskDocument, TaskDocumentDraft(task_id=task.id or 0, document_id=document.id or 0))
    finder = opened(qtbot, ready)
    type_text(finder.field, "mutuelle")
    choose(finder, "Quelle mutuelle ?")
    assert ready.shown_client() == lumen.client_id
    table = QApplication.focusWidget()
    assert isinstance(table, Table)
    assert table.current_id() == lumen.ids(Decision)[-1]
    assert ready.client is not None
    assert ready.client[1].tabs.current() == "decisions"

    finder = opened(qtbot, ready)
    type_text(finder.field, "kbis")
    choose(finder, "kbis.pdf")
    table = QApplication.focusWidget()
    assert isinstance(table, Table)
    assert table.current_id() == task.id


@pytest.mark.parametrize("key", [Key.Key_Escape, Key.Key_K])
def test_it_closes_and_gives_the_keyboard_back(qtbot: QtBot, ready: MainWindow, key: Qt.Key) -> None:
    ready.today.entry.setFocus()
    finder = opened(qtbot, ready)
    QTest.keyClick(finder.field, key, CTRL if key == Key.Key_K else Qt.KeyboardModifier.NoModifier)

    assert gone(ready)
    assert QApplication.focusWidget() is ready.today.entry


def test_a_half_typed_line_does_not_lose_its_end_to_the_key(qtbot: QtBot, ready: MainWindow) -> None:
    """Ctrl+K empties a text field on some desktops."""
    ready.today.entry.setFocus()
    ready.today.entry.setText("à garder")
    ready.today.entry.setCursorPosition(2)
    QTest.keyClick(ready.today.entry, Key.Key_K, CTRL)

    assert not gone(ready)
    assert ready.today.entry.text() == "à garder"


def test_tab_keeps_the_keyboard_in_the_field(qtbot: QtBot, ready: MainWindow) -> None:
    finder = opened(qtbot, ready)
    for key in (Key.Key_Tab, Key.Key_Backtab):
        QTest.keyClick(finder.field, key)

    assert finder.field.hasFocus()


def test_another_page_s_key_closes_it(qtbot: QtBot, ready: MainWindow) -> None:
    opened(qtbot, ready)
    QTest.keyClick(ready, Key.Key_2, CTRL)

    assert gone(ready)


def test_the_arrows_go_round_and_tell_a_screen_reader(qtbot: QtBot, ready: MainWindow) -> None:
    finder = opened(qtbot, ready)
    type_text(finder.field, "convoc")
    said = [finder.field.accessibleDescription()]
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Up, Key.Key_PageDown, Key.Key_PageUp):
        QTest.keyClick(finder.field, key)
        said.append(finder.field.accessibleDescription())

    task = "Préparer la convocation, Cabinet Éloïse, lun. 23 nov., Tâches"
    addition = "Ajouter la tâche «\u00a0convoc\u00a0», Créer"
    assert said == [task, addition, task, addition, addition, task]
    assert unnamed(finder) == []


@pytest.mark.parametrize(
    "text", ["\0", "AND (", '"', "#", "#é\"'", "@@", ">>>", "<b>gras</b>", "א‮ב", "🙂" * 50, "mot " * 300_000]
)
def test_whatever_is_pasted_is_shown_as_text(qtbot: QtBot, ready: MainWindow, text: str) -> None:
    finder = opened(qtbot, ready)
    finder.field.setText(text)

    assert len(finder.field.text()) <= 400
    assert finder.isVisible()


def test_it_fits_a_small_window_and_follows_it(qtbot: QtBot, ready: MainWindow) -> None:
    finder = opened(qtbot, ready)
    type_text(finder.field, "la")
    for size in ((1440, 900), (1024, 700), (900, 600)):
        ready.resize(*size)
        qtbot.waitUntil(lambda: finder.size() == ready.size())
        assert ready.rect().contains(finder._panel.geometry())


def test_the_sidebar_opens_it_too(qtbot: QtBot, ready: MainWindow) -> None:
    ready.sidebar.search.click()

    assert not gone(ready)


def test_nothing_of_it_is_imported_with_the_window() -> None:
    names = ("finder", "finder_list", "finder_offers", "finder_actions")
    program = "import sys, officedesk.ui.shell.main_window as _; print(*(n for n in sys.argv[1:] if n in sys.modules))"
    modules = [*(f"officedesk.ui.shell.{name}" for name in names), "officedesk.storage.search"]
    done = subprocess.run([sys.executable, "-c", program, *modules], capture_output=True, text=True, check=True)

    assert done.stdout.split() == []


def test_a_late_date_of_another_year_says_it(qtbot: QtBot, ready: MainWindow) -> None:
    with ready.shared.portfolio.own().step("Ajouter") as step:
        step.add(Task, TaskDraft(title="Cèdre lointain", due=DAY.replace(year=2027)))
    finder = opened(qtbot, ready)
    type_text(finder.field, "lointain")

    assert offers(finder)[0].hint == "23 nov. 2027"


def test_the_field_is_the_only_control(qtbot: QtBot, ready: MainWindow) -> None:
    finder = opened(qtbot, ready)

    assert finder.findChildren(QLineEdit) == [finder.field]


def test_what_is_found_nowhere_says_so(qtbot: QtBot, ready: MainWindow) -> None:
    finder = opened(qtbot, ready)
    finder.field.setText(">zzzz")

    assert finder.nothing.isVisible()
    assert finder.nothing.text() == "Aucun résultat : essayez le début d’un mot."
    finder.field.setText(">tâche")
    assert not finder.nothing.isVisible()
