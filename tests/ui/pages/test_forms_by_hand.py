"""The forms of a client in the whole window, on the demo desk, by keys and clicks as a first user gives them."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from officedesk.domain.entities import Event, SupplierContract, Task
from officedesk.services import demo
from officedesk.storage.portfolio import Portfolio
from officedesk.storage.workspace import Workspace
from officedesk.ui.pages.client import ClientPage
from officedesk.ui.parts.forms import Form
from officedesk.ui.shell.main_window import MainWindow
from tests.ui.conftest import DAY, OpenDesk, ShutDesk, made_desk
from tests.ui.pages.gestures import button_of, choose, click, texts_of, write

CLIENT = "menuiserie-calvarec"
PATIENCE = 20_000
NORMAL, SMALL = (1440, 900), (1024, 700)


def fill(portfolio: Portfolio) -> None:
    demo.fill(portfolio, DAY)


@pytest.fixture(scope="session")
def demo_desk(tmp_path_factory: pytest.TempPathFactory) -> ShutDesk:
    return made_desk(tmp_path_factory.mktemp("demo") / "desk", fill)


@pytest.fixture
def window(qtbot: QtBot, open_desk: OpenDesk, demo_desk: ShutDesk, tmp_path: Path) -> MainWindow:
    import shutil

    shutil.copytree(demo_desk.home, tmp_path / "desk")
    made = open_desk(demo_desk._replace(home=tmp_path / "desk"))
    made.resize(*NORMAL)
    with qtbot.waitSignal(made.page_shown, timeout=PATIENCE):
        made.show_client(next(line.id for line in made._glance.clients if line.name.startswith("Menuiserie")))
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def page(window: MainWindow) -> ClientPage:
    assert window.client is not None
    return window.client[1]


@pytest.fixture
def workspace(window: MainWindow) -> Workspace:
    return window.shared.portfolio.workspace(CLIENT)


def tab(page: ClientPage, name: str) -> Any:
    """Open a tab."""
    view = page.tabs.open(name)
    QApplication.sendPostedEvents()
    return view


def type_over(qtbot: QtBot, form: Form, key: str, text: str) -> None:
    """Click in a field and type over what it holds."""
    editor = form.fields[key].editor
    target = editor.viewport() if isinstance(editor, QPlainTextEdit) else editor
    click(target)
    qtbot.waitUntil(editor.hasFocus)
    QTest.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    write(editor, text)


def is_filled(view: Any) -> bool:
    """Tell whether a form is open beside a list."""
    return view.form is not None


def toast_of(window: MainWindow) -> str:
    """Return what the toast says."""
    return "" if window.toasts.current is None else window.toasts.current.label.text()


def undo(window: MainWindow) -> None:
    """Take the last gesture back by Ctrl+Z's own action."""
    window.actions_.undo.trigger()


def choose_row(view: Any, title: str) -> None:
    """Click on the line of a list."""
    rows, table = view.rows, view.table
    for position in range(rows.rowCount()):
        for column in range(rows.columnCount()):
            if rows.index(position, column).data() == title:
                table.scrollTo(rows.index(position, column))
                click(table.viewport(), table.visualRect(rows.index(position, column)).center())
                return
    raise AssertionError(title)


def test_a_task_is_estimated_and_deleted(
    qtbot: QtBot, page: ClientPage, workspace: Workspace, window: MainWindow
) -> None:
    view = tab(page, "tasks")
    row_id = view.table.current_id()
    click(button_of(view.panel, "Modifier"))
    type_over(qtbot, view.form, "estimate_minutes", "45")
    QTest.keyClick(view.form.fields["estimate_minutes"].editor, Qt.Key.Key_Return)

    assert not is_filled(view)
    assert workspace.get(Task, row_id).estimate_minutes == 45
    assert "45\u202fmin" in texts_of(view.panel)

    click(button_of(view.panel, "Supprimer"))
    assert row_id not in workspace.ids(Task)
    assert toast_of(window) == "Tâche supprimée."

    undo(window)
    assert row_id in workspace.ids(Task)


def test_an_event_is_added_changed_and_deleted(
    qtbot: QtBot, page: ClientPage, workspace: Workspace, window: MainWindow
) -> None:
    view = tab(page, "events")
    click(view.add_button)
    type_over(qtbot, view.form, "title", "Galette des rois")
    type_over(qtbot, view.form, "first", "8/1/2027")
    type_over(qtbot, view.form, "first_hour", "16h")
    QTest.keyClick(view.form.fields["first_hour"].editor, Qt.Key.Key_Return)
    assert not is_filled(view)
    choose_row(view, "Galette des rois")

    click(button_of(view.panel, "Modifier"))
    type_over(qtbot, view.form, "last_hour", "15h")
    QTest.keyClick(view.form.fields["last_hour"].editor, Qt.Key.Key_Return)
    assert view.form.error.text() == "L’événement finit avant d’avoir commencé : corrigez la fin."
    type_over(qtbot, view.form, "last_hour", "17:30")
    assert view.form.error.isHidden()
    type_over(qtbot, view.form, "notes", "Deux galettes.")
    QTest.keyClick(view.form.fields["notes"].editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert not is_filled(view)
    kept = next(event for event in workspace.select(Event) if event.title == "Galette des rois")
    assert (kept.end.date(), kept.end.time(), kept.notes) == (dt.date(2027, 1, 8), dt.time(17, 30), "Deux galettes.")

    choose_row(view, "Galette des rois")
    click(button_of(view.panel, "Supprimer"))
    assert kept.id not in workspace.ids(Event)
    assert toast_of(window) == "Événement supprimé."
    undo(window)
    assert kept.id in workspace.ids(Event)


def test_a_contract_is_added_changed_and_deleted(
    qtbot: QtBot, page: ClientPage, workspace: Workspace, window: MainWindow
) -> None:
    view = tab(page, "suppliers")
    before = set(workspace.ids(SupplierContract))
    click(view.add_button)
    choose(view.form, "supplier_id", "Imprimerie Solvane")
    type_over(qtbot, view.form, "subject", "cartes de visite")
    type_over(qtbot, view.form, "annual_cents", "120")
    QTest.keyClick(view.form.fields["annual_cents"].editor, Qt.Key.Key_Return)
    assert not is_filled(view)
    (made,) = set(workspace.ids(SupplierContract)) - before
    choose_row(view, "Imprimerie Solvane")

    click(button_of(view.panel, "Modifier"))
    type_over(qtbot, view.form, "annual_cents", "cent")
    QTest.keyClick(view.form.fields["annual_cents"].editor, Qt.Key.Key_Return)
    assert view.form.fields["annual_cents"].error.isVisible()
    type_over(qtbot, view.form, "annual_cents", "150")
    assert view.form.fields["annual_cents"].error.isHidden()
    click(view.form.save_button)
    assert workspace.get(SupplierContract, made).annual_cents == 15_000
    assert "150\u202f€ HT par an" in texts_of(view.panel)

    click(button_of(view.panel, "Supprimer"))
    assert set(workspace.ids(SupplierContract)) == before
    assert toast_of(window) == "Contrat supprimé."
    undo(window)
    assert made in workspace.ids(SupplierContract)


def test_a_profile_is_saved_and_a_fact_of_it_forgotten(
    qtbot: QtBot, page: ClientPage, workspace: Workspace, window: MainWindow
) -> None:
    view = tab(page, "profile")
    # The window brings the legal dates up to date behind each change of a profile.
    window.shared.jobs.wait()
    type_over(qtbot, view.form, "city", "Quimper")
    QTest.keyClick(view.form.fields["city"].editor, Qt.Key.Key_Return)
    assert workspace.client().city == "Quimper"
    assert toast_of(window) == "Profil enregistré, échéances mises à jour."
    assert not view.form.is_changed()

    window.shared.jobs.wait()
    assert "vat_regime" in workspace.client().profile
    choose(view.form, "vat_regime", "Non renseigné")
    click(view.form.save_button)

    assert "vat_regime" not in workspace.client().profile
    window.shared.jobs.wait()
    undo(window)
    assert workspace.client().profile["vat_regime"] == "ca3_monthly"
    qtbot.waitUntil(lambda: view.form.fields["vat_regime"].value() == "ca3_monthly")


def test_escape_leaves_an_untouched_form_and_asks_about_a_typed_one(
    qtbot: QtBot, page: ClientPage, workspace: Workspace
) -> None:
    view = tab(page, "tasks")
    click(button_of(view.panel, "Modifier"))
    QTest.keyClick(view.form.fields["title"].editor, Qt.Key.Key_Escape)
    assert not is_filled(view)

    click(button_of(view.panel, "Modifier"))
    type_over(qtbot, view.form, "estimate_minutes", "2")
    QTest.keyClick(view.form.fields["estimate_minutes"].editor, Qt.Key.Key_Escape)
    asked = view.findChild(QMessageBox)
    assert asked is not None
    assert is_filled(view)
    click(button_of(asked, "Continuer à écrire"))

    QTest.keyClick(view.form.fields["estimate_minutes"].editor, Qt.Key.Key_Return)
    assert view.form.fields["estimate_minutes"].error.text() == "Écrivez 2\u202fh ou 2\u202fmin."


def task_shown(page: ClientPage) -> None:
    view = tab(page, "tasks")
    click(button_of(view.panel, "Modifier"))


def event_shown(page: ClientPage) -> None:
    click(tab(page, "events").add_button)


def contract_shown(page: ClientPage) -> None:
    click(tab(page, "suppliers").add_button)


def deadline_shown(page: ClientPage) -> None:
    click(tab(page, "deadlines").add_button)


def profile_shown(page: ClientPage) -> None:
    tab(page, "profile")


@pytest.mark.parametrize("size", [NORMAL, SMALL])
@pytest.mark.parametrize("show", [task_shown, event_shown, contract_shown, deadline_shown, profile_shown])
def test_nothing_of_a_form_is_cut(
    qtbot: QtBot, window: MainWindow, page: ClientPage, show: Callable[[ClientPage], None], size: tuple[int, int]
) -> None:
    window.resize(*size)
    show(page)
    QApplication.sendPostedEvents()

    assert (window.width(), window.height()) == size
    form = next(form for form in page.findChildren(Form) if form.isVisible())
    assert cut_in(form) == []


def cut_in(form: Form) -> list[str]:
    """Return what a form shows in part: beyond the right edge of its page, or narrower than its words."""
    area = form.parentWidget()
    while not isinstance(area, QScrollArea):
        assert area is not None
        area = area.parentWidget()
    edge = area.viewport().mapToGlobal(area.viewport().rect().topRight()).x()
    found = []
    for widget in form.findChildren(QWidget):
        if not widget.isVisible() or not isinstance(widget, QLabel | QPushButton | QLineEdit | QComboBox):
            continue
        beyond = widget.mapToGlobal(widget.rect().topRight()).x() > edge
        words = isinstance(widget, QPushButton) or (isinstance(widget, QLabel) and not widget.wordWrap())
        needed = widget.sizeHint().width() if words else widget.minimumSizeHint().width()
        if beyond or widget.width() < needed:
            found.append(f"{type(widget).__name__} {widget.accessibleName() or getattr(widget, 'text', str)()}")
    return found
