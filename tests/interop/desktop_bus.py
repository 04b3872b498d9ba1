"""A desktop of one's own on a private bus: it shows notifications by writing them down, and locks when it is told."""

import contextlib
import os
import queue
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

MISSING = "dbus is missing: apt-get install -y dbus"
NOTIFICATIONS = "org.freedesktop.Notifications"
SCREEN_SAVER = "org.freedesktop.ScreenSaver"
LOGIN = "org.freedesktop.login1"
# Without folders of services, nothing of the developer's own desktop is started by a call.
CONFIGURATION = """
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir={folder}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


class Received(NamedTuple):
    """One call of Notify, as the specification names its arguments."""

    app_name: str
    replaces_id: int
    app_icon: str
    summary: str
    body: str
    actions: list[str]
    hints: dict[str, tuple[str, Any]]
    expire_timeout: int

    @property
    def text(self) -> str:
        """Return all that a person may read of it."""
        return "\n".join((self.app_name, self.summary, self.body, *self.actions, repr(self.hints)))


class FakeDesktop(threading.Thread):
    """Owns the names of the services that it plays; ``mute`` receives and never answers."""

    def __init__(self, address: str, *names: str) -> None:
        super().__init__(daemon=True)
        from jeepney import message_bus  # type: ignore[import-untyped]
        from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]

        self.received: list[Received] = []
        self.capabilities = ["body", "body-markup", "actions"]
        self.locked = self.hinted = self.mute = False
        self._sender = ""
        self._to_do: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._over = threading.Event()
        self._connection = open_dbus_connection(bus=address)
        for name in names:
            self._connection.send_and_get_reply(message_bus.RequestName(name))
        self.start()

    def click(self, number: int, *, to_all: bool = False) -> None:
        """Say that the default action of a notification was chosen, to its sender or to whoever listens."""
        from jeepney import DBusAddress, HeaderFields, new_signal

        emitter = DBusAddress("/org/freedesktop/Notifications", interface=NOTIFICATIONS)
        signal = new_signal(emitter, "ActionInvoked", "us", (number, "default"))
        if not to_all:
            signal.header.fields[HeaderFields.destination] = self._sender
        self._to_do.put(signal)

    def run(self) -> None:
        """Answer until the end."""
        with self._connection:
            while not self._over.is_set():
                with contextlib.suppress(queue.Empty):
                    self._connection.send(self._to_do.get_nowait())
                try:
                    message = self._connection.receive(timeout=0.02)
                except TimeoutError:
                    continue
                except ConnectionError:
                    return
                self._answer(message)

    def end(self) -> None:
        """Leave the bus."""
        self._over.set()
        self.join(5)

    def _answer(self, message: Any) -> None:
        from jeepney import HeaderFields, MessageType, new_error, new_method_return

        if message.header.message_type is not MessageType.method_call or self.mute:
            return
        answer = self._answer_to(message.header.fields[HeaderFields.member], message)
        if answer is None:
            self._connection.send(new_error(message, "org.freedesktop.DBus.Error.UnknownMethod"))
            return
        self._connection.send(new_method_return(message, *answer))

    def _answer_to(self, member: str, message: Any) -> tuple[str, tuple[Any, ...]] | None:
        from jeepney import HeaderFields

        if member == "GetCapabilities":
            return "as", (self.capabilities,)
        if member == "Notify":
            self._sender = message.header.fields[HeaderFields.sender]
            self.received.append(Received(*message.body))
            return "u", (len(self.received),)
        if member == "GetActive":
            return "b", (self.locked,)
        if member == "Get" and message.body == ("org.freedesktop.login1.Session", "LockedHint"):
            return "v", (("b", self.hinted),)
        return None


@contextlib.contextmanager
def started_bus(folder: Path) -> Iterator[str]:
    """Run a bus until the end of the block; give its address."""
    configuration = folder / "bus.conf"
    configuration.write_text(CONFIGURATION.format(folder=folder), encoding="utf-8")
    command = ["dbus-daemon", f"--config-file={configuration}", "--nofork", "--print-address=1"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DBUS_")}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


def available() -> bool:
    """Tell whether this machine has a bus to start."""
    return shutil.which("dbus-daemon") is not None


@contextlib.contextmanager
def both_buses(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Start a bus, and take it for the session's and for the system's; give its address."""
    if not available():
        pytest.fail(MISSING)
    # A short path: a socket's name has about a hundred letters at most.
    with tempfile.TemporaryDirectory() as folder, started_bus(Path(folder)) as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
        yield address
