"""The controls over a list: on one line as long as none has to be narrower than it can, on more lines then."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayoutItem, QSizePolicy, QWidget

from officedesk.ui.parts.flow import Flow, height_at


class Controls(Flow):
    """Gives each what it asks for, less where it must; what expands takes what its line leaves."""

    def __init__(self, gap: int = 10, parent: QWidget | None = None) -> None:
        super().__init__(gap, gap, parent)

    def add_stretch(self) -> None:
        """Push what follows to the right."""
        filler = QWidget()
        filler.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.addWidget(filler)

    def _place(self, place: QRect, *, moving: bool) -> int:
        top = place.y()
        for line in self._lines(place.width()):
            widths = self._widths(line, place.width())
            sizes = [QSize(width, height_at(item, width)) for item, width in zip(line, widths, strict=True)]
            height, left = max(size.height() for size in sizes), place.x()
            for item, size in zip(line, sizes, strict=True):
                if moving:
                    item.setGeometry(QRect(QPoint(left, top + (height - size.height()) // 2), size))
                left += size.width() + self._gap
            top += height + self._line_gap
        return max(0, top - self._line_gap - place.y())

    def _lines(self, room: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        left = -1
        for item in (each for each in self._items if not each.isEmpty()):
            needed = item.minimumSize().width()
            if not lines or needed > left:
                lines.append([])
                left = room
            lines[-1].append(item)
            left -= needed + self._gap
        return lines

    def _widths(self, line: list[QLayoutItem], room: int) -> list[int]:
        """Return the width of each item of a line: as near to what it asks as the room allows."""
        least = [item.minimumSize().width() for item in line]
        asked = [max(item.sizeHint().width(), low) for item, low in zip(line, least, strict=True)]
        spare = max(0, room - self._gap * (len(line) - 1) - sum(least))
        wanted = sum(asked) - sum(least)
        if wanted > spare:
            return [low + (high - low) * spare // wanted for low, high in zip(least, asked, strict=True)]
        growing = [
            bool(item.expandingDirections() & Qt.Orientation.Horizontal) and item.maximumSize().width() > high
            for item, high in zip(line, asked, strict=True)
        ]
        more = (spare - wanted) // max(1, sum(growing))
        return [min(high + more * grows, max(room, 0)) for high, grows in zip(asked, growing, strict=True)]
