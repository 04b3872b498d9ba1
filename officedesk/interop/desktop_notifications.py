"""Notifications of a Linux desktop, by D-Bus: shown by its own server, which may also say that they were clicked.

https://specifications.freedesktop.org/notification-spec/1.2/, read on 2026-11-23.
"""

import contextlib
import html
import os
import sys
import unicodedata
from collections import deque
from collections.abc import Iterator
from typing import Any, NamedTuple

SERVER = "org.freedesktop.Notifications"
SERVER_PATH = "/org/freedesktop/Notifications"
# Each desktop answers for its own; the first is the one that they should share.
SCREEN_SAVERS = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
    ("org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver"),
    ("org.mate.ScreenSaver", "/org/mate/ScreenSaver"),
    ("org.xfce.ScreenSaver", "/org/xfce/ScreenSaver"),
)
LOGIN, LOGIN_SESSION = "org.freedesktop.login1", "/org/freedesktop/login1/session/auto"
# Of the icons that every theme has.
ICON = "appointment-soon"
LIMIT_S = 1.0
NORMAL, AS_LONG_AS_USUAL = 1, -1


class Notice(NamedTuple):
    """What a notification says, in plain text; ``action`` names what a click on it does, nothing when it does none."""

    title: str
    body: str = ""
    action: str = ""


class Desktop:
    """The server of notifications, over one connection: some desktops take back what a gone sender had said.

    Each answer is waited for a second at most; no method raises. Not for two threads at a time.
    """

    def __init__(self) -> None:
        self._connection: Any = None
        self._clicks: deque[Any] = deque(maxlen=50)
        self._shown: set[int] = set()

    def show(self, notice: Notice) -> bool:
        """Show a notice; return whether a server took it."""
        with _whatever_it_answers():
            connection = self._connected()
            able = _asked(connection, SERVER_PATH, SERVER, "GetCapabilities")[0]
            body = _printable(notice.body)
            # A server without markup shows it as it is written.
            body = html.escape(body, quote=False) if "body-markup" in able else body
            actions = ["default", notice.action] if notice.action and "actions" in able else []
            hints = {"desktop-entry": ("s", "officedesk"), "urgency": ("y", NORMAL)}
            said = ("OfficeDesk", 0, ICON, _printable(notice.title), body, actions, hints, AS_LONG_AS_USUAL)
            self._shown.add(_asked(connection, SERVER_PATH, SERVER, "Notify", "susssasa{sv}i", said)[0])
            return True
        self.close()
        return False

    def is_locked(self) -> bool | None:
        """Tell whether the session's screen is locked; None when nobody here knows."""
        saver = None
        with _whatever_it_answers():
            saver = self._saver_is_active()
        # Few lockers tell the login manager: it is believed when it says so, and its « no » proves nothing.
        return True if saver or _is_login_locked() else saver

    def fileno(self) -> int:
        """Return the descriptor that can be read when the server says something, or -1 without a connection."""
        return -1 if self._connection is None else int(self._connection.sock.fileno())

    def was_clicked(self) -> bool:
        """Read what has come, without waiting; tell whether one of the shown notices was clicked."""
        with _whatever_it_answers():
            with contextlib.suppress(TimeoutError):
                while self._connection is not None:
                    self._connection.recv_messages(timeout=0)
            clicked = {message.body[0] for message in self._clicks}
            self._clicks.clear()
            return not clicked.isdisjoint(self._shown)
        self.close()
        return False

    def close(self) -> None:
        """Leave the bus."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None
        self._shown.clear()

    def _connected(self) -> Any:
        if self._connection is None:
            self._connection = _connection("SESSION")
            self._listen()
        return self._connection

    def _listen(self) -> None:
        """Ask for the clicks, which some servers tell to everybody."""
        from jeepney import MatchRule, message_bus  # type: ignore[import-untyped]

        rule = MatchRule(type="signal", interface=SERVER, member="ActionInvoked", path=SERVER_PATH)
        self._connection.filter(rule, queue=self._clicks)
        self._connection.send_and_get_reply(message_bus.AddMatch(rule))

    def _saver_is_active(self) -> bool | None:
        connection, known = self._connected(), None
        for name, path in SCREEN_SAVERS:
            with contextlib.suppress(_NoAnswerError):
                known = known or bool(_asked(connection, path, name, "GetActive")[0])
        return known


class _NoAnswerError(Exception):
    """A service is absent, or answers by an error."""


def _is_login_locked() -> bool:
    with _whatever_it_answers(), contextlib.closing(_connection("SYSTEM")) as connection:
        wanted = (f"{LOGIN}.Session", "LockedHint")
        interface = "org.freedesktop.DBus.Properties"
        _, locked = _asked(connection, LOGIN_SESSION, LOGIN, "Get", "ss", wanted, interface=interface)[0]
        return bool(locked)
    return False


def _asked(
    connection: Any,
    path: str,
    name: str,
    method: str,
    signature: str | None = None,
    body: tuple[Any, ...] = (),
    *,
    interface: str = "",
) -> Any:
    """Return a service's answer; one that does not run is not started for it."""
    from jeepney import DBusAddress, MessageFlag, MessageType, new_method_call

    message = new_method_call(DBusAddress(path, name, interface or name), method, signature, body)
    if name != SERVER:
        message.header.flags |= MessageFlag.no_auto_start
    reply = connection.send_and_get_reply(message)
    if reply.header.message_type is not MessageType.method_return:
        raise _NoAnswerError
    return reply.body


def _connection(bus: str) -> Any:
    """Return a connection that waits for no answer, its greeting included, longer than the limit."""
    if sys.platform != "linux" or (bus == "SESSION" and "DBUS_SESSION_BUS_ADDRESS" not in os.environ):
        raise _NoAnswerError
    from jeepney.bus import get_bus  # type: ignore[import-untyped]
    from jeepney.io.blocking import DBusConnection, prep_socket  # type: ignore[import-untyped]

    class Bounded(DBusConnection):  # type: ignore[misc]
        def receive(self, *, timeout: float | None = None) -> Any:
            return super().receive(timeout=LIMIT_S if timeout is None else timeout)

    socket = prep_socket(get_bus(bus), timeout=LIMIT_S)
    try:
        return Bounded(socket)
    except BaseException:
        socket.close()
        raise


@contextlib.contextmanager
def _whatever_it_answers() -> Iterator[None]:
    # Buses and servers are the system's: whatever they answer, the reminder is then shown in the window.
    with contextlib.suppress(Exception):
        yield


def _printable(text: str) -> str:
    """Return a text without what a bus refuses or a server obeys: control, direction, lone halves of a character."""
    return "".join(each if each == "\n" or unicodedata.category(each)[0] != "C" else " " for each in text)
