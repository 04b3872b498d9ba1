"""Finds the place of an imported card among the suppliers that every client shares."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from officedesk.domain.entities import Supplier, SupplierContract, SupplierContractDraft, SupplierDraft
from officedesk.interop.found import Found
from officedesk.storage.step import Step, validated


@dataclass
class Placed:
    """A card with its supplier: a new one, or a known one and what the card changes of it."""

    draft: SupplierDraft
    uid: str
    known: Supplier | None
    to_link: bool
    values: dict[str, Any] = field(default_factory=dict)
    remark: str = ""

    @property
    def writes(self) -> bool:
        """Tell whether anything is to be written."""
        return self.to_link or bool(self.values)

    def write(self, step: Step) -> None:
        """Write the supplier, and its link with the step's client."""
        row = self.known or step.add(Supplier, self.draft, uid=self.uid)
        if self.values:
            row = step.change(row, **self.values)
        if self.to_link and row.id is not None:
            step.add(SupplierContract, SupplierContractDraft(supplier_id=row.id))


class Network:
    """The stored suppliers, by uid, by e-mail address and by name."""

    def __init__(self, suppliers: Iterable[Supplier], linked: set[int]) -> None:
        self._linked = linked
        self._by_uid: dict[str, Supplier] = {}
        self._by_email: dict[str, Supplier] = {}
        self._by_name: dict[str, list[Supplier]] = {}
        for supplier in suppliers:
            self._by_uid[supplier.uid] = supplier
            self._by_name.setdefault(folded(supplier.name), []).append(supplier)
            if supplier.email:
                self._by_email.setdefault(supplier.email.casefold(), supplier)

    def place(self, card: Found) -> Placed:
        """Return what a card becomes; raise InvalidInputError when its values do not suit.

        The same uid: the card is newer, and its values replace the stored ones, except by nothing. The same address,
        or the same name without another contact: the card fills what is empty, and says so.
        """
        draft = validated(SupplierDraft, card.values)
        if not isinstance(draft, SupplierDraft):
            raise TypeError(draft)
        same = self._by_uid.get(card.uid)
        known = same or self._by_email.get(draft.email.casefold()) or self._named(draft)
        if known is None:
            return Placed(draft, card.uid, None, to_link=True)
        values = {name: getattr(draft, name) for name in card.values if getattr(draft, name)}
        different = {name: value for name, value in values.items() if value != getattr(known, name)}
        placed = Placed(draft, card.uid, known, to_link=known.id not in self._linked)
        placed.values = different if same else {n: v for n, v in different.items() if not getattr(known, n)}
        if not same:
            placed.remark = (
                f"déjà dans le réseau sous le nom «\u202f{known.name}\u202f» : seul ce qui y manquait est repris"
            )
        return placed

    def _named(self, draft: SupplierDraft) -> Supplier | None:
        for supplier in self._by_name.get(folded(draft.name), []):
            if not supplier.contact or not draft.contact or folded(supplier.contact) == folded(draft.contact):
                return supplier
        return None


def folded(text: str) -> str:
    """Return a text without case, accents and spaces at its ends: two spellings of one name are equal."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().strip())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
