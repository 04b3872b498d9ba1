"""The pages of a document, as pictures to look at before it is saved."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from officedesk.ui.parts.labels import Label

PAGE_WIDTH = 560


class Preview(QScrollArea):
    """Shows pages one under the other, or a sentence."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.sentence = Label("", tone="muted", wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.pages: list[QLabel] = []
        body = QWidget()
        body.setProperty("role", "page")
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(16, 16, 16, 16)
        self._column.setSpacing(16)
        self._column.addWidget(self.sentence)
        self._column.addStretch()
        self.setWidget(body)

    def say(self, sentence: str) -> None:
        """Say what is going on; the pages already there stay in sight."""
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))

    def show_pages(self, images: list[bytes]) -> None:
        """Show pages given as PNG files."""
        for page in self.pages:
            self._column.removeWidget(page)
            page.deleteLater()
        self.pages = [self._page(image, number) for number, image in enumerate(images, 1)]
        for page in self.pages:
            self._column.insertWidget(self._column.count() - 1, page, 0, Qt.AlignmentFlag.AlignHCenter)
        self.say("")

    def _page(self, image: bytes, number: int) -> QLabel:
        picture = QPixmap()
        picture.loadFromData(image)
        density = self.devicePixelRatioF()
        wide = round(PAGE_WIDTH * density)
        shown = picture.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation)
        shown.setDevicePixelRatio(density)
        page = QLabel()
        page.setPixmap(shown)
        page.setAccessibleName(self.tr("Page {number}").format(number=number))
        return page
