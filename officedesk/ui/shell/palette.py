"""The colours of both themes: every style, painted or written, takes its colours from here."""

from typing import NamedTuple

CLIENT_COLOURS = ("#e0663a", "#2a9d75", "#7a5af5", "#c99a16", "#3a7fd5", "#d14b8f", "#0f8fa3", "#8a6d5a")


class Palette(NamedTuple):
    """One theme; a ``…_soft`` colour is the background on which its namesake is written."""

    dark: bool
    window: str
    panel: str
    side: str
    line: str
    text: str
    muted: str
    side_muted: str
    """Muted text on the sidebar, whose ground is darker than a card's."""
    edge: str
    """The outline of a control, which must be told from its ground (3:1)."""
    accent: str
    accent_soft: str
    accent_strong: str
    """The accent under the pointer."""
    on_accent: str
    late: str
    late_soft: str
    soon: str
    soon_soft: str
    done: str
    done_soft: str

    def tone(self, tone: str) -> tuple[str, str]:
        """Return the text and ground colours of « late », « soon », « done », « accent » or « neutral »."""
        if tone == "neutral":
            return self.muted, self.window
        ink: str = getattr(self, tone)
        ground: str = getattr(self, f"{tone}_soft")
        return ink, ground


LIGHT = Palette(
    dark=False,
    window="#f6f7f9",
    panel="#ffffff",
    side="#eef0f4",
    line="#e2e5ea",
    text="#1b2430",
    muted="#667085",
    side_muted="#596376",
    edge="#8b93a3",
    accent="#2f5bd7",
    accent_soft="#e8eefc",
    accent_strong="#264cb8",
    on_accent="#ffffff",
    late="#b42318",
    late_soft="#fdecea",
    soon="#93600a",
    soon_soft="#fdf3e0",
    done="#1c7a4a",
    done_soft="#e6f5ec",
)

DARK = Palette(
    dark=True,
    window="#14181f",
    panel="#1b212a",
    side="#10141a",
    line="#2a323d",
    text="#e7ebf1",
    muted="#9aa6b5",
    side_muted="#9aa6b5",
    edge="#6c7889",
    accent="#8aa9ff",
    accent_soft="#22304f",
    accent_strong="#a5bdff",
    on_accent="#10141a",
    late="#ff9d93",
    late_soft="#3a1f1e",
    soon="#f1c477",
    soon_soft="#382b15",
    done="#83d6a8",
    done_soft="#183126",
)


def client_colour(number: int) -> str:
    """Return the colour of a client's square; numbers beyond the palette go round it."""
    return CLIENT_COLOURS[number % len(CLIENT_COLOURS)]
