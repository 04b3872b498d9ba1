"""The button with three strokes, painted by itself: icons come with hundreds of constants, after the first screen."""

from PySide6.QtCore import QLineF, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolButton, QWidget

from officedesk.ui.shell.theme import colours

SIDE = 28
HALF_WIDTH, STEP, STROKE = 5.0, 4.0, 1.5


class MenuButton(QToolButton):
    """Opens the menu of the window at once; ``seen`` is emitted once, right after its first picture."""

    seen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._seen = False
        self.setFixedSize(SIDE, SIDE)
        self.setAccessibleName(self.tr("Menu"))
        self.setToolTip(self.tr("Menu"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the strokes in the colour of the moment, over what the style shows of hover and focus."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours().side_muted), STROKE, c=Qt.PenCapStyle.RoundCap))
        middle = QPointF(SIDE / 2, SIDE / 2)
        for height in (-STEP, 0, STEP):
            stroke = QLineF(-HALF_WIDTH, height, HALF_WIDTH, height)
            painter.drawLine(stroke.translated(middle))
        painter.end()
        if not self._seen:
            self._seen = True
            QTimer.singleShot(0, self.seen.emit)
