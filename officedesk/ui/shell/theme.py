"""Light, dark or as the system says: one palette, one style sheet, one typeface for the whole window."""

from functools import lru_cache

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from officedesk.paths import resources
from officedesk.ui.shell.palette import DARK, LIGHT, Palette
from officedesk.ui.shell.stylesheet import style_sheet

FAMILY = "Inter"
BASE = 14
# Pixels that a row of text takes, at 100 %.
ROW = 17
FILES = ("Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf", "Inter-Bold.otf")
CHOICES = ("auto", "light", "dark")
# Per cent of the usual size.
TEXT_SIZES = (100, 125, 150, 200)


class Theme(QObject):
    """Dresses the application; ``changed`` is emitted after each change of palette.

    A widget that paints itself reads ``theme().palette`` in its ``paintEvent`` and is repainted with the rest.
    """

    changed = Signal()

    def __init__(self, application: QApplication, choice: str = "auto") -> None:
        super().__init__(application)
        self._application = application
        self.choice = choice
        self.palette = LIGHT
        self._dressed = False
        load_fonts()
        application.setFont(typeface())
        self._paint()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow)

    def choose(self, choice: str) -> None:
        """Take « auto », « light » or « dark »; anything else counts as « auto »."""
        self.choice = choice if choice in CHOICES else "auto"
        if self._wanted() is not self.palette:
            self._paint()
            if self._dressed:
                self.dress()
            self.changed.emit()

    @property
    def text_size(self) -> int:
        """Return the size of the text, in per cent of the usual one."""
        return round(100 * Current.scale)

    def choose_text_size(self, percent: int) -> None:
        """Take one of TEXT_SIZES, anything else counts as 100; what is already built keeps the size it has."""
        Current.scale = (percent if percent in TEXT_SIZES else TEXT_SIZES[0]) / 100
        self._application.setFont(typeface())

    def dress(self) -> None:
        """Put the style sheet on; once the first window is built, and before it is shown.

        Each widget that changes parent is polished again with all that it holds: a window built under a style
        sheet takes half as long again.
        """
        self._dressed = True
        self._application.setStyleSheet(style_sheet(self.palette))

    def _follow(self) -> None:
        self.choose(self.choice)

    def _wanted(self) -> Palette:
        if self.choice != "auto":
            return DARK if self.choice == "dark" else LIGHT
        return DARK if QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark else LIGHT

    def _paint(self) -> None:
        self.palette = self._wanted()
        Current.palette = self.palette
        self._application.setPalette(qt_palette(self.palette))


class Current:
    """The palette and the scale that painted widgets read: one process has one look."""

    palette: Palette = LIGHT
    fonts = False
    scale = 1.0


def colours() -> Palette:
    """Return the palette in use; read it when painting, never keep it."""
    return Current.palette


def px(pixels: int) -> int:
    """Return a size that follows the size of the text, from the one that it has at 100 %: a column of words, a box.

    Read it when building or painting, never once for all. Margins and gaps do not follow: larger letters need the room.
    """
    return round(pixels * Current.scale)


def tall(pixels: int, rows: int = 1) -> int:
    """Return a height that holds so many rows of text, from the one that it has at 100 %: what is around them stays."""
    return pixels + rows * (px(ROW) - ROW)


def load_fonts() -> None:
    """Make Inter known to Qt; a missing file leaves the system's own typeface."""
    if Current.fonts:
        return
    Current.fonts = True
    folder = resources() / "fonts"
    for name in FILES:
        QFontDatabase.addApplicationFont(str(folder / name))


def typeface(pixels: int = BASE, weight: QFont.Weight = QFont.Weight.Normal, *, tabular: bool = False) -> QFont:
    """Return the desk's typeface; ``tabular`` gives figures of equal width, for dates, hours and money.

    Sizes and weights are never written in the style sheet, which would undo the tabular figures. Whoever changes what
    is returned copies it first: cells are painted with the same one.
    """
    return _typeface(px(pixels), weight, tabular)


@lru_cache(maxsize=64)
def _typeface(pixels: int, weight: QFont.Weight, tabular: bool) -> QFont:
    font = QFont(FAMILY)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setPixelSize(pixels)
    font.setWeight(weight)
    if tabular:
        font.setFeature(QFont.Tag("tnum"), 1)
    return font


def qt_palette(palette: Palette) -> QPalette:
    """Return what Qt's own widgets take from the palette: fields, selections, disabled text, tooltips."""
    roles = QPalette.ColorRole
    wanted = {
        roles.Window: palette.window,
        roles.WindowText: palette.text,
        roles.Base: palette.panel,
        roles.AlternateBase: palette.window,
        roles.Text: palette.text,
        roles.Button: palette.panel,
        roles.ButtonText: palette.text,
        roles.BrightText: palette.late,
        roles.Highlight: palette.accent,
        roles.HighlightedText: palette.on_accent,
        roles.ToolTipBase: palette.panel,
        roles.ToolTipText: palette.text,
        roles.PlaceholderText: palette.muted,
        roles.Link: palette.accent,
        roles.Mid: palette.line,
        roles.Accent: palette.accent,
    }
    made = QPalette()
    for role, colour in wanted.items():
        made.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(palette.muted))
    return made
