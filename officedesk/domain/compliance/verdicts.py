"""What a condition looks at, and what it may answer: yes, no, or « not known »."""

from typing import ClassVar, NamedTuple, Protocol

from officedesk.domain.compliance.profile import Profile
from officedesk.domain.compliance.values import Item


class Facts(NamedTuple):
    """What a condition may look at: the client, the civil year of the duty, the record that it is about."""

    profile: Profile
    year: int
    item: Item | None = None
    item_path: str = ""


class Verdict(NamedTuple):
    """An answer. It is final when nothing is missing; a truth of None always misses something."""

    truth: bool | None
    missing: tuple[str, ...] = ()
    why: str = ""

    def settles(self, truth: bool) -> bool:
        """Return whether this is that answer, whatever is learnt later."""
        return self.truth is truth and not self.missing


class Condition(Protocol):
    """A question on a profile: called with the facts, it answers.

    `of_client` says that neither the year nor the record can change the answer.
    """

    of_client: ClassVar[bool]

    def __call__(self, facts: Facts) -> Verdict:
        """Return the answer for these facts."""
        ...
