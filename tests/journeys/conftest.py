"""A screen for each journey."""

from collections.abc import Iterator

import pytest

from tests.journeys.real_window import screen_of_ones_own


@pytest.fixture
def screen() -> Iterator[str]:
    """Give the name of a private X server."""
    with screen_of_ones_own() as name:
        yield name
