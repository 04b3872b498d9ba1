"""The mail that answers a decision: read without believing it, then kept, sealed, as its proof."""

import datetime as dt
import hashlib
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from officedesk.domain import days
from officedesk.domain.entities import Decision, Document, DocumentDraft
from officedesk.domain.errors import InvalidInputError
from officedesk.domain.recurrence import DESK_ZONE
from officedesk.interop.files import read_mail
from officedesk.interop.mail import Mail
from officedesk.services.decisions import answerable, answered
from officedesk.storage import documents
from officedesk.storage.workspace import Workspace

# Clocks differ, and the day of a traveller is not ours.
LEEWAY = dt.timedelta(days=1)


class Reply(NamedTuple):
    """A mail that was read: where it is, what it says, when it was written, and the SHA-256 of its bytes."""

    file: Path
    mail: Mail
    written_at: dt.datetime
    sha256: str

    @property
    def day(self) -> dt.date:
        """Return the day on which it was written, as the desk counts days."""
        return self.written_at.astimezone(ZoneInfo(DESK_ZONE)).date()


def read_reply(workspace: Workspace, decision_id: int, file: Path, now: dt.datetime) -> Reply:
    """Read the mail that answers a decision; raise InvalidInputError with the reason why it cannot be a proof.

    Nothing is written, and which option it answers is not guessed: it is shown, and she chooses.
    """
    decision = workspace.get(Decision, decision_id)
    mail, content = read_mail(file)
    if mail.twice:
        raise _refused(file, f"porte deux fois l’en-tête « {mail.twice} » : il ne prouve rien")
    if not mail.date:
        raise _refused(file, "n’a pas de date lisible : il ne prouve rien. Demandez une nouvelle réponse")
    written = dt.datetime.fromisoformat(mail.date)
    reply = Reply(file, mail, written, hashlib.sha256(content).hexdigest())
    if written > now + LEEWAY:
        raise _refused(file, f"est daté du {days.full_date(written.date())}, qui n’est pas encore là")
    if mail.received and written > dt.datetime.fromisoformat(mail.received) + LEEWAY:
        raise _refused(file, "est daté d’après sa propre réception : sa date a été changée")
    if decision.asked_on is not None and reply.day < decision.asked_on:
        asked = days.full_date(decision.asked_on)
        raise _refused(file, f"est daté du {days.full_date(reply.day)}, avant la question, posée le {asked}")
    return reply


def answer_by_reply(workspace: Workspace, decision_id: int, reply: Reply, answer: str) -> Decision:
    """Keep the answer that she read in a mail, and the mail itself; all of it or nothing.

    Raises InvalidInputError when the answer is refused, or when the file is no longer the one that was shown.
    """
    decision = answerable(workspace, decision_id, answer)
    sealed = documents.seal(workspace.home, reply.file)
    try:
        if sealed.sha256 != reply.sha256:
            raise _refused(reply.file, "a changé depuis qu’il a été lu : déposez-le de nouveau")
        said = f"Courriel de {reply.mail.sender}, {days.full_date(reply.day)}"
        with workspace.step("Noter la réponse à une décision") as step:
            kept = step.add(Document, DocumentDraft(**sealed._asdict()))
            return step.change(
                decision,
                **answered(decision, answer, reply.day, said),
                document_id=kept.id,
                reply_from=reply.mail.sender,
                reply_at=reply.written_at.astimezone(dt.UTC),
                reply_message_id=reply.mail.message_id,
            )
    except BaseException:
        documents.discard(workspace.home, sealed)
        raise


def _refused(file: Path, why: str) -> InvalidInputError:
    return InvalidInputError(f"Le courriel «\u202f{file.name}\u202f» {why}.")
