"""States drawn three ways at once: a word, a shape and a colour."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFontMetrics, QPainter, QPen, QPixmap, QPolygonF

from core.urgency import Urgency
from ui.theme import Tone, Type

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

    from ui.theme import Theme

PILL_HEIGHT = 28  # px
_MARK = 12  # px
_PAD = 10  # px from the end of a pill to its mark or its word
_GAP = 6  # px between mark and word
_STROKE = 2.0  # px


class Look(enum.Enum):
    """How grave a state is."""

    ALARM = "alarm"
    WARNING = "warning"
    NEAR = "near"
    NEUTRAL = "neutral"
    PAUSED = "paused"
    GOOD = "good"
    PROVISIONAL = "provisional"

    @classmethod
    def of_urgency(cls, urgency: Urgency) -> Look:
        """红, 黄, 蓝 or none of them."""
        return _OF_URGENCY[urgency]


@dataclass(frozen=True)
class Ink:
    """The tones of one look."""

    text: Tone
    mark: Tone
    fill: Tone
    line: Tone


def ink_of(look: Look) -> Ink:
    """The tones a look is drawn in."""
    return _INK[look]


def draw_mark(painter: QPainter, theme: Theme, look: Look, box: QRectF) -> None:
    """Draw the shape of a look, filling a square box."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _DRAW[look](painter, box, theme.colour(_INK[look].mark))
    painter.restore()


def pill_size(theme: Theme, words: str) -> QSize:
    """How much room a pill takes."""
    width = QFontMetrics(theme.font(Type.LABEL)).horizontalAdvance(words)
    return QSize(2 * _PAD + _MARK + _GAP + width, PILL_HEIGHT)


def draw_pill(painter: QPainter, theme: Theme, look: Look, words: str, place: QRect) -> None:
    """Draw a pill at the left of a place, centred upright."""
    size = pill_size(theme, words)
    top = place.top() + (place.height() - size.height()) // 2
    body = QRectF(place.left(), top, min(size.width(), place.width()), size.height())
    ink = _INK[look]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(theme.colour(ink.line), 1)
    if look is Look.PROVISIONAL:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(theme.colour(ink.fill))
    painter.drawRoundedRect(body.adjusted(0.5, 0.5, -0.5, -0.5), PILL_HEIGHT / 2, PILL_HEIGHT / 2)
    mark = QRectF(body.left() + _PAD, body.center().y() - _MARK / 2, _MARK, _MARK)
    draw_mark(painter, theme, look, mark)
    painter.setPen(theme.colour(ink.text))
    painter.setFont(theme.font(Type.LABEL))
    writing = body.adjusted(_PAD + _MARK + _GAP, 0, -_PAD / 2, 0)
    painter.drawText(writing, Qt.AlignmentFlag.AlignVCenter, words)
    painter.restore()


def tick(painter: QPainter, box: QRectF, colour: QColor) -> None:
    """Draw a tick."""
    painter.setPen(_pen(colour))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(_points(box, (0.08, 0.52), (0.38, 0.82), (0.92, 0.2)))


def hatching(theme: Theme, ratio: float) -> QBrush:
    """Slanted accent lines on the soft accent: listed in the notice."""
    side = 8
    tile = QPixmap(round(side * ratio), round(side * ratio))
    tile.setDevicePixelRatio(ratio)
    tile.fill(theme.colour(Tone.ACCENT_SOFT))
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour(Tone.ACCENT), 1.6))
    for start in (-side, 0, side):
        painter.drawLine(QPointF(start - 1, side + 1), QPointF(start + side + 1, -1))
    painter.end()
    return QBrush(tile)


def _pen(colour: QColor) -> QPen:
    pen = QPen(colour, _STROKE)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def _points(box: QRectF, *shares: tuple[float, float]) -> QPolygonF:
    return QPolygonF(
        [QPointF(box.left() + x * box.width(), box.top() + y * box.height()) for x, y in shares]
    )


def _polygon(painter: QPainter, colour: QColor, points: QPolygonF) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(points)


def _diamond(painter: QPainter, box: QRectF, colour: QColor) -> None:
    _polygon(painter, colour, _points(box, (0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)))


def _triangle(painter: QPainter, box: QRectF, colour: QColor) -> None:
    _polygon(painter, colour, _points(box, (0.5, 0.04), (1, 0.94), (0, 0.94)))


def _circle(painter: QPainter, box: QRectF, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5))


def _ring(painter: QPainter, box: QRectF, colour: QColor) -> None:
    painter.setPen(_pen(colour))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(box.adjusted(1.5, 1.5, -1.5, -1.5))


def _bars(painter: QPainter, box: QRectF, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    width = box.width() * 0.3
    for left in (box.left() + box.width() * 0.1, box.right() - box.width() * 0.1 - width):
        painter.drawRect(QRectF(left, box.top(), width, box.height()))


def _tilde(painter: QPainter, box: QRectF, colour: QColor) -> None:
    painter.setPen(_pen(colour))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(_points(box, (0, 0.62), (0.26, 0.38), (0.7, 0.62), (1, 0.38)))


_DRAW = {
    Look.ALARM: _diamond,
    Look.WARNING: _triangle,
    Look.NEAR: _circle,
    Look.NEUTRAL: _ring,
    Look.PAUSED: _bars,
    Look.GOOD: tick,
    Look.PROVISIONAL: _tilde,
}
_INK = {
    Look.ALARM: Ink(Tone.RED, Tone.RED, Tone.RED_SOFT, Tone.RED_LINE),
    Look.WARNING: Ink(Tone.YELLOW, Tone.YELLOW_MARK, Tone.YELLOW_SOFT, Tone.YELLOW_LINE),
    Look.NEAR: Ink(Tone.BLUE, Tone.BLUE, Tone.BLUE_SOFT, Tone.BLUE_LINE),
    Look.NEUTRAL: Ink(Tone.TEXT_2, Tone.TEXT_2, Tone.SUBTLE, Tone.LINE),
    Look.PAUSED: Ink(Tone.PAUSE, Tone.PAUSE, Tone.PAUSE_SOFT, Tone.PAUSE_HATCH),
    Look.GOOD: Ink(Tone.ACCENT, Tone.ACCENT, Tone.ACCENT_SOFT, Tone.ACCENT_LINE),
    Look.PROVISIONAL: Ink(Tone.TEXT_2, Tone.TEXT_2, Tone.SURFACE, Tone.LINE_STRONG),
}
_OF_URGENCY = {
    Urgency.OVERDUE: Look.ALARM,
    Urgency.DUE1: Look.WARNING,
    Urgency.DUE2: Look.NEAR,
    Urgency.NORMAL: Look.NEUTRAL,
    Urgency.PAUSED: Look.PAUSED,
}
