"""Measures OfficeDesk against its yardsticks in one run: prints a table, writes JSON.

    bench.py [--rounds N] [--quick] [--json FILE]

Ratios are medians of pairs, the yardstick started just before what it measures: milliseconds move by
40 % from one machine, or one minute, to the next. The keyring of the Secret Service case is started
and unlocked before t0: it is the user's session that pays for it.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import finding
import inside
from screen import Case, Screen, Start, session

if TYPE_CHECKING:
    from task_page import Times

HERE = Path(__file__).resolve().parent
PYTHON = sys.executable
ROUNDS = 15

BARE = "bare window"
UNLOCK = "unlock dialog"
THOUSAND = "today, 1,000 tasks"
HUNDRED = "today, 100,000 tasks"
MILLION = "today, 1,000,000 tasks"
SERVICE = "today, 100,000 tasks, Secret Service"


@dataclass(frozen=True)
class Line:
    """One measured figure beside its limit; ``held`` is None when the figure has no limit."""

    name: str
    figure: float
    unit: str
    limit: float | None
    detail: str = ""

    @property
    def held(self) -> bool | None:
        """Tell whether the limit is kept."""
        return None if self.limit is None else self.figure <= self.limit


class Limit(NamedTuple):
    """How many times its yardstick a case may take to its first paint."""

    name: str
    label: str
    yardstick: str
    times: float

    def line(self, pairs: list[tuple[Start, Start]], rounds: int) -> Line:
        """Return the median of the pairs, and the middle half of them."""
        ratios = [mine.painted / base.painted for base, mine in pairs]
        first, middle, third = statistics.quantiles(ratios, n=4, method="inclusive")
        detail = f"{rounds} paires, la moitié de {first:.2f} à {third:.2f}"
        return Line(self.name, middle, "×", self.times, detail)


LIMITS = (
    Limit("dialogue d’ouverture", UNLOCK, BARE, 1.3),
    Limit("Aujourd’hui, 100 000 tâches, clé en main", HUNDRED, BARE, 1.6),
    Limit("Aujourd’hui, 100 000 tâches, clé du trousseau", SERVICE, BARE, 2.0),
    Limit("Aujourd’hui, 1 000 000 contre 1 000 tâches", MILLION, THOUSAND, 1.15),
)


def cases(folder: Path, sizes: dict[int, tuple[Path, bytes]]) -> dict[str, Case]:
    """Return the programs to start."""

    def opening(
        label: str, tasks: int, *, typed: bool = True, service: bool = False, more: tuple[str, ...] = ()
    ) -> Case:
        desk, key = sizes[tasks]
        command = [PYTHON, str(HERE / "open_desk.py"), str(desk), *more]
        return Case(label, command, "OfficeDesk", home_of(label), key.hex() + "\n" if typed else "\n", service)

    def home_of(label: str) -> Path:
        home = folder / "homes" / "".join(each if each.isalnum() else "-" for each in label)
        home.mkdir(parents=True, exist_ok=True)
        return home

    several = [
        Case(BARE, [PYTHON, str(HERE / "bare_window.py")], "bare window", home_of("bare")),
        replace(opening(UNLOCK, 1000, typed=False), colours=8),
        opening(THOUSAND, 1000),
        opening(HUNDRED, 100_000),
        opening(MILLION, 1_000_000),
        opening(SERVICE, 100_001, typed=False, service=True),
    ]
    return {case.label: case for case in several}


def measured(screen: Screen, several: dict[str, Case], rounds: int) -> dict[str, list[tuple[Start, Start]]]:
    """Start each limited case just after its yardstick, after one round that is not counted."""
    found: dict[str, list[tuple[Start, Start]]] = {limit.label: [] for limit in LIMITS}
    for number in range(rounds + 1):
        for limit in LIMITS:
            base = screen.start(several[limit.yardstick], idle_seconds=0.1)
            mine = screen.start(several[limit.label], idle_seconds=2.0 if limit.label == HUNDRED else 0.1)
            said = f"{mine.painted:.0f} ms against {base.painted:.0f}, {mine.pss:.0f} MiB"
            print(f"  {number}/{rounds} {limit.label}: {said}", file=sys.stderr)
            if number:
                found[limit.label].append((base, mine))
    return found


def put_key(case: Case, key: bytes, display: str) -> float:
    """Store the key in the case's own keyring; return the median milliseconds of reading it back alone."""
    with session(case, display) as env:
        desk = case.command[2]
        subprocess.run([PYTHON, str(HERE / "store_key.py"), desk], input=key.hex(), text=True, env=env, check=True)
        command = [PYTHON, str(HERE / "time_recall.py"), desk]
        times = [
            float(subprocess.run(command, capture_output=True, text=True, env=env, check=True).stdout) for _ in range(5)
        ]
    return statistics.median(times)


def window_lines(found: dict[str, list[tuple[Start, Start]]], rounds: int) -> list[Line]:
    """Return what the starts of windows say."""
    bare = [base.painted for limit in LIMITS if limit.yardstick == BARE for base, _mine in found[limit.label]]
    hundred = [mine for _base, mine in found[HUNDRED]]
    return [
        Line("fenêtre nue", statistics.median(bare), "ms", None, "l’étalon"),
        *(limit.line(found[limit.label], rounds) for limit in LIMITS),
        Line("mémoire au repos, premier écran", statistics.median(s.pss for s in hundred), "MiB", 90, "PSS"),
        Line("processeur au repos", statistics.median(s.idle_cpu_per_second for s in hundred), "ms/s", 5, ""),
    ]


def inside_lines(sizes: dict[int, tuple[Path, bytes]]) -> list[Line]:
    """Return what is timed inside one process."""
    desk, key = sizes[100_000]
    edit, edit_p95 = inside.durable_edit(desk, key)
    lines = [
        Line("Argon2id et ouverture de l’enveloppe", inside.passphrase(desk)[0], "ms", None, "à part"),
        Line("modification durable", edit, "ms", 5, f"p95 {edit_p95:.1f} ms"),
        typing_line(desk, key),
    ]
    lines += [
        Line(f"données du premier écran, {tasks} tâches", inside.first_screen(*sizes[tasks])[0], "ms", None)
        for tasks in (1000, 1_000_000)
    ]
    lines += [
        Line("échéances légales, 50 clients, 3 ans", inside.legal_dates(50, again=False)[0], "ms", 150),
        Line("échéances légales, 1 client, 3 ans", inside.legal_dates(1, again=False)[0], "ms", 10),
        Line("échéances légales, 50 clients, une autre fois", inside.legal_dates(50, again=True)[0], "ms", None),
    ]
    engine, dateutil = inside.monthly_dates(50)
    lines.append(Line("règles mensuelles, 50 clients, 3 ans", engine, "ms", None, f"dateutil {dateutil:.0f} ms"))
    lines.append(Line("règles mensuelles, rapporté à dateutil", engine / dateutil, "", 1.0))
    repeated = inside.repeated_events()
    more = f"{repeated.dates} dates, dateutil {repeated.dateutil:.0f} ms"
    lines += [
        Line("répétitions de 2 000 événements, un an", repeated.year, "ms", 150, more),
        Line("répétitions de 2 000 événements, un mois", repeated.month, "ms", 16),
    ]
    stored = inside.stored_dates(desk.parent, 50)
    lines += [
        Line("échéances légales, 50 clients, enregistrées", stored.first, "ms", None, f"{stored.rows} lignes"),
        Line("les mêmes, rapportées au SQL seul", stored.first / stored.plain, "", 5.0, f"{stored.plain:.0f} ms"),
        Line("échéances légales, 50 clients, rien n’a changé", stored.unchanged, "ms", 30),
        Line("échéances légales, un profil change", stored.one_profile, "ms", 50),
    ]
    load, load_p95 = inside.weeks_and_months(desk, key)
    more = f"p95 {load_p95:.1f} ms"
    lines.append(Line("charge de 12 semaines et forfaits, 50 clients, 100 000 tâches", load, "ms", 50, more))
    lines += finder_lines(sizes)
    for rows, limit in ((200, 400.0), (2000, None)):
        lines.append(Line(f"rapport de {rows} lignes", inside.report(rows)[0], "ms", limit))
    return lines


def typing_line(desk: Path, key: bytes) -> Line:
    """Return how long a key of the capture line takes to be painted, the slowest of twenty left out."""
    command = [PYTHON, str(HERE / "typing_keys.py"), str(desk)]
    done = subprocess.run(command, input=key.hex() + "\n", capture_output=True, text=True, check=True)
    median, p95 = map(float, done.stdout.split())
    return Line("capture, une touche peinte, p95", p95, "ms", 8, f"médiane {median:.1f} ms")


def finder_lines(sizes: dict[int, tuple[Path, bytes]]) -> list[Line]:
    """Return what a key costs in Ctrl+K, and how it grows with the desk."""
    found, shown = finding.engine(*sizes[100_000]), finding.painted(*sizes[100_000])
    most_found, most_shown = finding.engine(*sizes[1_000_000]), finding.painted(*sizes[1_000_000])
    return [
        Line("recherche, 100 000 tâches, une touche", found, "ms", 5, "p95"),
        Line("recherche, 1 000 000 tâches, une touche", most_found, "ms", 10, "p95"),
        Line("Ctrl+K, 100 000 tâches, de la touche à l’écran", shown, "ms", 33, "p95"),
        Line("Ctrl+K, 1 000 000 tâches, de la touche à l’écran", most_shown, "ms", 66, "p95"),
        Line("Ctrl+K, 1 000 000 contre 100 000 tâches", most_shown / shown, "×", 2),
    ]


def task_lines(desk: Path, key: bytes) -> list[Line]:
    """Return what the page of tasks takes, with the limits of every page."""
    import task_page

    found = task_page.measured(desk, key)
    return [
        _gesture("le tri le plus lent, jusqu’à la liste peinte", found.order, 33, found.worst_order),
        _gesture("une touche du filtre, jusqu’à la liste peinte", found.key, 33, found.worst_key),
        _gesture("terminer, écrit et montré", found.finished, 33),
        _gesture("changer de page", found.switched, 50),
        _gesture("le tableau, d’autres colonnes", found.board, None),
    ]


def _gesture(name: str, took: "Times", limit: float | None, which: str = "") -> Line:
    """Return the 95th percentile of a gesture on the page of tasks, with its median and the time of its card."""
    detail = f"p95 ; médiane {took.median:.1f}, avec la fiche {took.settled:.1f} {which}".rstrip()
    return Line(f"Tâches : {name}", took.p95, "ms", limit, detail)


def visited_line(screen: Screen, case: Case) -> Line:
    """Return the memory once every page was used."""
    visiting = Case(
        "every page", [*case.command, "--visit"], case.title, case.home, case.typed, env={"OFFICEDESK_VISIT": "1"}
    )
    start = screen.start(visiting, idle_seconds=1.0)
    return Line("mémoire au repos, toutes les pages vues", start.pss, "MiB", 170, "PSS")


def show(lines: list[Line]) -> None:
    """Print the table."""
    for line in lines:
        held = {None: "", True: "tenu", False: "DÉPASSÉ"}[line.held]
        limit = "" if line.limit is None else f"≤ {line.limit:g}"
        print(f"{line.name:<48} {line.figure:>8.2f} {line.unit:<5} {limit:<8} {held:<8} {line.detail}")


def main() -> int:
    """Run everything; return 1 when a limit is not kept."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--quick", action="store_true", help="three rounds")
    parser.add_argument("--json", type=Path, default=HERE.parent.parent / "bench-output" / "bench.json")
    asked = parser.parse_args()
    rounds = 3 if asked.quick else max(2, asked.rounds)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="officedesk-bench-") as name:
        folder = Path(name)
        wanted = ((1000, 10), (100_000, 50), (100_001, 50), (1_000_000, 50))
        sizes = {tasks: inside.temporary_desk(folder, tasks, clients) for tasks, clients in wanted}
        screen = Screen()
        try:
            several = cases(folder, sizes)
            service = several[SERVICE]
            recall = put_key(service, sizes[100_001][1], screen.name)
            lines = window_lines(measured(screen, several, rounds), rounds)
            lines.append(Line("part du trousseau dans le démarrage", recall, "ms", None, "imports compris"))
            lines.append(visited_line(screen, several[HUNDRED]))
        finally:
            screen.close()
        lines += inside_lines(sizes)
        lines += task_lines(*sizes[100_000])
    show(lines)
    asked.json.parent.mkdir(parents=True, exist_ok=True)
    asked.json.write_text(
        json.dumps([{**asdict(line), "held": line.held} for line in lines], ensure_ascii=False, indent=1)
    )
    print(f"\nChiffres écrits dans {asked.json}")
    return 1 if any(line.held is False for line in lines) else 0


if __name__ == "__main__":
    sys.exit(main())
