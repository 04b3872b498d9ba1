"""The pages of the window, one in front of the others."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QStackedWidget, QWidget

# Pixels of a widget that must be seen when it takes the keyboard.
ENOUGH = 48


class PageStack(QStackedWidget):
    """Lets each page scroll where large letters leave it too little room; one that scrolls by itself is left alone."""

    @property
    def page(self) -> QWidget:
        """The page in front."""
        return page_of(self.currentWidget() or self)

    def hold(self, page: QWidget) -> None:
        """Take a page."""
        self.addWidget(page if isinstance(page, QScrollArea) else PageArea(page))

    def bring(self, page: QWidget) -> None:
        """Put a page in front."""
        self.setCurrentWidget(self._holder(page))

    def let_go(self, page: QWidget) -> None:
        """Give a page up for good."""
        holder = self._holder(page)
        self.removeWidget(holder)
        holder.deleteLater()

    def _holder(self, page: QWidget) -> QWidget:
        return next(each for each in self.children() if isinstance(each, QWidget) and page_of(each) is page)


class PageArea(QScrollArea):
    """Holds a page, which fills it, and is never smaller than it can be.

    Qt's own way would give it the height that it likes best: a page scrolls only when what it needs is not there.
    """

    def __init__(self, page: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page = page
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(page)
        page.installEventFilter(self)
        QApplication.instance().focusChanged.connect(self._follow)  # type: ignore[union-attr]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the page its place."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the page its place again when what it holds asks for more, or less."""
        if watched is self.page and event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Bring in sight what takes the keyboard: a form opens under its list where letters are large."""
        if new is None or not self.page.isAncestorOf(new):
            return
        seen = new.visibleRegion().boundingRect().height()
        if seen < min(new.height(), ENOUGH):
            self.ensureWidgetVisible(new, 0, ENOUGH)

    def _fit(self) -> None:
        layout, room = self.page.layout(), self.viewport().size()
        if layout is None:
            self.page.resize(room)
            return
        width = max(room.width(), layout.minimumSize().width())
        needed = layout.minimumHeightForWidth(width) if layout.hasHeightForWidth() else layout.minimumSize().height()
        self.page.resize(width, max(room.height(), needed))


def page_of(holder: QWidget) -> QWidget:
    """Return the page that a widget of the stack holds, or is."""
    return holder.page if isinstance(holder, PageArea) else holder
