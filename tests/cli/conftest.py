"""Runs commands as a person would: words in, what was printed and the exit status out."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from officedesk.__main__ import main
from tests.storage.desks import PASSPHRASE, Desk, make

DAY = "2026-11-23"


class Answer(NamedTuple):
    """What a command left: its exit status, and both outputs."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Return the one JSON document on the standard output."""
        return json.loads(self.out)


Run = Callable[..., Answer]


@pytest.fixture(scope="session")
def cli_template(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Make a desk of two clients once."""
    return make(tmp_path_factory.mktemp("cli-template") / "desk")


@pytest.fixture
def home(cli_template: Desk, tmp_path: Path) -> Path:
    """Give a closed desk of two clients, « alpha » and « beta »."""
    return cli_template.copy(tmp_path / "desk").home


@pytest.fixture
def run(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run commands on that desk, its passphrase in the environment."""
    monkeypatch.setenv("OFFICEDESK_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("OFFICEDESK_HOME", str(home))
    monkeypatch.setenv("OFFICEDESK_TODAY", DAY)

    def call(*words: object) -> Answer:
        status = main([str(word) for word in words])
        printed = capsys.readouterr()
        return Answer(status, printed.out, printed.err)

    return call


def one_sentence(text: str) -> bool:
    """Tell whether an error is one line that ends like a sentence."""
    return text.count("\n") == 1 and text.rstrip().endswith((".", "?"))
