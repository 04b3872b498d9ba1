"""The operating system's keyring, as a cache of the data key: never the only way in."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from officedesk.storage import keys

SERVICE = "OfficeDesk"
IN_CLEAR = ("keyrings.alt",)  # back ends of this family may write the key to a plain file


def remember(home: Path, key: bytes) -> bool:
    """Keep the data key in the keyring; return whether it can really be read back.

    An absent, null, locked or plain-text keyring is no error: the passphrase stays the way in.
    """
    desk = keys.read(home).desk
    kept = False
    with _whatever_it_does():
        import keyring

        if not _in_clear():
            keyring.set_password(SERVICE, desk, key.hex())
            kept = keyring.get_password(SERVICE, desk) == key.hex()
    keys.mark_cached(home, kept)
    return kept


def forget(home: Path) -> None:
    """Take the data key out of the keyring, if it is there."""
    desk = keys.read(home).desk
    with _whatever_it_does():
        import keyring

        keyring.delete_password(SERVICE, desk)
    keys.mark_cached(home, False)


def recall(home: Path) -> bytes | None:
    """Return the cached data key, or None when the keyring does not answer with the right one."""
    header = keys.read(home)
    if not header.cached:
        return None
    with _whatever_it_does():
        import keyring

        return _checked(header, keyring.get_password(SERVICE, header.desk))
    return None


def recall_fast(home: Path) -> bytes | None:
    """Return the cached data key, read straight from the Linux Secret Service.

    ``keyring`` scans every backend before it answers; the first screen reads the very item that
    it wrote, through ``secretstorage``. A locked collection answers None: no prompt is opened.
    """
    header = keys.read(home)
    if not header.cached:
        return None
    with _whatever_it_does():
        import secretstorage

        with contextlib.closing(secretstorage.dbus_init()) as connection:
            found = secretstorage.search_items(connection, {"service": SERVICE, "username": header.desk})
            for item in found:
                if not item.is_locked():
                    return _checked(header, item.get_secret().decode())
    return None


@contextlib.contextmanager
def _whatever_it_does() -> Iterator[None]:
    # Back ends are plug-ins of the system: some raise KeyringError, some their bus's own errors, some are absent.
    with contextlib.suppress(Exception):
        yield


def _in_clear() -> bool:
    import keyring

    chosen = keyring.get_keyring()
    return any(type(each).__module__.startswith(IN_CLEAR) for each in (chosen, *getattr(chosen, "backends", ())))


def _checked(header: keys.Header, text: str | None) -> bytes | None:
    try:
        key = bytes.fromhex(text or "")
    except ValueError:
        return None
    return key if key and keys.is_key_of(header, key) else None
