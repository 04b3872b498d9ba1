"""A question before something is lost; it does not hold the program, and answers by a call."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget


def ask(
    parent: QWidget, question: str, more: str, action: str, then: Callable[[], object], stay: str = ""
) -> QMessageBox:
    """Ask before what cannot be undone; ``then`` is called on yes, ``stay`` are the words of the other answer."""
    box = QMessageBox(QMessageBox.Icon.Question, "OfficeDesk", question, QMessageBox.StandardButton.NoButton, parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(more)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    yes = box.addButton(action, QMessageBox.ButtonRole.AcceptRole)
    no = box.addButton(stay or box.tr("Annuler"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(no)
    box.setEscapeButton(no)
    yes.clicked.connect(lambda: then())
    box.open()
    return box


def choose(
    parent: QWidget, question: str, more: str, choices: Sequence[tuple[str, Callable[[], object]]]
) -> QMessageBox:
    """Ask which of several things is meant; Escape does nothing."""
    box = QMessageBox(QMessageBox.Icon.Question, "OfficeDesk", question, QMessageBox.StandardButton.NoButton, parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(more)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for words, then in choices:
        box.addButton(words, QMessageBox.ButtonRole.AcceptRole).clicked.connect(
            lambda _checked=False, then=then: then()
        )
    no = box.addButton(box.tr("Annuler"), QMessageBox.ButtonRole.RejectRole)
    box.setEscapeButton(no)
    box.open()
    return box
