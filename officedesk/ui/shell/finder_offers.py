"""What Ctrl+K offers for what is typed: clients, tasks, legal dates and all that is written, then to add a task."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

from officedesk.domain import days
from officedesk.storage.search import Hit, folded
from officedesk.ui.parts.domains import RULE_DOMAINS, TASK_DOMAINS, domain_choices
from officedesk.ui.shell.finder_actions import Gesture, gestures

if TYPE_CHECKING:
    from officedesk.ui.collaborators import Collaborators
    from officedesk.ui.shell.main_window import MainWindow

translate = QCoreApplication.translate

EACH = 6  # of a kind
DOMAIN_EACH = 20
FEW_ACTIONS = 4
REMEMBERED = 8
RECENT = "recent"
SIGNS = ("@", "#", ">")


class Offer(NamedTuple):
    """One line: what it is, of whom, its day or its keys, and what Return does."""

    group: str
    title: str
    act: Callable[[], object]
    detail: str = ""
    swatch: int | None = None
    hint: str = ""
    done: bool = False

    def spoken(self) -> str:
        """Return everything the line shows, for a screen reader."""
        over = translate("Finder", "terminé") if self.done else ""
        return ", ".join(part for part in (self.title, over, self.detail, self.hint, self.group) if part)


class Offers:
    """Finds what fits a text; ``complete`` puts another text in the field."""

    def __init__(self, shared: "Collaborators", window: "MainWindow", complete: Callable[[str], None]) -> None:
        self._shared, self._window, self._complete = shared, window, complete
        portfolio = shared.portfolio
        # With a client beside her, nothing of the others is found.
        alone = self._alone = window.glance.shared
        everyone = [*portfolio.clients(), portfolio.own().client()]
        self._clients = [client for client in everyone if alone in (None, client.id)]
        self._search = portfolio.search if alone is None else portfolio.workspace_by_id(alone).search
        self._by_id = {client.id: client for client in self._clients}
        self._gestures = gestures(window)

    def of(self, text: str) -> list[Offer]:
        """Return the lines for a text, those of a group together."""
        words = text.strip()
        if not words:
            return self._before_typing()
        finders = {">": self._commanded, "@": self._of_client, "#": self._of_domain}
        find = finders.get(words[0], lambda _rest: self._anything(words))
        return [*find(words[1:].strip()), *self._addition(words)]

    def _before_typing(self) -> list[Offer]:
        """Return what was opened lately, then what is done most."""
        keys = [(str(kind), int(row_id)) for kind, row_id in self._shared.portfolio.setting(RECENT, [])]
        # A supplier is of nobody in particular.
        shown = self._by_id.keys() | ({None} if self._alone is None else set())
        hits = [hit for hit in self._shared.portfolio.recall(keys) if hit.client_id in shown]
        recent = self._found(hits, translate("Finder", "Récents"))
        return [*recent, *map(_acted, (each for each in self._gestures if each.usual))]

    def _commanded(self, rest: str) -> list[Offer]:
        return [_acted(each) for each in self._gestures if each.answers(rest)]

    def _anything(self, words: str) -> list[Offer]:
        found = self._search(words, each=EACH)
        return [*self._commanded(words)[:FEW_ACTIONS], *self._grouped(found)]

    def _of_client(self, rest: str) -> list[Offer]:
        """Return the clients of that name; after the name of one, what it has that holds the words."""
        named = [client for client in self._clients if _answers(f"{client.name} {client.slug}", rest)]
        name, _, words = rest.partition(" ")
        chosen = [client for client in self._clients if _answers(f"{client.name} {client.slug}", name)]
        if not named and len(chosen) == 1 and words:
            workspace = self._shared.portfolio.workspace_by_id(chosen[0].id)
            return self._grouped(workspace.search(words, each=EACH))
        group = _group("client")
        return [
            Offer(group, each.name, self._opening("client", each.id, each.id or 0), each.city, each.swatch)
            for each in named
        ]

    def _of_domain(self, rest: str) -> list[Offer]:
        """Return the domains of that name; once it is whole, what they hold."""
        name, _, words = rest.partition(" ")
        choices = domain_choices(tuple(dict.fromkeys((*TASK_DOMAINS, *RULE_DOMAINS))))
        named = [(key, label) for key, label in choices if _answers(f"{label} {key}", rest)]
        if named and rest != named[0][0]:
            group = translate("Finder", "Domaines")
            return [Offer(group, label, lambda key=key: self._complete(f"#{key} ")) for key, label in named]  # type: ignore[misc]
        return self._grouped(self._search(words, domain=name, each=DOMAIN_EACH)) if name else []

    def _grouped(self, found: dict[str, list[Hit]]) -> list[Offer]:
        return [offer for kind, hits in found.items() for offer in self._found(hits, _group(kind))]

    def _found(self, hits: Iterable[Hit], group: str) -> list[Offer]:
        return [self._offer(hit, group) for hit in hits]

    def _offer(self, hit: Hit, group: str) -> Offer:
        client = self._by_id.get(hit.client_id)
        name = client.name if client is not None and hit.kind != "client" else ""
        detail = " · ".join(part for part in (name, hit.snippet) if part)
        swatch = None if client is None else client.swatch
        act = self._opening(hit.kind, hit.client_id, hit.id)
        return Offer(group, hit.title, act, detail, swatch, self._day(hit), hit.done)

    def _day(self, hit: Hit) -> str:
        if hit.on is None:
            return ""
        return days.short_day(hit.on) if hit.on.year == self._shared.day.year else days.short_date(hit.on)

    def _addition(self, words: str) -> list[Offer]:
        """Return what makes a task of the text, unless it only names a client, a domain or an action."""
        if words[0] == ">" or (words[0] in SIGNS and len(words.split()) == 1):
            return []
        title = translate("Finder", "Ajouter la tâche « {text} »").format(text=words)
        return [Offer(translate("Finder", "Créer"), title, lambda: self._add(words))]

    # --- going there -------------------------------------------------------------------------------------------------

    def _opening(self, kind: str, client_id: int | None, row_id: int) -> Callable[[], None]:
        def act() -> None:
            self._remember(kind, row_id)
            self._show(kind, client_id, row_id)

        return act

    def _remember(self, kind: str, row_id: int) -> None:
        portfolio = self._shared.portfolio
        others = [key for key in portfolio.setting(RECENT, []) if key != [kind, row_id]]
        portfolio.set_setting(RECENT, [[kind, row_id], *others][:REMEMBERED])

    def _show(self, kind: str, client_id: int | None, row_id: int) -> None:
        if client_id is None:
            self._window.show_page("network")
            page = self._window.pages.get("network")
            if page is not None and hasattr(page, "show_row"):
                page.show_row(row_id)
            return
        if kind == "document":
            from officedesk.services.proofs import holder_of

            kind, row_id = holder_of(self._shared.portfolio.workspace_by_id(client_id), row_id)
        # Row 0 of a client is its overview, and the others' tabs are named by their tables.
        self._window.show_client(client_id, kind, 0 if kind == "client" else row_id)

    def _add(self, words: str) -> None:
        """Give the text to the capture line, as if it had been typed there; what was half typed there stays."""
        entry = self._window.sidebar.capture.entry
        before = entry.text()
        entry.setText(words)
        entry.returnPressed.emit()
        if before and not entry.text():
            entry.setText(before)


def _acted(gesture: Gesture) -> Offer:
    return Offer(translate("Finder", "Actions"), gesture.title, gesture.act, hint=gesture.keys)


def _answers(names: str, typed: str) -> bool:
    """Tell whether a name, or one of its words, begins as what is typed."""
    plain, wanted = folded(names), folded(typed)
    return plain.startswith(wanted) or f" {wanted}" in plain or f"-{wanted}" in plain


def _group(kind: str) -> str:
    return {
        "client": translate("Finder", "Clients"),
        "task": translate("Finder", "Tâches"),
        "deadline": translate("Finder", "Échéances"),
        "supplier": translate("Finder", "Fournisseurs"),
        "event": translate("Finder", "Événements"),
        "decision": translate("Finder", "Décisions"),
        "document": translate("Finder", "Documents"),
    }[kind]
