"""A file from the window: looked at for one client, taken whole, taken back, or refused in a sentence."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from officedesk.domain.entities import Client, Event, SupplierContract, Task
from officedesk.interop.found import StoppedError
from officedesk.services import exchange
from officedesk.storage.portfolio import Portfolio
from officedesk.storage.step import Step
from officedesk.storage.workspace import Workspace
from officedesk.ui.collaborators import Collaborators
from officedesk.ui.pages.import_dialog import ImportDialog
from tests.ui.pages.conftest import HOSTILE
from tests.ui.pages.gestures import click

DATA = Path(__file__).resolve().parents[2] / "data"
CALENDAR = DATA / "ics" / "node-ical__multi-event-basic.ics"
CARD = DATA / "vcf" / "ez-vcard__John_Doe_EVOLUTION.vcf"
PATIENCE_MS = 20_000

Open = Callable[[Path], ImportDialog]


@pytest.fixture
def opened(qtbot: QtBot, window: QWidget, shared: Collaborators) -> Open:
    window.show()

    def opening(path: Path) -> ImportDialog:
        made = ImportDialog(shared, path, window)
        made.open()
        qtbot.waitUntil(lambda: not shared.jobs.busy, timeout=PATIENCE_MS)
        return made

    return opening


def choose(qtbot: QtBot, shared: Collaborators, dialog: ImportDialog, name: str) -> None:
    dialog.client.setCurrentIndex(dialog.client.findText(name))
    qtbot.waitUntil(lambda: not shared.jobs.busy, timeout=PATIENCE_MS)


def take(qtbot: QtBot, dialog: ImportDialog) -> None:
    with qtbot.waitSignal(dialog.finished, timeout=PATIENCE_MS):
        click(dialog.import_button)


def written(folder: Path, *events: str) -> Path:
    body = "".join(f"BEGIN:VEVENT\n{event}\nEND:VEVENT\n" for event in events)
    path = folder / "agenda.ics"
    path.write_text(f"BEGIN:VCALENDAR\n{body}END:VCALENDAR\n", encoding="utf-8")
    return path


def event(number: int) -> str:
    return f"UID:{number}@exemple\nSUMMARY:Réunion {number}\nDTSTART:20261201T090000Z"


def test_nothing_is_taken_before_a_client_is_chosen_and_seen(
    qtbot: QtBot, shared: Collaborators, opened: Open, lumen: Workspace, halo: Workspace
) -> None:
    dialog = opened(CALENDAR)
    assert dialog.client.currentData() is None
    assert not dialog.import_button.isEnabled()
    assert "client" in dialog.said.text()

    choose(qtbot, shared, dialog, "Studio Halo")

    # The last of the nine events of this real file begins « Next Year ».
    expected = CALENDAR.read_text(encoding="utf-8").count("BEGIN:VEVENT") - 1
    assert expected == 8
    assert "ligne 71" in dialog.details.text()
    assert dialog.summary.text().startswith(f"À ajouter : {expected} événements.\n")
    assert halo.ids(Event) == []
    take(qtbot, dialog)
    assert len(halo.ids(Event)) == expected
    assert lumen.ids(Event) == []


def test_an_import_is_told_and_taken_back_from_the_toast(
    qtbot: QtBot, shared: Collaborators, opened: Open, halo: Workspace
) -> None:
    dialog = opened(CALENDAR)
    choose(qtbot, shared, dialog, "Studio Halo")
    take(qtbot, dialog)
    toast = shared.toasts.current
    assert toast is not None
    assert toast.button is not None
    assert toast.label.text() == f"« {CALENDAR.name} » est importé : Studio Halo."

    click(toast.button)

    assert halo.ids(Event) == []


def test_a_second_import_has_nothing_to_do(qtbot: QtBot, shared: Collaborators, opened: Open, halo: Workspace) -> None:
    dialog = opened(CALENDAR)
    choose(qtbot, shared, dialog, "Studio Halo")
    take(qtbot, dialog)
    again = opened(CALENDAR)

    choose(qtbot, shared, again, "Studio Halo")

    assert again.summary.text().startswith("Rien de nouveau")
    assert not again.import_button.isEnabled()


def test_a_card_enters_the_network_of_the_chosen_client(
    qtbot: QtBot, shared: Collaborators, opened: Open, lumen: Workspace, portfolio: Portfolio
) -> None:
    dialog = opened(CARD)
    choose(qtbot, shared, dialog, "Atelier Lumen")
    assert dialog.summary.text().startswith("À ajouter : 1 fournisseur.\n")

    take(qtbot, dialog)

    assert len(portfolio.suppliers()) == 1
    assert len(lumen.ids(SupplierContract)) == 1


def test_what_is_left_out_is_told_with_its_line(
    qtbot: QtBot, shared: Collaborators, opened: Open, tmp_path: Path
) -> None:
    dialog = opened(written(tmp_path, event(1), "UID:2@exemple\nSUMMARY:Sans date"))

    choose(qtbot, shared, dialog, "Studio Halo")

    assert "À ajouter : 1 événement." in dialog.summary.text()
    assert "Laissé de côté : 1 élément" in dialog.summary.text()
    assert "ligne 7 : il n’a pas de date de début" in dialog.details.text()


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("photo.ics", b"\x89PNG\r\n", "n’est ni un agenda"),
        ("vide.vcf", b"", "est vide"),
        ("rien.ics", None, "n’existe pas"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(
    opened: Open, tmp_path: Path, name: str, content: bytes | None, why: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)

    dialog = opened(path)

    assert f"Le fichier «\u202f{name}\u202f» {why}" in dialog.said.text()
    assert not dialog.client.isEnabled()
    assert not dialog.import_button.isEnabled()


def test_a_cancel_while_it_writes_leaves_nothing_and_the_window_alive(
    qtbot: QtBot,
    shared: Collaborators,
    opened: Open,
    halo: Workspace,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reached, go_on = threading.Event(), threading.Event()
    real = Step.add_all

    def slow(step: Step, table: type[Event], drafts: list[object], **stamped: object) -> object:
        rows = real(step, table, drafts, **stamped)  # type: ignore[arg-type]
        reached.set()
        assert go_on.wait(PATIENCE_MS / 1000)
        return rows

    dialog = opened(written(tmp_path, *map(event, range(50))))
    choose(qtbot, shared, dialog, "Studio Halo")
    before = shared.portfolio.undoable()
    monkeypatch.setattr(Step, "add_all", slow)
    ticks: list[None] = []
    timer = QTimer(interval=5)
    timer.timeout.connect(lambda: ticks.append(None))
    timer.start()

    click(dialog.import_button)
    qtbot.waitUntil(reached.is_set, timeout=PATIENCE_MS)
    ticks.clear()
    qtbot.waitUntil(lambda: len(ticks) > 3)  # the window goes on while rows are being written
    dialog.reject()
    assert dialog.isVisible()
    assert dialog.said.text() == "Arrêt…"
    with qtbot.waitSignal(dialog.rejected, timeout=PATIENCE_MS):
        go_on.set()

    assert halo.ids(Event) == halo.ids(Task) == []
    assert shared.portfolio.undoable() == before


def test_a_cancel_while_it_reads_stops_the_child(
    qtbot: QtBot, window: QWidget, shared: Collaborators, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("officedesk.interop.files.TURN_SECONDS", 0.01)
    outcomes: list[str] = []
    real = exchange.read_apart

    def noted(path: Path, stopped: exchange.Stopped) -> exchange.ReadFile:
        try:
            file = real(path, stopped)
        except StoppedError:
            outcomes.append("stopped")
            raise
        outcomes.append("read")
        return file

    monkeypatch.setattr(exchange, "read_apart", noted)
    window.show()
    dialog = ImportDialog(shared, written(tmp_path, *map(event, range(5000))), window)
    dialog.open()
    qtbot.wait(50)

    dialog.reject()
    qtbot.waitUntil(lambda: not shared.jobs.busy, timeout=PATIENCE_MS)

    assert outcomes == ["stopped"]


def test_a_client_with_a_hostile_name_is_plain_text(
    qtbot: QtBot, shared: Collaborators, opened: Open, portfolio: Portfolio
) -> None:
    dialog = opened(CALENDAR)
    names = [dialog.client.itemText(place) for place in range(dialog.client.count())]

    own: Client = portfolio.own().client()
    assert names == ["Choisir un client", *sorted(["Atelier Lumen", HOSTILE, "Studio Halo"]), own.name]
