"""A checkout per test."""

from pathlib import Path

import pytest

from tests.packaging.checkout import Checkout, make_checkout


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return make_checkout(tmp_path)
