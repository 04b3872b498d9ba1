"""The gestures that Ctrl+K offers: the pages, and all that the menu of the window does."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from officedesk.storage.search import folded
from officedesk.ui.shell.places import place_keys, place_title

if TYPE_CHECKING:
    from officedesk.ui.shell.main_window import MainWindow

translate = QCoreApplication.translate


class Gesture(NamedTuple):
    """Something the window does; ``usual`` ones are offered before anything is typed."""

    title: str
    act: Callable[[], object]
    keys: str = ""
    usual: bool = False

    def answers(self, typed: str) -> bool:
        """Tell whether each word typed begins one of the title's."""
        words = folded(self.title).replace("'", " ").split()
        return all(any(word.startswith(each) for word in words) for each in folded(typed).split())


def gestures(window: "MainWindow") -> list[Gesture]:
    """Return what may be done now; no page of all clients while the screen is shared with one."""
    return [*(() if window.glance.shared is not None else _pages(window)), *_menu(window)]


def _pages(window: "MainWindow") -> Iterator[Gesture]:
    for name, keys in place_keys():
        title = translate("Finder", "Aller à {page}").format(page=place_title(name))
        yield Gesture(title, lambda name=name: window.show_page(name), _written(QKeySequence(keys)), usual=True)  # type: ignore[misc]
    yield Gesture(translate("Finder", "Nouveau client"), window.sidebar.new_client.click, usual=True)
    for title, name, act in (
        (translate("Finder", "Nouvel événement"), "agenda", lambda page: page.add(None)),
        (translate("Finder", "Nouvelle décision"), "decisions", lambda page: page.list.add()),
        (translate("Finder", "Répondre à une demande"), "decisions", lambda page: page.answer_request()),
        (translate("Finder", "Nouveau fournisseur"), "network", lambda page: page.add()),
        (translate("Finder", "Tâches depuis un modèle"), "tasks", lambda page: page.start_playbook()),
    ):
        yield Gesture(title, lambda name=name, act=act: window.act_on(name, act))  # type: ignore[misc]


def _menu(window: "MainWindow") -> Iterator[Gesture]:
    actions = window.actions_
    themes = actions.themes.actions()
    actions.share.setEnabled(window.sharing.is_possible)
    for action in actions.menu.actions():
        if action.isSeparator() or not (action.isVisible() and action.isEnabled()) or action is actions.find:
            continue
        words = translate("Finder", "Apparence : {choice}") if action in themes else "{choice}"
        title = words.format(choice=action.text().rstrip("…"))
        yield Gesture(title, action.trigger, _written(action.shortcut()), usual=action is actions.new_task)


def _written(keys: QKeySequence) -> str:
    return keys.toString(QKeySequence.SequenceFormat.NativeText)
