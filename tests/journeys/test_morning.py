"""A whole morning with the keyboard alone: captured, found, done, undone, moved; then read back from the file."""

from pathlib import Path

import pytest

from tests.journeys.real_window import Window, settled

pytestmark = pytest.mark.xvfb

# What is typed on Monday 23 November 2026, in this order; the title that is left, its day, and whose it is.
LINES = [
    ("Relancer Bricorex vendredi 14h 45min !1 #prestataires @calvarec", "Relancer Bricorex", "2026-11-27", "calvarec"),
    ("Envoyer les badges demain #rh @oreane", "Envoyer les badges", "2026-11-24", "oreane"),
    ("Commander des ramettes le 25", "Commander des ramettes", "2026-11-25", "own"),
    ("Appeler la mairie", "Appeler la mairie", "2026-11-23", "own"),
    ("Trier les catalogues aujourd'hui @calvarec", "Trier les catalogues", "2026-11-23", "calvarec"),
    ("Relire la note 20 min", "Relire la note", "2026-11-23", "own"),
    ("Ranger le bureau dans 10 jours", "Ranger le bureau", "2026-12-03", "own"),
    ("Payer le parking tous les 25 @vermandrin", "Payer le parking", "2026-11-25", "vermandrin"),
    ("Compter les chaises fin de mois", "Compter les chaises", "2026-11-30", "own"),
    ("Tester les alarmes lundi", "Tester les alarmes", "2026-11-30", "own"),
]
DONE = ("Appeler la mairie", "Trier les catalogues", "Relire la note")
MOVED = "Commander des ramettes"


def find(window: Window, title: str) -> None:
    """Go to a task by Ctrl+K: the keyboard is then on its line."""
    window.keys("ctrl+k")
    window.type(title)
    window.keys("Return")
    settled(window.home)


def test_a_morning_without_the_mouse(screen: str, tmp_path: Path) -> None:
    window = Window(screen, tmp_path / "desk", "--demo")
    try:
        window.wait_for("OfficeDesk")
        for line, _, _, _ in LINES:
            window.keys("ctrl+n")
            window.type(line)
            window.keys("Return")
            settled(window.home)
        for title in DONE:
            find(window, title)
            window.keys("space")
            settled(window.home)
        # The last one was too soon.
        window.keys("ctrl+z")
        settled(window.home)
        # To Thursday, in its form: from the title to the domain, then to the day.
        find(window, MOVED)
        window.keys("Return", "Tab", "Tab")
        window.type("26/11/2026")
        window.keys("ctrl+Return")
        settled(window.home)
        assert window.close() == 0, window.errors.read_text()
    finally:
        window.process.kill()
        window.process.wait()

    tasks = window.command("task", "list")

    assert isinstance(tasks, list)
    kept = {task["title"]: task for task in tasks}
    assert {title for _, title, _, _ in LINES} <= kept.keys()
    due = {title: day for _, title, day, _ in LINES} | {MOVED: "2026-11-26"}
    assert {title: kept[title]["due"] for title in due} == due
    assert all(whose in kept[title]["client"] for _, title, _, whose in LINES)
    assert [kept[title]["status"] for title in DONE] == ["done", "done", "open"]
    first = kept["Relancer Bricorex"]
    told = (first["due_time"], first["estimate_minutes"], first["importance"], first["domain"])
    assert told == ("14:00", 45, 1, "prestataires")
