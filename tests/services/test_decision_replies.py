"""The mail that answers a decision: what it says is read, what does not fit is refused, nothing is guessed."""

import datetime as dt
import hashlib
from pathlib import Path

import pytest

from officedesk.domain.entities import Decision, DecisionDraft, DecisionState, Document
from officedesk.domain.errors import InvalidInputError
from officedesk.services import decision_replies, decisions, proofs
from officedesk.services.decision_replies import Reply
from officedesk.storage.portfolio import Portfolio
from officedesk.storage.workspace import Workspace
from tests.services.replies import NOW, PLAIN, YES, multipart, reply, written
from tests.storage.desks import DAY


@pytest.fixture
def budget(workspace: Workspace) -> int:
    options = [{"label": "Valider"}, {"label": "Ne pas valider"}]
    row = decisions.add_decision(workspace, DecisionDraft(question="Budget ?", options=options))
    decisions.send_decision(workspace, row.id or 0, DAY)
    return row.id or 0


def read(workspace: Workspace, decision_id: int, file: Path) -> Reply:
    return decision_replies.read_reply(workspace, decision_id, file, NOW)


def sealed(portfolio: Portfolio) -> list[Path]:
    return list((portfolio.store.home / "documents").iterdir())


def test_a_reply_becomes_the_proof_of_the_answer(
    portfolio: Portfolio, workspace: Workspace, budget: int, tmp_path: Path
) -> None:
    file = reply(tmp_path)
    found = read(workspace, budget, file)
    assert found.mail.text == "Bonjour,\n\nC’est d’accord pour le budget entier.\n\nYsoline"
    assert sealed(portfolio) == []

    decision_replies.answer_by_reply(workspace, budget, found, "Valider")

    kept = workspace.get(Decision, budget)
    assert (kept.state, kept.answer, kept.answered_on) == (DecisionState.ANSWERED, "Valider", dt.date(2026, 11, 26))
    assert kept.reply_from == "Ysoline Marvaud <ysoline.marvaud@example.org>"
    assert kept.reply_at == dt.datetime(2026, 11, 26, 16, 42, 10, tzinfo=dt.UTC)
    assert kept.reply_message_id == "<a1b2c3@mail.example.org>"
    assert kept.proof == "Courriel de Ysoline Marvaud <ysoline.marvaud@example.org>, 26 novembre 2026"
    document = workspace.get(Document, kept.document_id or 0)
    assert document.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
    assert proofs.copy_out(workspace, document.id or 0).read_bytes() == file.read_bytes()
    assert proofs.holder_of(workspace, document.id or 0) == ("decision", budget)
    assert b"accord" not in sealed(portfolio)[0].read_bytes()


def test_an_undone_answer_lets_the_question_stand_again(
    portfolio: Portfolio, workspace: Workspace, budget: int, tmp_path: Path
) -> None:
    decision_replies.answer_by_reply(workspace, budget, read(workspace, budget, reply(tmp_path)), "Valider")
    last = portfolio.undoable()
    assert last is not None
    portfolio.undo(last[0])

    kept = workspace.get(Decision, budget)
    assert (kept.state, kept.answer, kept.document_id, kept.reply_from) == (DecisionState.SENT, "", None, None)
    assert workspace.ids(Document) == []


HTML = 'Content-Type: text/html; charset="utf-8"\r\n\r\n'
PAGE = "<html><head><style>p{}</style></head><body><p>Oui</p><script>x()</script><p>pour <b>tout</b></p></body></html>"


def test_a_mail_of_html_alone_is_shown_as_words_and_says_so(workspace: Workspace, budget: int, tmp_path: Path) -> None:
    found = read(workspace, budget, reply(tmp_path, rest=HTML + PAGE))

    assert found.mail.html_only
    assert found.mail.text == "Oui\npour tout"


def test_the_plain_part_is_preferred_and_files_are_named_only(
    workspace: Workspace, budget: int, tmp_path: Path
) -> None:
    parts = [HTML + "<p>Non</p>", PLAIN + "Oui", 'Content-Disposition: attachment; filename="devis.pdf"\r\n\r\nJVBE']

    found = read(workspace, budget, reply(tmp_path, rest=multipart(parts)))

    assert (found.mail.text, found.mail.html_only, list(found.mail.files)) == ("Oui", False, ["devis.pdf"])


def test_marks_that_turn_a_line_round_are_not_shown(workspace: Workspace, budget: int, tmp_path: Path) -> None:
    found = read(workspace, budget, reply(tmp_path, rest=PLAIN + "Je dis \u202eiuo\u202c\x07 non"))

    assert found.mail.text == "Je dis iuo non"


RECEIVED = "Received: from a by b; Tue, 24 Nov 2026 09:00:00 +0100\r\n"
MANY = multipart(['Content-Disposition: attachment; filename="a.bin"\r\n\r\nx'] * 60)
DEEP = "".join(f'Content-Type: multipart/mixed; boundary="b{level}"\r\n\r\n--b{level}\r\n' for level in range(600))


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        ({"date": ""}, "n’a pas de date lisible"),
        ({"date": "Date: hier soir\r\n"}, "n’a pas de date lisible"),
        ({"date": "Date: Fri, 99 Nov 2026 10:00:00 +0100\r\n"}, "n’a pas de date lisible"),
        ({"date": "Date: Mon, 04 Jan 2027 10:00:00 +0100\r\n"}, "4 janvier 2027, qui n’est pas encore là"),
        ({"date": "Date: Sun, 22 Nov 2026 10:00:00 +0100\r\n"}, "avant la question, posée le 23 novembre 2026"),
        ({"more": RECEIVED}, "sa date a été changée"),
        ({"more": "Date: Tue, 24 Nov 2026 09:00:00 +0100\r\n"}, "deux fois l’en-tête « Date »"),
        ({"more": "From: autre@example.org\r\n"}, "deux fois l’en-tête « From »"),
        ({"rest": MANY}, "a plus de 40 pièces jointes"),
        ({"rest": multipart(["\r\nx"] * 500)}, "trop de parties"),
        ({"rest": DEEP + "x"}, "trop de parties"),
    ],
    ids=["no date", "words", "no day", "future", "before", "received", "dates", "senders", "files", "parts", "deep"],
)
def test_a_mail_that_proves_nothing_is_refused_whole(
    portfolio: Portfolio, workspace: Workspace, budget: int, tmp_path: Path, made: dict[str, str], sentence: str
) -> None:
    with pytest.raises(InvalidInputError, match=sentence):
        read(workspace, budget, reply(tmp_path, **made))

    assert sealed(portfolio) == []
    assert workspace.get(Decision, budget).state is DecisionState.SENT


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500,
        b"Bonjour, oui.\n",
        b"Subject: sans auteur\n\nOui",
    ],
    ids=["pdf", "msg", "text", "no sender"],
)
def test_what_is_no_mail_is_told_so(workspace: Workspace, budget: int, tmp_path: Path, content: bytes) -> None:
    with pytest.raises(InvalidInputError, match="n’est pas un courriel"):
        read(workspace, budget, written(tmp_path, content))


def test_a_file_beyond_twenty_megabytes_is_refused(workspace: Workspace, budget: int, tmp_path: Path) -> None:
    file = reply(tmp_path, rest=PLAIN + "x" * 20_000_001)

    with pytest.raises(InvalidInputError, match="dépasse 20"):
        read(workspace, budget, file)


def test_a_file_that_changed_since_it_was_shown_is_refused(
    portfolio: Portfolio, workspace: Workspace, budget: int, tmp_path: Path
) -> None:
    found = read(workspace, budget, reply(tmp_path))
    reply(tmp_path, rest=PLAIN + YES.replace("d’accord", "non"))

    with pytest.raises(InvalidInputError, match="a changé depuis"):
        decision_replies.answer_by_reply(workspace, budget, found, "Valider")

    assert (sealed(portfolio), workspace.ids(Document)) == ([], [])


def test_a_reply_does_not_stand_in_for_the_proof_that_is_missing(
    portfolio: Portfolio, workspace: Workspace, budget: int, tmp_path: Path
) -> None:
    decisions.change_decision(workspace, budget, missing_proof="attestation")
    found = read(workspace, budget, reply(tmp_path))

    with pytest.raises(InvalidInputError, match="manque encore"):
        decision_replies.answer_by_reply(workspace, budget, found, "Valider")

    assert sealed(portfolio) == []
