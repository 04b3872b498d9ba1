"""What a test measures is told at the end of the run, once, whichever process ran it."""

from typing import Any

import pytest

from tests.conftest import FIGURES, measured


def report(nodeid: str, when: Any, *properties: tuple[str, str]) -> pytest.TestReport:
    return pytest.TestReport(
        nodeid, (nodeid, 1, nodeid), {}, "passed", None, when, user_properties=list(properties), duration=0.1
    )


def test_figures_are_told_once_in_the_order_of_the_tests_and_nothing_else_is() -> None:
    line = (FIGURES, "200 kills, 0 lost")
    finished = [report("b", "setup"), report("b", "call", line, ("other", "no")), report("b", "teardown", line)]
    failed = [report("a", "call", (FIGURES, "60 kills"), (FIGURES, "2 seeds"))]

    assert measured([finished, [], failed]) == ["60 kills", "2 seeds", "200 kills, 0 lost"]


def test_figures_come_back_from_a_worker(pytestconfig: pytest.Config) -> None:
    sent = report("a", "call", (FIGURES, "60 kills"))

    serialised = pytestconfig.hook.pytest_report_to_serializable(config=pytestconfig, report=sent)
    received = pytestconfig.hook.pytest_report_from_serializable(config=pytestconfig, data=serialised)

    assert measured([[received]]) == ["60 kills"]
