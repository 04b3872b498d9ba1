"""Fields side by side, one under the other where the width is too small to show them whole."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QLayoutItem, QWidget

from officedesk.ui.parts.flow import Flow, height_at


class SideBySide(Flow):
    """Shares the width in equal parts, as far as no item is narrower than its minimum; each is then on its own line."""

    def __init__(self, gap: int = 12, parent: QWidget | None = None) -> None:
        super().__init__(gap, gap, parent)

    def sizeHint(self) -> QSize:
        """Return the size of all the items on one line."""
        return QSize(self._gaps() + sum(item.sizeHint().width() for item in self._shown()), self._height())

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the width of the widest minimum: no more is needed when each is on its own line."""
        return QSize(max((item.minimumSize().width() for item in self._shown()), default=0), self._height())

    def _shown(self) -> list[QLayoutItem]:
        # One that is hidden leaves its place to the others.
        return [item for item in self._items if not item.isEmpty()]

    def _height(self) -> int:
        return max((item.sizeHint().height() for item in self._shown()), default=0)

    def _gaps(self) -> int:
        return self._gap * max(0, len(self._shown()) - 1)

    def _place(self, place: QRect, *, moving: bool) -> int:
        least = [item.minimumSize().width() for item in self._shown()]
        room = place.width() - self._gaps()
        if sum(least) <= room:
            return self._place_line(place, shares(least, room), moving=moving)
        top = place.y()
        for item in self._shown():
            height = height_at(item, place.width())
            if moving:
                item.setGeometry(QRect(place.x(), top, place.width(), height))
            top += height + self._line_gap
        return max(0, top - self._line_gap - place.y())

    def _place_line(self, place: QRect, widths: list[int], *, moving: bool) -> int:
        tallest = max((height_at(item, width) for item, width in zip(self._shown(), widths, strict=True)), default=0)
        left = place.x()
        for item, width in zip(self._shown(), widths, strict=True):
            if moving:
                item.setGeometry(QRect(left, place.y(), width, tallest))
            left += width + self._gap
        return tallest


def shares(least: list[int], room: int) -> list[int]:
    """Return equal parts of a width, each at least what it needs; the room is enough for all that is needed."""
    widths = list(least)
    free = set(range(len(least)))
    while free:
        part, rest = divmod(room - sum(widths[each] for each in range(len(least)) if each not in free), len(free))
        wide = {each for each in free if least[each] > part}
        if not wide:
            for position, each in enumerate(sorted(free)):
                widths[each] = part + (position < rest)
            break
        free -= wide
    return widths
