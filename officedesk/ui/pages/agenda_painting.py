"""How an entry of the calendar looks: the ground of its client, its title, its client's name."""

import datetime as dt

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from officedesk.domain.agenda import Entry
from officedesk.storage.glance import ClientLine
from officedesk.ui.pages.agenda_words import day_heading, hours_of
from officedesk.ui.parts.labels import BOLD, SMALL
from officedesk.ui.shell.palette import client_colour
from officedesk.ui.shell.theme import BASE, colours, tall, typeface

EDGE = 3
LINE = 22  # of an entry on one line, with the gap under it
SOFT_LIGHT, SOFT_DARK = 0.14, 0.30
LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class EntryPainting:
    """The typefaces of entries, made once."""

    def __init__(self) -> None:
        self.pitch = tall(LINE)
        self.title = typeface(BASE - 1, BOLD, tabular=True)
        self.small = typeface(SMALL - 1, tabular=True)
        self.line = typeface(SMALL - 1, QFont.Weight.Medium, tabular=True)
        self.figures = typeface(SMALL, tabular=True)
        self._measures = {id(font): QFontMetrics(font) for font in (self.title, self.small, self.line, self.figures)}

    def block(
        self, painter: QPainter, place: QRectF, entry: Entry, client: ClientLine | None, *, current: bool
    ) -> None:
        """Paint an entry that has hours: its title, then its client and its hours as far as they fit."""
        self._ground(painter, place, entry, client, current=current)
        inside = place.adjusted(EDGE + 8, 3, -6, -2)
        heights = (self._height(self.title), self._height(self.small))
        if inside.height() < heights[0]:
            inside = QRectF(inside.left(), place.top(), inside.width(), place.height())
        painter.setPen(QColor(colours().text))
        self._text(painter, self.title, QRectF(inside.left(), inside.top(), inside.width(), heights[0]), entry.title)
        painter.setPen(QColor(colours().muted))
        top = inside.top() + heights[0]
        for words in (client.name if client else "", hours_of(entry), entry.place):
            if words and top + heights[1] <= inside.bottom() + 1:
                self._text(painter, self.small, QRectF(inside.left(), top, inside.width(), heights[1]), words)
                top += heights[1]

    def bar(self, painter: QPainter, place: QRectF, entry: Entry, client: ClientLine | None, *, current: bool) -> None:
        """Paint an entry on one line: its hour if it has one, its title, its client's name."""
        self._ground(painter, place, entry, client, current=current)
        inside = place.adjusted(EDGE + 6, 0, -4, 0)
        hour = "" if entry.all_day else f"{entry.start.hour}:{entry.start.minute:02d} "
        painter.setPen(QColor(colours().soon if entry.kind == "deadline" else colours().text))
        self._text(painter, self.line, inside, f"{hour}{entry.title}" + (f", {client.name}" if client else ""))

    def _ground(
        self, painter: QPainter, place: QRectF, entry: Entry, client: ClientLine | None, *, current: bool
    ) -> None:
        palette = colours()
        own = client is None or client.swatch < 0
        ink = QColor(palette.muted if own else client_colour(client.swatch if client else 0))
        ground = QColor(palette.soon_soft) if entry.kind == "deadline" else mixed(ink, QColor(palette.panel))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(palette.accent), 2) if current else Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawRoundedRect(QRectF(place.left(), place.top() + 1, EDGE, place.height() - 2), 1.5, 1.5)
        if entry.kind == "task":
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(ink, 1, Qt.PenStyle.DotLine))
            painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def _text(self, painter: QPainter, font: QFont, place: QRectF, words: str) -> None:
        painter.setFont(font)
        shown = self._measures[id(font)].elidedText(
            " ".join(words.split()), Qt.TextElideMode.ElideRight, int(place.width())
        )
        painter.drawText(place, LEFT, shown)

    def heading(self, day: dt.date, room: float) -> str:
        """Return a day's name and number, or its number where the column is narrow."""
        words = day_heading(day)
        return (
            words if QFontMetrics(typeface(BASE, BOLD, tabular=True)).horizontalAdvance(words) <= room else str(day.day)
        )

    def _height(self, font: QFont) -> int:
        return self._measures[id(font)].height()


def mixed(ink: QColor, ground: QColor) -> QColor:
    """Return a colour's own soft ground: enough of it to be told from the others, too little to hide the text."""
    share = SOFT_DARK if colours().dark else SOFT_LIGHT
    parts = zip(ink.getRgb()[:3], ground.getRgb()[:3], strict=True)  # type: ignore[index]
    return QColor(*(round(one * share + other * (1 - share)) for one, other in parts))
