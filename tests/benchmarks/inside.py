"""What is timed inside one process: the passphrase, a durable edit, the first screen's data, a report."""

import datetime as dt
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import desks

from officedesk.domain.entities import Task, TaskDraft
from officedesk.storage import cipher, glance, keys
from officedesk.storage.portfolio import Portfolio


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
