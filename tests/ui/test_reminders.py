"""Reminders of the real window, on a real bus: the clock passes an hour, and a desktop receives what it must."""

import datetime as dt
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from officedesk.domain.entities import DeadlineDraft
from officedesk.domain.reminders import Preferences, Reminder, Watched
from officedesk.services import reminders as service
from officedesk.services.compliance import add_deadline
from officedesk.storage.portfolio import Portfolio
from officedesk.ui.shell import desk_menu
from officedesk.ui.shell.main_window import MainWindow
from officedesk.ui.shell.reminder_words import notice_of
from officedesk.ui.shell.reminders import Reminders
from officedesk.ui.shell.session import Session
from officedesk.ui.shell.theme import Theme
from tests.interop import desktop_bus
from tests.interop.desktop_bus import NOTIFICATIONS, SCREEN_SAVER, FakeDesktop
from tests.ui.conftest import DAY, ShutDesk, add_client, made_desk, reopened
from tests.ui.conftest import add_deadline as add_date

PATIENCE_MS = 10_000
TUESDAY = DAY + dt.timedelta(days=1)


class Clock:
    """The wall clock of a test, in whatever zone the machine is."""

    def __init__(self, day: dt.date, hour: int, minute: int) -> None:
        self.at(day, hour, minute)

    def at(self, day: dt.date, hour: int, minute: int) -> None:
        self._wall = dt.datetime.combine(day, dt.time(hour, minute))

    def __call__(self) -> dt.datetime:
        return self._wall.astimezone().astimezone(dt.UTC)


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Start a bus of one's own, for the session and for the system."""
    with desktop_bus.both_buses(monkeypatch) as address:
        yield address


@pytest.fixture
def server(bus: str) -> Iterator[FakeDesktop]:
    fake = FakeDesktop(bus, NOTIFICATIONS, SCREEN_SAVER)
    yield fake
    fake.end()


@pytest.fixture
def clock() -> Clock:
    return Clock(TUESDAY, 8, 29)


def dates_of_tuesday(portfolio: Portfolio) -> None:
    """Fill a desk: a date of Tuesday, one that became late on Tuesday, one of which nothing is to be said."""
    add_client(portfolio, "A & B <x>", "ab")
    add_client(portfolio, "Cabinet Éloïse", "cabinet-eloise")
    add_date(portfolio, "ab", "TVA d’octobre", TUESDAY)
    add_date(portfolio, "cabinet-eloise", "Registre des accès", DAY)
    add_date(portfolio, "cabinet-eloise", "Loyer", TUESDAY + dt.timedelta(days=3))


@pytest.fixture
def tuesday_desk(tmp_path: Path) -> ShutDesk:
    return made_desk(tmp_path / "tuesday", dates_of_tuesday)


Opening = Callable[[ShutDesk], MainWindow]


@pytest.fixture
def opening(qtbot: QtBot, theme: Theme, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opening]:
    """Give what opens a desk as the program does, with a clock that the test turns; a minute lasts a moment."""
    monkeypatch.setattr("officedesk.ui.failures.Failures.install", lambda _self: None)
    monkeypatch.setattr(QApplication, "quit", lambda: None)
    monkeypatch.setattr("officedesk.ui.shell.session.REMINDING_MS", 0)
    monkeypatch.setattr("officedesk.ui.shell.reminders.TICK_MS", 50)
    opened: list[Session] = []

    def open_window(shut: ShutDesk) -> MainWindow:
        session = Session(shut.home, DAY, clock, theme)
        opened.append(session)
        assert session.open(lambda: shut.key)
        window = session.window
        assert window is not None
        qtbot.addWidget(window)
        qtbot.waitUntil(lambda: is_calm(window), timeout=PATIENCE_MS)
        return window

    yield open_window
    for session in opened:
        session.close()


def is_calm(window: MainWindow) -> bool:
    """Tell whether the desk has been asked, and waits for a moment to come."""
    found = window.findChildren(Reminders)
    return bool(found) and found[0]._calm is not None


def looked_again(qtbot: QtBot, window: MainWindow) -> None:
    """Look at the clock without waiting for the minute, and wait until the desk has answered."""
    [found] = window.findChildren(Reminders)
    found.look()
    qtbot.waitUntil(lambda: is_calm(window), timeout=PATIENCE_MS)


def test_one_digest_when_the_clock_passes_half_past_eight_and_none_from_another_window(
    qtbot: QtBot, opening: Opening, tuesday_desk: ShutDesk, server: FakeDesktop, clock: Clock
) -> None:
    window = opening(tuesday_desk)
    assert server.received == []

    clock.at(TUESDAY, 8, 30)
    qtbot.waitUntil(lambda: bool(server.received) and is_calm(window), timeout=PATIENCE_MS)

    [received] = server.received
    assert received.summary == "2 échéances à suivre"
    assert received.body.splitlines() == [
        "Cabinet Éloïse · Registre des accès · en retard depuis hier",
        "A &amp; B &lt;x&gt; · TVA d’octobre · aujourd’hui",
    ]
    clock.at(TUESDAY, 12, 0)
    looked_again(qtbot, window)
    window.close()

    second = opening(tuesday_desk)

    assert len(server.received) == 1
    assert second.reminder is None


def test_a_locked_screen_is_told_a_number(
    qtbot: QtBot, opening: Opening, tuesday_desk: ShutDesk, server: FakeDesktop, clock: Clock
) -> None:
    server.locked = True
    window = opening(tuesday_desk)
    clock.at(TUESDAY, 8, 30)
    looked_again(qtbot, window)

    [received] = server.received
    assert (received.summary, received.body) == ("2 échéances demandent votre attention", "")
    assert not any(word in received.text for word in ("A & B", "Éloïse", "TVA", "Registre", "&amp;"))


def test_a_screen_of_which_nothing_is_known_is_told_a_number(
    qtbot: QtBot, opening: Opening, tuesday_desk: ShutDesk, bus: str, clock: Clock
) -> None:
    alone = FakeDesktop(bus, NOTIFICATIONS)
    window = opening(tuesday_desk)
    clock.at(TUESDAY, 8, 30)
    looked_again(qtbot, window)
    alone.end()

    assert [each.body for each in alone.received] == [""]


def test_discreet_notifications_say_a_number_on_an_open_screen_too(
    qtbot: QtBot, opening: Opening, tuesday_desk: ShutDesk, server: FakeDesktop, clock: Clock
) -> None:
    portfolio = reopened(tuesday_desk)
    service.keep_preferences(portfolio, Preferences(discreet=True))
    portfolio.close()
    window = opening(tuesday_desk)
    clock.at(TUESDAY, 8, 30)
    looked_again(qtbot, window)

    assert [(each.summary, each.body) for each in server.received] == [("2 échéances demandent votre attention", "")]


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_click_brings_the_legal_dates_forward(
    qtbot: QtBot, opening: Opening, tuesday_desk: ShutDesk, server: FakeDesktop, clock: Clock
) -> None:
    clock.at(TUESDAY, 9, 0)
    window = opening(tuesday_desk)
    assert server.received[0].actions == ["default", "Voir les échéances"]
    window.showMinimized()

    with qtbot.waitSignal(window.page_shown, timeout=PATIENCE_MS) as shown:
        server.click(1)

    assert shown.args == ["deadlines"]
    assert not window.isMinimized()


def test_without_a_server_the_window_says_it_once(
    qtbot: QtBot, opening: Opening, tuesday_desk: ShutDesk, bus: str, clock: Clock
) -> None:
    clock.at(TUESDAY, 9, 0)
    window = opening(tuesday_desk)

    assert window.reminder is not None
    assert [line.text() for line in window.reminder.lines] == [
        "2 échéances à suivre",
        "Cabinet Éloïse · Registre des accès · en retard depuis hier",
        "A & B <x> · TVA d’octobre · aujourd’hui",
    ]
    with qtbot.waitSignal(window.page_shown, timeout=PATIENCE_MS) as shown:
        window.reminder.open_button.click()
    assert shown.args == ["deadlines"]
    assert window.reminder is None
    window.close()

    assert opening(tuesday_desk).reminder is None


def test_a_date_typed_at_ten_for_three_o_clock_has_its_notice(
    qtbot: QtBot, opening: Opening, tuesday_desk: ShutDesk, server: FakeDesktop, clock: Clock
) -> None:
    clock.at(TUESDAY, 10, 0)
    window = opening(tuesday_desk)
    draft = DeadlineDraft(title="Déclarer l’accident", due=TUESDAY, due_time=dt.time(15))
    add_deadline(window.shared.portfolio.workspace("ab"), draft)
    looked_again(qtbot, window)
    assert len(server.received) == 1

    clock.at(TUESDAY, 13, 0)
    looked_again(qtbot, window)

    assert server.received[1].summary == "Une échéance tombe bientôt"
    assert server.received[1].body == "A &amp; B &lt;x&gt; · Déclarer l’accident · aujourd’hui avant 15\u202fh"


# --- the words -------------------------------------------------------------------------------------------------------


def a_date(due: dt.date | None, title: str = "DSN", hour: dt.time | None = None) -> Watched:
    return Watched(title, "Lumen", title, due, hour)


@pytest.mark.parametrize(
    ("due", "hour", "said"),
    [
        (DAY - dt.timedelta(days=3), None, "en retard depuis le 20 nov."),
        (DAY - dt.timedelta(days=1), dt.time(12), "en retard depuis hier"),
        (DAY, dt.time(12), "aujourd’hui avant midi"),
        (TUESDAY, None, "demain"),
        (DAY + dt.timedelta(days=45), None, "dans 45 jours, le 7 janv."),
        (None, None, "sans date"),
    ],
)
def test_a_line_says_when(due: dt.date | None, hour: dt.time | None, said: str) -> None:
    notice = notice_of(Reminder((a_date(due, hour=hour),)), DAY, discreet=False)

    assert (notice.title, notice.body) == ("Une échéance à suivre", f"Lumen · DSN · {said}")


def test_a_long_digest_counts_the_rest_and_a_discreet_one_all_of_it() -> None:
    said = Reminder(tuple(a_date(DAY, f"date {rank}") for rank in range(8)), still_late=1)

    lines = notice_of(said, DAY, discreet=False).body.splitlines()

    assert lines[5:] == ["Lumen · date 5 · aujourd’hui", "et 2 autres", "1 autre toujours en retard"]
    assert notice_of(said, DAY, discreet=True).title == "9 échéances demandent votre attention"


# --- her choices -----------------------------------------------------------------------------------------------------


def test_the_dialog_keeps_her_choices_and_moves_the_digest(
    qtbot: QtBot, opening: Opening, tuesday_desk: ShutDesk, server: FakeDesktop, clock: Clock
) -> None:
    window = opening(tuesday_desk)
    dialog = desk_menu.set_reminders(window.shared, window)
    dialog.form.fields["digest"].show_value(dt.time(9, 15))
    dialog.form.save_button.click()
    looked_again(qtbot, window)

    assert service.preferences(window.shared.portfolio) == Preferences(digest=dt.time(9, 15))
    clock.at(TUESDAY, 9, 14)
    looked_again(qtbot, window)
    assert server.received == []
    clock.at(TUESDAY, 9, 15)
    looked_again(qtbot, window)
    assert len(server.received) == 1


def test_an_hour_of_silence_is_refused_under_its_field(opening: Opening, tuesday_desk: ShutDesk) -> None:
    window = opening(tuesday_desk)
    dialog = desk_menu.set_reminders(window.shared, window)
    dialog.form.fields["digest"].show_value(dt.time(7))

    dialog.form.save_button.click()

    assert "heures calmes" in dialog.form.fields["digest"].error.text()
    assert dialog.isVisible()
    assert service.preferences(window.shared.portfolio) == Preferences()


@pytest.mark.parametrize("names", [(NOTIFICATIONS, SCREEN_SAVER), (NOTIFICATIONS,), ()])
def test_trying_says_what_became_of_the_notice(
    qtbot: QtBot, opening: Opening, tuesday_desk: ShutDesk, bus: str, names: tuple[str, ...]
) -> None:
    fake = FakeDesktop(bus, *names)
    window = opening(tuesday_desk)
    dialog = desk_menu.set_reminders(window.shared, window)

    dialog.try_button.click()
    qtbot.waitUntil(lambda: dialog.said.text() != "", timeout=PATIENCE_MS)

    assert [each.summary for each in fake.received] == (["Essai"] if names else [])
    said = dialog.said.text()
    assert ("est envoyée" in said, "que des nombres" in said) == (bool(names), len(names) == 1)
    dialog.done(0)
    fake.end()


def test_reminders_cost_the_first_screen_no_module() -> None:
    names = ["ui.shell.reminders", "ui.shell.reminder_words", "ui.shell.reminder_banner", "ui.shell.reminders_dialog",
             "services.reminders", "domain.reminders", "interop.desktop_notifications"]  # fmt: skip
    program = "import sys, officedesk.ui.shell.main_window as _; print(*(n for n in sys.argv[1:] if n in sys.modules))"

    found = subprocess.run(
        [sys.executable, "-c", program, *(f"officedesk.{name}" for name in names), "jeepney"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert found.stdout.strip() == ""
