"""Files sealed in the desk's folder: each under its own random key, which only its row holds.

A sealed file is a sequence of chunks, each encrypted by AES-256-GCM. The nonce is the chunk's number and whether it is
the last one: a chunk that is moved, repeated or cut off at the end is refused. (The STREAM construction of Hoang,
Reyhanitabar, Rogaway and Vizár, https://eprint.iacr.org/2015/189, read on 2026-11-23.)
"""

import contextlib
import errno
import hashlib
import os
import secrets
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from officedesk.domain.errors import DamagedFileError, DeskError, InvalidInputError
from officedesk.paths import sync_folder
from officedesk.storage.failures import FULL, IO, SENTENCES

FOLDER, COPIES = "documents", "tmp"
MAGIC = b"ODDOC\x01"
CHUNK, TAG, KEY_BYTES = 1 << 20, 16, 32
MOST_BYTES = 100 << 20


class Sealed(NamedTuple):
    """What a row keeps of a sealed file; ``size`` in bytes and ``sha256`` are of the plain content."""

    name: str
    size: int
    sha256: str
    key: str


def seal(home: Path, source: Path) -> Sealed:
    """Copy a file into the desk, sealed; it is durable when this returns, and readable by its row only.

    Raises InvalidInputError for what is no ordinary file or is larger than 100 MB, DeskError when the disk refuses.
    """
    key = secrets.token_bytes(KEY_BYTES)
    target = _place(home, key.hex())
    temporary = target.with_suffix(".partial")
    digest, size = hashlib.sha256(), 0
    try:
        with _ordinary(source) as plain, _disk(), temporary.open("xb") as file:
            temporary.chmod(0o600)
            file.write(MAGIC)
            for chunk, sealed in _sealed_chunks(plain, key):
                digest.update(chunk)
                size += len(chunk)
                if size > MOST_BYTES:
                    raise _too_large(source)
                file.write(sealed)
            file.flush()
            os.fsync(file.fileno())
        with _disk():
            temporary.replace(target)
            sync_folder(target.parent)
    finally:
        temporary.unlink(missing_ok=True)
    return Sealed(source.name, size, digest.hexdigest(), key.hex())


def discard(home: Path, sealed: Sealed) -> None:
    """Remove a sealed file whose row was never written."""
    _place(home, sealed.key).unlink(missing_ok=True)


def copy_out(home: Path, sealed: Sealed) -> Path:
    """Write a read-only copy in the desk's private temporary folder, wiped at the next opening and closing.

    Raises DamagedFileError when one byte differs from what was sealed.
    """
    folder = home / COPIES / secrets.token_hex(8)
    with _disk():
        folder.mkdir(mode=0o700, parents=True)
    copy = folder / Path(sealed.name).name
    try:
        with _disk(), copy.open("xb") as file:
            digest = hashlib.sha256()
            for chunk in _opened_chunks(_place(home, sealed.key), bytes.fromhex(sealed.key), sealed.name):
                digest.update(chunk)
                file.write(chunk)
        if digest.hexdigest() != sealed.sha256:
            raise _altered(sealed.name)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    copy.chmod(0o400)
    return copy


def verify(home: Path, sealed: Sealed) -> None:
    """Read a sealed file to its end, without a copy; raise DeskError when it is gone or is not what was sealed."""
    digest = hashlib.sha256()
    with _disk():
        for chunk in _opened_chunks(_place(home, sealed.key), bytes.fromhex(sealed.key), sealed.name):
            digest.update(chunk)
    if digest.hexdigest() != sealed.sha256:
        raise _altered(sealed.name)


def wipe_copies(home: Path) -> None:
    """Remove every plain copy that was made to be looked at."""
    for folder in (home / COPIES).iterdir():
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _disk() -> Iterator[None]:
    """Turn the refusals of the disk into a sentence."""
    try:
        yield
    except OSError as error:
        raise DeskError(SENTENCES[FULL if error.errno == errno.ENOSPC else IO]) from error


def _place(home: Path, key: str) -> Path:
    # The name says nothing of the content, and whoever holds the row finds the file.
    return home / FOLDER / hashlib.sha256(bytes.fromhex(key)).hexdigest()


@contextlib.contextmanager
def _ordinary(source: Path) -> Iterator[BinaryIO]:
    """Open a file for reading without being held up by a pipe or a device."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(source, flags)
    except OSError as error:
        raise InvalidInputError(
            f"« {source.name} » ne peut pas être lu ({error.strerror}) : vérifiez le fichier et ses droits."
        ) from error
    found = os.fstat(descriptor)
    if not stat.S_ISREG(found.st_mode):
        os.close(descriptor)
        raise InvalidInputError(f"« {source.name} » n’est pas un fichier : choisissez un document.")
    with os.fdopen(descriptor, "rb") as file:
        if found.st_size > MOST_BYTES:
            raise _too_large(source)
        yield file


def _sealed_chunks(plain: BinaryIO, key: bytes) -> Iterator[tuple[bytes, bytes]]:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    cipher, number, chunk = AESGCM(key), 0, plain.read(CHUNK)
    while True:
        following = plain.read(CHUNK) if chunk else b""
        yield chunk, cipher.encrypt(_nonce(number, last=not following), chunk, None)
        if not following:
            return
        number, chunk = number + 1, following


def _opened_chunks(path: Path, key: bytes, name: str) -> Iterator[bytes]:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        file = path.open("rb")
    except FileNotFoundError:
        raise DeskError(
            f"« {name} » n’est plus dans le dossier du bureau : remettez-le depuis une sauvegarde de ce dossier."
        ) from None
    with file:
        if file.read(len(MAGIC)) != MAGIC:
            raise _altered(name)
        cipher, number, sealed = AESGCM(key), 0, file.read(CHUNK + TAG)
        while True:
            following = file.read(CHUNK + TAG)
            try:
                yield cipher.decrypt(_nonce(number, last=not following), sealed, None)
            except (InvalidTag, ValueError):
                raise _altered(name) from None
            if not following:
                return
            number, sealed = number + 1, following


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _altered(name: str) -> DamagedFileError:
    return DamagedFileError(
        f"« {name} » a changé dans le dossier du bureau depuis son dépôt : remettez-le depuis une sauvegarde."
    )


def _too_large(source: Path) -> InvalidInputError:
    return InvalidInputError(
        f"« {source.name} » dépasse {MOST_BYTES >> 20} Mo : gardez-le ailleurs et notez où dans la référence."
    )
