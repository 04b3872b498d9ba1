"""The page of decisions: what waits longest first, sent, reminded of, answered by the mail that is dropped on it."""

import datetime as dt
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from officedesk.domain.entities import Decision, DecisionDraft, DecisionState, Document, TaskDraft, WaitDraft
from officedesk.services import decisions, tasks, waits
from officedesk.storage.workspace import Workspace
from officedesk.ui.collaborators import Collaborators
from officedesk.ui.pages.client_decisions import ClientDecisionsView
from officedesk.ui.pages.decision_card import DecisionCard
from officedesk.ui.pages.decision_list import DecisionList
from officedesk.ui.pages.decisions import DecisionsPage
from officedesk.ui.pages.options_field import OptionsField
from tests.services.replies import PLAIN, YES, reply
from tests.ui.pages.conftest import HOSTILE, TODAY
from tests.ui.pages.gestures import (
    button_of,
    cells,
    choose,
    click,
    error_of,
    press,
    press_undo,
    shown,
    texts_of,
    toast_text,
    type_in,
    write,
)

QUESTION, CLIENT, STATE = 0, 1, 4
WRITTEN = "Date: Mon, 23 Nov 2026 08:10:00 +0100\r\n"


def asked(workspace: Workspace, question: str, since: int | None = None, **values: object) -> int:
    """Store a question, asked some days ago when it is told."""
    draft = DecisionDraft.model_validate({"question": question, **values})
    row = decisions.add_decision(workspace, draft)
    if since is not None:
        decisions.send_decision(workspace, row.id or 0, TODAY - dt.timedelta(days=since))
    return row.id or 0


@pytest.fixture
def budget(lumen: Workspace) -> int:
    options = [
        {"label": "Louer", "cost": "1 900 € HT", "consequence": "À l’abri."},
        {"label": "Ne pas louer", "cost": "", "consequence": ""},
    ]
    limit = TODAY + dt.timedelta(days=4)
    return asked(lumen, "Louer les barnums ?", 7, options=options, limit=limit, context=HOSTILE)


@pytest.fixture
def page(
    qtbot: QtBot, window: QWidget, lumen: Workspace, halo: Workspace, budget: int, shared: Collaborators
) -> DecisionsPage:
    asked(halo, "Choisir la plateforme", 3)
    asked(halo, "Retenir un lieu", None, limit=TODAY + dt.timedelta(days=22))
    asked(lumen, "Renouveler le ménage", None, missing_proof="attestation de vigilance")
    made = DecisionsPage(shared)
    made.list.launch = lambda _url: True
    shown(qtbot, window, made)
    return made


def state(workspace: Workspace, decision_id: int) -> DecisionState:
    return workspace.get(Decision, decision_id).state


def card_of(listing: DecisionList) -> DecisionCard:
    card = listing.panel.shown()
    assert isinstance(card, DecisionCard)
    return card


def chosen(page: DecisionsPage, position: int) -> int:
    """Choose a line and return its decision."""
    page.list.table.selectRow(position)
    row_id = page.list.table.current_id()
    assert row_id is not None
    return row_id


def drop(card: DecisionCard, file: Path) -> None:
    """Drop a file on the card, as a file manager does."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(9, 9), copy, data, left, none)
    card.dragEnterEvent(entering)
    assert entering.isAccepted()
    card.dropEvent(QDropEvent(QPoint(9, 9), copy, data, left, none))


def idle(qtbot: QtBot, shared: Collaborators) -> None:
    qtbot.waitUntil(lambda: not shared.jobs.busy, timeout=20_000)


def test_the_question_that_waits_longest_comes_first(page: DecisionsPage) -> None:
    assert cells(page.list.rows, QUESTION) == [
        "Louer les barnums ?",
        "Choisir la plateforme",
        "Retenir un lieu",
        "Renouveler le ménage",
    ]
    assert cells(page.list.rows, CLIENT) == ["Atelier Lumen", "Studio Halo", "Studio Halo", "Atelier Lumen"]
    assert cells(page.list.rows, STATE) == ["dans 4 j", "demandée", "à préparer", "bloquée"]
    assert page.header.subtitle.text() == "2 attendent une réponse, 4 à prendre"


def test_the_list_is_kept_to_a_client_or_a_state(page: DecisionsPage) -> None:
    page.clients.setCurrentIndex(page.clients.findText("Studio Halo"))
    assert cells(page.list.rows, QUESTION) == ["Choisir la plateforme", "Retenir un lieu"]
    page.states.setCurrentIndex(page.states.findText("À préparer"))
    assert cells(page.list.rows, QUESTION) == ["Retenir un lieu"]
    page.states.setCurrentIndex(page.states.findText("Prises"))
    assert page.list.card.sentence.isVisible()
    assert button_of(page.list.card, "Ajouter une décision").isVisible()


def test_the_card_says_all_of_it_and_believes_none(page: DecisionsPage) -> None:
    texts = texts_of(page.list.panel)

    for words in ("Louer les barnums ?", "16 novembre 2026, il y a 7 j", "Louer", "1 900 € HT · À l’abri.", HOSTILE):
        assert words in texts


@pytest.mark.parametrize(
    ("key", "name", "subject"), [("send", "Retenir un lieu", "Décision"), ("remind", "Louer les barnums ?", "Relance")]
)
def test_a_question_is_sent_and_reminded_of_by_a_mail_to_open(
    page: DecisionsPage, shared: Collaborators, qtbot: QtBot, tmp_path: Path, key: str, name: str, subject: str
) -> None:
    row_id = chosen(page, cells(page.list.rows, QUESTION).index(name))
    opened: list[QUrl] = []

    def launch(url: QUrl) -> bool:
        opened.append(url)
        return True

    page.list.launch = launch
    page.list.save_as = lambda _parent, proposed, _kind: str(tmp_path / proposed)
    workspace = shared.portfolio.workspace_of("decision", row_id)

    click(card_of(page.list).buttons[key])
    idle(qtbot, shared)

    (file,) = tmp_path.glob("*.eml")
    message = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert message["X-Unsent"] == "1"
    assert message["Subject"] == f"{subject}{' attendue' if key == 'send' else ''} : {name}"
    assert opened == [QUrl.fromLocalFile(str(file))]
    kept = workspace.get(Decision, row_id)
    assert (kept.state, kept.reminders) == (DecisionState.SENT, int(key == "remind"))
    assert file.name in toast_text(shared)
    press_undo(shared)
    assert (workspace.get(Decision, row_id).asked_on == TODAY) is False
    assert workspace.get(Decision, row_id).reminders == 0


def test_a_place_that_was_not_chosen_sends_nothing(
    page: DecisionsPage, shared: Collaborators, qtbot: QtBot, budget: int, lumen: Workspace
) -> None:
    page.list.save_as = lambda *_told: ""

    press(page.list.table, Qt.Key.Key_R)
    idle(qtbot, shared)

    assert lumen.get(Decision, budget).reminders == 0


def test_a_folder_that_cannot_be_written_sends_nothing_and_says_so(
    page: DecisionsPage, shared: Collaborators, qtbot: QtBot, budget: int, lumen: Workspace, tmp_path: Path
) -> None:
    page.list.save_as = lambda *_told: str(tmp_path / "absent" / "relance.eml")

    press(page.list.table, Qt.Key.Key_R)
    idle(qtbot, shared)

    qtbot.waitUntil(lambda: "n’a pas pu être enregistré" in toast_text(shared))
    assert lumen.get(Decision, budget).reminders == 0


def test_a_mail_dropped_on_a_decision_is_shown_and_answers_what_she_chooses(
    page: DecisionsPage, shared: Collaborators, qtbot: QtBot, budget: int, lumen: Workspace, tmp_path: Path
) -> None:
    task = tasks.add_task(lumen, TaskDraft(title="Réserver"))
    waits.add_wait(lumen, WaitDraft(task_id=task.id or 0, decision_id=budget))
    drop(card_of(page.list), reply(tmp_path, date=WRITTEN))
    qtbot.waitUntil(lambda: page.list.form is not None, timeout=20_000)
    form = page.list.form
    assert form is not None

    assert any(
        "Ysoline Marvaud <ysoline.marvaud@example.org>, 23 novembre 2026" in text for text in texts_of(page.list.panel)
    )
    text = form.fields["reply"].editor
    assert isinstance(text, QPlainTextEdit)
    assert (text.isReadOnly(), text.toPlainText().splitlines()[2]) == (True, "C’est d’accord pour le budget entier.")
    # Nothing is guessed: « d’accord » chooses no option.
    click(form.save_button)
    assert "Choisissez l’option" in form.error.text()
    assert (state(lumen, budget), lumen.ids(Document)) == (DecisionState.SENT, [])

    choose(form, "option", "Louer")
    write(form.fields["words"].editor, "sans option barnum chauffé")
    click(form.save_button)

    kept = lumen.get(Decision, budget)
    assert (kept.state, kept.answer) == (DecisionState.ANSWERED, "Louer (sans option barnum chauffé)")
    assert kept.answered_on == TODAY
    assert tasks.causes(lumen, [task.id or 0]) == {}
    assert toast_text(shared) == "Réponse notée, courriel gardé."
    assert "Louer les barnums ?" not in cells(page.list.rows, QUESTION)
    page.show_row(budget)
    assert page.states.currentText() == "Toutes"
    texts = texts_of(page.list.panel)
    assert "<a1b2c3@mail.example.org>" in texts
    assert lumen.get(Document, kept.document_id or 0).sha256 in [each.replace("\u200b", "") for each in texts]
    press_undo(shared)
    assert (state(lumen, budget), lumen.ids(Document)) == (DecisionState.SENT, [])


@pytest.mark.parametrize(
    ("rest", "date", "sentence"),
    [
        (PLAIN + YES, "", "n’a pas de date lisible"),
        (PLAIN + YES, "Date: Mon, 04 Jan 2027 10:00:00 +0100\r\n", "pas encore là"),
    ],
)
def test_a_mail_that_proves_nothing_is_told_and_leaves_all_as_it_was(
    page: DecisionsPage,
    shared: Collaborators,
    qtbot: QtBot,
    budget: int,
    lumen: Workspace,
    tmp_path: Path,
    rest: str,
    date: str,
    sentence: str,
) -> None:
    page.list.choose_mail = lambda _parent: str(reply(tmp_path, date=date, rest=rest))

    click(card_of(page.list).buttons["reply"])
    qtbot.waitUntil(lambda: sentence in toast_text(shared), timeout=20_000)

    assert page.list.form is None
    assert state(lumen, budget) is DecisionState.SENT


def test_a_blocked_decision_offers_only_the_proof_that_is_missing(
    page: DecisionsPage, shared: Collaborators, lumen: Workspace
) -> None:
    row_id = chosen(page, 3)
    card = card_of(page.list)
    assert {"answer", "send", "remind", "reply"} & card.buttons.keys() == set()
    assert "attestation de vigilance" in texts_of(card)

    click(card.buttons["proof"])
    form = page.list.form
    assert form is not None
    click(form.save_button)
    assert "La preuve est vide" in error_of(form, "reference")
    type_in(form, "reference", "classeur fournisseurs")
    click(form.save_button)

    assert state(lumen, row_id) is DecisionState.DRAFT
    assert "answer" in card_of(page.list).buttons


def test_an_expired_decision_says_that_silence_is_no_consent(
    page: DecisionsPage, shared: Collaborators, qtbot: QtBot, lumen: Workspace, budget: int
) -> None:
    decisions.expire_decisions(shared.portfolio, TODAY + dt.timedelta(days=5))
    with lumen.step("Avancer la limite") as step:
        step.change(lumen.get(Decision, budget), limit=TODAY - dt.timedelta(days=1))

    qtbot.waitUntil(lambda: "expirée" in cells(page.list.rows, STATE))

    assert page.header.subtitle.text().startswith("1 expirée")
    page.list.show_row(budget)
    assert any("Le silence n’est pas un accord" in text for text in texts_of(page.list.panel))


def test_a_decision_is_written_with_its_options_by_the_keyboard(
    page: DecisionsPage, shared: Collaborators, halo: Workspace
) -> None:
    click(page.add_button)
    form = page.list.form
    assert form is not None
    choose(form, "client_id", "Studio Halo")
    type_in(form, "question", "Changer de salle ?")
    options = form.fields["options"]
    assert isinstance(options, OptionsField)
    for label, cost in (("Oui", "300 €"), ("Non", "")):
        write(options.name.line, label)
        write(options.cost.line, cost)
        press(options.add_button, Qt.Key.Key_Space)
    write(options.name.line, "non")
    press(options.add_button, Qt.Key.Key_Space)
    assert "le même nom" in error_of(form, "options")
    options.name.line.clear()
    press(form.fields["question"].editor, Qt.Key.Key_Return)

    (made,) = [each for each in halo.select(Decision) if each.question == "Changer de salle ?"]
    assert made.options == [
        {"label": "Oui", "cost": "300 €", "consequence": ""},
        {"label": "Non", "cost": "", "consequence": ""},
    ]
    assert toast_text(shared) == "Décision ajoutée."
    page.list.edit(made.id or 0)
    form = page.list.form
    assert form is not None
    click(button_of(form, "Retirer"))
    click(form.save_button)
    assert [each["label"] for each in halo.get(Decision, made.id or 0).options] == ["Non"]


def test_an_answer_told_otherwise_is_kept_with_its_proof(
    page: DecisionsPage, shared: Collaborators, lumen: Workspace, budget: int
) -> None:
    click(card_of(page.list).buttons["answer"])
    form = page.list.form
    assert form is not None
    choose(form, "option", "Autre réponse")
    click(form.save_button)
    assert "Il manque la réponse" in form.error.text()
    write(form.fields["words"].editor, "Deux barnums")
    type_in(form, "proof", "compte rendu du 23")
    click(form.save_button)

    kept = lumen.get(Decision, budget)
    assert (kept.answer, kept.proof) == ("Deux barnums", "compte rendu du 23")
    assert cells(page.list.rows, QUESTION)[0] == "Choisir la plateforme"


def test_the_history_tells_each_act_even_one_that_was_undone(
    page: DecisionsPage, shared: Collaborators, qtbot: QtBot, budget: int, lumen: Workspace
) -> None:
    click(card_of(page.list).buttons["withdraw"])
    press_undo(shared)
    qtbot.waitUntil(lambda: "withdraw" in card_of(page.list).buttons)
    page.list.show_row(budget)
    click(card_of(page.list).buttons["history"])

    acts = [text for text in texts_of(page.list.panel) if "demandée" in text or "Envoyer" in text]
    assert acts == ["Annuler : Retirer une décision demandée", "Retirer une décision demandée", "Envoyer une décision"]


def test_deleting_is_undone_from_the_toast(page: DecisionsPage, shared: Collaborators, budget: int) -> None:
    press(page.list.table, Qt.Key.Key_Delete)
    assert toast_text(shared) == "Décision supprimée."
    press_undo(shared)

    assert cells(page.list.rows, QUESTION)[0] == "Louer les barnums ?"


def test_a_client_has_its_own_decisions_only(
    qtbot: QtBot, window: QWidget, lumen: Workspace, halo: Workspace, budget: int, shared: Collaborators
) -> None:
    asked(halo, "Choisir la plateforme", 3)
    decisions.answer_decision(lumen, budget, "Louer", TODAY)
    asked(lumen, "Fermer en août ?")
    view = ClientDecisionsView(lumen, shared)
    shown(qtbot, window, view)

    assert cells(view.rows, QUESTION) == ["Fermer en août ?"]
    view.all_box.setChecked(True)
    assert cells(view.rows, QUESTION) == ["Louer les barnums ?", "Fermer en août ?"]
    view.all_box.setChecked(False)
    view.show_row(budget)
    assert "Louer les barnums ?" in texts_of(view.panel)
    assert view.all_box.isChecked()
