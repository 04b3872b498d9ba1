"""What every test needs: no real screen, no desk or keyring of the developer, seeds that can be played again."""

import os
from collections.abc import Callable, Iterable
from typing import Any

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

FIGURES = "figures"
Figures = Callable[[str], None]

hypothesis.settings.register_profile("officedesk", deadline=None, print_blob=True)
hypothesis.settings.load_profile("officedesk")


@pytest.fixture
def figures(record_property: Callable[[str, object], None]) -> Figures:
    """Give what tells a line of figures at the end of the run, whichever process ran the test."""
    return lambda line: record_property(FIGURES, line)


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Give hypothesis the seed of the random order: one printed number, ``--randomly-seed``, replays a run."""
    seed = config.getoption("randomly_seed", default=None)
    if isinstance(seed, int) and hypothesis.core.global_force_seed is None:
        hypothesis.core.global_force_seed = seed  # type: ignore[assignment]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell what tests measured, and repeat the checks that ``dev.py test`` saw failing: green would hide them."""
    told = measured(terminalreporter.stats.values())
    if told:
        terminalreporter.section("Mesures")
        for line in told:
            terminalreporter.write_line(line)
    failed = os.environ.get("OFFICEDESK_FAILED_CHECKS")
    if failed:
        terminalreporter.section("Contrôles en échec")
        terminalreporter.write_line(failed, red=True)


def measured(outcomes: Iterable[list[Any]]) -> list[str]:
    """Return the lines of figures of the tests that ran; they come from the workers with each report."""
    reports = [report for each in outcomes for report in each if isinstance(report, pytest.TestReport)]
    # What a test records is in each of its reports from then on: one of them is enough.
    called = sorted((report for report in reports if report.when == "call"), key=lambda report: report.nodeid)
    return [str(value) for report in called for name, value in report.user_properties if name == FIGURES]
