"""What a ticket printer can do by itself; everything else is sent to it as dots."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Profile:
    """One model of ESC/POS printer at 203 dpi."""

    dots: int = 576  # per line, a multiple of 8: 576 and 512 on rolls of 80 mm, 384 on 58 mm
    has_kanji: bool = True  # a GBK font, switched on by FS &
    has_cutter: bool = True
    has_codes: bool = True  # draws QR symbols, GS ( k
