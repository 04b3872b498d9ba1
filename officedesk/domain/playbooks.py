"""Playbooks: tasks counted from one day (J−10, J+3), read from TOML files whose every key is known."""

import datetime as dt
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from officedesk.domain.domains import LABELS
from officedesk.domain.errors import DeskError, InvalidInputError

FURTHEST = 3660
MOST_TASKS = 200


class PlaybookTask(NamedTuple):
    """A task of a playbook; ``offset`` in days from its day, ``minutes`` is the estimate."""

    title: str
    offset: int
    domain: str
    minutes: int | None = None
    importance: int | None = None
    notes: str = ""
    checklist: tuple[str, ...] = ()

    def due(self, day: dt.date) -> dt.date:
        """Return the date of the task when the playbook is counted from a day; raise InvalidInputError beyond reach."""
        try:
            return day + dt.timedelta(days=self.offset)
        except OverflowError as error:
            raise InvalidInputError("Ce jour est trop loin pour ce modèle : choisissez-en un autre.") from error

    def distance(self) -> str:
        """Return « J », « J−10 », « J+3 »."""
        return f"J{self.offset:+d}".replace("-", "−") if self.offset else "J"


class Playbook(NamedTuple):
    """A list of tasks under a name; ``slug`` is its file's, ``day`` says which day it is counted from."""

    slug: str
    name: str
    day: str
    summary: str
    tasks: tuple[PlaybookTask, ...]


class PlaybookError(DeskError):
    """A file of a playbook is refused; the sentence names the file."""

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"Le modèle « {name} » est illisible : {problem}. Réinstallez OfficeDesk.")


@lru_cache(maxsize=4)
def playbooks(folder: Path | None = None) -> tuple[Playbook, ...]:
    """Return the playbooks of a folder by name, by default the shipped ones; raise PlaybookError for a bad file."""
    files = sorted((folder or _shipped()).glob("*.toml"))
    return tuple(
        sorted((read(file.stem, file.read_text(encoding="utf-8")) for file in files), key=lambda each: each.name)
    )


def _shipped() -> Path:
    # Inside the installed package or beside it in a checkout, as `paths` says, which the domain may not import.
    package = Path(__file__).resolve().parents[1]
    installed = package / "resources" / "playbooks"
    return installed if installed.is_dir() else package.parent / "resources" / "playbooks"


def playbook(slug: str) -> Playbook:
    """Return a shipped playbook; raise InvalidInputError for one that does not exist."""
    found = next((each for each in playbooks() if each.slug == slug), None)
    if found is None:
        known = ", ".join(each.slug for each in playbooks())
        raise InvalidInputError(f"Aucun modèle ne s’appelle « {slug} ». Modèles : {known}.")
    return found


def read(slug: str, text: str) -> Playbook:
    """Return the playbook of a TOML text; raise PlaybookError for a key, a type or a value that is not expected."""
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PlaybookError(slug, "ce n’est pas du TOML") from error
    table = _Table(slug, found, "le modèle", ("name", "day", "summary", "task"))
    tasks = table.value("task", list)
    if not 0 < len(tasks) <= MOST_TASKS:
        raise PlaybookError(slug, f"il lui faut de 1 à {MOST_TASKS} tâches")
    read_tasks = tuple(_task(slug, number, task) for number, task in enumerate(tasks, start=1))
    return Playbook(slug, table.text("name"), table.text("day"), table.text("summary"), read_tasks)


def _task(slug: str, number: int, values: Any) -> PlaybookTask:
    table = _Table(slug, values, f"la tâche {number}", PlaybookTask._fields)
    domain = table.text("domain")
    if domain not in LABELS:
        raise PlaybookError(slug, f"le domaine de la tâche {number} est inconnu")
    checklist = table.value("checklist", list, [])
    if not all(isinstance(item, str) and item.strip() for item in checklist):
        raise PlaybookError(slug, f"la liste de la tâche {number} ne contient pas que des textes")
    return PlaybookTask(
        title=table.text("title"),
        offset=table.number("offset", -FURTHEST, FURTHEST),
        domain=domain,
        minutes=table.number("minutes", 1, 60 * 100) if "minutes" in table.values else None,
        importance=table.number("importance", 1, 3) if "importance" in table.values else None,
        notes=table.text("notes") if "notes" in table.values else "",
        checklist=tuple(checklist),
    )


class _Table:
    """One table of the file, whose keys are known."""

    def __init__(self, slug: str, values: Any, name: str, known: tuple[str, ...]) -> None:
        self.slug, self.values, self.name = slug, values, name
        if not isinstance(values, dict):
            raise PlaybookError(slug, f"{name} n’est pas une table")
        unknown = sorted(values.keys() - set(known))
        if unknown:
            raise PlaybookError(slug, f"{name} a une clé inconnue, « {unknown[0]} »")

    def value(self, key: str, kind: type, default: Any = None) -> Any:
        found = self.values.get(key, default)
        # True is an int for Python, never for a file.
        if not isinstance(found, kind) or isinstance(found, bool):
            raise PlaybookError(self.slug, f"« {key} » manque à {self.name}, ou n’est pas de la bonne sorte")
        return found

    def text(self, key: str) -> str:
        found = str(self.value(key, str)).strip()
        if not found:
            raise PlaybookError(self.slug, f"« {key} » de {self.name} est vide")
        return found

    def number(self, key: str, least: int, most: int) -> int:
        found = int(self.value(key, int))
        if not least <= found <= most:
            raise PlaybookError(self.slug, f"« {key} » de {self.name} est hors de portée")
        return found
