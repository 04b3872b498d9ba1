"""One decision: what is asked, of whom, what waits for it, and what can be done with it."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from officedesk.ui.pages.decision_words import (
    ANSWERED,
    BLOCKED,
    DRAFT,
    EXPIRED,
    SENT,
    facts_of,
    option_words,
    reply_facts,
    silence_words,
    state_chip,
)
from officedesk.ui.parts.buttons import Button
from officedesk.ui.parts.detail import Detail
from officedesk.ui.parts.elided_label import ElidedLabel
from officedesk.ui.parts.file_field import dropped_file
from officedesk.ui.parts.labels import BOLD, SMALL, Label

if TYPE_CHECKING:
    from officedesk.domain.entities import Client, Decision, Document
    from officedesk.services.decisions import Waiting


class Card(NamedTuple):
    """What is known of a decision: itself, its client, the tasks that wait, the mail that answered."""

    decision: "Decision"
    client: "Client"
    waiting: "tuple[Waiting, ...]"
    document: "Document | None"


class DecisionCard(Detail):
    """Shows a decision and offers its gestures; the list that shows it acts."""

    asked = Signal(str)
    """The gesture wanted: a key of ``buttons``."""
    reply_dropped = Signal(str)
    task_opened = Signal(int)

    def __init__(self, card: Card, today: dt.date, parent: QWidget | None = None) -> None:
        decision, client = card.decision, card.client
        state = decision.state.value
        chip = state_chip(state, decision.limit, today)
        super().__init__(decision.question, client.name, client.swatch, chip, parent)
        self.buttons: dict[str, Button] = {}
        silence = silence_words(decision, today)
        if silence:
            self.add(Label(silence, tone="late", wrap=True))
        self.add_facts(facts_of(decision, today))
        self.add_buttons(self._links(decision, state))
        self._add_texts(decision)
        self._add_waiting(card)
        if card.document is not None:
            self.add_heading(self.tr("Réponse reçue"))
            self.add_facts(reply_facts(decision, card.document))
        self._offer(state)
        self.setAcceptDrops(state != ANSWERED)

    def _add_texts(self, decision: "Decision") -> None:
        if decision.context:
            self.add_heading(self.tr("Contexte"))
            self.add_paragraph(decision.context)
        if decision.options:
            self.add_heading(self.tr("Options"))
        for option in decision.options:
            self.add(Label(option["label"], weight=BOLD, wrap=True))
            more = option_words(option)
            if more:
                self.add(Label(more, tone="muted", size=SMALL, wrap=True))
        if decision.recommendation:
            self.add_heading(self.tr("Recommandation"))
            self.add_paragraph(decision.recommendation)

    def _add_waiting(self, card: Card) -> None:
        if not card.waiting:
            return
        self.add_heading(self.tr("Tâches qui l’attendent"), str(len(card.waiting)))
        for task in card.waiting:
            self.add(self._task_line(task))

    def _task_line(self, task: "Waiting") -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        link = Button(self.tr("Ouvrir"), kind="link", size=SMALL)
        link.setAccessibleName(self.tr("Ouvrir la tâche : {title}").format(title=task.title))
        link.clicked.connect(lambda: self.task_opened.emit(task.id))
        line.addWidget(ElidedLabel(task.title), 1)
        line.addWidget(link)
        return holder

    def _links(self, decision: "Decision", state: str) -> list[Button]:
        """Return what is seldom wanted, as links in the card."""
        wanted = [("page", self.tr("Page PDF"))]
        if state in (SENT, EXPIRED, DRAFT):
            wanted.append(("reply", self.tr("Réponse reçue (.eml)")))
        if state == DRAFT:
            wanted.append(("mark", self.tr("Marquer comme demandée")))
        if state in (SENT, EXPIRED):
            wanted.append(("withdraw", self.tr("Retirer la demande")))
        if decision.document_id is not None:
            wanted.append(("open", self.tr("Ouvrir la réponse")))
        wanted.append(("history", self.tr("Historique")))
        links = [self._button(key, words, "link", SMALL) for key, words in wanted]
        if "reply" in self.buttons:
            self.buttons["reply"].setToolTip(self.tr("On peut aussi déposer le courriel ici."))
        return links

    def _offer(self, state: str) -> None:
        offers: Sequence[tuple[str, str]] = {
            DRAFT: (("send", self.tr("Envoyer…")), ("answer", self.tr("Noter la réponse"))),
            SENT: (("answer", self.tr("Noter la réponse")), ("remind", self.tr("Relancer…"))),
            EXPIRED: (("answer", self.tr("Noter la réponse")), ("remind", self.tr("Relancer…"))),
            BLOCKED: (("proof", self.tr("Preuve reçue")),),
            ANSWERED: (),
        }[state]
        self.keep_in_sight()
        shown = [
            self._button(key, words, "primary" if rank == 0 else "plain") for rank, (key, words) in enumerate(offers)
        ]
        if state != ANSWERED:
            shown.append(self._button("edit", self.tr("Modifier"), "plain"))
        self.add_buttons([*shown, self._button("delete", self.tr("Supprimer"), "danger")])

    def _button(self, key: str, words: str, kind: str, size: int | None = None) -> Button:
        button = Button(words, kind=kind) if size is None else Button(words, kind=kind, size=size)
        button.clicked.connect(lambda: self.asked.emit(key))
        self.buttons[key] = button
        return button

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file of this machine."""
        if dropped_file(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Offer the mail as the answer: it is read and shown, and nothing is kept before she says what it answers."""
        event.acceptProposedAction()
        self.reply_dropped.emit(dropped_file(event.mimeData()))
