"""A person who sees nothing of the screen adds a task, finishes it and opens a client: by names and roles alone."""

from pathlib import Path

import pytest

from tests.journeys.real_window import Window, settled
from tests.journeys.screen_reader import accessible_session, reading

pytestmark = pytest.mark.xvfb

TASK = "Appeler la mairie pour le marquage au sol"


def test_a_task_is_added_finished_and_a_client_opened_by_their_names(screen: str, tmp_path: Path) -> None:
    with accessible_session(tmp_path, screen) as variables:
        window = Window(screen, tmp_path / "desk", "--demo", variables=variables)
        try:
            window.wait_for("OfficeDesk")
            with reading(variables["DBUS_SESSION_BUS_ADDRESS"]) as reader:
                field = reader.wait_for("text", "Ajouter une tâche pour aujourd’hui")
                reader.write(field, TASK)
                reader.focus(field)
                window.keys("Return")
                reader.act(reader.wait_for("list item", f"{TASK}, Mon activité, aujourd’hui"), "Toggle")
                reader.focus(reader.wait_for("list", "Aujourd’hui"))
                window.keys("space")
                reader.wait_for("label", "Tâche terminée.")
                settled(window.home)

                reader.focus(reader.wait_for("list", "Clients"))
                reader.act(reader.wait_for("list item", "Menuiserie Calvarec"), "Toggle")
                window.keys("Return")
                reader.wait_for("label", "Menuiserie-agencement, Nantes")
            assert window.close() == 0, window.errors.read_text()
        finally:
            window.process.kill()
            window.process.wait()

    tasks = window.command("task", "list")

    assert isinstance(tasks, list)
    assert [task["status"] for task in tasks if task["title"] == TASK] == ["done"]
