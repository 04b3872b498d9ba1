"""The desk that is worked on while children die."""

from pathlib import Path

import pytest

from tests.storage.desks import Desk, make


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Make the desk that the others are copied from."""
    return make(tmp_path_factory.mktemp("template") / "desk")


@pytest.fixture
def desk(template: Desk, tmp_path: Path) -> Desk:
    """Give a closed desk of two clients."""
    return template.copy(tmp_path / "desk")
