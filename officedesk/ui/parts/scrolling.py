"""What is longer than its place scrolls up and down, without a frame of its own."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


def scrolled(body: QWidget, *, on_card: bool = False) -> QScrollArea:
    """Return a body that scrolls; the keyboard goes to what it holds, and ``on_card`` lets the ground show through."""
    area = QScrollArea()
    if on_card:
        # Our own, since one that Qt makes is filled, and asking for it makes the binding look through every class.
        area.setViewport(QWidget())
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(body)
    if on_card:
        body.setAutoFillBackground(False)
    return area
