"""The 已告知全部 meter: solid is received, hatched is listed in the notice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from core.checklist import RowState
from ui.marks import hatching
from ui.theme import Tone

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from ui.theme import Theme

_HEIGHT = 12  # px
_GAP = 4  # px
_RADIUS = 4  # px


class Meter(QWidget):
    """One segment for every material that applies."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._segments: tuple[RowState, ...] = ()
        self.setFixedHeight(_HEIGHT)

    def show_segments(self, segments: tuple[RowState, ...], words: str) -> None:
        """Show these states; `words` tell a screen reader the same."""
        self._segments = segments
        self.setAccessibleName(words)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the segments side by side."""
        if not self._segments:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        count = len(self._segments)
        width = (self.width() - _GAP * (count - 1)) / count
        for place, state in enumerate(self._segments):
            box = QRectF(place * (width + _GAP), 0, width, self.height())
            painter.setPen(QPen(self._theme.colour(_LINES[state]), 1))
            if state is RowState.MISSING:
                painter.setBrush(hatching(self._theme, self.devicePixelRatioF()))
            else:
                painter.setBrush(self._theme.colour(_FILLS[state]))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)


_FILLS = {RowState.RECEIVED: Tone.ACCENT, RowState.OPEN: Tone.SUBTLE}
_LINES = {
    RowState.RECEIVED: Tone.ACCENT,
    RowState.MISSING: Tone.ACCENT,
    RowState.OPEN: Tone.LINE_STRONG,
}
