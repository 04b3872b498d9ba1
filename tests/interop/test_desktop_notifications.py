"""What a desktop's own server receives, on a real bus; and what is answered when there is none."""

import contextlib
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from officedesk.interop.desktop_notifications import LIMIT_S, Desktop, Notice
from tests.interop import desktop_bus
from tests.interop.desktop_bus import LOGIN, NOTIFICATIONS, SCREEN_SAVER, FakeDesktop

PATIENCE_S = 5


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Start a bus, and take it for the session's and for the system's."""
    with desktop_bus.both_buses(monkeypatch) as address:
        yield address


@contextlib.contextmanager
def playing(address: str, *names: str) -> Iterator[FakeDesktop]:
    fake = FakeDesktop(address, *names)
    try:
        yield fake
    finally:
        fake.end()


@pytest.fixture
def desktop() -> Iterator[Desktop]:
    made = Desktop()
    yield made
    made.close()


def is_clicked(desktop: Desktop, patience_s: float = PATIENCE_S) -> bool:
    """Wait for a click by readings that do not wait."""
    end = time.monotonic() + patience_s
    while time.monotonic() < end:
        if desktop.was_clicked():
            return True
        time.sleep(0.01)
    return False


def test_a_server_receives_the_whole_notice(address: str, desktop: Desktop) -> None:
    with playing(address, NOTIFICATIONS) as server:
        assert desktop.show(Notice("Deux échéances", "Atelier Lumen · demain\nCabinet Éloïse · hier", "Voir"))

    [received] = server.received
    assert received.app_name == "OfficeDesk"
    assert received.summary == "Deux échéances"
    assert received.body == "Atelier Lumen · demain\nCabinet Éloïse · hier"
    assert received.actions == ["default", "Voir"]
    assert received.hints == {"desktop-entry": ("s", "officedesk"), "urgency": ("y", 1)}
    assert (received.replaces_id, received.expire_timeout) == (0, -1)


def test_a_name_is_never_markup(address: str, desktop: Desktop) -> None:
    with playing(address, NOTIFICATIONS) as server:
        assert desktop.show(Notice("A & B <x>", "A & B <x> · « l’urgent »"))

    # Of the two, the specification reads markup in the body only.
    assert server.received[0].summary == "A & B <x>"
    assert server.received[0].body == "A &amp; B &lt;x&gt; · « l’urgent »"


def test_a_server_without_markup_nor_actions_gets_neither(address: str, desktop: Desktop) -> None:
    with playing(address, NOTIFICATIONS) as server:
        server.capabilities = ["body"]
        assert desktop.show(Notice("Une échéance", "A & B <x>", "Voir"))

    assert server.received[0].body == "A & B <x>"
    assert server.received[0].actions == []


def test_what_a_bus_would_refuse_is_left_out(address: str, desktop: Desktop) -> None:
    # A bus hangs up on a NUL and on half a character; a mark of direction would turn the rest of the line round.
    with playing(address, NOTIFICATIONS) as server:
        assert desktop.show(Notice("a\x00b\ud83d", "c\u202ed\ne"))

    assert (server.received[0].summary, server.received[0].body) == ("a b ", "c d\ne")


@pytest.mark.parametrize("to_all", [False, True])
def test_a_click_is_heard_whether_it_is_told_to_the_sender_or_to_all(
    address: str, desktop: Desktop, to_all: bool
) -> None:
    with playing(address, NOTIFICATIONS) as server:
        assert desktop.show(Notice("Une échéance", action="Voir"))
        assert not desktop.was_clicked()
        server.click(1, to_all=to_all)

        assert is_clicked(desktop)
        assert not desktop.was_clicked()


def test_a_click_on_another_programs_notice_is_not_ours(address: str, desktop: Desktop) -> None:
    with playing(address, NOTIFICATIONS) as server:
        assert desktop.show(Notice("Une échéance", action="Voir"))
        server.click(7, to_all=True)

        assert not is_clicked(desktop, 0.3)


def test_a_bus_that_goes_away_is_left(desktop: Desktop, monkeypatch: pytest.MonkeyPatch) -> None:
    with tempfile.TemporaryDirectory() as folder, desktop_bus.started_bus(Path(folder)) as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        with playing(address, NOTIFICATIONS):
            assert desktop.show(Notice("Une échéance"))

    assert not is_gone_or_clicked(desktop)
    assert desktop.fileno() == -1
    assert not desktop.show(Notice("Une autre"))


def is_gone_or_clicked(desktop: Desktop) -> bool:
    end = time.monotonic() + PATIENCE_S
    while desktop.fileno() >= 0 and time.monotonic() < end:
        if desktop.was_clicked():
            return True
    return False


# --- who shows nothing -----------------------------------------------------------------------------------------------


def test_without_a_bus_nothing_is_shown(desktop: Desktop, monkeypatch: pytest.MonkeyPatch) -> None:
    for wrong in ("", "unix:path=/nowhere/at/all", "tcp:host=localhost", "n’importe quoi"):
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", wrong)
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nowhere")
        assert (desktop.show(Notice("Une échéance")), desktop.is_locked()) == (False, None)


def test_a_bus_without_a_server_shows_nothing(address: str, desktop: Desktop) -> None:
    assert not desktop.show(Notice("Une échéance"))


def test_another_system_shows_nothing(address: str, desktop: Desktop, monkeypatch: pytest.MonkeyPatch) -> None:
    with playing(address, NOTIFICATIONS, SCREEN_SAVER) as server:
        monkeypatch.setattr(sys, "platform", "win32")
        assert (desktop.show(Notice("Une échéance")), desktop.is_locked()) == (False, None)

    assert server.received == []


def test_a_server_that_never_answers_is_not_waited_for(address: str, desktop: Desktop) -> None:
    with playing(address, NOTIFICATIONS, SCREEN_SAVER) as server:
        server.mute = True
        before = time.monotonic()
        answers = (desktop.show(Notice("Une échéance")), desktop.is_locked())
        waited = time.monotonic() - before

    assert answers == (False, None)
    # The server, the screen saver and the login manager, a limit each, on a machine that does other things.
    assert waited < 3 * LIMIT_S + 2


def test_a_bus_that_never_greets_is_not_waited_for(desktop: Desktop, monkeypatch: pytest.MonkeyPatch) -> None:
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as bus:
        bus.bind(f"{folder}/bus")
        bus.listen()
        greeter = threading.Thread(target=accept_and_say_no_more, args=(bus,), daemon=True)
        greeter.start()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={folder}/bus")
        before = time.monotonic()

        assert not desktop.show(Notice("Une échéance"))

        assert time.monotonic() - before < 2 * LIMIT_S + 2
        greeter.join(PATIENCE_S)


def accept_and_say_no_more(bus: socket.socket) -> None:
    """Let a caller in, as a bus does, then leave its greeting without an answer until it goes."""
    caller, _ = bus.accept()
    with caller:
        caller.recv(1024)
        caller.sendall(b"OK 1234deadbeef1234deadbeef12345678\r\n")
        while caller.recv(1024):
            pass


# --- the screen ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("locked", [True, False])
@pytest.mark.parametrize("name", [SCREEN_SAVER, "org.gnome.ScreenSaver", "org.xfce.ScreenSaver"])
def test_the_screen_saver_of_a_desktop_is_asked(address: str, desktop: Desktop, name: str, locked: bool) -> None:
    with playing(address, name) as server:
        server.locked = locked
        assert desktop.is_locked() is locked


def test_one_that_says_yes_is_believed_before_one_that_says_no(address: str, desktop: Desktop) -> None:
    with playing(address, SCREEN_SAVER), playing(address, "org.gnome.ScreenSaver") as second:
        second.locked = True
        assert desktop.is_locked() is True


def test_the_login_manager_is_believed_when_it_says_locked(address: str, desktop: Desktop) -> None:
    with playing(address, LOGIN, SCREEN_SAVER) as server:
        server.hinted = True
        assert desktop.is_locked() is True


def test_the_login_managers_no_proves_nothing(address: str, desktop: Desktop) -> None:
    # Most small lockers never tell it that they lock.
    with playing(address, LOGIN):
        assert desktop.is_locked() is None
