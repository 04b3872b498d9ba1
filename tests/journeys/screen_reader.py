"""What a screen reader sees of a real window, on buses of its own: names, roles, states, and what can be done.

The tree is that of AT-SPI, read by D-Bus as Orca reads it: nothing here knows a widget or a coordinate.
"""

import contextlib
import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from jeepney import DBusAddress, new_method_call  # type: ignore[import-untyped]
from jeepney.io.blocking import DBusConnection, open_dbus_connection  # type: ignore[import-untyped]

LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
ROOT = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
ACCESSIBLE = "org.a11y.atspi.Accessible"
SHOWING = 25  # the bit of ATSPI_STATE_SHOWING
PATIENCE_SECONDS = 30.0


class Seen(NamedTuple):
    """One thing of the window: what it is called, what it is, and where it is asked about."""

    name: str
    role: str
    bus: str
    path: str


class ScreenReader:
    """Reads the windows that announce themselves, and acts on what it reads."""

    def __init__(self, connection: DBusConnection) -> None:
        self._connection = connection

    def wait_for(self, role: str, name: str) -> Seen:
        """Return the first thing showing of a role whose name begins so; fail after a while with what there was."""
        limit = time.monotonic() + PATIENCE_SECONDS
        seen: list[Seen] = []
        while time.monotonic() < limit:
            seen = list(self.walk())
            for each in seen:
                if each.role == role and each.name.startswith(name):
                    return each
            time.sleep(0.2)
        raise AssertionError(
            f"no {role} called {name!r} among {[(each.role, each.name) for each in seen if each.name]}"
        )

    def walk(self) -> Iterator[Seen]:
        """Yield everything that shows, in the order of the tree; what goes meanwhile is passed over."""
        waiting = self._children(ROOT)
        while waiting:
            place = waiting.pop(0)
            with contextlib.suppress(LookupError):
                name = str(self._property(place, "Name"))
                role = str(self._call(place, ACCESSIBLE, "GetRoleName")[0])
                low = int(self._call(place, ACCESSIBLE, "GetState")[0][0])
                if role != "application" and not low & 1 << SHOWING:
                    continue
                yield Seen(name, role, *place)
                waiting = [*self._children(place), *waiting]

    def write(self, seen: Seen, text: str) -> None:
        """Replace the text of a field."""
        done = self._call((seen.bus, seen.path), "org.a11y.atspi.EditableText", "SetTextContents", "s", (text,))
        assert done[0]

    def act(self, seen: Seen, action: str) -> None:
        """Do one of the things that something offers, by its name."""
        place = (seen.bus, seen.path)
        count = len(self._call(place, "org.a11y.atspi.Action", "GetActions")[0])
        names = [self._call(place, "org.a11y.atspi.Action", "GetName", "i", (each,))[0] for each in range(count)]
        assert self._call(place, "org.a11y.atspi.Action", "DoAction", "i", (names.index(action),))[0]

    def focus(self, seen: Seen) -> None:
        """Give the keyboard to something."""
        assert self._call((seen.bus, seen.path), "org.a11y.atspi.Component", "GrabFocus")[0]

    def _children(self, place: tuple[str, str]) -> list[tuple[str, str]]:
        return [tuple(each) for each in self._call(place, ACCESSIBLE, "GetChildren")[0]]

    def _property(self, place: tuple[str, str], name: str) -> Any:
        return self._call(place, "org.freedesktop.DBus.Properties", "Get", "ss", (ACCESSIBLE, name))[0][1]

    def _call(self, place: tuple[str, str], interface: str, method: str, signature: str = "", body: Any = ()) -> Any:
        address = DBusAddress(place[1], bus_name=place[0], interface=interface)
        message = new_method_call(address, method, signature or None, body)
        reply = self._connection.send_and_get_reply(message, timeout=PATIENCE_SECONDS)
        if reply.header.message_type.name == "error":
            raise LookupError(reply.body)
        return reply.body


@contextlib.contextmanager
def accessible_session(folder: Path, display: str) -> Iterator[dict[str, str]]:
    """Start a session bus and the accessibility bus; give the variables with which a program announces itself."""
    runtime = folder / "run"
    runtime.mkdir(mode=0o700)
    env = {name: value for name, value in os.environ.items() if not name.startswith(("QT_", "XDG_", "DBUS_"))}
    env |= {"DISPLAY": display, "HOME": str(folder), "XDG_RUNTIME_DIR": str(runtime)}
    reading, writing = os.pipe()
    bus = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", f"--print-address={writing}"],
        pass_fds=[writing],
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as pipe:
        address = pipe.readline().strip()
    launcher = next(path for path in LAUNCHERS if Path(path).exists())
    launched = subprocess.Popen(
        [launcher, "--launch-immediately"],
        env={**env, "DBUS_SESSION_BUS_ADDRESS": address},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield {
            "DBUS_SESSION_BUS_ADDRESS": address,
            "XDG_RUNTIME_DIR": str(runtime),
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        }
    finally:
        # The launcher ends the bus that it started.
        for process in (launched, bus):
            process.terminate()
            process.wait()


@contextlib.contextmanager
def reading(session: str) -> Iterator[ScreenReader]:
    """Listen on the accessibility bus of a session."""
    with open_dbus_connection(bus=session) as connection:
        asked = new_method_call(
            DBusAddress("/org/a11y/bus", bus_name="org.a11y.Bus", interface="org.a11y.Bus"), "GetAddress"
        )
        limit = time.monotonic() + PATIENCE_SECONDS
        reply = connection.send_and_get_reply(asked, timeout=PATIENCE_SECONDS)
        while reply.header.message_type.name == "error" and time.monotonic() < limit:
            time.sleep(0.1)
            reply = connection.send_and_get_reply(asked, timeout=PATIENCE_SECONDS)
    with open_dbus_connection(bus=reply.body[0]) as connection:
        yield ScreenReader(connection)
