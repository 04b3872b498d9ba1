"""Files made to hang, to fill the memory, to call home or to pass unseen."""

import datetime as dt
import json
import socket
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from officedesk.domain.errors import InvalidInputError
from officedesk.interop.components import DEEPEST, MOST_COMPONENTS
from officedesk.interop.files import MOST_BYTES, read_file
from officedesk.interop.found import Found, Reading
from officedesk.interop.lines import LONGEST_LINE, logical_lines
from officedesk.interop.reading import read

DATA = Path(__file__).parent.parent / "data"


def calendar(*lines: str) -> bytes:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *lines, "END:VCALENDAR", ""]).encode()


def event(*lines: str, uid: str = "u1") -> list[str]:
    return ["BEGIN:VEVENT", f"UID:{uid}", "DTSTART:20261123T090000", *lines, "END:VEVENT"]


def card(*lines: str) -> bytes:
    return "\r\n".join(["BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD", ""]).encode()


def only(reading: Reading) -> Found:
    assert reading.skipped == []
    (found,) = reading.found
    return found


# --- refused as a whole, with a sentence -----------------------------------------------------------------------------


def refusal(path: Path, **more: Any) -> str:
    with pytest.raises(InvalidInputError) as caught:
        read_file(path, **more)
    assert "Traceback" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "est vide"),
        (b" \r\n\t", "est vide"),
        (bytes(range(256)) * 40, "n’est ni un agenda"),
        (b"\x00" * 5000, "n’est ni un agenda"),
        (b"%PDF-1.7\nBEGIN:VCALENDAR\n", "n’est ni un agenda"),
        (b"nom;adresse\r\nDupont;Lyon\r\n", "n’est ni un agenda"),
        (b"BEGIN:VCALENDAR\n" * (DEEPEST + 1), "imbrique plus de"),
        (b"BEGIN:VEVENT\n" * 100_000, "imbrique plus de"),
        (b"BEGIN:VEVENT\nEND:VEVENT\n" * (MOST_COMPONENTS + 1), f"plus de {MOST_COMPONENTS}"),
    ],
    ids=["empty", "blank", "binary", "zeros", "pdf", "csv", "deep", "very-deep", "many"],
)
def test_a_file_beyond_a_bound_is_refused_with_a_sentence(tmp_path: Path, content: bytes, why: str) -> None:
    path = tmp_path / "agenda.ics"
    path.write_bytes(content)

    assert why in refusal(path)


def test_a_file_too_big_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "agenda.ics"
    with path.open("wb") as file:
        file.truncate(MOST_BYTES + 1)

    assert "dépasse 20\u202fMo" in refusal(path)


def test_what_is_not_a_file_is_refused(tmp_path: Path) -> None:
    assert "n’existe pas" in refusal(tmp_path / "absent.ics")
    assert "n’est pas un fichier ordinaire" in refusal(tmp_path)
    assert "n’est pas un fichier ordinaire" in refusal(Path("/dev/zero"))


def test_a_reading_that_lasts_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "agenda.ics"
    path.write_bytes(calendar(*(line for number in range(20_000) for line in event(uid=str(number)))))

    before = time.monotonic()

    assert "trop de temps" in refusal(path, most_seconds=0.3)
    assert time.monotonic() - before < 5


# --- taken, with what could be taken ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=MINUTELY",
        "FREQ=MONTHLY;INTERVAL=0",
        "FREQ=DAILY;BYSECOND=" + ",".join(map(str, range(60))) + ";BYMINUTE=" + ",".join(map(str, range(60))),
    ],
)
def test_an_event_survives_its_hostile_rule(tmp_path: Path, rule: str) -> None:
    path = tmp_path / "agenda.ics"
    path.write_bytes(calendar(*event("SUMMARY:Bombe", f"RRULE:{rule}")))

    reading = read_file(path)

    found = only(reading)
    assert (found.values["title"], found.values["recurrence"]) == ("Bombe", "")
    assert "Répétition non reprise : FREQ=" in found.values["notes"]
    assert [line for line, _ in reading.remarks] == [3]


@pytest.mark.parametrize("rule", ["FREQ=DAILY;COUNT=1000000000", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"])
def test_a_rule_that_is_only_long_is_kept(rule: str) -> None:
    found = only(read(calendar(*event(f"RRULE:{rule}"))))

    assert found.values["recurrence"].startswith("RRULE:FREQ=")


def test_a_line_of_five_megabytes_costs_its_event_that_line_only(tmp_path: Path) -> None:
    path = tmp_path / "agenda.ics"
    path.write_bytes(calendar(*event("SUMMARY:Gros", "DESCRIPTION:" + "é" * 2_500_000), *event(uid="u2")))

    reading = read_file(path)

    assert [found.values["title"] for found in reading.found] == ["Gros", "(sans titre)"]
    assert reading.remarks == [(3, "DESCRIPTION est trop long et n’a pas été repris")]


def test_a_photo_of_ten_megabytes_is_left_out_and_its_card_kept(tmp_path: Path) -> None:
    path = tmp_path / "fournisseur.vcf"
    photo = "\r\n ".join(["A" * 74] * 140_000)
    path.write_bytes(card("FN:Atelier Le Goff", f"PHOTO;ENCODING=b;TYPE=JPEG:{photo}", "EMAIL:a@atelier.example"))

    reading = read_file(path)

    found = only(reading)
    assert (found.values["name"], found.values["email"]) == ("Atelier Le Goff", "a@atelier.example")
    assert reading.remarks == [(1, "non repris : PHOTO")]


def test_nothing_that_a_card_or_an_event_points_at_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: Any, **more: Any) -> Any:
        raise AssertionError("the reader opened a socket")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    url = "http://127.0.0.1:9/pixel.png"

    cards = read(card("FN:A", f"PHOTO;VALUE=uri:{url}", f"LOGO:{url}", f"URL:{url}", f"SOURCE:{url}"))
    events = read(calendar(*event(f"ATTACH:{url}", f"URL:{url}", f'DESCRIPTION;ALTREP="{url}":x', f"IMAGE:{url}")))

    assert only(cards).values["website"] == url
    assert f"Pièce jointe : {url}" in only(events).values["notes"]


def test_a_moment_that_says_both_a_zone_and_utc_is_in_utc() -> None:
    data = calendar("BEGIN:VEVENT", "UID:u", "DTSTART;TZID=America/New_York:20261123T080000Z", "END:VEVENT")

    assert only(read(data)).values["start"] == "2026-11-23T09:00:00"


def test_an_unfinished_component_is_told_with_its_line() -> None:
    data = b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261123\nEND:VEVENT\nBEGIN:VEVENT\nDTSTART:20261124\n"

    reading = read(data)

    assert len(reading.found) == 1
    assert reading.skipped == [(5, "l’élément n’est pas terminé : END:VEVENT manque")]


def test_a_card_cut_in_the_middle_is_told_without_its_content() -> None:
    reading = read(b"BEGIN:VCARD\nFN\nrien\n")

    assert reading.skipped == [(1, "l’élément n’est pas terminé : END:VCARD manque")]


def test_a_component_inside_another_is_taken_as_well() -> None:
    inner = event("SUMMARY:Dedans", uid="u2")

    titles = {found.values["title"] for found in read(calendar(*event("SUMMARY:Dehors", *inner))).found}

    assert titles == {"Dehors", "Dedans"}


def test_what_has_no_place_is_told_and_what_serves_another_is_not() -> None:
    data = calendar(
        "BEGIN:VTIMEZONE", "TZID:Ici", "END:VTIMEZONE",
        "BEGIN:VJOURNAL", "SUMMARY:note", "END:VJOURNAL",
        "BEGIN:VFREEBUSY", "END:VFREEBUSY",
        "BEGIN:X-AUTRE", "END:X-AUTRE",
        *event("BEGIN:VALARM", "TRIGGER:-P1DT2H", "END:VALARM"),
    )  # fmt: skip

    reading = read(data)

    assert [line for line, _ in reading.skipped] == [6, 9, 11]
    assert [found.values["notes"] for found in reading.found] == ["Rappel : 1\u202fjour 2\u202fh avant"]


# --- letters and folds -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "encoded",
    [
        "Réunion à 8 h".encode(),
        b"\xef\xbb\xbf" + "Réunion à 8 h".encode(),
        "Réunion à 8 h".encode("cp1252"),
    ],
    ids=["utf-8", "marked", "windows-1252"],
)
def test_accents_are_read_whatever_the_encoding(encoded: bytes) -> None:
    mark, text = (b"\xef\xbb\xbf", encoded[3:]) if encoded.startswith(b"\xef\xbb\xbf") else (b"", encoded)
    data = mark + calendar(*event("SUMMARY:@")).replace(b"@", text)

    assert only(read(data)).values["title"] == "Réunion à 8 h"


def test_a_file_in_utf_16_is_read() -> None:
    data = calendar(*event("SUMMARY:Café")).decode().encode("utf-16")

    assert only(read(data)).values["title"] == "Café"


def test_letters_that_are_not_utf_8_are_told() -> None:
    data = calendar(*event("SUMMARY:@")).replace(b"@", b"caf\xe9")

    assert read(data).remarks[0][0] == 6
    assert "Windows-1252" in read(data).remarks[0][1]


def test_a_fold_in_the_middle_of_a_letter_is_undone() -> None:
    first, second = "é".encode()
    data = calendar(*event("SUMMARY:caf@")).replace(b"@", bytes([first]) + b"\r\n " + bytes([second]))

    assert only(read(data)).values["title"] == "café"


def test_a_line_that_lost_its_fold_stays_with_its_text() -> None:
    found = only(read(calendar(*event("DESCRIPTION:première ligne", "seconde ligne sans repli"))))

    assert found.values["notes"] == "première ligne\nseconde ligne sans repli"


def test_a_card_of_the_old_kind_is_decoded() -> None:
    data = (
        b"BEGIN:VCARD\r\nVERSION:2.1\r\nFN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Caf=E9 du =\r\nPort\r\n"
        b"NOTE;ENCODING=QUOTED-PRINTABLE:une=0D=0Adeux, trois\r\nTEL;WORK;FAX:1\r\nTEL;WORK:2\r\nEND:VCARD\r\n"
    )

    values = only(read(data)).values

    assert (values["name"], values["phone"]) == ("Café du Port", "2")
    assert values["notes"] == "une\ndeux, trois\nAutres téléphones : 1"


def test_the_number_of_a_line_is_the_editor_s() -> None:
    lines = list(logical_lines(b"BEGIN:VCALENDAR\r\n\r\nX-A:1\r\n 2\r\nX-B:3\rX-C:4\n"))

    assert [(line.number, line.text) for line in lines] == [
        (1, "BEGIN:VCALENDAR"),
        (3, "X-A:12"),
        (5, "X-B:3"),
        (6, "X-C:4"),
    ]


# --- any text --------------------------------------------------------------------------------------------------------

NAUGHTY = json.loads((DATA / "strings" / "blns.json").read_text("utf-8"))


def escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line: str, width: int) -> str:
    data = line.encode()
    pieces = [data[start : start + width] for start in range(0, len(data), width)]
    return b"\r\n ".join(pieces).decode("utf-8", errors="surrogateescape")


PRINTABLE = st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Zs"], exclude_characters="\ufeff") | st.just(" ")


@given(st.text(PRINTABLE, min_size=1, max_size=300), st.integers(min_value=10, max_value=75))
def test_a_title_comes_back_as_it_was_written(text: str, width: int) -> None:
    expected = " ".join(text.split())
    line = folded(f"SUMMARY:{escaped(text)}", width).encode("utf-8", errors="surrogateescape")

    found = only(read(calendar(*event("@@")).replace(b"@@", line)))

    assert found.values["title"] == (expected or "(sans titre)")


def test_naughty_strings_are_taken_and_change_nothing_around_them() -> None:
    lines = [
        line
        for number, text in enumerate(NAUGHTY)
        for line in event(f"SUMMARY:{escaped(one_line(text))}", uid=f"u{number}")
    ]

    reading = read(calendar(*lines))

    assert [found.uid for found in reading.found] == [f"u{number}" for number in range(len(NAUGHTY))]
    assert reading.skipped == []
    cards = read(b"".join(card(f"UID:{n}", f"FN:x{escaped(one_line(text))}") for n, text in enumerate(NAUGHTY)))
    assert len(cards.found) == len(NAUGHTY)


def one_line(text: str) -> str:
    return " ".join(text.split())


@given(st.binary(max_size=400))
def test_no_bytes_make_the_reader_stumble(data: bytes) -> None:
    for prefix in (b"", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20261123\r\n", b"BEGIN:VCARD\r\nFN:a\r\n"):
        read(prefix + data)


@given(st.sampled_from(sorted([*(DATA / "ics").iterdir(), *(DATA / "vcf").iterdir()])), st.data())
def test_a_damaged_file_is_still_accounted_for(path: Path, choice: st.DataObject) -> None:
    data = bytearray(path.read_bytes()[:6000])
    for _ in range(choice.draw(st.integers(min_value=1, max_value=8))):
        data[choice.draw(st.integers(min_value=0, max_value=len(data) - 1))] = choice.draw(st.integers(0, 255))

    reading = read(bytes(data))

    if reading.format is not None:
        opened = [line.text.upper().replace(" ", "") for line in logical_lines(bytes(data))]
        taken = sum(opened.count(f"BEGIN:{name}") for name in ("VEVENT", "VTODO", "VCARD"))
        assert len(reading.found) + len(reading.skipped) >= taken


def test_dates_at_the_ends_of_the_calendar_are_taken_or_told() -> None:
    lines = [
        *["BEGIN:VEVENT", "UID:a", "DTSTART:00010101T000000Z", "RRULE:FREQ=DAILY", "END:VEVENT"],
        *["BEGIN:VEVENT", "UID:b", "DTSTART;VALUE=DATE:99991231", "END:VEVENT"],
        *["BEGIN:VEVENT", "UID:c", "DTSTART:99991231T235959Z", "DURATION:P9999D", "END:VEVENT"],
        *["BEGIN:VTODO", "UID:d", "DTSTART:99991231T000000Z", "DURATION:P1D", "END:VTODO"],
    ]

    reading = read(calendar(*lines))

    assert [found.uid for found in reading.found] == ["a"]
    assert [line for line, _ in reading.skipped] == [8, 12, 17]
    assert dt.datetime.fromisoformat(reading.found[0].values["start"]) == dt.datetime.fromisoformat("0001-01-01")


def test_a_line_at_the_bound_is_kept() -> None:
    found = only(read(calendar(*event("X-LONG:" + "a" * (LONGEST_LINE - len("X-LONG:"))))))

    assert found.remarks == []
