"""One desk is made a session; each test gets its own copy, open or closed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from officedesk.storage.portfolio import Portfolio
from officedesk.storage.workspace import Workspace
from tests.storage.desks import Desk, make


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Make the desk that the others are copied from."""
    return make(tmp_path_factory.mktemp("template") / "desk")


@pytest.fixture
def desk(template: Desk, tmp_path: Path) -> Desk:
    """Give a closed desk of two clients."""
    return template.copy(tmp_path / "desk")


@pytest.fixture
def portfolio(desk: Desk) -> Iterator[Portfolio]:
    """Give the same desk, open."""
    portfolio = desk.open()
    yield portfolio
    portfolio.close()


@pytest.fixture
def alpha(portfolio: Portfolio) -> Workspace:
    """Give the workspace of the first client."""
    return portfolio.workspace("alpha")


@pytest.fixture
def beta(portfolio: Portfolio) -> Workspace:
    """Give the workspace of the second client."""
    return portfolio.workspace("beta")
