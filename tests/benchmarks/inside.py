"""What is timed inside one process: the passphrase, a durable edit, the first screen's data, a report."""

import datetime as dt
import itertools
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import desks

from officedesk.domain.entities import Engagement, EngagementDraft, Task, TaskDraft, TimeEntry, TimeEntryDraft
from officedesk.storage import cipher, glance, keys
from officedesk.storage.portfolio import Portfolio

T = TypeVar("T")


def median_ms(work: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Return the median and the 95th percentile of a call, in milliseconds, after one uncounted call."""
    work()
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times), sorted(times)[int(len(times) * 0.95)]


def passphrase(home: Path) -> tuple[float, float]:
    """Time Argon2id and the unwrapping of the key."""
    return median_ms(lambda: keys.unlock(home, desks.PASSPHRASE), 5)


def first_screen(home: Path, key: bytes) -> tuple[float, float]:
    """Time opening the file and reading the first screen."""

    def work() -> None:
        connection = cipher.connect(home, key)
        glance.read(connection, desks.DAY)
        connection.close()

    return median_ms(work, 21)


def durable_edit(home: Path, key: bytes) -> tuple[float, float]:
    """Time one task added: validated, stamped, journaled, committed to the disk and announced."""
    portfolio = Portfolio.open(home, key, lambda: dt.datetime(2026, 11, 23, 8, tzinfo=dt.UTC))
    workspace = portfolio.workspace("client-1")

    def work() -> None:
        with workspace.step("Ajouter une tâche") as step:
            step.add(Task, TaskDraft(title="Relancer le fournisseur", due=desks.DAY))

    try:
        return median_ms(work, 200)
    finally:
        portfolio.close()


def legal_dates(clients: int, *, again: bool) -> tuple[float, float]:
    """Time the legal dates of three years for employers of thirteen; ``again`` keeps what an earlier call computed."""
    from officedesk.domain.compliance import deadlines, engine, load_rules, parse_profile

    rules = load_rules()
    profiles = [parse_profile(desks.employer(number)) for number in range(clients)]
    end = desks.DAY + dt.timedelta(days=3 * 365)

    def work() -> None:
        if not again:
            engine.forget()
        for profile in profiles:
            deadlines(rules, profile, desks.DAY, end)

    return median_ms(work, 5)


def monthly_dates(clients: int) -> tuple[float, float]:
    """Time the monthly rules of three years, shifts included: by the engine, and by dateutil with a loop of days.

    Both give the same dates for every client, which is checked; the engine also tells why, by which text, and when.
    """
    import holidays
    from dateutil.relativedelta import relativedelta
    from dateutil.rrule import MONTHLY, rrule

    from officedesk.domain.compliance import deadlines, engine, load_rules, parse_profile
    from officedesk.domain.compliance.recurrences import Monthly

    def day_of(rule: Any) -> int:
        schedules = [case.schedule for case in rule.cases]
        fixed = len(schedules) == 1 and isinstance(schedules[0], Monthly) and not schedules[0].until_key
        return int(schedules[0].day) if fixed else 0

    rules = [rule for rule in load_rules() if day_of(rule) and rule.shift in ("S1", "S1p")]
    profiles = [parse_profile(desks.employer(number)) for number in range(clients)]
    end = desks.DAY + relativedelta(years=3)
    closed = holidays.country_holidays("FR", years=range(desks.DAY.year, end.year + 2))

    def by_engine() -> list[list[dt.date]]:
        engine.forget()
        return [sorted(due.due for due in deadlines(rules, profile, desks.DAY, end)) for profile in profiles]

    owed = [{due.rule for due in deadlines(rules, profile, desks.DAY, end)} for profile in profiles]
    days = {rule.slug: day_of(rule) for rule in rules}

    def by_dateutil() -> list[list[dt.date]]:
        found = []
        for slugs in owed:
            dates = []
            for slug in slugs:
                first = dt.datetime.combine(desks.DAY - relativedelta(days=10), dt.time())
                for moment in rrule(MONTHLY, dtstart=first, until=end, bymonthday=days[slug]):
                    due = moment.date()
                    while due.weekday() > 4 or due in closed:
                        due += dt.timedelta(days=1)
                    if desks.DAY <= due <= end:
                        dates.append(due)
            found.append(sorted(dates))
        return found

    if by_engine() != by_dateutil():
        raise RuntimeError("the engine and dateutil give other dates")
    return median_ms(by_engine, 5)[0], median_ms(by_dateutil, 5)[0]


class Repeated(NamedTuple):
    """Milliseconds of the repetitions of 2,000 events: of a year, of a year by dateutil, of a month; how many."""

    dates: int
    year: float
    dateutil: float
    month: float


def repeated_events() -> Repeated:
    """Time the common rules over a year and a month; raise when dateutil counts otherwise."""
    from dateutil.rrule import rrulestr

    from officedesk.domain.recurrence import expand

    shapes = [
        *["FREQ=DAILY"],
        *["FREQ=WEEKLY;BYDAY=MO", "FREQ=WEEKLY;BYDAY=FR", "FREQ=WEEKLY;BYDAY=WE"] * 4,
        *["FREQ=WEEKLY;BYDAY=TU,TH"] * 2,
        *["FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"] * 4,
        *["FREQ=MONTHLY;BYMONTHDAY=25", "FREQ=MONTHLY;BYDAY=3TH", "FREQ=MONTHLY;BYMONTHDAY=-1"] * 4,
        *["FREQ=YEARLY"] * 9,
    ]
    first = dt.datetime(2020, 1, 1)  # noqa: DTZ001 - wall time
    events = [
        (first + dt.timedelta(days=number * 37 % 2100, hours=8 + number % 9), shapes[number % len(shapes)])
        for number in range(2000)
    ]
    hour, year = dt.timedelta(hours=1), (dt.datetime(2026, 1, 1), dt.datetime(2027, 1, 1))  # noqa: DTZ001
    # A first date that its rule does not give is an occurrence for us, and none for dateutil: they are counted apart.
    rules = [rrulestr(rule, dtstart=start) for start, rule in events]
    odd = sum(year[0] <= start < year[1] and start not in rule for (start, _), rule in zip(events, rules, strict=True))

    def ours(low: dt.datetime, high: dt.datetime) -> int:
        return sum(
            len(
                expand(
                    start=start,
                    end=start + hour,
                    zone="Europe/Paris",
                    all_day=False,
                    recurrence=f"RRULE:{rule}",
                    window_start=low,
                    window_end=high,
                )
            )
            for start, rule in events
        )

    def theirs() -> int:
        return sum(len(rule.between(year[0], year[1] - dt.timedelta(seconds=1), inc=True)) for rule in rules)

    count = ours(*year)
    if count - odd != theirs():
        raise RuntimeError("the engine and dateutil count other occurrences")
    month = (dt.datetime(2026, 11, 1), dt.datetime(2026, 12, 1))  # noqa: DTZ001 - wall time
    return Repeated(
        count, median_ms(lambda: ours(*year), 5)[0], timed(theirs)[1], median_ms(lambda: ours(*month), 9)[0]
    )


class StoredDates(NamedTuple):
    """Milliseconds of a refresh of every client: all dates to write, nothing to do, one profile changed.

    ``plain`` is what the file itself takes for the very rows of the first refresh, by plain SQL.
    """

    rows: int
    first: float
    plain: float
    unchanged: float
    one_profile: float


def stored_dates(folder: Path, clients: int) -> StoredDates:
    """Time the legal dates of so many employers from profiles to committed rows, and again when nothing moved."""
    from officedesk.domain.entities import Client
    from officedesk.services.clients import new_client, update_client
    from officedesk.services.compliance import refresh_all

    portfolio, _ = Portfolio.create(
        Path(tempfile.mkdtemp(prefix="dates-", dir=folder)) / "desk",
        desks.PASSPHRASE,
        lambda: dt.datetime.now(dt.UTC),
    )
    try:
        with portfolio.step("Préparer") as step:
            for number in range(clients):
                step.add(Client, new_client(portfolio, desks.employer(number), desks.DAY))
        rows, first = timed(lambda: refresh_all(portfolio, desks.DAY))
        plain = plain_rows(portfolio)
        unchanged = median_ms(lambda: refresh_all(portfolio, desks.DAY), 9)[0]
        slug = portfolio.clients()[0].slug
        one = timed(lambda: update_client(portfolio, slug, {"effectif_ct": 14}, today=desks.DAY))[1]
        return StoredDates(rows, first, plain, unchanged, one)
    finally:
        portfolio.close()


def plain_rows(portfolio: Portfolio) -> float:
    """Time the legal dates of every client written again by plain SQL into their own table, a commit for each."""
    with portfolio.store.writing() as connection:
        file: Any = connection.connection.driver_connection
        found = file.execute("SELECT * FROM deadline ORDER BY client_id, id").fetchall()
        names = [told[1] for told in file.execute("PRAGMA table_info(deadline)")]
        connection.exec_driver_sql("DELETE FROM deadline")
    whose = names.index("client_id")
    query = f"INSERT INTO deadline VALUES ({', '.join('?' * len(names))})"
    began = time.perf_counter()
    for _, rows in itertools.groupby(found, key=lambda row: row[whose]):
        with portfolio.store.writing() as connection:
            file = connection.connection.driver_connection
            file.executemany(query, list(rows))
    return (time.perf_counter() - began) * 1000


def weeks_and_months(home: Path, key: bytes, entries: int = 20_000) -> tuple[float, float]:
    """Time the load of twelve weeks and the hours of every client's month, on a copy where time was noted."""
    from officedesk.services.load import months, weekly_load

    copy = Path(tempfile.mkdtemp(prefix="load-", dir=home.parent)) / "desk"
    shutil.copytree(home, copy)
    portfolio = Portfolio.open(copy, key, lambda: dt.datetime(2026, 11, 23, 8, tzinfo=dt.UTC))
    try:
        for client in portfolio.clients():
            workspace, first = portfolio.workspace(client.slug), desks.DAY.replace(day=1)
            tasks = workspace.ids(Task)[: entries // len(portfolio.clients())]
            with workspace.step("Préparer") as step:
                step.add(Engagement, EngagementDraft(included_minutes=1800, start=first))
                drafts = [TimeEntryDraft(day=first, minutes=10, task_id=task) for task in tasks]
                step.add_all(TimeEntry, drafts)

        def work() -> None:
            weekly_load(portfolio, desks.DAY, desks.DAY + dt.timedelta(weeks=11))
            assert len(months(portfolio, desks.DAY, desks.DAY)) == len(portfolio.clients())

        return median_ms(work, 21)
    finally:
        portfolio.close()
        shutil.rmtree(copy.parent)


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """Return what a call gives, and its milliseconds: of something that is done once."""
    began = time.perf_counter()
    given = work()
    return given, (time.perf_counter() - began) * 1000


def report(rows: int) -> tuple[float, float]:
    """Time an activity report of so many lines of done work, from values to PDF bytes."""
    # The sample reports are those of the tests.
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "reports"))
    from activity_samples import many_tasks  # type: ignore[import-not-found]

    from officedesk.reports.activity import pdf

    summary = many_tasks(rows)
    return median_ms(lambda: pdf(summary, timestamp=dt.datetime(2026, 11, 23, tzinfo=dt.UTC)), 5)


def temporary_desk(folder: Path, tasks: int, clients: int) -> tuple[Path, bytes]:
    """Make a desk of a size; return its folder and key."""
    home = Path(tempfile.mkdtemp(prefix=f"desk-{tasks}-", dir=folder)) / "desk"
    return home, desks.make(home, tasks, clients)
