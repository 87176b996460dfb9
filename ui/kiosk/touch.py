"""Buttons for fingers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.theme import Tone, Type

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from ui.theme import Theme

_PAD = 20  # px
_LINES = 2
_LEAST = 0.75  # of its size, to which writing shrinks


class TouchButton(QAbstractButton):
    """A large button; filled for the one act a page is about."""

    def __init__(self, theme: Theme, words: str, ground: Tone = Tone.SURFACE) -> None:
        super().__init__()
        self._theme = theme
        self._ground = ground
        self.setText(words)
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # a scanner's Enter must press nothing
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(theme.sizes.kiosk_target)

    def sizeHint(self) -> QSize:
        """Wide enough for its words in one line, where there is room."""
        metrics = QFontMetrics(self._theme.font(Type.KIOSK_BUTTON))
        return QSize(metrics.horizontalAdvance(self.text()) + 2 * _PAD, self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        """A finger."""
        target = self._theme.sizes.kiosk_target
        return QSize(target, target)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw frame and words, in two lines where they are long."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        filled = self._ground is Tone.ACCENT
        ground = self._ground
        if self.isDown():
            ground = Tone.ACCENT_HOVER if filled else Tone.ACCENT_SOFT
        ink = Tone.ON_ACCENT if filled else Tone.TEXT
        if not self.isEnabled():
            ground, ink = Tone.SUBTLE, Tone.TEXT_3
        painter.setPen(QPen(self._theme.colour(Tone.LINE_STRONG), 2))
        painter.setBrush(self._theme.colour(ground))
        radius = self._theme.sizes.radius_card
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
        painter.setPen(self._theme.colour(ink))
        inner = self.rect().adjusted(_PAD, 8, -_PAD, -8)
        font = self._theme.font(Type.KIOSK_BUTTON)
        if QFontMetrics(font).horizontalAdvance(self.text()) > _LINES * inner.width() * 0.9:
            font.setPixelSize(int(font.pixelSize() * _LEAST))
        painter.setFont(font)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWrapAnywhere
        painter.drawText(inner, flags, self._in_lines(QFontMetrics(font), inner.width()))

    def _in_lines(self, metrics: QFontMetrics, width: int) -> str:
        """Broken before a bracket, or in halves: no single sign stands in a line of its own."""
        words = self.text()
        if metrics.horizontalAdvance(words) <= width:
            return words
        bracket = words.find("（")
        for place in (bracket, -(-len(words) // _LINES)):
            parts = (words[:place], words[place:])
            if place > 0 and max(map(metrics.horizontalAdvance, parts)) <= width:
                return "\n".join(parts)
        return words
