"""A client's own rules, written in a form of the profile, give dates in the client's list."""

import datetime as dt

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from officedesk.services import compliance
from officedesk.services.own_rule_dates import own_rules
from officedesk.storage.workspace import Workspace
from officedesk.ui.collaborators import Collaborators
from officedesk.ui.pages.client_profile import ProfileView
from officedesk.ui.parts.elided_label import ElidedLabel
from officedesk.ui.parts.labels import Label
from tests.ui.pages.gestures import choose, click, shown, type_in


@pytest.fixture
def view(qtbot: QtBot, window: QWidget, lumen: Workspace, shared: Collaborators) -> ProfileView:
    made = ProfileView(lumen, shared)
    shown(qtbot, window, made)
    return made


def told(view: ProfileView) -> list[tuple[str, str]]:
    lines = view.rules.lines
    return [(line.findChildren(ElidedLabel)[0].text(), line.findChildren(Label)[-1].text()) for line in lines]


def owed(workspace: Workspace, title: str) -> list[dt.date | None]:
    return [each.due for each in compliance.deadlines(workspace) if each.title == title]


def test_a_rule_that_returns_gives_its_dates(view: ProfileView, lumen: Workspace, shared: Collaborators) -> None:
    dialog = view.rules.edit(None)
    type_in(dialog.form, "title", "Relevé des compteurs")
    type_in(dialog.form, "first", "31/12/2026")
    type_in(dialog.form, "months", "6")
    type_in(dialog.form, "basis", "bail, art. 7")
    click(dialog.form.save_button)

    assert told(view) == [("Relevé des compteurs", "tous les 6 mois, à partir du 31 décembre 2026")]
    assert owed(lumen, "Relevé des compteurs") == [dt.date(2026, 12, 31), dt.date(2027, 6, 30)]

    dialog = view.rules.edit(own_rules(lumen)[0])
    type_in(dialog.form, "months", "0")
    click(dialog.form.save_button)
    assert told(view) == [("Relevé des compteurs", "une fois, le 31 décembre 2026")]
    assert owed(lumen, "Relevé des compteurs") == [dt.date(2026, 12, 31)]

    dialog = view.rules.edit(own_rules(lumen)[0])
    click(dialog.remove_button)
    assert told(view) == []
    assert owed(lumen, "Relevé des compteurs") == []


def test_the_origin_says_which_numbers_are_asked(qtbot: QtBot, view: ProfileView, lumen: Workspace) -> None:
    dialog = view.rules.edit(None)
    fields = dialog.form.fields

    def asked() -> list[str]:
        return [key for key in ("first", "months", "days") if not fields[key].isHidden()]

    assert asked() == ["first", "months"]
    choose(dialog.form, "origin", "de la clôture de chaque exercice")
    assert asked() == ["months"]
    choose(dialog.form, "origin", "de chaque embauche")
    assert asked() == ["months", "days"]
    # What is hidden leaves no hole before the others.
    qtbot.waitUntil(lambda: fields["months"].x() == fields["title"].x())
    type_in(dialog.form, "title", "Badge")
    type_in(dialog.form, "months", "")
    type_in(dialog.form, "days", "10")
    click(dialog.form.save_button)
    assert told(view) == [("Badge", "10 jours après chaque embauche")]


def test_what_is_missing_is_said_under_its_field(view: ProfileView, lumen: Workspace) -> None:
    dialog = view.rules.edit(None)
    type_in(dialog.form, "title", "Relevé")
    click(dialog.form.save_button)

    assert dialog.form.fields["first"].error.text() == "Il manque la première date."
    type_in(dialog.form, "first", "31/12/2026")
    type_in(dialog.form, "valid_to", "01/12/2026")
    click(dialog.form.save_button)
    assert "finit avant sa première date" in dialog.form.error.text()
    assert own_rules(lumen) == []
