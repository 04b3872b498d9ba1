"""Mail: a message ready to be sent, and what a message that came says of itself.

A message from outside is read by its plain parts only: nothing in it is opened, shown as HTML, nor believed. Its bounds
are those of RFC 5322 taken wide (https://www.rfc-editor.org/rfc/rfc5322, read on 2026-11-23): one From, one Date.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from email import policy
from email.errors import HeaderParseError, MessageError
from email.header import decode_header, make_header
from email.headerregistry import Address
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.utils import getaddresses, parsedate_to_datetime
from html.parser import HTMLParser
from typing import Any, NamedTuple

from officedesk.interop.components import TooMuchError

MOST_PARTS, DEEPEST, MOST_FILES = 200, 12, 40
MOST_HEADER, MOST_TEXT, MOST_HTML = 2000, 20_000, 2_000_000
ADDRESS = re.compile(r"(?:(?P<name>[^<>]*)<)?(?P<address>[!-;=?-~]+@[A-Za-z0-9.-]+)>?")
BOUNDARY = "==OfficeDesk=="
ALWAYS = ("Date", "Message-ID", "Received", "Subject", "MIME-Version", "To")
HIDDEN = frozenset({"script", "style", "head", "title", "template"})
BLOCKS = frozenset({"p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "blockquote"})


class Mail(NamedTuple):
    """What a message says of itself; moments are ISO 8601 with their zone, empty when they cannot be read.

    ``received`` is the moment of the last server it passed. ``twice`` names the header that should be there once.
    """

    is_mail: bool = False
    sender: str = ""
    date: str = ""
    received: str = ""
    message_id: str = ""
    subject: str = ""
    text: str = ""
    html_only: bool = False
    files: tuple[str, ...] | list[str] = ()
    twice: str = ""


def unsent(subject: str, body: str, to: str, attachment: tuple[str, bytes] | None = None) -> bytes:
    """Return a message that a mail program opens as a draft (X-Unsent); the same texts give the same bytes."""
    message = EmailMessage(policy=policy.SMTP)
    message["X-Unsent"] = "1"
    message["Subject"] = " ".join(subject.split())
    if to:
        message["To"] = to
    message.set_content(body, charset="utf-8", cte="quoted-printable")
    if attachment is not None:
        name, content = attachment
        message.add_attachment(content, maintype="application", subtype="pdf", filename=name)
        message.set_boundary(BOUNDARY)
    return message.as_bytes()


def address_in(text: str) -> str:
    """Return the address of « Nom <nom@exemple.fr> » with its name, quoted as a header wants it, or nothing."""
    found = ADDRESS.fullmatch(text.strip())
    if found is None or not text.isprintable():
        return ""
    try:
        return str(Address((found["name"] or "").strip('" '), addr_spec=found["address"]))
    except (HeaderParseError, ValueError):
        return ""


def read(data: bytes) -> Mail:
    """Read a message; raise TooMuchError for one that goes beyond a bound."""
    try:
        message = BytesParser(policy=policy.compat32).parsebytes(data)
    except (MessageError, ValueError, LookupError):
        return Mail()
    sender = _sender(message)
    if not sender or not any(message.get(name) for name in ALWAYS):
        return Mail()
    parts = list(_parts(message))
    files = [each for each in (_plain(part.get_filename() or "") for part in parts) if each]
    if len(files) > MOST_FILES:
        raise TooMuchError(f"a plus de {MOST_FILES} pièces jointes")
    text, html_only = _text(parts)
    return Mail(
        is_mail=True,
        sender=sender,
        date=_moment(_header(message, "Date")),
        received=_moment(_header(message, "Received").rpartition(";")[2]),
        message_id=_header(message, "Message-ID")[:998],
        subject=_header(message, "Subject"),
        text=text[:MOST_TEXT],
        html_only=html_only,
        files=files,
        twice=next((name for name in ("From", "Date", "Message-ID") if len(message.get_all(name, [])) > 1), ""),
    )


def _parts(message: "Message[Any, Any]") -> Iterator["Message[Any, Any]"]:
    """Yield the parts that hold something, counted and no deeper than a bound."""
    waiting: list[tuple[Any, int]] = [(message, 0)]
    seen = 0
    while waiting:
        part, level = waiting.pop(0)
        seen += 1
        if seen > MOST_PARTS or level > DEEPEST:
            raise TooMuchError("est fait de trop de parties")
        inside = part.get_payload()
        if isinstance(inside, list):
            waiting += [(each, level + 1) for each in inside]
        else:
            yield part


def _text(parts: list["Message[Any, Any]"]) -> tuple[str, bool]:
    """Return the text of the message, and whether it comes from HTML for want of a plain one."""
    shown = [part for part in parts if part.get_content_disposition() != "attachment"]
    for part in shown:
        if part.get_content_type() == "text/plain" and (text := _plain_lines(_decoded(part))):
            return text, False
    for part in shown:
        if part.get_content_type() == "text/html":
            return _plain_lines(_without_tags(_decoded(part)[:MOST_HTML])), True
    return "", False


def _decoded(part: "Message[Any, Any]") -> str:
    content = part.get_payload(decode=True)
    content = content if isinstance(content, bytes) else b""
    try:
        return content.decode(part.get_content_charset() or "utf-8", "replace")
    except LookupError:
        return content.decode("utf-8", "replace")


def _sender(message: "Message[Any, Any]") -> str:
    """Return « Nom <adresse> », or the address alone, or nothing."""
    for name, address in getaddresses([_header(message, "From")]):
        if "@" in address.strip("@"):
            return f"{name} <{address}>"[:320] if name else address[:320]
    return ""


def _header(message: "Message[Any, Any]", name: str) -> str:
    raw = str(message.get(name, ""))[:MOST_HEADER]
    try:
        return _plain(str(make_header(decode_header(raw))))
    except (MessageError, ValueError, LookupError):
        return _plain(raw)


def _moment(text: str) -> str:
    try:
        moment = parsedate_to_datetime(text.strip())
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
    # « -0000 » says that the zone is not known.
    return (moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)).isoformat()


def _plain(text: str) -> str:
    return " ".join("".join(letter for letter in text if not _is_hidden(letter)).split())


def _plain_lines(text: str) -> str:
    """Return lines without what cannot be seen, and without more than one empty line between two."""
    lines: list[str] = []
    for line in text.splitlines():
        shown = "".join(letter for letter in line.replace("\t", " ") if not _is_hidden(letter)).rstrip()
        if shown or (lines and lines[-1]):
            lines.append(shown)
    return "\n".join(lines).strip()


def _is_hidden(letter: str) -> bool:
    # Marks that turn the direction of a line would let it read otherwise than it is written.
    return unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co") and letter not in " \n\t"


class _Words(HTMLParser):
    """Gathers what a page says; nothing in it is followed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  the library's
        """Open a line for a block, and leave out what is not said."""
        self._hidden += tag in HIDDEN
        if tag in BLOCKS:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """Say again what follows."""
        self._hidden -= tag in HIDDEN and self._hidden > 0

    def handle_data(self, data: str) -> None:
        """Keep words."""
        if not self._hidden:
            self.words.append(data)


def _without_tags(html: str) -> str:
    parser = _Words()
    parser.feed(html)
    parser.close()
    return "".join(parser.words)
