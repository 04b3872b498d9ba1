"""A real Secret Service of one's own: a private session bus, a private home, an unlocked keyring."""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

MISSING = "gnome-keyring and dbus are missing: apt-get install -y gnome-keyring dbus"
READY = "gnome-keyring is ready on "
# The bus dies with its shell, and the shell when its input ends; the daemon is its child.
SCRIPT = f"""
printf 'mot de passe du trousseau' | gnome-keyring-daemon --unlock --components=secrets --foreground &
daemon=$!
echo "{READY}$DBUS_SESSION_BUS_ADDRESS"
read -r _
kill $daemon
wait $daemon
"""


def available() -> bool:
    """Tell whether this machine has what it takes."""
    return all(shutil.which(name) for name in ("dbus-run-session", "gnome-keyring-daemon", "bash"))


@contextlib.contextmanager
def started(folder: Path) -> Iterator[dict[str, str]]:
    """Run a keyring until the end of the block; give the environment in which it answers."""
    runtime, share = folder / "run", folder / "share"
    for each in (runtime, share):
        each.mkdir(mode=0o700, parents=True)
    places = {"HOME": str(folder), "XDG_RUNTIME_DIR": str(runtime), "XDG_DATA_HOME": str(share)}
    kept = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    with subprocess.Popen(
        ["dbus-run-session", "--", "bash", "-c", SCRIPT],
        env={**kept, **places},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            address = next(line.removeprefix(READY).strip() for line in process.stdout if line.startswith(READY))
            wait_for_the_keyring(address)
            yield {**places, "DBUS_SESSION_BUS_ADDRESS": address}
        finally:
            with contextlib.suppress(BrokenPipeError):
                process.stdin.close()
            process.wait(10)


def wait_for_the_keyring(address: str) -> None:
    """Return once the keyring is on the bus.

    The bus is asked, and not the keyring: a first call to an absent one makes the bus start another, locked.
    """
    import time

    from jeepney import DBusAddress, new_method_call  # type: ignore[import-untyped]
    from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]

    daemon = DBusAddress("/org/freedesktop/DBus", bus_name="org.freedesktop.DBus", interface="org.freedesktop.DBus")
    asked = new_method_call(daemon, "NameHasOwner", "s", ("org.freedesktop.secrets",))
    limit = time.monotonic() + 10
    with open_dbus_connection(bus=address) as connection:
        while not connection.send_and_get_reply(asked).body[0]:
            if time.monotonic() > limit:
                raise TimeoutError("gnome-keyring is not on its bus after ten seconds")
            time.sleep(0.02)
