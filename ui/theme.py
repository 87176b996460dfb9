"""The look as values: colours, type and sizes read from one token file."""

from __future__ import annotations

import enum
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtGui import QColor, QFont, QPalette

from desktop.screen_fonts import FAMILY

_TOKENS = Path(__file__).parent / "tokens.json"
_RARE_CHARACTERS = "HanaMinB"


class Scheme(enum.Enum):
    """The colour schemes in the token file."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class Tone(enum.Enum):
    """Every colour by its role; the value is its name in the token file."""

    CANVAS = "canvas"
    SURFACE = "surface"
    SUBTLE = "subtle"
    LINE = "line"
    LINE_STRONG = "lineStrong"
    TEXT = "text"
    TEXT_2 = "text2"
    TEXT_3 = "text3"
    ACCENT = "accent"
    ACCENT_HOVER = "accentHover"
    ACCENT_SOFT = "accentSoft"
    ACCENT_LINE = "accentLine"
    ON_ACCENT = "onAccent"
    BLUE = "blue"
    BLUE_SOFT = "blueSoft"
    BLUE_LINE = "blueLine"
    YELLOW = "yellow"
    YELLOW_SOFT = "yellowSoft"
    YELLOW_LINE = "yellowLine"
    YELLOW_MARK = "yellowMark"
    RED = "red"
    RED_SOFT = "redSoft"
    RED_LINE = "redLine"
    PAUSE = "pause"
    PAUSE_SOFT = "pauseSoft"
    PAUSE_HATCH = "pauseHatch"


class Type(enum.Enum):
    """Every size of writing by its role; the value is its name in the token file."""

    TICKET_HERO = "ticketHero"
    TICKET_LARGE = "ticketLarge"
    NUMBER = "number"
    PAGE_TITLE = "pageTitle"
    CARD_TITLE = "cardTitle"
    ITEM_TITLE = "itemTitle"
    BODY = "body"
    BODY_SMALL = "bodySmall"
    LABEL = "label"
    CAPTION = "caption"
    KEY = "key"
    DISPLAY_HERO = "displayHero"  # of a screen of 1920 x 1080, grown and shrunk with it
    DISPLAY_COUNTER = "displayCounter"
    DISPLAY_NUMBER = "displayNumber"
    DISPLAY_TITLE = "displayTitle"
    DISPLAY_BODY = "displayBody"
    KIOSK_TITLE = "kioskTitle"
    KIOSK_BUTTON = "kioskButton"
    KIOSK_BODY = "kioskBody"


@dataclass(frozen=True)
class Sizes:
    """Heights, widths, gaps and radii in px at 100 %."""

    target: int
    primary_action: int
    top_bar: int
    status_bar: int
    row: int
    queue_row: int
    left_column: int
    right_column: int
    gutter: int
    radius_key: int
    radius_cell: int
    radius_control: int
    radius_card: int
    radius_display: int
    kiosk_target: int
    selected: int
    focus: int
    focus_offset: int


@dataclass(frozen=True)
class Motion:
    """What moves, and for how long."""

    flash_hz: float
    flash_seconds: int


@dataclass(frozen=True)
class Theme:
    """One colour scheme with the type and sizes all schemes share."""

    scheme: Scheme
    sizes: Sizes
    motion: Motion
    _colours: Mapping[Tone, str]
    _fonts: Mapping[Type, tuple[int, int]]  # px, weight

    def colour(self, tone: Tone) -> QColor:
        """The colour of a role."""
        return QColor(self._colours[tone])

    def font(self, style: Type) -> QFont:
        """The font of a role; sizes in px so that 100 % looks alike on every system."""
        pixels, weight = self._fonts[style]
        font = QFont()
        font.setFamilies([FAMILY, _RARE_CHARACTERS])
        font.setPixelSize(pixels)
        font.setWeight(QFont.Weight(weight))
        return font

    def palette(self) -> QPalette:
        """The colours for whatever the style sheet does not reach."""
        palette = QPalette()
        for role, tone in _PALETTE.items():
            palette.setColor(role, self.colour(tone))
        for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour(Tone.TEXT_3))
        return palette


def read_theme(scheme: Scheme) -> Theme:
    """The theme of a scheme, every role present."""
    tokens = json.loads(_TOKENS.read_text(encoding="utf-8"))
    return Theme(
        scheme=scheme,
        sizes=_sizes(tokens),
        motion=Motion(tokens["motion"]["flashHz"], tokens["motion"]["flashSeconds"]),
        _colours={tone: tokens["color"][scheme.value][tone.value] for tone in Tone},
        _fonts={
            style: (tokens["type"][style.value]["px"], tokens["type"][style.value]["weight"])
            for style in Type
        },
    )


def _sizes(tokens: Any) -> Sizes:  # noqa: ANN401  (JSON just read; it ends here)
    size, radius, border = tokens["size"], tokens["radius"], tokens["border"]
    return Sizes(
        target=size["target"],
        primary_action=size["primaryAction"],
        top_bar=size["topBar"],
        status_bar=size["statusBar"],
        row=size["row"],
        queue_row=size["queueRow"],
        left_column=size["leftColumn"],
        right_column=size["rightColumn"],
        gutter=size["gutter"],
        radius_key=radius["key"],
        radius_cell=radius["cell"],
        radius_control=radius["control"],
        radius_card=radius["card"],
        radius_display=radius["display"],
        kiosk_target=size["kioskTarget"],
        selected=border["selected"],
        focus=border["focus"],
        focus_offset=border["focusOffset"],
    )


_PALETTE = {
    QPalette.ColorRole.Window: Tone.CANVAS,
    QPalette.ColorRole.WindowText: Tone.TEXT,
    QPalette.ColorRole.Base: Tone.SURFACE,
    QPalette.ColorRole.AlternateBase: Tone.SUBTLE,
    QPalette.ColorRole.Text: Tone.TEXT,
    QPalette.ColorRole.PlaceholderText: Tone.TEXT_3,
    QPalette.ColorRole.Button: Tone.SURFACE,
    QPalette.ColorRole.ButtonText: Tone.TEXT,
    QPalette.ColorRole.Highlight: Tone.ACCENT,
    QPalette.ColorRole.HighlightedText: Tone.ON_ACCENT,
    QPalette.ColorRole.ToolTipBase: Tone.SURFACE,
    QPalette.ColorRole.ToolTipText: Tone.TEXT,
    QPalette.ColorRole.Link: Tone.ACCENT,
}
