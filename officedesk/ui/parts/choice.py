"""A list to choose one value from."""

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyledItemDelegate, QStyleOptionComboBox, QStylePainter, QWidget

from officedesk.ui.shell.theme import colours, px

LEAST = 96


class Choice(QComboBox):
    """A combo box that shortens a long name with « … », and that the wheel passes over without changing it."""

    def __init__(self, name: str, letters: int = 6, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(letters)

    def minimumSizeHint(self) -> QSize:
        """Give way in a small window: the name is then shortened."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), px(LEAST)), hint.height())

    def showPopup(self) -> None:  # noqa: N802 - Qt's name
        """Open the list; Qt's own delegate would not read the style sheet's room around a line."""
        if type(self.itemDelegate()) is not QStyledItemDelegate:
            self.setItemDelegate(QStyledItemDelegate(self))
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Let the wheel scroll the page."""
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the frame, the name as far as it fits, and the mark that says it opens."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        place = self.rect().adjusted(11, 0, -26, 0)
        painter.setPen(QColor(colours().text if self.isEnabled() else colours().muted))
        shown = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        paint_chevron(painter, self.rect())


def paint_chevron(painter: QPainter, place: QRect) -> None:
    """Paint the mark of what opens a list or a calendar, at the right of a place."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colours().muted), 1.4, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
    x, y = place.right() - 18, place.center().y() - 1
    painter.drawPolyline(QPolygonF([QPointF(x, y), QPointF(x + 4, y + 4), QPointF(x + 8, y)]))
