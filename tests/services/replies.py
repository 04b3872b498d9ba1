"""Mails as directors and others send them, built by hand: no code of the program takes part."""

import datetime as dt
from pathlib import Path

WRITTEN = "Thu, 26 Nov 2026 17:42:10 +0100"
HEAD = (
    "From: =?utf-8?q?Ysoline_Marvaud?= <ysoline.marvaud@example.org>\r\n"
    "To: office@example.org\r\n"
    "Subject: =?utf-8?q?Re=3A_D=C3=A9cision_attendue?=\r\n"
    "{date}"
    "Message-ID: <a1b2c3@mail.example.org>\r\n"
    "MIME-Version: 1.0\r\n"
)
PLAIN = 'Content-Type: text/plain; charset="utf-8"\r\n\r\n'
YES = "Bonjour,\r\n\r\nC’est d’accord pour le budget entier.\r\n\r\nYsoline\r\n"
NOW = dt.datetime(2026, 11, 27, 8, tzinfo=dt.UTC)


def reply(folder: Path, *, date: str = f"Date: {WRITTEN}\r\n", rest: str = PLAIN + YES, more: str = "") -> Path:
    """Write a reply; ``rest`` is what follows its first headers."""
    return written(folder, more + HEAD.format(date=date) + rest)


def written(folder: Path, content: str | bytes, name: str = "reponse.eml") -> Path:
    """Write a file."""
    target = folder / name
    target.write_bytes(content if isinstance(content, bytes) else content.encode())
    return target


def multipart(parts: list[str], kind: str = "mixed") -> str:
    """Return the rest of a mail made of parts."""
    inside = "".join(f"--frontier\r\n{part}\r\n" for part in parts)
    return f'Content-Type: multipart/{kind}; boundary="frontier"\r\n\r\n{inside}--frontier--\r\n'
