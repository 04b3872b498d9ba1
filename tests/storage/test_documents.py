"""A file kept as a proof is sealed, comes back byte for byte, and says when it was altered."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from officedesk.domain.errors import DamagedFileError, DeskError, InvalidInputError
from officedesk.storage import documents
from officedesk.storage.store import prepare_home


@pytest.fixture
def home(tmp_path: Path) -> Path:
    prepare_home(tmp_path / "desk")
    return tmp_path / "desk"


def kept(home: Path) -> Path:
    (found,) = (home / documents.FOLDER).iterdir()
    return found


@pytest.mark.parametrize("size", [0, 1, documents.CHUNK - 1, documents.CHUNK, documents.CHUNK + 1, 3 * documents.CHUNK])
def test_a_file_comes_back_byte_for_byte(home: Path, tmp_path: Path, size: int) -> None:
    source = tmp_path / "attestation été.pdf"
    source.write_bytes(os.urandom(size))

    sealed = documents.seal(home, source)
    copy = documents.copy_out(home, sealed)

    assert (sealed.name, sealed.size) == ("attestation été.pdf", size)
    assert copy.read_bytes() == source.read_bytes()
    assert copy.stat().st_mode & 0o777 == 0o400
    assert kept(home).stat().st_mode & 0o777 == 0o600
    documents.wipe_copies(home)
    assert list((home / documents.COPIES).iterdir()) == []


def test_nothing_of_it_is_readable_in_the_folder(home: Path, tmp_path: Path) -> None:
    source = tmp_path / "qzxvk7.txt"
    source.write_bytes(b"qzxvk7 " * 1000)

    documents.seal(home, source)

    assert b"qzxvk7" not in kept(home).read_bytes()
    assert "qzxvk7" not in kept(home).name


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_one_byte_changed_or_missing_anywhere_is_told(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("altered")
    prepare_home(folder / "desk")
    (folder / "a.bin").write_bytes(bytes(100))
    sealed = documents.seal(folder / "desk", folder / "a.bin")
    file = kept(folder / "desk")
    whole = file.read_bytes()
    place = data.draw(st.integers(0, len(whole) - 1))
    cut = data.draw(st.booleans())
    file.write_bytes(whole[:place] if cut else whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])

    with pytest.raises(DamagedFileError, match="a changé"):
        documents.copy_out(folder / "desk", sealed)
    assert list((folder / "desk" / documents.COPIES).iterdir()) == []


def test_chunks_are_neither_exchanged_nor_cut_off(home: Path, tmp_path: Path) -> None:
    source = tmp_path / "long.bin"
    source.write_bytes(bytes(2 * documents.CHUNK))
    sealed = documents.seal(home, source)
    file, start, each = kept(home), len(documents.MAGIC), documents.CHUNK + documents.TAG
    whole = file.read_bytes()
    first, second = whole[start : start + each], whole[start + each :]

    for altered in (second + first, first, first + first + second):
        file.write_bytes(whole[:start] + altered)
        with pytest.raises(DamagedFileError):
            documents.copy_out(home, sealed)


def test_what_is_no_file_is_refused(home: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "tube")
    (tmp_path / "dossier").mkdir()
    (tmp_path / "enorme").touch()
    os.truncate(tmp_path / "enorme", documents.MOST_BYTES + 1)

    for name, words in (
        ("tube", "n’est pas un fichier"),
        ("dossier", "n’est pas un fichier"),
        ("enorme", "100 Mo"),
        ("absent", "lu"),
    ):
        with pytest.raises(InvalidInputError, match=words):
            documents.seal(home, tmp_path / name)
    assert list((home / documents.FOLDER).iterdir()) == []


def test_a_file_that_is_gone_is_told(home: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    sealed = documents.seal(home, tmp_path / "a.txt")
    kept(home).unlink()

    with pytest.raises(DeskError, match="n’est plus dans le dossier"):
        documents.copy_out(home, sealed)
