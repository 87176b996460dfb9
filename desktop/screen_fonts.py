"""The typefaces the screen shares with the paper."""

from __future__ import annotations

from pathlib import Path

import printing

FAMILY = "Noto Sans SC"
_FOLDER = Path(printing.__file__).parent / "fonts"


def screen_fonts() -> tuple[Path, ...]:
    """Files to load before the first window: a bare machine has no Chinese font."""
    return (
        _FOLDER / "NotoSansSC-Regular.ttf",
        _FOLDER / "NotoSansSC-Bold.ttf",
        _FOLDER / "HanaMinB.ttf",
    )
