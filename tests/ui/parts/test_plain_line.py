"""A line of a card that is only read: its text folds, and nothing of it is cut."""

from pytestqt.qtbot import QtBot

from officedesk.ui.parts.labels import Label
from officedesk.ui.parts.plain_line import PlainLine

LONG = "Choisir une plateforme de réception des factures électroniques avant le 1er septembre"


def made_line(qtbot: QtBot, text: str, width: int) -> PlainLine:
    line = PlainLine("Fiscal", text, ("en retard", "late"))
    qtbot.addWidget(line)
    line.resize(width, line.heightForWidth(width))
    line.show()
    return line


def test_a_long_text_takes_the_rows_that_it_needs(qtbot: QtBot) -> None:
    line = made_line(qtbot, LONG, 380)
    said = next(label for label in line.findChildren(Label) if label.text() == LONG)

    assert said.height() >= said.heightForWidth(said.width())
    assert said.height() > 2 * said.fontMetrics().lineSpacing() - 4
    assert line.heightForWidth(380) > line.heightForWidth(1200)


def test_a_short_text_stays_on_one_row(qtbot: QtBot) -> None:
    line = made_line(qtbot, "Solde de la CFE", 380)

    assert line.height() < 2 * line.fontMetrics().lineSpacing() + 16
