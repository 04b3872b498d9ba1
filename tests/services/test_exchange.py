"""Importing: what enters a client's workspace, once, as a whole, and can be taken back."""

import datetime as dt
import itertools
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from officedesk.domain.entities import Client, ClientDraft, Event, SupplierContract, Task
from officedesk.interop.found import StoppedError
from officedesk.services.exchange import ImportReport, import_file, import_files, read_apart
from officedesk.storage import keys
from officedesk.storage.portfolio import Portfolio
from officedesk.storage.step import Step
from officedesk.storage.workspace import Workspace

Write = Callable[[str, str], Path]


PASSPHRASE = "une phrase de passe d’essai"


def clock() -> Callable[[], dt.datetime]:
    seconds = itertools.count()
    start = dt.datetime(2026, 11, 23, 8, tzinfo=dt.UTC)
    return lambda: start + dt.timedelta(seconds=next(seconds))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """Make a desk of two clients once: making one costs an Argon2, copying it does not."""
    home = tmp_path_factory.mktemp("made") / "desk"
    desk, _ = Portfolio.create(home, PASSPHRASE, clock())
    with desk.step("Ajouter des clients") as step:
        step.add(Client, ClientDraft(name="Alpha", slug="alpha"))
        step.add(Client, ClientDraft(name="Beta", slug="beta"))
    desk.close()
    return home, keys.unlock(home, PASSPHRASE)


@pytest.fixture
def portfolio(made: tuple[Path, bytes], tmp_path: Path) -> Iterator[Portfolio]:
    desk = Portfolio.open(shutil.copytree(made[0], tmp_path / "desk"), made[1], clock())
    yield desk
    desk.close()


@pytest.fixture
def alpha(portfolio: Portfolio) -> Workspace:
    return portfolio.workspace("alpha")


@pytest.fixture
def beta(portfolio: Portfolio) -> Workspace:
    return portfolio.workspace("beta")


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(name: str, content: str) -> Path:
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        return path

    return written


AGENDA = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:point@desk.example
SUMMARY:Point hebdomadaire
LOCATION:Atelier
DTSTART;TZID=Europe/Paris:20261102T090000
DTEND;TZID=Europe/Paris:20261102T093000
RRULE:FREQ=WEEKLY;COUNT=6
EXDATE;TZID=Europe/Paris:20261109T090000
END:VEVENT
BEGIN:VEVENT
UID:point@desk.example
RECURRENCE-ID:20261116T080000Z
SUMMARY:Point déplacé
DTSTART;TZID=Europe/Paris:20261117T140000
DTEND;TZID=Europe/Paris:20261117T143000
END:VEVENT
BEGIN:VTODO
UID:devis@desk.example
SUMMARY:Relancer le devis
DUE;TZID=Europe/Paris:20261127T140000
PRIORITY:1
END:VTODO
BEGIN:VTODO
UID:bail@desk.example
SUMMARY:Relire le bail
DUE;VALUE=DATE:20261130
STATUS:COMPLETED
COMPLETED:20261120T230000Z
PRIORITY:5
END:VTODO
BEGIN:VTODO
UID:abandon@desk.example
SUMMARY:Abandonnée
STATUS:CANCELLED
END:VTODO
BEGIN:VEVENT
SUMMARY:Sans date
END:VEVENT
END:VCALENDAR
"""

CARD = """BEGIN:VCARD
VERSION:3.0
UID:legoff@desk.example
FN:Maëlle Le Goff
ORG:Plomberie Le Goff
EMAIL:contact@legoff.example
TEL;TYPE=WORK:06 39 98 00 01
ADR:;;3 quai des Brumes;Concarneau;;29900;France
CATEGORIES:Plomberie
X-SIREN:000101014
END:VCARD
"""


def one(portfolio: Portfolio, workspace: Workspace, path: Path, *, dry_run: bool = False) -> ImportReport:
    (report,) = import_files(portfolio, workspace, [path], dry_run)
    return report


def by_title(workspace: Workspace) -> dict[str, Event]:
    return {event.title: event for event in workspace.select(Event)}


def test_a_calendar_becomes_events_and_tasks(portfolio: Portfolio, alpha: Workspace, write: Write) -> None:
    report = one(portfolio, alpha, write("agenda.ics", AGENDA))

    assert (report.file, report.format, report.refused) == ("agenda.ics", "ics", False)
    assert (report.created, report.updated) == ({"event": 2, "task": 2}, {})
    assert [remark.where for remark in report.skipped] == [33, 38]
    tasks = {task.title: task for task in alpha.select(Task)}
    due = tasks["Relancer le devis"]
    assert (due.due, due.due_time, due.importance) == (dt.date(2026, 11, 27), dt.time(14), 1)
    done = tasks["Relire le bail"]
    # 23:00 UTC on the 20th is midnight in Paris: the 21st.
    assert (done.due, done.due_time, done.done_on) == (dt.date(2026, 11, 30), None, dt.date(2026, 11, 21))


def test_a_series_keeps_its_rule_and_its_exception(portfolio: Portfolio, alpha: Workspace, write: Write) -> None:
    one(portfolio, alpha, write("agenda.ics", AGENDA))

    events = by_title(alpha)
    series, moved = events["Point hebdomadaire"], events["Point déplacé"]
    assert series.recurrence.splitlines() == ["RRULE:FREQ=WEEKLY;COUNT=6", "EXDATE:20261109T090000"]
    assert (series.place, series.zone) == ("Atelier", "Europe/Paris")
    assert (moved.series_uid, moved.replaces) == (series.uid, dt.datetime.fromisoformat("2026-11-16T09:00"))


def test_a_dry_run_reports_the_same_and_writes_nothing(portfolio: Portfolio, alpha: Workspace, write: Write) -> None:
    before = portfolio.undoable()

    planned = one(portfolio, alpha, write("agenda.ics", AGENDA), dry_run=True)

    assert portfolio.undoable() == before
    assert alpha.ids(Event) == alpha.ids(Task) == []
    assert one(portfolio, alpha, write("agenda.ics", AGENDA)) == planned


def test_the_same_file_again_changes_nothing(portfolio: Portfolio, alpha: Workspace, write: Write) -> None:
    for path in (write("agenda.ics", AGENDA), write("carte.vcf", CARD)):
        one(portfolio, alpha, path)
        last = portfolio.undoable()

        again = one(portfolio, alpha, path)

        assert (again.created, again.updated) == ({}, {})
        assert portfolio.undoable() == last
    assert len(alpha.ids(Event)) == 2
    assert len(portfolio.suppliers()) == 1


def test_a_newer_file_updates_what_it_knows_and_leaves_her_own_figures(
    portfolio: Portfolio, alpha: Workspace, write: Write
) -> None:
    one(portfolio, alpha, write("agenda.ics", AGENDA))
    with alpha.step("Prévoir un budget") as step:
        step.change(by_title(alpha)["Point déplacé"], budget_cents=12_000, guests=8)

    report = one(
        portfolio, alpha, write("agenda.ics", AGENDA.replace("T140000", "T150000").replace("T143000", "T153000"))
    )

    assert (report.created, report.updated) == ({}, {"event": 1, "task": 1})
    moved = by_title(alpha)["Point déplacé"]
    assert moved.start == dt.datetime.fromisoformat("2026-11-17T15:00")
    assert (moved.budget_cents, moved.guests) == (12_000, 8)


def test_an_exception_that_comes_alone_is_told_in_the_zone_of_its_stored_series(
    portfolio: Portfolio, alpha: Workspace, write: Write
) -> None:
    one(portfolio, alpha, write("agenda.ics", AGENDA))
    alone = (
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:point@desk.example\nRECURRENCE-ID:20261130T080000Z\n"
        "DTSTART:20261201T080000Z\nSTATUS:CANCELLED\nSUMMARY:Annulé\nEND:VEVENT\nEND:VCALENDAR\n"
    )

    report = one(portfolio, alpha, write("exception.ics", alone))

    assert report.created == {"event": 1}
    event = by_title(alpha)["Annulé"]
    assert (event.replaces, event.cancelled) == (dt.datetime.fromisoformat("2026-11-30T09:00"), True)


def test_one_undo_takes_a_whole_file_back(portfolio: Portfolio, alpha: Workspace, write: Write) -> None:
    for path in (write("agenda.ics", AGENDA), write("carte.vcf", CARD)):
        one(portfolio, alpha, path)
        last = portfolio.undoable()
        assert last is not None
        assert last[1] == f"Importer {path.name}"

        portfolio.undo(last[0])

    assert alpha.ids(Event) == alpha.ids(Task) == alpha.ids(SupplierContract) == []
    assert portfolio.suppliers() == []


def test_two_clients_import_the_same_calendar_each_for_itself(
    portfolio: Portfolio, alpha: Workspace, beta: Workspace, write: Write
) -> None:
    path = write("agenda.ics", AGENDA)

    first, second = one(portfolio, alpha, path), one(portfolio, beta, path)

    assert first.created == second.created == {"event": 2, "task": 2}
    assert len(alpha.ids(Event)) == len(beta.ids(Event)) == 2


def test_a_card_enters_the_network_and_is_linked_to_the_client(
    portfolio: Portfolio, alpha: Workspace, beta: Workspace, write: Write
) -> None:
    report = one(portfolio, alpha, write("carte.vcf", CARD))

    assert (report.format, report.created) == ("vcf", {"supplier": 1})
    (supplier,) = portfolio.suppliers()
    assert (supplier.name, supplier.contact, supplier.trade) == ("Plomberie Le Goff", "Maëlle Le Goff", "Plomberie")
    assert supplier.address == "3 quai des Brumes, 29900 Concarneau, France"
    assert (supplier.email, supplier.phone, supplier.siren) == ("contact@legoff.example", "06 39 98 00 01", "000101014")
    assert [contract.supplier_id for contract in alpha.select(SupplierContract)] == [supplier.id]
    assert beta.ids(SupplierContract) == []


@pytest.mark.parametrize(
    "other",
    [
        CARD,
        CARD.replace("UID:legoff@desk.example\n", "").replace("ORG:Plomberie Le Goff", "ORG:SARL Le Goff"),
        "BEGIN:VCARD\nVERSION:4.0\nFN:PLOMBERIE LE GÖFF\nURL:https://legoff.example\nEND:VCARD\n",
    ],
    ids=["uid", "e-mail", "folded-name"],
)
def test_a_supplier_that_the_network_knows_is_linked_and_not_doubled(
    portfolio: Portfolio, alpha: Workspace, beta: Workspace, write: Write, other: str
) -> None:
    one(portfolio, alpha, write("carte.vcf", CARD))

    report = one(portfolio, beta, write("autre.vcf", other))

    (supplier,) = portfolio.suppliers()
    assert supplier.name == "Plomberie Le Goff"
    assert (report.created, report.updated) == ({}, {"supplier": 1})
    assert [contract.supplier_id for contract in beta.select(SupplierContract)] == [supplier.id]


def test_two_people_of_one_company_stay_two_suppliers(portfolio: Portfolio, alpha: Workspace, write: Write) -> None:
    other = CARD.replace("legoff@", "autre@").replace("Maëlle", "Yann").replace("contact@", "yann@")

    report = one(portfolio, alpha, write("cartes.vcf", CARD + other))

    assert report.created == {"supplier": 2}


def test_a_card_that_is_found_by_its_name_only_fills_what_is_empty(
    portfolio: Portfolio, alpha: Workspace, write: Write
) -> None:
    one(portfolio, alpha, write("carte.vcf", CARD))
    other = "BEGIN:VCARD\nVERSION:3.0\nFN:Plomberie Le Goff\nTEL:01\nURL:https://legoff.example\nEND:VCARD\n"

    report = one(portfolio, alpha, write("autre.vcf", other))

    (supplier,) = portfolio.suppliers()
    assert (supplier.phone, supplier.website) == ("06 39 98 00 01", "https://legoff.example")
    assert "déjà dans le réseau" in report.remarks[0].why


def test_a_file_that_cannot_be_read_does_not_stop_the_others(
    portfolio: Portfolio, alpha: Workspace, write: Write
) -> None:
    reports = import_files(portfolio, alpha, [write("faux.ics", "bonjour"), write("agenda.ics", AGENDA)])

    assert [report.refused for report in reports] == [True, False]
    assert (reports[0].format, reports[0].created) == (None, {})
    assert reports[0].skipped[0].why.startswith("Le fichier «\u202ffaux.ics\u202f» n’est ni un agenda")
    assert len(alpha.ids(Event)) == 2


def test_the_content_says_what_a_file_is_and_not_its_name(portfolio: Portfolio, alpha: Workspace, write: Write) -> None:
    assert one(portfolio, alpha, write("carte.ics", CARD)).format == "vcf"
    assert one(portfolio, alpha, write("agenda.txt", AGENDA)).format == "ics"


def test_nothing_to_take_is_not_a_refusal_and_nothing_taken_is(
    portfolio: Portfolio, alpha: Workspace, write: Write
) -> None:
    empty = one(portfolio, alpha, write("vide.ics", "BEGIN:VCALENDAR\nEND:VCALENDAR\n"))
    wrong = one(portfolio, alpha, write("faux.ics", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VEVENT\nEND:VCALENDAR\n"))

    assert (empty.refused, empty.skipped) == (False, [])
    assert (wrong.refused, [remark.where for remark in wrong.skipped]) == (True, [2])


def test_a_failure_while_writing_leaves_nothing_of_the_file(
    portfolio: Portfolio, alpha: Workspace, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = portfolio.undoable()
    real = Step.add_all

    def stumble(step: Step, table: Any, drafts: Any, **stamped: Any) -> Any:
        if table is Task:  # the events are written by then
            raise OSError("no space left")
        return real(step, table, drafts, **stamped)

    monkeypatch.setattr(Step, "add_all", stumble)
    with pytest.raises(OSError, match="no space left"):
        one(portfolio, alpha, write("agenda.ics", AGENDA))

    assert portfolio.undoable() == before
    assert alpha.ids(Event) == []


def test_an_import_that_is_stopped_before_its_commit_leaves_nothing(
    portfolio: Portfolio, alpha: Workspace, write: Write
) -> None:
    before = portfolio.undoable()
    file = read_apart(write("agenda.ics", AGENDA))

    with pytest.raises(StoppedError):
        import_file(portfolio, alpha, file, stopped=lambda: True)

    assert portfolio.undoable() == before
    assert alpha.ids(Event) == alpha.ids(Task) == []


def test_a_reading_that_is_stopped_ends_soon_and_tells_so(write: Write) -> None:
    event = "BEGIN:VEVENT\nUID:{}\nDTSTART:20261201T090000Z\nEND:VEVENT\n"
    path = write("gros.ics", f"BEGIN:VCALENDAR\n{''.join(map(event.format, range(30_000)))}END:VCALENDAR\n")
    asked = itertools.count()

    with pytest.raises(StoppedError):
        read_apart(path, stopped=lambda: next(asked) >= 2)

    assert next(asked) <= 5  # asked ten times a second, and the reading would take as many seconds


def test_a_file_bigger_than_a_pipe_is_read_to_its_end(write: Write) -> None:
    event = "BEGIN:VEVENT\nUID:{}\nDTSTART:20261201T090000Z\nEND:VEVENT\n"
    path = write("gros.ics", f"BEGIN:VCALENDAR\n{''.join(map(event.format, range(4_000)))}END:VCALENDAR\n")

    reading = read_apart(path).reading

    assert reading is not None
    assert len(reading.found) == 4_000


def test_one_reading_planned_for_two_clients_tells_each_its_own_hours(
    portfolio: Portfolio, alpha: Workspace, beta: Workspace, write: Write
) -> None:
    one(portfolio, alpha, write("paris.ics", AGENDA))
    lisbon = AGENDA.replace("Europe/Paris", "Europe/Lisbon")
    one(portfolio, beta, write("lisbonne.ics", lisbon))
    alone = (
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:point@desk.example\nRECURRENCE-ID:20261130T080000Z\n"
        "DTSTART:20261201T080000Z\nSUMMARY:Seule\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    file = read_apart(write("exception.ics", alone))

    import_file(portfolio, alpha, file, dry_run=True)
    import_file(portfolio, beta, file)
    import_file(portfolio, alpha, file)

    hours = [by_title(workspace)["Seule"].replaces for workspace in (alpha, beta)]
    # 8:00 UTC is 9:00 in Paris, in winter, and 8:00 in Lisbon.
    assert hours == [dt.datetime.fromisoformat(f"2026-11-30T0{hour}:00") for hour in (9, 8)]


def test_a_supplier_of_the_network_is_the_same_row_for_both_clients(
    portfolio: Portfolio, alpha: Workspace, beta: Workspace, write: Write
) -> None:
    path = write("carte.vcf", CARD)
    for workspace in (alpha, beta):
        one(portfolio, workspace, path)

    ids = {contract.supplier_id for each in (alpha, beta) for contract in each.select(SupplierContract)}
    assert ids == {supplier.id for supplier in portfolio.suppliers()}
    assert len(ids) == 1
