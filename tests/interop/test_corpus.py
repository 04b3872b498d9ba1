"""Files that other programs wrote: each component is taken or accounted for, and series happen when they should."""

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest

from officedesk.domain.recurrence import expand
from officedesk.interop.found import Found, Reading
from officedesk.interop.reading import read

DATA = Path(__file__).parent.parent / "data"
FILES = sorted([*(DATA / "ics").glob("*.ics"), *(DATA / "vcf").glob("*.vcf")])

# Read by eye: the lines where begins what cannot be taken, and why.
SKIPPED = {
    "icaljs__component.ics": {2: "DTSTART", 9: "DTSTART"},
    "node-ical__attendee-with-url.ics": {2: "DTSTART"},
    "node-ical__duplicate-uid-sequence.ics": {12: "doublon", 20: "doublon"},
    "node-ical__large-file-with-late-error.ics": dict.fromkeys([359, 365, 737, 1109, 1667, 2039], "DTSTART"),
    "node-ical__ms_timezones.ics": {145: "DTSTART"},
    "node-ical__multi-event-basic.ics": {71: "DTSTART"},
    "icaljs__vcard_grouped.vcf": {1: "ni nom"},
}


def reading(name: str) -> Reading:
    return read((DATA / name.rpartition(".")[2] / name).read_bytes())


def by_uid(name: str) -> dict[str, dict[str, Any]]:
    return {found.uid: found.values for found in reading(name).found}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_component_is_taken_or_accounted_for(path: Path) -> None:
    data = path.read_bytes()

    result = read(data)

    components = len(re.findall(rb"^\s*BEGIN:(?:VEVENT|VTODO|VCARD)\s*$", data, re.IGNORECASE | re.MULTILINE))
    assert len(result.found) + len(result.skipped) == components
    assert result.format == path.suffix[1:]
    expected = SKIPPED.get(path.name, {})
    assert [line for line, _ in result.skipped] == list(expected)
    assert all(reason in why for (_, why), reason in zip(result.skipped, expected.values(), strict=True))


def test_there_are_as_many_files_as_their_list_says() -> None:
    listed = [line.split("\t")[0] for line in (DATA / "MANIFEST.tsv").read_text("utf-8").splitlines()[1:]]

    assert sorted(f"{path.parent.name}/{path.name}" for path in FILES) == [
        name for name in sorted(listed) if name.startswith(("ics/", "vcf/"))
    ]


@pytest.mark.parametrize(
    ("name", "title", "start", "end", "zone"),
    [
        ("icaljs__minimal", "Really long", "2012-06-30T06:00", "2012-06-30T07:00", "America/Los_Angeles"),
        ("icaljs__duration_instead_of_dtend", "Really", "2012-06-30T06:00", "2012-07-01T06:00", "America/Los_Angeles"),
        ("icaljs__only_dtstart_date", "Really long", "2012-06-30T00:00", "2012-07-01T00:00", "Europe/Paris"),
        ("icaljs__utc_negative_zero", "And another", "2012-08-21T21:00", "2012-08-21T21:30", "Etc/GMT"),
        # 14:00 UTC in January is 15:00 in Paris.
        ("node-ical__duplicate-uid-sequence", "Updated", "2024-01-20T15:00", "2024-01-20T16:00", "Europe/Paris"),
        ("node-ical__multi-era-vtimezone", "Event in 2025", "2025-06-10T14:00", "2025-06-10T15:00", "America/New_York"),
        ("node-ical__test_with_int_tzid", "Atelier", "2024-01-08T11:00", "2024-01-08T12:00", "Europe/Paris"),
        # It ends at 13:00 in Los Angeles, three hours behind.
        ("node-ical__windows-quoted-tz-rrule", "Treasure", "2015-07-06T12:00", "2015-07-06T16:00", "America/New_York"),
        # It begins at 20:00 UTC, and ends with the whole day before the 14th.
        ("node-ical__multi-event-basic", "Dyncon", "2011-03-12T21:00", "2011-03-14T00:00", "Europe/Paris"),
    ],
)
def test_an_event_is_told_where_and_when_it_happens(name: str, title: str, start: str, end: str, zone: str) -> None:
    event = next(each.values for each in reading(f"{name}.ics").found if each.values["title"].startswith(title))

    assert (event["start"][:16], event["end"][:16], event["zone"]) == (start, end, zone)


def test_a_zone_that_exists_nowhere_is_told_in_paris() -> None:
    # 13:42 at UTC−7:41 is 21:23 UTC, 22:23 in Paris in winter.
    (found,) = reading("icaljs__timezone_from_file.ics").found

    assert (found.values["start"], found.values["zone"]) == ("2023-03-06T22:23:00", "Europe/Paris")


def test_the_highest_sequence_wins_wherever_it_stands() -> None:
    titles = {values["title"] for values in by_uid("node-ical__duplicate-uid-sequence.ics").values()}

    assert titles == {"Team Meeting (SEQUENCE 2)", "Updated version (SEQUENCE 3) - should win"}


def test_an_exception_is_an_event_of_its_own_tied_to_its_series() -> None:
    events = by_uid("node-ical__example-rrule.ics")

    # 09:00 in Chicago in June is 14:00 UTC.
    moved = events["98765432-ABCD-DCBB-999A-987765432123/2017-06-29T14:00:00"]
    assert moved["series_uid"] == "98765432-ABCD-DCBB-999A-987765432123"
    assert (moved["replaces"], moved["start"]) == ("2017-06-29T09:00:00", "2017-07-03T09:00:00")


def test_reminders_and_people_are_kept_in_the_notes() -> None:
    (event,) = by_uid("icaljs__multiple_rrules.ics").values()

    assert event["notes"].splitlines() == [
        "weekly 1on1",
        "Organisateur : Faramarz Rashed <frashed@mozilla.com>",
        "Participants : James Lal <jlal@mozilla.com>",
        "Rappel : 5\u202fmin avant",
    ]


def test_an_old_telephone_s_card_is_read_in_its_own_letters() -> None:
    cards = [found.values for found in reading("ez-vcard__John_Doe_ANDROID.vcf").found]

    assert [card["name"] for card in cards[:3]] == ["john.doe@company.com", "jane.doe@company.com", "Ñ Ñ Ñ Ñ Ñ"]
    assert cards[2]["phone"] == "123456789"


def test_a_card_fills_each_field_of_a_supplier() -> None:
    (card,) = by_uid("ez-vcard__outlook-2003.vcf").values()

    assert card == {
        "name": "Company, The",
        "trade": "",
        "contact": "John Doe III",
        "email": "jdoe@hotmail.com",
        "phone": "BusinessPhone",
        "address": "TheOffice, 123 Main St, 12345 Austin, TX, United States of America",
        "website": "http://web-page-address.com",
        "siren": None,
        "notes": "This is the note field!!\nSecond line\n\nThird line is empty\n"
        "Fonction : The Job Title, TheProfession\nServices : TheDepartment\n"
        "Autres téléphones : HomePhone, MobilePhone, BusinessFaxPhone",
    }


# --- series, against another expander --------------------------------------------------------------------------------

SANE = [
    ("icaljs__daily_recur.ics", "2012-08-01", "2013-02-01"),
    ("icaljs__day_long_recur_yearly.ics", "2012-08-01", "2013-02-01"),
    ("icaljs__recur_instances_finite.ics", "2012-08-01", "2013-02-01"),
    ("icaljs__multiple_rrules.ics", "2012-03-01", "2012-09-01"),
    ("node-ical__biweekly-exdate-until.ics", "2017-02-01", "2018-02-01"),
    ("node-ical__example-rrule.ics", "2017-05-01", "2018-01-01"),
    ("node-ical__ms_timezones.ics", "2020-07-01", "2021-04-01"),
]


@pytest.mark.parametrize(("name", "first", "last"), SANE, ids=[name for name, _, _ in SANE])
def test_series_happen_when_another_library_says(name: str, first: str, last: str) -> None:
    import icalendar
    import recurring_ical_events

    calendar = icalendar.Calendar.from_ical((DATA / "ics" / name).read_bytes())
    # No standard knows it, and that library would tell a series of UTC in it.
    calendar.pop("X-WR-TIMEZONE", None)
    # One event of its corpus has an unreadable start, on which that library stops.
    calendar.subcomponents = [
        each for each in calendar.subcomponents if not hasattr(each.get("DTSTART"), "expected_type")
    ]
    low, high = dt.datetime.fromisoformat(first), dt.datetime.fromisoformat(last)

    expected = sorted(paris(event["DTSTART"].dt) for event in recurring_ical_events.of(calendar).between(low, high))

    assert occurrences(reading(name).found, low, high) == expected


def paris(moment: dt.date) -> dt.datetime:
    from zoneinfo import ZoneInfo

    if not isinstance(moment, dt.datetime):
        return dt.datetime.combine(moment, dt.time())
    return moment.astimezone(ZoneInfo("Europe/Paris")).replace(tzinfo=None)


def occurrences(events: list[Found], low: dt.datetime, high: dt.datetime) -> list[dt.datetime]:
    told = []
    for event in events:
        replaced = {each.values["replaces"] for each in events if each.series == event.uid}
        spans = expand(
            start=dt.datetime.fromisoformat(event.values["start"]),
            end=dt.datetime.fromisoformat(event.values["end"]),
            zone=event.values["zone"],
            all_day=event.values["all_day"],
            recurrence=event.values["recurrence"],
            window_start=low,
            window_end=high,
            excluded=frozenset(dt.datetime.fromisoformat(moment) for moment in replaced),
        )
        told += [begin for begin, _ in spans]
    return sorted(told)
