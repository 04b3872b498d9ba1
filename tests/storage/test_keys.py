"""The header opens with one passphrase and one recovery key, and nothing makes it open with another."""

import hashlib
import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from officedesk.domain.errors import (
    DamagedFileError,
    DeskError,
    InvalidInputError,
    NewerFileError,
    WrongPassphraseError,
)
from officedesk.paths import write_atomically
from officedesk.storage import keys, passphrase
from tests.storage.desks import PASSPHRASE, Desk

CHEAP = {"iterations": 1, "memory_kib": 64, "lanes": 4}


def digests(home: Path) -> dict[str, str]:
    files = (path for path in home.rglob("*") if path.is_file())
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def header(home: Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((home / keys.HEADER).read_bytes())
    return document


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Derive in a millisecond: these tests are about the envelope, not about its price."""
    monkeypatch.setattr(keys, "ARGON2", CHEAP)


def test_accents_typed_on_two_keyboards_open_the_same_desk(tmp_path: Path, cheap: None) -> None:
    composed, decomposed = (unicodedata.normalize(form, "élève à Noël") for form in ("NFC", "NFD"))
    assert composed != decomposed

    key, _ = keys.create(tmp_path, decomposed)

    assert keys.unlock(tmp_path, composed) == key
    assert keys.unlock(tmp_path, decomposed) == key


def test_the_recovery_key_opens_however_it_was_copied(tmp_path: Path, cheap: None) -> None:
    key, printed = keys.create(tmp_path, PASSPHRASE)
    copies = (
        printed,
        printed.lower(),
        printed.replace("-", " "),
        printed.replace("-", "–"),
        f"  {printed}\n",
        printed.replace("O", "0").replace("I", "1").replace("B", "8"),
    )

    assert [keys.unlock(tmp_path, copy) == key for copy in copies] == [True] * len(copies)


def test_a_recovery_key_with_one_wrong_letter_opens_nothing(tmp_path: Path, cheap: None) -> None:
    _, printed = keys.create(tmp_path, PASSPHRASE)
    wrong = ("A" if printed[0] != "A" else "C") + printed[1:]

    with pytest.raises(WrongPassphraseError):
        keys.unlock(tmp_path, wrong)


def test_a_hundred_wrong_passphrases_open_nothing_and_change_no_byte(tmp_path: Path, cheap: None) -> None:
    keys.create(tmp_path, PASSPHRASE)
    before = digests(tmp_path)
    wrong = [*(f"{PASSPHRASE}{number}" for number in range(95)), "", " ", PASSPHRASE.upper(), "é" * 5000, "\udcff"]

    for secret in wrong:
        with pytest.raises(WrongPassphraseError):
            keys.unlock(tmp_path, secret)

    assert digests(tmp_path) == before


def test_the_header_shows_neither_the_key_nor_the_passphrase(tmp_path: Path, cheap: None) -> None:
    key, printed = keys.create(tmp_path, PASSPHRASE)

    content = (tmp_path / keys.HEADER).read_text()

    assert key.hex() not in content
    assert PASSPHRASE not in content
    assert printed not in content


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe\x00",
        b"{}",
        b'{"version": 1}',
        b'{"version": "1"}',
        b'{"version": true}',
        b'{"version": 0}',
        b"[" * 60_000,
        b" " * 100_000,
    ],
    ids=lambda content: f"{content[:14]!r}",
)
def test_a_header_that_is_no_header_is_damaged(tmp_path: Path, content: bytes) -> None:
    (tmp_path / keys.HEADER).write_bytes(content)

    with pytest.raises(DamagedFileError, match="illisible"):
        keys.unlock(tmp_path, PASSPHRASE)


def test_an_absent_header_says_how_to_make_a_desk(tmp_path: Path) -> None:
    with pytest.raises(DamagedFileError, match="officedesk init"):
        keys.read(tmp_path)


def test_a_newer_header_is_refused_and_left_as_it_is(tmp_path: Path, cheap: None) -> None:
    keys.create(tmp_path, PASSPHRASE)
    document = header(tmp_path) | {"version": 2}
    (tmp_path / keys.HEADER).write_text(json.dumps(document))
    before = digests(tmp_path)

    with pytest.raises(NewerFileError):
        keys.unlock(tmp_path, PASSPHRASE)

    assert digests(tmp_path) == before


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("memory_kib", 1 << 40),
        ("memory_kib", 0),
        ("memory_kib", 8),
        ("memory_kib", "beaucoup"),
        ("memory_kib", float("inf")),
        ("iterations", 10**9),
        ("iterations", -1),
        ("lanes", 1 << 20),
        ("salt", "00"),
        ("salt", "zz"),
        ("name", "pbkdf2"),
    ],
)
def test_forged_derivation_parameters_are_refused_before_any_memory_is_taken(
    tmp_path: Path, cheap: None, name: str, value: object
) -> None:
    keys.create(tmp_path, PASSPHRASE)
    document = header(tmp_path)
    document["kdf"][name] = value
    (tmp_path / keys.HEADER).write_text(json.dumps(document))

    with pytest.raises(DamagedFileError):
        keys.unlock(tmp_path, PASSPHRASE)


def test_every_flipped_bit_of_a_wrapped_key_is_noticed(tmp_path: Path, cheap: None) -> None:
    keys.create(tmp_path, PASSPHRASE)
    document = header(tmp_path)
    wrapped = bytes.fromhex(document["wrapped"]["passphrase"])

    for position in range(len(wrapped)):
        changed = bytearray(wrapped)
        changed[position] ^= 1
        document["wrapped"]["passphrase"] = changed.hex()
        (tmp_path / keys.HEADER).write_text(json.dumps(document))
        with pytest.raises(WrongPassphraseError):
            keys.unlock(tmp_path, PASSPHRASE)


def test_the_header_of_another_desk_opens_nothing_here(tmp_path: Path, cheap: None) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        keys.create(tmp_path / name, PASSPHRASE)
    mixed = header(tmp_path / "one") | {"wrapped": header(tmp_path / "two")["wrapped"]}
    (tmp_path / "one" / keys.HEADER).write_text(json.dumps(mixed))

    with pytest.raises(WrongPassphraseError):
        keys.unlock(tmp_path / "one", PASSPHRASE)


def test_a_new_passphrase_rewrites_the_header_and_no_page(desk: Desk, cheap: None) -> None:
    before = digests(desk.home)

    keys.change_passphrase(desk.home, desk.key, "une toute autre phrase")

    after = digests(desk.home)
    assert {name for name in before | after if before.get(name) != after.get(name)} == {keys.HEADER}
    assert keys.unlock(desk.home, "une toute autre phrase") == desk.key
    assert keys.unlock(desk.home, desk.recovery) == desk.key
    with pytest.raises(WrongPassphraseError):
        keys.unlock(desk.home, PASSPHRASE)


def test_a_passphrase_is_not_changed_with_the_key_of_another_desk(desk: Desk, cheap: None) -> None:
    before = digests(desk.home)

    with pytest.raises(WrongPassphraseError):
        keys.change_passphrase(desk.home, bytes(32), "une toute autre phrase")

    assert digests(desk.home) == before


def test_a_short_passphrase_is_refused(tmp_path: Path, desk: Desk) -> None:
    with pytest.raises(InvalidInputError, match="8 caractères"):
        keys.create(tmp_path, "1234567")
    with pytest.raises(InvalidInputError, match="8 caractères"):
        keys.change_passphrase(desk.home, desk.key, "1234567")
    assert not (tmp_path / keys.HEADER).exists()


def test_keys_are_not_drawn_over_a_desk(desk: Desk) -> None:
    before = digests(desk.home)

    with pytest.raises(InvalidInputError, match="déjà un bureau"):
        keys.create(desk.home, PASSPHRASE)

    assert digests(desk.home) == before


def test_a_header_that_cannot_be_written_leaves_the_old_one(
    desk: Desk, cheap: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)

    with pytest.raises(DeskError, match="place libre"):
        keys.change_passphrase(desk.home, desk.key, "une toute autre phrase")

    assert keys.unlock(desk.home, PASSPHRASE) == desk.key
    assert not list(desk.home.glob(f".{keys.HEADER}.*"))


def test_what_a_change_cut_short_left_is_taken_away_by_the_next(desk: Desk, cheap: None) -> None:
    (desk.home / f".{keys.HEADER}.abc123").write_text("left")

    keys.change_passphrase(desk.home, desk.key, "une toute autre phrase")

    assert not list(desk.home.glob(f".{keys.HEADER}.*"))


def test_files_are_closed_to_the_other_users_of_the_machine(desk: Desk) -> None:
    portfolio = desk.open()
    with portfolio.step("Rien") as step:
        step.change(portfolio.client("alpha"), city="Lyon")
    modes = {path.name: path.stat().st_mode & 0o777 for path in desk.home.rglob("*")}
    portfolio.close()

    assert {"desk.db", "desk.db-wal", "desk.db-shm", "desk.key", "desk.lock", "documents", "backups"} <= modes.keys()
    folders = {"documents", "backups", "logs", "tmp"}
    assert {name: mode for name, mode in modes.items() if mode != (0o700 if name in folders else 0o600)} == {}
    assert desk.home.stat().st_mode & 0o777 == 0o700


def test_a_file_replaced_as_a_whole_keeps_its_old_content_when_the_disk_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "file"
    write_atomically(target, b"old")

    def refuse(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OSError):  # noqa: PT011
        write_atomically(target, b"new")

    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


# --- where the passphrase comes from ---------------------------------------------------------------------------------


def test_the_named_file_comes_before_the_variable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named = tmp_path / "phrase"
    named.write_bytes("\ufeffla phrase du fichier\r\nune seconde ligne\r\n".encode())
    monkeypatch.setenv(passphrase.VARIABLE, "la phrase de la variable")
    monkeypatch.setenv(passphrase.FILE_VARIABLE, str(named))

    assert passphrase.from_environment() == "la phrase du fichier"


def test_an_unreadable_passphrase_file_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(passphrase.FILE_VARIABLE, str(tmp_path / "absent"))

    with pytest.raises(DeskError, match="OFFICEDESK_PASSPHRASE_FILE"):
        passphrase.from_environment()


def test_without_anything_nobody_is_let_in(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(passphrase.FILE_VARIABLE, raising=False)
    monkeypatch.delenv(passphrase.VARIABLE, raising=False)

    assert passphrase.from_environment() is None
    assert passphrase.known_key(desk.home) is None


def test_a_known_passphrase_gives_the_key(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(passphrase.FILE_VARIABLE, raising=False)
    monkeypatch.setenv(passphrase.VARIABLE, PASSPHRASE)

    assert passphrase.known_key(desk.home) == desk.key
