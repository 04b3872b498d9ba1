"""Écran partagé: one client alone is shown, whatever she does, until the passphrase is typed."""

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from officedesk.domain.entities import Decision, DecisionDraft
from officedesk.services import decisions
from officedesk.services.settings import shared_with
from officedesk.ui.shell.finder import Finder
from officedesk.ui.shell.finder_offers import Offer
from officedesk.ui.shell.main_window import MainWindow
from officedesk.ui.shell.places import PLACES
from tests.ui.conftest import PASSPHRASE, OpenDesk, ShutDesk, type_text
from tests.ui.pages.gestures import click, texts_of, toast_text

PATIENCE_MS = 20_000
ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
HIDDEN = ("Éloïse", "convocation", "Réserver la salle")


def said(window: MainWindow) -> str:
    """Return all that the window shows: labels, buttons, every line of every list, choices, menu, tooltips, title."""
    words = [window.windowTitle(), *texts_of(window)]
    for view in window.findChildren(QAbstractItemView):
        if view.isVisible() and view.model() is not None:
            words += lines_of(view.model())
    for box in window.findChildren(QComboBox):
        if box.isVisible():
            words += [box.itemText(place) for place in range(box.count())]
    words += [action.text() for action in window.actions_.menu.actions() if action.isVisible()]
    words += [widget.toolTip() for widget in window.findChildren(QWidget) if widget.isVisible()]
    return "\n".join(words)


def lines_of(model: QAbstractItemModel) -> list[str]:
    columns = range(1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex()))
    places = [model.index(row, column) for row in range(model.rowCount(QModelIndex())) for column in columns]
    return [str(model.data(QModelIndex(place), role) or "") for place in places for role in ROLES]


def leaks(window: MainWindow) -> list[str]:
    shown = said(window)
    return [word for word in HIDDEN if word in shown]


def show(qtbot: QtBot, window: MainWindow, name: str) -> None:
    line = next(line for line in window.sidebar.clients.rows.lines if line.name == name)
    window.show_client(line.id)
    qtbot.waitUntil(lambda: window.shown_client() == line.id, timeout=PATIENCE_MS)


@pytest.fixture
def alone(qtbot: QtBot, window: MainWindow) -> MainWindow:
    """Give the window, its screen shared with Atelier Lumen after the other client was visited."""
    show(qtbot, window, "Cabinet Éloïse")
    assert leaks(window) != []
    show(qtbot, window, "Atelier Lumen")
    window.actions_.share.trigger()
    return window


def test_nothing_of_another_client_is_shown(alone: MainWindow) -> None:
    assert leaks(alone) == []
    assert "Écran partagé : seul l’espace de Atelier Lumen est montré." in said(alone)
    assert [line.name for line in alone.sidebar.clients.rows.lines] == ["Atelier Lumen"]


def test_no_key_leads_elsewhere(qtbot: QtBot, alone: MainWindow) -> None:
    for key in range(Qt.Key.Key_1, Qt.Key.Key_1 + len(PLACES)):
        QTest.keyClick(alone, Qt.Key(key), Qt.KeyboardModifier.ControlModifier)
    alone.show_client(alone.glance.own.id)
    qtbot.wait(100)

    assert alone.shown_client() == alone.glance.shared
    assert leaks(alone) == []


def test_a_decision_is_found_and_shown_for_that_client_only(qtbot: QtBot, alone: MainWindow) -> None:
    portfolio = alone.shared.portfolio
    for workspace in portfolio.workspaces():
        name = workspace.client().name
        decisions.add_decision(workspace, DecisionDraft(question=f"Quelle mutuelle pour {name} ?"))
    mine = portfolio.workspace_by_id(alone.glance.shared)

    alone.show_client(mine.client_id, "decision", mine.ids(Decision)[-1])
    qtbot.wait(100)

    assert alone.client is not None
    assert alone.client[1].tabs.current() == "decisions"
    assert "Quelle mutuelle pour Atelier Lumen ?" in said(alone)
    assert leaks(alone) == []


def test_the_capture_line_knows_that_client_only(qtbot: QtBot, alone: MainWindow) -> None:
    entry = alone.sidebar.capture.entry
    type_text(entry, "Rappeler @eloise")
    QTest.keyClick(entry, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: alone.toasts.current is not None, timeout=PATIENCE_MS)

    assert "Aucun client ne commence par « eloise »" in toast_text(alone.shared)
    assert leaks(alone) == []
    entry.setText("")
    type_text(entry, "Rappeler la mairie")
    QTest.keyClick(entry, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Atelier Lumen" in toast_text(alone.shared))


@pytest.mark.parametrize("typed", ["", "Préparer", "@", "#", ">", "Réserver", "cabinet"])
def test_the_search_finds_that_client_only(qtbot: QtBot, alone: MainWindow, typed: str) -> None:
    alone.actions_.find.trigger()
    [finder] = alone.findChildren(Finder)
    type_text(finder.field, typed)

    offers = [line for line in finder.list.rows.lines if isinstance(line, Offer)]
    words = [f"{offer.title} {offer.detail}" for offer in offers]

    assert [line for line in words if any(word in line for word in HIDDEN) and "Ajouter la tâche" not in line] == []
    assert not [line for line in words if "Aller à" in line or "Corbeille" in line or "Nouveau client" in line]


def test_only_that_client_s_steps_are_taken_back(qtbot: QtBot, window: MainWindow) -> None:
    show(qtbot, window, "Cabinet Éloïse")
    other = window.shared.portfolio.workspace_by_id(window.shown_client() or 0)
    show(qtbot, window, "Atelier Lumen")
    with other.step("Renommer la salle d’Éloïse") as step:
        from officedesk.domain.entities import Task

        step.change(other.select(Task)[0], notes="vu")
    window.actions_.share.trigger()

    assert "Éloïse" not in window.actions_.undo.text()
    window.shared.history.undo()

    assert other.select(Task)[0].notes == "vu"


def test_the_desk_opened_again_still_shows_that_client_alone(
    qtbot: QtBot, alone: MainWindow, open_desk: OpenDesk, desk: ShutDesk
) -> None:
    shared = alone.glance.shared
    alone.close()

    again = open_desk(desk)

    # From the very first picture.
    assert leaks(again) == []
    qtbot.waitUntil(lambda: again.shown_client() == shared, timeout=PATIENCE_MS)
    assert leaks(again) == []


def test_the_passphrase_alone_shows_everything_again(qtbot: QtBot, alone: MainWindow) -> None:
    banner = alone.sharing.banner
    assert banner is not None
    click(banner.leave_button)
    dialog = alone.sharing.dialog
    assert dialog is not None
    type_text(dialog.entry, "une phrase fausse")
    click(dialog.open_button)
    qtbot.waitUntil(lambda: dialog.reason.text() not in ("", "Ouverture…"), timeout=PATIENCE_MS)
    assert shared_with(alone.shared.portfolio) is not None
    assert leaks(alone) == []

    dialog.entry.clear()
    type_text(dialog.entry, PASSPHRASE)
    click(dialog.open_button)
    qtbot.waitUntil(lambda: alone.glance.shared is None, timeout=PATIENCE_MS)

    assert shared_with(alone.shared.portfolio) is None
    assert "Cabinet Éloïse" in said(alone)
    alone.show_page("deadlines")
    qtbot.waitUntil(lambda: "deadlines" in alone.pages, timeout=PATIENCE_MS)


def test_her_own_business_is_shared_with_nobody(qtbot: QtBot, window: MainWindow) -> None:
    window.show_client(window.glance.own.id)
    qtbot.waitUntil(lambda: window.shown_client() == window.glance.own.id, timeout=PATIENCE_MS)

    window.actions_.share.trigger()

    assert window.glance.shared is None


def test_a_client_that_is_gone_is_shared_with_nobody(qtbot: QtBot, alone: MainWindow) -> None:
    from officedesk.services.clients import archive_client

    archive_client(alone.shared.portfolio, "atelier-lumen", alone.glance.day)
    qtbot.waitUntil(lambda: alone.glance.shared is None, timeout=PATIENCE_MS)
