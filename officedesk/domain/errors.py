"""The failures that a person can do something about.

Each one is a French sentence that says what happened and what to do next; a bug is any other exception.
"""


class DeskError(Exception):
    """A failure of the environment or of what was typed; its text is shown as it is."""


class InvalidInputError(DeskError):
    """What was typed or read is refused; nothing was written."""


class NotInWorkspaceError(DeskError):
    """The asked row is absent, or belongs to another client: the two are not told apart."""

    def __init__(self) -> None:
        super().__init__("Cet élément n’existe pas ou n’existe plus dans cet espace de travail.")


class ConflictError(DeskError):
    """A row has moved since the step that was to be undone or redone."""

    def __init__(self) -> None:
        super().__init__("Cet élément a été modifié depuis : l’annulation est refusée pour ne rien écraser.")


class WrongPassphraseError(DeskError):
    """Neither the passphrase nor the recovery key opens this desk."""

    def __init__(self) -> None:
        super().__init__("La phrase de passe ne convient pas : vérifiez la touche Verr. Maj et recommencez.")


class DamagedFileError(DeskError):
    """The encrypted file or its header cannot be read as such."""


class NewerFileError(DeskError):
    """The file was written by a newer version of the program; not one byte was changed."""

    def __init__(self) -> None:
        super().__init__(
            "Ce bureau vient d’un OfficeDesk plus récent : mettez le programme à jour, rien n’a été modifié."
        )


class AlreadyOpenError(DeskError):
    """Another process holds the desk."""

    def __init__(self) -> None:
        super().__init__("Ce bureau est déjà ouvert dans une autre fenêtre : fermez-la, ou travaillez dans celle-là.")
