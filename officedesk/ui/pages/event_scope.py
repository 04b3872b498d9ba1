"""Which dates of an event that repeats are meant: one, one and those after it, or all of them."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from officedesk.ui.parts.asking import choose

translate = QCoreApplication.translate

ONE, FOLLOWING, ALL = "one", "following", "all"


def ask_scope(parent: QWidget, title: str, then: Callable[[str], object]) -> QMessageBox:
    """Ask which dates are meant; ``then`` is given ONE, FOLLOWING or ALL."""
    question = translate("Events", "« {title} » se répète.").format(title=title)
    more = translate("Events", "Quelles dates sont concernées ?")
    choices = (
        (ONE, translate("Events", "Cette date seulement")),
        (FOLLOWING, translate("Events", "Celle-ci et les suivantes")),
        (ALL, translate("Events", "Toute la série")),
    )
    return choose(parent, question, more, [(words, lambda scope=scope: then(scope)) for scope, words in choices])  # type: ignore[misc]
