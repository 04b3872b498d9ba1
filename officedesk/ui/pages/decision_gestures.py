"""What can be done with one decision: sent, reminded of, answered, taken back."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtWidgets import QFileDialog, QWidget

from officedesk.domain import days
from officedesk.domain.errors import DeskError, InvalidInputError
from officedesk.ui.failures import told
from officedesk.ui.pages.decision_forms import answer_form, answer_of, proof_form
from officedesk.ui.pages.decision_words import logged_fact
from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.detail import Detail

if TYPE_CHECKING:
    from officedesk.domain.entities import Decision
    from officedesk.services.decision_replies import Reply
    from officedesk.ui.collaborators import Collaborators
    from officedesk.ui.pages.decision_list import DecisionList

translate = QCoreApplication.translate

MAIL, PAGE = "eml", "pdf"


class DecisionGestures:
    """The gestures of one decision, in the list that shows it.

    No object of the toolkit: the card goes when a form takes its place, and the form still has to be saved.
    """

    def __init__(self, listing: "DecisionList", shared: "Collaborators", decision: "Decision") -> None:
        self._listing, self._shared, self._decision = listing, shared, decision
        self._id = decision.id or 0
        self._workspace = shared.portfolio.workspace_by_id(decision.client_id)

    def act(self, key: str) -> None:
        """Do what a button of the card asks."""
        gestures: dict[str, Callable[[], object]] = {
            "send": lambda: self._write(MAIL, self._sent),
            "remind": lambda: self._write(MAIL, self._reminded, reminder=True),
            "page": lambda: self._write(PAGE, self._page_written),
            "mark": self._mark,
            "withdraw": self._withdraw,
            "answer": self.ask_answer,
            "proof": self.ask_proof,
            "reply": lambda: self.read_reply(self._listing.choose_mail(self._listing)),
            "open": self._open_reply,
            "history": self._show_history,
            "edit": lambda: self._listing.edit(self._id),
            "delete": lambda: self._listing.delete([self._id]),
        }
        gestures[key]()

    # --- out ---------------------------------------------------------------------------------------------------------

    def _write(self, kind: str, done: Callable[[Path], None], *, reminder: bool = False) -> None:
        """Ask where, write the letter or the page behind the window, then say so; without a place nothing is done."""
        from officedesk.services import decision_letters

        stem = translate("Decisions", "relance") if reminder else translate("Decisions", "decision")
        name = f"{stem}-{self._workspace.client().slug}-{self._id}.{kind}"
        chosen = self._listing.save_as(self._listing, name, kind)
        if not chosen:
            return
        target = Path(chosen)
        target = target if target.suffix else target.with_suffix(f".{kind}")
        portfolio, now = self._shared.portfolio, self._shared.portfolio.store.now()
        sheet = decision_letters.sheet_of(portfolio, self._workspace, self._id, self._shared.day)

        def work() -> Path:
            if kind == MAIL:
                decision_letters.write_letter(sheet, target, now, reminder=reminder)
            else:
                decision_letters.write_page(sheet, target, now)
            return target

        self._shared.jobs.run(work, done, self._refused, owner=self._listing)

    def _sent(self, target: Path) -> None:
        from officedesk.services import decisions

        with told(self._shared.toasts):
            decisions.send_decision(self._workspace, self._id, self._shared.day)
            said = translate(
                "Decisions", "Courriel écrit : {name}. Ouvrez-le pour l’expédier ; la décision est demandée."
            )
            self._shared.history.offer_undo(said.format(name=target.name))
            self._open(target)

    def _reminded(self, target: Path) -> None:
        from officedesk.services import decisions

        with told(self._shared.toasts):
            decisions.remind_decision(self._workspace, self._id, self._shared.day)
            said = translate("Decisions", "Relance écrite : {name}. Ouvrez-la pour l’expédier.")
            self._shared.history.offer_undo(said.format(name=target.name))
            self._open(target)

    def _page_written(self, target: Path) -> None:
        said = translate("Decisions", "Page écrite : {name}.").format(name=target.name)
        opening = translate("Decisions", "Ouvrir")
        self._shared.toasts.say(said, action=opening, act=lambda: self._open(target))

    def _open(self, path: Path) -> None:
        if not self._listing.launch(QUrl.fromLocalFile(str(path))):
            nothing = translate("Decisions", "Aucun programme n’ouvre ce fichier ici : il est bien écrit.")
            self._shared.toasts.say(nothing, tone="late")

    def _mark(self) -> None:
        from officedesk.services import decisions

        with told(self._shared.toasts):
            decisions.send_decision(self._workspace, self._id, self._shared.day)
            self._shared.history.offer_undo(translate("Decisions", "Décision demandée."))

    def _withdraw(self) -> None:
        from officedesk.services import decisions

        with told(self._shared.toasts):
            decisions.withdraw_decision(self._workspace, self._id)
            self._shared.history.offer_undo(translate("Decisions", "Demande retirée : la décision est à préparer."))

    # --- in ----------------------------------------------------------------------------------------------------------

    def ask_answer(self) -> None:
        """Ask for the director's answer, told otherwise than by a mail."""
        form = answer_form(self._decision.options)
        form.fill({})
        title, said = translate("Decisions", "Réponse de la direction"), translate("Decisions", "Réponse notée.")
        self._listing.open_form(title, form, lambda values: self._answer(form, values), said, self._decision.question)

    def _answer(self, form: Any, values: dict[str, Any]) -> int | None:
        from officedesk.services import decisions

        proof, answer = values["proof"] or None, answer_of(form, values)
        decisions.answer_decision(self._workspace, self._id, answer, self._shared.day, proof)
        return self._still_shown()

    def ask_proof(self) -> None:
        """Ask for the proof that was missing."""
        form = proof_form(self._decision.missing_proof)
        form.fill({})
        title = translate("Decisions", "Preuve reçue")
        said = translate("Decisions", "Preuve notée : la décision peut être prise.")
        self._listing.open_form(title, form, self._prove, said, self._decision.question)

    def _prove(self, values: dict[str, Any]) -> int | None:
        from officedesk.services import decisions

        return decisions.receive_proof(self._workspace, self._id, values["reference"]).id

    def read_reply(self, file: str) -> None:
        """Read a mail behind the window, then show it and ask what it answers; nothing is kept before."""
        from officedesk.services import decision_replies

        if not file:
            return
        workspace, decision_id, now = self._workspace, self._id, self._shared.portfolio.store.now()

        def work() -> "Reply":
            return decision_replies.read_reply(workspace, decision_id, Path(file), now)

        self._shared.jobs.run(work, self._show_reply, self._refused, owner=self._listing)

    def _show_reply(self, reply: "Reply") -> None:
        mail = reply.mail
        form = answer_form(self._decision.options, mail.text)
        form.fill({"reply": mail.text})
        about = [
            translate("Decisions", "{sender}, {day}").format(sender=mail.sender, day=days.full_date(reply.day)),
            translate("Decisions", "Ce courriel n’a que du HTML : seuls ses mots sont montrés.")
            if mail.html_only
            else "",
            translate("Decisions", "Pièces jointes : {names}").format(names=", ".join(mail.files))
            if mail.files
            else "",
        ]
        title, said = translate("Decisions", "Réponse reçue"), translate("Decisions", "Réponse notée, courriel gardé.")
        told_about = " · ".join(each for each in about if each)
        self._listing.open_form(title, form, lambda values: self._keep(reply, form, values), said, told_about)

    def _keep(self, reply: "Reply", form: Any, values: dict[str, Any]) -> int | None:
        from officedesk.services import decision_replies

        answer = answer_of(form, values)
        decision_replies.answer_by_reply(self._workspace, self._id, reply, answer)
        return self._still_shown()

    def _still_shown(self) -> int | None:
        """Return the decision when the filter still holds it: one that is taken leaves the list of those to take."""
        return self._id if self._id in self._shared.portfolio.decision_ids(self._listing.view) else None

    def _open_reply(self) -> None:
        from officedesk.services.proofs import copy_out

        with told(self._shared.toasts):
            copy = copy_out(self._workspace, self._decision.document_id or 0)
            if not self._listing.launch(QUrl.fromLocalFile(str(copy))):
                raise InvalidInputError(
                    translate("Decisions", "Aucun programme n’ouvre les courriels ici : installez-en un.")
                )

    # --- what became of it -------------------------------------------------------------------------------------------

    def _show_history(self) -> None:
        from officedesk.services.decisions import log_of

        holder = Detail(translate("Decisions", "Historique"), self._decision.question)
        holder.add_facts([logged_fact(line) for line in log_of(self._workspace, self._id)])
        back = Button(translate("Decisions", "Retour"))
        back.clicked.connect(self._listing.close_form)
        holder.add_buttons([back])
        self._listing.panel.show_widget(holder)
        back.setFocus()

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, DeskError):
            raise error
        self._shared.toasts.say(str(error), tone="late")


def choose_target(parent: QWidget, name: str, kind: str) -> str:
    """Ask for the file to write; an empty answer is a refusal."""
    title = parent.tr("Enregistrer le courriel") if kind == MAIL else parent.tr("Enregistrer la page")
    return QFileDialog.getSaveFileName(parent, title, str(Path.home() / name), f"*.{kind}")[0]


def choose_mail(parent: QWidget) -> str:
    """Ask for the mail that answers; an empty answer is a refusal."""
    title, kinds = parent.tr("Choisir la réponse reçue"), parent.tr("Courriels (*.eml)")
    return QFileDialog.getOpenFileName(parent, title, str(Path.home()), kinds)[0]
