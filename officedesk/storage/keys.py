"""Envelope keys: a random data key, wrapped by the passphrase and by a printed recovery key.

The header file holds nothing that opens the desk by itself. Changing the passphrase rewrites the
header and never a page of the database. The unlock dialog is painted with this module imported: what derives keys
is imported by the functions that do.
"""

import json
import os
from pathlib import Path
from typing import Any, NamedTuple

from officedesk.domain.errors import (
    DamagedFileError,
    DeskError,
    InvalidInputError,
    NewerFileError,
    WrongPassphraseError,
)
from officedesk.paths import write_atomically

HEADER = "desk.key"
VERSION = 1
KEY_BYTES = 32
RECOVERY_BYTES = 20  # 160 bits: 32 characters to copy by hand
MINIMUM_PASSPHRASE = 8
# RFC 9106, low-memory set: about 0.3 s on a laptop of 2026.
ARGON2 = {"iterations": 3, "memory_kib": 65536, "lanes": 4}
LIMITS = {"iterations": 32, "memory_kib": 1 << 20, "lanes": 16}
MEMORY_PER_LANE_KIB, SALT_BYTES = 8, range(8, 65)  # RFC 9106, section 3.1
HEADER_BYTES = 1 << 16


class Header(NamedTuple):
    """The content of the key file; every bytes value is hexadecimal in the file."""

    desk: str
    salt: bytes
    argon2: dict[str, int]
    by_passphrase: bytes
    by_recovery: bytes
    check: bytes
    cached: bool = False

    def to_bytes(self) -> bytes:
        """Return the file's content."""
        document = {
            "version": VERSION,
            "desk": self.desk,
            "kdf": {"name": "argon2id", "salt": self.salt.hex(), **self.argon2},
            "wrapped": {"passphrase": self.by_passphrase.hex(), "recovery": self.by_recovery.hex()},
            "check": self.check.hex(),
            "cached": self.cached,
        }
        return json.dumps(document, indent=2).encode()


def create(home: Path, passphrase: str) -> tuple[bytes, str]:
    """Write a new header and return the data key and the recovery key, shown once and kept nowhere."""
    if (home / HEADER).exists():
        raise InvalidInputError(f"Le dossier « {home} » contient déjà un bureau : choisissez-en un autre.")
    header, key, recovery = drawn(passphrase)
    write(home, header)
    return key, recovery


def drawn(passphrase: str) -> tuple[Header, bytes, str]:
    """Draw the keys of a new desk: its header, not written yet, its data key and its recovery key."""
    refuse_short(passphrase)
    key = os.urandom(KEY_BYTES)
    recovery = os.urandom(RECOVERY_BYTES)
    desk, salt = os.urandom(16).hex(), os.urandom(16)
    header = Header(
        desk=desk,
        salt=salt,
        argon2=dict(ARGON2),
        by_passphrase=_wrap(_from_passphrase(passphrase, salt, ARGON2), key, desk),
        by_recovery=_wrap(_derive(recovery, b"officedesk recovery"), key, desk),
        check=_derive(key, b"officedesk check"),
    )
    return header, key, _printed(recovery)


def write(home: Path, header: Header) -> None:
    """Replace the header as a whole; raise DeskError, the old one still there, when the disk refuses."""
    try:
        for left in home.glob(f".{HEADER}.*"):
            left.unlink(missing_ok=True)  # by a change that was cut short
        write_atomically(home / HEADER, header.to_bytes())
    except OSError as error:
        raise DeskError(
            f"Le fichier de clé de « {home} » n’a pas pu être écrit, l’ancien reste valable : "
            "vérifiez la place libre et les droits du dossier."
        ) from error


def refuse_short(passphrase: str) -> None:
    """Raise InvalidInputError for a passphrase that would be guessed."""
    if len(passphrase) < MINIMUM_PASSPHRASE:
        raise InvalidInputError(
            f"La phrase de passe est trop courte : choisissez au moins {MINIMUM_PASSPHRASE} caractères."
        )


def read(home: Path) -> Header:
    """Return the header of a desk, checked for shape; raise DamagedFileError or NewerFileError."""
    path = home / HEADER
    try:
        with path.open("rb") as file:
            document: dict[str, Any] = json.loads(file.read(HEADER_BYTES))
        version = document["version"]
    except FileNotFoundError as error:
        raise DamagedFileError(f"Aucun bureau dans « {home} » : créez-en un avec « officedesk init ».") from error
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise _unreadable() from error
    if type(version) is not int or version < 1:
        raise _unreadable()
    if version > VERSION:
        raise NewerFileError
    try:
        return _parsed(document)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
        raise _unreadable() from error


def unlock(home: Path, secret: str) -> bytes:
    """Return the data key for a passphrase or a recovery key; raise WrongPassphraseError."""
    header = read(home)
    recovery = _recovery_bytes(secret)
    if recovery is not None:
        key = _unwrap(_derive(recovery, b"officedesk recovery"), header.by_recovery, header.desk)
        if key is not None:
            return key
    key = _unwrap(_from_passphrase(secret, header.salt, header.argon2), header.by_passphrase, header.desk)
    if key is None:
        raise WrongPassphraseError
    return key


def is_recovery_key(secret: str) -> bool:
    """Tell whether a secret has the shape of a recovery key; whether it opens a desk is for ``unlock`` to say."""
    return _recovery_bytes(secret) is not None


def change_passphrase(home: Path, key: bytes, passphrase: str) -> None:
    """Wrap the data key by another passphrase; the recovery key stays valid."""
    refuse_short(passphrase)
    header = read(home)
    if not is_key_of(header, key):
        raise WrongPassphraseError
    salt = os.urandom(16)
    wrapped = _wrap(_from_passphrase(passphrase, salt, ARGON2), key, header.desk)
    renewed = header._replace(salt=salt, argon2=dict(ARGON2), by_passphrase=wrapped)
    write(home, renewed)


def mark_cached(home: Path, cached: bool) -> None:
    """Note in the header whether the operating system's keyring holds the data key."""
    header = read(home)
    if header.cached != cached:
        write(home, header._replace(cached=cached))


def is_key_of(header: Header, key: bytes) -> bool:
    """Tell whether a key, read from a keyring for instance, is the data key of this desk."""
    import hmac

    return hmac.compare_digest(_derive(key, b"officedesk check"), header.check)


def _parsed(document: dict[str, Any]) -> Header:
    kdf, wrapped = document["kdf"], document["wrapped"]
    if kdf["name"] != "argon2id":
        raise ValueError(kdf["name"])
    argon2 = {name: int(kdf[name]) for name in ARGON2}
    # A forged header must not make the program reserve all the memory of the machine.
    if any(not 0 < argon2[name] <= limit for name, limit in LIMITS.items()):
        raise ValueError("Argon2 parameters out of bounds")
    salt = bytes.fromhex(kdf["salt"])
    if argon2["memory_kib"] < MEMORY_PER_LANE_KIB * argon2["lanes"] or len(salt) not in SALT_BYTES:
        raise ValueError("Argon2 parameters out of proportion")
    return Header(
        desk=str(document["desk"]),
        salt=salt,
        argon2=argon2,
        by_passphrase=bytes.fromhex(wrapped["passphrase"]),
        by_recovery=bytes.fromhex(wrapped["recovery"]),
        check=bytes.fromhex(document["check"]),
        cached=bool(document.get("cached", False)),
    )


def _unreadable() -> DamagedFileError:
    return DamagedFileError(
        f"Le fichier de clé « {HEADER} » est illisible : remettez celui d’une sauvegarde, vos données sont intactes."
    )


def _from_passphrase(passphrase: str, salt: bytes, parameters: dict[str, int]) -> bytes:
    import unicodedata

    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    # The same accents typed on two keyboards must give the same bytes.
    text = unicodedata.normalize("NFKC", passphrase).encode(errors="surrogatepass")
    kdf = Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=parameters["iterations"],
        lanes=parameters["lanes"],
        memory_cost=parameters["memory_kib"],
    )
    return kdf.derive(text)


def _derive(secret: bytes, purpose: bytes) -> bytes:
    """Return HMAC-SHA256 of a purpose under a secret that is already uniformly random."""
    import hmac

    return hmac.digest(secret, purpose, "sha256")


def _wrap(wrapping: bytes, key: bytes, desk: str) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(12)
    return nonce + AESGCM(wrapping).encrypt(nonce, key, desk.encode())


def _unwrap(wrapping: bytes, wrapped: bytes, desk: str) -> bytes | None:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(wrapping).decrypt(wrapped[:12], wrapped[12:], desk.encode())
    except (InvalidTag, ValueError):
        return None


def _printed(recovery: bytes) -> str:
    from base64 import b32encode

    letters = b32encode(recovery).decode()
    return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))


def _recovery_bytes(text: str) -> bytes | None:
    from base64 import b32decode

    # Copied by hand or by a text processor: any space or dash may stand between the groups.
    letters = "".join(filter(str.isalnum, text)).upper().translate(str.maketrans("018", "OIB"))
    try:
        found = b32decode(letters)
    except ValueError:
        return None
    return found if len(found) == RECOVERY_BYTES else None
