"""The program from its start: what is imported to paint, what is said when nothing can be shown."""

import datetime as dt
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from officedesk import app
from officedesk.storage import cipher, schema
from tests.ui.conftest import DAY, PASSPHRASE, ShutDesk

HEAVY = (
    "sqlmodel", "sqlalchemy", "pydantic", "alembic", "keyring", "dateutil", "holidays", "icalendar", "typst", "typer",
    "vobject", "recurring_ical_events", "filelock", "PySide6.QtNetwork", "officedesk.domain.capture",
)  # fmt: skip
FIRST_PAINT = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
from officedesk import app

class Eye(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and type(watched).__name__ in {names}:
            QTimer.singleShot(0, self.tell)
        return False
    def tell(self):
        window = QApplication.activeWindow()
        seen = [type(each).__name__ for each in QApplication.topLevelWidgets()]
        print(json.dumps({{"modules": [name for name in {heavy} if name in sys.modules], "windows": seen}}), flush=True)
        __import__("os")._exit(0)

original = app.run
from officedesk.ui.shell import application
made = application.make_application()
eye = Eye()
made.installEventFilter(eye)
key = sys.argv[2]
app.open_window(Path(sys.argv[1]), day=__import__("datetime").date(2026, 11, 23), key=bytes.fromhex(key) or None)
"""


def child(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("OFFICEDESK", "DISPLAY"))}
    kept.pop("WAYLAND_DISPLAY", None)
    return subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, timeout=60, env={**kept, **environment}
    )


def test_the_first_screen_is_painted_before_anything_heavy_is_imported(desk: ShutDesk) -> None:
    script = FIRST_PAINT.format(heavy=HEAVY, names=("Sidebar", "QMainWindow", "TodayPage", "Entry"))

    done = child("-c", script, str(desk.home), desk.key.hex(), QT_QPA_PLATFORM="offscreen")

    told = json.loads(done.stdout)
    assert "MainWindow" in told["windows"]
    assert told["modules"] == []


def test_the_unlock_dialog_is_painted_before_anything_heavy_is_imported(desk: ShutDesk) -> None:
    script = FIRST_PAINT.format(heavy=HEAVY, names=("UnlockDialog",))

    done = child("-c", script, str(desk.home), "", QT_QPA_PLATFORM="offscreen")

    told = json.loads(done.stdout)
    assert "UnlockDialog" in told["windows"]
    assert told["modules"] == []


def refused(done: subprocess.CompletedProcess[str]) -> str:
    """Return the one sentence of a refusal."""
    assert done.returncode == 1
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    return done.stderr.strip()


def test_without_a_display_one_sentence_says_so(desk: ShutDesk) -> None:
    said = refused(child("-m", "officedesk", "--home", str(desk.home), QT_QPA_PLATFORM=""))

    assert "Aucun écran" in said
    assert "DISPLAY" in said


def test_a_missing_system_library_gives_the_line_that_installs_it() -> None:
    error = ImportError("libEGL.so.1: cannot open shared object file: No such file or directory")

    said = app.missing_library(error)

    assert said.startswith("Il manque la bibliothèque système libEGL.so.1.")
    assert "apt-get install --no-install-recommends libegl1" in said


def test_another_import_error_is_a_bug() -> None:
    with pytest.raises(ModuleNotFoundError):
        app.missing_library(ModuleNotFoundError("No module named 'officedesk.nowhere'"))


def test_a_wrong_passphrase_of_the_environment_is_refused(desk: ShutDesk) -> None:
    done = child(
        "-m", "officedesk", "--home", str(desk.home), QT_QPA_PLATFORM="offscreen", OFFICEDESK_PASSPHRASE="une autre"
    )

    assert "phrase de passe ne convient pas" in refused(done)


def test_a_damaged_file_is_refused_and_left_as_it_is(desk: ShutDesk) -> None:
    file = desk.home / cipher.DATABASE
    file.write_bytes(b"\0" * 8192)

    done = child(
        "-m", "officedesk", "--home", str(desk.home), QT_QPA_PLATFORM="offscreen", OFFICEDESK_PASSPHRASE=PASSPHRASE
    )

    assert "endommagé" in refused(done)
    assert file.read_bytes() == b"\0" * 8192


def test_a_newer_file_is_refused(desk: ShutDesk) -> None:
    connection = cipher.connect(desk.home, desk.key)
    connection.execute(f"PRAGMA user_version={schema.CURRENT + 1}")
    connection.close()

    done = child(
        "-m", "officedesk", "--home", str(desk.home), QT_QPA_PLATFORM="offscreen", OFFICEDESK_PASSPHRASE=PASSPHRASE
    )

    assert "plus récent" in refused(done)


def test_a_desk_held_by_a_command_is_refused(desk: ShutDesk) -> None:
    from officedesk.storage.store import hold

    lock = hold(desk.home)
    try:
        done = child(
            "-m", "officedesk", "--home", str(desk.home), QT_QPA_PLATFORM="offscreen", OFFICEDESK_PASSPHRASE=PASSPHRASE
        )
    finally:
        lock.release()

    assert "déjà ouvert" in refused(done)


OPEN_AND_STAY = """
import datetime, sys
from pathlib import Path
from officedesk import app
from officedesk.ui.shell.main_window import MainWindow
MainWindow.come_forward = lambda self: (print("raised", flush=True), self.close())
sys.exit(app.open_window(Path(sys.argv[1]), day=datetime.date(2026, 11, 23), key=bytes.fromhex(sys.argv[2])))
"""


def test_a_second_start_raises_the_first_window_and_leaves(desk: ShutDesk) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    first = subprocess.Popen(
        [sys.executable, "-c", OPEN_AND_STAY, str(desk.home), desk.key.hex()],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    try:
        wait_for_lock(desk.home)
        second = child(
            "-m", "officedesk", "--home", str(desk.home), QT_QPA_PLATFORM="offscreen", OFFICEDESK_PASSPHRASE=PASSPHRASE
        )
        said, _ = first.communicate(timeout=30)
    finally:
        first.kill()

    assert (second.returncode, second.stderr) == (0, "")
    assert said == "raised\n"
    assert first.returncode == 0


def wait_for_lock(home: Path) -> None:
    """Wait until another process holds the desk."""
    import time

    from officedesk.domain.errors import AlreadyOpenError
    from officedesk.ui.shell.gate import Gate

    end = time.monotonic() + 30
    while time.monotonic() < end:
        gate = Gate(home)
        try:
            gate.take()
        except AlreadyOpenError:
            return
        gate.release()
        time.sleep(0.02)
    raise TimeoutError("the first window never took the lock")


def test_the_demo_desk_is_made_once_then_again_when_its_schema_is_another(tmp_path: Path) -> None:
    from officedesk.ui.shell.demo_desk import demo_key, passphrase_file

    home = tmp_path / "demo"
    key = demo_key(home, DAY, app.now)
    assert passphrase_file(home).stat().st_mode & 0o077 == 0
    assert demo_key(home, DAY, app.now) == key

    connection = cipher.connect(home, key)
    connection.execute(f"PRAGMA user_version={schema.CURRENT + 1}")
    connection.close()

    assert demo_key(home, DAY, app.now) != key


def test_a_folder_that_is_no_demo_desk_is_never_emptied(tmp_path: Path) -> None:
    from officedesk.domain.errors import DeskError
    from officedesk.ui.shell.demo_desk import demo_key

    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "note.txt").write_text("à garder", encoding="utf-8")

    with pytest.raises(DeskError, match="n’est pas un bureau de démonstration"):
        demo_key(tmp_path / "mine", DAY, app.now)

    assert (tmp_path / "mine" / "note.txt").read_text(encoding="utf-8") == "à garder"


def test_headless_writes_a_report_for_each_client_and_a_picture_of_each_page(tmp_path: Path) -> None:
    done = child("-m", "officedesk", "--headless", str(tmp_path / "out"))

    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert done.returncode == 0, done.stderr
    assert str((tmp_path / "out").resolve()) in done.stdout
    assert len([name for name in names if name.endswith(".pdf")]) == 6
    for page in ("today", "deadlines", "network", "reports", "client-1-vue-d-ensemble"):
        assert {f"{page}-light.png", f"{page}-dark.png"} <= names
    heavy = [path.name for path in (tmp_path / "out").glob("*.png") if path.stat().st_size > 300_000]
    assert heavy == []


def test_the_day_of_the_demonstration_is_the_one_of_its_content() -> None:
    from officedesk.services.demo import demo_day
    from officedesk.ui.shell.demo_desk import DEMO_DAY

    assert demo_day() == DEMO_DAY == dt.date(2026, 11, 23)
