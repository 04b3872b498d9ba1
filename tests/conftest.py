"""What every test needs: no real screen, no desk or keyring of the developer, seeds that can be played again."""

import os

# Before anything imports Qt.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
for _name in (
    "OFFICEDESK_HOME",
    "OFFICEDESK_PASSPHRASE",
    "OFFICEDESK_PASSPHRASE_FILE",
    "OFFICEDESK_TODAY",
    "DBUS_SESSION_BUS_ADDRESS",
):
    os.environ.pop(_name, None)

import hypothesis  # noqa: E402
import hypothesis.core  # noqa: E402
import pytest  # noqa: E402

hypothesis.settings.register_profile("officedesk", deadline=None, print_blob=True)
hypothesis.settings.load_profile("officedesk")


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Give hypothesis the seed of the random order: one printed number, ``--randomly-seed``, replays a run."""
    seed = config.getoption("randomly_seed", default=None)
    if isinstance(seed, int) and hypothesis.core.global_force_seed is None:
        hypothesis.core.global_force_seed = seed  # type: ignore[assignment]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Repeat the checks that ``dev.py test`` saw failing, so that a green closing line does not hide them."""
    failed = os.environ.get("OFFICEDESK_FAILED_CHECKS")
    if failed:
        terminalreporter.section("Contrôles en échec")
        terminalreporter.write_line(failed, red=True)
