"""A file chosen by the user, read in a child process that is stopped when it takes too long."""

import json
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from officedesk.domain.errors import InvalidInputError
from officedesk.interop.child import MAIL, TIME_LIMIT_SECONDS
from officedesk.interop.found import Found, Reading, StoppedError
from officedesk.interop.mail import Mail

MOST_BYTES = 20_000_000
TURN_SECONDS = 0.1
MAIL_SECONDS = 20.0
AGAIN = "demandez une réponse plus simple, ou notez-la à la main"


def read_file(
    path: Path, *, most_seconds: float = TIME_LIMIT_SECONDS, stopped: Callable[[], bool] = lambda: False
) -> Reading:
    """Return what an .ics or .vcf file holds, told apart by content; raise InvalidInputError with a sentence.

    ``stopped`` is asked a few times a second; once it says yes StoppedError is raised and the child is gone.
    """
    answer = _answer(path, _bytes(path), most_seconds, stopped)
    if answer["format"] is None:
        raise _refused(path, "n’est ni un agenda (.ics) ni un carnet d’adresses (.vcf) : choisissez un autre fichier")
    return Reading(
        answer["format"],
        [Found(**each) for each in answer["found"]],
        [(number, why) for number, why in answer["skipped"]],
        [(number, why) for number, why in answer["remarks"]],
    )


def read_mail(path: Path) -> tuple[Mail, bytes]:
    """Return what an .eml file says, and its bytes; raise InvalidInputError with a sentence."""
    data = _bytes(path)
    mail = Mail(**_answer(path, data, MAIL_SECONDS, lambda: False, MAIL))
    if not mail.is_mail:
        raise _refused(path, "n’est pas un courriel : enregistrez la réponse au format .eml et recommencez")
    return mail, data


def _answer(path: Path, data: bytes, most_seconds: float, stopped: Callable[[], bool], *kind: str) -> dict[str, Any]:
    """Return what the child says of a file."""
    try:
        status, output = _read_apart(data, most_seconds, stopped, *kind)
    except subprocess.TimeoutExpired as error:
        raise _refused(path, "demande trop de temps de lecture : découpez-le et recommencez") from error
    if status != 0:
        raise _refused(path, "n’a pas pu être lu jusqu’au bout : vérifiez-le ou découpez-le")
    answer: dict[str, Any] = json.loads(output)
    if "refused" in answer:
        raise _refused(path, f"{answer['refused']} : {AGAIN if kind else 'découpez-le et recommencez'}")
    return answer


def _read_apart(data: bytes, most_seconds: float, stopped: Callable[[], bool], *kind: str) -> tuple[int, bytes]:
    """Return the status and the output of the child; raise TimeoutExpired, or StoppedError."""
    # -I: neither the current folder nor the environment may bring other modules into the child.
    command = [sys.executable, "-I", "-X", "utf8", "-m", "officedesk.interop.child", *kind]
    pipe, over = subprocess.PIPE, threading.Event()
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe) as child:  # noqa: S603
        # Beside the exchange: communicate, called again after a timeout, forgets the rest of its input.
        watch = threading.Thread(target=_watch, args=(child, stopped, over))
        watch.start()
        try:
            output, _ = child.communicate(data, timeout=most_seconds)
        finally:
            over.set()
            child.kill()
            watch.join()
    if stopped():
        raise StoppedError
    return child.returncode, output


def _watch(child: "subprocess.Popen[bytes]", stopped: Callable[[], bool], over: threading.Event) -> None:
    while not over.wait(TURN_SECONDS):
        if stopped():
            child.kill()
            return


def _bytes(path: Path) -> bytes:
    try:
        if not path.exists():
            raise _refused(path, "n’existe pas : vérifiez son nom")
        if not path.is_file():
            raise _refused(path, "n’est pas un fichier ordinaire : choisissez-en un autre")
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise _refused(path, "ne peut pas être lu : vérifiez ses droits") from error
    if len(data) > MOST_BYTES:
        raise _refused(path, f"dépasse {MOST_BYTES // 1_000_000}\u202fMo : découpez-le et recommencez")
    if not data.strip():
        raise _refused(path, "est vide : choisissez un autre fichier")
    return data


def _refused(path: Path, why: str) -> InvalidInputError:
    return InvalidInputError(f"Le fichier «\u202f{path.name}\u202f» {why}.")
