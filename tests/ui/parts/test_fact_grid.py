"""Facts beside their names where there is room, under them where an address would be cut."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from officedesk.ui.parts.detail import Detail, Fact
from officedesk.ui.parts.labels import Label
from officedesk.ui.shell.theme import Theme

ADDRESS = "contact@armoricbureautique.example"


@pytest.fixture
def card(qtbot: QtBot, theme: Theme) -> Detail:
    # Its letters are those of the desk, whatever was tested before.
    theme.dress()
    made = Detail("Armoric Bureautique")
    made.add_facts([Fact("Téléphone", "06 39 98 14 98"), Fact("Site", ""), Fact("Courriel", ADDRESS)])
    qtbot.addWidget(made)
    made.resize(374, 300)
    made.show()
    return made


def label(card: Detail, text: str) -> QWidget:
    [found] = [each for each in card.findChildren(Label) if each.text() == text]
    return found


def edges(card: Detail, text: str) -> tuple[int, int]:
    """Return the left and the top of a text within the card."""
    widget = label(card, text)
    place = widget.mapTo(card, widget.rect().topLeft())
    return place.x(), place.y()


def test_what_is_not_known_is_left_out(card: Detail) -> None:
    assert "Site" not in [each.text() for each in card.findChildren(Label)]


def test_an_address_stands_beside_its_name_when_there_is_room(card: Detail) -> None:
    assert edges(card, ADDRESS)[0] == edges(card, "06 39 98 14 98")[0]
    assert edges(card, ADDRESS)[1] == edges(card, "Courriel")[1]


def test_an_address_goes_under_its_name_rather_than_be_cut(qtbot: QtBot, card: Detail) -> None:
    card.resize(286, 300)

    qtbot.waitUntil(lambda: edges(card, ADDRESS)[1] > edges(card, "Courriel")[1])
    assert edges(card, ADDRESS)[0] == edges(card, "Courriel")[0]
    address = label(card, ADDRESS)
    assert address.fontMetrics().horizontalAdvance(ADDRESS) <= address.width() <= card.width()
    assert edges(card, "06 39 98 14 98")[1] == edges(card, "Téléphone")[1]
