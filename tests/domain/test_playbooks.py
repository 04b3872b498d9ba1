"""Playbooks: six are shipped, every key is known, and no legal date is written in one."""

import datetime as dt
import re

import pytest

from officedesk.domain.errors import InvalidInputError
from officedesk.domain.playbooks import PlaybookError, PlaybookTask, playbook, playbooks, read
from officedesk.paths import resources

WHOLE = """
name = "Essai"
day = "Jour J"
summary = "Un essai."
[[task]]
title = "Première"
offset = -2
domain = "rh"
"""


def test_six_are_shipped() -> None:
    assert {each.name for each in playbooks()} == {
        "Arrivée d’un salarié",
        "Départ d’un salarié",
        "Mois de paie",
        "Fin de mission",
        "Séminaire",
        "Ouverture d’un nouveau client",
    }
    assert all(len(each.tasks) >= 8 for each in playbooks())


@pytest.mark.parametrize("slug", [each.slug for each in playbooks()])
def test_each_has_a_task_before_its_day_and_a_typographic_apostrophe(slug: str) -> None:
    text = (resources() / "playbooks" / f"{slug}.toml").read_text(encoding="utf-8")
    chosen = playbook(slug)

    assert min(task.offset for task in chosen.tasks) < 0 < max(task.offset for task in chosen.tasks)
    assert "'" not in text
    assert len({task.title for task in chosen.tasks}) == len(chosen.tasks)


@pytest.mark.parametrize("slug", [each.slug for each in playbooks()])
def test_none_says_a_legal_delay_or_an_article(slug: str) -> None:
    """What the law wants is dated by its rules: a figure here would grow old without a source."""
    said = [text for task in playbook(slug).tasks for text in (task.title, task.notes, *task.checklist)]

    assert [text for text in said if re.search(r"\b\d+\s*(jours|mois|ans|€|%)|\b[LRD]\.? ?\d{3}|article", text)] == []


def test_a_date_is_counted_from_the_day() -> None:
    task = PlaybookTask("t", -10, "rh")

    assert task.due(dt.date(2026, 12, 3)) == dt.date(2026, 11, 23)
    assert [PlaybookTask("t", offset, "rh").distance() for offset in (-10, 0, 3)] == ["J−10", "J", "J+3"]
    with pytest.raises(InvalidInputError):
        task.due(dt.date.min)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ('summary = "Un essai."\ncolour = "bleu"', "clé inconnue, « colour »"),
        ("", "summary"),
        ("summary = 3", "summary"),
    ],
)
def test_a_bad_head_is_refused(change: str, said: str) -> None:
    with pytest.raises(PlaybookError, match=said):
        read("essai", WHOLE.replace('summary = "Un essai."', change))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("when = 3", "clé inconnue, « when »"),
        ("minutes = true", "minutes"),
        ("minutes = 0", "hors de portée"),
        ("importance = 4", "hors de portée"),
        ("checklist = [3]", "liste"),
        ('checklist = [" "]', "liste"),
        ('notes = " "', "vide"),
    ],
)
def test_a_bad_task_is_refused(line: str, said: str) -> None:
    assert read("essai", WHOLE).tasks == (PlaybookTask("Première", -2, "rh"),)
    with pytest.raises(PlaybookError, match=said):
        read("essai", f"{WHOLE}{line}\n")


@pytest.mark.parametrize(
    ("former", "other", "said"),
    [
        ('domain = "rh"', 'domain = "cuisine"', "domaine"),
        ("offset = -2", "offset = 9999", "hors de portée"),
        ("offset = -2", "offset = '2'", "offset"),
        ("[[task]]", "[task]", "task"),
        ("name =", "name", "TOML"),
    ],
)
def test_a_wrong_value_is_refused(former: str, other: str, said: str) -> None:
    with pytest.raises(PlaybookError, match=said):
        read("essai", WHOLE.replace(former, other))


def test_a_playbook_without_tasks_is_refused() -> None:
    with pytest.raises(PlaybookError, match="tâches"):
        read("essai", 'name = "a"\nday = "b"\nsummary = "c"\ntask = []\n')


def test_an_unknown_one_is_told_with_those_that_exist() -> None:
    with pytest.raises(InvalidInputError, match="seminaire"):
        playbook("noel")
