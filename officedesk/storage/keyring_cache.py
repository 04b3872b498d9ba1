"""The operating system's keyring, as a cache of the data key: never the only way in."""

import contextlib
from pathlib import Path

from officedesk.storage import keys

SERVICE = "OfficeDesk"


def remember(home: Path, key: bytes) -> bool:
    """Keep the data key in the keyring; return whether it can really be read back.

    An absent, null or locked keyring is no error: the passphrase stays the way in.
    """
    import keyring
    from keyring.errors import KeyringError

    desk = keys.read(home).desk
    try:
        keyring.set_password(SERVICE, desk, key.hex())
        kept = keyring.get_password(SERVICE, desk) == key.hex()
    except (KeyringError, RuntimeError, OSError):
        kept = False
    keys.mark_cached(home, kept)
    return kept


def forget(home: Path) -> None:
    """Take the data key out of the keyring, if it is there."""
    import keyring
    from keyring.errors import KeyringError

    with contextlib.suppress(KeyringError, RuntimeError, OSError):
        keyring.delete_password(SERVICE, keys.read(home).desk)
    keys.mark_cached(home, False)


def recall(home: Path) -> bytes | None:
    """Return the cached data key, or None when the keyring does not answer with the right one."""
    header = keys.read(home)
    if not header.cached:
        return None
    import keyring
    from keyring.errors import KeyringError

    try:
        return _checked(header, keyring.get_password(SERVICE, header.desk))
    except (KeyringError, RuntimeError, OSError):
        return None


def recall_fast(home: Path) -> bytes | None:
    """Return the cached data key, read straight from the Linux Secret Service.

    ``keyring`` scans every backend before it answers; the first screen reads the very item that
    it wrote, through ``secretstorage``. A locked collection answers None: no prompt is opened.
    """
    header = keys.read(home)
    if not header.cached:
        return None
    import secretstorage
    from secretstorage.exceptions import SecretStorageException

    try:
        connection = secretstorage.dbus_init()
        try:
            found = secretstorage.search_items(connection, {"service": SERVICE, "username": header.desk})
            for item in found:
                if not item.is_locked():
                    return _checked(header, item.get_secret().decode())
        finally:
            connection.close()
    except (SecretStorageException, OSError):
        return None
    return None


def _checked(header: keys.Header, text: str | None) -> bytes | None:
    try:
        key = bytes.fromhex(text or "")
    except ValueError:
        return None
    return key if key and keys.is_key_of(header, key) else None
