"""Where the passphrase comes from before anyone is asked: a file, the environment, then the keyring."""

import os
from pathlib import Path

from officedesk.domain.errors import DeskError

FILE_VARIABLE = "OFFICEDESK_PASSPHRASE_FILE"
VARIABLE = "OFFICEDESK_PASSPHRASE"


def in_environment() -> bool:
    """Tell whether the environment says it; nobody else is asked then."""
    return FILE_VARIABLE in os.environ or VARIABLE in os.environ


def from_environment() -> str | None:
    """Return the passphrase of the named file (first line) or of the environment, or None."""
    named = os.environ.get(FILE_VARIABLE)
    if named is None:
        return os.environ.get(VARIABLE)
    try:
        lines = Path(named).read_text(encoding="utf-8-sig").splitlines()
    except (OSError, ValueError) as error:
        raise DeskError(
            f"Le fichier de phrase de passe « {named} » est illisible : vérifiez {FILE_VARIABLE}."
        ) from error
    return lines[0] if lines else ""


def known_key(home: Path) -> bytes | None:
    """Return the data key without asking anyone, or None."""
    from officedesk.storage import keyring_cache, keys

    secret = from_environment()
    return keyring_cache.recall(home) if secret is None else keys.unlock(home, secret)
