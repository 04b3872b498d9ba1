"""An import killed in the middle is whole or absent, and doing it again makes no duplicate (safety scenario 5)."""

import datetime as dt
import random
import subprocess
import sys
import time
from pathlib import Path

from officedesk.domain.entities import Client, ClientDraft, Event, SupplierContract
from officedesk.services.exchange import import_files
from officedesk.storage import keys
from officedesk.storage.portfolio import Portfolio
from tests.conftest import Figures

KILLS = 10
EVENTS = 400
CARDS = 100
PASSPHRASE = "une phrase de passe d’essai"

# Its key comes by a pipe; it says when it starts to import, and when both files are committed.
CHILD = """
import datetime as dt, sys
from pathlib import Path
from officedesk.storage.portfolio import Portfolio
from officedesk.services.exchange import import_files
home, *paths = map(Path, sys.argv[1:])
key = bytes.fromhex(sys.stdin.readline())
portfolio = Portfolio.open(home, key, lambda: dt.datetime.now(dt.UTC))
print("start", flush=True)
import_files(portfolio, portfolio.workspace("alpha"), paths)
print("done", flush=True)
"""


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def write_files(folder: Path) -> list[Path]:
    events = "".join(
        f"BEGIN:VEVENT\nUID:e{number}\nDTSTART:20261123T090000\nSUMMARY:Rendez-vous {number}\nEND:VEVENT\n"
        for number in range(EVENTS)
    )
    cards = "".join(
        f"BEGIN:VCARD\nVERSION:3.0\nUID:c{number}\nFN:Fournisseur {number}\nEND:VCARD\n" for number in range(CARDS)
    )
    calendar, book = folder / "agenda.ics", folder / "carnet.vcf"
    calendar.write_text(f"BEGIN:VCALENDAR\n{events}END:VCALENDAR\n", encoding="utf-8")
    book.write_text(cards, encoding="utf-8")
    return [calendar, book]


def run(home: Path, key: bytes, paths: list[Path], kill_after: float | None) -> bool:
    """Run the child, killed so many seconds after its start; tell whether it said that it had committed."""
    command = [sys.executable, "-c", CHILD, str(home), *map(str, paths)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(f"{key.hex()}\n")
        child.stdin.flush()
        assert child.stdout.readline() == "start\n"
        if kill_after is not None:
            time.sleep(kill_after)
            child.kill()
        return child.stdout.read() == "done\n"


def test_a_killed_import_is_whole_or_absent(tmp_path: Path, figures: Figures) -> None:
    home = tmp_path / "desk"
    portfolio, _ = Portfolio.create(home, PASSPHRASE, now)
    with portfolio.step("Ajouter un client") as step:
        step.add(Client, ClientDraft(name="Alpha", slug="alpha"))
    empty = portfolio.undoable()
    portfolio.close()
    key = keys.unlock(home, PASSPHRASE)
    paths = write_files(tmp_path)
    seed = random.randrange(2**32)
    chance = random.Random(seed)
    seen: list[tuple[int, int]] = []

    for _ in range(KILLS):
        said_done = run(home, key, paths, chance.uniform(0.0, 0.8))
        portfolio = Portfolio.open(home, key, now)
        alpha = portfolio.workspace("alpha")
        counts = len(alpha.ids(Event)), len(portfolio.suppliers())
        assert counts in {(0, 0), (EVENTS, 0), (EVENTS, CARDS)}, f"seed {seed}"
        assert counts == (EVENTS, CARDS) or not said_done, f"seed {seed}"
        seen.append(counts)
        # Back to the empty desk, so that the next kill has something to interrupt.
        while (last := portfolio.undoable()) != empty:
            assert last is not None
            portfolio.undo(last[0])
        portfolio.close()

    assert run(home, key, paths, None)
    portfolio = Portfolio.open(home, key, now)
    alpha = portfolio.workspace("alpha")
    again = import_files(portfolio, alpha, paths)
    assert [(report.created, report.updated) for report in again] == [({}, {}), ({}, {})]
    assert (len(alpha.ids(Event)), len(alpha.ids(SupplierContract))) == (EVENTS, CARDS)
    portfolio.close()
    none, half = seen.count((0, 0)), seen.count((EVENTS, 0))
    both = KILLS - none - half
    figures(
        f"{KILLS} kills during two imports: {none} wrote none, {half} one, {both} both, 0 half a file (seed {seed})"
    )
