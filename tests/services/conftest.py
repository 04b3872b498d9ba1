"""Two desks are made a session, one empty and one of the demonstration; each test opens a copy."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from officedesk.services.clients import add_client
from officedesk.services.demo import fill
from officedesk.storage import keys
from officedesk.storage.portfolio import Portfolio
from officedesk.storage.workspace import Workspace
from tests.storage.desks import DAY, PASSPHRASE, Desk, clock


@pytest.fixture(scope="session")
def empty_template(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Make a desk that has no client."""
    home = tmp_path_factory.mktemp("empty") / "desk"
    portfolio, recovery = Portfolio.create(home, PASSPHRASE, clock())
    portfolio.close()
    return Desk(home, keys.unlock(home, PASSPHRASE), recovery)


@pytest.fixture(scope="session")
def demo_template(empty_template: Desk, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Fill a desk with the demonstration, on its day."""
    desk = empty_template.copy(tmp_path_factory.mktemp("demo") / "desk")
    portfolio = desk.open()
    fill(portfolio, DAY)
    portfolio.close()
    return desk


@pytest.fixture
def portfolio(empty_template: Desk, tmp_path: Path) -> Iterator[Portfolio]:
    """Give an open desk without clients."""
    desk = empty_template.copy(tmp_path / "desk").open()
    yield desk
    desk.close()


@pytest.fixture
def workspace(portfolio: Portfolio) -> Workspace:
    """Give the workspace of a client of whom only the name is known."""
    return portfolio.workspace(add_client(portfolio, {"name": "Alpha"}, today=DAY).slug)


@pytest.fixture
def demo(demo_template: Desk, tmp_path: Path) -> Iterator[Portfolio]:
    """Give the demonstration desk, open."""
    desk = demo_template.copy(tmp_path / "demo").open()
    yield desk
    desk.close()


@pytest.fixture
def empty_desk(empty_template: Desk, tmp_path: Path) -> Iterator[Portfolio]:
    """Give a second open desk without clients."""
    desk = empty_template.copy(tmp_path / "empty").open()
    yield desk
    desk.close()
