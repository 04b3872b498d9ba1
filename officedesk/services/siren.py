"""The number of a French company, checked before it is kept."""

from officedesk.domain.errors import InvalidInputError


def checked_siren(text: str | None) -> str | None:
    """Return nine digits, or None for a blank; raise InvalidInputError when the key is wrong."""
    if text is None or not text.strip():
        return None
    from stdnum.exceptions import ValidationError
    from stdnum.fr import siren

    try:
        return str(siren.validate(text))
    except ValidationError as error:
        raise InvalidInputError(
            f"Le SIREN « {text.strip()} » est faux : vérifiez ses neuf chiffres et recommencez."
        ) from error
