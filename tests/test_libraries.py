"""What the program relies on in its libraries, and would not notice by itself when it breaks."""

import importlib.metadata
import sys

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from pytestqt.qtbot import QtBot

CALLS = 500


# From 3.12 on None is immortal: its count never moves.
@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is not counted by this Python")
def test_calls_of_the_toolkit_keep_the_references_to_none(qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QLabel

    label = QLabel("Échéance")
    qtbot.addWidget(label)
    label.setText("Tâche")

    before = sys.getrefcount(None)
    for _ in range(CALLS):
        label.setText("Tâche")
    lost = before - sys.getrefcount(None)

    # A release that loses one reference per call aborts the process after some thousand calls.
    assert lost < CALLS // 10


def test_the_encrypted_database_has_a_sqlite_without_the_wal_reset_bug() -> None:
    connection = sqlcipher.connect(":memory:")
    (version,) = connection.execute("SELECT sqlite_version()").fetchone()
    connection.close()

    assert tuple(int(part) for part in version.split(".")) >= (3, 51, 3)


def test_the_database_library_encrypts() -> None:
    connection = sqlcipher.connect(":memory:")
    row = connection.execute("PRAGMA cipher_version").fetchone()
    connection.close()

    # Plain SQLite answers nothing to a pragma that it does not know.
    assert row is not None
    assert row[0]


def test_one_package_only_brings_the_database_library() -> None:
    # Its rivals install the same module name: the last one installed would win.
    installed = {
        name for dist in importlib.metadata.distributions() if (name := dist.name.lower()).startswith("sqlcipher")
    }

    assert installed == {"sqlcipher3"}
