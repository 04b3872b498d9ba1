"""The window that answers a new request: its price, the weeks, and three letters ready to be sent."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from officedesk.domain import request_answers as answers
from officedesk.domain.errors import DeskError
from officedesk.ui.failures import told
from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.choice import Choice
from officedesk.ui.parts.controls import Controls
from officedesk.ui.parts.dialogs import open_at
from officedesk.ui.parts.durations import DurationField
from officedesk.ui.parts.fields import ChoiceField, DateField, TextField
from officedesk.ui.parts.forms import Form
from officedesk.ui.parts.labels import BOLD, SMALL, Label
from officedesk.ui.parts.scrolling import scrolled

if TYPE_CHECKING:
    from officedesk.domain.request_answers import Answer, Priced
    from officedesk.ui.collaborators import Collaborators

WIDTH, HEIGHT = 680, 780
LINES = 13

translate = QCoreApplication.translate


class RequestDialog(QDialog):
    """Prices a request; ``decided`` carries the id of the decision that she makes of it."""

    decided = Signal(int)

    def __init__(self, shared: "Collaborators", client_id: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shared = shared
        self.target: Callable[[str], str] = self._choose_target
        self.setWindowTitle(translate("Requests", "Répondre à une demande"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        clients = [(client.id or 0, client.name) for client in shared.portfolio.clients()]
        self.form = _form(clients, shared.day)
        self.form.fill({"client_id": client_id or (clients[0][0] if clients else None), "wanted": shared.day})
        self.answers = Answers()
        self.answers.hide()
        holder = QWidget()
        holder.setProperty("role", "page")
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(24, 0, 24, 20)
        inside.setSpacing(16)
        inside.addWidget(self.form)
        inside.addWidget(self.answers)
        inside.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 20, 0, 0)
        column.setSpacing(14)
        heading = Label(self.windowTitle(), size=18, weight=BOLD, wrap=True)
        heading.setContentsMargins(24, 0, 24, 0)
        column.addWidget(heading)
        column.addWidget(scrolled(holder), 1)
        open_at(self, WIDTH, HEIGHT)
        self.form.saved.connect(self._price)
        self.form.cancelled.connect(self._go)
        self.answers.copy_button.clicked.connect(self._copy)
        self.answers.mail_button.clicked.connect(self._write_mail)
        self.answers.decide_button.clicked.connect(self._decide)

    def reject(self) -> None:
        """Leave by Escape or by the window's cross; what was typed is not thrown away without a question."""
        self.form.leave()

    def _go(self) -> None:
        self.done(QDialog.DialogCode.Rejected.value)

    def _price(self, values: dict[str, Any]) -> None:
        from officedesk.services.requests import price_request

        portfolio = self._shared.portfolio
        try:
            if not values["client_id"]:
                raise DeskError(self.tr("Une demande est celle d’un client : créez-le d’abord."))
            workspace = portfolio.workspace_by_id(values["client_id"])
            wanted = values["wanted"]
            priced = price_request(
                portfolio, workspace, values["what"], values["minutes"] or 0, wanted, self._shared.day
            )
        except DeskError as error:
            self.answers.hide()
            self.form.refuse(str(error))
            return
        self._workspace = workspace
        # What was typed is answered: leaving loses nothing of it.
        self.form.fill(values)
        self.answers.show_priced(priced)
        self.answers.show()
        self.answers.kinds.setFocus()

    # --- what becomes of a letter ------------------------------------------------------------------------------------

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.answers.text.toPlainText())
        self._shared.toasts.say(self.tr("Le texte est copié."))

    def _write_mail(self) -> None:
        from officedesk.services.requests import write_answer

        target = self.target(self.answers.file_name())
        if not target:
            return
        with told(self._shared.toasts):
            write_answer(self.answers.subject, self.answers.text.toPlainText(), Path(target))
            self._shared.toasts.say(self.tr("Courriel écrit : il s’ouvre comme un brouillon."))

    def _decide(self) -> None:
        from officedesk.services.requests import decide_what_slips

        priced = self.answers.priced
        if priced is None:
            return
        with told(self._shared.toasts):
            made = decide_what_slips(self._workspace, priced, self._shared.day)
            self._shared.history.offer_undo(self.tr("Décision ajoutée."))
            self.accept()
            self.decided.emit(made.id or 0)

    def _choose_target(self, name: str) -> str:
        return QFileDialog.getSaveFileName(self, self.tr("Enregistrer le courriel"), str(Path.home() / name), "*.eml")[
            0
        ]


class Answers(QWidget):
    """Where a request stands, and a letter to choose, change and send."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.priced: Priced | None = None
        self.subject = ""
        self._drafts: list[Answer] = []
        self.said = Label(weight=BOLD, wrap=True)
        self.missing = Label(tone="muted", size=SMALL, wrap=True)
        self.kinds = Choice(self.tr("Réponse"), 24)
        self.text = QPlainTextEdit(tabChangesFocus=True)
        self.text.setAccessibleName(self.tr("Texte de la réponse"))
        self.text.setMinimumHeight(self.text.fontMetrics().lineSpacing() * LINES)
        self.copy_button = Button(self.tr("Copier"))
        self.mail_button = Button(self.tr("Courriel…"))
        self.decide_button = Button(self.tr("En faire une décision"))
        self.mail_button.setToolTip(self.tr("Un fichier .eml, que votre messagerie ouvre comme un brouillon"))
        self.decide_button.setToolTip(self.tr("La direction choisit ce qui glisse ; rien ne change sans sa réponse"))
        buttons = Controls()
        for each in (self.copy_button, self.mail_button, self.decide_button):
            buttons.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for part in (self.said, self.kinds, self.text, self.missing):
            column.addWidget(part)
        column.addLayout(buttons)
        self.kinds.currentIndexChanged.connect(self._show)

    def show_priced(self, priced: "Priced") -> None:
        """Show the letters of a request; one that makes no sense is left out, and the reason said."""
        self.priced = priced
        self.said.setText(answers.summary(priced))
        offered = [
            (self.tr("Oui, à telle date"), answers.yes(priced)),
            (self.tr("Oui, si autre chose glisse"), answers.yes_if(priced)),
            (self.tr("Non, hors de la mission"), answers.no(priced)),
        ]
        self.kinds.blockSignals(True)
        self.kinds.clear()
        self._drafts = []
        for title, answer in offered:
            if answer is not None:
                self.kinds.addItem(title)
                self._drafts.append(answer)
        self.kinds.blockSignals(False)
        self.decide_button.setEnabled(bool(priced.slipping) and not priced.fits)
        self.missing.setText(_missing(priced))
        self.missing.setVisible(bool(self.missing.text()))
        self._show()

    def file_name(self) -> str:
        """Return a name for the letter, without what a file cannot be called."""
        kept = "".join(each if each.isalnum() or each in " -" else " " for each in self.subject)
        return f"{' '.join(kept.split())[:80]}.eml"

    def _show(self) -> None:
        place = self.kinds.currentIndex()
        if 0 <= place < len(self._drafts):
            self.subject, body = self._drafts[place]
            self.text.setPlainText(body)


def _missing(priced: "Priced") -> str:
    """Say why « oui, si » is not offered."""
    if priced.fits or priced.slipping:
        return ""
    return translate("Requests", "Aucune tâche de ce client, cette semaine-là, ne fait assez de place en glissant.")


def _form(clients: list[tuple[int, str]], today: dt.date) -> Form:
    missing = translate("Requests", "Il manque le jour : écrivez par exemple 11/12/2026.")
    return Form(
        [
            [ChoiceField("client_id", translate("Requests", "Client"), clients)],
            [
                TextField(
                    "what",
                    translate("Requests", "Ce qui est demandé"),
                    required=translate("Requests", "Il manque la demande : écrivez-la en quelques mots."),
                    longest=160,
                )
            ],
            [
                DurationField("minutes", translate("Requests", "Temps à y passer"), placeholder="6 h"),
                DateField("wanted", translate("Requests", "Pour le"), today, required=missing),
            ],
        ],
        translate("Requests", "Chiffrer"),
    )
