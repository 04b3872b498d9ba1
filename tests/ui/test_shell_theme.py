"""Colours are read in both themes, figures align, and the window follows the choice."""

import pytest
from PySide6.QtGui import QColor, QFontInfo, QFontMetrics
from PySide6.QtWidgets import QApplication

from officedesk.ui.shell.palette import CLIENT_COLOURS, DARK, LIGHT, Palette
from officedesk.ui.shell.stylesheet import style_sheet
from officedesk.ui.shell.theme import Theme, colours, typeface

READABLE, SEEN = 4.5, 2.2


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2.2."""
    named = QColor(colour)
    channels = (named.redF(), named.greenF(), named.blueF())
    red, green, blue = (float(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4) for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_measured_as_the_norm_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_is_readable_on_its_ground(palette: Palette) -> None:
    pairs = {
        "text on window": (palette.text, palette.window),
        "text on panel": (palette.text, palette.panel),
        "text on side": (palette.text, palette.side),
        "muted on window": (palette.muted, palette.window),
        "muted on panel": (palette.muted, palette.panel),
        "muted on side": (palette.side_muted, palette.side),
        "muted count on the marked entry": (palette.side_muted, palette.accent_soft),
        "accent on panel": (palette.accent, palette.panel),
        "accent on window": (palette.accent, palette.window),
        "marked entry": (palette.accent, palette.accent_soft),
        "late count on side": (palette.late, palette.side),
        "late count on the marked entry": (palette.late, palette.accent_soft),
        "late on panel": (palette.late, palette.panel),
        "primary button": (palette.on_accent, palette.accent),
        "primary button under the pointer": (palette.on_accent, palette.accent_strong),
        "toast": (palette.window, palette.text),
        **{f"chip {tone}": palette.tone(tone) for tone in ("late", "soon", "done", "accent", "neutral")},
    }

    faint = {name: round(contrast(*pair), 2) for name, pair in pairs.items() if contrast(*pair) < READABLE}

    assert faint == {}


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_the_squares_of_clients_are_seen_and_differ(palette: Palette) -> None:
    grounds = (palette.panel, palette.side, palette.window)

    assert len(set(CLIENT_COLOURS)) == 8
    assert all(contrast(colour, ground) >= SEEN for colour in CLIENT_COLOURS for ground in grounds)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_the_outline_of_a_control_is_told_from_its_ground(palette: Palette) -> None:
    assert contrast(palette.edge, palette.panel) >= 3
    assert contrast(palette.accent, palette.side) >= 3


def test_the_style_sheet_takes_every_colour_from_the_palette() -> None:
    sheet = style_sheet(LIGHT)

    assert "$" not in sheet
    assert LIGHT.accent in sheet
    assert DARK.accent not in sheet


def test_the_shipped_typeface_is_used_with_figures_of_one_width(theme: Theme) -> None:
    metrics = QFontMetrics(typeface(tabular=True))

    assert QFontInfo(QApplication.font()).family() == "Inter"
    assert QApplication.font().pixelSize() == 14
    assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1
    # Without the feature Inter's 1 is narrower: the test above could fail.
    assert QFontMetrics(typeface()).horizontalAdvance("1" * 10) < metrics.horizontalAdvance("1" * 10)


def test_a_forced_theme_dresses_the_window_and_says_so(theme: Theme) -> None:
    told: list[bool] = []
    theme.dress()
    theme.changed.connect(lambda: told.append(colours().dark))

    theme.choose("dark")
    theme.choose("dark")

    assert told == [True]
    assert DARK.window in QApplication.instance().styleSheet()  # type: ignore[union-attr]
    theme.choose("nonsense")
    assert theme.choice == "auto"
