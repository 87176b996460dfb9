"""The focus ring: always clear which control the keyboard speaks to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFocusFrame,
    QLineEdit,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QWidget,
)

from ui.theme import Tone

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from ui.theme import Theme


class _RingStyle(QProxyStyle):
    """Room around the control; the standard style masks rounded corners away."""

    def __init__(self, margin: int) -> None:
        super().__init__()
        self._margin = margin

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        if metric in _MARGINS:
            return self._margin
        return super().pixelMetric(metric, option, widget)

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        found: QStyleHintReturn | None = None,
    ) -> int:
        if hint is QStyle.StyleHint.SH_FocusFrame_Mask:
            return 0
        if hint is QStyle.StyleHint.SH_FocusFrame_AboveWidget:
            return 1
        return super().styleHint(hint, option, widget, found)


class FocusRing(QFocusFrame):
    """Follows the focus among buttons and fields; lists mark their row instead."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._window = window
        self._style = _RingStyle(theme.sizes.focus + theme.sizes.focus_offset)
        self.setStyle(self._style)

    def follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Go round the control that has the focus now."""
        ringed = (
            isinstance(now, QAbstractButton | QLineEdit)
            and now.window() is self._window
            and now.property("place") != "tab"  # as high as its bar: coloured instead
        )
        self.setWidget(now if ringed else None)  # type: ignore[arg-type]  # None takes it away

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ring along the outer edge."""
        width = self._theme.sizes.focus
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour(Tone.ACCENT), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = width / 2
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        radius = self._theme.sizes.radius_control + self._theme.sizes.focus_offset + inset
        painter.drawRoundedRect(box, radius, radius)


_MARGINS = (QStyle.PixelMetric.PM_FocusFrameHMargin, QStyle.PixelMetric.PM_FocusFrameVMargin)
