"""From the values of a form to a draft, without the interface knowing how drafts are checked."""

from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from officedesk.domain.entities import Draft

D = TypeVar("D", bound="Draft")


def draft_of(kind: type[D], values: dict[str, Any]) -> D:
    """Return the draft of some values; raise InvalidInputError with a French sentence."""
    from officedesk.storage.step import validated

    return validated(kind, values)
