"""What is asked before a window closes over something that was typed and not kept."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from officedesk.ui.parts.asking import ask
from officedesk.ui.parts.forms import Form

translate = QCoreApplication.translate


def filled_page(pages: Mapping[str, QWidget]) -> str | None:
    """Return the name of the first page whose form holds something that is not saved."""
    forms = ((name, page.findChildren(Form)) for name, page in pages.items())
    return next((name for name, found in forms if any(form.is_changed() for form in found)), None)


def ask_to_leave(window: QWidget, leave: Callable[[], object]) -> QMessageBox:
    """Ask before what was typed is lost."""
    question = translate("Leaving", "Une saisie n’est pas enregistrée. Quitter quand même ?")
    more = translate("Leaving", "Ce que vous avez écrit dans ce formulaire serait perdu.")
    return ask(window, question, more, translate("Leaving", "Quitter sans enregistrer"), leave)
