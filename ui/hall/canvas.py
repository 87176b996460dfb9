"""A screen to paint on in sizes of 1920 x 1080, upright or lying, however large it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPen

from ui.theme import Tone

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QPainter

    from ui.theme import Theme, Type

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter
_LONG, _SHORT = 1920.0, 1080.0
_MARK, _BAR, _BETWEEN = 0.8, 0.25, 0.2  # height of a pause's bars in em; the rest in heights
_LEAST = 0.55  # of its size, to which writing shrinks before it is cut off with …


class Canvas:
    """Painter, theme and scale; every length given is in px of the 1920 x 1080 screen."""

    def __init__(self, painter: QPainter, theme: Theme, size: QSizeF) -> None:
        self._painter = painter
        self._theme = theme
        self.upright = size.height() > size.width()
        wide, high = (_SHORT, _LONG) if self.upright else (_LONG, _SHORT)
        self.unit = min(size.width() / wide, size.height() / high)
        self.width = size.width() / self.unit
        self.height = size.height() / self.unit
        painter.scale(self.unit, self.unit)

    def fill(self, tone: Tone) -> None:
        """Cover everything."""
        self._painter.fillRect(QRectF(0, 0, self.width, self.height), self._theme.colour(tone))

    def card(self, box: QRectF, ground: Tone = Tone.SURFACE, line: Tone = Tone.LINE) -> None:
        """A sheet with round corners."""
        self._painter.setPen(QPen(self._theme.colour(line), 2))
        self._painter.setBrush(self._theme.colour(ground))
        radius = self._theme.sizes.radius_display
        self._painter.drawRoundedRect(box, radius, radius)

    def rule(self, left: float, right: float, height: float, tone: Tone = Tone.LINE) -> None:
        """A hairline across."""
        colour = self._theme.colour(tone)
        self._painter.fillRect(QRectF(left, height, right - left, 2), colour)

    def write(
        self,
        box: QRectF,
        words: str,
        style: Type,
        tone: Tone = Tone.TEXT,
        align: Qt.AlignmentFlag = LEFT,
    ) -> float:
        """Write one line, smaller where it does not fit; returns its width."""
        font = self._fitting(words, style, box)
        metrics = QFontMetricsF(font)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        self._painter.setFont(font)
        self._painter.setPen(self._theme.colour(tone))
        self._painter.drawText(box, align, shown)
        return min(metrics.horizontalAdvance(shown), box.width())

    def write_closed(
        self, box: QRectF, words: str, style: Type, align: Qt.AlignmentFlag = LEFT
    ) -> None:
        """One line behind the two bars of a pause: a shape as well as a colour."""
        high = min(self._theme.font(style).pixelSize(), box.height()) * _MARK
        mark = high * (2 * _BAR + _BETWEEN)
        room = box.adjusted(mark + high / 2, 0, 0, 0)
        used = QFontMetricsF(self._fitting(words, style, room)).horizontalAdvance(words)
        if align is CENTRE:
            room.translate((room.width() - used) / 2, 0)
        top = box.center().y() - high / 2
        for left in (0.0, high * (_BAR + _BETWEEN)):
            bar = QRectF(room.left() - mark - high / 2 + left, top, high * _BAR, high)
            self._painter.fillRect(bar, self._theme.colour(Tone.PAUSE))
        self.write(room, words, style, Tone.PAUSE)

    def _fitting(self, words: str, style: Type, box: QRectF) -> QFont:
        font = self._theme.font(style)
        wanted = QFontMetricsF(font).horizontalAdvance(words)
        across = box.width() / wanted if wanted else 1.0
        down = box.height() / font.pixelSize()  # an em: no digit or Chinese sign is higher
        shrunk = max(_LEAST, min(across, down) * 0.99)
        if shrunk < 1:
            font.setPixelSize(max(1, int(font.pixelSize() * shrunk)))
        return font
