"""A question ready to be sent: an e-mail that opens as a draft, in French, and a page that is tagged."""

import datetime as dt
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from officedesk.domain.entities import DecisionDraft
from officedesk.services import decision_letters, decisions
from officedesk.storage.portfolio import Portfolio
from officedesk.storage.workspace import Workspace
from tests.reports.pdf_reading import facts_of, text_of
from tests.storage.desks import DAY

NOW = dt.datetime(2026, 11, 23, 8, tzinfo=dt.UTC)


@pytest.fixture
def asked(workspace: Workspace) -> int:
    draft = DecisionDraft(
        question="Louer les barnums\u202f?\r\nX-Evil: 1",
        context="Devis reçu le 12.\nOption jusqu’au 27.",
        stake="1 900 € HT",
        options=[
            {"label": "Louer", "cost": "1 900 € HT", "consequence": "L’inauguration est à l’abri."},
            {"label": "Ne pas louer", "consequence": "Repli dans la salle."},
        ],
        recommendation="Louer.",
        limit=dt.date(2026, 11, 27),
        limit_time=dt.time(8, 30),
        approver="Ysoline Marvaud <ysoline.marvaud@example.org>",
    )
    row = decisions.add_decision(workspace, draft)
    decisions.send_decision(workspace, row.id or 0, DAY)
    return row.id or 0


def mail(
    portfolio: Portfolio, workspace: Workspace, asked: int, target: Path, *, reminder: bool = False
) -> EmailMessage:
    sheet = decision_letters.sheet_of(portfolio, workspace, asked, DAY)
    decision_letters.write_letter(sheet, target, NOW, reminder=reminder)
    found = message_from_bytes(target.read_bytes(), policy=policy.default)
    assert isinstance(found, EmailMessage)
    assert found.defects == []
    return found


def body_of(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    assert part is not None
    assert part.get_content_charset() == "utf-8"
    content: str = part.get_content()
    return content.replace("\r\n", "\n")


def test_the_e_mail_opens_as_a_draft_and_says_all_of_it_in_french(
    portfolio: Portfolio, workspace: Workspace, asked: int, tmp_path: Path
) -> None:
    found = mail(portfolio, workspace, asked, tmp_path / "decision.eml")

    assert found["X-Unsent"] == "1"
    assert found["To"] == "Ysoline Marvaud <ysoline.marvaud@example.org>"
    # A question of two lines is no way to write another header.
    assert found["Subject"] == "Décision attendue : Louer les barnums ? X-Evil: 1"
    assert found["X-Evil"] is None
    body = body_of(found)
    assert "avant le vendredi 27 novembre 2026, 8\u202fh\u202f30" in body
    assert "Devis reçu le 12.\nOption jusqu’au 27." in body
    assert "  A. Louer\n     Coût\u00a0: 1 900 € HT\n     Conséquence\u00a0: L’inauguration est à l’abri." in body
    assert "  B. Ne pas louer\n     Conséquence\u00a0: Repli dans la salle." in body
    assert "votre silence ne vaut pas accord" in body


@pytest.mark.parametrize(
    ("approver", "to"),
    [
        ("Ysoline Marvaud", ""),
        ("ysoline@example.org", "ysoline@example.org"),
        ("Marvaud, Ysoline <ysoline@example.org>", '"Marvaud, Ysoline" <ysoline@example.org>'),
        ("Éric <eric@example.org>", "Éric <eric@example.org>"),
        ("Éric <é@exemple.fr>", ""),
        ("a@example.org, b@example.org", ""),
        ("a b@example.org", ""),
        ("x@", ""),
    ],
)
def test_the_address_of_who_decides_is_the_one_that_was_written_or_none(
    portfolio: Portfolio, workspace: Workspace, asked: int, tmp_path: Path, approver: str, to: str
) -> None:
    decisions.change_decision(workspace, asked, approver=approver)

    assert (mail(portfolio, workspace, asked, tmp_path / "decision.eml")["To"] or "") == to


def test_a_reminder_says_when_the_question_was_asked(
    portfolio: Portfolio, workspace: Workspace, asked: int, tmp_path: Path
) -> None:
    found = mail(portfolio, workspace, asked, tmp_path / "relance.eml", reminder=True)

    assert found["Subject"].startswith("Relance : Louer les barnums")
    assert "que je vous ai demandée le 23 novembre 2026. Je l’attends avant le vendredi 27" in body_of(found)


def test_its_page_is_joined_and_holds_the_same_words(
    portfolio: Portfolio, workspace: Workspace, asked: int, tmp_path: Path
) -> None:
    (page,) = mail(portfolio, workspace, asked, tmp_path / "decision.eml").iter_attachments()
    assert (page.get_content_type(), page.get_filename()) == ("application/pdf", "decision.pdf")
    sheet = decision_letters.sheet_of(portfolio, workspace, asked, DAY)
    target = tmp_path / "page.pdf"
    decision_letters.write_page(sheet, target, NOW)

    assert page.get_content() == target.read_bytes()
    assert facts_of(target)["Tagged"] == "yes"
    text = text_of(target)
    for words in ("Louer les barnums", "Option jusqu’au 27.", "Repli dans la salle.", "Votre réponse"):
        assert words in text


def test_the_same_decision_gives_the_same_bytes(
    portfolio: Portfolio, workspace: Workspace, asked: int, tmp_path: Path
) -> None:
    mail(portfolio, workspace, asked, tmp_path / "une.eml")
    first = (tmp_path / "une.eml").read_bytes()
    mail(portfolio, workspace, asked, tmp_path / "une.eml")

    assert (tmp_path / "une.eml").read_bytes() == first


@pytest.mark.parametrize("lines", [1, 45])
def test_a_long_context_stays_on_one_page(
    portfolio: Portfolio, workspace: Workspace, asked: int, tmp_path: Path, lines: int
) -> None:
    decisions.change_decision(workspace, asked, context="\n".join(["Le devis est reçu."] * lines))
    target = tmp_path / "page.pdf"
    decision_letters.write_page(decision_letters.sheet_of(portfolio, workspace, asked, DAY), target, NOW)

    assert facts_of(target)["Pages"] == "1"
