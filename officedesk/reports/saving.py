"""Writing a document where she chose: whole, or not at all."""

from pathlib import Path

from officedesk.domain.errors import DeskError
from officedesk.paths import write_atomically


class NotSavedError(DeskError):
    """The chosen file cannot be written; whatever stood there still stands."""


def save(content: bytes, target: Path, name: str) -> None:
    """Write a document in place of a file of that name; ``name`` is « Le rapport » in the sentence of NotSavedError."""
    try:
        write_atomically(target, content)
    except OSError as error:
        raise NotSavedError(
            f"{name} n’a pas pu être enregistré dans {target.parent} : "
            "choisissez un dossier où vous pouvez écrire, puis recommencez."
        ) from error
