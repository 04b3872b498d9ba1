"""The promises of the architecture that an import contract cannot check."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import source_rules as rules

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "officedesk"
CLOCK_OWNERS = {"app.py"}
# In two parts each, or this very file would be found.
PLACES = re.compile(r"\.\./" + "shared|/wo" + r"rk/(?:main|shared)|py" + r"pi\.org|python" + r"hosted\.|npm" + r"js\.")
MEGABYTE = 1_048_576
PICTURE = 300_000


def sources(folder: str = "") -> list[Path]:
    return sorted((PACKAGE / folder).rglob("*.py"))


def findings(rule: rules.Rule, files: list[Path]) -> list[str]:
    found = [(file, finding) for file in files for finding in rule(ast.parse(file.read_text(encoding="utf-8")))]
    return [f"{file.relative_to(ROOT)}:{finding}" for file, finding in found]


def tracked_files() -> list[Path]:
    """Return the files of the project: those that git holds or would add, or all of a source archive."""
    if not (ROOT / ".git").exists():
        return [path for path in ROOT.rglob("*") if path.is_file() and ".venv" not in path.parts]
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def named_places(files: list[Path]) -> Iterator[str]:
    for file in files:
        text = file.read_text(encoding="utf-8", errors="ignore")
        yield from (f"{file.name}: {found.group()}" for found in PLACES.finditer(text))


def too_big(files: list[Path]) -> Iterator[str]:
    for file in files:
        limit = PICTURE if file.suffix == ".png" else MEGABYTE
        if file.stat().st_size > limit:
            yield f"{file.name}: {file.stat().st_size} bytes, {limit} at most"


# --- the project keeps them ------------------------------------------------------------------------------------------


def test_nothing_runs_unpacks_or_paints_what_comes_from_outside() -> None:
    assert findings(rules.dangerous_calls, sources()) == []


def test_only_the_storage_opens_the_database() -> None:
    outside = [file for file in sources() if not file.is_relative_to(PACKAGE / "storage")]

    assert findings(rules.sessions, outside) == []


def test_translated_texts_are_written_whole() -> None:
    assert findings(rules.built_translations, sources()) == []


def test_every_text_of_the_window_can_be_translated() -> None:
    assert findings(rules.bare_texts, sources("ui")) == []


def test_a_key_of_one_place_does_not_act_in_another() -> None:
    assert findings(rules.dropped_contexts, sources("ui")) == []


def test_the_composition_root_owns_the_clock() -> None:
    others = [file for file in sources() if file.relative_to(PACKAGE).as_posix() not in CLOCK_OWNERS]

    assert findings(rules.clocks, others) == []


def test_one_style_sheet_dresses_the_whole_window() -> None:
    others = [file for file in sources("ui") if file != PACKAGE / "ui" / "shell" / "theme.py"]

    assert findings(rules.sheets, others) == []


def test_the_first_screen_costs_the_same_whatever_the_desk_holds() -> None:
    assert findings(rules.unbounded_reads, [PACKAGE / "storage" / "glance.py"]) == []


def test_every_module_says_what_it_is_for() -> None:
    assert findings(rules.missing_docstring, sources()) == []


def test_what_is_true_of_the_trade_needs_the_standard_library_only() -> None:
    pure = [file for file in sources("domain") if "entities" not in file.relative_to(PACKAGE).as_posix()]

    assert findings(rules.impure_imports, pure) == []


def test_no_file_names_a_registry_or_a_folder_outside_the_project() -> None:
    assert list(named_places(tracked_files())) == []


def test_no_file_is_too_big_for_a_repository() -> None:
    assert list(too_big(tracked_files())) == []


# --- each rule can say no --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "snippet"),
    [
        (rules.dangerous_calls, "label.setHtml(title)"),
        (rules.dangerous_calls, "archive.extractall(folder)"),
        (rules.dangerous_calls, "QApplication.processEvents()"),
        (rules.dangerous_calls, "eval(text)"),
        (rules.dangerous_calls, "def read(file):\n    import pickle"),
        (rules.dangerous_calls, "from pickle import loads"),
        (rules.dangerous_calls, "subprocess.run(line, shell=True)"),
        (rules.dangerous_calls, "yaml.load(file)"),
        (rules.dropped_contexts, "QShortcut(QKeySequence('R'), table, remind, context=here)"),
        (rules.sessions, "from sqlmodel import Session"),
        (rules.sessions, "from sqlalchemy.orm import sessionmaker"),
        (rules.sessions, "with sqlmodel.Session(store) as session: pass"),
        (rules.sessions, "engine = sqlalchemy.create_engine(url)"),
        (rules.sessions, "import sqlite3"),
        (rules.sessions, "import sqlcipher3.dbapi2 as sqlcipher"),
        (rules.built_translations, "self.tr(f'{count} tâches')"),
        (rules.built_translations, "self.tr('Bonjour ' + name)"),
        (rules.built_translations, "self.tr('Bonjour {}'.format(name))"),
        (rules.bare_texts, "label.setText('Rien à faire')"),
        (rules.bare_texts, "label.setText(f'{count} tâches de la semaine')"),
        (rules.clocks, "today = dt.date.today()"),
        (rules.clocks, "def use(now=dt.datetime.now): pass"),
        (rules.clocks, "datetime.datetime.utcnow()"),
        (rules.clocks, "QDate.currentDate()"),
        (rules.sheets, "self._area.setStyleSheet('QFrame { border: none; }')"),
        (rules.unbounded_reads, "Q = 'SELECT count(*) FROM task'"),
        (rules.unbounded_reads, "Q = f'SELECT id FROM {table} LIMIT 5 OFFSET {start}'"),
        (rules.unbounded_reads, "Q = '''SELECT id FROM task LIMIT 5\nOFFSET\n5'''"),
        (rules.unbounded_reads, "Q = f'{query}OFFSET {start}'"),
        (rules.unbounded_reads, "Q = \"SELECT id FROM task WHERE title LIKE '%x%'\""),
        (rules.missing_docstring, "x = 1"),
        (rules.impure_imports, "import holidays"),
        (rules.impure_imports, "if True:\n    from dateutil.rrule import rrule"),
        (rules.impure_imports, "def read():\n    import sqlmodel"),
        (rules.impure_imports, "from officedesk.storage import store"),
        (rules.impure_imports, "from officedesk.domain.entities import Task"),
        (rules.impure_imports, "from officedesk.domain import entities"),
        (rules.impure_imports, "from . import days"),
    ],
)
def test_a_rule_finds_what_it_forbids(rule: rules.Rule, snippet: str) -> None:
    assert len(list(rule(ast.parse(snippet)))) >= 1


@pytest.mark.parametrize(
    ("rule", "snippet"),
    [
        (rules.dangerous_calls, "dialog.exec()"),
        (rules.dangerous_calls, "subprocess.run(words, shell=False)"),
        (rules.dropped_contexts, "QShortcut('?', window).activated.connect(show)"),
        (rules.sessions, "from PySide6.QtGui import QSessionManager"),
        (rules.sessions, "from officedesk.ui.shell.session import Session"),
        (rules.built_translations, "self.tr('%n tâche(s)', '', count)"),
        (
            rules.bare_texts,
            "'''Dit ce que c’est.'''\nlabel.setText(self.tr('Rien à faire'))",
        ),
        (rules.clocks, "store.now()"),
        (rules.unbounded_reads, "Q = 'SELECT id FROM task LIMIT 50'"),
        (rules.missing_docstring, "'''Says it.'''"),
        (rules.impure_imports, "def closed():\n    import holidays"),
        (rules.impure_imports, "import datetime as dt\nfrom officedesk.domain import days"),
    ],
)
def test_a_rule_lets_the_rest_pass(rule: rules.Rule, snippet: str) -> None:
    assert list(rule(ast.parse(snippet))) == []


def test_a_named_folder_outside_the_project_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("voir " + "../" + "shared/design", encoding="utf-8")

    assert list(named_places([page])) == ["page.md: ../" + "shared"]


def test_a_big_picture_and_a_big_file_are_found(tmp_path: Path) -> None:
    picture, data = tmp_path / "page.png", tmp_path / "data.bin"
    picture.write_bytes(b"0" * (PICTURE + 1))
    data.write_bytes(b"0" * (MEGABYTE + 1))

    assert len(list(too_big([picture, data]))) == 2


def test_the_package_is_read_whole() -> None:
    # A rule that looked at no file would pass for ever.
    assert {"__init__.py", "domain/days.py", "storage/glance.py"} <= {
        file.relative_to(PACKAGE).as_posix() for file in sources()
    }
    assert ROOT / "pyproject.toml" in tracked_files()
